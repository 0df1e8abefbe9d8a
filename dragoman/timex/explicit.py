"""Dates that are written out: `8 May 2025`, `May 7 to 10`, `early June`, `the 1990s`, `fiscal 2010`."""

from __future__ import annotations

import datetime
import re

from dragoman.document import Timex
from dragoman.timex import calendar
from dragoman.timex.setting import (
    BACK,
    FORWARD,
    NEAR,
    NEARBY,
    OPENING,
    Reader,
    Reading,
    Readings,
    Setting,
    group,
    span_of,
)
from dragoman.timex.words import day_number, folded, mod_of, month_number, ordinal, weekday_number

DAYS_MISDATED = 7
"""Days by which an article may be dated too early: what it tells in the past lies no further ahead."""
DAYS_AGAINST_TENSE = 100
"""How far a month and day may lie against the tense before another year is taken: `will ... on April 30`, in June."""


def read_iso(match: re.Match[str], setting: Setting) -> Readings:
    """`2025-05-08`, with a clock time or without."""
    day = calendar.date(int(match["y"]), int(match["m"]), int(match["d"]))
    if day is None:
        return None
    clock = group(match, "clock")
    if clock:
        return Reading("TIME", f"{day.isoformat()}T{clock}{group(match, 'zone') or ''}", confidence=0.99)
    return Reading("DATE", day.isoformat(), confidence=0.99)


def read_numeric(match: re.Match[str], setting: Setting) -> Readings:
    """`5/8/2025` is 8 May as an American writes it, `08.05.2025` as a European does; `25/12/2024` can only be one."""
    first, second, year = int(match["a"]), int(match["b"]), _full_year(match["y"], setting)
    european = match["sep"] == "." or first > 12
    month, day = (second, first) if european else (first, second)
    found = calendar.date(year, month, day)
    unsure = not european and second <= 12 and first != second
    return Reading("DATE", found.isoformat(), confidence=0.75 if unsure else 0.95) if found else None


def read_date(match: re.Match[str], setting: Setting) -> Readings:
    """A month and a day, with the year or without."""
    if _IN.search(setting.left(match.start())) and _COUNTS.match(setting.right(match.end())) and not match["year"]:
        return None
    found = _month_day(match, setting, match["month"], match["day"])
    return _with_part(found, match) if found else None


_IN = re.compile(r"\b[Ii]n\s+$")
_COUNTS = re.compile(r"\s+(?:people|men|women|children|police|(?:[a-z]+\s+)?[a-z]{3,}s)\b")
"""`In February 19 people died`: what stands after `in` is a month, what counts people no day."""


def read_day_range(match: re.Match[str], setting: Setting) -> Readings:
    """`May 7 to 10`, `7-10 May 2025`: two days that each know the whole range."""
    first = _month_day(match, setting, match["month"], match["day"])
    last = _month_day(match, setting, group(match, "month2") or match["month"], match["day2"])
    if first is None or last is None:
        return None
    if re.search(r"(?i)\b(?:and|or)\b|,|/", match["link"]):
        begin, finish = None, None
    else:
        begin, finish = calendar.day_of(first.value), calendar.day_of(last.value)
    if begin and finish and finish < begin:
        return None
    days_first = match.start("day") < match.start("month")
    return (
        _placed(first, match.start() if not days_first else match.start("day"), _first_end(match), begin, finish),
        _placed(last, _last_start(match), match.end(), begin, finish),
    )


def read_day_list(match: re.Match[str], setting: Setting) -> Readings:
    """`Oct. 5, 6 and 9`: three days."""
    first, *others = (_month_day(match, setting, match["month"], match[name]) for name in ("day", "day2", "day3"))
    if first is None or None in others:
        return None
    spans = [(match.start(), match.end("day")), match.span("day2"), (match.start("day3"), match.end())]
    days = zip((first, *others), spans, strict=True)
    return tuple(_placed(day, start, end, None, None) for day, (start, end) in days if day)


def _first_end(match: re.Match[str]) -> int:
    return match.start("link")


def _last_start(match: re.Match[str]) -> int:
    starts = [match.start("day2")]
    if group(match, "month2") is not None:
        starts.append(match.start("month2"))
    return min(starts)


def _placed(
    reading: Reading, start: int, end: int, begin: datetime.date | None, finish: datetime.date | None
) -> Reading:
    return Reading(
        reading.type,
        reading.value,
        begin=begin,
        finish=finish,
        anchor=reading.anchor,
        confidence=reading.confidence,
        start=start,
        end=end,
    )


def _with_part(reading: Reading, match: re.Match[str]) -> Reading:
    """`late on May 8`: the mod that the words before give."""
    mod = mod_of(group(match, "part"))
    return (
        reading
        if mod is None
        else Reading(
            reading.type, reading.value, mod, None, reading.begin, reading.finish, reading.anchor, reading.confidence
        )
    )


def _month_day(match: re.Match[str], setting: Setting, month_word: str, day_word: str) -> Reading | None:
    month, day = month_number(month_word), day_number(day_word)
    year_word = group(match, "year") or group(match, "partner")
    that, which = group(match, "that"), folded(group(match, "which") or "")
    if that and (told := _relative_year(that, setting)):
        return _dated(match, calendar.date(told, month, day), setting.basis)
    if which and setting.day:
        return _dated(match, _on_that_side(which, setting.day, month, day), setting.basis)
    if calendar.date(2000, month, day) is None:
        return None
    if year_word:
        return _dated(match, calendar.date(_full_year(year_word, setting), month, day))
    if _is_custom(match, setting):
        return Reading("SET", f"XXXX-{month:02d}-{day:02d}", quantity="EVERY", confidence=0.9)
    if setting.day is None:
        return Reading("DATE", f"XXXX-{month:02d}-{day:02d}", confidence=0.9)
    found, sure = _without_year(match, setting, setting.day, month, day)
    return (
        None
        if found is None
        else Reading("DATE", found.isoformat(), anchor=setting.basis, confidence=0.93 if sure else 0.5)
    )


def _on_that_side(which: str, today: datetime.date, month: int, day: int) -> datetime.date | None:
    """`last Oct. 23` is the latest one before today, `next Oct. 23` the first one after it."""
    years = range(today.year - 1, today.year + 2)
    days = [found for year in years if (found := calendar.date(year, month, day))]
    if which == "this":
        return calendar.date(today.year, month, day)
    if which in ("last", "this past"):
        return max((found for found in days if found < today), default=None)
    return min((found for found in days if found > today), default=None)


def _dated(match: re.Match[str], found: datetime.date | None, anchor: str = "none") -> Reading | None:
    if found is None:
        return None
    weekday = group(match, "weekday")
    agrees = weekday is None or found.isoweekday() == weekday_number(weekday)
    return Reading("DATE", found.isoformat(), anchor=anchor, confidence=0.99 if agrees else 0.5)


_CUSTOM = re.compile(
    r"\b(?:is|are|being)\s+(?:\w+ly\s+)?(?:celebrated|observed|marked|commemorated|held|honou?red)"
    r"(?:\s+(?:every|each)\s+year|\s+annually|\s+as[^.]{1,40}|\s+in\s+\S+(?:\s+\S+)?)?\s+(?:every|each|on)\s*$"
    r"|\b(?:every|each)\s*$|\bannually\s+on\s*$|\b(?:falls|celebrates?|observes?|marks)\s+(?:[^.]{1,30}\s)?on\s*$"
)


def _is_custom(match: re.Match[str], setting: Setting) -> bool:
    """Whether the sentence tells a custom ("Republic Day is kept on January 26"), not an occasion."""
    return _CUSTOM.search(setting.left(match.start(), 90)) is not None


def _without_year(
    match: re.Match[str], setting: Setting, today: datetime.date, month: int, day: int
) -> tuple[datetime.date | None, bool]:
    """The nearest year, unless a year stands before in the sentence, the weekday or the tense says another."""
    told = _year_told(match, setting) or _year_gone_on(month, match, setting)
    if told is not None and told != today.year:
        return calendar.date(told, month, day), True
    reach = 8 if (month, day) == (2, 29) else 1  # 1896 and 1904 are leap years, 1900 is not
    years = range(today.year - reach, today.year + reach + 1)
    days = [found for year in years if (found := calendar.date(year, month, day))]
    weekday = group(match, "weekday")
    if weekday:
        agreeing = [found for found in days if found.isoweekday() == weekday_number(weekday)]
        return calendar.nearest(today, agreeing or days), bool(agreeing)
    if not days:
        return None, False
    return nearest_year(days, today, match, setting), True


def nearest_year(
    days: list[datetime.date], today: datetime.date, match: re.Match[str], setting: Setting
) -> datetime.date:
    """The day of the nearest year, unless the tense or a time told before says another."""
    if _HAPPENED.match(setting.text, match.end()):
        days = [day for day in days if day <= today] or days
    look = setting.direction(match)
    if look == BACK and _is_done(match, setting):
        days = [day for day in days if (day - today).days <= DAYS_MISDATED] or days
    found = _by_tense(days, today, look, setting.left(match.start(), 60))
    return _of_told_time(found, today, match, setting) or found


_HAPPENED = re.compile(
    r",?\s+(?:killed|wounded|injured|destroyed|damaged|claimed|devastated|leveled|levelled|flattened)\b"
)
"""`the explosion, on Feb. 26, killed six`: what did harm has happened."""


def _is_done(match: re.Match[str], setting: Setting) -> bool:
    """Whether a past verb beside a day leaves no other reading: `sued on May 14`, `On April 2 the mill closed`."""
    left = setting.left(match.start(), 60)
    opens = left.strip() == "On" and _OPENED.match(setting.text, match.end()) is not None
    return opens or _WAS_DONE.search(left) is not None


_PLANNED = (
    r"(?:schedul|plann|expect|slat|postpon|delay|tim|fix|mov|reschedul|call|promis|agre|intend|suspend|extend|need|set)"
    r"ed\b"
)
_WAS_DONE = re.compile(
    rf"(?i)(?<!\bbe\s)(?<!\bto\s)\b(?!{_PLANNED})[a-z]+ed\s+on\s+$"
    rf"|\b(?:was|were)\s+(?:not\s+|never\s+)?(?!{_PLANNED}|due\b|to\b|set\b)[a-z]+(?:en|ed|pt|ld|nt|ot|un|wn)"
    r"(?:\s+(?:in|out|up|down|off|over|there|here))?\s+on\s+$"
)
_OPENED = re.compile(
    rf",?\s+(?:the|a|an|his|her|its|their|he|she|it|they|[A-Z][\w.’'-]+)\s+(?:[\w.’'-]+\s+){{0,3}}?(?!{_PLANNED})[a-z]+ed\b"
)


def _by_tense(days: list[datetime.date], today: datetime.date, look: str | None, left: str) -> datetime.date:
    found = calendar.nearest(today, days)
    if (look != BACK and _RUNS.search(left)) or (look == FORWARD and (today - found).days > DAYS_AGAINST_TENSE):
        return min((day for day in days if day >= today), default=found)
    if (look in (BACK, None) and _DID.search(left)) or (look == BACK and (found - today).days > DAYS_AGAINST_TENSE):
        return max((day for day in days if day <= today), default=found)
    return found


def _of_told_time(
    found: datetime.date, today: datetime.date, match: re.Match[str], setting: Setting
) -> datetime.date | None:
    """`deaths between December 1996 and February 1997; on the night of Jan. 14`: the day amid the time told of.

    Only where it lies months from publication, looks back, and the time told was written out with its year.
    """
    if abs((found - today).days) < MONTHS_FROM_NOW or setting.direction(match) == FORWARD:
        return None
    for timex in reversed(setting.before):
        held = calendar.bounds(timex.value) if timex.anchor == "none" and timex.type == "DATE" else None
        if held is None or timex.start < setting.sentence - TOLD_NEAR or (held[1] - held[0]).days > 31:
            continue
        if _COMPARED.search(setting.text, max(timex.start - 40, 0), timex.start):
            continue
        years = range(held[0].year - 1, held[1].year + 2)
        there = [day for year in years if (day := calendar.date(year, found.month, found.day))]
        near = [day for day in there if min(abs((day - held[0]).days), abs((day - held[1]).days)) <= NEAR_IT]
        if near:
            return near[0]
    return None


_COMPARED = re.compile(r"\b(?:from|than|against|compared\s+with)\s(?:[^.;,]|\.\d){0,30}\bin\s$")
"""`up from 4.1 billion in January 1997`: only what the figure is held against."""
MONTHS_FROM_NOW, NEAR_IT, TOLD_NEAR = 75, 45, 400
"""Days from publication and from the time told, characters back, within which a day belongs to what was told."""

_RUNS = re.compile(
    r"(?i)(?<!that\s)\b(?:expires|matures|takes\s+effect|runs\s+(?:out|through|until)|is(?:\s+due)?|are|"
    r"(?:will|would(?=\s+take\s)|shall|(?:is|are)\s+to)\s+(?:not\s+)?(?:be\s+)?[a-z]+(?:\s+(?:effect|place|office|force|back|up|out|over|here|there))?)"
    r"\s+(?:on\s+|until\s+)?$"
)
"""`expires Dec. 31`: the verb beside it leaves only the day to come."""
_DID = re.compile(
    r"(?i)(?<!\bbe\s)(?<!\bbeing\s)\b(?:began|started|opened|closed|ended|died|joined|signed|filed|issued|acquired|completed|bought|sold|left|took|"
    r"became|won|lost|fell|rose|hit|struck|killed|arrested|seized|invaded|captured|crashed|fled|arrived|resigned|quit|enacted|born)"
    r"\s+(?:(?:the|its|his|her|their)\s+)?(?:[a-z]+\s+)?(?:on\s+)?$"
    r"|\b(?:compared\s+with|from|than|against)\s[$£€\d][^.;,]{0,30}\b(?:at|as\s+of)\s+$"
    r"|\bhad\s+[$£€\d][^.;,]{0,30}(?:,\d{3}[^.;,]{0,30})?\b(?:on|at|as\s+of)\s+$"
)
"""`began Jan. 20`, `from $5 million at Dec. 31`, `had 400 workers on Jan. 1`: only the day that is past."""


def _year_told(match: re.Match[str], setting: Setting) -> int | None:
    """The year of an explicit date before it in the same sentence: `In 1994, ... on April 6`, `in 1908, when ...`.

    Or of one of the same month shortly before: `The war began in April 1992. On April 6 ...`.
    """
    if setting.before and (beside := _year_beside(match, setting.before[-1], setting)):
        return beside
    for timex in reversed(setting.before):
        if timex.start < setting.sentence - NEARBY:
            return None
        if _opens_story(timex, match, setting):
            return int((timex.value or "")[:4])
        if timex.anchor != "none" or timex.type != "DATE":
            continue
        held = calendar.bounds(timex.value)
        if held is None or calendar.grain_of(timex.value) not in _WITH_YEAR:
            continue
        if calendar.grain_of(timex.value) == "day" and timex.start >= setting.sentence and _is_end(match, setting):
            month, day = month_number(match["month"]), day_number(match["day"])
            return held[0].year + ((month, day) < (held[0].month, held[0].day))
        opens = 0 <= timex.start - setting.sentence <= OPENING
        if opens or (timex.start >= setting.sentence and _WHEN.match(setting.text, timex.end)):
            return held[0].year
        if "\n" in setting.text[timex.end : match.start()]:
            return None
        if _same_month(match, timex.value or "") and setting.direction(match) != FORWARD:
            return held[0].year
    return None


def _opens_story(timex: Timex, match: re.Match[str], setting: Setting) -> bool:
    """Whether a year opens what is told on: `Last year they held 21 people. The last was freed on Sept. 16.`

    In the next sentence only for a day that would else lie ahead or months back: the news goes on in days just past.
    """
    is_year = re.fullmatch(r"\d{4}", timex.value or "") is not None and setting.opens_sentence(timex)
    if not is_year or setting.direction(match) != BACK:
        return False
    return timex.start >= setting.sentence or (setting.is_sentence_before(timex) and not _is_just_past(match, setting))


def _is_just_past(match: re.Match[str], setting: Setting) -> bool:
    if group(match, "day") is None or setting.day is None:
        return True
    month, day = month_number(match["month"]), day_number(match["day"])
    days = [calendar.date(year, month, day) for year in (setting.day.year - 1, setting.day.year)]
    return any(found is not None and 0 <= (setting.day - found).days < MONTHS_FROM_NOW for found in days)


def _year_beside(match: re.Match[str], told: Timex, setting: Setting) -> int | None:
    """`51 days later, on April 19`: said once more, so the year in which it lies nearest to what stands before."""
    held = calendar.bounds(told.value) if (told.anchor or "").startswith("timex") else None
    if held is None or group(match, "day") is None or not _ON.fullmatch(setting.text, told.end, match.start()):
        return None
    month, day = month_number(match["month"]), day_number(match["day"])
    years = (held[0].year - 1, held[0].year, held[0].year + 1)
    days = [found for year in years if (found := calendar.date(year, month, day))]
    return calendar.nearest(held[0], days).year if days else None


def _is_end(match: re.Match[str], setting: Setting) -> bool:
    """Whether a stretch ends there: `the vote of 27 December 2007; it went on until 28 February`."""
    if group(match, "day") is None:
        return False
    return re.search(r"(?i)\b(?:until|till|to|through)\s+$", setting.left(match.start())) is not None


_ON = re.compile(r",\s+(?:on\s+)?")
_WITH_YEAR = ("day", "month", "quarter", "half", "season", "year")
_WHEN = re.compile(r",?\s+when\b")


def _same_month(match: re.Match[str], value: str) -> bool:
    return group(match, "day") is not None and value[4:7] == f"-{month_number(match['month']):02d}"


def _full_year(word: str, setting: Setting) -> int:
    """Four figures of a year written with two: within the last ninety years."""
    year = int(re.sub(r"\D", "", word))
    if year >= 100:
        return year
    today = setting.day.year if setting.day else 2025
    century = today - today % 100
    return century + year if century + year <= today + 10 else century - 100 + year


# ------------------------------------------------------------ months


def read_week_of_day(match: re.Match[str], setting: Setting) -> Readings:
    """`the week of Oct. 9`: the week that holds the day."""
    found = _month_day(match, setting, match["month"], match["day"])
    day = calendar.day_of(found.value) if found else None
    if found is None or day is None:
        return None
    return Reading("DATE", calendar.week_value(day), anchor=found.anchor, confidence=0.85)


def read_month_year(match: re.Match[str], setting: Setting) -> Readings:
    """`May 2025`, `early May 2025`, `October of next year`."""
    month = month_number(match["month"])
    year: int | None
    if group(match, "year"):
        year, anchor = _full_year(match["year"], setting), "none"
    else:
        year, anchor = _relative_year(match["which"], setting), setting.basis
    value = f"XXXX-{month:02d}" if year is None else f"{year:04d}-{month:02d}"
    return Reading("DATE", value, mod_of(group(match, "part")), anchor=anchor if year else "none", confidence=0.97)


def _relative_year(which: str, setting: Setting) -> int | None:
    which = folded(which)
    if which in ("the same", "that same", "that", "the next", "the following", "the previous", "the preceding"):
        prior = setting.prior("day", "month", "quarter", "year", "week", "season")
        held = calendar.bounds(prior.value) if prior else None
        year = held[0].year if held else setting.day.year if setting.day else None
        step = {"the following": 1, "the next": 1, "the previous": -1, "the preceding": -1}.get(which, 0)
        return None if year is None else year + step
    if setting.day is None:
        return None
    return setting.day.year + {"last": -1, "next": 1}.get(which, 0)


def read_month(match: re.Match[str], setting: Setting) -> Readings:
    """A bare month: the latest one, or the next where the words look forward."""
    month, today = month_number(match["month"]), setting.day
    start, end = span_of(match)
    mod = mod_of(group(match, "part"))
    partner = group(match, "partner")
    if partner:
        return Reading("DATE", f"{int(partner):04d}-{month:02d}", mod, start=start, end=end)
    if today is None:
        return Reading("DATE", f"XXXX-{month:02d}", mod, confidence=0.9, start=start, end=end)
    if _USUALLY.search(setting.left(start, 60)) and not group(match, "which"):
        return Reading("DATE", f"XXXX-{month:02d}", mod, confidence=0.8, start=start, end=end)
    year, sure = _month_year(match, setting, today, month)
    value = f"{year:04d}-{month:02d}"
    return Reading("DATE", value, mod, anchor=setting.basis, confidence=sure, start=start, end=end)


def _month_year(match: re.Match[str], setting: Setting, today: datetime.date, month: int) -> tuple[int, float]:
    which = folded(group(match, "which") or "")
    if which in ("the previous", "the following", "that") or (
        which == "the next" and setting.direction(match) != FORWARD and setting.before
    ):
        return _month_beside(which, setting, today, month), 0.8
    told = _year_told(match, setting) or _year_gone_on(month, match, setting)
    if told is not None and told < today.year:
        return told, 0.8
    look = _month_look(match, setting)
    if which in ("last", "this past", "the past"):
        return today.year - (month >= today.month), 0.9
    far = (month - today.month) % 12 >= MONTHS_AHEAD and _RISE_IN.search(setting.left(match.start()))
    if which in ("next", "this coming", "the coming", "the next") or (not which and look == FORWARD and not far):
        return today.year + (month < today.month + (which == "next")), 0.85
    if which == "this":
        return today.year, 0.9
    if look == NEAR:
        return min(
            (today.year, today.year - 1, today.year + 1), key=lambda y: abs(12 * (y - today.year) + month - today.month)
        ), 0.7
    return today.year - (month > today.month), 0.85 if look == BACK else 0.7


def _year_gone_on(month: int, match: re.Match[str], setting: Setting) -> int | None:
    """The year of what the same sentence has told of long ago: `A month later he tried another, and at the end of May
    fled`, of the year in which its last month or day lies, or the next."""
    last = setting.before[-1] if setting.before else None
    if last is None or last.start < setting.sentence or setting.day is None or last.type != "DATE":
        return None
    if re.search(r"\b(?:earlier|before|ago|previous)\b", setting.text[last.start : last.end]):
        return None  # `from a year earlier`
    held = calendar.bounds(last.value) if calendar.grain_of(last.value) in ("day", "week", "month") else None
    if held is None or (setting.day - held[1]).days < LONG_AGO or last.anchor == "none":
        return None
    return held[0].year + (month < held[0].month)


LONG_AGO = 240
"""Days before publication from which a sentence's next month or day is of its own year and not of the news."""
MONTHS_AHEAD = 11
"""Months from which figures of a bare month look back whatever the verb: in November `look for a rise in October`."""
_RISE_IN = re.compile(
    r"(?i)\b(?:rise|rises|fall|gain|gains|drop|increase|decline|growth|surplus|deficit)\s+(?:in|for)\s+$"
)


def _month_look(match: re.Match[str], setting: Setting) -> str | None:
    """Where a bare month lies: `will report October sales` is as past as the sales, `for May delivery` nearby."""
    start, end = span_of(match)
    right, left = setting.right(end), setting.left(start)
    if _TRADED.match(right) or _TO_TRADE.search(left):
        return NEAR
    told_of = _COUNTED_OF.match(right) and not _AT.search(left)
    return BACK if told_of or _FIGURES_FOR.search(left) else setting.direction(match)


_USUALLY = re.compile(
    r"(?i)\b(?:normally|usually|typically|traditionally|generally)\s+(?:is|are|(?!was\b)[a-z]+s|begin|start|come|fall|end|peak)\s[^.,;]*$"
    r"|\b(?:is|are)\s+(?:normally|usually|typically|traditionally|generally)\s[^.,;]*$"
)
"""`normally begins in late March`: a custom, of no year."""

_COUNTED_OF = re.compile(
    r"(?:['’]s)?\s+(?:figures?|data|sales|numbers?|results|report|index|payrolls|employment|unemployment|jobs?|inflation|"
    r"consumer|producer|wholesale|retail|industrial|factory|durable|housing|trade|exports|imports|output|production|orders|"
    r"earnings|profits?|deliveries|shipments|traffic)\b(?!\s+(?:target|forecast|contracts?|futures|talks|deadline))"
)
_AT = re.compile(r"(?i)\b(?:in|by|until|till|since|from|through|before|after|of|for)\s+(?:early\s+|late\s+|mid-?)?$")
_FIGURES_FOR = re.compile(
    r"(?i)\b(?:sales|figures?|data|results|report|orders|numbers|deliveries)\s+(?:(?:on|of|about)\s+[^.,;]{1,40}\s+)?for\s+$"
)
_TO_TRADE = re.compile(
    r"(?i)\b(?:for\s+delivery|to\s+be\s+delivered|(?<!for\s)delivery|futures)\s+(?:in|for)\s+$|\b(?:oil|crude|Brent|contracts?|nickel|platinum|rice|gasoline|gas|wheat|corn|"
    r"soybeans|cotton|cattle|hogs|coffee|sugar|gold|silver|copper)\s+for\s+$"
)
_TRADED = re.compile(
    r"(?i)\s+(?:(?:light\s+)?(?:sweet\s+)?(?:crude|gasoline|wheat|corn|soybeans?|cotton|gold|silver|copper|cattle|hogs|coffee|cocoa)\s+(?!prices)|delivery|futures|contracts?|settlement|shipment)\b"
)
"""`crude for November delivery`: the month nearby, whatever the verb says."""


def _month_beside(which: str, setting: Setting, today: datetime.date, month: int) -> int:
    """The year of `the following May`: the first one after the date told before, or the last one before it."""
    prior = setting.prior("day", "week", "month", "quarter", "season", "year")
    held = calendar.bounds(prior.value) if prior else None
    told = (held[0] if which == "the previous" else held[1]) if held else today
    if which == "that" and prior and calendar.grain_of(prior.value) == "year":
        return told.year
    if which != "the previous":
        return told.year + (month <= told.month - (which == "that"))
    return told.year - (month >= told.month)


def read_day_of_month(match: re.Match[str], setting: Setting) -> Readings:
    """`on the 9th`, `the 25th of next month`."""
    start, end = span_of(match)
    if setting.day is None:
        return None
    step = {"next": 1, "last": -1}.get(folded(group(match, "which") or ""), 0)
    base = calendar.add_months(setting.day.replace(day=1), step)
    told = None if group(match, "which") else _month_told(setting)
    base = told or base
    days = [base] if told or group(match, "which") else [calendar.add_months(base, n) for n in (-1, 0, 1)]
    number_ = day_number(match["day"])
    found = [day for month in days if (day := calendar.date(month.year, month.month, number_))]
    if not found:
        return None
    day = _by_tense_strict(found, setting.day, setting.direction(match))
    return Reading("DATE", day.isoformat(), anchor=setting.basis, confidence=0.75, start=start, end=end)


def _month_told(setting: Setting) -> datetime.date | None:
    """The first day of the full month told in the same sentence: `began in September 1978, ended on the 17th`."""
    told = setting.prior("month", "day", sentences=1)
    held = calendar.bounds((told.value or "")[:7]) if told and told.start >= setting.sentence else None
    return held[0] if held and told and told.anchor == "none" else None


def _by_tense_strict(days: list[datetime.date], today: datetime.date, look: str | None) -> datetime.date:
    """The next day where the words look forward, else the latest; the nearest where neither is there."""
    if look == FORWARD:
        ahead = [day for day in days if day >= today]
        return min(ahead) if ahead else calendar.nearest(today, days)
    back = [day for day in days if day <= today]
    return max(back) if back and look == BACK else calendar.nearest(today, days)


# ------------------------------------------------------------ years and longer

_YEAR_CUE = re.compile(
    r"(?i)(?:\b(?:in|since|until|till|by|from|to|of|before|after|during|for|late|early|mid|through|throughout|and|or|the|"
    r"than|year|between|around|about|circa|as|spring|summer|autumn|fall|winter|election|class|born|into|was|is)|[(\-–—/;,])\s*$"
)
_COUNTED = re.compile(
    r"\s+(?:people|troops|soldiers|men|women|children|workers|jobs|employees|points|dollars|euros|pounds|tons|tonnes|"
    r"percent|per\s?cent|miles|kilomet\w+|met\w+|km|feet|acres|hectares|members|students|cases|deaths|homes|seats|"
    r"votes|copies|cars|vehicles|units|shares|times|years?|days|hours|others|more|or\s+more|million|billion|protesters|"
    r"refugees|migrants|police|officers|delegates|fighters|guests|civilians|victims|pages|flights|companies)\b|\s?%"
)


def read_year(match: re.Match[str], setting: Setting) -> Readings:
    """A bare year: four figures that nothing counts."""
    start, end = span_of(match)
    year = int(match["year"])
    left = setting.left(match.start("year"), 24)
    cued = bool(_YEAR_CUE.search(left)) or group(match, "part") is not None
    counted = _COUNTED.match(setting.right(match.end("year"), 30))
    if (
        counted
        or (not cued and not 1950 <= year <= 2049)
        or re.search(r"(?i)(?:[$£€#@]|no\.|nos\.|room|flight|rs\.?)\s?$", left)
    ):
        return None
    mod = mod_of(group(match, "part"))
    return Reading("DATE", f"{year:04d}", mod, confidence=0.95 if cued else 0.7, start=start, end=end)


def read_short_year(match: re.Match[str], setting: Setting) -> Readings:
    """`'82`, `the class of '68`."""
    return Reading("DATE", f"{_full_year(match['year'], setting):04d}", confidence=0.85, start=match.start())


def read_season_years(match: re.Match[str], setting: Setting) -> Readings:
    """`2008-09`, `the 2010/11 season`: from one year into the next."""
    first = int(match["year"])
    if int(match["next"]) % 100 != (first + 1) % 100:
        return None
    begin, finish = datetime.date(first, 1, 1), datetime.date(first + 1, 12, 31)
    return Reading("DATE", f"{first:04d}", begin=begin, finish=finish, confidence=0.7)


def read_year_span(match: re.Match[str], setting: Setting) -> Readings:
    """`the 1991-95 war`: two years that each know the whole range."""
    first, last = int(match["year"]), int(match["year"][:2] + match["next"])
    if last <= first + 1:
        return None
    begin, finish = datetime.date(first, 1, 1), datetime.date(last, 12, 31)
    return (
        Reading("DATE", f"{first:04d}", None, None, begin, finish, start=match.start(), end=match.end("year")),
        Reading("DATE", f"{last:04d}", None, None, begin, finish, start=match.start("next"), end=match.end()),
    )


_DECADE_WORDS = {"twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8}


def read_decade(match: re.Match[str], setting: Setting) -> Readings:
    """`the 1990s`, `the mid-'80s`, `the nineties`."""
    if re.search(
        r"(?i)\b(?:his|her|their|my|your|our|in\s+its|low|high|upper|lower)\s+(?:(?:early|late|mid)[\s-])?$",
        setting.left(match.start()),
    ):
        return None
    word = folded(match["decade"])
    figures = re.sub(r"\D", "", word)
    if len(figures) == 4:
        value = figures[:3]
    else:
        tens = int(figures[0]) if figures else {**_DECADE_WORDS, "nineties": 9}[word]
        value = f"19{tens}" if tens >= 2 else f"20{tens}"
    return Reading("DATE", value, mod_of(group(match, "part")), confidence=0.9)


def read_century(match: re.Match[str], setting: Setting) -> Readings:
    """`the 19th century` is 18."""
    count = ordinal(match["ord"])
    if not 1 <= count <= 30:
        return None
    return Reading("DATE", f"{count - 1:02d}", mod_of(group(match, "part")), confidence=0.9)


def read_fiscal(match: re.Match[str], setting: Setting) -> Readings:
    """`fiscal 2010`, `this financial year`: FY2010."""
    which = folded(group(match, "which") or "")
    mod = mod_of(group(match, "part"))
    if group(match, "year"):
        return Reading("DATE", f"FY{_full_year(match['year'], setting):04d}", mod, confidence=0.9)
    if setting.day is None:
        return Reading("DATE", "FYXXXX", mod, confidence=0.5)
    step = {"last": -1, "the last": -1, "the previous": -1, "the past": -1, "next": 1, "the next": 1}.get(which, 0)
    return Reading("DATE", f"FY{setting.day.year + step:04d}", mod, anchor=setting.basis, confidence=0.7)


READERS: dict[str, Reader] = {
    "iso-date": read_iso,
    "compact-date": read_iso,
    "numeric-date": read_numeric,
    "month-day": read_date,
    "day-month": read_date,
    "month-day-range": read_day_range,
    "month-day-list": read_day_list,
    "month-day-month-day": read_day_range,
    "day-range-month": read_day_range,
    "day-month-day-month": read_day_range,
    "week-of-day": read_week_of_day,
    "week-day-of": read_week_of_day,
    "month-year": read_month_year,
    "month": read_month,
    "month-name-word": read_month,
    "month-name-which": read_month,
    "month-name-pair": read_month,
    "month-name-plain": read_month,
    "day-of-month": read_day_of_month,
    "year": read_year,
    "short-year": read_short_year,
    "season-years": read_season_years,
    "year-span": read_year_span,
    "decade": read_decade,
    "decade-word": read_decade,
    "century": read_century,
    "fiscal-year": read_fiscal,
    "fiscal-year-relative": read_fiscal,
}
"""Which function reads the fits of a row of `rules.tsv`."""
