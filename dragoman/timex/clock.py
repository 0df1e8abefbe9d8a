"""Clock times: `9:30 a.m. on Friday`, `0800 GMT`, `around noon`, `3 p.m. Moscow time`."""

from __future__ import annotations

import re

import msgspec

from dragoman.document import Timex
from dragoman.timex import calendar
from dragoman.timex.days import PAIRED, told_later, weekday_of
from dragoman.timex.explicit import nearest_year
from dragoman.timex.setting import FORWARD, NEARBY, OPEN, Reader, Reading, Readings, Setting, group, is_late, span_of
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
    if _has_no_half(match) and 1 <= hour <= 12:
        hour = _as_in_pair(hour, minute, match, setting) or _as_told_before(hour, minute, match, setting)
    return _on_day(match, setting, f"T{hour:02d}:{minute:02d}{offset_of(group(match, 'zone'))}")


def _has_no_half(match: re.Match[str]) -> bool:
    """Whether nothing beside an hour tells which half of the day it is of: `at 2:30`, not `at 02:30`."""
    beside = folded(f"{group(match, 'before') or ''} {group(match, 'after') or ''}")
    told = group(match, "ap") or group(match, "zone") or re.search(r"morning|afternoon|evening|night", beside)
    return not told and match["h"][0] != "0"


def _hour(match: re.Match[str]) -> int | None:
    told = number(match["h"])
    hour = int(told) if told is not None else 99
    half = re.sub(r"\W", "", folded(group(match, "ap") or ""))
    if half:
        return None if not 1 <= hour <= 12 else hour % 12 + (12 if half == "pm" else 0)
    beside = folded(f"{group(match, 'before') or ''} {group(match, 'after') or ''}")
    if 1 <= hour < 12 and (re.search(r"afternoon|evening", beside) or (hour >= 6 and "night" in beside)):
        return hour + 12
    return hour if hour <= 24 else None


def read_bare_hour(match: re.Match[str], setting: Setting) -> Readings:
    """`the bell rang at 7:33; the doors open at 8.`: a number is an hour where one or a part of a day was just told."""
    last = setting.before[-1] if setting.before else None
    told = re.fullmatch(r"(\d{4}-\d\d-\d\d)T(?:(\d\d):(\d\d).*|MO|AF|EV|NI)", last.value or "") if last else None
    hour, (start, end) = int(number(match["h"].lower()) or 0), span_of(match)
    if last is None or told is None or last.start < setting.sentence - HOUR_REACH:
        return None
    if "\n" in setting.text[last.end : match.start()] or (not told[2] and last.start < setting.sentence):
        return None
    if told[2]:
        hour = hour % 12 + (12 if hour % 12 < int(told[2]) + int(told[3]) / 60 < hour % 12 + 12 else 0)
    else:
        hour = _as_told_before(hour, 0, match, setting)
    return Reading(
        "TIME", f"{told[1]}T{hour:02d}:00", anchor=f"timex:{last.start}", confidence=0.6, start=start, end=end
    )


HOUR_REACH = 160
"""Characters before the sentence in which a bare number still finds an hour that it goes on from."""


def _as_in_pair(hour: int, minute: int, match: re.Match[str], setting: Setting) -> int | None:
    """`between 7:39 and 7:42 p.m.`: both are of one half of the day, or noon lies between them."""
    pair = PAIRED.match(setting.text, match.end())
    if pair is None or not pair["half"]:
        return None
    late = pair["half"].lower() == "p" and (hour % 12, minute) <= (int(pair["h"]) % 12, int(pair["m"] or 0))
    return hour % 12 + (12 if late else 0)


def _as_told_before(hour: int, minute: int, match: re.Match[str], setting: Setting) -> int:
    """`left at 8:18 p.m.; at 9:14 ...`: half of the day goes on from an hour told with a.m. or p.m. just before."""
    paragraph = setting.text.rfind("\n", 0, match.start())
    near = [t for t in setting.before[-3:] if t.start > max(paragraph, setting.sentence - PARAGRAPH)]
    last = next((t for t in reversed(near) if t.rule not in ("later", "later-the", "duration")), None)
    part = (last.value or "")[10:] if last else ""
    span = _PARTS.get(part) if last and (last.start >= setting.sentence or part in ("TEV", "TNI")) else None
    if span:
        return hour % 12 + 12 if span[0] <= hour % 12 + 12 <= span[1] else hour
    if last and last.mod == "END" and calendar.grain_of(last.value) == "day" and hour >= 5:
        return hour % 12 + 12
    told = re.search(r"T(\d\d):(\d\d)", last.value or "") if last and last.type == "TIME" else None
    if told:
        after = [h for h in (hour % 12, hour % 12 + 12) if (h, minute) >= (int(told[1]), int(told[2]))]
        return min(after, default=hour % 12)
    if hour <= WAKING and not (last and (_SMALL.search(last.value or "") or last.mod == "START")):
        return hour + 12
    return hour


WAKING = 6
"""Up to this hour one that nothing else tells of is of the afternoon: `at three o'clock the school was gone`."""
_SMALL = re.compile(r"T(?:MO|EV|NI|0\d:|2\d:)")
_PARTS = {"TMO": (24, 24), "TAF": (12, 18), "TEV": (16, 23), "TNI": (18, 23)}
"""The hours of the later half that lie in a part of the day: `on Friday night ... at 9:15`."""


def read_hour_and_part(match: re.Match[str], setting: Setting) -> Readings:
    """`8 tonight`, `9:30 in the morning`, `6 yesterday evening`: the part tells a.m. or p.m., often the day too."""
    words = folded(group(match, "word") or group(match, "daypart") or "").split()
    part = "night" if words[-1] == "tonight" else words[-1]
    hour = int(number(match["h"]) or 0) % 12
    late = part in ("afternoon", "evening", "noon") or (part == "night" and hour >= 6)
    clock = f"T{hour + 12 * late:02d}:{int(match['m'] or 0):02d}"
    start, end = span_of(match)
    if not group(match, "word"):
        return _on_day(match, setting, clock)
    named = {"last": "yesterday", "this": "today", "tonight": "today"}.get(words[0], words[0])
    day, anchor = day_of_words(named, match, setting) or _day(match, setting)
    return Reading("TIME", f"{day}{clock}", anchor=anchor, confidence=0.85, start=start, end=end)


def read_hour_beside(match: re.Match[str], setting: Setting) -> Readings:
    """`6:30 the next morning`, `11 p.m. that night`: of the day told before or the one after it."""
    part = folded(match["daypart"])
    hour = _hour(match) if match["ap"] else int(match["h"]) % 12 + 12 * (part in ("afternoon", "evening", "night"))
    if hour is None or (part == "day" and not match["ap"]):
        return None
    prior = setting.told_day(match.start())
    day = calendar.day_of(prior.value) if prior else setting.day
    if day is None:
        return Reading("TIME", f"{OPEN['day']}T{hour:02d}:{int(match['m'] or 0):02d}", confidence=0.5)
    day = calendar.add_days(day, 1 if folded(match["rel"]) in ("the next", "the following") else 0)
    anchor = f"timex:{prior.start}" if prior else setting.basis
    value = f"{day.isoformat()}T{hour:02d}:{int(match['m'] or 0):02d}"
    return Reading("TIME", value, mod_of(group(match, "approx")), anchor=anchor, confidence=0.8)


_WORDS = {"noon": "T12:00", "midday": "T12:00", "midnight": "T24:00"}


def read_noon(match: re.Match[str], setting: Setting) -> Readings:
    """`noon`, `around midnight on Friday`; just after midnight a day begins."""
    word = folded(match["word"])
    begins = word == "midnight" and folded(group(match, "approx") or "").endswith(("after", "past"))
    told = _on_day(match, setting, ("T00:00" if begins else _WORDS[word]) + offset_of(group(match, "zone")))
    day = calendar.day_of(told.value)
    beside = any(group(match, side) for side in ("before", "after", "beyond"))
    if begins and day and not beside and _is_after_evening(day, setting):
        return msgspec.structs.replace(told, value=calendar.add_days(day, 1).isoformat() + (told.value or "")[10:])
    if word != "midnight" or begins or beside or day is None or not setting.is_not_over(day, match):
        return told
    return msgspec.structs.replace(told, value=calendar.add_days(day, -1).isoformat() + (told.value or "")[10:])


def _is_after_evening(day: calendar.Day, setting: Setting) -> bool:
    """`left late Wednesday and was due after midnight`: this day is the one whose evening was just told."""
    last = setting.before[-1] if setting.before else None
    if last is None or calendar.day_of(last.value) != day or "\n" in setting.text[last.end : setting.sentence]:
        return False
    return is_late(last) or (last.value or "").endswith("TAF") or last.mod == "END"


def read_part_of_day(match: re.Match[str], setting: Setting) -> Readings:
    """`the morning of May 9`."""
    part = re.split(r"[\s-]", match["daypart"])[-1]
    return _on_day(match, setting, f"T{code_of(part)}")


def read_small_hours(match: re.Match[str], setting: Setting) -> Readings:
    """`the early hours of Friday`."""
    day, anchor = _day(match, setting)
    return Reading("TIME", f"{day}TMO", "START", anchor=anchor, confidence=0.75)


def _on_day(match: re.Match[str], setting: Setting, clock: str) -> Reading:
    day, anchor = _day(match, setting, clock)
    start, end = span_of(match)
    approx = group(match, "approx")
    if folded(approx or "") in ("before", "after") and not group(match, "word"):
        start = match.end("approx") + 1  # `before 7 a.m.`: a preposition, no part of it
    return Reading("TIME", f"{day}{clock}", mod_of(approx), anchor=anchor, confidence=0.9, start=start, end=end)


def _day(match: re.Match[str], setting: Setting, clock: str = "") -> tuple[str, str]:
    """The day of a clock time and what it was counted from."""
    for side in ("before", "after", "beyond"):
        words = group(match, side)
        if words:
            found = day_of_words(words, match, setting)
            if found:
                return found
    pair = PAIRED.match(setting.text, match.end())
    beyond = compiled(_PAIR_ON).match(setting.text, pair.end()) if pair else None
    if beyond and (found := day_of_words(beyond["after"], match, setting)):
        return found
    last = setting.before[-1] if setting.before else None
    if last and is_late(last) and re.match("T0[0-5]:", clock) and _TO.fullmatch(setting.text, last.end, match.start()):
        began = calendar.day_of(last.value)
        return (calendar.add_days(began, 1).isoformat() if began else OPEN["day"]), f"timex:{last.start}"
    if setting.day and (group(match, "zone") or group(match, "zone2")) and _is_quoted_price(match, setting):
        return setting.day.isoformat(), setting.basis
    prior = setting.told_day(match.start(), ahead=setting.direction(match) == FORWARD, recent=True)
    told = calendar.day_of(prior.value) if prior else None
    later = told_later(match, setting) if prior is None or prior.start < setting.sentence else None
    if later:
        return later.isoformat(), setting.basis
    if prior and told and _still_holds(prior, match.start(), setting):
        told = calendar.add_days(told, 1) if _is_past_midnight(clock, prior, match, setting) else told
        return told.isoformat(), f"timex:{prior.start}"
    same = setting.same_event(match)
    if same:
        return (same.value or "")[:10], f"timex:{same.start}"
    day = setting.story_day(match, early=re.match("T0[0-8]:|TMO", clock) is not None)
    if day and re.fullmatch(r"T2[123]:\d\d", clock) and setting.is_not_over(day, match):
        day = calendar.add_days(day, -1)
    return (day.isoformat(), setting.basis) if day else (OPEN["day"], "none")


_PAIR_ON = r" (?:on )?(?P<after>{DAY_WORDS})"
"""The day of a pair of hours: `between 9 p.m. and midnight on Jan. 3`."""
_PRICE = re.compile(
    r"(?i)\b(?:traded|trading|stood|quoted|up|down|higher|lower|unchanged|flat|rose|fell|gained|lost|percent|points)\b|%"
)


def _is_quoted_price(match: re.Match[str], setting: Setting) -> bool:
    """`traded at $1,632 at 1415 GMT`: prices are of the hour at which they are reported, whatever was told before."""
    told = setting.told_day(match.start())
    same = told is not None and told.start >= setting.sentence
    return (
        not same
        and re.search(r"\d", setting.left(match.start(), 80)) is not None
        and bool(_PRICE.search(setting.left(match.start(), 80)))
    )


_TO = re.compile(r"(?i)\s+(?:to|until|till|through)\s+(?:about\s+)?|\s?[-–—]\s?")
_ENDS = re.compile(
    r"(?i)\b(?:went home|adjourned|broke up|wound up|emerged|ended|finished|concluded)\s+(?:[a-z]+\s+)?at\s+$"
)
_UP_TO = re.compile(r"(?i)\b(?:until|till|into)\s+(?:about\s+|after\s+)?$")


def _is_past_midnight(clock: str, prior: Timex, match: re.Match[str], setting: Setting) -> bool:
    """Whether a small hour is of the day after: `began at 10 p.m. and ended at 2 a.m.`, `on Tuesday until 2 a.m.`."""
    if not re.match(r"T0[0-8]:", clock):
        return False
    left = setting.left(match.start())
    if re.search(r"(?i)\b(?:after|having)\b", setting.text[prior.end : match.start()]):
        return False
    if clock < "T06" and prior.start >= setting.sentence and (_UP_TO.search(left) or _ENDS.search(left)):
        return True
    later = clock < "T06" and prior.start < setting.sentence and re.search(r"T1[2-9]:", prior.value or "") is not None
    return (later or is_late(prior)) and not re.search(r"\bhad\b[^,;]*$", setting.left(match.start(), 80))


PARAGRAPH = 300
"""Characters before the sentence in which a clock time finds its day (swept 100-600 on `gold/timex/dev`)."""

_PARAGRAPH_END = re.compile(r"[.!?][\"”’)]*\s*\n")


_HOUR = re.compile(r"T\d\d:\d\d")


def _still_holds(prior: Timex, at: int, setting: Setting) -> bool:
    """Whether the day told before is that of a clock time: in its sentence, or past and before it in the paragraph."""
    if prior.start >= setting.sentence:
        return True
    if setting.day and (prior.value or "") > setting.day.isoformat() and setting.look(at, at) == FORWARD:
        return prior.start >= setting.sentence - NEARBY
    if prior.start < setting.sentence - PARAGRAPH:
        return False
    if _PARAGRAPH_END.search(setting.text, prior.end, at) and not (
        _HOUR.search(prior.value or "") and prior == setting.before[-1]
    ):
        return False
    return setting.day is None or (prior.value or "")[:10] <= setting.day.isoformat()


_MONTH_DAY = (
    r"(?P<month>{MONTH}) (?P<day>{DAY})(?:,? (?P<year>{YEAR}))?"
    r"|(?P<day2>{DAY}) (?P<month2>{MONTH})(?:,? (?P<year2>{YEAR}))?"
)
_PART_OF = re.compile(r"^the (?:night|morning|afternoon|evening) of ")
_A_PART = re.compile(r"^tonight$|^(?:last|this) (?:night|morning|afternoon|evening)$")
_A_PART_AFTER = re.compile(r" (?:night|morning|afternoon|evening)$")
_STEPS = {"today": 0, "yesterday": -1, "tomorrow": 1}


def day_of_words(words: str, match: re.Match[str], setting: Setting) -> tuple[str, str] | None:
    """The day that the words beside a clock time name: `Friday`, `tomorrow`, `May 9`."""
    word = _PART_OF.sub("", folded(words))
    named = {"last": "yesterday", "this": "today", "tonight": "today"}
    word = named.get(word.split()[0], word.split()[0]) if _A_PART.search(word) else _A_PART_AFTER.sub("", word)
    if word in _STEPS:
        if setting.day is None:
            return OPEN["day"], "none"
        return calendar.add_days(setting.day, _STEPS[word]).isoformat(), setting.basis
    date = compiled(f"(?:{{WEEKDAY}},? (?:the )?)?(?:{_MONTH_DAY})").fullmatch(
        re.sub(rf"(?i){_PART_OF.pattern}|{_A_PART_AFTER.pattern}", "", words)
    )
    if date:
        return _month_day(date, match, setting)
    which, _, name = word.rpartition(" ")
    weekday = weekday_number(name)
    if setting.day is None:
        return f"XXXX-WXX-{weekday}", "none"
    return weekday_of(which, setting.day, weekday, setting.direction(match)).isoformat(), setting.basis


def _month_day(date: re.Match[str], match: re.Match[str], setting: Setting) -> tuple[str, str] | None:
    month, day = month_number(date["month"] or date["month2"]), day_number(date["day"] or date["day2"])
    year = date["year"] or date["year2"]
    if year:
        found = calendar.date(int(year), month, day)
        return (found.isoformat(), "none") if found else None
    if setting.day is None:
        return f"XXXX-{month:02d}-{day:02d}", "none"
    years = (setting.day.year - 1, setting.day.year, setting.day.year + 1)
    days = [found for y in years if (found := calendar.date(y, month, day))]
    return (nearest_year(days, setting.day, match, setting).isoformat(), setting.basis) if days else None


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
    "clock-bare": read_bare_hour,
    "clock-bare-word": read_bare_hour,
    "clock-part": read_hour_and_part,
    "clock-beside": read_hour_beside,
    "clock-noon": read_noon,
    "daypart-of-date": read_part_of_day,
    "daypart-weekday": read_part_of_day,
    "date-daypart": read_part_of_day,
}
"""Which function reads the fits of a row of `rules.tsv`."""
