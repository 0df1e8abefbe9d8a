"""The scan: trigger words first, then the rules that such a word announces, then the values in text order."""

from __future__ import annotations

import bisect
import datetime
import re
from collections.abc import Callable, Iterator
from functools import cache

import msgspec

from dragoman.document import Document, Span, Timex
from dragoman.lexicon import load
from dragoman.timex import calendar, clock, days, deictic, durations, explicit, named
from dragoman.timex.direction import cue_direction, told_direction, tree_direction
from dragoman.timex.setting import FORWARD, Reader, Reading, Setting, span_of
from dragoman.timex.words import (
    Daypart,
    Frequency,
    NamedDay,
    Phrase,
    Season,
    compiled,
    day_number,
    month_number,
    months,
    units,
    weekdays,
)


class Rule(msgspec.Struct, frozen=True):
    """A construction: its id, the kind of word that announces it, an example and its pattern."""

    id: str
    trigger: str
    example: str
    pattern: str


READERS: dict[str, Reader] = (
    explicit.READERS | clock.READERS | named.READERS | days.READERS | deictic.READERS | durations.READERS
)
"""Which function reads the fits of which rule."""


@cache
def rules() -> tuple[Rule, ...]:
    """Every construction, in the order that decides between two readings of the same words."""
    return load("time/rules.tsv", Rule)


REACH = {
    "unit": (64, 32),
    "month": (56, 48),
    "edge": (32, 40),
    "long": (24, 16),
    "mid": (8, 16),
    "new": (32, 32),
    "whole": (24, 24),
    "week": (32, 64),
    "year": (28, 24),
    "decade": (24, 24),
    "numeric": (8, 8),
    "nth": (16, 24),
    "clock": (48, 56),
    "deictic": (32, 40),
}
"""Characters before and after a trigger word in which the words of its rules lie; else 64 (the longest has 45)."""


class Candidate(Span, frozen=True):
    """Words that a rule fits; the span is that of the expression, the match may hold a cue word before it."""

    rule: Rule
    order: int
    match: re.Match[str]


def find(document: Document) -> Document:
    """The document with its time expressions: `on Tuesday` is DATE 2025-01-21, counted from the day it appeared.

    >>> from dragoman.document import Published
    >>> seen = find(Document(id="a", text="They met on Tuesday.", published=Published("2025-01-22", basis="metadata")))
    >>> [(seen[timex], timex.value, timex.anchor) for timex in seen.timexes]
    [('Tuesday', '2025-01-21', 'published')]
    """
    readings = [_timexes(document, day, basis) for day, basis in reference_days(document)]
    timexes = readings[0] if len(readings) == 1 else _agreed(readings[0], readings[1], document)
    return msgspec.structs.replace(document, timexes=timexes)


def reference_days(document: Document) -> list[tuple[datetime.date | None, str]]:
    """The day to count from and its name; two days where only the first and the last possible one are known."""
    published = document.published
    day = _usable(published.value)
    dateline = _usable(document.dateline.date) if document.dateline else None
    dateline = dateline or _written(document, day)
    if day is not None and dateline is not None and (day - dateline).days == 1:
        return [(dateline, "dateline")]  # written the day before it was printed: its "today" is the day before
    if day is not None:
        return [(day, "published")]
    if dateline is not None:
        return [(dateline, "dateline")]
    first, last = _usable(published.earliest), _usable(published.latest)
    if first and last and first <= last:
        return [(first, "published"), (last, "published")]
    return [(None, "none")]


_DATELINE = (
    r"(?m)^[^\S\n]*(?:[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)*, ){1,3}(?P<month>{MONTH}) (?P<day>{DAY})"
    r"(?: ?\([^()\n]{2,40}\))? ?(?:-+|–|—) ?(?=[A-Z\"“])"
)
HEAD = 500
"""Characters at the top of an article in which a line may open with its place and day."""


def _written(document: Document, published: datetime.date | None) -> datetime.date | None:
    """The eve of publication where the first lines open with it, whatever the place: `TUNICA, Miss., Nov. 12 --`."""
    line = compiled(_DATELINE).search(document.text, 0, HEAD) if published else None
    if line is None or published is None:
        return None
    eve = calendar.add_days(published, -1)
    told = month_number(line["month"]), day_number(line["day"])
    return eve if told == (eve.month, eve.day) else None


def _usable(value: str | None) -> datetime.date | None:
    """The day of a value, if news can have appeared on it: the arithmetic needs room on both sides."""
    day = calendar.day_of(value)
    return day if day is not None and 1500 <= day.year <= 2500 else None


def _agreed(first: tuple[Timex, ...], last: tuple[Timex, ...], document: Document) -> tuple[Timex, ...]:
    """What holds on every possible day; the rest stays open, as it would without any day."""
    same = {(t.start, t.end, t.value) for t in last}
    unknown = {(t.start, t.end): t for t in _timexes(document, None, "none")}
    kept = [t if (t.start, t.end, t.value) in same else unknown.get((t.start, t.end)) for t in first]
    return tuple(t for t in kept if t is not None)


def _timexes(document: Document, day: datetime.date | None, basis: str) -> tuple[Timex, ...]:
    found: list[Timex] = []
    lead: Timex | None = None
    starts = _sentence_starts(document)
    look = _direction(document, starts)
    for cluster in _clusters(candidates(document)):
        accepted: list[Timex] = []
        for candidate in sorted(cluster, key=lambda c: (c.start - c.end, c.order)):
            if any(candidate.overlaps(timex) for timex in (*found[-1:], *accepted)):
                continue
            sentence = starts[bisect.bisect_right(starts, candidate.start) - 1]
            setting = Setting(document.text, day, basis, tuple(found[-12:]), sentence, look, lead)
            accepted.extend(_read(candidate, setting))
        found.extend(sorted(accepted, key=lambda timex: timex.start))
        lead = lead or _lead(accepted, day, document.text, look)
    return tuple(found)


LEAD = 400
"""Characters in which the lead tells its day: the first paragraph or two."""


def _lead(
    accepted: list[Timex], published: datetime.date | None, text: str, look: Callable[[int, int], str | None]
) -> Timex | None:
    """The expression in the first lines that tells the day, if it is that of publication or one of the three before.

    Not one told by the way: `sick since Tuesday`, `Two men who broke out of jail on Monday were caught Thursday`, `the
    army said Sunday`, nor that of the date line; `hope to lift it Friday, a day after it fell` tells Thursday.
    """
    for timex in accepted:
        if published and timex.start < LEAD and (days := _DAYS_AFTER.match(f"{timex.value}{text[timex.end :][:7]}")):
            return msgspec.structs.replace(timex, value=calendar.add_days(published, -int(days[1])).isoformat())
        told = calendar.day_of(timex.value) if timex.start < LEAD else None
        if told is None or published is None or not 0 <= (published - told).days <= 3:
            continue
        of_report = _SAID.search(text, 0, timex.start) or _DATE_LINE.match(text, timex.end)
        by_the_way = _RELATIVE.search(text, 0, timex.start) and _MAIN_VERB.match(text, timex.end)
        ahead = told == published and look(timex.start, timex.end) == FORWARD
        since = _SINCE.search(text, 0, timex.start)
        if not (since or by_the_way or ahead or (of_report and told == published)):
            return timex
    return None


_DAYS_AFTER = re.compile(r"P([123])D after\b")
_SINCE = re.compile(r"(?i)\bsince\s+(?:late\s+|early\s+)?$")
_SAID = re.compile(r"(?i)\b(?:said|announced|reported)\s+(?:(?:on|late|early)\s+)*$")
_DATE_LINE = re.compile(r"\s*(?:\([^)\n]{2,20}\)\s*)?(?:--|[-–—_])\s")
_RELATIVE = re.compile(r"\b(?:who|which|that)\s[^,.;]*$")
_MAIN_VERB = re.compile(r"\s+(?:was|were|is|are|has|have|had|will|[a-z]+ed)\b")


def _clusters(found: list[Candidate]) -> Iterator[list[Candidate]]:
    """Candidates that touch one another, so that of each such group the best reading is taken."""
    cluster: list[Candidate] = []
    end = -1
    for candidate in sorted(found, key=lambda c: c.start):
        if candidate.start >= end and cluster:
            yield cluster
            cluster = []
        cluster.append(candidate)
        end = max(end, candidate.end)
    if cluster:
        yield cluster


def _read(candidate: Candidate, setting: Setting) -> list[Timex]:
    readings = READERS[candidate.rule.id](candidate.match, setting)
    if readings is None:
        return []
    several = readings if isinstance(readings, tuple) else (readings,)
    return [_timex(reading, candidate) for reading in several]


def _timex(reading: Reading, candidate: Candidate) -> Timex:
    start = candidate.match.start() if reading.start is None else reading.start
    end = candidate.match.end() if reading.end is None else reading.end
    return Timex(
        start,
        end,
        reading.type,
        reading.value,
        reading.mod,
        reading.quantity,
        reading.begin.isoformat() if reading.begin else None,
        reading.finish.isoformat() if reading.finish else None,
        reading.anchor,
        candidate.rule.id,
        reading.confidence,
    )


# ------------------------------------------------------------ candidates

_WORD = re.compile(r"[A-Za-z]+|\d+")


def candidates(document: Document) -> list[Candidate]:
    """All fits of all rules, outside page furniture."""
    text = document.text
    found = []
    windows = _windows(text)
    for order, rule in enumerate(rules()):
        stretches = windows.get(rule.trigger)
        if not stretches:
            continue
        pattern = compiled(rule.pattern)
        for low, high in stretches:
            for match in pattern.finditer(text, low, high):
                start, end = span_of(match)
                found.append(Candidate(start, end, rule, order, match))
    if document.boilerplate:
        return [candidate for candidate in found if not document.in_boilerplate(candidate)]
    return found


def _windows(text: str) -> dict[str, list[tuple[int, int]]]:
    """For each kind of trigger word the stretches of text round such words."""
    kinds = _triggers()
    found: dict[str, list[tuple[int, int]]] = {}
    for match in _WORD.finditer(text):
        word = match.group()
        called = _figure_kinds(text, match) if word[0].isdigit() else kinds.get(word.lower(), ())
        for kind in called:
            left, right = REACH.get(kind, (64, 64))
            stretches = found.setdefault(kind, [])
            low, high = max(match.start() - left, 0), match.end() + right
            if stretches and low <= stretches[-1][1]:
                stretches[-1] = (stretches[-1][0], high)
            else:
                stretches.append((low, high))
    return found


_CLOCK = re.compile(
    r"[:.]\d\d|\s?[ap]\.?\s?m\b|\s?[AP]\.?M\b|\s?(?:GMT|UTC|BST|CET|[ECMP][SD]T|[Uu]niversal|hours|hrs)|\so['’]clock"
)
_CENTURIES = frozenset(["15", "16", "17", "18", "19", "20", "21"])


def _figure_kinds(text: str, match: re.Match[str]) -> list[str]:
    """The kinds of rule that figures call: `2025` a year, `9` before `a.m.` a clock time, `9th` a day."""
    figures, end = match.group(), match.end()
    after = text[end : end + 2]
    kinds = []
    if len(figures) in (4, 8) and figures[:2] in _CENTURIES:
        kinds.append("year")
    if after in ("st", "nd", "rd", "th") or text[match.start() - 1 : match.start()] == "Q":
        kinds.append("nth")
    if after[:1] in ("/", ".", "-") and after[1:].isdigit():
        kinds.append("numeric")
    if after[:1] in ("s", "'", "’") or text[max(match.start() - 1, 0)] in "'’‘`":
        kinds.append("decade")
    if len(figures) <= 2 and after[:1] in (".", ",", ";", "!", "?") and not after[1:].isdigit():
        kinds.append("bare")
    if len(figures) in (1, 2, 4) and _CLOCK.match(text, end):
        kinds.append("clock")
    return kinds


@cache
def _triggers() -> dict[str, tuple[str, ...]]:
    """The words that announce a construction, lower case, with the kinds of rule they call."""
    named_words = {w for row in load("time/named_days.tsv", NamedDay) for name in row.names for w in _rare(name)}
    kinds = {
        "month": [word for month in months() for word in (month.name, *month.short)],
        "weekday": [word for day in weekdays() for word in (day.name, day.name + "s", *day.short)],
        "unit": [word for unit in units() for word in (unit.name, *unit.plural)]
        + [*_LONG, "yearend", "midyear", "midweek"],
        "ago": ["ago", "hence", "now", "today", "tonight", "tomorrow", "back", "time"],
        "later": [
            "earlier",
            "later",
            "previously",
            "afterward",
            "afterwards",
            "beforehand",
            "before",
            "after",
            "prior",
            "previous",
        ],
        "century": ["century", "centuries"],
        "fiscal": ["fiscal", "financial", "fy"],
        "quarter": ["quarter", "quarters", "half"],
        "season": [season.name for season in load("time/seasons.tsv", Season)],
        "daypart": [part.name for part in load("time/dayparts.tsv", Daypart)]
        + ["tonight", "noon", "midday", "midnight"],
        "deictic": [
            "today",
            "tomorrow",
            "yesterday",
            *{w for p in load("time/phrases.tsv", Phrase) for w in _rare(p.phrase)},
        ],
        "set": [*{_rare(row.word)[0] for row in load("time/frequencies.tsv", Frequency)}, "every", "each"],
        "named": sorted(named_words),
        "event": ["anniversary", "since", "after", "before", "following"],
        "decade": ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"],
        "clock": ["clock"],
        "oclock": ["clock"],
        "noon": ["noon", "midday", "midnight"],
        "hours": ["hours"],
        "week": ["week"],
        "weekend": ["weekend"],
        "mid": ["mid", "midyear", "midweek"],
        "end": ["end", "yearend", "weekend"],
        "new": ["new", "first"],
        "row": ["consecutive", "straight", "successive", "row"],
        "time": ["time"],
        "year-ago": ["ago", "earlier"],
        "anniversary": ["anniversary"],
        "beside": ["after", "before", "since", "following", "preceding"],
        "edge": ["last", "final", "closing", "first", "opening"],
        "whole": ["full", "whole", "entire", "all"],
        "long": ["long", "old", *_LONG],
    }
    found: dict[str, list[str]] = {}
    for kind, words in kinds.items():
        for word in words:
            found.setdefault(word.lower(), []).append(kind)
    return {word: tuple(sorted(set(kinds))) for word, kinds in found.items()}


_LONG = ("weeklong", "daylong", "yearlong", "monthlong", "hourlong", "decadelong")
"""Units written as one word with `long`."""

_COMMON = frozenset(
    [
        "the",
        "a",
        "an",
        "to",
        "of",
        "in",
        "for",
        "not",
        "at",
        "this",
        "that",
        "up",
        "until",
        "still",
        "just",
        "more",
        "most",
        "very",
        "as",
        "soon",
        "possible",
        "by",
        "too",
        "some",
        "or",
        "day",
        "days",
        "year",
        "years",
        "s",
        "week",
        "weeks",
        "month",
        "months",
        "decades",
        "times",
        "long",
        "short",
        "term",
        "run",
        "new",
        "night",
        "one",
        "while",
        "sunday",
        "monday",
        "friday",
        "thursday",
        "saturday",
        "tuesday",
    ]
)


def _rare(phrase: str) -> list[str]:
    """The one word of a phrase that is worth stopping at."""
    words = re.findall(r"[a-z]+", phrase.lower())
    rare = [word for word in words if word not in _COMMON]
    return rare[:1] or words[-1:]


# ------------------------------------------------------------ sentences and tense

_STOP = re.compile(
    r"[.!?\n](?:(?<!\n)(?:(?<![A-Z].)|(?<=[A-Z]{3}.))(?<!\b[A-Z][a-z].)(?<!\b[A-Z][a-z]{2}.)"
    r"(?:(?<!\.)|(?<!\b[ap]\.m\.)|(?!\s+(?:on\s+)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[ECMP][SD]T|GMT|Eastern|Pacific)))"
    r"[\"”’)]*(?:\s+(?=[A-Z\"“‘])|(?=[A-Z][a-z]))|(?<=\n)\s*\n)"
)
"""A full stop that ends a sentence, or an empty line. The sign comes first: it rules most places out at one glance."""


def _sentence_starts(document: Document) -> list[int]:
    """Where sentences begin: from the parse, else from full stops and empty lines."""
    if document.sentences:
        return sorted({0, *(sentence.start for sentence in document.sentences)})
    return [0, *(match.end() for match in _STOP.finditer(document.text))]


def _direction(document: Document, starts: list[int]) -> Callable[[int, int], str | None]:
    """How the rules learn the tense: from the words round about, from the tree where they tell nothing."""
    trees = {sentence.start: sentence for sentence in document.sentences}

    @cache
    def look(start: int, end: int) -> str | None:
        sentence = starts[bisect.bisect_right(starts, start) - 1]
        found = told_direction(document.text, sentence, start, end) or cue_direction(
            document.text, sentence, start, end
        )
        tree = trees.get(sentence) if found is None else None
        return tree_direction(tree, start) if tree else found

    return look
