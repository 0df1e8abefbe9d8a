"""What day, week, quarter or season a TIMEX3 value is: pure arithmetic of the calendar, no text.

>>> bounds("2023-W12")
(datetime.date(2023, 3, 20), datetime.date(2023, 3, 26))
>>> shifted("2025-01-31", "month", 1)
'2025-02'
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable

Day = datetime.date
Bounds = tuple[Day, Day]


def day_of(value: str | None) -> Day | None:
    """The day of an ISO day or of a time on it: `2025-05-08T09:30` gives 8 May 2025; None for anything else."""
    if value is None or not re.match(r"\d{4}-\d\d-\d\d(?!\d)", value):
        return None
    try:
        return Day.fromisoformat(value[:10])
    except ValueError:
        return None


def date(year: int, month: int, day: int) -> Day | None:
    """A day of the calendar, or None where there is none (30 February)."""
    try:
        return Day(year, month, day)
    except ValueError:
        return None


def week_value(day: Day) -> str:
    """The ISO week of a day: 20 March 2023 gives `2023-W12`."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def weekend_value(day: Day) -> str:
    """The weekend of the ISO week of a day: `2023-W12-WE`."""
    return week_value(day) + "-WE"


def quarter_value(day: Day) -> str:
    """The quarter of a day: 8 May 2025 gives `2025-Q2`."""
    return f"{day.year:04d}-Q{(day.month + 2) // 3}"


def month_value(day: Day) -> str:
    """The month of a day: `2025-05`."""
    return f"{day.year:04d}-{day.month:02d}"


def add_days(day: Day, count: int) -> Day:
    """A day so many days on; stays within the calendar of years 1 to 9999."""
    ordinal = min(max(day.toordinal() + count, 1), Day.max.toordinal())
    return Day.fromordinal(ordinal)


def add_months(day: Day, count: int) -> Day:
    """The same day of another month, or its last: 31 January and one month give 28 or 29 February."""
    months = min(max(day.year * 12 + day.month - 1 + count, 12), 9999 * 12 + 11)
    year, month = divmod(months, 12)
    return Day(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def week_start(day: Day) -> Day:
    """The Monday of a day's ISO week."""
    return add_days(day, -day.weekday())


def weekday_back(day: Day, weekday: int, *, include: bool = True) -> Day:
    """The latest day with an ISO weekday (1 is Monday) up to a day, the day itself included or not."""
    back = (day.isoweekday() - weekday) % 7
    return add_days(day, -(back if back or include else 7))


def weekday_ahead(day: Day, weekday: int, *, include: bool = True) -> Day:
    """The next day with an ISO weekday (1 is Monday) from a day on, the day itself included or not."""
    ahead = (weekday - day.isoweekday()) % 7
    return add_days(day, ahead if ahead or include else 7)


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> Day | None:
    """The n-th weekday of a month (-1 the last): the fourth Thursday of November 2024 is the 28th."""
    length = calendar.monthrange(year, month)[1]
    if nth < 0:
        return weekday_back(Day(year, month, length), weekday)
    first = weekday_ahead(Day(year, month, 1), weekday)
    return date(year, month, first.day + 7 * (nth - 1))


def nearest(day: Day, candidates: list[Day]) -> Day:
    """The candidate with the fewest days between; of two equally far ones the earlier."""
    return min(candidates, key=lambda c: (abs((c - day).days), c))


# ------------------------------------------------------------ moving by a unit

GRAIN_DAYS = {"day": 1, "week": 7}
GRAIN_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


def moved(day: Day, grain: str, count: float) -> Day:
    """The day `count` units on (or back): half years and other fractions are rounded to months or days."""
    if grain in GRAIN_DAYS:
        return add_days(day, round(count * GRAIN_DAYS[grain]))
    return add_months(day, round(count * GRAIN_MONTHS[grain]))


def value_at(day: Day, grain: str) -> str:
    """The TIMEX3 value of the unit that holds a day: grain `week` gives `2023-W12`, `decade` gives `202`."""
    return _AT[grain](day)


_AT: dict[str, Callable[[Day], str]] = {
    "day": Day.isoformat,
    "week": week_value,
    "weekend": weekend_value,
    "month": month_value,
    "quarter": quarter_value,
    "half": lambda day: f"{day.year:04d}-H{1 if day.month <= 6 else 2}",
    "year": lambda day: f"{day.year:04d}",
    "decade": lambda day: f"{day.year // 10:03d}",
    "century": lambda day: f"{day.year // 100:02d}",
}


def shifted(value: str, grain: str, count: float) -> str | None:
    """The value `count` units away, as coarse as the unit, but a quarter stays a quarter, a month a month by the year.

    "a year earlier" than `1989-Q3` is `1988-Q3`, "two days later" than `2025-05-08` is `2025-05-10`.
    """
    held = bounds(value)
    if held is None:
        return None
    target = moved(held[0], grain, count)
    keep = grain_of(value)
    if grain in ("year", "decade") and keep in ("quarter", "month", "half"):
        return value_at(target, keep)
    if grain == "quarter" or (grain == "month" and count != int(count)):
        grain = "quarter" if grain == "quarter" else "month"
    return value_at(target, grain)


# ------------------------------------------------------------ what a value spans

_SHAPES: tuple[tuple[str, str], ...] = (
    ("day", r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?"),
    ("weekend", r"(\d{4})-W(\d\d)-WE"),
    ("weekday", r"(\d{4})-W(\d\d)-(\d)"),
    ("week", r"(\d{4})-W(\d\d)"),
    ("month", r"(\d{4})-(\d\d)(?:-XX)?"),
    ("quarter", r"(\d{4})-Q([1-4])"),
    ("half", r"(\d{4})-H([12])"),
    ("season", r"(\d{4})-(SP|SU|FA|WI)"),
    ("year", r"(?:FY)?(\d{4})"),
    ("decade", r"(\d{3})"),
    ("century", r"(\d\d)"),
)
_COMPILED = tuple((grain, re.compile(shape)) for grain, shape in _SHAPES)
_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def grain_of(value: str | None) -> str | None:
    """How fine a value is: day, week, weekend, month, quarter, half, season, year, decade, century; None if open."""
    found = _shape(value)
    return "day" if found and found[0] == "weekday" else found[0] if found else None


def _shape(value: str | None) -> tuple[str, re.Match[str]] | None:
    if value is None:
        return None
    for grain, shape in _COMPILED:
        match = shape.fullmatch(value)
        if match:
            return grain, match
    return None


def bounds(value: str | None) -> Bounds | None:
    """First and last day of a value, or None where it is open (`XXXX-05`, `PAST_REF`) or a duration."""
    found = _shape(value)
    if found is None:
        return None
    grain, match = found
    try:
        return _BOUNDS[grain](*match.groups())
    except ValueError:
        return None


def _months(year: int, first: int, length: int) -> Bounds:
    start = Day(year, first, 1)
    return start, add_days(add_months(start, length), -1)


def _week(year: str, week: str) -> Bounds:
    monday = Day.fromisocalendar(int(year), int(week), 1)
    return monday, add_days(monday, 6)


def _one_day(year: str, month: str, day: str) -> Bounds:
    only = Day(int(year), int(month), int(day))
    return only, only


def _weekday(year: str, week: str, weekday: str) -> Bounds:
    only = Day.fromisocalendar(int(year), int(week), int(weekday))
    return only, only


def _years(first: int, length: int) -> Bounds:
    return Day(max(first, 1), 1, 1), Day(min(first + length - 1, 9999), 12, 31)


_BOUNDS: dict[str, Callable[..., Bounds]] = {
    "day": _one_day,
    "weekday": _weekday,
    "week": _week,
    "weekend": lambda year, week: (add_days(_week(year, week)[0], 5), _week(year, week)[1]),
    "month": lambda year, month: _months(int(year), int(month), 1),
    "quarter": lambda year, quarter: _months(int(year), 3 * int(quarter) - 2, 3),
    "half": lambda year, half: _months(int(year), 6 * int(half) - 5, 6),
    "season": lambda year, season: _months(int(year), _SEASON_MONTH[season], 3),
    "year": lambda year: _years(int(year), 1),
    "decade": lambda decade: _years(10 * int(decade), 10),
    "century": lambda century: _years(100 * int(century), 100),
}


# ------------------------------------------------------------ movable days


def easter(year: int) -> Day:
    """Easter Sunday of the western churches (Gregorian computus): 20 April 2025."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    offset = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * offset) // 451
    month, day = divmod(h + offset - 7 * m + 114, 31)
    return Day(year, month, day + 1)


def orthodox_easter(year: int) -> Day:
    """Easter Sunday of the eastern churches (Julian computus) in today's calendar: 5 May 2024."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return add_days(Day(year, month, day + 1), year // 100 - year // 400 - 2)


def hijri(year: int, month: int, day: int) -> Day:
    """A day of the civil (arithmetic) Islamic calendar; the sighted moon may move it by a day."""
    days = day + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    return Day.fromordinal(227014 + days)


def hijri_year(day: Day) -> int:
    """The Islamic year that is running on a day, to within a few days of its turn."""
    return (30 * (day.toordinal() - 227015) + 10646) // 10631
