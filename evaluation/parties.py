"""How many parties of whole annotated articles carry the right code and sector: figures of the gate and of actors.

>>> from evaluation.articles import parse
>>> article = parse('''Kenya's army left the town. Its spokesman thanked Uganda.
... =====
... PUBLISHED unknown
... EVENT SUPPORT - happened; trigger=`thanked`; actor=KEN MIL `Its spokesman`; recipient=UGA - `Uganda`''', "x")
>>> [(side.codes, article.text[side.start : side.end]) for side in sides(article)]
[(('KEN',), 'Its spokesman'), (('UGA',), 'Uganda')]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from dragoman.document import Actor, Document, Mention, Span
from evaluation.articles import Article

_NAMED = ("NSA-", "MNC-", "NGO-", "PTY-", "ISM-")


class Wanted(Span, frozen=True):
    """Words of an article that name a party, with all codes and sectors that may be said of them."""

    codes: tuple[str, ...]
    sectors: tuple[str, ...]


class Verdict(msgspec.Struct, frozen=True):
    """What was said of the words: `right`, `wrong` or `none`; the sector only where one is annotated."""

    wanted: Wanted
    code: str
    sector: str | None
    mention: Mention | None


def sides(article: Article) -> list[Wanted]:
    """The annotated parties with a code of a state or a body, each span once, and the phrases of their chains."""
    found: dict[tuple[int, int], list[tuple[str, str | None]]] = {}
    for told in article.events:
        for side in (*told.event.actors, *told.event.recipients):
            if side.code is not None:
                found.setdefault((side.span.start, side.span.end), []).append((side.code, side.sector))
    for chain in article.chains:
        borne = next((found[key] for key in found for span in chain if _overlap(key, span)), None)
        for span in chain if borne is not None and len(borne) == 1 else ():
            if not any(_overlap(key, span) for key in found):
                found[span.start, span.end] = [(borne[0][0], None)]  # type: ignore[index]
    return [_wanted(span, borne) for span, borne in sorted(found.items())]


def _overlap(key: tuple[int, int], span: Span) -> bool:
    return key[0] < span.end and span.start < key[1]


def _wanted(span: tuple[int, int], borne: list[tuple[str, str | None]]) -> Wanted:
    codes = tuple(dict.fromkeys(code for code, _ in borne))
    return Wanted(*span, codes, tuple(dict.fromkeys(sector for _, sector in borne if sector is not None)))


def judged(article: Article, document: Document) -> Iterator[Verdict]:
    """A verdict on each annotated party; armed groups, firms and societies, whose codes are names, are left out."""
    for wanted in sides(article):
        if not all(code.startswith(_NAMED) for code in wanted.codes):
            yield verdict(wanted, document)


def verdict(wanted: Wanted, document: Document) -> Verdict:
    """Right where a mention headed in the words (or a row around them) has one of the codes."""
    said = _about(wanted, document.mentions)
    for mention in said:
        actors = [one for one in _actors(mention) if any(_same(code, one.code or one.country) for code in wanted.codes)]
        placed = mention.place is not None and mention.place.country in wanted.codes
        if actors or placed:
            return Verdict(wanted, "right", _sector(wanted, actors), mention)
    told = next((m for m in said if any(one.code or one.country for one in _actors(m))), None)
    return Verdict(wanted, "wrong" if told is not None else "none", None, told or next(iter(said), None))


def _about(span: Span, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions headed in a span that no other of them holds; else the smallest one around it."""
    inside = [m for m in mentions if span.start <= m.head.start < span.end or _begins(span, m)]
    if not inside:
        around = [m for m in mentions if m.start <= span.start and span.end <= m.end and len(_actors(m)) > 1]
        return sorted(around, key=lambda m: m.end - m.start)[:1]
    return [m for m in inside if not any(_holds(other, m) for other in inside)]


def _begins(span: Span, mention: Mention) -> bool:
    """`his South Korean counterpart` of "his South Korean counterpart, Kim Dae-hyun": its name is the head."""
    return mention.start == span.start and mention.end >= span.end and len(_actors(mention)) < 3


def _holds(outer: Mention, inner: Mention) -> bool:
    longer = outer.end - outer.start > inner.end - inner.start
    return longer and outer.start <= inner.start and inner.end <= outer.end


def _actors(mention: Mention) -> tuple[Actor, ...]:
    return (mention.actor, *mention.actor.members) if mention.actor is not None else ()


def _same(wanted: str, said: str | None) -> bool:
    """The same code; the Security Council (`IGO-UNSC`) is right for the United Nations and the other way round."""
    return wanted == said or bool(said and wanted.startswith("IGO-UN") and said.startswith("IGO-UN"))


def _sector(wanted: Wanted, actors: Iterable[Actor]) -> str | None:
    """`right` or `wrong`; a bare state is right for its government and its army."""
    if not wanted.sectors:
        return None
    said = {s for one in actors for s in ((one.sector, *one.other_sectors) if one.sector else ("GOV", "MIL"))}
    return "right" if said & set(wanted.sectors) else "wrong"


# ------------------------------------------------------------------ sums


class Sums(msgspec.Struct, frozen=True):
    """Codes right, wrong and not said of one article's parties; sectors right of those judged."""

    right: int
    wrong: int
    none: int
    sectors: int
    sectored: int


def sums(verdicts: Sequence[Verdict]) -> Sums:
    """The counts of one article."""
    codes = [verdict.code for verdict in verdicts]
    sectors = [verdict.sector for verdict in verdicts if verdict.sector is not None]
    return Sums(*(codes.count(word) for word in ("right", "wrong", "none")), sectors.count("right"), len(sectors))


def linked(article: Article, document: Document) -> tuple[int, int, int]:
    """Phrases of annotated chains after the first: in the chain of an earlier one, in a chain of nobody's, all."""
    right = wrong = 0
    for chain in article.chains:
        seen: set[int] = set()
        for number, span in enumerate(sorted(chain, key=lambda span: span.start)):
            here = {m.chain for m in _about(span, document.mentions)}
            if number and here:
                right += bool(here & seen)
                wrong += not here & seen
            seen |= here
    return right, wrong, sum(len(chain) - 1 for chain in article.chains)


def told(verdict: Verdict, document: Document) -> str:
    """One line for whoever reads the errors."""
    wanted, mention = verdict.wanted, verdict.mention
    said = "no mention"
    if mention is not None:
        actor = mention.actor
        codes = "/".join(f"{one.code or one.country} {one.sector}" for one in _actors(mention)) or "nobody"
        said = f"{codes} {actor.name if actor else None} by {mention.rule} on {document[mention]!r} ({mention.kind})"
    sentence = document.sentence_of(wanted)
    context = " ".join(document[sentence].split())[:300] if sentence is not None else ""
    meant = f"{'/'.join(wanted.codes)} {'/'.join(wanted.sectors)}"
    return f"{verdict.code:5s} {document[wanted]!r} {meant}: {said}\n          {context}"
