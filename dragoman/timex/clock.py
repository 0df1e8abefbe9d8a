"""Clock times: `9:30 a.m. on Friday`, `0800 GMT`, `around noon`, `3 p.m. Moscow time`."""

from __future__ import annotations

import re

from dragoman.document import Timex
from dragoman.timex import calendar
from dragoman.timex.setting import OPEN, Reader, Reading, Readings, Setting, group, span_of
from dragoman.timex.words import (
    code_of,
    compiled,
    day_number,
    folded,
    mod_of,
    month_number,
    number,
    offset_of,
    weekday_number,
)


def read_clock(match: re.Match[str], setting: Setting) -> Readings:
    """An hour with minutes or with a.m. and p.m.; the day is the one beside it, else the one told before."""
    hour, minute = _hour(match), int(group(match, "m") or 0)
    if hour is None:
        return None
    return _on_day(match, setting, f"T{hour:02d}:{minute:02d}{offset_of(group(match, 'zone'))}")


def _hour(match: re.Match[str]) -> int | None:
    told = number(match["h"])
    hour = int(told) if told is not None else 99
    half = re.sub(r"\W", "", folded(group(match, "ap") or ""))
    if half:
        return None if not 1 <= hour <= 12 else hour % 12 + (12 if half == "pm" else 0)
    return hour if hour <= 24 else None


def read_hour_and_part(match: re.Match[str], setting: Setting) -> Readings:
    """`8 tonight`, `9:30 in the morning`, `6 yesterday evening`: the part tells a.m. or p.m., often the day too."""
    words = folded(group(match, "word") or group(match, "daypart") or "").split()
    part = "night" if words[-1] == "tonight" else words[-1]
    hour = int(match["h"]) % 12
    late = part in ("afternoon", "evening", "noon") or (part == "night" and hour >= 6)
    clock = f"T{hour + 12 * late:02d}:{int(match['m'] or 0):02d}"
    start, end = span_of(match)
    if not group(match, "word"):
        return _on_day(match, setting, clock)
    named = {"last": "yesterday", "this": "today", "tonight": "today"}.get(words[0], words[0])
    day, anchor = day_of_words(named, match, setting) or _day(match, setting)
    return Reading("TIME", f"{day}{clock}", anchor=anchor, confidence=0.85, start=start, end=end)


_WORDS = {"noon": "T12:00", "midday": "T12:00", "midnight": "T24:00"}


def read_noon(match: re.Match[str], setting: Setting) -> Readings:
    """`noon`, `around midnight on Friday`; just after midnight a day begins."""
    word = folded(match["word"])
    begins = word == "midnight" and "after" in folded(group(match, "approx") or "")
    return _on_day(match, setting, "T00:00" if begins else _WORDS[word])


def read_part_of_day(match: re.Match[str], setting: Setting) -> Readings:
    """`the morning of May 9`."""
    return _on_day(match, setting, f"T{code_of(match['daypart'])}")


def read_small_hours(match: re.Match[str], setting: Setting) -> Readings:
    """`the early hours of Friday`."""
    day, anchor = _day(match, setting)
    return Reading("TIME", f"{day}TMO", "START", anchor=anchor, confidence=0.75)


def _on_day(match: re.Match[str], setting: Setting, clock: str) -> Reading:
    day, anchor = _day(match, setting)
    start, end = span_of(match)
    mod = mod_of(group(match, "approx"))
    return Reading("TIME", f"{day}{clock}", mod, anchor=anchor, confidence=0.9, start=start, end=end)


def _day(match: re.Match[str], setting: Setting) -> tuple[str, str]:
    """The day of a clock time and what it was counted from."""
    for side in ("before", "after", "beyond"):
        words = group(match, side)
        if words:
            found = day_of_words(words, match, setting)
            if found:
                return found
    prior = setting.prior("day")
    if prior and prior.value and _still_holds(prior, match.start(), setting):
        return prior.value[:10], f"timex:{prior.start}"
    day = setting.story_day(match)
    return (day.isoformat(), setting.basis) if day else (OPEN["day"], "none")


PARAGRAPH = 300
"""Characters before the sentence in which a clock time finds its day (swept 100-600 on `gold/timex/dev`)."""

_PARAGRAPH_END = re.compile(r"[.!?][\"”’)]*\s*\n")


def _still_holds(prior: Timex, at: int, setting: Setting) -> bool:
    """Whether the day told before is that of a clock time: in its sentence, or past and before it in the paragraph."""
    if prior.start >= setting.sentence:
        return True
    if prior.start < setting.sentence - PARAGRAPH or _PARAGRAPH_END.search(setting.text, prior.end, at):
        return False
    return setting.day is None or (prior.value or "")[:10] <= setting.day.isoformat()


_MONTH_DAY = (
    r"(?P<month>{MONTH}) (?P<day>{DAY})(?:,? (?P<year>{YEAR}))?"
    r"|(?P<day2>{DAY}) (?P<month2>{MONTH})(?:,? (?P<year2>{YEAR}))?"
)
_STEPS = {"today": 0, "yesterday": -1, "tomorrow": 1}


def day_of_words(words: str, match: re.Match[str], setting: Setting) -> tuple[str, str] | None:
    """The day that the words beside a clock time name: `Friday`, `tomorrow`, `May 9`."""
    word = folded(words)
    if word in _STEPS:
        if setting.day is None:
            return OPEN["day"], "none"
        return calendar.add_days(setting.day, _STEPS[word]).isoformat(), setting.basis
    date = compiled(_MONTH_DAY).fullmatch(words)
    if date:
        return _month_day(date, setting)
    weekday = weekday_number(word)
    if setting.day is None:
        return f"XXXX-WXX-{weekday}", "none"
    ahead = setting.direction(match) == "forward"
    found = calendar.weekday_ahead(setting.day, weekday) if ahead else calendar.weekday_back(setting.day, weekday)
    return found.isoformat(), setting.basis


def _month_day(date: re.Match[str], setting: Setting) -> tuple[str, str] | None:
    month, day = month_number(date["month"] or date["month2"]), day_number(date["day"] or date["day2"])
    year = date["year"] or date["year2"]
    if year:
        found = calendar.date(int(year), month, day)
        return (found.isoformat(), "none") if found else None
    if setting.day is None:
        return f"XXXX-{month:02d}-{day:02d}", "none"
    years = (setting.day.year - 1, setting.day.year, setting.day.year + 1)
    days = [found for y in years if (found := calendar.date(y, month, day))]
    return (calendar.nearest(setting.day, days).isoformat(), setting.basis) if days else None


def read_four(match: re.Match[str], setting: Setting) -> Readings:
    """`0800 GMT`, `1400 hours`."""
    zone = group(match, "zone") or group(match, "zone2")
    return _on_day(match, setting, f"T{match['h']}:{match['m']}{offset_of(zone)}")


READERS: dict[str, Reader] = {
    "small-hours": read_small_hours,
    "clock": read_clock,
    "clock-24": read_clock,
    "clock-four": read_four,
    "clock-hour": read_clock,
    "clock-oclock": read_clock,
    "clock-part": read_hour_and_part,
    "clock-noon": read_noon,
    "daypart-of-date": read_part_of_day,
    "date-daypart": read_part_of_day,
}
"""Which function reads the fits of a row of `rules.tsv`."""
