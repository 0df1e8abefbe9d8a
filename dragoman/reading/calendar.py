"""Days as news writes them: `May 8, 2025`, `8 May 2025`, `2025-05-08`, weekdays, ISO weeks.

>>> [str(found.day) for found in written_days("Published: May 8, 2025")]
['2025-05-08']
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime

import msgspec

from dragoman.document import Span

EARLIEST = datetime.date(1980, 1, 1)
"""No article before this day is dated by the solver: the table of events begins here."""

_MONTH_NAMES = (
    "jan january|feb february|mar march|apr april|may|jun june|jul july|aug august|sep sept september|oct october"
    "|nov november|dec december"
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES.split("|"), start=1) for name in names.split()}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_ORDINAL_WORDS = """
first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth
twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first
"""
_ORDINALS = {word: number for number, word in enumerate(_ORDINAL_WORDS.split(), start=1)}
_ORDINAL = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_MONTH = "(?P<{0}>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?P<{0}>(?:19|20)\d\d)"
_AFTER_YEAR = r"(?=\W|$|_|\d{1,2}(?::\d\d| (?-i:[A-Z]))|(?-i:[A-Z]))"
"""What may follow a year: nothing, or what a scraper glued to it (`8 Nov 20228 Nov 2022`, `May 8, 20253:42 PM`)."""
WRITTEN = re.compile(
    "|".join(
        (
            rf"\b{_YEAR.format('y1')}[-/.](?P<m1>\d{{1,2}})[-/.](?P<d1>\d{{1,2}})(?!\d)",
            rf"\b{_MONTH.format('m2')}\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+{_YEAR.format('y2')}{_AFTER_YEAR}",
            rf"\b(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{_MONTH.format('m3')},?[\s-]+{_YEAR.format('y3')}{_AFTER_YEAR}",
            rf"\b(?P<d4>\d{{1,2}})(?P<mark>[./-])(?P<m4>\d{{1,2}})(?P=mark){_YEAR.format('y4')}{_AFTER_YEAR}",
            rf"\b(?P<d5>{_ORDINAL})(?:\s+day)?(?:\s+of)?\s+{_MONTH.format('m5')},?\s+"
            rf"{_YEAR.format('y5')}{_AFTER_YEAR}",
        )
    ),
    re.IGNORECASE,
)


YEAR_ALONE = re.compile(r"(?:19|20)\d\d")
LONGEST_DAY = 34
"""Characters before the year in which a written day begins: `twenty-seventh of September, `."""


class WrittenDay(Span, frozen=True):
    """A full day written in a text."""

    day: datetime.date


def years(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Where the figures of a year stand; most stretches hold none, which plain searches tell soonest."""
    if text.find("19", start, end) < 0 and text.find("20", start, end) < 0:
        return iter(())
    return YEAR_ALONE.finditer(text, start, end)


LONGEST_MONTH = 12
"""Characters before a year in which its month begins: `September., `."""


def ending_in_years(form: re.Pattern[str], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """What a shape of a month or a short word and a year finds, looked for beside years only."""
    past = start
    for year in years(text, start, end):
        match = form.search(text, max(past, year.start() - LONGEST_MONTH), min(year.end() + 2, end))
        past = year.end()
        if match is not None:
            yield match


def written_days(text: str, start: int = 0, end: int | None = None) -> Iterator[WrittenDay]:
    """Every full day (year, month and day) that a stretch of text states."""
    end = len(text) if end is None else end
    past = start
    for year in years(text, start, end):
        match = WRITTEN.search(text, max(past, year.start() - LONGEST_DAY), min(end, year.end() + 6))
        day = _day(match) if match is not None else None
        if match is not None and day is not None:
            past = match.end()
            yield WrittenDay(match.start(), match.end(), day)


def _day(match: re.Match[str]) -> datetime.date | None:
    for form in "12345":
        year = match[f"y{form}"]
        if year:
            month, written = match[f"m{form}"].lower(), match[f"d{form}"]
            day = int(written) if written.isdigit() else _ORDINALS[written.lower()]
            number = MONTHS.get(month) or int(month)
            if form == "4" and number > 12:  # American order, where only it is possible
                number, day = day, number
            return day_or_none(int(year), number, day)
    return None


def day_or_none(year: int, month: int, day: int) -> datetime.date | None:
    """A day, or None where the calendar has none (30 February)."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def stated_day(value: str) -> datetime.date | None:
    """The day of a metadata field: ISO, RFC 822, `May 8, 2025` or Unix seconds; None where none can be read."""
    value = value.strip()
    if re.fullmatch(r"\d{8}", value):
        return day_or_none(int(value[:4]), int(value[4:6]), int(value[6:]))
    if re.fullmatch(r"\d{9,10}(\.\d+)?", value):
        return datetime.datetime.fromtimestamp(float(value), datetime.UTC).date()
    found = next(written_days(value.replace("T", " ", 1) if value[:4].isdigit() else value), None)
    if found is not None:
        return found.day
    try:
        return parsedate_to_datetime(value).date()
    except (ValueError, TypeError, IndexError):
        return None


_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?!\d)")
_URL_MONTH = re.compile(
    r"/((?:19|20)\d\d)/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/(\d{1,2})(?:/|$)", re.IGNORECASE
)


def url_day(url: str) -> datetime.date | None:
    """The day that a web address names: `/2025/05/08/`, `-20250508`, `/2025/may/08/`."""
    match = _URL_MONTH.search(url)
    if match:
        return day_or_none(int(match[1]), MONTHS[match[2].lower()], int(match[3]))
    match = _URL_DAY.search(url)
    return day_or_none(int(match[1]), int(match[2]), int(match[3])) if match else None


_URL_YEAR_MONTH = re.compile(
    r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2]|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)(?=/|$)",
    re.IGNORECASE,
)


def url_month(url: str) -> tuple[int, int] | None:
    """The year and month that a web address names: `/2023/02/gunmen-seize`, `/2023/feb/gunmen-seize`."""
    match = _URL_YEAR_MONTH.search(url)
    if match is None:
        return None
    month = int(match[2]) if match[2].isdigit() else MONTHS.get(match[2].lower()[:3])
    return (int(match[1]), month) if month else None


def sunday_after(day: datetime.date) -> datetime.date:
    """The last day on which `on Tuesday` still means this Tuesday: the week's Sunday, three days at least."""
    return day + datetime.timedelta(days=max(6 - day.weekday(), 3 if day.weekday() >= 4 else 0))


class Window(msgspec.Struct, frozen=True, order=True):
    """Days from `first` to `last`, both included."""

    first: datetime.date
    last: datetime.date

    def meet(self, other: Window) -> Window | None:
        """The days that two windows share."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        return Window(first, last) if first <= last else None

    @property
    def days(self) -> int:
        """How many days the window holds."""
        return (self.last - self.first).days + 1


def around(day: datetime.date, before: int, after: int) -> Window:
    """The window from `before` days earlier to `after` days later."""
    return Window(day - datetime.timedelta(days=before), day + datetime.timedelta(days=after))


def week_of(day: datetime.date, ahead: int = 0) -> Window:
    """Monday to Sunday of a day's week, or of a week so many weeks ahead."""
    monday = day - datetime.timedelta(days=day.weekday()) + datetime.timedelta(weeks=ahead)
    return around(monday, 0, 6)


def month_of(day: datetime.date, ahead: int = 0) -> Window:
    """The month of a day, or one so many months ahead."""
    count = day.year * 12 + day.month - 1 + ahead
    first = datetime.date(count // 12, count % 12 + 1, 1)
    following = datetime.date((count + 1) // 12, (count + 1) % 12 + 1, 1)
    return Window(first, following - datetime.timedelta(days=1))


def year_of(day: datetime.date, ahead: int = 0) -> Window:
    """The year of a day, or one so many years ahead."""
    return Window(datetime.date(day.year + ahead, 1, 1), datetime.date(day.year + ahead, 12, 31))


def meet_all(left: tuple[Window, ...], right: tuple[Window, ...]) -> tuple[Window, ...]:
    """The days that two sets of windows share."""
    met = (one.meet(other) for one in left for other in right)
    return tuple(sorted({window for window in met if window is not None}))
