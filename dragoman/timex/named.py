"""Days with a name and days known from a public event: `Christmas Eve`, `the third anniversary of the war`."""

from __future__ import annotations

import datetime
import re
from functools import cache

import msgspec

from dragoman.lexicon import known, load
from dragoman.timex import calendar
from dragoman.timex.durations import period
from dragoman.timex.setting import BACK, FORWARD, Reader, Reading, Readings, Setting, group
from dragoman.timex.words import NamedDay, code_of, folded, mod_of, number, ordinal, unit_of


class LunarYear(msgspec.Struct, frozen=True):
    """The day on which the Chinese year begins."""

    date: str


@cache
def _rules() -> dict[str, str]:
    return {name: row.rule for row in load("time/named_days.tsv", NamedDay) for name in row.names}


@cache
def _lunar() -> dict[int, datetime.date]:
    days = (datetime.date.fromisoformat(row.date) for row in load("time/lunar_years.tsv", LunarYear))
    return {day.year: day for day in days}


def day_in(rule: str, year: int) -> datetime.date | None:
    """The day of a rule in a year: `easter-2` in 2025 is 18 April."""
    fixed = re.fullmatch(r"(\d\d)-(\d\d)", rule)
    if fixed:
        return calendar.date(year, int(fixed[1]), int(fixed[2]))
    nth = re.fullmatch(r"(\d\d):(-?\d):(\d)([+-]\d)?", rule)
    if nth:
        found = calendar.nth_weekday(year, int(nth[1]), int(nth[2]), int(nth[3]))
        return calendar.add_days(found, int(nth[4] or 0)) if found else None
    moved = re.fullmatch(r"(easter|orthodox|lunar)([+-]\d+)", rule)
    if moved:
        base = _movable(moved[1], year)
        return calendar.add_days(base, int(moved[2])) if base else None
    return None


_CUSTOM = re.compile(r",?\s+(?:is|are)\s+(?:\w+ly\s+)?(?:celebrated|observed|marked|held|commemorated)\b")


def _movable(feast: str, year: int) -> datetime.date | None:
    if feast == "lunar":
        return _lunar().get(year)
    return calendar.easter(year) if feast == "easter" else calendar.orthodox_easter(year)


def read_named_day(match: re.Match[str], setting: Setting) -> Readings:
    """`Christmas`, `May Day 2024`, `this Easter`, `Christmas night`: the nearest one, by tense."""
    found = _named_day(match, setting)
    if found is None or group(match, "daypart") is None:
        return found
    value = f"{found.value}T{code_of(match['daypart'])}"
    return Reading("TIME", value, anchor=found.anchor, confidence=found.confidence)


def _named_day(match: re.Match[str], setting: Setting) -> Reading | None:
    rule = _rules()[_spelled(match["name"])]
    if rule.startswith("="):
        return Reading("DATE", rule[1:], confidence=0.8)
    if _CUSTOM.match(setting.right(match.end(), 60)) and re.fullmatch(r"\d\d-\d\d", rule):
        return Reading("SET", f"XXXX-{rule}", quantity="EVERY", confidence=0.85)
    if rule.startswith("hijri:"):
        return _hijri(rule.removeprefix("hijri:"), match, setting)
    year = group(match, "year")
    if year:
        found = day_in(rule, int(year))
        return Reading("DATE", found.isoformat(), confidence=0.97) if found else None
    if setting.day is None:
        return Reading("DATE", f"XXXX-{rule}" if re.fullmatch(r"\d\d-\d\d", rule) else "XXXX-XX-XX", confidence=0.8)
    told = setting.year_told()
    if told and told != setting.day.year and (day := day_in(rule, told)):
        return Reading("DATE", day.isoformat(), confidence=0.8)
    days = [day for step in (-1, 0, 1) if (day := day_in(rule, setting.day.year + step))]
    if not days:
        return Reading("DATE", None, confidence=0.3)
    return Reading("DATE", _chosen(days, match, setting).isoformat(), anchor=setting.basis, confidence=0.85)


def read_named_weekend(match: re.Match[str], setting: Setting) -> Readings:
    """`Labor Day weekend`, `Thanksgiving weekend`: the Saturday nearest to the day and the Sunday after it."""
    found = _named_day(match, setting)
    day = calendar.day_of(found.value) if found else None
    if day is None or found is None:
        return None
    saturdays = [calendar.weekday_back(day, 6), calendar.weekday_ahead(day, 6)]
    value = calendar.weekend_value(calendar.nearest(day, saturdays))
    return Reading("DATE", value, anchor=found.anchor, confidence=0.8)


@cache
def _spellings() -> dict[str, str]:
    return {folded(name): name for name in _rules()}


def _spelled(words: str) -> str:
    return _spellings()[folded(words)]


def _chosen(days: list[datetime.date], match: re.Match[str], setting: Setting) -> datetime.date:
    """Of the days of three years the one that "last", "next", the tense or else nearness picks."""
    today, which = setting.day, folded(group(match, "which") or "")
    assert today is not None
    look = BACK if which in ("last", "this past") else FORWARD if which in ("next", "this coming") else None
    strict = look is not None
    look = look or setting.direction(match)
    near = calendar.nearest(today, days)
    if look == BACK and near > today and (strict or (near - today).days > 45):
        return max((day for day in days if day < today), default=near)
    if look == FORWARD and near < today and (strict or (today - near).days > 45):
        return min((day for day in days if day > today), default=near)
    return near


def _hijri(rule: str, match: re.Match[str], setting: Setting) -> Reading:
    """A day or month of the Islamic calendar, which the sighted moon may move by a day: the mod says so."""
    parts = [int(part) for part in rule.split("-")]
    year = group(match, "year")
    base = datetime.date(int(year), 7, 1) if year else setting.day
    if base is None:
        return Reading("DATE", "XXXX-XX-XX", confidence=0.3)
    around = calendar.hijri_year(base)
    days = [calendar.hijri(around + step, parts[0], parts[1] if len(parts) > 1 else 1) for step in (-1, 0, 1)]
    fitting = [day for day in days if not year or day.year == int(year)] or days
    day = calendar.nearest(base, fitting)
    anchor = "none" if year else setting.basis
    if len(parts) == 1:
        finish = calendar.add_days(day, 29)
        return Reading("DATE", calendar.month_value(day), "APPROX", None, day, finish, anchor, 0.5)
    begin, finish = calendar.add_days(day, -1), calendar.add_days(day, 1)
    return Reading("DATE", day.isoformat(), "APPROX", None, begin, finish, anchor, 0.6)


# ------------------------------------------------------------ known events


def read_anniversary(match: re.Match[str], setting: Setting) -> Readings:
    """`the third anniversary of its war with ...`: the day, where the table knows the event."""
    mentioned = _event(match, setting, "anniversary")
    if mentioned is None:
        return None
    event = mentioned.event
    count = ordinal(match["ord"]) if group(match, "ord") else int(number(match["count"]) or 0)
    day = event.anniversary(count) if count > 0 else None
    if day is None:
        return None
    between = setting.text[match.end() : mentioned.start]
    follows = mentioned.start >= match.end() and re.fullmatch(r"\s+(?:(?:the|its|their)\s+)?", between)
    end = mentioned.end if follows else match.end("x")
    return Reading("DATE", day.isoformat(), anchor=f"event:{event.id}", confidence=0.9, start=match.start(), end=end)


def read_years_since(match: re.Match[str], setting: Setting) -> Readings:
    """`80 years since the defeat of ...`, `hours after ... was sworn in`: a length from or to a known day."""
    relation = folded(match["rel"])
    unit = unit_of(match["unit"])
    phrase = "hours after" if unit.clock and relation == "after" else relation
    mentioned = _event(match, setting, phrase, "anniversary" if relation == "since" else phrase)
    count = number(group(match, "count") or "") if group(match, "count") else None
    if mentioned is None:
        return None
    event = mentioned.event
    day = _event_day(event, count, unit.grain, setting)
    if day is None:
        return None
    mod = mod_of(group(match, "approx"))
    value = period(count, unit)
    anchor = f"event:{event.id}"
    start, end = match.start(), match.end("unit")
    if relation in ("after", "following") and count is not None and not unit.clock:
        return _counted(day, count, unit.grain, anchor, mod, start, match.end("rel"))
    if relation == "before":
        return Reading("DURATION", value, mod, None, None, day, anchor, 0.85, start, end)
    finish = calendar.moved(day, unit.grain, count) if count and not unit.clock and relation == "since" else None
    return Reading("DURATION", value, mod, None, day, finish, anchor, 0.85, start, end)


def _counted(
    day: datetime.date, count: float, grain: str, anchor: str, mod: str | None, start: int, end: int
) -> Reading:
    keep = grain if grain in ("day", "week", "month", "year") else "year"
    target = calendar.moved(day, keep, count)
    return Reading("DATE", calendar.value_at(target, keep), mod, anchor=anchor, confidence=0.8, start=start, end=end)


def _event_day(event: known.KnownEvent, count: float | None, grain: str, setting: Setting) -> datetime.date | None:
    if not event.is_recurring:
        return event.day()
    if grain == "year" and count and event.first_year:
        return event.day(event.first_year)
    return event.day(setting.day.year) if setting.day else None


def _event(match: re.Match[str], setting: Setting, *phrases: str) -> known.Mentioned | None:
    """The event named just after the words, which the table lets anchor in such a phrase, not after the article."""
    start, end = match.end(), match.end() + 140
    stop = re.search(r"[.!?][\"”’)]*\s+[A-Z]|\n\s*\n", setting.text[start:end])
    after = start + stop.start() if stop else end
    found = known.mentions(setting.text, max(setting.sentence, match.start() - 60), after)
    fitting = [m for m in found if m.end > start and set(phrases) & set(m.event.anchors)]
    fitting = [m for m in fitting if _not_later(m.event, setting.day)]
    if phrases[0] != "anniversary":
        fitting.sort(key=lambda mentioned: mentioned.event.date, reverse=True)
    return fitting[0] if fitting else None


def _not_later(event: known.KnownEvent, today: datetime.date | None) -> bool:
    day = event.day()
    return today is None or day is None or day <= calendar.add_days(today, 1)


READERS: dict[str, Reader] = {
    "named-day": read_named_day,
    "named-weekend": read_named_weekend,
    "anniversary": read_anniversary,
    "anniversary-years": read_anniversary,
    "since-event": read_years_since,
}
"""Which function reads the fits of a row of `rules.tsv`."""
