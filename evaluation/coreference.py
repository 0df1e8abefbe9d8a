"""Measures of coreference: links on marked paragraphs, and MUC, B-cubed and CEAF over clusters of mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import numpy

from dragoman.actors.tables import pronouns
from dragoman.document import Document, Mention

_MARK = re.compile(r"\[([^\]|]+)\|([^\]]+)\]")


@dataclass
class Marked:
    """A phrase of a paragraph with the entity (or entities) it stands for."""

    start: int
    end: int
    entities: tuple[str, ...]


@dataclass
class Paragraph:
    """A marked paragraph: its plain text and its phrases."""

    id: str
    text: str
    phrases: list[Marked]


@dataclass
class Links:
    """Counts of links: in the gold, said by us, right."""

    gold: int = 0
    said: int = 0
    right: int = 0


def paragraphs(path: Path) -> Iterator[Paragraph]:
    """The paragraphs of a table of `id`, `text` with marks like `[Chile|1]`, `[both sides|1+2]`."""
    rows = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    for line in rows[1:]:
        number, text = line.split("\t")[:2]
        yield read(number, text)


def read(number: str, text: str) -> Paragraph:
    """One paragraph without its marks, and what they say."""
    plain, at, phrases = "", 0, []
    for mark in _MARK.finditer(text):
        plain += text[at : mark.start()]
        phrases.append(Marked(len(plain), len(plain) + len(mark.group(1)), tuple(mark.group(2).split("+"))))
        plain += mark.group(1)
        at = mark.end()
    return Paragraph(number, plain + text[at:], phrases)


def compare(document: Document, row: Paragraph, tally: Links) -> list[str]:
    """Counts the links of one paragraph and tells the wrong ones."""
    wrong = []
    known: dict[str, list[Mention]] = {}
    groups: dict[tuple[str, ...], list[Mention]] = {}
    seen: set[int] = set()
    for phrase in row.phrases:
        mention = _mention_of(document, phrase)
        words = row.text[phrase.start : phrase.end]
        if phrase.entities == ("-",):
            if mention is not None and mention.kind == "pronoun" and mention.chain in seen:
                tally.said += 1
                wrong.append(f"[{words}] linked, stands for nobody named")
            continue
        before = groups if len(phrase.entities) > 1 else known
        key = phrase.entities if len(phrase.entities) > 1 else phrase.entities[0]
        anaphor = len(phrase.entities) > 1 or key in known
        if anaphor and not _is_name(words):
            verdict = _verdict(document, mention, phrase, known, groups, seen)
            tally.gold += 1
            tally.said += verdict != "none"
            tally.right += verdict == "right"
            if verdict != "right":
                wrong.append(f"[{words}] {verdict}: {_told(mention)}")
        if mention is not None:
            before.setdefault(key, []).append(mention)  # type: ignore[call-overload]
            seen.add(mention.chain)
    return wrong


def _is_name(words: str) -> bool:
    plain = [w for w in re.findall(r"[\w'’-]+", words) if w.lower() not in ("the", "of", "both", "two")]
    return (
        bool(plain)
        and all(w[:1].isupper() for w in plain)
        and plain[0].lower() not in pronouns()
        and "Both" not in words
    )


def _mention_of(document: Document, phrase: Marked) -> Mention | None:
    exact = [m for m in document.mentions if (m.start, m.end) == (phrase.start, phrase.end)]
    if exact:
        return exact[0]
    headed = [m for m in document.mentions if phrase.start <= m.head.start and m.head.end <= phrase.end]
    near = [m for m in headed if m.start == phrase.start or m.end == phrase.end or m.start <= phrase.start <= m.end]
    return max(near, key=lambda m: (m.end - m.start <= phrase.end - phrase.start, m.end - m.start), default=None)


def _verdict(
    document: Document,
    mention: Mention | None,
    phrase: Marked,
    known: dict[str, list[Mention]],
    groups: dict[tuple[str, ...], list[Mention]],
    seen: set[int],
) -> str:
    if mention is None:
        return "none"
    if len(phrase.entities) > 1:
        return _group_verdict(mention, phrase, known)
    chains = {m.chain for m in known.get(phrase.entities[0], ())}
    if mention.chain in chains:
        return "right"
    return "wrong" if mention.chain in seen else "none"


def _group_verdict(mention: Mention, phrase: Marked, known: dict[str, list[Mention]]) -> str:
    members = mention.actor.members if mention.actor is not None else ()
    if not members:
        return "none"
    wanted = {_who(m) for entity in phrase.entities for m in known.get(entity, ())[:1]}
    said = {(a.code, a.name) for a in members}
    same = {name for _, name in said} == {name for _, name in wanted}
    return "right" if same and len(said) == len(phrase.entities) else "wrong"


def _who(mention: Mention) -> tuple[str | None, str | None]:
    actor = mention.actor
    return (None, None) if actor is None else (actor.code, actor.name)


def _told(mention: Mention | None) -> str:
    if mention is None:
        return "no mention"
    actor = mention.actor
    if actor is None:
        return f"chain {mention.chain}"
    return f"chain {mention.chain} {actor.code} {actor.name} {[a.name or a.code for a in actor.members]}"


def follow(document: Document, marked: list[Marked], tally: dict[str, Links]) -> None:
    """Counts the links of the marked phrases (entity and form) of a text, by form."""
    seen: dict[str, list[Mention]] = {}
    for phrase in marked:
        entity, form = phrase.entities
        mention = _mention_of(document, phrase)
        if form in tally and entity in seen:
            links = tally[form]
            earlier = {m.chain for mentions in seen.values() for m in mentions}
            links.gold += 1
            links.said += mention is not None and mention.chain in earlier
            links.right += mention is not None and mention.chain in {m.chain for m in seen[entity]}
        if mention is not None:
            seen.setdefault(entity, []).append(mention)


# ------------------------------------------------------------------ GUM

Cluster = frozenset[tuple[int, int]]


@dataclass
class GumText:
    """A text of GUM as raw characters, with its clusters of phrases and the head of each phrase."""

    id: str
    text: str = ""
    phrases: dict[str, list[tuple[int, int, int, int]]] = field(default_factory=dict)
    """By entity: start, end, start and end of the head."""
    kinds: dict[str, str] = field(default_factory=dict)

    @property
    def clusters(self) -> list[Cluster]:
        """Clusters of two or more among persons, organisations and places."""
        kept = [p for e, p in self.phrases.items() if self.kinds.get(e) in ("person", "organization", "place")]
        return [frozenset((a, b) for a, b, _, _ in phrases) for phrases in kept if len(phrases) > 1]


def gum(path: Path, genres: tuple[str, ...]) -> Iterator[GumText]:
    """The texts of some genres."""
    for block in path.read_text(encoding="utf-8").split("# newdoc id = ")[1:]:
        name, _, rest = block.partition("\n")
        if any(f"_{genre}_" in name for genre in genres):
            yield _gum_text(name.strip(), rest)


def _gum_text(name: str, block: str) -> GumText:
    text = GumText(name)
    opened: dict[str, list[tuple[int, int, str]]] = {}
    words: list[tuple[int, int]] = []
    until, glue = 0, False
    for line in block.split("\n"):
        if line.startswith("# newpar") and text.text:
            text.text = text.text.rstrip() + "\n\n"
        cells = line.split("\t")
        if len(cells) != 10 or "." in cells[0]:
            continue
        if "-" in cells[0]:
            until = int(cells[0].split("-")[1])
            glue = "SpaceAfter=No" in cells[9]
            continue
        start = len(text.text)
        text.text += cells[1]
        words.append((start, len(text.text)))
        inside = int(cells[0]) < until
        closes = int(cells[0]) == until
        spaced = not glue if closes else "SpaceAfter=No" not in cells[9]
        _entities(text, cells[9], words, opened)
        until = 0 if closes else until
        if not inside and spaced:
            text.text += " "
    return text


def _entities(
    text: GumText, misc: str, words: list[tuple[int, int]], opened: dict[str, list[tuple[int, int, str]]]
) -> None:
    found = re.search(r"Entity=([^|]+)", misc)
    if found is None:
        return
    here = len(words) - 1
    for begin, close in re.findall(r"(\([^()]+\)?)|([^()]+\))", found.group(1)):
        if begin:
            parts = begin.strip("()").split("-")
            entity = parts[0]
            text.kinds.setdefault(entity, parts[1])
            opened.setdefault(entity, []).append((here, here, parts[5] if len(parts) > 5 else "1"))
            if not begin.endswith(")"):
                continue
        else:
            entity = close.rstrip(")").split("-")[0]
        if not opened.get(entity):
            continue
        first, _, least = opened[entity].pop()
        at = min(first + int(re.findall(r"\d+", least)[0]) - 1, here)
        text.phrases.setdefault(entity, []).append((words[first][0], words[here][1], *words[at]))


def clusters(document: Document, text: GumText) -> list[Cluster]:
    """Our chains with each phrase named by the gold phrase of the same head, where there is one."""
    names: dict[tuple[int, int], tuple[int, int]] = {}
    chains: dict[int, set[tuple[int, int]]] = {}
    for mention in document.mentions:
        gold = _aligned(mention, text, names)
        chains.setdefault(mention.chain, set()).add(gold or (mention.start, mention.end))
    return [frozenset(phrases) for phrases in chains.values() if len(phrases) > 1]


def _aligned(mention: Mention, text: GumText, taken: dict[tuple[int, int], tuple[int, int]]) -> tuple[int, int] | None:
    best = None
    for phrases in text.phrases.values():
        for start, end, head, head_end in phrases:
            if (start, end) in taken:
                continue
            exact = (start, end) == (mention.start, mention.end)
            same_head = head == mention.head.start or (
                mention.start <= head
                and head_end <= mention.end
                and start <= mention.head.start < end
                and end == mention.end
            )
            if exact or same_head:
                best = (exact, start, end) if best is None or exact else best
    if best is None:
        return None
    taken[best[1], best[2]] = (mention.start, mention.end)
    return best[1], best[2]


def nearest(document: Document) -> Document:
    """The baseline: names by the same words, a pronoun to the nearest mention that agrees, nouns alone."""
    chains: list[int] = []
    names: dict[str, int] = {}
    linked: list[Mention] = []
    for number, mention in enumerate(document.mentions):
        chain = number
        words = document[mention].lower()
        if mention.kind == "name":
            chain = names.setdefault(words, number)
        elif mention.kind == "pronoun":
            chain = next((own.chain for own in reversed(linked) if _agrees(own, mention)), number)
        linked.append(msgspec.structs.replace(mention, chain=chain))
        chains.append(chain)
    return msgspec.structs.replace(document, mentions=tuple(linked))


def _agrees(own: Mention, pronoun: Mention) -> bool:
    genders = own.gender is None or pronoun.gender is None or own.gender == pronoun.gender
    return own.number == pronoun.number and genders


def scores(pairs: Iterable[tuple[list[Cluster], list[Cluster]]]) -> tuple[float, float, float]:
    """F1 by MUC, B-cubed and CEAF (entities), over all texts together."""
    parts = list(pairs)
    muc = _f1(_sum(_muc(g, s) for g, s in parts), _sum(_muc(s, g) for g, s in parts))
    b3 = _f1(_sum(_b3(g, s) for g, s in parts), _sum(_b3(s, g) for g, s in parts))
    matched = [_ceaf(g, s) for g, s in parts]
    total = sum(matched)
    recall = (total, float(sum(len(g) for g, _ in parts)))
    precision = (total, float(sum(len(s) for _, s in parts)))
    return muc, b3, _f1(recall, precision)


def _sum(parts: Iterable[tuple[float, float]]) -> tuple[float, float]:
    rows = list(parts)
    return sum(a for a, _ in rows), sum(b for _, b in rows)


def _f1(recall: tuple[float, float], precision: tuple[float, float]) -> float:
    r = recall[0] / recall[1] if recall[1] else 0.0
    p = precision[0] / precision[1] if precision[1] else 0.0
    return 2 * p * r / (p + r) if p + r else 0.0


def _muc(key: list[Cluster], response: list[Cluster]) -> tuple[float, float]:
    of = {mention: i for i, cluster in enumerate(response) for mention in cluster}
    top = bottom = 0.0
    for cluster in key:
        parts = {of[m] for m in cluster if m in of}
        alone = sum(m not in of for m in cluster)
        top += len(cluster) - len(parts) - alone
        bottom += len(cluster) - 1
    return top, bottom


def _b3(key: list[Cluster], response: list[Cluster]) -> tuple[float, float]:
    of = {mention: cluster for cluster in response for mention in cluster}
    top = bottom = 0.0
    for cluster in key:
        for mention in cluster:
            top += len(cluster & of.get(mention, frozenset())) / len(cluster)
            bottom += 1
    return top, bottom


def _ceaf(key: list[Cluster], response: list[Cluster]) -> float:
    if not key or not response:
        return 0.0
    table = numpy.array([[2 * len(a & b) / (len(a) + len(b)) for b in response] for a in key])
    total = 0.0
    while table.size and table.max() > 0:
        row, column = numpy.unravel_index(int(table.argmax()), table.shape)
        total += float(table[row, column])
        table = numpy.delete(numpy.delete(table, row, 0), column, 1)
    return total
