"""A quotation in the making: spans and heads, before parties and chains are named.

>>> Draft(content=(Span(0, 4),), act="say", rule="carry").is_bare
True
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

import msgspec

from dragoman.document import Document, Sentence, Span, Token
from dragoman.quotes import trees
from dragoman.quotes.marks import Marked, marked, spoken_paragraphs


class Voice(Span, frozen=True):
    """The words that name a speaker, an addressee or a reporter, and their head word.

    `sentence` and `head` are indices of the tree, -1 where the words stand outside any.
    """

    sentence: int = -1
    head: int = -1


class Draft(msgspec.Struct, frozen=True):
    """Who says what by which words: becomes a Quote once the parties are named."""

    content: tuple[Span, ...]
    act: str
    rule: str
    cue: Span | None = None
    source: Voice | None = None
    addressee: Voice | None = None
    reporters: tuple[Voice, ...] = ()
    sentence: int = -1
    cue_token: int = -1
    is_thought: bool = False
    flags: tuple[str, ...] = ()

    @property
    def is_bare(self) -> bool:
        """Whether no cue of its own carries the words."""
        return self.cue is None

    @property
    def start(self) -> int:
        """Where the first words of the draft stand."""
        return min(span.start for span in self.parts())

    @property
    def end(self) -> int:
        """Where the last words of the draft stand."""
        return max(span.end for span in self.parts())

    def parts(self) -> Iterator[Span]:
        """Content, cue and source."""
        yield from self.content
        if self.cue is not None:
            yield self.cue
        if self.source is not None and (self.cue is not None or not self.content):
            yield self.source


class Page(msgspec.Struct, frozen=True):
    """An article laid out for this room: its quoted pieces, paragraphs and sentences."""

    document: Document
    pieces: tuple[Marked, ...]
    paragraphs: tuple[Span, ...]
    starts: tuple[int, ...]

    @property
    def text(self) -> str:
        """The words of the article."""
        return self.document.text

    def sentence_at(self, offset: int) -> int | None:
        """Index of the sentence that holds an offset, or of the one before it."""
        found = bisect_right(self.starts, offset) - 1
        return found if found >= 0 else None

    def paragraph_at(self, offset: int) -> int:
        """Index of the paragraph that holds an offset."""
        return max(0, bisect_right(self.paragraphs, offset, key=lambda paragraph: paragraph.start) - 1)

    def hidden(self, sentence: Sentence) -> frozenset[int]:
        """Tokens of a sentence that stand inside quotation marks."""
        near = [p for p in self.pieces if p.overlaps(sentence)]
        return frozenset(i for i, token in enumerate(sentence.tokens) if any(p.covers(token) for p in near))

    def tokens_between(self, start: int, end: int) -> list[tuple[int, int, Token]]:
        """Sentence index, token index and token of all tokens between two offsets."""
        first = self.sentence_at(start)
        found = []
        for number in range(first or 0, len(self.document.sentences)):
            sentence = self.document.sentences[number]
            if sentence.start >= end:
                break
            found += [(number, i, t) for i, t in enumerate(sentence.tokens) if t.start >= start and t.end <= end]
        return found


def lay_out(document: Document) -> Page:
    """The page of a document: page furniture holds no pieces."""
    pieces = tuple(p for p in marked(document.text) if not document.in_boilerplate(p))
    return Page(document, pieces, spoken_paragraphs(document.text), tuple(s.start for s in document.sentences))


def voice(sentence: Sentence, number: int, index: int) -> Voice | None:
    """The words of a noun phrase as a speaker; None for an empty one."""
    span = trees.span_of(sentence, trees.noun_phrase(sentence, index))
    return None if span is None else Voice(span.start, span.end, number, index)


def letters(text: str, span: Span) -> int:
    """How many letters and digits a span holds."""
    return sum(c.isalnum() for c in text[span.start : span.end])


def overlap(text: str, one: Span, other: Span) -> int:
    """How many letters and digits two spans share."""
    if not one.overlaps(other):
        return 0
    return letters(text, Span(max(one.start, other.start), min(one.end, other.end)))


def merged(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, joined where nothing but marks and blanks stands between them."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        if found and letters(text, Span(min(found[-1].end, span.start), span.start)) == 0:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(Span(span.start, span.end))
    return tuple(found)
