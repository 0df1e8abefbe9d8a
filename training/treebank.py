"""Labelled sentences from treebanks and name corpora, as one kind of record.

`IGNORE` marks a label that is not known: no loss is taken there.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from dragoman.language.acts import ROLES as CORPUS_ROLES

IGNORE = -100
NAME_LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
PROPBANK_ROLES = ("ARG0", "ARG1", "ARG2", "ARGM-LOC", "ARGM-TMP")
ROLES = (*CORPUS_ROLES, *PROPBANK_ROLES)
FLAGS = ("reciprocal", "alleged", "background")
TITLES = frozenset(
    [
        "president",
        "mr",
        "mr.",
        "mrs",
        "mrs.",
        "ms",
        "ms.",
        "dr",
        "dr.",
        "prime",
        "minister",
        "senator",
        "sen.",
        "secretary",
        "general",
        "gen.",
        "king",
        "queen",
        "prince",
        "princess",
        "lord",
        "sir",
        "professor",
        "prof.",
        "capt.",
        "captain",
        "col.",
        "colonel",
        "lt.",
        "sgt.",
        "chancellor",
        "ambassador",
        "governor",
        "gov.",
        "rep.",
        "judge",
        "justice",
    ]
)
PRONOUNS = frozenset(
    ["we", "they", "it", "he", "she", "i", "you", "our", "their", "its", "his", "her", "us", "them", "who"]
)
UNKNOWN = "?"
ENTITY_TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}
RE3D_TYPES = {"Person": "PER", "Organisation": "ORG", "Location": "LOC"}
WORD = re.compile(r"(?:[A-Z]\.){2,}|(?:Gen|Mr|Mrs|Dr|Lt|Sen|Gov|St)\.|\w+(?:[-.&]\w+)*|'s\b|\u2019s\b|\S")


@dataclass(frozen=True, slots=True)
class Act:
    """What one word of a sentence tells of an act; words are counted from 0, `type` None where it is not known."""

    word: int
    type: str | None = None
    mode: str = "-"
    status: str = ""
    flags: tuple[bool, ...] = ()
    roles: tuple[tuple[str, int], ...] = ()
    labelled: tuple[str, ...] = ()
    beside: tuple[int, ...] = ()
    other: str | None = None
    """Another type that a careful reader may defend."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; `upos` empty where it has no tree, `names` empty where it has no names, `acts` None where unknown.

    `factuality` holds (word, value) pairs.
    """

    document: str
    words: tuple[str, ...]
    upos: tuple[str, ...] = ()
    xpos: tuple[str, ...] = ()
    feats: tuple[str, ...] = ()
    heads: tuple[int, ...] = ()
    labels: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    lemmas: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    id: str = ""
    acts: tuple[Act, ...] | None = None
    factuality: tuple[tuple[int, float], ...] = ()

    def moved(self, shift: int) -> tuple[tuple[Act, ...] | None, tuple[tuple[int, float], ...]]:
        """Its acts and factuality as they stand behind `shift` more words."""
        acts = self.acts and tuple(
            replace(
                act,
                word=act.word + shift,
                roles=tuple((name, at + shift) for name, at in act.roles),
                beside=tuple(at + shift for at in act.beside),
            )
            for act in self.acts
        )
        return acts, tuple((at + shift, value) for at, value in self.factuality)


def read_conllu(path: Path) -> list[Sentence]:
    """Every sentence of a CoNLL-U file, by syntactic words, without empty nodes."""
    sentences, rows, document, sentence_id = [], [], "", ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc id"):
            document = line.split("=", 1)[1].strip()
        elif line.startswith("# sent_id"):
            sentence_id = line.split("=", 1)[1].strip()
        elif not line and rows:
            sentences.append(_sentence(rows, document, sentence_id))
            rows = []
        elif line and not line.startswith("#"):
            row = line.split("\t")
            if row[0].isdigit():
                rows.append(row)
    return sentences


def _sentence(rows: list[list[str]], document: str, sentence_id: str) -> Sentence:
    columns = list(zip(*rows, strict=True))
    return Sentence(
        document=document,
        words=columns[1],
        lemmas=columns[2],
        upos=columns[3],
        xpos=columns[4],
        feats=columns[5],
        heads=tuple(int(head) for head in columns[6]),
        labels=columns[7],
        entities=tuple(_entity_field(misc) for misc in columns[9]),
        id=sentence_id,
    )


def _entity_field(misc: str) -> str:
    found = re.search(r"(?:^|\|)Entity=([^|]*)", misc)
    return found.group(1) if found else ""


def gum_names(sentence: Sentence) -> tuple[str, ...]:
    """BIO names from GUM's entity spans: the proper-noun core of each named span."""
    names = ["O"] * len(sentence.words)
    spans = sorted(_gum_spans(sentence.entities), key=lambda span: span[0] - span[1])
    for start, end, kind in spans:  # longest first: an outer name wins over an inner one
        head = _head_of(sentence, start, end)
        if sentence.upos[head] != "PROPN":
            continue
        first, last = _core(sentence, start, end, head)
        if any(names[at] != "O" for at in range(first, last + 1)):
            continue
        label = ENTITY_TYPES.get(kind, "")
        names[first : last + 1] = _bio(label, last + 1 - first)
    return tuple(names)


def _bio(label: str, length: int) -> list[str]:
    return ["B-" + label] + ["I-" + label] * (length - 1) if label else [UNKNOWN] * length


def _gum_spans(fields: tuple[str, ...]) -> list[tuple[int, int, str]]:
    spans, open_spans = [], {}
    for at, field in enumerate(fields):
        for opened, closed in re.findall(r"\(([^()]+\)?)|([^()]+)\)", field):
            if opened:
                parts = opened.rstrip(")").split("-")
                if opened.endswith(")"):
                    spans.append((at, at, parts[1]))
                else:
                    open_spans.setdefault(parts[0], []).append((at, parts[1]))
            elif open_spans.get(closed):
                start, kind = open_spans[closed].pop()
                spans.append((start, at, kind))
    return spans


def _head_of(sentence: Sentence, start: int, end: int) -> int:
    inside = range(start, end + 1)
    return next((at for at in inside if sentence.heads[at] - 1 not in inside), start)


def _core(sentence: Sentence, start: int, end: int, head: int) -> tuple[int, int]:
    """The run of proper nouns around the head, titles left off."""
    first = last = head
    while first > start and _opens_name(sentence, first - 1):
        first -= 1
    while last < end and (joint := _next_part(sentence, last, end)) > last:
        last = joint
    titles = [at for at in range(first, last) if sentence.words[at].lower() in TITLES]
    return (titles[-1] + 1 if titles else first), last


def _opens_name(sentence: Sentence, at: int) -> bool:
    if sentence.upos[at] == "PROPN":
        return True
    return at > 0 and sentence.upos[at] in ("ADJ", "NOUN") and sentence.words[at][:1].isupper()


def _next_part(sentence: Sentence, last: int, end: int) -> int:
    """The end of the name one step further: 'University' -> 'of Portsmouth'."""
    if sentence.upos[last + 1] in ("PROPN", "NUM"):
        return last + 1
    joins = sentence.words[last + 1].lower() in ("of", "-", "for", "&", "and")
    if joins and last + 2 <= end and sentence.upos[last + 2] == "PROPN":
        return last + 2
    return last


def read_uner(path: Path, sentences: Iterable[Sentence]) -> list[Sentence]:
    """The treebank's sentences with the names of an IOB2 file beside it."""
    names: dict[str, list[str]] = {}
    sentence_id = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# sent_id"):
            sentence_id = line.split("=", 1)[1].strip()
        elif line and line[0].isdigit():
            names.setdefault(sentence_id, []).append(line.split("\t")[2])
    return [
        Sentence(document=s.document, words=s.words, names=tuple(_iob(names[s.id])), id=s.id)
        for s in sentences
        if len(names.get(s.id, ())) == len(s.words)
    ]


def _iob(labels: list[str]) -> Iterator[str]:
    return (label if label in NAME_LABELS else "O" for label in labels)


def read_wikigold(path: Path) -> list[Sentence]:
    """Wikigold's sentences; its MISC names are unknown, not absent."""
    sentences, words, names, previous = [], [], [], "O"
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if not line.strip():
            if words:
                sentences.append(Sentence("wikigold", tuple(words), names=tuple(names)))
            words, names, previous = [], [], "O"
            continue
        word, label = line.split()
        words.append(word)
        names.append(_from_io(label, previous))
        previous = label
    return sentences


def _from_io(label: str, previous: str) -> str:
    if label.endswith("MISC"):
        return "O"
    return label if label == "O" or label == previous else "B-" + label[2:]


def read_re3d(path: Path) -> list[Sentence]:
    """re3d's sentences: the capitalised cores of organisations, persons and locations."""
    sentences = []
    for record in _jsonl(path):
        spans = [(e["start"], e["end"], RE3D_TYPES[e["type"]]) for e in record["entities"] if e["type"] in RE3D_TYPES]
        sentences += _from_spans(record["id"], record["text"], spans)
    return sentences


def read_meantime(path: Path) -> list[Sentence]:
    """MEANTIME's annotated first sentences with their named mentions."""
    sentences = []
    for record in _jsonl(path):
        spans = [
            (e["start"], e["end"], e["type"])
            for e in record["entities"]
            if e["form"] == "NAM" and e["type"] in ("PER", "ORG", "LOC")
        ]
        last = max((e["end"] for e in record["entities"]), default=0)
        end = record["text"].find("\n", last)
        sentences += _from_spans(record["id"], record["text"][: end if end > 0 else None], spans)
    return sentences


def _jsonl(path: Path) -> Iterator[dict]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _from_spans(document: str, text: str, spans: list[tuple[int, int, str]]) -> list[Sentence]:
    """Sentences of a raw text with BIO names; what only an unclear span covers is unknown."""
    words = [(m.group(), m.start(), m.end()) for m in WORD.finditer(text)]
    names = ["O"] * len(words)
    unclear = set()
    for start, end, kind in sorted(spans, key=lambda span: span[0] - span[1]):
        inside = [i for i, (_, left, right) in enumerate(words) if left >= start and right <= end]
        inside = _without_opening([word for word, _, _ in words], inside)
        if not _is_name([words[i][0] for i in inside]):
            unclear.update(i for i in inside if words[i][0][:1].isupper())
        elif all(names[i] == "O" for i in inside):
            names[inside[0] : inside[-1] + 1] = _bio(kind, len(inside))
    for at in unclear:
        names[at] = UNKNOWN if names[at] == "O" else names[at]
    return list(_cut(document, text, words, names))


def _without_opening(words: list[str], inside: list[int]) -> list[int]:
    while inside and words[inside[0]].lower() in TITLES | {"the", "a", "an"}:
        inside = inside[1:]
    return inside


def _is_name(words: list[str]) -> bool:
    if not words or words[0].lower() in PRONOUNS or not words[0][:1].isupper():
        return False
    return all(word[:1].isupper() or word in ("of", "for", "&", "-") for word in words)


def _cut(document: str, text: str, words: list[tuple[str, int, int]], names: list[str]) -> Iterator[Sentence]:
    start = 0
    for at, (word, _, right) in enumerate(words):
        following = words[at + 1] if at + 1 < len(words) else None
        gap = text[right : following[1]] if following else "\n"
        stops = word in ".?!" and gap and following and following[0][:1].isupper()
        if "\n" in gap or (stops and names[at + 1][:2] != "I-") or at - start > 80:
            chosen = tuple(w for w, _, _ in words[start : at + 1])
            yield Sentence(document, chosen, names=tuple(names[start : at + 1]))
            start = at + 1


def half_of(document: str) -> int:
    """0 or 1: which half of the names dev set a document falls into, fixed by its name."""
    return sum(document.encode()) % 2


def frequent(values: Iterable[str], *, at_least: int) -> list[str]:
    """The values seen often enough to learn, most frequent first."""
    counted = Counter(values).most_common()
    return [value for value, count in counted if count >= at_least]
