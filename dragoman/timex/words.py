"""The words that time expressions are made of: tables as pattern pieces, and what each word counts.

>>> number("twenty-five"), number("two and a half"), number("several")
(25.0, 2.5, None)
>>> month_number("Sept.")
9
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from dragoman.lexicon import load


class Month(msgspec.Struct, frozen=True):
    """`word` marks months that are words or given names too (May, March): a bare one needs a time word beside it."""

    name: str
    number: int
    short: tuple[str, ...] = ()
    word: str | None = None


class Weekday(msgspec.Struct, frozen=True):
    """A day of the week with its ISO number and its short forms."""

    name: str
    number: int
    short: tuple[str, ...]


class Unit(msgspec.Struct, frozen=True):
    """A unit of time: TIMEX3 code, how many of that code it is, whether it goes after T, how fine a date in it is."""

    name: str
    plural: tuple[str, ...]
    code: str
    factor: int
    grain: str
    clock: str | None = None


class Numeral(msgspec.Struct, frozen=True):
    """A number word."""

    name: str
    number: int


class Season(msgspec.Struct, frozen=True):
    """A season and the month in which it begins (northern half)."""

    name: str
    code: str
    first_month: int


class Daypart(msgspec.Struct, frozen=True):
    """A part of the day and its TIMEX3 code."""

    name: str
    code: str
    first_hour: int
    last_hour: int


class Zone(msgspec.Struct, frozen=True):
    """A clock zone; without an offset the hour stays local."""

    name: str
    offset: str | None = None


class Modifier(msgspec.Struct, frozen=True):
    """Words before a quantity or a period and the TIMEX3 mod they give."""

    phrase: str
    mod: str


class Phrase(msgspec.Struct, frozen=True):
    """A fixed expression with its value: `recently` is PAST_REF."""

    phrase: str
    type: str
    value: str


class NamedDay(msgspec.Struct, frozen=True):
    """Names of a day and the rule that finds it in a year (see the head of `named_days.tsv`)."""

    names: tuple[str, ...]
    rule: str


class Piece(msgspec.Struct, frozen=True):
    """A piece of a pattern that several rules share."""

    name: str
    pattern: str


class Frequency(msgspec.Struct, frozen=True):
    """A one-word set: `weekly` is P1W."""

    word: str
    value: str


@cache
def months() -> tuple[Month, ...]:
    """The twelve months."""
    return load("time/months.tsv", Month)


@cache
def weekdays() -> tuple[Weekday, ...]:
    """The seven days."""
    return load("time/weekdays.tsv", Weekday)


@cache
def units() -> tuple[Unit, ...]:
    """All units of time."""
    return load("time/units.tsv", Unit)


# ------------------------------------------------------------ pieces of patterns


def either(words: list[str]) -> str:
    """A pattern for any of some phrases, longest first; a blank stands for any white space or a line end."""
    return _by_letter([_written(word) for word in _longest_first(words)])


def either_case(words: list[str]) -> str:
    """The same in either case."""
    return _by_letter_in_either_case([_written(word) for word in _longest_first(words)])


def _by_letter(patterns: list[str]) -> str:
    """Patterns put together by their first letter, so that at most places one glance rules all out."""
    letters: dict[str, list[str]] = {}
    for pattern in patterns:
        letters.setdefault(pattern[0], []).append(pattern[1:])
    return "(?:" + "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in letters.items()) + ")"


def _by_letter_in_either_case(patterns: list[str]) -> str:
    letters: dict[str, list[str]] = {}
    for pattern in patterns:
        letters.setdefault(pattern[0].lower(), []).append(pattern[1:])
    branches = (f"[{letter.upper()}{letter}](?i:{'|'.join(rest)})" for letter, rest in letters.items())
    return "(?:" + "|".join(branches) + ")"


def _longest_first(words: list[str]) -> list[str]:
    return sorted(set(words), key=lambda word: (-len(word), word))


def _written(word: str) -> str:
    return re.escape(word).replace(r"\ ", r"\s+")


def _dotted(words: tuple[str, ...]) -> str:
    return "|".join(rf"{word}\b\.?" for word in sorted(words, key=len, reverse=True))


def _names(names: list[str], short: list[str]) -> str:
    whole = either(_cased(names)) + r"\b"
    return f"(?:{whole}|{_dotted(tuple(short))})" if short else f"(?:{whole})"


def _cased(names: list[str]) -> list[str]:
    return names + [name.upper() for name in names]


@cache
def pieces() -> dict[str, str]:
    """Named pieces that the rules' patterns are built from: `{MONTH}`, `{UNIT}`, `{COUNT}` ..."""
    month_short = _cased([short for month in months() for short in month.short])
    weekday_short = _cased([short for day in weekdays() for short in day.short])
    safe = [month.name for month in months() if not month.word]
    ordinals = [row.name for row in load("time/ordinals.tsv", Numeral)]
    found = {
        "MONTH": _names([month.name for month in months()], month_short),
        "SAFE_MONTH": _names(safe, month_short),
        "WORD_MONTH": _names([month.name for month in months() if month.word], []),
        "WEEKDAY": _names([day.name for day in weekdays()], []),
        "WEEKDAY_SHORT": "(?:" + _dotted(tuple(weekday_short)) + ")",
        "SEASON": either_case([s.name for s in load("time/seasons.tsv", Season)]),
        "DAYPART": either_case([p.name for p in load("time/dayparts.tsv", Daypart)]),
        "DAY": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d:])",
        "YEAR": r"(?:1[5-9]|2[01])\d\d(?!\d)",
        "ZONE": either([zone.name for zone in load("time/zones.tsv", Zone)]),
        "ORDINAL": rf"(?:{either_case(ordinals)}|\d{{1,3}}(?i:st|nd|rd|th))",
        "PART": either_case([p.phrase for p in load("time/parts.tsv", Modifier)]),
        "APPROX": either_case([p.phrase for p in load("time/approximators.tsv", Modifier)]),
    }
    return found | _phrase_pieces() | _unit_pieces() | _count_pieces()


def _phrase_pieces() -> dict[str, str]:
    return {
        "PHRASE": either_case([row.phrase for row in load("time/phrases.tsv", Phrase)]),
        "FREQUENCY": either_case([row.word for row in load("time/frequencies.tsv", Frequency)]),
        "NAMED_DAY": either([name for row in load("time/named_days.tsv", NamedDay) for name in row.names]),
    }


def _unit_pieces() -> dict[str, str]:
    plural = [word for unit in units() for word in unit.plural]
    single = [unit.name for unit in units() if unit.name not in ("second", "quarter", "weekday")]
    dates = [unit.name for unit in units() if not unit.clock and unit.name not in ("night", "weekday", "fortnight")]
    return {
        "UNITS": either_case(plural) + r"(?!\w)",
        "UNIT": either_case([unit.name for unit in units()]) + r"(?!\w)",
        "ONE_UNIT": either_case(single) + r"(?!\w)",
        "DATE_UNIT": either_case(dates) + r"(?!\w)",
    }


_VAGUE = (
    "several",
    "a few",
    "few",
    "many",
    "some",
    "a couple of",
    "a couple",
    "couple of",
    "dozens of",
    "scores of",
    "hundreds of",
)
_VAGUE_MORE = ("thousands of", "tens of", "a number of", "quite a few", "a handful of", "countless", "various")


def _count_pieces() -> dict[str, str]:
    small = [n.name for n in load("time/numbers.tsv", Numeral) if n.number < 100]
    large = [n.name for n in load("time/numbers.tsv", Numeral) if n.number >= 100]
    word = f"{either_case(small)}(?:-{either_case(small)})?(?:\\s+{either_case(large)})*"
    digits = rf"\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?(?:\s?(?:1/2|½))?(?:\s+{either_case(['million', 'billion'])})?"
    number = rf"(?:{word}|{digits}|{either_case(['a', 'one'])}\s+{either_case(large)})"
    half = r"(?:\s+and\s+(?:(?i:a|one)(?:\s+|-))?half)?"
    return {
        "NUMBER": rf"(?:{number}{half})",
        "VAGUE": either_case([*_VAGUE, *_VAGUE_MORE]),
    }


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A rule's pattern with its pieces filled in; blanks in it stand for any white space."""
    shared = {row.name: row.pattern for row in reversed(load("time/pieces.tsv", Piece))}
    for name, piece in (shared | pieces()).items():
        pattern = pattern.replace("{" + name + "}", piece)
    pattern = _WORDS.sub(lambda words: _by_letter_in_either_case(words[1].split("|")), pattern)
    return re.compile(pattern.replace(" ?", r"\s?").replace(" ", r"\s+"))


_WORDS = re.compile(r"\(\?i:([a-z](?!\?)[\w '’?-]*(?:\|[a-z](?!\?)[\w '’?-]*)*)\)")
"""Words of a pattern in either case: `(?i:last|next|an?)`."""


# ------------------------------------------------------------ what a word counts


def folded(words: str) -> str:
    """Words in lower case with single blanks and without a final stop: `Dec.` gives `dec`."""
    return " ".join(words.lower().split()).rstrip(".")


@cache
def _month_numbers() -> dict[str, int]:
    return {word.lower(): month.number for month in months() for word in (month.name, *month.short)}


@cache
def _weekday_numbers() -> dict[str, int]:
    return {word.lower(): day.number for day in weekdays() for word in (day.name, *day.short)}


@cache
def _unit_by_word() -> dict[str, Unit]:
    return {word: unit for unit in units() for word in (unit.name, *unit.plural)}


@cache
def _table(name: str) -> dict[str, int]:
    return {row.name: row.number for row in load(f"time/{name}.tsv", Numeral)}


@cache
def _mods() -> dict[str, str]:
    rows = (*load("time/parts.tsv", Modifier), *load("time/approximators.tsv", Modifier))
    return {row.phrase: row.mod for row in rows}


@cache
def _codes() -> dict[str, str]:
    rows: list[Season | Daypart] = [*load("time/seasons.tsv", Season), *load("time/dayparts.tsv", Daypart)]
    return {row.name: row.code for row in rows}


@cache
def _offsets() -> dict[str, str | None]:
    return {zone.name: zone.offset for zone in load("time/zones.tsv", Zone)}


def month_number(word: str) -> int:
    """The number of a month as written."""
    return _month_numbers()[folded(word)]


def weekday_number(word: str) -> int:
    """The ISO number of a weekday as written; a plural or possessive ending does not matter."""
    return _weekday_numbers()[re.sub(r"['’]?s$", "", folded(word)) if len(word) > 5 else folded(word)]


def unit_of(word: str) -> Unit:
    """The unit a word names, in either number."""
    return _unit_by_word()[folded(word)]


def mod_of(phrase: str | None) -> str | None:
    """The TIMEX3 mod of an approximator or a part: `more than` gives MORE_THAN, `early in` START."""
    return None if phrase is None else _mods().get(folded(phrase))


def code_of(word: str) -> str:
    """The TIMEX3 code of a season or a part of the day: `spring` gives SP, `evening` EV."""
    return _codes()[folded(word)]


def offset_of(zone: str | None) -> str:
    """What a zone adds to a clock time: `GMT` gives Z, `local time` nothing, `GMT+8` +08:00."""
    if zone is None:
        return ""
    shift = re.search(r"([+-])\s?(\d{1,2})(?::?(\d\d))?", zone)
    if shift:
        return f"{shift[1]}{int(shift[2]):02d}:{shift[3] or '00'}"
    return _offsets().get(" ".join(zone.split())) or ""


def season_start(code: str) -> int:
    """The month in which a season begins."""
    return next(row.first_month for row in load("time/seasons.tsv", Season) if row.code == code)


def ordinal(word: str) -> int:
    """The number of an ordinal: `80th` and `eightieth` give 80, `final` -1."""
    word = folded(word)
    return int(word[:-2]) if word[0].isdigit() else _table("ordinals")[word]


def day_number(word: str) -> int:
    """The day of the month as written: `2nd` gives 2."""
    return int(re.match(r"\d+", word)[0])  # type: ignore[index]


def number(words: str) -> float | None:
    """What a number word or figure counts; None for vague ones."""
    words = folded(words).replace("½", " 1/2")
    half = re.search(r"(?:\s+and\s+(?:(?:a|one)[\s-])?half|\s+1/2)$", words)
    if half:
        whole = number(words[: half.start()])
        return None if whole is None else whole + 0.5
    if re.fullmatch(r"[\d,]+(?:\.\d+)?", words):
        return float(words.replace(",", ""))
    large = re.fullmatch(r"(\d+(?:\.\d+)?)\s+(million|billion)", words)
    if large:
        return float(large[1]) * _table("numbers")[large[2]]
    return _spelled(re.split(r"[\s-]+", words))


def _spelled(words: list[str]) -> float | None:
    total = 0.0
    for word in words:
        value = 1 if word in ("a", "an") else _table("numbers").get(word)
        if value is None:
            return None
        total = max(total, 1) * value if value >= 100 or (value == 12 and total) else total + value
    return total
