"""The articles of an RSS or Atom file: title, full text or summary, address, day; scripts and markup gone."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from dragoman.document import ReadingError
from dragoman.reading import decoding
from dragoman.reading.settings import Raw, ReadingFailure

_DOCTYPE = re.compile(rb"<!ENTITY", re.IGNORECASE)
_ROOT = re.compile(rb"<(?:\w+:)?(rss|feed|rdf|channel)\b", re.IGNORECASE)


def feed(raw: bytes, path: str) -> Iterator[Raw | ReadingFailure]:
    """The entries of a feed; one without any text is one failure. Raises ReadingError where the file is no feed."""
    if not raw.strip():
        raise ReadingError("empty file")
    if _DOCTYPE.search(raw[:65536]):
        raise ReadingError("the feed declares entities, which feeds have no need of")
    if not _ROOT.search(raw[:65536]):
        raise ReadingError("XML that is no RSS or Atom feed")
    import feedparser

    found = feedparser.parse(raw, sanitize_html=True, resolve_relative_uris=False)
    if not found.entries:
        raise ReadingError("a feed without entries")
    outlet = _plain(found.feed.get("title"))
    digest = hashlib.sha256(raw).hexdigest()
    for number, entry in enumerate(found.entries, start=1):
        article = _entry(entry, outlet, digest)
        if article is None:
            yield ReadingFailure(path, f"entry {number}", "no text", "nothing to do: the feed gives none")
        else:
            yield article


def _entry(entry: Any, outlet: str | None, digest: str) -> Raw | None:
    title = _plain(entry.get("title"))
    written = [part.get("value", "") for part in entry.get("content", [])] + [entry.get("summary", "")]
    body = max((_paragraphs(part) for part in written), key=len)
    text = "\n\n".join(part for part in (title, body) if part)
    if not text.strip():
        return None
    return Raw(
        text=text,
        sha256=digest,
        reader="feed",
        title=title,
        url=entry.get("link"),
        publisher=outlet,
        author=_plain(entry.get("author")),
        published=entry.get("published") or entry.get("updated"),
    )


_SCRIPT = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"<(?:/p|/div|/li|/h\d|br|/blockquote)[^>]*>", re.IGNORECASE)
_MARKUP = re.compile(r"<[^>]{0,5000}>")


def _paragraphs(markup: str) -> str:
    text = _MARKUP.sub("", _BREAK.sub("\n", _SCRIPT.sub(" ", markup)))
    lines = (" ".join(line.split()) for line in decoding.clean(unescape(text)).split("\n"))
    return "\n".join(line for line in lines if line)


def _plain(markup: str | None) -> str | None:
    return " ".join(_paragraphs(markup).split()) or None if markup else None
