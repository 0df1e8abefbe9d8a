"""The lines and sentences of a text as found: what is prose, what is not, and where pieces begin.

>>> [line.is_prose for line in lines("Home\\nThe minister left the talks in Accra early on Monday, aides said.")]
[False, True]
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from dragoman.reading.cues import LONGEST_SHAPE, ROW, Cue, of_line

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
"""Share of the next line's width from which that line, beginning small, goes on with this one; share of small words."""
NAMES = 0.4
"""Share of small words of a sentence with a full stop, which no headline has: `Japan and Australia backed Manila.`"""
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
    stop: bool = False
    """Whether it ends a sentence although its full stop is lost."""
    turn: bool = False
    """Whether it begins with a speaker of a transcript."""

    @property
    def kind(self) -> str | None:
        """The kind of furniture that it is marked as; None for what is not marked."""
        return None if self.mark is None else self.mark.kind

    @property
    def is_news(self) -> bool:
        """Whether it reads as a sentence of an article: no place on the page makes it furniture."""
        if self.run >= RUN_WORDS or self.words >= LONG_WORDS:
            return True
        enough = NEWS_WORDS if self.ends_sentence else OPEN_WORDS
        return self.words >= enough and is_small(self.text, NAMES if self.text.endswith(".") else HALF)

    @property
    def ends_sentence(self) -> bool:
        """Whether the line ends as a sentence does."""
        return self.stop or ends_sentence(self.text, self.words)

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
    if words >= LONG_WORDS:
        return True
    return ends_sentence(text, words) and is_small(text, NAMES if text.endswith(".") else HALF)


def _is_stamp(text: str, cues: tuple[Cue, ...]) -> bool:
    """Whether a line is a byline or states when the page appeared, and is no sentence."""
    if not cues or text.endswith(_STOPS):
        return False
    return any(cue.kind == "byline" and cue.force == "header" for cue in cues)


def is_small(text: str, share: float = HALF) -> bool:
    """Whether at least half of the words (or another share) are written small, as in a sentence."""
    words = text.split()
    return sum([word[0].islower() or not word[0].isalpha() for word in words]) >= share * len(words)


def lines(text: str) -> list[Line]:
    """All lines that hold more than white space, with what the cue rows say of them."""
    found = []
    prefix = _prefix(text)
    for match in _LINE.finditer(text):
        ahead = prefix.match(text, *match.span()) if prefix is not None else None
        begin = ahead.end() if ahead is not None else match.start()
        raw = text[begin : match.end()]
        bare = raw.strip()
        if bare:
            start = begin + len(raw) - len(raw.lstrip())
            words = bare.count(" ") + 1 if "  " not in bare else len(bare.split())
            cues = of_line(bare) if len(bare) <= LONGEST_SHAPE else ()
            prose = _reads_as_prose(bare, words) and not _is_stamp(bare, cues)
            found.append(Line(start, start + len(bare), bare, words, prose, cues))
    _forget_remains(text, found)
    _hear_speakers(found)
    _miss_stops(found)
    _join_runs(text, found)
    return found


_SPEAKER = re.compile(r"[A-Z][^:.!?\n]{0,40}:(?= \S)")
TURNS = 3
"""Lines that begin with one name and a colon, from which the name is that of a speaker."""


_QUOTED = re.compile(r"[ \t]*[>|][>| \t]*")
_NUMBERED = re.compile(r"[ \t]*(?P<number>\d{1,4})[ \t:.)]{1,3}")
COUNTED = 8
"""Lines from which numbers before them are those of the lines."""


def _prefix(text: str) -> re.Pattern[str] | None:
    """What a copy has put before each line: `> ` of a forwarded mail, a bar, the number of the line."""
    first = text[:LOOK_AT]
    if ">" not in first and "|" not in first and not any(map(str.isdigit, first)):
        return None
    whole = [match.group() for match in _LINE.finditer(text) if not match.group().isspace()]
    if len(whole) >= COUNTED // 2 and sum(line.lstrip()[:1] in (">", "|") for line in whole) >= 0.7 * len(whole):
        return _QUOTED
    if len(whole) < COUNTED or not whole[0].lstrip()[:1].isdigit():
        return None
    numbers = [int(match["number"]) for line in whole if (match := _NUMBERED.match(line))]
    rising = sum(after - before == 1 for before, after in pairwise(numbers))
    return _NUMBERED if rising >= 0.8 * len(whole) else None


LOOK_AT = 200
"""Characters in which the first line's prefix stands."""


def _hear_speakers(found: list[Line]) -> None:
    """The turns of a transcript are prose, however short: `MODERATOR: Thank you.`"""
    turns = [(line, match.group()) for line in found if (match := _SPEAKER.match(line.text)) and not line.cues]
    if len(turns) < TURNS:
        return
    often = Counter(name for _, name in turns)
    for line, name in turns:
        if often[name] >= TURNS or (len(often) > 1 and often.total() >= 2 * TURNS and name.isupper()):
            line.is_prose = line.turn = True


def _miss_stops(found: list[Line]) -> None:
    """Where a copy has lost its full stops, a line that is mostly written small is a sentence all the same."""
    long = [(line, below) for line, below in pairwise(found) if line.words >= BODY_WORDS and not line.cues]
    whole = [line for line, below in long if not (below.text[0].islower() or line.ends_sentence)]
    if len(whole) < STOPS_LOST or len(whole) < 0.8 * len(long):
        return
    for line in found:
        if line.words >= PROSE_WORDS and not line.cues and is_small(line.text):
            line.stop = line.is_prose = True


STOPS_LOST = 5
"""Long lines without a stop, four of five, from which all stops of a text are thought lost."""


def _forget_remains(text: str, found: list[Line]) -> None:
    """The last word of a sentence broken over lines is no cue: `declined to` / `comment.`"""
    for line, below in pairwise(found):
        if not below.cues or below.words > 2 or below.text.rstrip("\"”'’)")[-1:] != "." or line.words < 3:
            continue
        if text.count("\n", line.end, below.start) == 1 and (line.text[-1].isalnum() or line.text[-1] in _OPEN):
            below.cues = ()


# ------------------------------------------------------------------ passages broken over lines


def _join_runs(text: str, found: list[Line]) -> None:
    """Lines of one hard-wrapped passage are prose together; only the words that begin it may be a cue."""
    breaks = _line_breaks(text, found)
    at = 0
    while at < len(found):
        last = at
        while last + 1 < len(found) and _goes_on(text, found, at, last, breaks):
            last += 1
        run = found[at : last + 1]
        words = sum(line.words for line in run)
        if len(run) > 1 and words >= RUN_WORDS and is_small(" ".join(line.text for line in run)):
            for line in run:
                line.run, line.is_prose, line.cues = words, True, () if line is not run[0] else line.cues
        at = last + 1


def _line_breaks(text: str, found: list[Line]) -> int:
    """How many line ends part two lines of a passage: one, or two where a copy has spaced every line out."""
    spaced = 0
    for line, below in pairwise(found):
        if below.text[0].islower() and line.text[-1].isalnum():
            spaced += 1 if text.count("\n", line.end, below.start) == 2 else -1
    return 2 if spaced >= SPACED_OUT else 1


SPACED_OUT = 4
"""Lines that begin small below a blank line, by which a text is known to be spaced out."""


def _goes_on(text: str, found: list[Line], first: int, at: int, breaks: int) -> bool:
    """Whether the next line continues this one: it begins small, or this one is full and stops in mid-sentence."""
    line, below = found[at], found[at + 1]
    ends = not line.text[-1].isalnum() and line.text[-1] not in _OPEN
    if ends and at == first:
        return False
    if _is_stamp(line.text, line.cues) or (_is_stamp(below.text, below.cues) and not below.text[0].islower()):
        return False
    if line.has("sure", "heading") is not None and below.has("sure", "heading") is not None:
        return False
    if any(cue.id == ROW for cue in line.cues):
        return False
    if text.count("\n", line.end, below.start) != breaks:
        return False
    if ends:
        return _sentence_ends_full(found, first, at)
    if below.text[0].islower():
        return line.words >= 3 and line.end - line.start >= HALF * (below.end - below.start)
    if below.has("sure", "heading") is not None:
        return False
    width = _width(text, found, at)
    return width is not None and line.end - line.start >= FULL * width and not _is_label(line)


_OPEN = ",-–—;'\"”’"


def _sentence_ends_full(found: list[Line], first: int, at: int) -> bool:
    """Whether a sentence happens to end where a full line of a passage does."""
    below = found[at + 1]
    if below.cues or not is_small(below.text):
        return False
    widest = max(line.end - line.start for line in found[first : at + 1])
    return widest <= MOST_WIDTH and found[at].end - found[at].start >= 0.85 * widest


MOST_WIDTH = 200
"""Characters of the widest column that is wrapped hard."""


def _is_label(line: Line) -> bool:
    return not is_small(line.text)


def _width(text: str, found: list[Line], at: int) -> int | None:
    """The column of the lines around one, if some of them begin small; None where lines are not wrapped."""
    around = found[max(0, at - 3) : at + 4]
    widest = max(line.end - line.start for line in around)
    small = sum(line.text[0].islower() for line in around)
    return widest if widest <= MOST_WIDTH and small else None


# ------------------------------------------------------------------ sentences, also glued ones

_BOUNDARY = re.compile(
    r"[.!?…:](?:(?<!:)[\"”'’)\]]*|(?<=:))"
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
        if text[mark] != "." or not _is_abbreviated(text, start, mark):
            stops.add(after)
    stops.update(_breaks(text, start, end))
    return sorted(stops)


def _is_abbreviated(text: str, start: int, stop: int) -> bool:
    """Whether a full stop belongs to an abbreviation; no word of five letters is one."""
    if stop >= 5 and text[stop - 5 : stop].isalpha():
        return False
    return _ABBREVIATION.search(text, max(start, stop - 6), stop + 1) is not None


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
