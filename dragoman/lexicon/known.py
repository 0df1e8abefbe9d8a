"""Dated public events: what lets "hours after X was sworn in" be dated.

    >>> [found.event.id for found in mentions("It comes on the third anniversary of Russia's invasion of Ukraine.")]
    ['rus-invasion-ukraine']

A pattern of `events_known.tsv` is words in order with at most eight others between two of them (four in patterns of two
words), inside one sentence; `a/b` is either word, `inaugurat*` any ending. No regular expressions: any social
scientist can edit it.
"""

from __future__ import annotations

import datetime
import re
from functools import cache, lru_cache

import msgspec

from dragoman.document import Span
from dragoman.lexicon import load

MOST_BETWEEN = 8
"""Words that may stand between two words of a pattern; 8 reaches "Kyiv keeps the third anniversary of the war"."""


MOST_BETWEEN_TWO = 4
"""The same for patterns of two words, which say little: "Gabon ... coup"."""


class KnownEvent(msgspec.Struct, frozen=True):
    """One dated public event. `date` is an ISO day, or `XXXX-05-09` for a day that comes back every year.

    `anchors`: the phrases in which the row gives a date: anniversary, hours after, since, after, before, itself.
    """

    id: str
    date: str
    name: str
    patterns: tuple[str, ...]
    anchors: tuple[str, ...]
    source: str
    finish: str | None = None
    first_year: int | None = None
    country: tuple[str, ...] = ()

    @property
    def is_recurring(self) -> bool:
        """Whether the day comes back every year."""
        return self.date.startswith("XXXX")

    def day(self, year: int | None = None) -> datetime.date | None:
        """The first day of the event; a recurring one needs the year."""
        if self.is_recurring:
            return None if year is None else datetime.date.fromisoformat(f"{year}{self.date[4:]}")
        return datetime.date.fromisoformat(self.date)

    @property
    def lasts(self) -> int:
        """Days from its beginning to its end; 0 for most."""
        first = self.day()
        if self.finish is None or first is None:
            return 0
        return (datetime.date.fromisoformat(self.finish) - first).days

    def anniversary(self, ordinal: int) -> datetime.date | None:
        """The day of the `ordinal`-th anniversary: the 80th of Victory Day is 2025-05-09."""
        first = self.first_year if self.is_recurring else int(self.date[:4])
        return None if first is None else _same_day(first + ordinal, self.date[4:])


def _same_day(year: int, tail: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(f"{year:04d}{tail}")
    except ValueError:
        return datetime.date(year, 2, 28) if tail == "-02-29" else None


class Mentioned(Span, frozen=True):
    """Words of a text that name a known event; `words` counts the words of the pattern that found it."""

    event: KnownEvent
    words: int


@cache
def events() -> tuple[KnownEvent, ...]:
    """All rows of the table, shipped order."""
    return load("events_known.tsv", KnownEvent)


# ------------------------------------------------------------ finding them in a text

_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|\w+(?:[-'’/]\w+)*")
_STOP = re.compile(r"[.!?\n](?:(?<!\n)[\"”’)]*(?=\s|[A-Z\"“])|(?<=\n)\s*\n)")


class _Slot(msgspec.Struct, frozen=True):
    """One word of a pattern: any of `words`, or any word that begins with one of `stems`."""

    words: frozenset[str]
    stems: tuple[str, ...]

    def takes(self, word: str) -> bool:
        if word in self.words or word.removesuffix("'s") in self.words:
            return True
        return any(word.startswith(stem) for stem in self.stems)


class _Pattern(msgspec.Struct, frozen=True):
    event: KnownEvent
    slots: tuple[_Slot, ...]
    needed: tuple[frozenset[str], ...]
    """The words of each slot that has no stems."""

    def may_stand_in(self, words: frozenset[str]) -> bool:
        """Whether each slot has a word among those of a sentence, in whatever order."""
        return not any(map(words.isdisjoint, self.needed))


def mentions(text: str, start: int = 0, end: int | None = None) -> list[Mentioned]:
    """The known events that `text[start:end]` names, longest pattern first; one for each row that fits."""
    return list(_mentions(text, start, len(text) if end is None else end))


@lru_cache(16)
def _mentions(text: str, start: int, end: int) -> tuple[Mentioned, ...]:
    best: dict[str, Mentioned] = {}
    for matches in _sentences(text, start, end):
        for found in _in_sentence(matches):
            known = best.get(found.event.id)
            if known is None or found.words > known.words:
                best[found.event.id] = found
    return tuple(sorted(best.values(), key=lambda m: (-m.words, m.start, m.event.id)))


def _sentences(text: str, start: int, end: int) -> list[list[re.Match[str]]]:
    """The words of each sentence of a stretch of text."""
    stops = [match.end() for match in _STOP.finditer(text, start, end)]
    return [list(_WORD.finditer(text, *piece)) for piece in zip([start, *stops], [*stops, end], strict=True)]


@lru_cache(65_536)
def _folded(word: str) -> str:
    return word.lower().replace("’", "'").rstrip(".")


def _in_sentence(matches: list[re.Match[str]]) -> list[Mentioned]:
    folded = [_folded(match.group()) for match in matches]
    candidates = {id(pattern): pattern for word in folded for pattern in _patterns_of(word)}
    if not candidates:
        return []
    present = frozenset([*folded, *(word.removesuffix("'s") for word in folded if word.endswith("'s"))])
    words = [(word, match.start(), match.end()) for word, match in zip(folded, matches, strict=True)]
    likely = (pattern for pattern in candidates.values() if pattern.may_stand_in(present))
    found = (_match(pattern, words) for pattern in likely)
    return [match for match in found if match is not None]


@lru_cache(65_536)
def _patterns_of(word: str) -> tuple[_Pattern, ...]:
    """The patterns whose rarest word a folded word may be."""
    keys = (word, word.removesuffix("'s"), word[:5] + "*")
    return tuple(pattern for key in keys for pattern in _index().get(key, ()))


def _match(pattern: _Pattern, words: list[tuple[str, int, int]]) -> Mentioned | None:
    """The first place where the slots stand in order, close enough to one another."""
    for first, (word, start, _) in enumerate(words):
        if pattern.slots[0].takes(word):
            between = MOST_BETWEEN if len(pattern.slots) > 2 else MOST_BETWEEN_TWO
            last = _follow(pattern.slots[1:], words, first, between)
            if last is not None:
                return Mentioned(start, words[last][2], pattern.event, len(pattern.slots))
    return None


def _follow(slots: tuple[_Slot, ...], words: list[tuple[str, int, int]], at: int, between: int) -> int | None:
    for slot in slots:
        near = range(at + 1, min(at + 2 + between, len(words)))
        at = next((i for i in near if slot.takes(words[i][0])), -1)
        if at < 0:
            return None
    return at


@cache
def _index() -> dict[str, tuple[_Pattern, ...]]:
    """Patterns by their rarest word, so that a text is looked through once."""
    patterns = [_pattern(event, written) for event in events() for written in event.patterns]
    counts: dict[str, int] = {}
    for pattern in patterns:
        for slot in pattern.slots:
            for key in _keys(slot):
                counts[key] = counts.get(key, 0) + 1
    index: dict[str, list[_Pattern]] = {}
    for pattern in patterns:
        rarest = min(pattern.slots, key=lambda slot: sum(counts[k] for k in _keys(slot)) + 99 * len(slot.stems))
        for key in _keys(rarest):
            index.setdefault(key, []).append(pattern)
    return {key: tuple(rows) for key, rows in index.items()}


def _keys(slot: _Slot) -> list[str]:
    return [*slot.words, *(stem[:5] + "*" for stem in slot.stems)]


def _pattern(event: KnownEvent, written: str) -> _Pattern:
    slots = tuple(_slot(word) for word in written.split())
    return _Pattern(event, slots, tuple(slot.words for slot in slots if not slot.stems))


def _slot(written: str) -> _Slot:
    parts = [written] if re.fullmatch(r"[\d/]+", written) else written.split("/")
    folded = [_folded(part) for part in parts]
    return _Slot(
        frozenset(part for part in folded if not part.endswith("*")),
        tuple(part[:-1] for part in folded if part.endswith("*")),
    )
