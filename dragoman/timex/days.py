"""Days and parts of days: `yesterday`, `that night`, `last Tuesday`, `the Sunday before`, `a week from Monday`."""

from __future__ import annotations

import datetime
import re

from dragoman.document import Timex
from dragoman.timex import calendar
from dragoman.timex.direction import last_cue
from dragoman.timex.setting import (
    BACK,
    FORWARD,
    NEAR,
    NEARBY,
    OPEN,
    Reader,
    Reading,
    Readings,
    Setting,
    group,
    is_late,
    span_of,
)
from dragoman.timex.words import (
    code_of,
    compiled,
    folded,
    mod_of,
    month_number,
    number,
    ordinal,
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
    spoken = setting.spoken_day(match.start())
    day = calendar.add_days(spoken, step) if spoken else None
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
    words, spoken = folded(match["word"]), setting.spoken_day(match.start())
    day = spoken and calendar.add_days(spoken, -1 if words.startswith("last") else 0)
    told = setting.told_day(match.start()) if words == "overnight" else None
    same_paragraph = told is not None and "\n" not in setting.text[told.end : match.start()]
    if told and (told.start >= setting.sentence or (told.type == "TIME" and same_paragraph)):
        day = calendar.day_of(told.value)
    code = "NI" if words in ("tonight", "overnight") else code_of(words.split()[-1])
    value = f"{day.isoformat() if day else OPEN['day']}T{code}"
    return Reading("TIME", value, mod_of(group(match, "part")), anchor=setting.basis if day else "none")


def read_bare_daypart(match: re.Match[str], setting: Setting) -> Readings:
    """`in the morning`: of the day told before in the sentence, else of the day of publication."""
    start, end = span_of(match)
    near, code = _day_of_part(match, setting), code_of(match["daypart"])
    later = told_later(match, setting) if near is None or near.start < setting.sentence else None
    near = None if later else near
    day = calendar.day_of(near.value) if near else later or setting.story_day(match, early=code == "MO")
    spoken = setting.spoken_day(match.start())
    if spoken and near is None and later is None and code == "MO" and setting.direction(match) == FORWARD:
        day = calendar.add_days(spoken, 1)  # `is to appear in the morning`: today's is over when the news is told
    if day and near and code == "MO" and (is_late(near) or _is_dawn_after(near, match, setting)):
        goes_round = setting.day is None or day < setting.day or setting.direction(match) != BACK
        day = calendar.add_days(day, 1) if goes_round else day
    if day and near and code == "NI" and _is_before_morning(near, match, setting):
        day = calendar.add_days(day, -1)
    if day and code == "NI" and setting.is_not_over(day, match) and (near is None or near.start < setting.sentence):
        day = calendar.add_days(day, -1)
    if day and code in ("EV", "NI") and _morning_told_next(match, setting) == day:
        day = calendar.add_days(day, -1)
    anchor = f"timex:{near.start}" if near else setting.basis
    value = f"{day.isoformat() if day else OPEN['day']}T{code}"
    mod = mod_of(group(match, "part"))
    return Reading("TIME", value, mod, anchor=anchor if day else "none", confidence=0.7, start=start, end=end)


def _is_dawn_after(near: Timex, match: re.Match[str], setting: Setting) -> bool:
    """Whether a dawn is told after the afternoon of its sentence: `left at 5 p.m. and were home before dawn`."""
    dawn = folded(match["daypart"]) in ("dawn", "daybreak", "sunrise") and near.start >= setting.sentence
    flashback = re.search(r"(?i)\b(?:after|had|having|since)\b", setting.text[near.end : match.start()])
    return dawn and flashback is None and re.search(r"T(?:AF|1[2-7]:)", near.value or "") is not None


_NEXT_MORNING = r"(?P<weekday>{WEEKDAY}) (?i:morning)"


def _morning_told_next(match: re.Match[str], setting: Setting) -> datetime.date | None:
    """The day of the morning that the story goes on with: `stopped at nightfall and dug again Tuesday morning`."""
    paragraph = setting.text.find("\n", match.end())
    end = min(match.end() + 120, paragraph if paragraph >= 0 else 10**9)
    found = compiled(_NEXT_MORNING).search(setting.text, match.end(), end)
    if found is None or setting.day is None or setting.look(found.start(), found.end()) == FORWARD:
        return None
    return calendar.weekday_back(setting.day, weekday_number(found["weekday"]))


def _is_before_morning(near: Timex, match: re.Match[str], setting: Setting) -> bool:
    """Whether a night is the one before the morning just told: `agreed early Tuesday after talks through the night`."""
    early = near.mod == "START" or re.search(r"T(?:MO|0\d:)", near.value or "") is not None
    between = setting.text[near.end : match.start()]
    return early and near.start >= setting.sentence and re.search(r"(?i)\b(?:after|following)\b", between) is not None


def _day_of_part(match: re.Match[str], setting: Setting) -> Timex | None:
    """The day that a part of it goes on from: cases in this order.

    1. `from 11 p.m. to dawn`: the evening just told;
    2. `in the middle of the night`: the last night told;
    3. the day told before, but not one to come where the words look back.
    """
    last = setting.before[-1] if setting.before else None
    if last and is_late(last) and setting.text[last.end : match.end()].split()[0:1] in (["to"], ["until"]):
        return last
    nearby = [t for t in setting.before if t.start >= setting.sentence - NEARBY]
    nights = [t for t in nearby if is_late(t)]
    if group(match, "middle") and code_of(match["daypart"]) == "NI" and nights:
        return nights[-1]
    near = setting.told_day(match.start(), recent=True)
    if near is None or near.start < setting.sentence - NEARBY:
        return None
    if (
        setting.lead
        and _PARAGRAPH.search(setting.text, near.end, match.start())
        and not (
            is_late(near)
            and code_of(match["daypart"]) == "MO"
            and setting.text.count("\n\n", near.end, match.start()) == 1
        )
    ):
        return None
    to_come = setting.day is not None and (near.value or "")[:10] > setting.day.isoformat()
    past = setting.direction(match) not in (FORWARD, NEAR)
    return None if to_come and past and near.start < setting.sentence else near


def read_daypart_from_prior(match: re.Match[str], setting: Setting) -> Readings:
    """`that night`, `the next morning`, `the night before`: counted from the day told before."""
    pointed = folded(group(match, "which") or "") in ("that", "that same", "the same")
    prior = setting.told_day(match.start(), pointed=pointed) or setting.prior("day")
    nights = [t for t in setting.before if t.start >= setting.sentence and is_late(t)]
    if nights and folded(group(match, "which") or "") in ("the next", "the following"):
        prior = nights[-1]  # `worked until late Monday night and went on the following morning`
    near = prior if prior and prior.start >= setting.sentence - NEARBY else None
    day = calendar.day_of(near.value) if near else setting.day
    which = folded(group(match, "which") or "").split()[-1:]
    word = which[0] if which else {"before": "previous", "after": "next"}[folded(match["rel"])]
    step = {"next": 1, "following": 1, "previous": -1, "preceding": -1}.get(word, 0)
    if near and pointed and match["daypart"] and code_of(match["daypart"]) == "NI" and _SMALL.search(near.value or ""):
        step = -1  # `at 1 a.m. the cars rolled into a bar that was full that night`
    moved = calendar.add_days(day, step) if day else None
    value = f"{moved.isoformat() if moved else OPEN['day']}T{code_of(match['daypart'] or match['daypart2'])}"
    anchor = f"timex:{near.start}" if near else setting.basis if day else "none"
    return Reading("TIME", value, mod_of(group(match, "part")), anchor=anchor, confidence=0.75)


_SMALL = re.compile(r"T0[0-5]:")
_PARAGRAPH = re.compile(r"\n\s*\n")

_LATER = (
    r"(?<!next\s)(?<!last\s)(?<!since\s)(?<!until\s)(?<!before\s)(?<!after\s)(?<!from\s)(?<!than\s)"
    r"\b(?P<day>{WEEKDAY}|(?i:yesterday|today))\b(?!['’]s)"
)


def told_later(match: re.Match[str], setting: Setting) -> datetime.date | None:
    """The day that the sentence tells after its hour: `at 8:30 a.m., when the bridge fell Monday`."""
    end = _SENTENCE.search(setting.text, match.end() - 1)
    found = compiled(_LATER).search(setting.text, match.end(), min(end.start() if end else 10**9, match.end() + 140))
    if found is None or setting.day is None:
        return None
    pair = PAIRED.match(setting.text, match.end())
    between = setting.text[pair.end() if pair else match.end() : found.start()]
    if (
        _OTHER_CLAUSE.search(between)
        or _OTHER_TIME.search(between)
        or (_BOUND.search(between) and not _SAID_THEN.search(between))
    ):
        return None
    word = folded(found["day"])
    if word in _DAYS:
        return calendar.add_days(setting.day, _DAYS[word])
    if re.search(r"\bon a $", between) and (told := setting.told_weekday(weekday_number(word))):
        return told
    look = setting.look(found.start(), found.end())
    return None if look == FORWARD else weekday_of("", setting.day, weekday_number(word), look or BACK)


PAIRED = re.compile(
    r"(?:\s+(?:and|to|or|until|till)\s+|\s?[-–—]\s?)(?:about\s+)?(?:noon|midnight|(?P<h>\d{1,2})(?:[:.](?P<m>\d\d))?"
    r"(?:\s?(?P<half>[apAP])\.?\s?[mM]\b\.?|(?=\s+(?:on|GMT|[ECMP][SD]T)\b))(?:\s(?:GMT|[ECMP][SD]T))?)"
)
"""The other hour of a pair: `between 7:39 and 7:42 a.m. on Thursday` is one day and one half of it."""
_OTHER_CLAUSE = re.compile(r"(?i)\b(?:and|but|then)\b|[;(]")
_OTHER_TIME = re.compile(r"(?i)\b(?:dawn|daybreak|dusk|nightfall|morning|noon|midnight|[ap]\.?m\.?)\s+(?:on\s+)?$")
_BOUND = re.compile(r"(?i)\b(?:after|before|since|until|till|than)\b")
_SAID_THEN = re.compile(r",\s+(?:[\w.'’-]+\s+){1,5}(?:said|reported|announced)\s+(?:on\s+)?$")
_SENTENCE = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z\"“‘])|\n\s*\n")


# ------------------------------------------------------------ weekdays

_LAST = ("last", "this past", "past", "the past", "the previous", "previous")
_NEXT = ("next", "this coming", "coming", "the coming", "the next", "the following")


def read_weekday(match: re.Match[str], setting: Setting) -> Readings:
    """A weekday: the latest one, today included, unless tense or a word looks forward."""
    weekday = weekday_number(match["weekday"])
    same = _apposition(match, setting, weekday)
    if same is not None:
        return same
    if _is_any(match, setting):
        told = setting.told_weekday(weekday)
        return _day_reading(match, setting, told) if told else _open_weekday(match, weekday)
    if setting.day is None:
        return _open_weekday(match, weekday)
    week = group(match, "week")
    day = _in_week(setting.day, weekday, folded(week)) if week else _weekday(match, setting, setting.day, weekday)
    return _day_reading(match, setting, day)


def _is_any(match: re.Match[str], setting: Setting) -> bool:
    """Whether it is any such day, not one of them: `it fell on a Tuesday`."""
    return (
        group(match, "which") is None and re.search(r"(?i)\b(?:on|was|is) a $", setting.left(match.start())) is not None
    )


def _apposition(match: re.Match[str], setting: Setting, weekday: int) -> Reading | None:
    """`Aug. 31, a Friday`: the day just told once more."""
    told = setting.before[-1] if setting.before else None
    day = calendar.day_of(told.value) if told else None
    if told is None or day is None or setting.text[told.end : match.start()].strip() != ", a":
        return None
    start, end = span_of(match)
    value = day.isoformat() if day.isoweekday() == weekday else f"XXXX-WXX-{weekday}"
    return Reading("DATE", value, anchor=f"timex:{told.start}", confidence=0.8, start=start, end=end)


def read_weekday_and_number(match: re.Match[str], setting: Setting) -> Readings:
    """`Friday the 13th`, `Tuesday the 5th of next month`: the nearest day that is both."""
    weekday, number_of_day = weekday_number(match["weekday"]), int(re.sub(r"\D", "", match["day"]))
    if setting.day is None:
        return _open_weekday(match, weekday)
    months = [calendar.add_months(setting.day.replace(day=1), step) for step in range(-14, 15)]
    if group(match, "which"):
        step = {"last": -1, "next": 1}.get(folded(match["which"]), 0)
        months = [calendar.add_months(setting.day.replace(day=1), step)]
    days = [day for first in months if (day := calendar.date(first.year, first.month, number_of_day))]
    fitting = [day for day in days if day.isoweekday() == weekday]
    look = setting.direction(match)
    fitting = [d for d in fitting if not look or look == NEAR or (d >= setting.day) == (look == FORWARD)] or fitting
    return _day_reading(match, setting, calendar.nearest(setting.day, fitting)) if fitting else None


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
    chained = _chained(match, setting, today)
    look = setting.direction(match)
    if chained and not which:
        if chained[0] > today and (chained[1] or look == FORWARD):
            return calendar.weekday_ahead(chained[0], weekday)
        if chained[1]:
            return calendar.weekday_back(today, weekday)
    if look == BACK and not which and _lasts_or_begins(match, setting):
        look = NEAR
    if look == NEAR and not which and _is_after_told(setting, today, weekday):
        look = FORWARD
    said = _said_before(match, setting) if look == FORWARD and not which else None
    if said is not None and said < today:
        return calendar.weekday_ahead(said, weekday, include=False)
    if which == "the next" and look == BACK:
        return _weekday_from_prior("the following", setting, today, weekday)
    return weekday_of(which, today, weekday, look)


def _lasts_or_begins(match: re.Match[str], setting: Setting) -> bool:
    """Whether a weekday ends what lasts or begins what was settled: the nearer day, whatever the tense."""
    if _THROUGH.search(setting.left(match.start(), 80)):
        return True
    return bool(_FROM.search(setting.left(match.start()))) and not _TO.match(setting.right(match.end()))


def _last_beside(setting: Setting) -> Timex | None:
    """The expression told last before, if it is of the same sentence."""
    return setting.before[-1] if setting.before and setting.before[-1].start >= setting.sentence else None


def _said_before(match: re.Match[str], setting: Setting) -> datetime.date | None:
    """The day on which it was said what would be: `said Monday that they would be freed Tuesday`."""
    last = _last_beside(setting)
    if last is None or last.rule not in ("weekday", "weekday-short") or not _REPORT.search(setting.left(last.start)):
        return None
    return calendar.day_of(last.value) if _WOULD.search(setting.text, last.end, match.start()) else None


_REPORT = re.compile(r"(?i)\b(?:said|announced|promised|told\s+\w+|reported|predicted)\s+(?:(?:on|late|early)\s+)*$")
_WOULD = re.compile(r"\bwould\b")


def _is_after_told(setting: Setting, today: datetime.date, weekday: int) -> bool:
    """Whether a plan would lie before the day it was told after: `were closed Thursday and were to reopen Monday`."""
    last = _last_beside(setting)
    told = calendar.day_of(last.value) if last else None
    return told is not None and calendar.weekday_back(today, weekday) < told <= today


def _chained(match: re.Match[str], setting: Setting, today: datetime.date) -> tuple[datetime.date, bool] | None:
    """The day told before it, to which it is joined, and whether no tense stands between.

    Plans are told in their order: in `is to leave Monday and return Thursday` Thursday is the one after that Monday.
    Without a tense both lie on one side: `sold notes Tuesday, bonds Thursday`.
    """
    last = _last_beside(setting)
    day = calendar.day_of(last.value) if last else None
    if last is None or day is None or day == today or last.anchor != setting.basis:
        return None
    if last.rule not in ("weekday", "weekday-short", "day-deictic"):
        return None
    between = re.sub(r"\bby\s+$", "", setting.text[last.end : match.start()])
    if not _COORDINATE.search(between) or _BOUND.search(between):
        return None
    return day, last_cue(between, 0, len(between)) is None


_COORDINATE = re.compile(r"(?:,|;|\b(?:and|or|to|through|then|but)\b)")


_THROUGH = re.compile(
    r"(?i)\b(?:(?:was|were)\s+[a-z]+ed|closed|shut|open|suspended|in\s+(?:effect|force))\b"
    r"[^.,;]*(?<!half)(?<!way)\s+through\s+$"
)
"""`watches were posted through Saturday`: what lasts lasts to the nearer day."""
_FROM = re.compile(r"(?i)(?<!\bmoved\s)(?<!\bpostponed\s)(?<!\bdelayed\s)\bfrom\s+$")
_TO = re.compile(r"\s+(?:to|until|till|through|because)\b")
"""`cut the duty from Sunday`: what was settled begins on the nearer day."""


def weekday_of(which: str, today: datetime.date, weekday: int, look: str | None) -> datetime.date:
    """The day that `last Friday`, `this Friday`, `next Friday` or, by the tense, a bare `Friday` means."""
    if which in _LAST:
        return calendar.weekday_back(today, weekday, include=False)
    if which in _NEXT:
        return _next_weekday(which, today, weekday)
    back, ahead = calendar.weekday_back(today, weekday), calendar.weekday_ahead(today, weekday)
    if which == "this":
        same = calendar.add_days(calendar.week_start(today), weekday - 1)
        return same if look == BACK or same >= today else ahead
    if look == NEAR:
        return back if (today - back).days <= JUST_PAST else ahead
    if look is None:
        return ahead if (ahead - today).days <= NEARER else back
    return ahead if look == FORWARD else back


def _next_weekday(which: str, today: datetime.date, weekday: int) -> datetime.date:
    """`next Friday`: not one that a bare `Friday` would mean, tomorrow or later this week; weekends end either week."""
    ahead = calendar.weekday_ahead(today, weekday, include=False)
    days = (ahead - today).days
    of_this_week = calendar.week_start(ahead) == calendar.week_start(today) and (weekday <= 5 or days <= 2)
    return calendar.add_days(ahead, 7) if which == "next" and (days == 1 or of_this_week) else ahead


NEARER = 3
"""Days ahead at which a weekday is the coming one where nothing tells (270 of `gold/timex/dev`, 2026-11)."""
JUST_PAST = 3
"""Days back that a plan told in the past may lie (`was due in court Thursday`): it is the nearer day, back or ahead."""


def _weekday_from_prior(which: str, setting: Setting, today: datetime.date, weekday: int) -> datetime.date:
    prior = setting.prior("day", "week")
    if prior and calendar.grain_of(prior.value) == "week" and (held := calendar.bounds(prior.value)):
        return calendar.add_days(held[0], weekday - 1)
    day = calendar.day_of(prior.value) if prior else None
    if which == "the previous":
        return calendar.weekday_back(day or today, weekday, include=False)
    if which == "the following":
        return calendar.weekday_ahead(day or today, weekday, include=False)
    ahead = calendar.weekday_ahead(day or today, weekday)
    known = day is not None and (ahead - day).days <= SAME_WEEK and (day > today or ahead <= today)
    return ahead if known else calendar.weekday_back(day or today, weekday)


SAME_WEEK = 4
"""Days ahead of the day told before at which "that Friday" may lie; else it is the one before."""


def read_weekday_beside(match: re.Match[str], setting: Setting) -> Readings:
    """`the Sunday before`, `the Friday after that`: beside the day told before; `the Friday before last`: of today."""
    weekday, relation = weekday_number(match["weekday"]), folded(match["rel"]).split()
    if setting.day is None:
        return _open_weekday(match, weekday)
    beside = calendar.weekday_back if relation[0] == "before" else calendar.weekday_ahead
    if relation[-1] in ("last", "next"):
        step = -7 if relation[0] == "before" else 7
        day = calendar.add_days(beside(setting.day, weekday, include=False), step)
        return _day_reading(match, setting, day)
    prior = setting.prior("day")
    told = calendar.day_of(prior.value) if prior else None
    return _day_reading(match, setting, beside(told or setting.day, weekday, include=False))


def read_weekday_away(match: re.Match[str], setting: Setting) -> Readings:
    """`a week from Monday`, `two weeks ago Tuesday`; `five years ago Thursday`: the nearest Thursday, years back."""
    unit, told = unit_of(match["unit"]), folded(match["count"])
    count = 1.0 if told in ("a", "an") else number(told)
    weekday = weekday_number(match["weekday"])
    if setting.day is None or count is None:
        return _open_weekday(match, weekday)
    if group(match, "on") and (unit.grain != "week" or setting.direction(match) != FORWARD):
        return None
    ahead = group(match, "on") is not None or folded(match["rel"]) == "from"
    if unit.grain == "week":
        which = folded(group(match, "which") or "")
        near = weekday_of(which, setting.day, weekday, FORWARD if ahead else BACK)
    else:
        both = [calendar.weekday_back(setting.day, weekday), calendar.weekday_ahead(setting.day, weekday)]
        near = calendar.nearest(setting.day, both)
    return _day_reading(match, setting, calendar.moved(near, unit.grain, count * unit.factor * (1 if ahead else -1)))


def read_weekday_week(match: re.Match[str], setting: Setting) -> Readings:
    """`Sunday week`, as the British say for a week from Sunday."""
    weekday = weekday_number(match["weekday"])
    if setting.day is None:
        return _open_weekday(match, weekday)
    ahead = calendar.weekday_ahead(setting.day, weekday, include=False)
    return _day_reading(match, setting, calendar.add_days(ahead, 7))


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


READERS: dict[str, Reader] = {
    "day-deictic-part": read_day,
    "day-deictic": read_day,
    "daypart-deictic": read_daypart,
    "daypart-bare": read_bare_daypart,
    "daypart-about": read_bare_daypart,
    "daypart-from-prior": read_daypart_from_prior,
    "weekday": read_weekday,
    "weekday-short": read_weekday,
    "weekday-beside": read_weekday_beside,
    "weekday-nth": read_weekday_and_number,
    "weekday-week": read_weekday_week,
    "weekday-away": read_weekday_away,
    "weekday-of-month": read_nth_weekday,
}
"""Which function reads the fits of a row of `rules.tsv`."""
