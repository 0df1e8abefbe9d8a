"""What a rule is given beside the words (the day the article appeared, what stands before) and what it gives back."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from functools import cache

import msgspec

from dragoman.document import Timex
from dragoman.lexicon import load
from dragoman.timex import calendar
from dragoman.timex.words import folded, weekday_number, weekdays

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

FORWARD, BACK, NEAR = "forward", "back", "near"
"""Where the words look; `near` for a plan that is over or was changed: `had been scheduled for Friday`."""

OPENING = 16
"""Characters of a sentence within which a date counts as its opening: `In 1994, ... on April 6`."""
NEARBY = 600
"""Characters before the sentence in which "the morning" still finds its day: two or three sentences."""


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
    lead: Timex | None = None

    def story_day(self, match: re.Match[str], *, early: bool = False) -> datetime.date | None:
        """The day of an hour that none is told for: the lead's where the words look back, else that of publication.

        An early hour in the story of an evening or night is of the day after.
        """
        lead = calendar.day_of(self.lead.value) if self.lead else None
        if self.lead is None or lead is None or self.direction(match) == FORWARD:
            return self.day
        goes_round = early and is_late(self.lead) and self.day is not None and lead < self.day
        return calendar.add_days(lead, 1) if goes_round else lead

    def same_event(self, match: re.Match[str]) -> Timex | None:
        """The day told for the same kind of event: `a bomb went off on Friday ... The blast came at 10:35 a.m.`.

        Only a past one; rows of `occasions.tsv` hold the words for one kind of event.
        """
        end = _SENTENCE_END.search(self.text, match.end())
        here = kinds_of(self.text[self.sentence : end.start() + 1 if end else match.end() + 100])
        if not here or self.day is None or self.direction(match) == FORWARD:
            return None
        for timex in reversed(self.before):
            if not timex.value or calendar.day_of(timex.value) is None or self.look(timex.start, timex.end) == FORWARD:
                continue
            if here & kinds_of(self._sentence_of(timex)) and timex.value[:10] <= self.day.isoformat():
                return timex
        return None

    def _sentence_of(self, timex: Timex) -> str:
        stop = _SENTENCE_END.search(self.text, timex.end)
        left = self._clause_before(timex)
        return left + self.text[timex.start : stop.start() if stop else len(self.text)]

    def spoken_day(self, at: int) -> datetime.date | None:
        """The day that "today" means: of publication, or in a quotation the day told for its being said.

        `"I heard nothing today," the secretary said Wednesday night`, in Thursday's paper, is Wednesday.
        """
        paragraph = self.text.rfind("\n", 0, at) + 1
        before = self.text[paragraph:at]
        quote = (_QUOTE_SAID.match(self.text, at) or _QUOTE_WENT_ON.search(before)) if _is_open(before) else None
        if self.day is None or quote is None:
            return self.day
        if folded(quote["day"]) in ("yesterday", "last night"):
            return calendar.add_days(self.day, -1)
        return calendar.weekday_back(self.day, weekday_number(quote["day"]))

    def is_not_over(self, day: datetime.date, match: re.Match[str]) -> bool:
        """Whether a night or midnight of this day, told in the past, is one before: `the strike began at midnight`."""
        return day == self.day and self.direction(match) == BACK

    def direction(self, match: re.Match[str]) -> str | None:
        """Whether the words round an expression look forward or back."""
        return self.look(*span_of(match))

    def goes_on(self, match: re.Match[str]) -> bool:
        """Whether a story is told in the past that has named its date shortly before: `the next week he resigned`."""
        told = self.prior("day", "week", "weekend", "month", "quarter", "season", "year", sentences=1)
        return told is not None and told.start >= self.sentence - NEARBY / 2 and self.direction(match) == BACK

    def left(self, at: int, width: int = 40) -> str:
        """The words of the same sentence just before a place."""
        return self.text[max(self.sentence, at - width, 0) : at]

    def right(self, at: int, width: int = 40) -> str:
        """The words after a place."""
        return self.text[at : at + width]

    def told_day(self, at: int, *, ahead: bool = False, recent: bool = False, pointed: bool = False) -> Timex | None:
        """The last day told before a place from which the story goes on.

        Not one that only bounds another (`since Monday`); one that dates a report or lies behind (`officials said
        Tuesday`, `who had come on Friday,`) only if there is no other. `ahead`: one that is not past, if there is any;
        `recent`: none of another year, of a birth or a law; `pointed`: that of a report too, at which `that night`
        points.
        """
        days = [t for t in reversed(self.before) if t.type in ("DATE", "TIME") and calendar.grain_of(t.value) == "day"]
        days = [day for day in days if not self._is_aside(day) and not self._is_yet_to_come(day, at)]
        if recent:
            days = [day for day in days if day.start >= self.sentence or not self._is_of_another_time(day)]
        if ahead and self.day and days and days[0].start < self.sentence:
            coming = [t for t in days if t.start >= self.sentence - NEARBY and self._is_coming(t, self.day)]
            days = coming or days
        main = [
            day for day in days if day.start >= self.sentence - NEARBY and not self._is_behind(day, at, days, pointed)
        ]
        return next(iter(main or days), None)

    def told_weekday(self, weekday: int) -> datetime.date | None:
        """The day told before that is such a day: `escaped on Feb. 14 ... by the kitchen door, on a Saturday`."""
        if self.day is None:
            return None
        days = [day for t in reversed(self.before) if (day := calendar.day_of(t.value)) and day <= self.day]
        return next((day for day in days if day.isoweekday() == weekday and (self.day - day).days > 6), None)

    def _is_yet_to_come(self, timex: Timex, at: int) -> bool:
        """Whether a day told in a sentence before is later than publication, and what is told here past."""
        if self.day is None or timex.start >= self.sentence or (timex.value or "")[:10] <= self.day.isoformat():
            return False
        return self.look(at, at) == BACK

    def _is_of_another_time(self, timex: Timex) -> bool:
        """Whether a day was told with a year long past: of a birth or a law, from which no hour told later goes on."""
        day = calendar.day_of(timex.value)
        far = self.day is not None and day is not None and (self.day - day).days > 366
        return timex.anchor == "none" and timex.type == "DATE" and far

    def _is_coming(self, timex: Timex, today: datetime.date) -> bool:
        """Whether a day told is not past: later than publication, or today and not told in the past."""
        told = (timex.value or "")[:10]
        return told > today.isoformat() or (told == today.isoformat() and self.look(timex.start, timex.end) != BACK)

    def _is_behind(self, day: Timex, at: int, others: list[Timex], pointed: bool = False) -> bool:
        left = self._clause_before(day)
        if day.start < self.sentence and not pointed and _SAID.search(left):
            earlier = [
                t for t in others if 0 < day.start - t.start < NEARBY / 3 and (t.value or "") < (day.value or "")
            ]
            return bool(earlier)
        if day.start < self.sentence and not pointed and _HAD_MAIN.search(left):
            return any(t.start < day.start and (t.value or "") > (day.value or "") for t in others)
        apart = day.start < self.sentence or "," in self.text[day.end : at]
        return apart and _HAD.search(left) is not None

    def opens_sentence(self, timex: Timex) -> bool:
        """Whether a time stands at the beginning of its sentence: `Last year they held 21 people.`"""
        return len(self._clause_before(timex)) <= OPENING

    def is_sentence_before(self, timex: Timex) -> bool:
        """Whether a time stands in the sentence just before, of the same paragraph."""
        ends = list(_SENTENCE_END.finditer(self.text, timex.end, max(self.sentence, timex.end) + 1))
        return len(ends) == 1 and "\n" not in ends[0][0]

    def _clause_before(self, timex: Timex) -> str:
        return _SENTENCE_END.split(self.text[max(timex.start - 90, 0) : timex.start])[-1]

    def told_month(self) -> Timex | None:
        """The month that "the month" takes up in a report on it: the last one told nearby that is not yet to come."""
        for timex in reversed(self.before):
            if timex.start < self.sentence - NEARBY:
                return None
            is_past = self.day is None or (timex.value or "") < calendar.month_value(self.day)
            if calendar.grain_of(timex.value) in ("month", "day") and is_past and timex.rule not in COMPARISONS:
                return timex
        return None

    def _is_aside(self, timex: Timex) -> bool:
        """Whether a day is told in passing: `since Monday`, or in a sentence before `after a deadline on Monday`."""
        left = self._clause_before(timex)
        if re.search(r"T(?:MO|AF|EV|NI)$", timex.value or "") and _PART_BOUND.search(left):
            return False  # `before dawn Tuesday` is on Tuesday, `dug through the night` goes on from that night
        if _NOT_UNTIL.search(left) or _SHORTLY.search(left):
            return False
        return bool(_BOUNDS.search(left) or (timex.start < self.sentence and _BEHIND.search(left)))

    def prior(self, *grains: str, sentences: int = 3, but: frozenset[str] = frozenset()) -> Timex | None:
        """The last DATE or TIME before this one with a known day (or one of some grains), but of no rule of `but`."""
        for timex in reversed(self.before[-4 * sentences :]):
            if timex.type in ("DATE", "TIME") and calendar.grain_of(timex.value) in grains and timex.rule not in but:
                return timex
        return None

    def result_period(self, *grains: str, but: frozenset[str]) -> Timex | None:
        """The date before it that results are of: `the quarter ended Sept. 30` is the quarter, not its last day."""
        prior = self.prior(*grains, but=but)
        if prior and calendar.grain_of(prior.value) == "day" and _ENDED.search(self._clause_before(prior)):
            return self.prior("quarter", "half", "month", "year", sentences=1, but=but) or prior
        return prior

    def year_told(self) -> int | None:
        """The year of a full date told just before in the same sentence: `on Dec. 20, 1987, days before Christmas`."""
        last = self.before[-1] if self.before else None
        last = self.before[-2] if last and last.type == "DURATION" and len(self.before) > 1 else last
        day = calendar.day_of(last.value) if last and last.anchor == "none" and last.start >= self.sentence else None
        return day.year if day else None

    def main_day(self) -> Timex | None:
        """The last day told before that is no flashback: `The day before, he had met them. The next day ...`."""
        days = [t for t in reversed(self.before) if t.type in ("DATE", "TIME") and calendar.day_of(t.value)]
        return next((day for day in days if not self.is_flashback(day)), days[0] if days else None)

    def is_flashback(self, day: Timex) -> bool:
        """Whether a time is counted back from the story: `A truck had come a minute before`."""
        counted_back = day.rule in ("later", "later-the", "daypart-from-prior")
        if not counted_back or not re.search(r"(?i)\b(?:before|earlier|previous)\b", self.text[day.start : day.end]):
            return False
        left = self._clause_before(day)
        return bool(re.search(r"\bhad\b", left) or _HAD_THEN.match(self.text, day.end))


class Occasion(msgspec.Struct, frozen=True):
    """Words for one kind of event: see the head of `occasions.tsv`."""

    kind: str
    words: tuple[str, ...]


@cache
def _kinds() -> dict[str, str]:
    return {word: row.kind for row in load("time/occasions.tsv", Occasion) for word in row.words}


def kinds_of(words: str) -> frozenset[str]:
    """The kinds of event that a sentence names: `A bomb exploded` a blast."""
    known = _kinds()
    return frozenset(known[word] for word in re.findall(r"[a-z]+", words.lower()) if word in known)


_WEEKDAYS = "|".join(day.name for day in weekdays())
_SPOKEN = r"(?:(?:[A-Z][a-z]{0,3}\.|[\w’'-]+,?)[\x20\t]+)"
_TAG = (
    rf"[,?!][\"”]\s+{_SPOKEN}{{0,6}}?(?:said|told|asked|announced|declared)\s+"
    rf"(?:(?!when\b|that\b){_SPOKEN}){{0,5}}?(?:(?:on|late|early)\s+)*(?P<day>{_WEEKDAYS}|yesterday|last\s+night)\b(?!['’]s)"
)
_QUOTE_SAID = re.compile(r"[^\"“”\n]{0,240}" + _TAG)


_QUOTE_WENT_ON = re.compile(_TAG + r"[.,]\s+[\"“][^\"”]*$")
"""`"I saw him yesterday," she said Wednesday. "He will be back tomorrow."`: the speech goes on."""


def _is_open(before: str) -> bool:
    """Whether a quotation is open where these words of a paragraph end."""
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


COMPARISONS = frozenset(["year-ago", "same-period", "year-quarter", "later", "ago"])
"""Rules whose quarter or month is one that results are compared with, not the one they are of."""

_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z\"“‘])|\n\s*\n")
_BOUNDS = re.compile(r"(?i)\b(?:since|until|till|through|than|before|after|from)\s+(?:the\s+)?$")
_NOT_UNTIL = re.compile(r"(?i)(?:\bnot|n['’]t)\b[^.;,]*\b(?:until|till)\s+$")
"""`the snow did not stop until Wednesday`: what comes next is of that day."""
_SHORTLY = re.compile(r"(?i)\b(?:shortly|just|soon)\s+before\s+[^,;:—]+$")
"""`walked in shortly before closing time Thursday`: on Thursday."""
_PART_BOUND = re.compile(r"(?i)\b(?:before|through|throughout|during)\s+(?:much of\s+|most of\s+)?(?:the\s+)?$")
_SAID = re.compile(
    r"(?i)\b(?:said|says|told\s+\w+|announced|reported|added|confirmed|acknowledged)\s+(?:(?:on|late|early)\s+)*$"
)
_HAD = re.compile(
    r"(?i)\b(?:(?:who|which|that)(?:,[^,;:—]{1,40},)?\s+had|where\s+(?:[\w-]+\s+){1,5}had|having)\b[^,;:—]*$|,\s+(?:who|which)\s+(?!is\b|are\b|has\b|have\b|will\b|would\b|(?:was|were)\s+(?:to|due)\b)\w+\b[^,;:—]*$"
    r"|^[^,;:—]*,\s+[a-z]{3,}(?:ed|en|ut|ld)\s+(?:(?:on|late|early)\s+)*$"
)
_HAD_MAIN = re.compile(r"(?i)\bhad\s+(?:\w+ly\s+)?\w+(?:ed|en|un|ot|ld|me|ne|d|t)\b[^,;:—]*$")
_ENDED = re.compile(r"(?i)\b(?:ended|ending)\s+$")
_HAD_THEN = re.compile(r",?\s+(?:[\w’'-]+\s+){1,4}had\b")
_BEHIND = re.compile(r"(?i)\b(?:since|until|till|before|after)\b[^,;:—]*$")

Reader = Callable[[re.Match[str], Setting], Readings]
"""A rule's function: from a fit and its setting to a reading, or None where the words mean something else."""


def is_late(timex: Timex) -> bool:
    """Whether a time is of the evening or night: an hour of the morning told next is of the day after."""
    return re.search(r"T(?:EV|NI|1[89]:|2[0-4]:)", timex.value or "") is not None


def group(match: re.Match[str], name: str) -> str | None:
    """A named group, or None where the pattern has none of that name."""
    return match[name] if name in match.re.groupindex else None


def span_of(match: re.Match[str], name: str = "x") -> tuple[int, int]:
    """The characters of a named group, or of the whole match."""
    if group(match, name) is None:
        return match.start(), match.end()
    return match.start(name), match.end(name)
