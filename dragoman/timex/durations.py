"""How long and how often: `two and a half years`, `every Monday`, `twice a year`; and `two years ago`."""

from __future__ import annotations

import re
from functools import cache

from dragoman.document import Timex
from dragoman.lexicon import load
from dragoman.timex import calendar
from dragoman.timex.setting import BACK, COMPARISONS, NEARBY, OPEN, Reader, Reading, Readings, Setting, group, span_of
from dragoman.timex.words import (
    Frequency,
    Unit,
    code_of,
    compiled,
    day_number,
    folded,
    mod_of,
    month_number,
    number,
    unit_of,
    weekday_number,
)


def period(count: float | None, unit: Unit) -> str:
    """The TIMEX3 duration: 18 months are `P18M`, two and a half years `P2.5Y`, some hours `PTXH`."""
    figure = "X" if count is None else f"{count * unit.factor:.15g}"
    return f"P{'T' if unit.clock else ''}{figure}{unit.code}"


def _count(match: re.Match[str]) -> float | None:
    words = group(match, "count")
    if words is None:
        return None
    words = folded(words)
    more = {"half": 0.5, "quarter": 0.25}.get(folded(group(match, "more") or ""), 0.0)
    if words in ("a", "an", "one", "the", "another"):
        return 1.0 + more
    if words.startswith(("half", "a half")):
        return 0.5
    if words.startswith("quarter") or words.startswith("a quarter"):
        return 0.25
    return number(words)


_HALVES = {("Y", 0.5): (6, "M"), ("H", 0.5): (30, "M"), ("H", 0.25): (15, "M"), ("D", 0.5): (12, "H")}


def _value(count: float | None, unit: Unit) -> str:
    halved = _HALVES.get((unit.code, count)) if count is not None and unit.factor == 1 else None
    if halved:
        return f"P{'T' if unit.code in 'HD' else ''}{halved[0]}{halved[1]}"
    return period(count, unit)


# ------------------------------------------------------------ durations

_NO_DURATION = re.compile(r"(?i)^one (?:day|night|minute|second)$")
_BESIDE = re.compile(r"(?i)\s+(?:before|after|ahead\s+of|short\s+of|from)\b")
_GIVES_LENGTH = re.compile(
    r"(?i)\b(?:in|for|within|after|than|of|least|just|only|over|took|last(?:ed|s)?|about|every|by)\s+$"
)


_MORE_THAN = re.compile(
    r"(?i)(?:\b(?:for|in|within|after|before|of|by|than|with|to|from|and|is|are|was|were|been|be|take|takes|took|taken|last|lasts|"
    r"lasted|spend|spent|wait|waited|lived|worked|served|ran|run|an?|the|just|well)|[,(—–-])\s*$"
)
"""`waited over two years` is more than two; `deliberated for nine hours over two days` is how long it took."""


def _took_place_over(match: re.Match[str], setting: Setting) -> bool:
    """Whether `over` before a length is a preposition, no part of it: `deliberated over two days`."""
    return folded(group(match, "approx") or "") == "over" and not _MORE_THAN.search(setting.left(match.start()))


_HOW = re.compile(r"(?i)\b(?:how|too|so|as|that)\s+$")


def read_duration(match: re.Match[str], setting: Setting) -> Readings:
    """`nearly five months`, `a four-day visit`, `the past two years`, `several weeks`."""
    unit, count = unit_of(match["unit"]), _count(match)
    start, end = span_of(match)
    if _NO_DURATION.match(folded(match[0])) and not (
        _GIVES_LENGTH.search(setting.left(match.start())) or _BESIDE.match(setting.right(match.end()))
    ):
        return None
    if folded(match["count"] or "").startswith("many") and _HOW.search(setting.left(match.start("count"))):
        return None
    if re.fullmatch(r"\w+ quarters?", folded(match[0])) and re.match(r"\s+(?:of|the)\b", setting.right(match.end())):
        return None
    begin, finish, anchor = _stretch(group(match, "lead"), count, unit, setting, match.end())
    mod = mod_of(group(match, "approx"))
    if _took_place_over(match, setting):
        start, mod = match.end("approx") + 1, None
    return Reading("DURATION", _value(count, unit), mod, None, begin, finish, anchor, 0.93, start, end)


_BACK_LEADS = ("past", "last", "previous", "preceding")
_AHEAD_LEADS = ("next", "coming")


def _stretch(
    lead: str | None, count: float | None, unit: Unit, setting: Setting, at: int
) -> tuple[calendar.Day | None, calendar.Day | None, str]:
    """Where `the past two years` or `the first nine months of 2009` begin and finish."""
    which = folded(lead or "").split()[-1:] or [""]
    if count is None or unit.clock or unit.grain not in {**calendar.GRAIN_DAYS, **calendar.GRAIN_MONTHS}:
        return None, None, "none"
    if which[0] in ("first", "opening", "final", "closing"):
        return _part_of_year(which[0], count, unit, setting, at)
    if setting.day is None or which[0] not in _BACK_LEADS + _AHEAD_LEADS:
        return None, None, "none"
    other = calendar.moved(setting.day, unit.grain, -count if which[0] in _BACK_LEADS else count)
    begin, finish = sorted((other, setting.day))
    return begin, finish, setting.basis


def _part_of_year(
    which: str, count: float, unit: Unit, setting: Setting, at: int
) -> tuple[calendar.Day | None, calendar.Day | None, str]:
    told = re.match(r"\s+of\s+(?:(\d{4})\b|(this|last|the)\s+year)", setting.right(at))
    if told is None or unit.grain not in ("month", "week", "quarter", "day"):
        return None, None, "none"
    if not told[1] and setting.day is None:
        return None, None, "none"
    year = int(told[1]) if told[1] else setting.day.year - (told[2] == "last")  # type: ignore[union-attr]
    edge = calendar.Day(year, 1, 1)
    if which in ("first", "opening"):
        return (
            edge,
            calendar.add_days(calendar.moved(edge, unit.grain, count), -1),
            "none" if told[1] else setting.basis,
        )
    last = calendar.Day(year, 12, 31)
    return calendar.add_days(calendar.moved(last, unit.grain, -count), 1), last, "none" if told[1] else setting.basis


def read_compound(match: re.Match[str], setting: Setting) -> Readings:
    """`2 hours 3 minutes 2 seconds`, `two years and three months`: one length, told from the coarse to the fine."""
    parts = [(group(match, f"count{n}"), group(match, f"unit{n}")) for n in ("", "2", "3")]
    told = [(number(count.lower()), unit_of(unit)) for count, unit in parts if count and unit]
    order = [_FINENESS.index(unit.name) if unit.name in _FINENESS else -1 for _, unit in told]
    end = None
    if len(told) > 2 and order[2] <= order[1]:
        told, order, end = told[:2], order[:2], match.end("unit2")  # `9 hours and 5 minutes, two hours less`
    if -1 in order or order != sorted(set(order)) or any(count is None for count, _ in told):
        return None
    whole = "".join(f"{count:g}{unit.code}" for count, unit in told if not unit.clock)
    clock = "".join(f"{count:g}{unit.code}" for count, unit in told if unit.clock)
    value = f"P{whole}" + (f"T{clock}" if clock else "")
    return Reading("DURATION", value, mod_of(group(match, "approx")), start=match.start(), end=end)


_FINENESS = ("year", "month", "week", "day", "hour", "minute", "second")


def read_two_durations(match: re.Match[str], setting: Setting) -> Readings:
    """`60 to 90 days`: the least and the most; `two or three days` is one expression."""
    unit, first, last = unit_of(match["unit"]), number(match["count"]), number(match["count2"])
    if first is None or last is None or first >= last:
        return None
    if folded(match["link"]) == "or":
        return Reading("DURATION", _value(first, unit), "APPROX", confidence=0.7)
    return (
        Reading("DURATION", _value(first, unit), start=match.start("count"), end=match.end("count")),
        Reading("DURATION", _value(last, unit), start=match.start("count2"), end=match.end()),
    )


def read_some(match: re.Match[str], setting: Setting) -> Readings:
    """`in years`, `decades of war`, `minutes after`, `years-long`: how many is not told."""
    start, end = span_of(match)
    return Reading("DURATION", period(None, unit_of(match["unit"])), confidence=0.8, start=start, end=end)


def read_long(match: re.Match[str], setting: Setting) -> Readings:
    """`weeklong`, `year-long`, `a decade-old war`, `in the month after an attack`."""
    start, end = span_of(match)
    return Reading("DURATION", period(1, unit_of(match["unit"])), confidence=0.85, start=start, end=end)


def read_edge(match: re.Match[str], setting: Setting) -> Readings:
    """`in the final hour` is one, `the closing minutes` are some."""
    word = folded(match["unit"])
    start, end = span_of(match)
    value = period(None if word.endswith("s") else 1, unit_of(word))
    return Reading("DURATION", value, confidence=0.7, start=start, end=end)


_RATED = re.compile(
    r"(?i)(?:\b(?:once|twice|thrice|times|apiece|percent|per\s?cent|points?|dollars?|euros?|pounds?|yen|cents|rubles?|"
    r"barrels?|tons?|tonnes?|million|billion|trillion|bpd|people|cases|hours|days|[a-z]+s|inch|foot|mile|person|share|barrel|ton|gallon|pound|child)|%|\d(?:m|bn)?)\s+$"
)
_AMOUNT = re.compile(
    r"(?i)(?:[$£€]\s?\d|\ban?\s+(?:inch|foot|mile|person|share|barrel|ton|gallon|pound|child)(?:\s+|$)|\b\d[\d,.]*\b|\b(?:once|twice|thrice|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|"
    r"hundred|thousand|dozen|few|many|hundreds|thousands|million|millions|billion|billions|dozens|several)\b)"
)


def read_a_unit(match: re.Match[str], setting: Setting) -> Readings:
    """`for a week` is how long, `$10,000 a month` how often."""
    unit, left = unit_of(match["unit"]), setting.left(match.start(), 60)
    start, end = span_of(match)
    approx = mod_of(group(match, "approx"))
    first = match.start()
    if _took_place_over(match, setting):
        first, approx = match.end("approx") + 1, None
    if folded(match["count"]) == "per" or (
        approx is None
        and first == match.start()
        and _is_rate(left)
        and not _FROM_WHEN.match(setting.right(match.end()))
    ):
        often = _TIMES.search(left)
        start = start if often is None else match.start() - len(left) + often.start()
        return Reading("SET", _value(1, unit), quantity=_times(often), confidence=0.9, start=start, end=end)
    if folded(match["count"]) == "one" or re.match(r"(?i)\s+(?:when|that|in which)\b", setting.right(match.end())):
        return None
    return Reading("DURATION", _value(1, unit), approx, confidence=0.85, start=first, end=end)


_FROM_WHEN = re.compile(r"\s+(?:after|before|into)\b")
"""`was up 200 points an hour after the opening`: no rate."""


def _is_rate(left: str) -> bool:
    clause = re.split(r"[,;:.]\s", left)[-1]
    near = " ".join(clause.split()[-5:])
    return bool(_RATED.search(left)) and _AMOUNT.search(near) is not None


_TIMES = re.compile(r"(?i)\b(?:(once)|(twice)|(\w+)\s+times)\s+$")


def _times(told: re.Match[str] | None) -> str | None:
    if told is None:
        return None
    count = 1 if told[1] else 2 if told[2] else number(told[3])
    return None if count is None else f"{count:g}X"


# ------------------------------------------------------------ sets


@cache
def _frequencies() -> dict[str, str]:
    return {row.word: row.value for row in load("time/frequencies.tsv", Frequency)}


def read_frequency(match: re.Match[str], setting: Setting) -> Readings:
    """`annual`, `weekly`, `Daily` where it is not the name of a paper."""
    word = match["word"]
    if word[0].isupper() and re.match(r"\s+[A-Z]", setting.right(match.end())):
        return None
    if word[0].isupper() and re.search(r"[A-Z][\w.]*\s+$", setting.left(match.start())):
        return None
    return Reading("SET", _frequencies()[word.lower()], confidence=0.85)


def read_every(match: re.Match[str], setting: Setting) -> Readings:
    """`every Monday`, `each spring`, `every two weeks`, `every other year`, `every May`."""
    what, quantity = match["what"], folded(match["quant"]).upper()
    if group(match, "weekday"):
        part = f"T{code_of(match['daypart2'])}" if match["daypart2"] else ""
        return Reading("SET", f"XXXX-WXX-{weekday_number(match['weekday'])}{part}", quantity=quantity)
    if group(match, "month"):
        return Reading("SET", f"XXXX-{month_number(match['month']):02d}", quantity=quantity)
    if group(match, "season"):
        return Reading("SET", f"XXXX-{code_of(what)}", quantity=quantity)
    if group(match, "daypart"):
        return Reading("SET", f"XXXX-XX-XXT{code_of(what)}", quantity=quantity)
    unit = unit_of(match["unit"])
    count = 2.0 if group(match, "other") in ("other", "second") else _count(match)
    if group(match, "count") is None and count is None:
        count = 1.0
    if unit.name == "weekend":
        return Reading("SET", OPEN["weekend"], quantity=quantity)
    return Reading("SET", _value(count, unit), quantity=quantity)


def read_weekdays(match: re.Match[str], setting: Setting) -> Readings:
    """`on Mondays`, `Friday nights`."""
    weekday = weekday_number(match["weekday"] or match["weekday2"])
    daypart = match["daypart"] or match["daypart2"]
    value = f"XXXX-WXX-{weekday}" + (f"T{code_of(daypart)}" if daypart else "")
    return Reading("SET", value, quantity="EVERY", confidence=0.9)


# ------------------------------------------------------------ counted from now or from another date

_GRAINS = ("day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade")


def read_ago(match: re.Match[str], setting: Setting) -> Readings:
    """`two years ago`, `a week ago`, `in three days' time`, `six months from now`."""
    unit, count = unit_of(match["unit"]), _count(match)
    start, end = span_of(match)
    mod = mod_of(group(match, "approx"))
    back = "ago" in folded(match["rel"]) or "back" in folded(match["rel"])
    if count is None:
        return Reading("DATE", "PAST_REF" if back else "FUTURE_REF", mod, confidence=0.8, start=start, end=end)
    if setting.day is None:
        kind = "TIME" if unit.clock else "DATE"
        return Reading(kind, OPEN.get(unit.grain, OPEN["day"]), mod, confidence=0.5, start=start, end=end)
    if unit.clock:
        return _clock_ago(unit, count, setting, mod, start, end)
    if "today" in folded(match["rel"]):
        exact = calendar.moved(setting.day, unit.grain, -count if back else count)
        return Reading("DATE", exact.isoformat(), mod, anchor=setting.basis, start=start, end=end)
    if group(match, "unit2") or group(match, "this"):
        return _ago_this(match, setting, unit, count)
    compared = _compared(match, setting, unit, count)
    value = compared or _away(setting.day.isoformat(), unit, -count if back else count)
    return Reading("DATE", value, mod, anchor=setting.basis, confidence=0.88, start=start, end=end)


def _ago_this(match: re.Match[str], setting: Setting, unit: Unit, count: float) -> Reading:
    """`two years ago this week`, `a year ago tomorrow`: the week or day of that year."""
    assert setting.day is not None
    named = unit_of(match["unit2"]).grain if group(match, "unit2") else "day"
    step = {"last": -1, "next": 1, "yesterday": -1, "tomorrow": 1}
    here = calendar.moved(setting.day, _MOVES.get(named, named), step.get(folded(match["which"] or match["this"]), 0))
    there = calendar.moved(here, unit.grain, count * unit.factor * (-1 if folded(match["rel"]) == "ago" else 1))
    start, end = span_of(match)
    if folded(group(match, "this") or "") == "tonight":
        return Reading("TIME", f"{there.isoformat()}TNI", anchor=setting.basis, start=start, end=end)
    return Reading(
        "DATE",
        calendar.value_at(there, named),
        mod_of(group(match, "approx")),
        anchor=setting.basis,
        start=start,
        end=end,
    )


_MOVES = {"weekend": "week"}


def _clock_ago(unit: Unit, count: float, setting: Setting, mod: str | None, start: int, end: int) -> Reading:
    assert setting.day is not None
    days = count / 24 if unit.name == "hour" else 0
    day = calendar.add_days(setting.day, -round(days) if days >= 1 else 0)
    return Reading("TIME", f"{day.isoformat()}TXX", mod, anchor=setting.basis, confidence=0.6, start=start, end=end)


def _away(value: str, unit: Unit, count: float) -> str | None:
    """The value so many units away: whole weeks give a week, but one week gives the day."""
    grain = unit.grain
    if grain == "week" and abs(count * unit.factor) == 1:
        return calendar.shifted(value, "day", 7 * count)
    if grain == "week":
        return calendar.shifted(value, "week", count * unit.factor)
    if grain == "year" and count != int(count):
        return calendar.shifted(value, "month", 12 * count)
    if grain in ("decade", "century") and count != int(count):
        return calendar.shifted(value, "year", unit.factor * count)
    if grain == "weekend":
        held = calendar.bounds(value)
        return calendar.weekend_value(calendar.add_days(held[0], round(7 * count))) if held else None
    return calendar.shifted(value, grain, count * (unit.factor if grain == "month" else 1))


_COMPARED = re.compile(
    r"(?i)\b(?:compared|compares|comparing|from|than|versus|vs\.?|against|over|up|down|ahead\s+of|below|above|behind)\b(?:[^.;]|\.(?=\d)){0,60}$"
)


def _compared(match: re.Match[str], setting: Setting, unit: Unit, count: float) -> str | None:
    """`compared with $2 million a year ago`: the same quarter or month as the one told, a year back."""
    if unit.name != "year" or count != 1 or not _COMPARED.search(setting.left(match.start(), 80)):
        return None
    prior = setting.prior("quarter", "month", "half", sentences=1, but=COMPARISONS)
    held = calendar.bounds(prior.value) if prior else None
    if prior is None or prior.value is None or held is None or setting.day is None or held[0] > setting.day:
        return None
    return None if _many_months_since(prior, setting) else calendar.shifted(prior.value, "year", -1)


def read_later(match: re.Match[str], setting: Setting) -> Readings:
    """`a day earlier`, `two weeks later`, `the year before`: counted from the date told before."""
    unit, count = unit_of(match["unit"]), _count(match)
    start, end = span_of(match)
    back = folded(match["rel"]).split()[0] in ("earlier", "before", "previously", "previous", "prior", "beforehand")
    mod = mod_of(group(match, "approx"))
    if unit.clock:
        return _clock_later(unit, count, setting, back, mod, start, end)
    if count is None:
        return Reading("DURATION", period(None, unit), mod, confidence=0.6, start=start, end=end)
    same = _apposition(setting, unit, count, back, match.start())
    if same:
        return Reading("DATE", same.value, mod, anchor=f"timex:{same.start}", confidence=0.8, start=start, end=end)
    beside = _date_beside(match.end(), setting) if unit.grain in ("day", "week") and count else None
    if beside:
        value = beside.isoformat() if unit.grain == "day" or count == 1 else calendar.week_value(beside)
        prior = setting.prior("day", "week", "month")
        anchor = f"timex:{prior.start}" if prior else setting.basis
        return Reading("DATE", value, mod, anchor=anchor, confidence=0.8, start=start, end=end)
    base, anchor = _base(setting, unit, match.start(), ahead=not back)
    compared = _compared(match, setting, unit, count) if back and base and _is_ahead(base, setting) else None
    if compared:
        return Reading("DATE", compared, mod, anchor=setting.basis, confidence=0.75, start=start, end=end)
    if base is None:
        value = OPEN.get(unit.grain, OPEN["day"])
        return Reading("DATE", value, mod, confidence=0.4, start=start, end=end)
    if unit.name == "year" and count > 1 and calendar.grain_of(base) == "month":
        base = base[:4]  # "three years later" than June 1984 is a year; "a year earlier" may be the same month
    value = _away(base, unit, -count if back else count) or OPEN["day"]
    if unit.name == "week" and folded(match["count"]) == "the":
        value = calendar.shifted(base, "week", -1 if back else 1) or OPEN["week"]
    return Reading("DATE", value, mod, anchor=anchor, confidence=0.82, start=start, end=end)


def _is_ahead(base: str, setting: Setting) -> bool:
    """Whether a day to come was told last: figures of `a year earlier` are not counted from it."""
    return setting.day is not None and base[:10] > setting.day.isoformat()


_BESIDE_DATE = r"(?:,|, that is,) (?:on )?(?P<month>{MONTH}) (?P<day>{DAY})(?:,? (?P<year>{YEAR}))?(?!\d)"


def _date_beside(at: int, setting: Setting) -> calendar.Day | None:
    """`11 days earlier, on April 9`: the date says it itself."""
    told = compiled(_BESIDE_DATE).match(setting.text, at)
    prior = setting.prior("day", "week", "month")
    held = calendar.bounds(prior.value) if prior else None
    around = held[0] if held else setting.day
    if told is None or around is None:
        return None
    years = [int(told["year"])] if told["year"] else [around.year - 1, around.year, around.year + 1]
    numbers = month_number(told["month"]), day_number(told["day"])
    days = [found for year in years if (found := calendar.date(year, *numbers))]
    return calendar.nearest(around, days) if days else None


def _apposition(setting: Setting, unit: Unit, count: float, back: bool, at: int) -> Timex | None:
    """`begun Wednesday, not finished until Saturday, three days later`: the day just told, said once more."""
    days = [t for t in setting.before[-3:] if calendar.grain_of(t.value) == "day"]
    if len(days) < 2 or unit.grain != "day" or setting.text[days[-1].end : at].strip() not in (",", ", just", ", only"):
        return None
    first, last = days[-2].value, days[-1].value
    return days[-1] if calendar.shifted(first or "", "day", -count if back else count) == last else None


def _clock_later(
    unit: Unit, count: float | None, setting: Setting, back: bool, mod: str | None, start: int, end: int
) -> Reading:
    """`an hour later`: the hour itself where one was told just before, else how long."""
    hours = [t for t in reversed(setting.before[-3:]) if t.type == "TIME"]
    prior = next((t for t in hours if not setting.is_flashback(t)), next(iter(hours), None))
    told = re.fullmatch(r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(Z|[+-]\d\d:\d\d)?", (prior and prior.value) or "")
    is_far = prior is None or setting.sentence - prior.start > HOUR_REACH
    if prior is None or told is None or count is None or is_far or unit.name == "second":
        return Reading("DURATION", _value(count, unit), mod, confidence=0.8, start=start, end=end)
    minutes = 60 * int(told[2]) + int(told[3]) + round(count * _MINUTES[unit.name]) * (-1 if back else 1)
    day = calendar.add_days(calendar.Day.fromisoformat(told[1]), minutes // 1440)
    value = f"{day.isoformat()}T{minutes // 60 % 24:02d}:{minutes % 60:02d}{told[4] or ''}"
    return Reading("TIME", value, mod, anchor=f"timex:{prior.start}", confidence=0.7, start=start, end=end)


HOUR_REACH = 200
"""Characters before the sentence in which "an hour later" still finds its hour: one sentence or two."""

_MINUTES = {"hour": 60.0, "minute": 1.0, "second": 1 / 60}


def _base(setting: Setting, unit: Unit, at: int, *, ahead: bool) -> tuple[str | None, str]:
    """The date from which "a year earlier" is counted: the last one fine enough, else the day of publication."""
    prior: Timex | None
    if unit.grain == "day":
        prior = (
            setting.main_day() if ahead else _day_compared(setting, at) or setting.told_day(at) or setting.prior("day")
        )
    else:
        grains = _GRAINS[: _GRAINS.index(unit.grain) + 1] if unit.grain in _GRAINS else _GRAINS
        prior = setting.result_period(*grains, but=COMPARISONS - {"later", "ago"}) or setting.prior(*grains)
    if prior is not None and prior.rule == "later" and _WITH.search(setting.left(at)):
        prior = _compared_with(prior, setting) or prior
    if prior is not None:
        return prior.value, f"timex:{prior.start}"
    return (setting.day.isoformat(), setting.basis) if setting.day else (None, "none")


_WITH = re.compile(r"(?i)\b(?:from|than|with|against|on)\s+$")


def _compared_with(compared: Timex, setting: Setting) -> Timex | None:
    """`up 2 percent from a month earlier and 5 percent from a year earlier`: both are compared with the one told of."""
    if compared.start < setting.sentence or not _WITH.search(setting.left(compared.start)):
        return None
    return next((t for t in setting.before if compared.anchor == f"timex:{t.start}"), None)


_FIGURE = re.compile(r"(?i)\b(?:from|against|with|to)\s+[^,;]*\d[^,;]*$")


def _day_compared(setting: Setting, at: int) -> Timex | None:
    """`rose Friday after a gain Thursday; from 80 million a day earlier`: figures are of the latest day told."""
    if not _FIGURE.search(setting.left(at, 80)):
        return None
    near = [t for t in setting.before if t.start >= setting.sentence - NEARBY / 2 and calendar.day_of(t.value)]
    told = [
        t
        for t in near
        if t.rule != "in-a-row" and setting.look(t.start, t.end) == BACK and setting.right(t.end, 2) not in ("'s", "’s")
    ]
    return max(reversed(told), key=lambda t: (t.value or "")[:10], default=None)


def read_year_ago(match: re.Match[str], setting: Setting) -> Readings:
    """`the year-ago quarter`, `the year-earlier period`, `the same period last year`, `the same month of 1998`."""
    kind, year = folded(group(match, "kind") or ""), group(match, "year")
    prior = setting.prior("quarter", "month", "half", "week", *(["day"] if kind == "day" else []), sentences=2)
    if not year and prior is None and setting.day and kind == "quarter":
        day = calendar.add_months(setting.day, -15)
        return Reading("DATE", calendar.quarter_value(day), anchor=setting.basis, confidence=0.6)
    if prior is None or prior.value is None or _many_months_since(prior, setting):
        value = year or (f"{setting.day.year - 1:04d}" if setting.day else OPEN["year"])
        return Reading("DATE", value, anchor="none" if year else setting.basis, confidence=0.6)
    held = calendar.bounds(prior.value)
    count = int(year) - held[0].year if year and held else -1
    keep = kind if kind in ("month", "quarter", "week", "day") else calendar.grain_of(prior.value) or "year"
    shifted = calendar.moved(held[0], "year", count) if held else None
    value = calendar.value_at(shifted, keep) if shifted else OPEN["year"]
    return Reading("DATE", value, anchor=f"timex:{prior.start}", confidence=0.75)


def _many_months_since(prior: Timex, setting: Setting) -> bool:
    """Whether six or nine months were told after a quarter: "a year earlier" is then no quarter."""
    return any(t.start > prior.start and t.value in ("P6M", "P9M") for t in setting.before)


def read_and_half(match: re.Match[str], setting: Setting) -> Readings:
    """`a year and a half`."""
    return Reading("DURATION", period(1.5, unit_of(match["unit"])), mod_of(group(match, "approx")))


READERS: dict[str, Reader] = {
    "duration": read_duration,
    "duration-compound": read_compound,
    "duration-fraction": read_duration,
    "duration-and-half": read_and_half,
    "duration-two": read_two_durations,
    "duration-one-or-two": read_some,
    "duration-a": read_a_unit,
    "duration-vague": read_some,
    "duration-vague-of": read_some,
    "duration-some-long": read_some,
    "duration-the": read_long,
    "duration-ended": read_long,
    "duration-full": read_long,
    "duration-edge": read_edge,
    "duration-long": read_long,
    "duration-first": read_long,
    "duration-all": read_long,
    "set-frequency": read_frequency,
    "set-every": read_every,
    "set-weekdays": read_weekdays,
    "ago": read_ago,
    "ago-vague": read_ago,
    "in-time": read_ago,
    "later": read_later,
    "later-and": read_later,
    "later-the": read_later,
    "ago-this": read_ago,
    "later-vague": read_later,
    "year-ago": read_year_ago,
    "same-period": read_year_ago,
    "year-quarter": read_year_ago,
}
"""Which function reads the fits of a row of `rules.tsv`."""
