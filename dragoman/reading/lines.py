"""The lines and sentences of a text as found: what is prose, what is not, and where pieces begin.

>>> [line.is_prose for line in lines("Home\\nThe minister left the talks in Accra early on Monday, aides said.")]
[False, True]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from dragoman.reading.cues import LONGEST_SHAPE, Cue, of_line

PROSE_WORDS = 5
"""A line of fewer words is never prose, even with a full stop: `Remind me later.`"""
BODY_WORDS = 14
"""A line of so many words that ends a sentence carries the article."""
LONG_WORDS = 28
"""A line of so many words is prose even without a full stop at its end."""

NEWS_WORDS = 8
"""A line of so many words that ends as a sentence is never a label, wherever it stands."""
OPEN_WORDS = 18
"""A line of so many words, most of them small, is none either, though its stop is lost."""
RUN_WORDS = 12
"""A passage broken over lines has at least so many words; fewer may be labels that begin small."""
HALF = 0.5
"""Share of the next line's width from which that line, beginning small, goes on with this one."""
FULL = 0.7
"""Share of its passage's widest line from which a line was broken because it was full."""

_ENDS = (".", "!", "?", "…", '"', "”", "'", "’", ")", ":", ";", "]")
_STOPS = (".", "!", "?", "…")
_LINE = re.compile(r"[^\n]+")


class Line(msgspec.Struct):
    """One line that is not empty: characters `[start, end)` without white space at its ends."""

    start: int
    end: int
    text: str
    words: int
    is_prose: bool = False
    """Whether the line reads as a sentence of an article (or of an advert) rather than as a label or headline."""
    cues: tuple[Cue, ...] = ()
    mark: Cue | None = None
    """The cue that marks it as furniture, once one does."""
    run: int = 0
    """Words of the hard-wrapped passage that it is a line of; 0 where the line stands by itself."""

    @property
    def is_news(self) -> bool:
        """Whether it reads as a sentence of an article: no place on the page makes it furniture."""
        if self.run >= RUN_WORDS or self.words >= LONG_WORDS:
            return True
        enough = NEWS_WORDS if self.ends_sentence else OPEN_WORDS
        return self.words >= enough and _is_small(self.text)

    @property
    def ends_sentence(self) -> bool:
        """Whether the line ends as a sentence does."""
        return ends_sentence(self.text, self.words)

    def has(self, *forces: str) -> Cue | None:
        """The first cue of one of the given forces."""
        for cue in self.cues:
            if cue.force in forces:
                return cue
        return None


def ends_sentence(text: str, words: int) -> bool:
    """Whether a line ends with a stop, or is long and ends with a mark that may follow one."""
    return text[-3:].rstrip("\"”'’)]").endswith(_STOPS) or (words >= BODY_WORDS and text.endswith(_ENDS))


def _reads_as_prose(text: str, words: int) -> bool:
    """Long, or the end of a sentence most of whose words are written small."""
    if words < PROSE_WORDS:
        return False
    return words >= LONG_WORDS or (ends_sentence(text, words) and _is_small(text))


def _is_stamp(text: str, cues: tuple[Cue, ...]) -> bool:
    """Whether a line is a byline or states when the page appeared, and is no sentence."""
    if not cues or text.endswith(_STOPS):
        return False
    return any(cue.kind == "byline" and cue.force == "header" for cue in cues)


def _is_small(text: str) -> bool:
    words = text.split()
    return 2 * sum(word[0].islower() or not word[0].isalpha() for word in words) >= len(words)


def lines(text: str) -> list[Line]:
    """All lines that hold more than white space, with what the cue rows say of them."""
    found = []
    for match in _LINE.finditer(text):
        raw = match.group()
        bare = raw.strip()
        if bare:
            start = match.start() + len(raw) - len(raw.lstrip())
            words = bare.count(" ") + 1 if "  " not in bare else len(bare.split())
            cues = of_line(bare) if len(bare) <= LONGEST_SHAPE else ()
            prose = _reads_as_prose(bare, words) and not _is_stamp(bare, cues)
            found.append(Line(start, start + len(bare), bare, words, prose, cues))
    _join_runs(text, found)
    return found


# ------------------------------------------------------------------ passages broken over lines


def _join_runs(text: str, found: list[Line]) -> None:
    """Lines of one hard-wrapped passage are prose together; only the words that begin it may be a cue."""
    at = 0
    while at < len(found):
        last = at
        while last + 1 < len(found) and _goes_on(text, found, at, last):
            last += 1
        run = found[at : last + 1]
        words = sum(line.words for line in run)
        if len(run) > 1 and words >= RUN_WORDS and _is_small(" ".join(line.text for line in run)):
            for line in run:
                line.run, line.is_prose, line.cues = words, True, () if line is not run[0] else line.cues
        at = last + 1


def _goes_on(text: str, found: list[Line], first: int, at: int) -> bool:
    """Whether the next line continues this one: it begins small, or this one is full and stops in mid-sentence."""
    line, below = found[at], found[at + 1]
    if _is_stamp(line.text, line.cues) or (_is_stamp(below.text, below.cues) and not below.text[0].islower()):
        return False
    if line.has("sure", "heading") is not None and below.has("sure", "heading") is not None:
        return False
    if text.count("\n", line.end, below.start) != 1 or (not line.text[-1].isalnum() and line.text[-1] not in _OPEN):
        return _sentence_ends_full(text, found, first, at)
    if below.text[0].islower():
        return line.words >= 3 and line.end - line.start >= HALF * (below.end - below.start)
    if below.has("sure", "heading") is not None:
        return False
    width = _width(text, found, at)
    return width is not None and line.end - line.start >= FULL * width and not _is_label(line)


_OPEN = ",-–—;'\"”’"


def _sentence_ends_full(text: str, found: list[Line], first: int, at: int) -> bool:
    """Whether a sentence happens to end where a full line of a passage does."""
    below = found[at + 1]
    if at == first or text.count("\n", found[at].end, below.start) != 1 or below.cues or not _is_small(below.text):
        return False
    widest = max(line.end - line.start for line in found[first : at + 1])
    return widest <= MOST_WIDTH and found[at].end - found[at].start >= 0.85 * widest


MOST_WIDTH = 200
"""Characters of the widest column that is wrapped hard."""


def _is_label(line: Line) -> bool:
    return not _is_small(line.text)


def _width(text: str, found: list[Line], at: int) -> int | None:
    """The column of the lines around one, if some of them begin small; None where lines are not wrapped."""
    around = found[max(0, at - 3) : at + 4]
    widest = max(line.end - line.start for line in around)
    small = sum(line.text[0].islower() for line in around)
    return widest if widest <= MOST_WIDTH and small else None


# ------------------------------------------------------------------ sentences, also glued ones

_BOUNDARY = re.compile(
    r"(?:[.!?…][\"”'’)\]]*|:)"
    r"(?:\s+(?=[\"“‘'(\[]*[A-Z0-9])|(?=[\"“‘]?[A-Z](?:[a-z]| [A-Z])))"
)
_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|Gen|Lt|Col|Sgt|Sen|Rep|Gov|Prof|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|No"
    r"|vs|Inc|Co|Corp|Ltd))\.$"
)
_BREAK = re.compile(r"\n(?:\s*\n|(?=[A-Z\"“]))")


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Rough sentences of a stretch: cut at stops (also glued ones, `pressures."Russia`) and at line ends of prose."""
    found, at = [], start
    for stop in (*_stops(text, start, end), end):
        piece = text[at:stop]
        words = piece.strip()
        if words:
            begin = at + len(piece) - len(piece.lstrip())
            found.append((begin, begin + len(words)))
        at = stop
    return found


def _stops(text: str, start: int, end: int) -> list[int]:
    stops = set()
    for match in _BOUNDARY.finditer(text, start, end):
        mark, after = match.span()
        if text[mark] == ":" and after == mark + 1 and not text[after].isupper():
            continue
        if text[mark] != "." or _ABBREVIATION.search(text, max(start, mark - 6), mark + 1) is None:
            stops.add(after)
    stops.update(_breaks(text, start, end))
    return sorted(stops)


def _breaks(text: str, start: int, end: int) -> Iterator[int]:
    """Where a line or paragraph begins that is no continuation."""
    for match in _BREAK.finditer(text, start, end):
        at, after = match.span()
        if text[at - 1] not in ",;" or after > at + 1:
            yield after


def paragraph(text: str, at: int) -> int:
    """Where the line or paragraph around a position begins."""
    return max(_breaks(text, 0, at + 1), default=0)


def in_quotation(text: str, at: int, floor: int = 0) -> bool:
    """Whether a position lies between quotation marks of its paragraph: what a speaker says is no furniture."""
    begin = max(text.rfind("\n\n", floor, at), floor, at - 600)
    piece = text[begin:at]
    if piece.rfind("“") > piece.rfind("”"):
        return True
    return piece.count('"') % 2 == 1 and '"' in text[at : at + 600].split("\n\n")[0]
