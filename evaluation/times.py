"""Articles whose time expressions are marked in the text, and the figures of TempEval-3 on them.

A file of `evaluation/gold/timex` is a line `PUBLISHED day`, an empty line and the article, each expression between
square brackets with its value: `fell [on the day|1989-10-31]`. The type is told by the value (`P2D` DURATION, a `T`
TIME, else DATE) or written before it (`[a day|SET P1D]`).

>>> article = marked("PUBLISHED 2024-03-05\\n\\nHe left [late Monday|2024-03-04] for [two days|P2D].", "a")
>>> article.text
'He left late Monday for two days.'
>>> [(article.text[t.start : t.end], t.type, t.value) for t in article.timexes]
[('late Monday', 'DATE', '2024-03-04'), ('two days', 'DURATION', 'P2D')]
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from dragoman.document import Document, Span, Timex
from dragoman.reading import document_of_text

GOLD = Path(__file__).parent / "gold" / "timex"
SPLITS = ("dev", "test")
TYPES = ("DATE", "TIME", "DURATION", "SET")


class GoldTime(Span, frozen=True):
    """An expression as annotated."""

    type: str
    value: str


class MarkedArticle(msgspec.Struct, frozen=True):
    """An article with its day of publication and every expression in it.

    `judged` is how far the annotation reaches: what is found behind it is neither right nor wrong.
    """

    id: str
    published: str | None
    text: str
    timexes: tuple[GoldTime, ...]
    judged: int


_HEAD = re.compile(r"PUBLISHED (\d{4}-\d\d-\d\d)\n\n")
_MARK = re.compile(r"\[(?P<words>[^\[\]|]+)\|(?:(?P<type>[A-Z]+) )?(?P<value>[^\[\]|\s]+)\]")


def marked(raw: str, id: str) -> MarkedArticle:
    """The article of a file: marks taken out of the text and turned into characters."""
    head = _HEAD.match(raw)
    if head is None:
        raise ValueError(f"{id}: the file must begin with a line 'PUBLISHED 1989-10-31' and an empty line")
    body, pieces, found, at = raw[head.end() :].strip(), [], [], 0
    length = 0
    for mark in _MARK.finditer(body):
        before = body[at : mark.start()]
        start = length + len(before)
        pieces += [before, mark["words"]]
        length = start + len(mark["words"])
        found.append(GoldTime(start, length, mark["type"] or type_of(mark["value"]), mark["value"]))
        at = mark.end()
    text = "".join([*pieces, body[at:]])
    if "[" in text or "|" in text:
        raise ValueError(f"{id}: a mark is [words|value] or [words|TYPE value], see {text[text.find('[') :][:40]!r}")
    return MarkedArticle(id, head[1], text, tuple(found), len(text))


def type_of(value: str) -> str:
    """The type that a value tells: `PT2H` DURATION, `1998-02-06TMO` TIME, `1989-Q3` DATE."""
    if re.match(r"P[\dTX]", value):
        return "DURATION"
    return "TIME" if re.search(r"[\dX]T", value) else "DATE"


def read(split: str) -> tuple[MarkedArticle, ...]:
    """All articles of a half."""
    paths = sorted((GOLD / split).glob("*.txt"))
    return tuple(marked(path.read_text(encoding="utf-8"), f"{split}/{path.stem}") for path in paths)


def document_of(article: MarkedArticle) -> Document:
    """The article as a reader of news gets it, its day of publication known."""
    return document_of_text(article.text, id=article.id, published=article.published)


_VALUE = re.compile(
    r"(?:\d{4}|XXXX)(?:-(?:\d\d|XX)(?:-(?:\d\d|XX))?|-W(?:\d\d|XX)(?:-WE|-[1-7])?|-Q[1-4X]|-H[12X]|-(?:SP|SU|FA|WI))?"
    r"(?:T(?:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?|MO|AF|EV|NI|XX))?|\d\d\d?|FY\d{4}|(?:PRESENT|PAST|FUTURE)_REF"
    r"|P(?:(?:[\d.]+|X)[DWMQY])+|PT(?:(?:[\d.]+|X)[HMS])+"
)
_PREPOSITION = re.compile(r"(?i)(?:on|in|at|for|since|until|by|from|during|within|after|before) ")
_PUT_BEFORE = re.compile(r"(?i)at least |within ")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def complaints(articles: Sequence[MarkedArticle]) -> Iterator[str]:
    """What cannot be right: unknown types, values that are no TIMEX3, days of another weekday, stray prepositions."""
    for article in articles:
        for time in article.timexes:
            words, told = article.text[time.start : time.end], f"{article.id}: {article.text[time.start : time.end]!r}"
            if time.type not in TYPES:
                yield f"{told} has the unknown type {time.type}"
            if _VALUE.fullmatch(time.value) is None:
                yield f"{told} has no TIMEX3 value: {time.value}"
            if words != words.strip() or (_PREPOSITION.match(words) and not _PUT_BEFORE.match(words)):
                yield f"{told} begins with a preposition or a blank"
            if not _is_that_weekday(words, time.value):
                yield f"{told} is not on {time.value}"


def _is_that_weekday(words: str, value: str) -> bool:
    named = [number for number, name in enumerate(_WEEKDAYS) if name in words]
    if not named or re.search(r"\byears? ago\b", words) or not re.match(r"\d{4}-\d\d-\d\d", value):
        return True  # `a year ago Thursday` is the day of the month
    return datetime.date.fromisoformat(value[:10]).weekday() in named


# ------------------------------------------------------------------ figures


class Tally(msgspec.Struct):
    """Counts of one article or of many: annotated, found, and of the pairs how many are right in what."""

    gold: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    value: int = 0
    type: int = 0
    gold_days: int = 0
    found_days: int = 0
    days: int = 0

    def add(self, other: Tally) -> None:
        """Counts of another article on top."""
        for name in self.__struct_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def f1(self, name: str) -> float:
        """F1 of pairs that are right in `strict`, `relaxed`, `value` or `days`, in percent."""
        right, asked = self.ratio(name)
        return 100 * right / asked if asked else 0.0

    def ratio(self, name: str) -> tuple[int, int]:
        """What a figure is made of: right, and of how many (for F1 twice the pairs, annotated plus found)."""
        if name == "type":
            return self.type, self.relaxed
        if name == "days":
            return 2 * self.days, self.gold_days + self.found_days
        return 2 * int(getattr(self, name)), self.gold + self.found


FIGURES = ("strict", "relaxed", "value", "days", "type")
"""F1 of exact spans, of spans that touch, of those with the right value, of days; share of right types."""

Pairs = list[tuple[GoldTime, Timex]]


def paired(article: MarkedArticle, found: Sequence[Timex]) -> Pairs:
    """Annotated and found expressions that touch, one to one: exact ones first, then those that share most."""
    shared = [
        ((g.start, g.end) == (f.start, f.end), min(g.end, f.end) - max(g.start, f.start), -i, -j)
        for i, g in enumerate(article.timexes)
        for j, f in enumerate(found)
        if g.overlaps(f)
    ]
    golds: set[int] = set()
    taken: set[int] = set()
    pairs: Pairs = []
    for _, _, i, j in sorted(shared, reverse=True):
        if i not in golds and j not in taken:
            golds.add(i)
            taken.add(j)
            pairs.append((article.timexes[-i], found[-j]))
    return sorted(pairs, key=lambda pair: pair[0].start)


def tallied(article: MarkedArticle, found: Sequence[Timex]) -> Tally:
    """The counts of one article."""
    within = [timex for timex in found if timex.start < article.judged]
    pairs = paired(article, within)
    return Tally(
        gold=len(article.timexes),
        found=len(within),
        strict=sum((g.start, g.end) == (f.start, f.end) for g, f in pairs),
        relaxed=len(pairs),
        value=sum(same_value(g.value, f.value) for g, f in pairs),
        type=sum(g.type == f.type for g, f in pairs),
        gold_days=sum(day_in(g.value) is not None for g in article.timexes),
        found_days=sum(day_in(f.value) is not None for f in within),
        days=sum(day_in(g.value) is not None and day_in(g.value) == day_in(f.value) for g, f in pairs),
    )


def same_value(gold: str, said: str | None) -> bool:
    """Whether two values are the same characters, case aside."""
    return gold.upper() == (said or "").upper()


def day_in(value: str | None) -> str | None:
    """The day of a value that is a day or a time on it."""
    told = re.match(r"\d{4}-\d\d-\d\d", value or "")
    return told[0] if told else None


def errors(article: MarkedArticle, found: Sequence[Timex]) -> Iterator[str]:
    """What is missed, found without being annotated, or has another value or type, in text order."""
    within = [timex for timex in found if timex.start < article.judged]
    pairs = paired(article, within)
    lines: list[tuple[int, str]] = []
    for gold, said in pairs:
        if not same_value(gold.value, said.value) or gold.type != said.type:
            lines.append((gold.start, f"value    {_told(article, gold)}  {_told(article, said)} {said.rule}"))
        elif (gold.start, gold.end) != (said.start, said.end):
            lines.append((gold.start, f"span     {_told(article, gold)}  {_told(article, said)} {said.rule}"))
    golds, taken = {id(gold) for gold, _ in pairs}, {id(said) for _, said in pairs}
    lines += [(g.start, f"missed   {_told(article, g)}") for g in article.timexes if id(g) not in golds]
    lines += [(f.start, f"not gold {_told(article, f)} {f.rule}") for f in within if id(f) not in taken]
    for start, line in sorted(lines):
        yield f"{article.id}  {line}  | {article.text[max(start - 40, 0) : start + 40]!r}"


def _told(article: MarkedArticle, time: GoldTime | Timex) -> str:
    return f"{article.text[time.start : time.end]!r} {time.type} {time.value}"
