"""The day of publication out of the text alone: known events, anniversaries, weekdays, bounds. Never a guess.

Each constraint keeps some days and says why; days that satisfy all remain. The earliest of them is the value only when
the lead reads as a same-day report ("on Tuesday"); otherwise the window is the answer.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from dragoman.document import Boilerplate, Published, Span
from dragoman.lexicon import known
from dragoman.lexicon.known import KnownEvent, Mentioned
from dragoman.reading import calendar, stamps, tenures
from dragoman.reading.calendar import Window, around
from dragoman.reading.lines import sentences

LEAD = 3
"""Sentences that tell the news of the day; later ones tell its background."""
LEAD_REACH = 900
"""Characters that hold the lead of most articles; where they do not, 2,500 are looked at."""
FRESH = 6
"""Days for which a weekday, or an anniversary just marked, is still news."""
READ = 25_000
"""Characters of an article that are read for its date; the longest of 664 development articles has 22,068."""
PHRASES = 30
"""Trigger phrases that are weighed; no development article has more than 7 (2026-11-22)."""
NEAR = 45
"""Characters between "hours after" and the event that it speaks of."""
SOON = 300
"""Days before an anniversary in which its preparations are news."""


class Clue(Span, frozen=True):
    """Words that keep some days of publication: `days`; `event` is the day of the news itself, where it is known."""

    days: tuple[Window, ...]
    reason: str
    event: tuple[Window, ...] = ()


class Reading(msgspec.Struct, frozen=True):
    """What the solver looks at: the text, its furniture, where the body begins, and the last day that is possible."""

    text: str
    low: str
    furniture: tuple[Boilerplate, ...]
    body: int
    latest: datetime.date

    def is_furniture(self, at: int) -> bool:
        """Whether a position lies in page furniture."""
        index = bisect_right(self.furniture, at, key=lambda mark: mark.start) - 1
        return index >= 0 and at < self.furniture[index].end


def solve(reading: Reading) -> Published:
    """The publication date as far as the text pins it down, with window and reasons."""
    lead = _lead(reading)
    clues = [*_page_age(reading), *_event_clues(reading, lead), *_dated_weekdays(reading, lead), *_years_ago(reading)]
    clues = clues or _told_as_news(reading, lead)
    if not clues:
        return Published(None)
    days = _bounds(reading).days
    kept, aside = [], []
    for clue in clues:
        met = calendar.meet_all(days, clue.days)
        if met:
            days = met
            kept.append(clue)
        else:
            aside.append(clue)
    reasons = [clue.reason for clue in kept] + ["does not agree: " + clue.reason for clue in aside]
    return _answer(days, kept, _weekday(reading, lead), reasons, reading.latest)


def _lead(reading: Reading) -> list[tuple[int, int]]:
    """The first sentences of the article, furniture left out."""
    for reach in (LEAD_REACH, 2500):
        end = min(len(reading.text), reading.body + reach)
        pieces = sentences(reading.text, reading.body, end)
        whole = pieces[:-1] if end < len(reading.text) else pieces
        lead = [(start, end) for start, end in whole if end - start > 25 and not reading.is_furniture(start)]
        if len(lead) >= LEAD:
            break
    return lead[:LEAD]


# ------------------------------------------------------------------ the answer


def _answer(
    days: tuple[Window, ...], kept: list[Clue], weekday: Clue | None, reasons: list[str], latest: datetime.date
) -> Published:
    evidence = [Span(clue.start, clue.end) for clue in kept]
    day = _news_day(days, kept, weekday)
    if day is not None and weekday is not None:
        reasons = [f"{weekday.reason}: {day.isoformat()}", *reasons]
        evidence = [Span(weekday.start, weekday.end), *evidence]
    if day is None:
        return _open(days, reasons, evidence, latest)
    last = min(calendar.sunday_after(day), max(window.last for window in days))
    return Published(
        day.isoformat(), day.isoformat(), max(last, day).isoformat(), "solved", tuple(evidence), tuple(reasons)
    )


def _open(days: tuple[Window, ...], reasons: list[str], evidence: list[Span], latest: datetime.date) -> Published:
    """The window alone; its last day is left open where only the day of reading bounds it."""
    first, last = days[0].first, max(window.last for window in days)
    if len(days) > 1:
        return Published(None, None, None, "unknown", tuple(evidence), tuple(reasons))
    value = first.isoformat() if first == last else None
    return Published(
        value,
        first.isoformat() if first > calendar.EARLIEST else None,
        last.isoformat() if last < latest else None,
        "solved",
        tuple(evidence),
        tuple(reasons),
    )


def _news_day(days: tuple[Window, ...], kept: list[Clue], weekday: Clue | None) -> datetime.date | None:
    """The one day that the lead's weekday can mean; None when it can mean several or there is no weekday."""
    if weekday is None:
        return None
    for clue in kept:
        inside = calendar.meet_all(clue.event, _reach(days))
        found = _days_of(inside, weekday)
        if len(found) == 1:
            return found[0]
    found = _days_of(days, weekday)
    return found[0] if len(found) == 1 and sum(window.days for window in days) <= 8 else None


def _reach(days: tuple[Window, ...]) -> tuple[Window, ...]:
    return tuple(Window(window.first - datetime.timedelta(days=FRESH), window.last) for window in days)


def _days_of(windows: tuple[Window, ...], weekday: Clue) -> list[datetime.date]:
    wanted = weekday.days[0].first.weekday()
    found = []
    for window in windows:
        if window.days > 400:
            return []
        every = (window.first + datetime.timedelta(days=step) for step in range(window.days))
        found += [day for day in every if day.weekday() == wanted]
    return sorted(set(found))


# ------------------------------------------------------------------ weekdays

_WEEKDAY = re.compile(
    r"\b(?P<before>(?:next|last|until|by|before|every|each|previous|following|coming|ahead of)\s+)?"
    r"(?P<day>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)(?P<poss>['’]s)?\b"
)
_FUTURE = re.compile(
    r"\b(?=\w)(?:will|would|shall|upcoming|ahead of|to be held|plans?|planned|scheduled|due|preparing|preparations"
    r"|expected|set to|going to|slated|next|coming|invited|later this)\b",
    re.IGNORECASE,
)
_MONDAY = datetime.date(2001, 1, 1)


def _weekday(reading: Reading, lead: list[tuple[int, int]]) -> Clue | None:
    """The weekday of the news: the first of the lead that is not of another week and not ahead."""
    for start, end in lead:
        for match in _WEEKDAY.finditer(reading.text, start, end):
            if match["before"] or _is_ahead(reading.text, start, match.start()):
                continue
            number = calendar.WEEKDAYS.index(match["day"].lower())
            day = _MONDAY + datetime.timedelta(days=number)
            words = match["day"]
            return Clue(match.start("day"), match.end("day"), (Window(day, day),), f"'{words}' is a {words}")
    return None


def _is_ahead(text: str, start: int, at: int) -> bool:
    return (
        re.search(r"\b(?:will|shall|to be held|scheduled for|due|set for|planned for)\s[^,;]{0,40}$", text[start:at])
        is not None
    )


# ------------------------------------------------------------------ known events

_ORDINAL_WORDS = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
sixteenth seventeenth eighteenth nineteenth twentieth
"""
_CARDINAL_WORDS = """
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen twenty
"""
_ORDINALS = _ORDINAL_WORDS.split()
_CARDINALS = _CARDINAL_WORDS.split()
_COUNT = r"(?P<{0}>\d{{1,3}}|a|an|" + "|".join(_CARDINALS) + r")"
_TRIGGER = re.compile(
    rf"\b(?P<ordinal>\d{{1,3}}(?:st|nd|rd|th)|{'|'.join(_ORDINALS)}|(?:{'|'.join(_CARDINALS[:10])})-year)"
    r"(?:\s+and\s+\w+)?\s+anniversary\b"
    r"|\b(?P<almost>nearly|almost|just over|more than|over|about|some)?\s*\b"
    rf"{_COUNT.format('years')}\s+years?\s+(?:since|after|on from|ago)\b"
    rf"|\b(?:(?P<hours>hours|minutes|shortly|moments)|(?:{_COUNT.format('days')}\s+days?|the (?P<theday>day))"
    rf"|(?P<somedays>days)|{_COUNT.format('weeks')}\s+weeks?|{_COUNT.format('months')}\s+months?"
    r"|(?P<weeks2>weeks|months))\s+(?P<side>after|since|before|ahead of|into)\b"
    r"|\b(?P<shift>last|this|next|earlier this|later this|the previous|the following)\s+(?P<unit>week|month|year)\b"
    r"|\b(?P<annual>annual|new year)\b"
    rf"|\b(?:(?P<nth>[\d,]{{1,5}}(?:st|nd|rd|th)|{'|'.join(_ORDINALS)})\s+day|day\s+(?P<dayn>[\d,]{{1,5}}))\s+(?:of|since)\b"
)
"""Looked for in the lowered text."""


def _event_clues(reading: Reading, lead: list[tuple[int, int]]) -> list[Clue]:
    """What known events say, in the lead first."""
    found: list[tuple[bool, Clue]] = []
    for match in _triggers(reading):
        start, end = _sentence(reading.text, match.start())
        in_lead = any(left <= match.start() < right for left, right in lead)
        clue = _clue(reading.text, match, (start, end), in_lead)
        if clue is not None:
            found.append((not in_lead, clue))
    return [clue for _, clue in sorted(found, key=lambda pair: (pair[0], pair[1].start))]


_UNITS = frozenset({" week", " month", " year"})
_TIME_WORD = re.compile(
    r"hours|minutes|shortly|moments|days?|weeks?|months?|years?|last|this|next|previous|foll|anni|annual"
)


def _keep_longest(found: dict[int, re.Match[str]], match: re.Match[str], reading: Reading) -> None:
    other = found.get(match.end())
    if (other is None or match.start() < other.start()) and not reading.is_furniture(match.start()):
        found[match.end()] = match


_KEYS = (
    *(" anniversary", " since", " after", " before", " ahead of", " into", " years ", "annual", "new year"),
    *(" day of", " week", " month", " year"),
)
_DAY_NUMBER = re.compile("day [1-9]")


def _triggers(reading: Reading) -> list[re.Match[str]]:
    """Every trigger phrase of the article; looked for only where one of its words stands."""
    found: dict[int, re.Match[str]] = {}
    for at, reach in _key_words(reading.low):
        if _TIME_WORD.search(reading.low, max(0, at - 12), at + reach) is not None:
            for match in _TRIGGER.finditer(reading.low, max(0, at - 45), min(len(reading.low), at + 18)):
                _keep_longest(found, match, reading)
    return sorted(found.values(), key=lambda match: match.start())[:PHRASES]


def _key_words(low: str) -> Iterator[tuple[int, int]]:
    """Where a word of a trigger phrase stands, and how far behind it a word of time may end."""
    for key in _KEYS:
        reach = 0 if key in _UNITS else 10
        at = low.find(key, 0, READ)
        while at >= 0:
            yield at, reach
            at = low.find(key, at + 1, READ)
    for match in _DAY_NUMBER.finditer(low, 0, READ):
        yield match.start(), 10


def _sentence(text: str, at: int) -> tuple[int, int]:
    left = max(text.rfind("\n\n", 0, at), at - 700, 0)
    right = text.find("\n\n", at)
    right = min(right if right >= 0 else len(text), at + 700)
    for start, end in sentences(text, left, right):
        if start <= at < end:
            return start, end
    return left, right


def _clue(text: str, match: re.Match[str], sentence: tuple[int, int], in_lead: bool) -> Clue | None:
    """The days that one trigger phrase keeps, over all events that its sentence may name."""
    named = _named(text, match, sentence)
    if not named:
        return None
    ahead = _FUTURE.search(text, *sentence) is not None
    days: list[Window] = []
    news: list[Window] = []
    for mention in named:
        kept, event = _windows(match, mention.event, ahead, in_lead)
        days += kept
        news += event
    if not days:
        return None
    words = " ".join(text[match.start() : match.end()].split())
    reason = f"'{words}' and {named[0].event.name} ({named[0].event.date})"
    return Clue(match.start(), match.end(), tuple(sorted(days)), reason, tuple(sorted(news)) if in_lead else ())


def _anchor(match: re.Match[str]) -> str:
    if match["ordinal"] or match["years"]:
        return "anniversary"
    if match["nth"] or match["dayn"]:
        return "after"
    if match["side"]:
        return {"before": "before", "ahead of": "before", "since": "since"}.get(match["side"].lower(), "after")
    return "itself"


def _named(text: str, match: re.Match[str], sentence: tuple[int, int]) -> list[Mentioned]:
    """The events of the sentence that this phrase may date: those of the longest pattern, furthest ones left out."""
    anchor = _anchor(match)
    found = [m for m in known.mentions(text, *sentence) if _anchors(m.event, anchor)]
    found = [m for m in found if _belongs(m, match, anchor)]
    if not found:
        return []
    most = max(m.words for m in found)
    return [m for m in found if m.words == most]


def _anchors(event: KnownEvent, anchor: str) -> bool:
    return anchor in event.anchors or (anchor == "after" and "hours after" in event.anchors)


def _belongs(mention: Mentioned, match: re.Match[str], anchor: str) -> bool:
    """ "Hours after X": X follows the phrase; "third anniversary of X": X lies around or after it."""
    if anchor in ("after", "before", "since"):
        return 0 <= mention.start - match.end() < NEAR
    if anchor == "anniversary":
        return mention.end > match.end() and mention.start - match.end() < 120
    return True


def _windows(match: re.Match[str], event: KnownEvent, ahead: bool, in_lead: bool) -> tuple[list[Window], list[Window]]:
    """The days of publication, and of the news, that the phrase keeps for one event. Seven cases."""
    if match["ordinal"]:
        return _anniversary(event, _ordinal(match["ordinal"]), ahead, in_lead)
    if match["years"]:
        return _years_since(event, _count(match["years"]), (match["almost"] or "").lower())
    if match["nth"] or match["dayn"]:
        return _nth_day(event, _ordinal(match["nth"] or match["dayn"]), in_lead)
    if match["side"]:
        return _distance(match, event, in_lead)
    if match["annual"]:
        return _yearly(event) if in_lead else ([], [])
    return _shifted(event, match["shift"].lower(), match["unit"].lower()), []


def _anniversary(event: KnownEvent, ordinal: int, ahead: bool, in_lead: bool) -> tuple[list[Window], list[Window]]:
    day = event.anniversary(ordinal)
    if day is None:
        return [], []
    if ahead:
        return [around(day, SOON, 0 if in_lead else FRESH)], []
    if in_lead:
        return [around(day, 1, FRESH)], [around(day, 1, 1)]
    return [around(day, SOON, 364)], []


def _years_since(event: KnownEvent, years: int, almost: str) -> tuple[list[Window], list[Window]]:
    day = event.anniversary(years)
    if day is None:
        return [], []
    if almost in ("nearly", "almost"):
        return [around(day, 150, 0)], []
    return [around(day, 45, 364)], []


def _distance(match: re.Match[str], event: KnownEvent, in_lead: bool) -> tuple[list[Window], list[Window]]:
    """ "Hours after", "two days after", "weeks before": how far the news lies from the event."""
    least, most = _reach_of(match)
    windows: list[Window] = []
    for day in _event_days(event):
        if _anchor(match) == "before":
            windows.append(Window(day - datetime.timedelta(days=most), day - datetime.timedelta(days=least)))
        else:
            finish = day + datetime.timedelta(days=event.lasts)
            windows.append(Window(day + datetime.timedelta(days=least), finish + datetime.timedelta(days=most)))
    if in_lead:
        return [Window(w.first, w.last + datetime.timedelta(days=FRESH)) for w in windows], windows
    if _anchor(match) == "before":
        return [], []
    return [Window(w.first, w.last + datetime.timedelta(days=3 * 365)) for w in windows], []


def _nth_day(event: KnownEvent, number: int, in_lead: bool) -> tuple[list[Window], list[Window]]:
    """ "On the tenth day of the invasion": the first day is the event's own, or that after it."""
    day = event.day()
    if event.is_recurring or day is None or not in_lead:
        return [], []
    news = Window(day + datetime.timedelta(days=number - 1), day + datetime.timedelta(days=number))
    return [Window(news.first, news.last + datetime.timedelta(days=1))], [news]


def _reach_of(match: re.Match[str]) -> tuple[int, int]:
    """Least and most days of a distance phrase."""
    if match["hours"]:
        return 0, 1
    if match["theday"]:
        return 1, 1
    if match["days"]:
        count = _count(match["days"])
        return count, count
    if match["somedays"]:
        return 1, 13
    if match["weeks"]:
        count = 7 * _count(match["weeks"])
        return count - 4, count + 4
    if match["months"]:
        count = 30 * _count(match["months"])
        return count - 20, count + 25
    return 7, 120


def _shifted(event: KnownEvent, shift: str, unit: str) -> list[Window]:
    """ "Last week": the event lies in the week before publication, which is therefore the week after the event."""
    ahead = {"last": 1, "the previous": 1, "next": -1, "the following": -1}.get(shift, 0)
    span = {"week": calendar.week_of, "month": calendar.month_of, "year": calendar.year_of}[unit]
    windows = []
    for day in _event_days(event):
        window = span(day, ahead)
        if shift == "earlier this":
            window = Window(day, window.last)
        elif shift == "later this":
            window = Window(window.first, day)
        windows.append(window)
    return windows


def _yearly(event: KnownEvent) -> tuple[list[Window], list[Window]]:
    """A day that comes back every year, told as the news of the day: any of its years."""
    if not event.is_recurring:
        return [], []
    days = list(_event_days(event))
    return [around(day, 0, FRESH) for day in days], [around(day, 0, 0) for day in days]


def _event_days(event: KnownEvent) -> Iterator[datetime.date]:
    if not event.is_recurring:
        day = event.day()
        if day is not None:
            yield day
        return
    for year in range(max(calendar.EARLIEST.year, event.first_year or 0), datetime.date.max.year):
        day = event.day(year)
        if year > LAST_YEAR:
            return
        if day is not None:
            yield day


LAST_YEAR = 2030
"""Days that come back every year are looked at up to this year."""


def _ordinal(written: str) -> int:
    written = written.lower().removesuffix("-year")
    if written[0].isdigit():
        return int(re.sub(r"\D", "", written))
    return (_ORDINALS if written in _ORDINALS else _CARDINALS).index(written) + 1


def _count(written: str) -> int:
    written = written.lower()
    if written in ("a", "an"):
        return 1
    return int(written) if written.isdigit() else _CARDINALS.index(written) + 1


# ------------------------------------------------------------------ bounds, dated weekdays, the age of a page

_YEAR = re.compile(
    r"\b(?:(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?,?|in|since|of|from|until|during|after|the|early|late|mid)[ -]"
    r"(?P<year>(?:19|20)\d\d)\b(?![-–]\d)"
)
"""A year, with its month where it has one; the months are written out because case tells May from may."""


class _Bounds(msgspec.Struct, frozen=True):
    days: tuple[Window, ...]


def _bounds(reading: Reading) -> _Bounds:
    """No event told as past lies after publication; none announced for a day lies before it."""
    first, last = calendar.EARLIEST, reading.latest
    for written in calendar.written_days(reading.text, reading.body, min(len(reading.text), READ)):
        if reading.is_furniture(written.start) or not first <= written.day <= last:
            continue
        if stamps.is_afterwards(reading.text, written.start):
            continue
        if _FUTURE.search(reading.text, max(0, written.start - 90), written.start):
            continue
        first = written.day
    for match in calendar.ending_in_years(_YEAR, reading.text, reading.body, READ):
        month = calendar.MONTHS[match["month"].lower()] if match["month"] else 1
        day = datetime.date(int(match["year"]), month, 1)
        if not first < day <= last or reading.is_furniture(match.start()):
            continue
        if not stamps.is_afterwards(reading.text, match.start("year")):
            start, end = _sentence(reading.text, match.start())
            if _FUTURE.search(reading.text, start, end) is None:
                first = day
    return _Bounds((Window(first, last),))


def earliest(reading: Reading) -> datetime.date:
    """The first day that the past dates of the article leave open."""
    return _bounds(reading).days[0].first


_AGO = re.compile(
    rf"\b(?P<count>\d{{1,3}}|{'|'.join(_CARDINALS)}|thirty|forty|fifty) years ago,? in (?:\w+ )?"
    r"(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_TENS = {"thirty": 30, "forty": 40, "fifty": 50}


def _years_ago(reading: Reading) -> list[Clue]:
    """ "Twenty years ago, in 2003": the year of publication is 2023."""
    found: list[Clue] = []
    if " years ago" not in reading.low:
        return found
    for match in _AGO.finditer(reading.text, reading.body, READ):
        year = int(match["year"]) + (_TENS.get(match["count"].lower()) or _count(match["count"]))
        if reading.is_furniture(match.start()) or not calendar.EARLIEST.year <= year <= reading.latest.year:
            continue
        window = calendar.year_of(datetime.date(year, 1, 1))
        found.append(Clue(match.start(), match.end(), (window,), f"'{match.group()}' is told in {year}"))
    return found


_DATED_WEEKDAY = re.compile(
    r"(?P<day>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday),?\s+\(?(?:(?P<n1>\d{1,2})\s+(?P<m1>[A-Z][a-z]{2,8})"
    r"|(?P<m2>[A-Z][a-z]{2,8})\.?\s+(?P<n2>\d{1,2}))\b(?!,?\s+\d{4})"
)


def _dated_weekdays(reading: Reading, lead: list[tuple[int, int]]) -> list[Clue]:
    """ "Monday, March 13" in the lead: the years in which that day is a Monday."""
    found = []
    for start, end in lead:
        for match in _DATED_WEEKDAY.finditer(reading.text, start, end):
            month = calendar.MONTHS.get((match["m1"] or match["m2"]).lower())
            if month is None:
                continue
            wanted = calendar.WEEKDAYS.index(match["day"].lower())
            days = [
                day
                for year in range(calendar.EARLIEST.year, reading.latest.year + 1)
                if (day := calendar.day_or_none(year, month, int(match["n1"] or match["n2"]))) is not None
                and day.weekday() == wanted
            ]
            days = _of_season(reading, days)
            windows = tuple(around(day, 30, 30) for day in days)
            if windows:
                words = " ".join(match.group().split())
                news = tuple(around(day, 0, 0) for day in days)
                found.append(Clue(match.start(), match.end(), windows, f"'{words}' fits these years only", news))
    return found


def _of_season(reading: Reading, days: list[datetime.date]) -> list[datetime.date]:
    """Those of some days that lie within a season of the newest month of the article, or that its past leaves open."""
    season = stamps.season(reading.text, reading.body, min(len(reading.text), READ))
    inside = [day for day in days if season is not None and season.first <= day <= season.last]
    if len(inside) != 1:
        past, offices = earliest(reading), tenures.windows(reading.text, reading.body, READ)
        inside = [d for d in days if d >= past and (not offices or any(w.first <= d <= w.last for w in offices))]
    return inside if len(inside) == 1 else days


JUST_NOW = 3
"""Days after a known event in which a report with a dateline tells it as news."""
_REMEMBERS = re.compile(
    r"\b(?=\w)(?:anniversar\w+|years?|decades?|marks?|marked|marking|commemorat\w+|remember\w*|memorial|honou?r\w*|since)\b",
    re.I,
)


def event_years(reading: Reading, month: int, number: int) -> set[int]:
    """The years in which a known event of the article lies in the three days up to a day without year."""
    near = _events_before(month, number)
    if not any(word in reading.low for event in near.values() for word in _rarest_words(event)):
        return set()
    years = set()
    for start, end in sentences(reading.text, reading.body, min(len(reading.text), READ)):
        if reading.is_furniture(start) or _REMEMBERS.search(reading.text, start, end) is not None:
            continue
        years |= {int(m.event.date[:4]) for m in known.mentions(reading.text, start, end) if m.event.id in near}
    return years


@lru_cache(400)
def _events_before(month: int, number: int) -> dict[str, KnownEvent]:
    """The events of one year that lie in the three days up to a day of any year, by id."""
    found = {}
    for event in known.events():
        begun = None if event.is_recurring else event.day()
        day = calendar.day_or_none(begun.year, month, number) if begun is not None else None
        if begun is not None and day is not None and 0 <= (day - begun).days <= JUST_NOW + event.lasts:
            found[event.id] = event
    return found


def _rarest_words(event: KnownEvent) -> Iterator[str]:
    """The longest word of each of an event's patterns, any of its spellings."""
    for pattern in event.patterns:
        yield from max(pattern.lower().replace("*", "").split(), key=len).split("/")


def _told_as_news(reading: Reading, lead: list[tuple[int, int]]) -> list[Clue]:
    """A known event told in the lead together with its weekday: one day only, of those that the article leaves open."""
    found = []
    for start, end in lead:
        weekday = _WEEKDAY.search(reading.text, start, end)
        named = known.mentions(reading.text, start, end) if weekday is not None and not weekday["before"] else []
        if weekday is None or not named or _REMEMBERS.search(reading.text, start, end) is not None:
            continue
        if _FUTURE.search(reading.text, start, end) is not None:
            continue
        number = calendar.WEEKDAYS.index(weekday["day"].lower())
        mentions = [one for one in named if _NOT_ON.search(reading.text[start : one.start]) is None]
        days = {day for mention in mentions for day in _told_days(reading, mention.event, number)}
        if len(days) == 1:
            day, first = days.pop(), mentions[0]
            words = f"'{reading.text[first.start : first.end]}' is told with its weekday, {day.isoformat()}"
            found.append(Clue(first.start, first.end, (around(day, 0, FRESH),), words, (around(day, 0, 0),)))
    return found if len({clue.event for clue in found}) == 1 else []


_NOT_ON = re.compile(r"\b(?:before|after|since|until|ahead of|following|despite|over|about|from)\b[^,.;]{0,40}\Z")


def _told_days(reading: Reading, event: KnownEvent, number: int) -> Iterator[datetime.date]:
    """The days of an event that are of a weekday and that the article's past and its office-holders leave open."""
    past, offices = earliest(reading), tenures.windows(reading.text, reading.body, READ)
    if event.is_recurring and not (offices or past > calendar.EARLIEST):
        return
    for begun in _event_days(event):
        for step in range(event.lasts + 1 if event.lasts <= LONG_EVENT else 0):
            day = begun + datetime.timedelta(days=step)
            inside = past <= day <= reading.latest and (not offices or any(w.first <= day <= w.last for w in offices))
            if inside and day.weekday() == number:
                yield day


LONG_EVENT = 6
"""Days after its first on which an event still has each weekday once."""


_HOURS = re.compile(r"\b(?:\d+|an?|one|two|few)\s*(?:hours?|hrs?|h|minutes?|mins?|m)\.? ago\b", re.IGNORECASE)


def _page_age(reading: Reading) -> list[Clue]:
    """ "6 hours ago" at the head of a page and other stories' dates on it: it is no older than the newest of them."""
    age = next((m for m in _HOURS.finditer(reading.text, 0, reading.body) if reading.is_furniture(m.start())), None)
    if age is None:
        return []
    days = [
        written.day
        for mark in reading.furniture
        if mark.kind == "related"
        for written in calendar.written_days(reading.text, mark.start, mark.end)
        if written.day <= reading.latest
    ]
    if len(days) < 2:
        return []
    newest = max(days)
    words = f"'{age.group()}' and the newest of {len(days)} dates of other stories on the page ({newest.isoformat()})"
    return [Clue(age.start(), age.end(), (around(newest, 0, 1),), words)]
