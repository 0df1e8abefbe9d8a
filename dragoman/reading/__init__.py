"""The first room: every form news comes in, and what is not news.

    >>> document = document_of_text("ACCRA, March 4, 2019 (Reuters) - The port reopened on Monday.\\nSubscribe now")
    >>> document.published.value, [mark.kind for mark in document.boilerplate]
    ('2019-03-04', ['subscription'])

`read` streams files, folders, patterns and standard input; a bad input is one ReadingFailure and the batch goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.document import Document
from dragoman.reading.settings import Columns, Limits, Raw, ReadingFailure, ReadingSettings

__all__ = [
    "Columns",
    "Limits",
    "ReadingFailure",
    "ReadingSettings",
    "date_all",
    "document_of_text",
    "mark_repeats",
    "read",
]


def read(source: str | Iterable[str], settings: ReadingSettings | None = None) -> Iterator[Document | ReadingFailure]:
    """The articles of files, folders, patterns or `-` (JSONL on standard input), one at a time, failures among them."""
    from dragoman.reading import articles, containers
    from dragoman.reading.settings import DEFAULT

    settings = settings or DEFAULT
    for path in [source] if isinstance(source, str) else source:
        for found in containers.unpack(path, settings):
            yield found if isinstance(found, ReadingFailure) else articles.article(found, settings)


def document_of_text(
    text: str,
    *,
    id: str | None = None,
    title: str | None = None,
    published: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    settings: ReadingSettings | None = None,
) -> Document:
    """A piece of text read as an article; `published` is a day as metadata would state it."""
    import hashlib

    from dragoman.reading import articles
    from dragoman.reading.settings import DEFAULT

    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    raw = Raw(text, digest, "text", id=id, title=title, url=url, publisher=publisher, published=published)
    return articles.article(raw, settings or DEFAULT)


def mark_repeats(documents: Iterable[Document]) -> list[Document]:
    """The documents with what repeats across many articles of one publisher marked as furniture."""
    from dragoman.reading import repeats

    return repeats.mark(documents)


def date_all(documents: Iterable[Document], settings: ReadingSettings | None = None) -> Iterator[Document]:
    """The documents with their publication date solved anew from their text and marks (metadata dates stay)."""
    from dragoman.reading import articles
    from dragoman.reading.settings import DEFAULT

    return (articles.redated(document, settings or DEFAULT) for document in documents)
