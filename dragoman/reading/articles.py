"""One article as its container gives it, made a Document: header, furniture, publication date, language.

>>> from dragoman.reading.settings import Raw
>>> found = article(Raw("ACCRA, March 4, 2019 (Reuters) - The port reopened on Monday.", "", "text"))
>>> found.dateline.place.name, found.published.value
('Accra', '2019-03-04')
"""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

import dragoman
from dragoman.document import Document, Span
from dragoman.reading import dating, furniture, header, tongues
from dragoman.reading.settings import DEFAULT, Raw, ReadingSettings


def article(raw: Raw, settings: ReadingSettings = DEFAULT) -> Document:
    """The Document of one article, every header fact with its characters."""
    page = furniture.page(raw.text, raw.title)
    marks = furniture.marks(page)
    line = header.find_dateline(page)
    latest = min(filter(None, (settings.latest, raw.latest)))
    published = dating.publication(page, marks, line, raw.published, raw.url, latest)
    return Document(
        id=raw.id or identity(raw.text),
        text=raw.text,
        sha256=raw.sha256,
        reader=f"{dragoman.__version__}/{raw.reader}",
        language=(raw.language or tongues.of_text(raw.text) or None),
        url=raw.url,
        publisher=header.find_publisher(raw.text, raw.publisher, marks),
        agency=header.find_agency(page, line),
        title=_title(page, raw.title),
        byline=header.find_byline(page),
        dateline=dating.dated(page.text, line, published),
        published=published,
        boilerplate=marks,
        metadata=_metadata(raw, page),
    )


def identity(text: str) -> str:
    """The id of an article that came without one: the same text has the same id, in any order and place."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _title(page: furniture.Page, given: str | None) -> Span | None:
    """The headline in the text: the words given, else the line that the page shows as one."""
    at = page.text.find(given, 0, 3000) if given else -1
    if given and at >= 0:
        return Span(at, at + len(given))
    if page.title is None:
        return None
    line = page.lines[page.title]
    return Span(line.start, line.end)


def redated(document: Document, settings: ReadingSettings = DEFAULT) -> Document:
    """The document with its publication date sought again in its text, furniture left out; a stated one stays."""
    if document.published.basis not in ("unknown", "solved"):
        return document
    page = furniture.page(document.text)
    found = dating.publication(page, document.boilerplate, document.dateline, None, document.url, settings.latest)
    return msgspec.structs.replace(document, published=found)


def _metadata(raw: Raw, page: furniture.Page) -> dict[str, Any]:
    """What the record has no field for: keys as they came, and a headline or author that the text does not hold."""
    kept = dict(raw.metadata)
    if raw.title and _title(page, raw.title) is None:
        kept.setdefault("title", raw.title)
    if raw.author:
        kept.setdefault("author", raw.author)
    return kept
