"""Read and check whole annotated articles: `python -m evaluation.articles` prints counts and stops at a wrong line.

A file of `evaluation/gold/dev` or `evaluation/gold/test` is the raw article, a line `=====`, and what is true of it:

>>> article = parse('''OSLO - Norway thanked Chile on Friday.
... More news
... =====
... PUBLISHED 2024-03-09
... FURNITURE navigation `More news`
... EVENT SUPPORT - happened; trigger=`thanked`; actor=NOR GOV `Norway`; recipient=CHL - `Chile`; day=2024-03-08; main
... TIMEX `on Friday` 2024-03-08''', "x")
>>> article.events[0].day, article.text[article.furniture[0].start :]
('2024-03-08', 'More news')
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import msgspec

from dragoman.document import Span
from evaluation import corpus
from evaluation.corpus import Annotation, CorpusError

GOLD = Path(__file__).parent / "gold"
SPLITS = ("dev", "test")
KINDS = {
    "appeal", "navigation", "advert", "subscription", "caption", "credit", "byline", "share", "comments", "related",
    "legal",
}  # fmt: skip
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?([/|]\d{4}(-\d\d(-\d\d)?)?)?|none")
_WORDS = r"`[^`]+`\d*"


class Mark(Span, frozen=True):
    """Page furniture (`neutral` for bylines, captions, stamps: right either way)."""

    kind: str
    neutral: bool


class Told(msgspec.Struct, frozen=True):
    """One event of an article: the annotation, its day, whether it is headline news or may be left out."""

    event: Annotation
    day: str | None
    main: bool
    optional: bool


class Spoken(msgspec.Struct, frozen=True):
    """A direct quotation: the characters between the marks and who may be named as the speaker."""

    span: Span
    speakers: tuple[str, ...]


class Time(msgspec.Struct, frozen=True):
    """A time expression with its TIMEX3 value."""

    span: Span
    value: str


class Stance(msgspec.Struct, frozen=True):
    """What an actor thinks of what some words name."""

    code: str
    stance: str
    span: Span


class Article(msgspec.Struct, frozen=True):
    """An article with all that is annotated on it; spans index `text`."""

    id: str
    text: str
    published: str | None
    furniture: tuple[Mark, ...] = ()
    events: tuple[Told, ...] = ()
    quotes: tuple[Spoken, ...] = ()
    timexes: tuple[Time, ...] = ()
    chains: tuple[tuple[Span, ...], ...] = ()
    positions: tuple[Stance, ...] = ()


def read(split: str, folder: Path = GOLD) -> list[Article]:
    """The articles of one half, in order of name; raises CorpusError at the first wrong line."""
    return [parse(path.read_text(encoding="utf-8"), path.stem) for path in sorted((folder / split).glob("*.txt"))]


def parse(source: str, name: str) -> Article:
    """One article from its file's text."""
    text, cut, notes = source.partition("\n=====\n")
    if not cut:
        raise CorpusError(f"{name}: no line ===== between article and annotation")
    article = Article(name, text, None)
    published = False
    for line in notes.split("\n"):
        if line.strip() and not line.startswith("#"):
            published |= line.startswith("PUBLISHED ")
            article = _added(article, line.strip())
    if not published:
        raise CorpusError(f"{name}: a line PUBLISHED day-or-unknown is missing")
    return article


def _added(article: Article, line: str) -> Article:
    """The article with one more line of annotation."""
    key, _, rest = line.partition(" ")
    where = f"{article.id} | {line[:70]}"
    if key not in _READERS:
        raise CorpusError(f"{where}: {key!r} is none of {', '.join(sorted(_READERS))}")
    field, reader = _READERS[key]
    value = reader(rest.strip(), article.text, where)
    if field != "published":
        value = (*getattr(article, field), value)
    return msgspec.structs.replace(article, **{field: value})


def _published(rest: str, text: str, where: str) -> str | None:
    if rest == "unknown":
        return None
    return _day(rest, where)


def _day(value: str, where: str) -> str | None:
    if not _DAY.fullmatch(value):
        raise CorpusError(f"{where}: {value!r} is no day like 2024-03-08, 2024-03, a/b or none")
    return None if value == "none" else value


def _furniture(rest: str, text: str, where: str) -> Mark:
    return _mark(rest, text, where, neutral=False)


def _neutral(rest: str, text: str, where: str) -> Mark:
    return _mark(rest, text, where, neutral=True)


def _mark(rest: str, text: str, where: str, *, neutral: bool) -> Mark:
    found = re.fullmatch(rf"([a-z]+) ({_WORDS})(?: \.\.\. (`[^`]+`))?", rest)
    if found is None or found[1] not in KINDS:
        raise CorpusError(f"{where}: furniture is KIND `words` or KIND `first words` ... `last words`")
    span = words(found[2], text, where)
    if found[3]:
        last = flat(text).find(found[3][1:-1], span.start)
        if last < 0:
            raise CorpusError(f"{where}: {found[3]} does not stand after {found[2]}")
        span = Span(span.start, last + len(found[3]) - 2)
    return Mark(span.start, span.end, found[1], neutral)


def _event(rest: str, text: str, where: str) -> Told:
    parts = [part.strip() for part in corpus._split(rest)]
    day = next((part[4:] for part in parts if part.startswith("day=")), "none")
    kept = "; ".join(part for part in parts if part not in ("main", "optional") and not part.startswith("day="))
    event = corpus._annotation(kept, flat(text), where)
    return Told(event, _day(day, where), "main" in parts, "optional" in parts)


def _quote(rest: str, text: str, where: str) -> Spoken:
    found = re.fullmatch(rf"([^`]+): ({_WORDS})", rest)
    if found is None:
        raise CorpusError(f"{where}: a quotation is QUOTE Speaker | other name: `words`")
    return Spoken(words(found[2], text, where), tuple(name.strip() for name in found[1].split("|")))


def _timex(rest: str, text: str, where: str) -> Time:
    found = re.fullmatch(rf"({_WORDS}) (\S+)", rest)
    if found is None:
        raise CorpusError(f"{where}: a time is TIMEX `words` value")
    return Time(words(found[1], text, where), found[2])


def _chain(rest: str, text: str, where: str) -> tuple[Span, ...]:
    found = re.findall(_WORDS, rest)
    if len(found) < 2:
        raise CorpusError(f"{where}: a chain links two phrases or more")
    return tuple(words(one, text, where) for one in found)


def _position(rest: str, text: str, where: str) -> Stance:
    found = re.fullmatch(rf"(\S+) (support|oppose|call-for|concerned|neutral) ({_WORDS})", rest)
    if found is None:
        raise CorpusError(f"{where}: a position is POSITION CODE stance `words`")
    return Stance(found[1], found[2], words(found[3], text, where))


_READERS: dict[str, tuple[str, Callable[[str, str, str], object]]] = {
    "PUBLISHED": ("published", _published),
    "FURNITURE": ("furniture", _furniture),
    "NEUTRAL": ("furniture", _neutral),
    "EVENT": ("events", _event),
    "QUOTE": ("quotes", _quote),
    "TIMEX": ("timexes", _timex),
    "CHAIN": ("chains", _chain),
    "POSITION": ("positions", _position),
}


def words(value: str, text: str, where: str) -> Span:
    """The span of words between backticks; a line break in the text reads as a blank."""
    return corpus._span(value, flat(text), where)


def flat(text: str) -> str:
    """The text with line breaks as blanks; offsets stay."""
    return text.replace("\n", " ")


def complaints(articles: Iterable[Article]) -> Iterator[str]:
    """What is wrong though every string stands in its text: events in furniture, furniture that overlaps."""
    for article in articles:
        marks = sorted(article.furniture, key=lambda mark: mark.start)
        for one, other in pairwise(marks):
            if one.overlaps(other):
                yield f"{article.id}: furniture overlaps: {article.text[other.start : other.end][:50]!r}"
        for told in article.events:
            if any(mark.overlaps(told.event.trigger) for mark in marks if not mark.neutral):
                yield f"{article.id}: an event in furniture: {told.event.type}"
        if not any(told.main for told in article.events):
            yield f"{article.id}: no main event"


def counts(split: str, articles: list[Article]) -> Iterator[str]:
    """The size of one half, a line each."""
    told = [event for article in articles for event in article.events]
    length = sum(len(article.text.split()) for article in articles)
    yield f"{split}: {len(articles)} articles, {length} words"
    yield f"  events {len(told)} (main {sum(t.main for t in told)}, optional {sum(t.optional for t in told)})"
    layers = ("quotes", "timexes", "positions")
    quotes, times, positions = (sum(len(getattr(a, name)) for a in articles) for name in layers)
    unknown = sum(article.published is None for article in articles)
    yield f"  quotations {quotes}, time expressions {times}, positions {positions}, publication day unknown {unknown}"
    yield "  type: " + ", ".join(f"{t} {n}" for t, n in Counter(t.event.type for t in told).most_common())


def main() -> None:
    """Print counts; exit with 1 if anything is wrong."""
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    halves = {split: read(split) for split in SPLITS}
    for split, articles in halves.items():
        print("\n".join(counts(split, articles)))
    wrong = list(complaints(article for articles in halves.values() for article in articles))
    print("\n".join(wrong), file=sys.stderr)
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()
