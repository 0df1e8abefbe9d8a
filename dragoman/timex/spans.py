"""From a time expression to the days of a record: `2023-W12` is 2023-03-20/2023-03-26."""

from __future__ import annotations

import re

from dragoman.document import Document, Timex
from dragoman.timex import calendar

_KEPT = ("day", "month", "year")
"""Grains that a record writes as they are; all others become a range of days."""


def is_dating(timex: Timex) -> bool:
    """Whether an expression can date an event: a DATE or TIME with known days, or a length with both ends known."""
    if timex.type in ("DATE", "TIME"):
        return calendar.bounds(timex.value) is not None
    return False


def first_day(timex: Timex) -> str | None:
    """The first day an expression may mean."""
    if timex.begin is not None:
        return timex.begin
    held = calendar.bounds(timex.value)
    return held[0].isoformat() if held else None


def last_day(timex: Timex) -> str | None:
    """The last day an expression may mean."""
    if timex.finish is not None:
        return timex.finish
    held = calendar.bounds(timex.value)
    return held[1].isoformat() if held else None


def moment_value(timex: Timex, first: str | None, last: str | None) -> str | None:
    """The value as the record writes it: a day, month or year as told, anything else as a range of days."""
    value = (timex.value or "").split("T")[0]
    own = (first_day(timex), last_day(timex)) == (first, last)
    if own and timex.begin is None and calendar.grain_of(value) in _KEPT and not value.startswith("FY"):
        return value.removesuffix("-XX")
    return _months(first, last) if not own else None or (first if first == last else f"{first}/{last}")


def _months(first: str | None, last: str | None) -> str | None:
    """`2023-04/2023-05` where a range is of whole months, else its days."""
    if first is None or last is None:
        return None
    end = calendar.day_of(last)
    whole = first.endswith("-01") and end is not None and calendar.add_days(end, 1).day == 1
    return f"{first[:7]}/{last[:7]}" if whole else f"{first}/{last}"


_JOINED = re.compile(r"\s*(?:,?\s*(?:or|and|to|through|until)|[-–—])\s+(?:in\s+|on\s+)?$|\s*[-–—]\s*$")


def combined(document: Document, timex: Timex) -> tuple[tuple[str | None, str | None], int]:
    """First and last day of an expression with what is joined to it: `April or early May`, `May 8 and 9`."""
    first, last, end = first_day(timex), last_day(timex), timex.end
    following = sorted((t for t in document.timexes if t.start >= timex.end), key=lambda t: t.start)
    for other in following[:2]:
        if not is_dating(other) or calendar.grain_of(other.value) != calendar.grain_of(timex.value):
            break
        if not _JOINED.fullmatch(document.text[end : other.start]):
            break
        beyond = last_day(other)
        if last is None or beyond is None or beyond < last:
            break
        last, end = beyond, other.end
    return (first, last), end
