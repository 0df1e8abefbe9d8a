"""What a rule is given beside the words (the day the article appeared, what stands before) and what it gives back."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

import msgspec

from dragoman.document import Timex
from dragoman.timex import calendar

OPEN = {
    "day": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
    "half": "XXXX-HX",
    "year": "XXXX",
    "decade": "XXX",
    "century": "XX",
}
"""Values that stay open when there is no day to count from."""

FORWARD, BACK = "forward", "back"


class Reading(msgspec.Struct, frozen=True):
    """One expression as a rule reads it. `start` and `end` are given where the words are fewer than the match."""

    type: str
    value: str | None
    mod: str | None = None
    quantity: str | None = None
    begin: datetime.date | None = None
    finish: datetime.date | None = None
    anchor: str = "none"
    confidence: float = 0.95
    start: int | None = None
    end: int | None = None


Readings = Reading | tuple[Reading, ...] | None


class Setting(msgspec.Struct, frozen=True):
    """What the rules may look at: the text, the day it appeared, the expressions before, the tense round about.

    `before` is in text order; `sentence` is where the sentence begins; `look` tells forward, back or None. `lead` is
    the day that the first lines tell, where it is that of publication or one of the days just before.
    """

    text: str
    day: datetime.date | None
    basis: str
    before: tuple[Timex, ...]
    sentence: int
    look: Callable[[int, int], str | None]
    lead: datetime.date | None = None

    def story_day(self, match: re.Match[str]) -> datetime.date | None:
        """The day of an hour that none is told for: the lead's where the words look back, else that of publication."""
        return self.lead if self.lead and self.direction(match) != FORWARD else self.day

    def direction(self, match: re.Match[str]) -> str | None:
        """Whether the words round an expression look forward or back."""
        return self.look(*span_of(match))

    def left(self, at: int, width: int = 40) -> str:
        """The words of the same sentence just before a place."""
        return self.text[max(self.sentence, at - width, 0) : at]

    def right(self, at: int, width: int = 40) -> str:
        """The words after a place."""
        return self.text[at : at + width]

    def prior(self, *grains: str, sentences: int = 3) -> Timex | None:
        """The last DATE or TIME before this one with a known day (or one of some grains)."""
        for timex in reversed(self.before[-4 * sentences :]):
            if timex.type in ("DATE", "TIME") and calendar.grain_of(timex.value) in grains:
                return timex
        return None


Reader = Callable[[re.Match[str], Setting], Readings]
"""A rule's function: from a fit and its setting to a reading, or None where the words mean something else."""


def group(match: re.Match[str], name: str) -> str | None:
    """A named group, or None where the pattern has none of that name."""
    return match.groupdict().get(name)


def span_of(match: re.Match[str], name: str = "x") -> tuple[int, int]:
    """The characters of a named group, or of the whole match."""
    if group(match, name) is None:
        return match.start(), match.end()
    return match.start(name), match.end(name)
