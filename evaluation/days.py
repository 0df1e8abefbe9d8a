"""Which day an event gets, on short paragraphs: `python -m evaluation.days` prints figures of the development half.

A file of `evaluation/gold/days` holds paragraphs, parted by a line `=====`, in the form of `evaluation/times.py`; what
is marked is the trigger of an event with its status and day: `[met|HAPPENED 2024-03-05]`, `[bombed|BACKGROUND none]`.

`--errors` lists what is wrong, `--split test` prints the totals of the half that no rule is tuned on.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from dragoman.document import Document, Event, Span
from dragoman.pipeline import code_all
from dragoman.timex import anchor
from evaluation import times
from evaluation.figures import same_day
from evaluation.times import GoldTime, MarkedArticle

GOLD = Path(__file__).parent / "gold" / "days"
SPLITS = ("dev", "test")
STATUSES = ("HAPPENED", "ONGOING", "PLANNED", "CONDITIONAL", "DENIED", "BACKGROUND")
"""BACKGROUND is what has happened and is context of the news."""


def read(split: str) -> tuple[MarkedArticle, ...]:
    """The paragraphs of a half."""
    blocks = (GOLD / split / "paragraphs.txt").read_text(encoding="utf-8").strip().split("\n=====\n")
    return tuple(times.marked(block, f"{split}/{number + 1:02}") for number, block in enumerate(blocks))


def complaints(paragraphs: Sequence[MarkedArticle]) -> Iterator[str]:
    """What cannot be right: an unknown status, a value that is no day, month, year or range of them."""
    for paragraph in paragraphs:
        for gold in paragraph.timexes:
            told = f"{paragraph.id}: {paragraph.text[gold.start : gold.end]!r}"
            if gold.type not in STATUSES:
                yield f"{told} has the unknown status {gold.type}"
            if _DAY.fullmatch(gold.value) is None:
                yield f"{told} has no day: {gold.value}"


_DAY = re.compile(r"none|\d{4}(?:-\d\d){0,2}(?:/\d{4}(?:-\d\d){0,2})?")


def as_coded(document: Document, gold: GoldTime) -> Event | None:
    """The event that was coded on the marked words."""
    return next((event for event in document.events if event.trigger.overlaps(gold)), None)


def as_given(document: Document, gold: GoldTime) -> Event:
    """The event as annotated, dated as if it had been coded so."""
    held = document.sentence_of(gold) or Span(gold.start, gold.end)
    is_background = gold.type == "BACKGROUND"
    event = Event(
        held.start, held.end, id="gold", type="", status="happened" if is_background else gold.type.lower(),
        actors=(), recipients=(), trigger=Span(gold.start, gold.end), sentence=Span(held.start, held.end),
        background=is_background, rule="gold",
    )  # fmt: skip
    return anchor(msgspec.structs.replace(document, events=(event,))).events[0]


def is_right(gold: GoldTime, event: Event) -> bool:
    """Whether the event has the day annotated, or none where none is; what goes on without a day of its own may be
    dated by the article's, as long as that is stated."""
    said, basis = (event.date.value, event.date.basis) if event.date else (None, "none")
    if gold.value == "none":
        return said is None or (gold.type == "ONGOING" and basis == "published")
    return same_day(gold.value, said)


def judged(paragraphs: Sequence[MarkedArticle]) -> Iterator[tuple[MarkedArticle, GoldTime, Event | None, Event]]:
    """Every marked event with the one coded on its words, if any, and the one dated as given."""
    for paragraph, document in zip(paragraphs, code_all(times.document_of(p) for p in paragraphs), strict=True):
        for gold in paragraph.timexes:
            yield paragraph, gold, as_coded(document, gold), as_given(document, gold)


def main() -> None:
    """Prints both figures, by status too; the errors of the development half on request."""
    parser = argparse.ArgumentParser(description="the days of events on short paragraphs")
    parser.add_argument("--split", choices=SPLITS, default="dev")
    parser.add_argument("--errors", action="store_true", help="list what is wrong in the development half")
    options = parser.parse_args()
    rows = list(judged(read(options.split)))
    print(_ratio("as coded", [is_right(gold, coded) for _, gold, coded, _ in rows if coded]))
    print(_ratio("as given", [is_right(gold, given) for _, gold, _, given in rows]))
    for status in STATUSES:
        print(
            _ratio(f"  {status.lower()}", [is_right(gold, given) for _, gold, _, given in rows if gold.type == status])
        )
    if options.errors and options.split == "dev":
        print("\n".join(_error(*row) for row in rows if not all(is_right(row[1], e) for e in row[2:] if e)))


def _ratio(name: str, right: list[bool]) -> str:
    return f"{name:14} {sum(right) / max(len(right), 1):.3f}  ({sum(right)} of {len(right)})"


def _error(paragraph: MarkedArticle, gold: GoldTime, coded: Event | None, given: Event) -> str:
    told = [f"{e.date.value} {e.date.basis}" if e and e.date else "-" for e in (given, coded)]
    around = paragraph.text[max(gold.start - 60, 0) : gold.start + 60].replace("\n", " ")
    words = f"{paragraph.id} {gold.type} {paragraph.text[gold.start : gold.end]!r}"
    return f"{words} is {gold.value}, given {told[0]}, coded {told[1]} | {around}"


if __name__ == "__main__":
    main()
