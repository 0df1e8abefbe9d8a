"""Weeks, months, quarters, seasons counted from the day the article appeared: `last week`, `the third quarter`."""

from __future__ import annotations

import datetime
import re
from functools import cache

from dragoman.document import Timex
from dragoman.lexicon import load
from dragoman.timex import calendar
from dragoman.timex.setting import (
    BACK,
    COMPARISONS,
    FORWARD,
    NEAR,
    NEARBY,
    OPEN,
    Reader,
    Reading,
    Readings,
    Setting,
    group,
    span_of,
)
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
)

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
    if which in _FROM_PRIOR or (which == "next" and article and setting.goes_on(match)):
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
    if step == 0 and unit.name == "week":
        today = _of_week(today, match, setting)
    return calendar.value_at(calendar.moved(_first_of(today, unit.grain), unit.grain, step), unit.grain)


def _of_week(today: datetime.date, match: re.Match[str], setting: Setting) -> datetime.date:
    """A day of the week that is meant: on a Sunday what lies ahead (`will visit this week`) is of the next one."""
    ahead = setting.direction(match) in (FORWARD, NEAR)
    return calendar.add_days(today, 1) if ahead and today.isoweekday() == 7 else today


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
    mod = mod_of(group(match, "part"))
    prior = setting.prior(*_FINE_ENOUGH[: _FINE_ENOUGH.index(unit.grain) + 1 if unit.grain in _FINE_ENOUGH else None])
    held = calendar.bounds(prior.value) if prior else None
    day = held[0] if held else setting.day
    if day is None:
        return Reading("DATE", OPEN[unit.grain], mod, confidence=0.5)
    grain = "week" if unit.name == "weekend" else unit.grain
    target = calendar.moved(_first_of(day, grain), grain, step)
    anchor = f"timex:{prior.start}" if prior and held else setting.basis
    return Reading("DATE", calendar.value_at(target, unit.grain), mod, anchor=anchor, confidence=0.8)


_FINE_ENOUGH = ("day", "weekend", "week", "month", "half", "season", "quarter", "year", "decade", "century")
"""Grains from which "the following week" can be counted: up to its own."""


def _day_from_prior(match: re.Match[str], setting: Setting, which: str, article: bool) -> Reading | None:
    """`the next day`, `that day`, `the same day`: counted from the day told before."""
    if which not in ("next", "following", "previous", "preceding", "same", "that", "prior") or (
        which == "next" and not article
    ):
        return None
    prior = setting.main_day() if which in ("next", "following") else setting.prior("day")
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
    look = setting.direction(match)
    if unit.name == "day":
        prior = setting.told_day(match.start())
        prior = prior if prior and prior.start >= setting.sentence - NEARBY else None
        if prior and prior.start < setting.sentence and look not in (BACK, None):
            prior = None  # `the contract expires later in the day`: today, whatever day was told before
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
    results = _year_of_results(setting, match) if unit.name == "year" and mod is None else None
    if results is not None:
        value = (results.value or "")[:4]
        return Reading("DATE", value, anchor=f"timex:{results.start}", confidence=0.75, start=start, end=end)
    taken_up = unit.name == "month" and (mod is None or (mod == "END" and look == BACK))
    month = setting.told_month() if taken_up else None
    if month is not None:
        return Reading(
            "DATE", (month.value or "")[:7], mod, anchor=f"timex:{month.start}", confidence=0.7, start=start, end=end
        )
    if unit.name == "weekend":
        value = calendar.weekend_value(_bare_weekend(setting.day, setting.direction(match)))
    else:
        today = _of_week(setting.day, match, setting) if unit.name == "week" else setting.day
        value = calendar.value_at(today, unit.grain)
    return Reading("DATE", value, mod, anchor=setting.basis, confidence=0.8, start=start, end=end)


def _year_of_results(setting: Setting, match: re.Match[str]) -> Timex | None:
    """The fourth quarter that results told: `For the year, net income rose` is of its year."""
    if setting.direction(match) == FORWARD or not re.search(r"(?i)\b(?:for|in)\s+$", setting.left(span_of(match)[0])):
        return None
    told = setting.prior("quarter", but=COMPARISONS)
    is_last = told is not None and (told.value or "").endswith("-Q4") and told.start >= setting.sentence - NEARBY
    return told if is_last else None


def read_unit_but_one(match: re.Match[str], setting: Setting) -> Readings:
    """`the week before last`, `the year after next`."""
    unit = unit_of(match["unit"])
    if setting.day is None:
        return Reading("DATE", OPEN[unit.grain], confidence=0.5)
    grain = "week" if unit.name == "weekend" else unit.grain
    step = -2 if folded(match["rel"]).startswith("before") else 2
    target = calendar.moved(_first_of(setting.day, grain), grain, step)
    return Reading("DATE", calendar.value_at(target, unit.grain), anchor=setting.basis)


def read_this_time(match: re.Match[str], setting: Setting) -> Readings:
    """`this time last year`, `this time a week ago`: the same month, the same day of another week or month."""
    if setting.day is None:
        return None
    unit = unit_of(group(match, "unit") or match["unit2"])
    step = 1 if folded(match["rel"]).startswith("next") else -1
    there = calendar.moved(setting.day, unit.grain, step)
    value = calendar.month_value(there) if unit.name == "year" else there.isoformat()
    return Reading("DATE", value, anchor=setting.basis, confidence=0.75)


def read_mid_year(match: re.Match[str], setting: Setting) -> Readings:
    """`by mid-year`: the middle of the running one."""
    unit = unit_of(match["unit"])
    value = calendar.value_at(setting.day, unit.grain) if setting.day else OPEN[unit.grain]
    return Reading("DATE", value, "MID", anchor=setting.basis if setting.day else "none", confidence=0.75)


def read_new_year(match: re.Match[str], setting: Setting) -> Readings:
    """`into the new year`: the coming one, in January and February the running one."""
    start, end = span_of(match)
    if setting.day is None:
        return Reading("DATE", OPEN["year"], confidence=0.5, start=start, end=end)
    year = setting.day.year + (setting.day.month > 2)
    return Reading("DATE", f"{year:04d}", anchor=setting.basis, confidence=0.75, start=start, end=end)


def read_first_of_year(match: re.Match[str], setting: Setting) -> Readings:
    """`the first of the year`: New Year's Day, the coming one where the words look forward."""
    start, end = span_of(match)
    if setting.day is None:
        return Reading("DATE", "XXXX-01-01", confidence=0.5, start=start, end=end)
    ahead = group(match, "next") is not None or setting.direction(match) == FORWARD
    value = f"{setting.day.year + ahead:04d}-01-01"
    return Reading("DATE", value, anchor=setting.basis, confidence=0.75, start=start, end=end)


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
        reported = _REPORTS.search(setting.left(match.start())) or _ENDED.match(setting.right(match.end()))
        look = BACK if reported else setting.direction(match)
        if look == FORWARD and _RESULTS.match(setting.right(match.end())):
            look = None  # `fourth-quarter results are due this month`: the one nearby, over or not
        year = _nearest_part(setting.day, kind, nth, look)
        is_over = kind == "H" or _ENDED.match(setting.right(match.end()))
        if look == BACK and is_over and year > setting.day.year:
            year -= 1
    return Reading("DATE", f"{year:04d}-{kind}{nth}", mod, anchor=anchor, confidence=0.9)


_REPORTS = re.compile(r"(?i)\b(?:report|post|announce|release|issue)s?\s+(?:\w+\s+){0,3}$")
_RESULTS = re.compile(r"\s+(?:earnings|results|figures|numbers|data|reports?)\b")
_ENDED = re.compile(r",?\s+(?:which\s+)?ended\b")
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
    if group(match, "earlier"):
        return True
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
    which = ["the", "previous"] if group(match, "earlier") else folded(group(match, "which") or "").split()
    month = season_start(code)
    running = today.year - (1 if code == "WI" and today.month <= 2 else 0)
    started = (running, month) <= (today.year, today.month)
    inside = started and calendar.bounds(f"{running:04d}-{code}")[1] >= today  # type: ignore[index]
    look = setting.direction(match)
    if which in (["the", "following"], ["the", "previous"], ["the", "next"], ["the", "same"], ["that"]):
        return _season_beside(which[-1], setting, today, month)
    if which in (["last"], ["this", "past"]):
        return running - 1 if inside or not started else running
    if which == ["next"]:
        return running + 1 if started else running
    if inside and look == FORWARD and not which and re.search(r"(?i)\bbefore\s+$", setting.left(match.start())):
        return running + 1  # `is to be finished before winter`, told in winter
    if which[:1] == ["this"] or inside:
        return running
    if look == FORWARD:
        return running + 1 if started else running
    return running if started else running - (look == BACK)


def _season_beside(which: str, setting: Setting, today: datetime.date, month: int) -> int:
    """The year of `the following spring`: the first one after the date told before, or the last one before it."""
    prior = setting.prior("day", "week", "month", "quarter", "season", "year")
    held = calendar.bounds(prior.value) if prior else None
    told = (held[1] if which in ("following", "next") else held[0]) if held else today
    if which in ("following", "next"):
        return told.year + (month <= told.month and calendar.grain_of(prior.value if prior else None) != "year")
    if which == "previous":
        return told.year - (month >= told.month)
    return told.year


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
    "most recently": r"\s+(?:in|on|at|last|this|yesterday|today|earlier|a|an|two|three|four|five|six|\d)\b",
}
_COMING = r"(?i)\b(?:in|for|over|of|during|from)\s+(?:the\s+)?$"
_ONLY_AFTER = {
    "that time": r"(?:at|by|since|until|from|before|during)\s+$",
    "the time": r"\bat\s+$",
    "the past": r"(?:in|of|from|with|since)\s+$",
    "the future": r"(?:in|for|of|into|about|on)\s+$",
    "future": r"\bin\s+$",
    "the present": r"\b(?:at|for|to|of|in|until)\s+$",
    "the long run": r"\b(?:in|over)\s+$",
    "the short run": r"\b(?:in|over)\s+$",
    "recently": r"(?<!\bas\s)$",
    "days to come": _COMING,
    "weeks to come": _COMING,
    "months to come": _COMING,
    "years to come": _COMING,
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
    told = [t for t in setting.before if calendar.grain_of(t.value) == "quarter" and t.rule not in COMPARISONS]
    prior = _result_quarter(told, setting.day)
    if prior is not None:
        return Reading("DATE", prior.value, mod, anchor=f"timex:{prior.start}", confidence=0.75, start=start, end=end)
    if setting.day is None:
        return Reading("DATE", OPEN["quarter"], mod, confidence=0.5, start=start, end=end)
    step = 0 if setting.direction(match) == FORWARD or mod else -3
    value = calendar.quarter_value(calendar.add_months(setting.day.replace(day=1), step))
    return Reading("DATE", value, mod, anchor=setting.basis, confidence=0.6, start=start, end=end)


def _result_quarter(told: list[Timex], today: datetime.date | None) -> Timex | None:
    """Of the quarters told the latest that is over, for that one is news; the last one told where none is."""
    over = [t for t in told if today and (held := calendar.bounds(t.value)) and held[1] < today]
    return max(reversed(over), key=lambda t: t.value or "", default=told[-1] if told else None)


def read_quarter_pair(match: re.Match[str], setting: Setting) -> Readings:
    """`the first and second quarters`: each its own, the nearest that have ended unless the words look forward."""
    nths = ordinal(match["ord"]), ordinal(match["ord2"])
    if group(match, "year"):
        years = [int(match["year"])] * 2
    elif setting.day is None:
        return None
    else:
        years = [_nearest_part(setting.day, "Q", nths[-1], setting.direction(match))] * 2
    spans = span_of(match), span_of(match, "y")
    return tuple(
        Reading("DATE", f"{year:04d}-Q{nth}", anchor=setting.basis, confidence=0.85, start=start, end=end)
        for year, nth, (start, end) in zip(years, nths, spans, strict=True)
    )


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
    "mid-year": read_mid_year,
    "quarter-bare": read_the_quarter,
    "month-quarter": read_month_quarter,
    "unit-relative": read_unit,
    "unit-before-last": read_unit_but_one,
    "new-year": read_new_year,
    "first-of-year": read_first_of_year,
    "this-time": read_this_time,
    "year-end": read_year_end,
    "unit-bare": read_the_unit,
    "unit-bare-cued": read_the_unit,
    "quarter": read_quarter,
    "quarter-pair": read_quarter_pair,
    "quarter-short": read_short_quarter,
    "season": read_season,
    "phrase": read_phrase,
}
"""Which function reads the fits of a row of `rules.tsv`."""
