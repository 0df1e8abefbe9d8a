"""The record of one article: what `dragoman code` prints, one JSON object a line.

>>> from dragoman.document import Document
>>> decode(encode(Document(id="a", text="Putin met Xi."))).id
'a'
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

import dragoman
from dragoman.document import (
    Boilerplate,
    Dateline,
    Document,
    Event,
    Mention,
    Position,
    Published,
    Quantity,
    Quote,
    Span,
    Timex,
)


class Record(msgspec.Struct, frozen=True):
    """A Document without its text, its parse and its vectors; field by field what it says."""

    id: str
    dragoman: str
    model: str | None
    sha256: str
    reader: str
    language: str | None
    title: Span | None
    byline: Span | None
    publisher: str | None
    agency: str | None
    url: str | None
    published: Published
    dateline: Dateline | None
    boilerplate: tuple[Boilerplate, ...]
    timexes: tuple[Timex, ...]
    mentions: tuple[Mention, ...]
    events: tuple[Event, ...]
    quotes: tuple[Quote, ...]
    positions: tuple[Position, ...]
    quantities: tuple[Quantity, ...]
    story: str | None
    metadata: dict[str, Any] = {}


_OF_DOCUMENT = [name for name in Record.__struct_fields__ if name != "dragoman"]
_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Record)


def record_of(document: Document) -> Record:
    """The record of a document."""
    fields = {name: getattr(document, name) for name in _OF_DOCUMENT}
    return Record(dragoman=dragoman.__version__, **fields)


def encode(document: Document) -> bytes:
    """The record as one line of JSON, without the newline."""
    return _encoder.encode(record_of(document))


def decode(line: bytes | str) -> Record:
    """A record read back from its line; raises msgspec.ValidationError if it is none."""
    return _decoder.decode(line)


def schema() -> dict[str, Any]:
    """The JSON Schema of a record, generated from the types."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(Record)}


def spans(finding: object, path: str = "record") -> Iterator[tuple[str, int, int]]:
    """Every (path, start, end) inside a record or a finding, however deep."""
    if isinstance(finding, msgspec.Struct):
        start, end = getattr(finding, "start", None), getattr(finding, "end", None)
        if isinstance(start, int) and isinstance(end, int):
            yield path, start, end
        for name in finding.__struct_fields__:
            yield from spans(getattr(finding, name), f"{path}.{name}")
    elif isinstance(finding, tuple | list):
        for index, part in enumerate(finding):
            yield from spans(part, f"{path}[{index}]")


def verify(document: Document) -> list[str]:
    """What is wrong with the evidence of a document, one line each; nothing if every field stands where it says.

    Spans lie in the text and are not empty; a head lies in its mention, a trigger in its sentence, a quotation's
    pieces and cue in the quotation, quoted pieces in the content.
    """
    length = len(document.text)
    astray = [
        f"{document.id}: {path} [{start}:{end}] is no stretch of the text of {length} characters"
        for path, start, end in spans(record_of(document))
        if not 0 <= start < end <= length
    ]
    return astray + [f"{document.id}: {what}" for what in _misplaced(document)]


def _misplaced(document: Document) -> Iterator[str]:
    for mention in document.mentions:
        if not mention.covers(mention.head):
            yield f"the head of {document[mention]!r} lies outside it"
    for event in document.events:
        if not event.sentence.covers(event.trigger):
            yield f"the trigger {document[event.trigger]!r} of {event.id} lies outside its sentence"
    for quote in document.quotes:
        if not all(quote.covers(piece) for piece in (*quote.content, *([quote.cue] if quote.cue else []))):
            yield f"content or cue of {quote.id} lies outside it"
        if not all(any(piece.covers(words) for piece in quote.content) for words in quote.quoted):
            yield f"quoted words of {quote.id} lie outside its content"
