"""Expressions counted from the day the article appeared: `yesterday`, `last week`, `the third quarter`, `recently`."""

from __future__ import annotations

import datetime
import re
from functools import cache

from dragoman.lexicon import load
from dragoman.timex import calendar
from dragoman.timex.setting import BACK, FORWARD, OPEN, Reader, Reading, Readings, Setting, group, span_of
from dragoman.timex.words import (
    Phrase,
    Unit,
    code_of,
    folded,
    mod_of,
    month_number,
    ordinal,
    season_start,
    unit_of,
    weekday_number,
)

# ------------------------------------------------------------ days

_DAYS = {
    "the day before yesterday": -2,
    "yesterday": -1,
    "today": 0,
    "tomorrow": 1,
    "the day after tomorrow": 2,
}


def read_day(match: re.Match[str], setting: Setting) -> Readings:
    """`today`, `late yesterday`, `tomorrow morning`."""
    step = _DAYS[folded(match["day"])]
    day = calendar.add_days(setting.day, step) if setting.day else None
    return _day_reading(match, setting, day)


def _day_reading(match: re.Match[str], setting: Setting, day: datetime.date | None) -> Reading:
    value = day.isoformat() if day else OPEN["day"]
    anchor = setting.basis if day else "none"
    mod = mod_of(group(match, "part"))
    start, end = span_of(match)
    daypart = group(match, "daypart")
    if daypart:
        return Reading("TIME", f"{value}T{code_of(daypart)}", mod, anchor=anchor, start=start, end=end)
    return Reading("DATE", value, mod, anchor=anchor, start=start, end=end)


def read_daypart(match: re.Match[str], setting: Setting) -> Readings:
    """`tonight`, `last night`, `this morning`."""
    words = folded(match["word"])
    day = setting.day and calendar.add_days(setting.day, -1 if words.startswith("last") else 0)
    code = "NI" if words in ("tonight", "overnight") else code_of(words.split()[-1])
    value = f"{day.isoformat() if day else OPEN['day']}T{code}"
    return Reading("TIME", value, mod_of(group(match, "part")), anchor=setting.basis if day else "none")


def read_bare_daypart(match: re.Match[str], setting: Setting) -> Readings:
    """`in the morning`: of the day told before in the sentence, else of the day of publication."""
    start, end = span_of(match)
    prior = setting.prior("day")
    near = prior if prior and prior.start >= setting.sentence - NEARBY else None
    if near and setting.day and (near.value or "") > setting.day.isoformat() and near.start < setting.sentence:
        near = None  # a day to come, told before, is not the day of this morning
    day = calendar.day_of(near.value) if near else setting.story_day(match)
    anchor = f"timex:{near.start}" if near else setting.basis
    value = f"{day.isoformat() if day else OPEN['day']}T{code_of(match['daypart'])}"
    mod = mod_of(group(match, "part"))
    return Reading("TIME", value, mod, anchor=anchor if day else "none", confidence=0.7, start=start, end=end)


def read_daypart_from_prior(match: re.Match[str], setting: Setting) -> Readings:
    """`that night`, `the next morning`, `the night before`: counted from the day told before."""
    prior = setting.prior("day")
    near = prior if prior and prior.start >= setting.sentence - NEARBY else None
    day = calendar.day_of(near.value) if near else setting.day
    which = folded(group(match, "which") or "").split()[-1:]
    word = which[0] if which else {"before": "previous", "after": "next"}[folded(match["rel"])]
    moved = calendar.add_days(day, _STEPS[word] if word not in ("that", "same") else 0) if day else None
    value = f"{moved.isoformat() if moved else OPEN['day']}T{code_of(match['daypart'] or match['daypart2'])}"
    anchor = f"timex:{near.start}" if near else setting.basis if day else "none"
    return Reading("TIME", value, mod_of(group(match, "part")), anchor=anchor, confidence=0.75)


NEARBY = 600
"""Characters before the sentence in which "the morning" still finds its day: two or three sentences."""

# ------------------------------------------------------------ weekdays

_LAST = ("last", "this past", "past", "the past", "the previous", "previous")
_NEXT = ("next", "this coming", "coming", "the coming", "the next", "the following")


def read_weekday(match: re.Match[str], setting: Setting) -> Readings:
    """A weekday: the latest one, today included, unless tense or a word looks forward."""
    weekday = weekday_number(match["weekday"])
    if setting.day is None:
        return _open_weekday(match, weekday)
    week = group(match, "week")
    day = _in_week(setting.day, weekday, folded(week)) if week else _weekday(match, setting, setting.day, weekday)
    return _day_reading(match, setting, day)


def _open_weekday(match: re.Match[str], weekday: int) -> Reading:
    daypart = group(match, "daypart")
    start, end = span_of(match)
    value = f"XXXX-WXX-{weekday}" + (f"T{code_of(daypart)}" if daypart else "")
    kind = "TIME" if daypart else "DATE"
    return Reading(kind, value, mod_of(group(match, "part")), confidence=0.9, start=start, end=end)


def _in_week(today: datetime.date, weekday: int, week: str) -> datetime.date:
    step = -1 if "last" in week or "previous" in week or "ago" in week else 1 if "next" in week else 0
    return calendar.add_days(calendar.week_start(today), 7 * step + weekday - 1)


def _weekday(match: re.Match[str], setting: Setting, today: datetime.date, weekday: int) -> datetime.date:
    which = folded(group(match, "which") or "")
    if which in ("the following", "the previous", "that", "the same"):
        return _weekday_from_prior(which, setting, today, weekday)
    if which in _LAST:
        return calendar.weekday_back(today, weekday, include=False)
    if which in _NEXT:
        return calendar.weekday_ahead(today, weekday, include=False)
    look = setting.direction(match)
    if which == "this":
        same = calendar.add_days(calendar.week_start(today), weekday - 1)
        return same if look != BACK or same <= today else calendar.weekday_back(today, weekday)
    if look == FORWARD:
        return calendar.weekday_ahead(today, weekday)
    return calendar.weekday_back(today, weekday)


def _weekday_from_prior(which: str, setting: Setting, today: datetime.date, weekday: int) -> datetime.date:
    prior = setting.prior("day", "week")
    if prior and calendar.grain_of(prior.value) == "week" and (held := calendar.bounds(prior.value)):
        return calendar.add_days(held[0], weekday - 1)
    day = calendar.day_of(prior.value) if prior else None
    if which == "the previous":
        return calendar.weekday_back(day or today, weekday, include=False)
    if which == "the following":
        return calendar.weekday_ahead(day or today, weekday, include=False)
    return calendar.weekday_back(day or today, weekday)


def read_nth_weekday(match: re.Match[str], setting: Setting) -> Readings:
    """`the first Monday in May`, `the last Sunday of October 2024`."""
    nth, weekday, month = ordinal(match["ord"]), weekday_number(match["weekday"]), month_number(match["month"])
    if nth > 5:
        return None
    if group(match, "year"):
        found = calendar.nth_weekday(int(match["year"]), month, nth, weekday)
        return Reading("DATE", found.isoformat()) if found else None
    if setting.day is None:
        return Reading("DATE", f"XXXX-{month:02d}-XX", confidence=0.5)
    years = (setting.day.year - 1, setting.day.year, setting.day.year + 1)
    days = [day for year in years if (day := calendar.nth_weekday(year, month, nth, weekday))]
    return Reading("DATE", calendar.nearest(setting.day, days).isoformat(), anchor=setting.basis) if days else None


# ------------------------------------------------------------ weeks, months, years ...

_STEPS = {"last": -1, "past": -1, "previous": -1, "prior": -1, "preceding": -1, "next": 1, "following": 1, "coming": 1}
_STEPS |= {"this": 0, "current": 0, "present": 0, "that": 0, "same": 0, "upcoming": 1, "ensuing": 1}
_FROM_PRIOR = {"previous", "prior", "preceding", "following", "that", "same", "ensuing"}
_STRETCH = re.compile(r"(?i)\b(?:over|in|within|during|throughout|for)\s+(?:much\s+of\s+|most\s+of\s+)?$")


def read_unit(match: re.Match[str], setting: Setting) -> Readings:
    """`last week`, `the next quarter`, `later this year`, `the past decade`, `the following month`."""
    unit, words = unit_of(match["unit"]), folded(match["which"]).split()
    which, article = words[-1], words[0] == "the"
    latest = words[0] == "this" and unit.name in ("week", "weekend", "month")
    open_end = article and which in ("last", "next", "coming") and _is_stretch(match, setting, unit)
    if open_end or (which == "past" and not latest):
        return _stretch(unit, -1 if which in ("past", "last") else 1, setting)
    if unit.name == "day":
        return _day_from_prior(match, setting, which, article)
    if which in _FROM_PRIOR:
        return _from_prior(match, setting, unit, _STEPS[which])
    mod = mod_of(group(match, "part"))
    if setting.day is None:
        return Reading("DATE", OPEN[unit.grain], mod, confidence=0.6)
    value = _stepped(setting, match, unit, _STEPS[which])
    return Reading("DATE", value, mod, anchor=setting.basis)


def _is_stretch(match: re.Match[str], setting: Setting, unit: Unit) -> bool:
    """Whether "the last year" is the twelve months up to now: `over the last year`; not `the last quarter`."""
    if unit.name in ("quarter", "weekend", "day"):
        return False
    return unit.name in ("decade", "century") or _STRETCH.search(setting.left(match.start())) is not None


def _stretch(unit: Unit, step: int, setting: Setting) -> Reading:
    value = f"P{unit.factor}{unit.code}"
    if setting.day is None or unit.grain not in {**calendar.GRAIN_DAYS, **calendar.GRAIN_MONTHS}:
        return Reading("DURATION", value)
    other = calendar.moved(setting.day, unit.grain, step)
    begin, finish = sorted((other, setting.day))
    return Reading("DURATION", value, begin=begin, finish=finish, anchor=setting.basis)


def _stepped(setting: Setting, match: re.Match[str], unit: Unit, step: int) -> str:
    """The unit so many away from the one that is running."""
    today = setting.day
    assert today is not None
    if unit.name == "weekend":
        return calendar.weekend_value(calendar.add_days(_weekend(today, step, setting.direction(match)), 0))
    return calendar.value_at(calendar.moved(_first_of(today, unit.grain), unit.grain, step), unit.grain)


def _first_of(day: datetime.date, grain: str) -> datetime.date:
    """A day in the middle of reckoning: the Monday of a week, the first of a month, so that steps do not slip."""
    if grain == "week":
        return calendar.week_start(day)
    return day if grain == "day" else day.replace(day=1)


def _weekend(today: datetime.date, step: int, look: str | None) -> datetime.date:
    if step == 0 and look == BACK and today.isoweekday() <= 3:
        return calendar.add_days(today, -7)
    return calendar.add_days(today, 7 * step)


def _from_prior(match: re.Match[str], setting: Setting, unit: Unit, step: int) -> Reading | None:
    """`the following week`: counted from the date told before, else from the day of publication."""
    grains = [*calendar.GRAIN_DAYS, "weekend", *calendar.GRAIN_MONTHS, "season", "half"]
    mod = mod_of(group(match, "part"))
    prior = setting.prior(*grains)
    held = calendar.bounds(prior.value) if prior else None
    day = held[0] if held else setting.day
    if day is None:
        return Reading("DATE", OPEN[unit.grain], mod, confidence=0.5)
    grain = "week" if unit.name == "weekend" else unit.grain
    target = calendar.moved(_first_of(day, grain), grain, step)
    anchor = f"timex:{prior.start}" if prior and held else setting.basis
    return Reading("DATE", calendar.value_at(target, unit.grain), mod, anchor=anchor, confidence=0.8)


def _day_from_prior(match: re.Match[str], setting: Setting, which: str, article: bool) -> Reading | None:
    """`the next day`, `that day`, `the same day`: counted from the day told before."""
    if which not in ("next", "following", "previous", "preceding", "same", "that", "prior") or (
        which == "next" and not article
    ):
        return None
    prior = setting.prior("day")
    day = calendar.day_of(prior.value) if prior else setting.day
    step = {"next": 1, "following": 1, "previous": -1, "preceding": -1, "prior": -1}.get(which, 0)
    if day is None:
        return Reading("DATE", OPEN["day"], confidence=0.4)
    anchor = f"timex:{prior.start}" if prior else setting.basis
    moved = calendar.add_days(day, step)
    return Reading("DATE", moved.isoformat(), mod_of(group(match, "part")), anchor=anchor, confidence=0.8)


def read_the_unit(match: re.Match[str], setting: Setting) -> Readings:
    """`the end of the year`, `later in the week`, `over the weekend`, `to end the day`."""
    unit, (start, end) = unit_of(match["unit"]), span_of(match)
    mod = mod_of(group(match, "part"))
    if unit.name == "day":
        prior = setting.prior("day")
        prior = prior if prior and prior.start >= setting.sentence - NEARBY else None
        day = calendar.day_of(prior.value) if prior else setting.day
        value = day.isoformat() if day else OPEN["day"]
        anchor = f"timex:{prior.start}" if prior else setting.basis if day else "none"
        return Reading("DATE", value, mod, anchor=anchor, confidence=0.7, start=start, end=end)
    if setting.day is None:
        return Reading("DATE", OPEN[unit.grain], mod, confidence=0.5, start=start, end=end)
    told = setting.prior("quarter", "half", "month", "year") if unit.name == "year" else None
    held = calendar.bounds(told.value) if told and told.start >= setting.sentence else None
    if told and held:
        value, anchor = f"{held[0].year:04d}", f"timex:{told.start}"
        return Reading("DATE", value, mod, anchor=anchor, confidence=0.75, start=start, end=end)
    if unit.name == "weekend":
        value = calendar.weekend_value(_bare_weekend(setting.day, setting.direction(match)))
    else:
        value = calendar.value_at(setting.day, unit.grain)
    return Reading("DATE", value, mod, anchor=setting.basis, confidence=0.8, start=start, end=end)


def read_mid_year(match: re.Match[str], setting: Setting) -> Readings:
    """`by mid-year`: the middle of the running one."""
    unit = unit_of(match["unit"])
    value = calendar.value_at(setting.day, unit.grain) if setting.day else OPEN[unit.grain]
    return Reading("DATE", value, "MID", anchor=setting.basis if setting.day else "none", confidence=0.75)


def read_year_end(match: re.Match[str], setting: Setting) -> Readings:
    """`by year-end`: the end of the running one."""
    unit = unit_of(match["unit"])
    if unit.name == "week" and not match["end"].startswith("-"):
        return None
    value = calendar.value_at(setting.day, unit.grain) if setting.day else OPEN[unit.grain]
    return Reading("DATE", value, "END", anchor=setting.basis if setting.day else "none", confidence=0.8)


def _bare_weekend(today: datetime.date, look: str | None) -> datetime.date:
    """The latest weekend that has begun, or the coming one where the words look forward."""
    if look == FORWARD or today.isoweekday() >= 6:
        return today
    return calendar.add_days(today, -7)


# ------------------------------------------------------------ quarters, halves, seasons


def read_quarter(match: re.Match[str], setting: Setting) -> Readings:
    """`the third quarter`, `the first half of 1998`, `fourth-quarter`."""
    kind = folded(match["kind"])[0].upper()
    nth = 2 if folded(match["ord"]) == "latter" else ordinal(match["ord"])
    limit = 4 if kind == "Q" else 2
    mod = mod_of(group(match, "part"))
    year = _quarter_year(match, setting)
    if nth == -1 and year is None:
        return _last_quarter(setting, kind, mod)
    nth = limit if nth == -1 else nth
    if nth > limit or (kind == "H" and year is None and not _is_half_year(match, setting)):
        return None
    if year is None and setting.day is None:
        return Reading("DATE", f"XXXX-{kind}{nth}", mod)
    anchor = "none" if group(match, "year") or group(match, "before") else setting.basis
    if year is None and setting.day is not None:
        year = _nearest_part(setting.day, kind, nth, setting.direction(match))
    return Reading("DATE", f"{year:04d}-{kind}{nth}", mod, anchor=anchor, confidence=0.9)


_BUSINESS = re.compile(
    r"(?i)\b(?:growth|profits?|sales|earnings|results|revenues?|orders|econom\w+|demand|prices|shares|forecasts?|output|"
    r"exports|imports|inflation|rates|company|market|loss(?:es)?|income|investors?|analysts?|per\s?cent|million|billion)\b|%"
)


def _is_half_year(match: re.Match[str], setting: Setting) -> bool:
    """Whether "the first half" is of a year, not of a match: a year stands by, or the sentence talks of business."""
    if group(match, "of") is not None or "-" in match[0]:
        return True
    return bool(_BUSINESS.search(setting.left(match.start(), 160) + setting.right(match.end(), 80)))


def _quarter_year(match: re.Match[str], setting: Setting) -> int | None:
    before = re.search(r"\b(\d{4})['’]s\s+$", setting.left(match.start()))
    told = group(match, "year") or group(match, "before") or (before and before[1])
    if told:
        return int(told)
    possessive = re.match(r"(?i)(this|last)\s+year['’]s", match[0])
    if possessive and setting.day:
        return setting.day.year - (possessive[1].lower() == "last")
    relative = folded(group(match, "rel") or "")
    if not relative or setting.day is None:
        return None
    return setting.day.year + (-1 if "last" in relative or "previous" in relative else 1 if "next" in relative else 0)


def _last_quarter(setting: Setting, kind: str, mod: str | None) -> Reading:
    grain = "quarter" if kind == "Q" else "half"
    if setting.day is None:
        return Reading("DATE", OPEN[grain], mod)
    back = calendar.add_months(setting.day.replace(day=1), -3 if kind == "Q" else -6)
    return Reading("DATE", calendar.value_at(back, grain), mod, anchor=setting.basis, confidence=0.8)


def _nearest_part(today: datetime.date, kind: str, nth: int, look: str | None) -> int:
    """The year whose quarter or half lies nearest; of those that have not ended where the words look forward."""
    years = [today.year - 1, today.year, today.year + 1]
    held = {year: calendar.bounds(f"{year:04d}-{kind}{nth}") for year in years}
    if look == FORWARD:
        years = [year for year in years if (b := held[year]) and b[1] >= today]
    return min(years, key=lambda year: _distance(today, held[year]))


def _distance(today: datetime.date, held: calendar.Bounds | None) -> int:
    if held is None:
        return 10**6
    return abs((held[0] - today).days) + abs((held[1] - today).days)


_SEASON_CUE = re.compile(
    r"(?i)\b(?:in|since|until|till|by|during|throughout|through|for|of|before|after|from|and|to|but|when)\s+(?:the\s+)?$"
)
_STRONG = re.compile(r"(?i)\b(?:in|since|until|by|during)\s+(?:the\s+)?$")


def read_season(match: re.Match[str], setting: Setting) -> Readings:
    """`this spring`, `the winter of 1998`, `early autumn`; a bare `fall` needs more than a preposition."""
    if not _is_season(match, setting):
        return None
    code, mod = code_of(match["season"]), mod_of(group(match, "part"))
    year = int(match["year"]) if group(match, "year") else None
    relative = folded(group(match, "rel") or "")
    if year is None and setting.day is None:
        return Reading("DATE", f"XXXX-{code}", mod, confidence=0.8)
    anchor = "none" if group(match, "year") else setting.basis
    if year is None and setting.day is not None:
        if relative:
            year = setting.day.year + {"last": -1, "next": 1}.get(relative.split()[0], 0)
        else:
            year = _season_year(match, setting, setting.day, code)
    return Reading("DATE", f"{year:04d}-{code}", mod, anchor=anchor, confidence=0.85)


def _is_season(match: re.Match[str], setting: Setting) -> bool:
    which = folded(group(match, "which") or "")
    left, right = setting.left(match.start()), setting.right(match.end())
    if folded(match["season"]) == "fall" and group(match, "rel") and not re.search(r"\sof\s", match[0]):
        return bool(_STRONG.search(left)) or which != ""
    if group(match, "year") or group(match, "rel") or which not in ("", "the"):
        return True
    if match["season"][0].isupper() and (re.search(r"[A-Z]\w+\s+$", left) or re.match(r"\s+[A-Z]", right)):
        return False
    if folded(match["season"]) == "fall":
        return which == "the" and bool(_STRONG.search(left)) and not re.match(r"(?i)\s+(?:of|in|from|to)\b", right)
    bare = folded(match["season"]) != "spring" and not re.match(r"\s+[a-z]+ed\b", right)
    return bare or group(match, "part") is not None or bool(_SEASON_CUE.search(left))


def _season_year(match: re.Match[str], setting: Setting, today: datetime.date, code: str) -> int:
    """The year of the season that is meant: named after the year in which it begins."""
    which = folded(group(match, "which") or "").split()[:1]
    month = season_start(code)
    running = today.year - (1 if code == "WI" and today.month <= 2 else 0)
    started = (running, month) <= (today.year, today.month)
    inside = started and calendar.bounds(f"{running:04d}-{code}")[1] >= today  # type: ignore[index]
    look = setting.direction(match)
    if which == ["last"] or (which == ["this"] and "past" in folded(match["which"])):
        return running - 1 if inside or not started else running
    if which == ["next"]:
        return running + 1 if started else running
    if which == ["this"] or inside:
        return running
    if look == FORWARD:
        return running + 1 if started else running
    return running if started else running - (look == BACK)


# ------------------------------------------------------------ fixed expressions


@cache
def _phrases() -> dict[str, Phrase]:
    return {row.phrase: row for row in load("time/phrases.tsv", Phrase)}


_NOT_AFTER = {
    "soon": r"\s+(?:after|as|before|to\s+be)\b",
    "very soon": r"\s+(?:after|as)\b",
    "shortly": r"\s+(?:after|before|thereafter)\b",
    "now": r"-|\s+that\b",
    "the past": r"\s+(?:\w+\s+)?(?:\d|few|several|couple|many|year|month|week|day|decade|two|three|four|five|six|ten)",
    "the future": r"\s+of\b",
    "current": r"\s+(?:of|and)\b|\s+account",
    "recent": r"\s+(?:days|weeks|months|years|decades|times|history)\b",
    "that time": r"\s+(?:of|the|when)\b",
    "the time": r"\s+(?:of|to|the|for|has|is|when|being)\b",
    "the present": r"\s+[a-z]+\b",
}
_ONLY_AFTER = {
    "that time": r"(?:at|by|since|until|from|before|during)\s+$",
    "the time": r"\bat\s+$",
    "the past": r"(?:in|of|from|with|since)\s+$",
    "the future": r"(?:in|for|of|into|about|on)\s+$",
    "future": r"\bin\s+$",
    "the present": r"\b(?:at|for|to|of|in|until)\s+$",
    "the long run": r"\b(?:in|over)\s+$",
    "the short run": r"\b(?:in|over)\s+$",
    "soon": r"(?<!\bas\s)(?<!\btoo\s)$",
}


def read_phrase(match: re.Match[str], setting: Setting) -> Readings:
    """`now`, `recently`, `in due course`: a reference to the present, the past or the future."""
    phrase = folded(match["phrase"])
    after, before = _NOT_AFTER.get(phrase), _ONLY_AFTER.get(phrase)
    if after and re.match(after, setting.right(match.end()), re.IGNORECASE):
        return None
    if before and not re.search(before, setting.left(match.start()), re.IGNORECASE):
        return None
    if phrase == "that time":
        return _that_time(setting)
    row = _phrases()[phrase]
    return Reading(row.type, row.value, anchor="none", confidence=0.8)


def _that_time(setting: Setting) -> Reading:
    """`by that time`: the date told before, else some past."""
    prior = setting.prior("day", "week", "month", "quarter", "season", "year")
    if prior is None or prior.start < setting.sentence - NEARBY:
        return Reading("DATE", "PAST_REF", confidence=0.5)
    return Reading("DATE", prior.value, anchor=f"timex:{prior.start}", confidence=0.7)


def read_week_of_month(match: re.Match[str], setting: Setting) -> Readings:
    """`the last week of March`, `the first week of June 2024`: the week whose Thursday lies in the month."""
    nth, month = ordinal(match["ord"]), month_number(match["month"])
    if nth > 5 or (setting.day is None and not group(match, "year")):
        return None
    if group(match, "year"):
        years = [int(match["year"])]
    else:
        today = setting.day or datetime.date.today()
        years = [today.year - 1, today.year, today.year + 1]
    days = [day for year in years if (day := calendar.nth_weekday(year, month, nth, 4))]
    if not days:
        return None
    day = days[0] if setting.day is None else calendar.nearest(setting.day, days)
    anchor = "none" if group(match, "year") else setting.basis
    return Reading("DATE", calendar.week_value(day), anchor=anchor, confidence=0.8)


def read_in_a_row(match: re.Match[str], setting: Setting) -> Readings:
    """`for a third straight week`, `the fourth year in a row`: the one that is running."""
    unit = unit_of(match["unit"])
    if setting.day is None:
        return Reading("DATE", OPEN[unit.grain], confidence=0.4)
    return Reading("DATE", calendar.value_at(setting.day, unit.grain), anchor=setting.basis, confidence=0.6)


def read_the_quarter(match: re.Match[str], setting: Setting) -> Readings:
    """`in the quarter`: the one told before, else the last that has ended."""
    start, end = span_of(match)
    mod = mod_of(group(match, "part"))
    told = [t for t in setting.before if calendar.grain_of(t.value) == "quarter" and t.rule not in _COMPARISONS]
    prior = told[-1] if told else None
    if prior is not None:
        return Reading("DATE", prior.value, mod, anchor=f"timex:{prior.start}", confidence=0.75, start=start, end=end)
    if setting.day is None:
        return Reading("DATE", OPEN["quarter"], mod, confidence=0.5, start=start, end=end)
    step = 0 if setting.direction(match) == FORWARD or mod else -3
    value = calendar.quarter_value(calendar.add_months(setting.day.replace(day=1), step))
    return Reading("DATE", value, mod, anchor=setting.basis, confidence=0.6, start=start, end=end)


_COMPARISONS = frozenset(["year-ago", "same-period", "year-quarter", "later", "ago"])
"""Rules whose quarter is one that results are compared with, not the one they are of."""


def read_month_quarter(match: re.Match[str], setting: Setting) -> Readings:
    """`the January-March quarter`, `the July to December half`: a quarter or half by its months."""
    first, last = month_number(match["month"]), month_number(match["month2"])
    kind = {2: "Q", 5: "H"}.get(last - first)
    length = 3 if kind == "Q" else 6
    if kind is None or (first - 1) % length:
        return None
    nth = (first - 1) // length + 1
    if group(match, "year"):
        return Reading("DATE", f"{match['year']}-{kind}{nth}")
    if setting.day is None:
        return Reading("DATE", f"XXXX-{kind}{nth}")
    year = _nearest_part(setting.day, kind, nth, setting.direction(match))
    return Reading("DATE", f"{year:04d}-{kind}{nth}", anchor=setting.basis, confidence=0.9)


def read_short_quarter(match: re.Match[str], setting: Setting) -> Readings:
    """`Q3`, `Q1 2009`."""
    nth = int(match["nth"])
    if group(match, "year"):
        return Reading("DATE", f"{match['year']}-Q{nth}")
    if setting.day is None:
        return Reading("DATE", f"XXXX-Q{nth}")
    year = _nearest_part(setting.day, "Q", nth, setting.direction(match))
    return Reading("DATE", f"{year:04d}-Q{nth}", anchor=setting.basis, confidence=0.85)


READERS: dict[str, Reader] = {
    "week-of-month": read_week_of_month,
    "in-a-row": read_in_a_row,
    "in-a-row-after": read_in_a_row,
    "day-deictic-part": read_day,
    "day-deictic": read_day,
    "daypart-deictic": read_daypart,
    "daypart-bare": read_bare_daypart,
    "daypart-from-prior": read_daypart_from_prior,
    "mid-year": read_mid_year,
    "quarter-bare": read_the_quarter,
    "month-quarter": read_month_quarter,
    "weekday": read_weekday,
    "weekday-short": read_weekday,
    "weekday-of-month": read_nth_weekday,
    "unit-relative": read_unit,
    "year-end": read_year_end,
    "unit-bare": read_the_unit,
    "unit-bare-cued": read_the_unit,
    "quarter": read_quarter,
    "quarter-short": read_short_quarter,
    "season": read_season,
    "phrase": read_phrase,
}
"""Which function reads the fits of a row of `rules.tsv`."""
