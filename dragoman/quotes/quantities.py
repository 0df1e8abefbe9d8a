"""Numbers with what they count and who claims them.

>>> _value(["27", "million"])
27000000.0
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from dragoman.document import Document, Party, Quantity, Sentence, Span
from dragoman.lexicon import load

SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "mln": 1e6,
    "billion": 1e9,
    "bln": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
}
SUFFIXES = {"k": 1e3, "m": 1e6, "bn": 1e9, "tn": 1e12}
SMALL = dict(
    zip(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
        ],
        range(17),
        strict=True,
    )
)
TENS = dict(
    zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10), strict=True)
)
TEENS = {"seventeen": 17, "eighteen": 18, "nineteen": 19}
DIGITS = re.compile(r"^(\d[\d,]*(?:\.\d+)?|\.\d+)(k|m|bn|tn)?$", re.IGNORECASE)
DEFINITE = frozenset({"the", "these", "those", "both", "their", "our", "its", "his", "her", "any"})
SIGNS = "$€£¥₹₽"
TIME_NOUNS = frozenset(
    [
        "year",
        "years",
        "month",
        "months",
        "week",
        "weeks",
        "day",
        "days",
        "hour",
        "hours",
        "minute",
        "minutes",
        "o'clock",
        "am",
        "pm",
        "century",
        "anniversary",
    ]
)


class Approximator(msgspec.Struct, frozen=True):
    """Words that make a number approximate."""

    phrase: str
    approximator: str


class Unit(msgspec.Struct, frozen=True):
    """A word for a unit."""

    word: str
    unit: str


@cache
def _approximators() -> tuple[tuple[str, str], ...]:
    rows = [(r.phrase, r.approximator) for r in load("quotes/approximators.tsv", Approximator)]
    return tuple(sorted(rows, key=lambda row: len(row[0]), reverse=True))


@cache
def _units() -> dict[str, str]:
    return {row.word.lower(): row.unit for row in load("quotes/units.tsv", Unit)}


def quantities(document: Document) -> tuple[Quantity, ...]:
    """The numbers of a document that count something, outside dates and page furniture."""
    found = [q for number in range(len(document.sentences)) for q in _of_sentence(document, document.sentences[number])]
    return tuple(
        q for q in found if not document.in_boilerplate(q) and not any(t.overlaps(q) for t in document.timexes)
    )


def _of_sentence(document: Document, sentence: Sentence) -> Iterator[Quantity]:
    index = 0
    while index < len(sentence.tokens):
        end = _number_end(sentence, index)
        if end == index:
            index += 1
            continue
        if (found := _quantity(document, sentence, index, end)) is not None:
            yield found
        index = end


def _number_end(sentence: Sentence, start: int) -> int:
    """Where a run of number words ends: `27 million`, `two hundred`."""
    end = start
    while end < len(sentence.tokens) and (
        _is_number(sentence.tokens[end].form) or (end > start and _joins(sentence, end))
    ):
        end += 1
    return end


def _joins(sentence: Sentence, index: int) -> bool:
    """Whether a word goes on with the number before it: a scale, or the hyphen of `twenty-one`."""
    form = sentence.tokens[index].form
    if form != "-":
        return _is_scale(form)
    following = sentence.tokens[index + 1].form.lower() if index + 1 < len(sentence.tokens) else ""
    return sentence.tokens[index - 1].form.lower() in TENS and following in SMALL


def _is_number(form: str) -> bool:
    word = form.lower()
    return (
        DIGITS.match(word) is not None
        or word in SMALL
        or word in TEENS
        or word in TENS
        or _hyphened(word) is not None
        or word == "dozens"
    )


def _is_scale(form: str) -> bool:
    return form.lower() in SCALES


def _hyphened(word: str) -> float | None:
    left, _, right = word.partition("-")
    return float(TENS[left] + SMALL[right]) if left in TENS and right in SMALL else None


def _value(forms: list[str]) -> float | None:
    """The value of number words; None for what is no plain number."""
    total, current = 0.0, None
    for form in (f.lower() for f in forms if f != "-"):
        if form in SCALES:
            current = (1.0 if current is None else current) * SCALES[form]
            continue
        step = _single(form)
        if step is None:
            return None
        current = step if current is None else current + step
    return total + current if current is not None else None


def _single(word: str) -> float | None:
    match = DIGITS.match(word)
    if match is not None:
        return float(match.group(1).replace(",", "")) * SUFFIXES.get((match.group(2) or "").lower(), 1.0)
    for table in (SMALL, TEENS, TENS):
        if word in table:
            return float(table[word])
    return _hyphened(word)


def _quantity(document: Document, sentence: Sentence, start: int, end: int) -> Quantity | None:
    tokens = sentence.tokens
    value = _value([t.form for t in tokens[start:end]])
    if value is None or _is_label(sentence, start, end):
        return None
    noun = _counted(sentence, start, end)
    unit = _unit(sentence, start, end)
    if unit is None and (
        noun is None or tokens[noun].lemma.lower() in TIME_NOUNS or tokens[noun].form.lower() in TIME_NOUNS
    ):
        return None
    first, approximator = _approximator(
        document, tokens[start].start - (1 if _sign_before(document, tokens[start].start) else 0)
    )
    last = _last(document, sentence, end, unit, noun)
    span = Span(first, last)
    of = _of(sentence, noun)
    return Quantity(span.start, span.end, value, unit, of, approximator, "quantities:number", _claimant(document, span))


def _of(sentence: Sentence, noun: int | None) -> str | None:
    """What is counted: the noun itself, or what a unit measures (`60 tonnes of rice`)."""
    if noun is None:
        return None
    if not _is_unit_word(sentence.tokens[noun].form):
        return sentence.tokens[noun].form
    measured = sentence.dependents(noun, "nmod")
    return sentence.tokens[measured[0]].form if measured else None


def _is_label(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a number names rather than counts: `Article 5`, `World War 2`, `No. 3`, a bare pronoun `one`."""
    token = sentence.tokens[start]
    if token.form.lower() == "one" and token.upos != "NUM":
        return True
    if (
        end < len(sentence.tokens)
        and sentence.tokens[end].form == "-"
        and sentence.tokens[end].start == sentence.tokens[end - 1].end
    ):
        return True
    if start and token.form.lower() in ("one", "two") and sentence.tokens[start - 1].form.lower() in DEFINITE:
        return True
    before = sentence.tokens[start - 1] if start else None
    return before is not None and before.upos == "PROPN" and token.head == start - 1


def _counted(sentence: Sentence, start: int, end: int) -> int | None:
    """The noun that a number counts: its governor behind it, or the noun after `of`."""
    for index in range(start, end):
        head = sentence.tokens[index].head
        if (
            head >= end
            and sentence.tokens[head].upos in ("NOUN", "PROPN")
            and sentence.tokens[index].relation in ("nummod", "compound", "det", "amod")
        ):
            return head
    for index in range(start, end):
        below = [i for i in sentence.dependents(index, "nmod") if i >= end]
        if below and sentence.tokens[end].form.lower() == "of":
            return below[0]
    return None


def _unit(sentence: Sentence, start: int, end: int) -> str | None:
    before = sentence.tokens[start - 1].form if start else ""
    after = sentence.tokens[end].form.lower() if end < len(sentence.tokens) else ""
    if before and before[-1:] in SIGNS:
        return _units().get(before[-1:])
    pair = after + " " + sentence.tokens[end + 1].form.lower() if end + 1 < len(sentence.tokens) else after
    return _units().get(pair) or _units().get(after)


def _is_unit_word(form: str) -> bool:
    return form.lower() in _units()


def _sign_before(document: Document, start: int) -> bool:
    return document.text[max(0, start - 1) : start] in tuple(SIGNS)


def _approximator(document: Document, start: int) -> tuple[int, str | None]:
    """Where the expression begins and what makes the number approximate."""
    before = document.text[max(0, start - 24) : start]
    for phrase, kind in _approximators():
        match = re.search(r"(?<!\w)" + re.escape(phrase) + r"\s+$", before, re.IGNORECASE)
        if match is not None:
            return max(0, start - 24) + match.start(), kind
    return start, None


def _last(document: Document, sentence: Sentence, end: int, unit: str | None, noun: int | None) -> int:
    """The end of the expression: the counted noun when it is near, the unit word, else the number."""
    last = sentence.tokens[end - 1].end
    if unit is not None and end < len(sentence.tokens) and _is_unit_word(sentence.tokens[end].form):
        last = sentence.tokens[end].end
    if noun is not None and noun - end <= 3:
        last = max(last, sentence.tokens[noun].end)
    return last


def _claimant(document: Document, span: Span) -> Party | None:
    """Who says the number: the innermost speaker around it."""
    return next((q.source for q in document.attribution(span) if q.source is not None), None)
