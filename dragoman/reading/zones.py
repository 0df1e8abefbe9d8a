"""Appeals that run over several sentences, also glued to the last line of the article.

    >>> text = 'Talks resume on Monday.A Message from The Harbour Gazette:Dear readers,We need your help to go on.'
    >>> [text[z.start : z.end][:9] for z in zones(text, phrases(lowered(text)), [], None)]
    ['A Message']

A zone begins at an opener ("A message from ...", "Dear readers") or where appeal cues stand close together, and goes on
while the outlet speaks in its own voice (we, our, you, your outside quotation marks) or further cues follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from dragoman.document import Boilerplate
from dragoman.reading.cues import Hit, lowered, phrases
from dragoman.reading.lines import in_quotation, paragraph, sentences

__all__ = ["lowered", "phrases", "zones"]

_VOICE = re.compile(r"[WwOoUuYy](?:(?<=[Ww])[Ee]|(?<=[Oo])[Uu][Rr][Ss]?|(?<=[Uu])s|(?<=[Yy])[Oo][Uu](?:[Rr][Ss]?)?)\b")
GAP = 2.0
"""Sentences without a cue that a zone may cross: a silent one counts 1, one in the outlet's voice a half."""
CARRYING = frozenset({"appeal", "subscription", "legal", "share", "advert", "comments", "navigation"})
"""Kinds of marked lines that carry a zone on; captions and credits do not."""
GLUED = 120
"""Characters that a sentence may have beside its cue; a longer one is an article's, glued to the cue without a stop."""
APPEALING = frozenset({"appeal", "subscription", "legal", "comments"})


class _Sentence(msgspec.Struct):
    start: int
    end: int
    hits: list[Hit]
    voice: bool
    marked: bool

    @property
    def opener(self) -> bool:
        return any(hit.cue.force == "opener" for hit in self.hits)

    @property
    def sure(self) -> Hit | None:
        return next((hit for hit in self.hits if hit.cue.force == "sure"), None)

    @property
    def appeals(self) -> bool:
        return any(hit.cue.kind in APPEALING and hit.cue.force != "tail" for hit in self.hits)


def zones(text: str, hits: list[Hit], marked: list[Boilerplate], headline: int | None) -> list[Boilerplate]:
    """The zones of furniture within prose, and single sentences that a sure phrase marks; none crosses the headline."""
    if not any(hit.cue.force in ("opener", "sure") for hit in hits):
        return []
    pieces = _pieces(text, hits, marked)
    found: list[Boilerplate] = []
    at = 0
    while at < len(pieces):
        last = _before(pieces, at, _zone_end(text, pieces, at), headline)
        if last > at or (pieces[at].sure is not None and not pieces[at].marked):
            found.append(_mark(text, pieces, at, last))
        at = max(last, at) + 1
    return found


def _before(pieces: list[_Sentence], first: int, last: int, headline: int | None) -> int:
    while headline is not None and last > first and pieces[first].start < headline < pieces[last].end:
        last -= 1
    return last


def _pieces(text: str, hits: list[Hit], marked: list[Boilerplate]) -> list[_Sentence]:
    begin = paragraph(text, next(hit.start for hit in hits if hit.cue.force in ("opener", "sure")))
    pieces = [_Sentence(start, end, [], False, False) for start, end in sentences(text, begin, len(text))]
    hits = [hit for hit in hits if hit.start >= begin]
    at = 0
    for hit in hits:
        while at < len(pieces) and pieces[at].end <= hit.start:
            at += 1
        if at < len(pieces):
            pieces[at].hits.append(hit)
    starts = iter(sorted((m for m in marked if m.kind in CARRYING), key=lambda span: span.start))
    span = next(starts, None)
    for piece in pieces:
        while span is not None and span.end <= piece.start:
            span = next(starts, None)
        piece.marked = span is not None and span.start <= piece.start and piece.start < span.end
    _hear(text, pieces)
    return pieces


def _hear(text: str, pieces: list[_Sentence]) -> None:
    """Note in which sentences the outlet speaks."""
    at = 0
    for voice in _voices(text, pieces[0].start, len(text)):
        while at < len(pieces) and pieces[at].end <= voice:
            at += 1
        if at < len(pieces) and pieces[at].start <= voice and not pieces[at].voice:
            pieces[at].voice = not in_quotation(text, voice)


def speaks(text: str, start: int, end: int) -> bool:
    """Whether the outlet speaks: we, our, you, your outside quotation marks."""
    return any(not in_quotation(text, at) for at in _voices(text, start, end))


def _voices(text: str, start: int, end: int) -> Iterator[int]:
    """Where we, our, us, you, your stand; the pattern begins with letters, because that is looked for quickly."""
    for match in _VOICE.finditer(text, start, end):
        before = text[match.start() - 1 : match.start()]
        if not before.isalnum() and before != "_":
            yield match.start()


_OUTLET = re.compile(
    r"\b(?:news|journalis\w+|readers?|readership|coverage|stories|articles?|content|newsletters?|web ?sites?|apps?"
    r"|subscri\w+|donat\w+|paywalls?|audience|newsroom|cookies?|comments?|feedback|membership|members)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:said|says|told|added|announced|accused|according to|killed|arrested|signed|warned|demanded|rejected|denied"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)


def addresses(text: str, start: int, end: int) -> bool:
    """Whether a stretch speaks to the reader (you, or we with a word of the trade), and nobody in it says anything.

    >>> addresses("Would you consider supporting us?", 0, 33), addresses("You will pay, he said.", 0, 22)
    (True, False)
    """
    if _TOLD.search(text, start, end) is not None:
        return False
    voices = [text[at].lower() for at in _voices(text, start, end) if not in_quotation(text, at)]
    return "y" in voices or (bool(voices) and trade(text, start, end) > 0)


def trade(text: str, start: int, end: int) -> int:
    """How many words of the trade stand in a stretch: journalists, readers, newsletter."""
    return sum(1 for _ in _OUTLET.finditer(text, start, end))


_ASKED = re.compile(
    r"\b(?:read|reads|readers?|reading|reporters?|journalis\w+|newsrooms?|paywalls?|subscri\w+|donat\w+|newsletters?|inbox"
    r"|support|pay|paid|free|euros?|dollars?|pounds?|a month|a week|a year|story|stories|article|articles|site|page"
    r"|sign|letter|app|phone|friend|member|membership|gift|coffee|cookies|data)\b",
    re.IGNORECASE,
)


def asks(text: str, start: int, end: int) -> bool:
    """Whether a stretch has a word of reading, paying or signing up, as what an outlet asks of its reader has.

    >>> asks("You read us for free.", 0, 21), asks("We shall overcome.", 0, 18)
    (True, False)
    """
    return _ASKED.search(text, start, end) is not None


_PAST = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bbe )\b[a-z]{2,}(?<!ne)ed\b|\b(?:was|were|had|did|left|sent|met|took|made|went|came"
    r"|found|held|gave|began|fell|rose|lost|won|shot|fled|saw|put|cut|kept|led|spoke|wrote|broke|drove|became|brought|fought|died)\b"
)


def tells(text: str) -> bool:
    """Whether somebody says something in words that only news has."""
    return _TOLD.search(text) is not None


def is_past(text: str) -> bool:
    """Whether a text has a verb of the past, as nearly every paragraph of news has and hardly a foot of a page.

    >>> is_past("Kenya offered to mediate."), is_past("Comments may take up to an hour to appear.")
    (True, False)
    """
    return _PAST.search(text) is not None


_REPORTS = re.compile(
    r"\b(?=\w)(?:said|says|told|added|announced|accused|according to|reported|killed|arrested|signed|minister|president"
    r"|government|police|troops|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)(?:day)?\b",
    re.IGNORECASE,
)


def reports(text: str) -> bool:
    """Whether words tell news: somebody said, did or was something on a day."""
    return _REPORTS.search(text) is not None


def _tells(text: str, piece: _Sentence) -> bool:
    """Whether a sentence tells news in words that are not the outlet's own: no zone crosses it."""
    words = text[piece.start : piece.end]
    if piece.voice or piece.hits or len(words) <= 40:
        return False
    return reports(words) or (is_past(words) and _NAMED.search(words) is not None)


_NAMED = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")


def _zone_end(text: str, pieces: list[_Sentence], first: int) -> int:
    """Index of the last sentence of the zone that begins at `first`; `first` itself when there is none."""
    if not _begins(pieces, first):
        return first
    last, gap = first, 0.0
    for index in range(first + 1, len(pieces)):
        piece = pieces[index]
        if piece.appeals or piece.marked:
            last, gap = index, 0.0
            continue
        gap += 0.5 if piece.voice else 1.0
        if gap > GAP or _tells(text, piece):
            break
    return _to_the_end(pieces, last)


def _begins(pieces: list[_Sentence], first: int) -> bool:
    piece = pieces[first]
    near = pieces[first + 1 : first + 5]
    if piece.opener:
        return any(other.appeals for other in near) or piece.marked
    if piece.sure is None or piece.sure.cue.kind != "appeal":
        return False
    return any(other.appeals or (other.marked and other.voice) for other in near)


def _to_the_end(pieces: list[_Sentence], last: int) -> int:
    """Short remains below a zone ("set.") go with it."""
    rest = pieces[last + 1 :]
    short = len(rest) <= 4 and all(piece.end - piece.start < 40 for piece in rest)
    return len(pieces) - 1 if short else last


_NEWS_GOES_ON = re.compile(r"\s+[\"“]?[A-Z]\w+\W+\w+\W+\w+")


def _mark(text: str, pieces: list[_Sentence], first: int, last: int) -> Boilerplate:
    piece = pieces[first]
    hit = piece.sure or next(hit for hit in piece.hits)
    glued = hit.start - piece.start < 15 and _NEWS_GOES_ON.match(text, hit.end, piece.end) is not None
    if last == first and (glued or piece.end - piece.start > GLUED + hit.end - hit.start):
        return Boilerplate(piece.start if glued else hit.start, hit.end, hit.cue.kind, hit.cue.id)
    kind = "appeal" if last > first else hit.cue.kind
    return Boilerplate(piece.start, pieces[last].end, kind, hit.cue.id)
