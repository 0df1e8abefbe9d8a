"""Quotation marks, paired paragraph by paragraph from what stands left and right of them.

>>> [text[piece.start:piece.end] for text in ['He called it “a new era” and left.'] for piece in marked(text)]
['“a new era”']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.document import Span

OPENING = "“«„‟"
CLOSING = "”»"
DOUBLED = re.compile(r"''|``|‘‘|’’|&quot;")
DOUBLE = re.compile(r"''|``|‘‘|’’|&quot;|[“”«»„‟\"]")
SINGLE_OPEN = re.compile(r"(?<![\w’'‘.,])['‘‚](?=[\w$£€(\[])(?!\d0s|\d{2}\b|em\b|tis\b|twas\b|cause\b|til\b)")
SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…)\]])['’](?!\w)")
LONG_LINE = 60
MOST_LINES = 8
"""Lines over which one quotation may run without a mark."""
SENTENCE_END = re.compile(r"[.!?…:;][\"”’'»)\]]*\s*$")


class Marked(Span, frozen=True):
    """Words between quotation marks, marks included; `inner` is what stands between them.

    `single`: single marks. `closed`: the closing mark stands in the text. `resumes`: the paragraph before left its
    quotation open and this piece goes on with it. `paragraph` is the index of the paragraph.
    """

    inner: Span
    paragraph: int
    single: bool = False
    closed: bool = True
    resumes: bool = False

    def words(self, text: str) -> int:
        """How many words stand between the marks."""
        return len(text[self.inner.start : self.inner.end].split())


class _Mark(Span, frozen=True):
    """One mark as it stands: `opens` and `closes` say what its neighbours allow."""

    opens: bool
    closes: bool


def paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of a text; a hard-wrapped line goes on with the line before."""
    found: list[Span] = []
    width = _wrap_width(text)
    for match in re.finditer(r"[^\r\n\u2028\u2029]+", text):
        if not match.group().strip():
            continue
        if found and _goes_on(text, found[-1], match, width):
            found[-1] = Span(found[-1].start, match.end())
        else:
            found.append(Span(match.start(), match.end()))
    return tuple(found)


def _wrap_width(text: str) -> int:
    """The line width at which a text is hard-wrapped, 0 when it is not."""
    lines = [len(line) for line in text.splitlines() if len(line) > LONG_LINE]
    if len(lines) < 3 or max(lines) > 160:
        return 0
    return int(0.8 * max(lines))


def _goes_on(text: str, before: Span, line: re.Match[str], width: int) -> bool:
    gap = text[before.end : line.start()]
    if gap.count("\n") > 1 or SENTENCE_END.search(text, before.start, before.end):
        return False
    last_line = text.rfind("\n", before.start, before.end)
    length = before.end - max(last_line + 1, before.start)
    return line.group().lstrip()[:1].islower() or (0 < width <= length)


def marked(text: str) -> tuple[Marked, ...]:
    """All quoted pieces of a text in order; an unclosed mark costs at most its own paragraph."""
    found: list[Marked] = []
    left_open = False
    for number, paragraph in enumerate(spoken_paragraphs(text)):
        pieces = list(_double(text, paragraph, number))
        if left_open and pieces and _begins(text, paragraph, pieces[0]):
            pieces[0] = _resumed(pieces[0])
        left_open = bool(pieces) and not pieces[-1].closed and pieces[-1].end == _stripped(text, paragraph).end
        found.extend(pieces)
        found.extend(_single(text, paragraph, number, pieces))
    return tuple(sorted(found, key=lambda piece: (piece.start, -piece.end)))


def spoken_paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs, those of one quotation joined: it opens in the first line and its mark closes lines below."""
    lines = paragraphs(text)
    found: list[Span] = []
    at = 0
    while at < len(lines):
        last = _closing_line(text, lines, at)
        found.append(Span(lines[at].start, lines[last].end))
        at = last + 1
    return tuple(found)


def _closing_line(text: str, lines: tuple[Span, ...], first: int) -> int:
    """The line that closes what a line leaves open, with no blank line and no mark between; else itself."""
    pieces = list(_double(text, lines[first], 0))
    if not pieces or pieces[-1].closed or pieces[-1].end != _stripped(text, lines[first]).end:
        return first
    for number in range(first + 1, min(first + MOST_LINES, len(lines))):
        if text[lines[number - 1].end : lines[number].start].count("\n") > 1:
            return first
        marks = list(_marks(text, lines[number]))
        if marks:
            return number if marks[0].closes and not marks[0].opens else first
    return first


def _begins(text: str, paragraph: Span, piece: Marked) -> bool:
    return not re.search(r"\w", text[paragraph.start : piece.start])


def _resumed(piece: Marked) -> Marked:
    return Marked(piece.start, piece.end, piece.inner, piece.paragraph, piece.single, piece.closed, True)


def _stripped(text: str, span: Span) -> Span:
    words = text[span.start : span.end]
    return Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))


# ------------------------------------------------------------- double marks


def _double(text: str, paragraph: Span, number: int) -> Iterator[Marked]:
    """Pairs of double marks; marks opened inside an open pair are nested and belong to the outer piece."""
    marks = list(_marks(text, paragraph))
    opened: list[_Mark] = []
    for position, mark in enumerate(marks):
        if not opened:
            if mark.opens:
                opened.append(mark)
        elif mark.opens and _reopens(text, mark, opened, marks[position + 1 :]):
            if _is_finer(text, mark, opened[-1]) or _is_nested(marks[position + 1 :], len(opened)):
                opened.append(mark)
            else:
                yield _piece(text, opened[0], _sentence_before(text, opened[0], mark), number, closed=False)
                opened = [mark]
        elif len(opened) > 1:
            opened.pop()
        else:
            yield _piece(text, opened.pop(), mark, number, closed=True)
    if opened:
        yield _piece(text, opened[0], _stripped(text, paragraph).end, number, closed=False)


def _marks(text: str, paragraph: Span) -> Iterator[_Mark]:
    for match in DOUBLE.finditer(text, paragraph.start, paragraph.end):
        before = text[match.start() - 1] if match.start() > paragraph.start else " "
        after = text[match.end()] if match.end() < paragraph.end else " "
        if match.group() == '"' and before.isdigit() and not after.isalpha() and _is_inch(text, match):
            continue
        opens, closes = _shape(match.group(), before, after)
        yield _Mark(match.start(), match.end(), opens, closes)


def _is_inch(text: str, match: re.Match[str]) -> bool:
    return re.search(
        r"\d['’]\d{1,2}$|\b\d{1,2}(\.\d+)?$", text[max(0, match.start() - 6) : match.start()]
    ) is not None and (text.count('"', max(0, match.start() - 300), match.start()) % 2 == 0)


def _shape(mark: str, before: str, after: str) -> tuple[bool, bool]:
    """Whether a mark may open and whether it may close, from its form and its neighbours."""
    left_free = before.isspace() or before in "([{—–-/‘'“…"
    if mark in OPENING or mark in ("``", "‘‘"):
        return not after.isspace() or left_free, after.isspace() and not left_free
    if mark in CLOSING or mark == "’’":
        return left_free and not after.isspace() and after not in ".,;:!?)", not (left_free and after.isalnum())
    if left_free and not after.isspace():
        return after not in ".,;:!?)" or mark == "''", before.isspace() is False
    if (after.isspace() or after in ".,;:!?)") and not left_free:
        return False, True
    return True, True


def _reopens(text: str, mark: _Mark, opened: list[_Mark], rest: list[_Mark]) -> bool:
    """Whether a mark inside an open pair opens again: by its form, or by a space before and none after."""
    if not mark.closes:
        return True
    return text[mark.start] in OPENING and text[opened[-1].start] not in OPENING and any(m.closes for m in rest)


def _is_finer(text: str, mark: Span, outer: Span) -> bool:
    """Whether a curly mark stands inside straight ones: it opens a quotation inside the quotation."""
    return text[outer.start] in "\"'" and text[mark.start] in OPENING


def _is_nested(rest: list[_Mark], depth: int) -> bool:
    """Whether two closing marks come before the next opening one, as behind a quotation inside a quotation."""
    closing = 0
    for mark in rest:
        if mark.opens and not mark.closes:
            return closing > depth
        closing += 1
    return closing > depth


def _sentence_before(text: str, opened: Span, mark: Span) -> int:
    """Where an unclosed piece ends when the next piece opens: after its first sentence."""
    end = re.search(r"[.!?](?=\s)", text[opened.end : mark.start])
    return opened.end + end.end() if end else len(text[: mark.start].rstrip())


def _piece(text: str, opened: Span, close: _Mark | int, number: int, *, closed: bool) -> Marked:
    end, inner_end = (close, close) if isinstance(close, int) else (close.end, close.start)
    return Marked(
        opened.start, end, _stripped(text, Span(opened.end, max(inner_end, opened.end))), number, False, closed
    )


# ------------------------------------------------------------- single marks


def _single(text: str, paragraph: Span, number: int, pieces: list[Marked]) -> Iterator[Marked]:
    """Pairs of single marks outside the double ones, of two words at least outside headlines."""
    at = paragraph.start
    while match := SINGLE_OPEN.search(text, at, paragraph.end):
        at = match.end()
        if any(piece.start <= match.start() < piece.end for piece in pieces) or text[at : at + 1] in "'’":
            continue
        close = _single_close(text, match.end(), paragraph.end)
        if close is None:
            continue
        piece = Marked(match.start(), close + 1, Span(match.end(), close), number, single=True)
        if any(piece.overlaps(other) for other in pieces) or (
            piece.words(text) < 2 and not _is_headline(text, paragraph)
        ):
            continue
        yield piece
        at = piece.end


def _single_close(text: str, start: int, end: int) -> int | None:
    """The closing single mark: a plural possessive (`the ministers' plan`) is passed over if a later mark closes."""
    stop = SINGLE_OPEN.search(text, start, end)
    closes = [m.start() for m in SINGLE_CLOSE.finditer(text, start, stop.start() if stop else end)]
    for position, close in enumerate(closes):
        possessive = text[close - 1] == "s" and re.match(r" [a-z]", text[close + 1 : close + 3]) is not None
        if not possessive or position == len(closes) - 1:
            return close
    return None


def _is_headline(text: str, paragraph: Span) -> bool:
    """Whether a paragraph reads as a headline: short, and no full stop at its end."""
    words = text[paragraph.start : paragraph.end].strip()
    return len(words) < 120 and not words.endswith((".", "?", "!", ".”", '."'))
