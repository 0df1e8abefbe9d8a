"""A path into the raw articles it holds, by the kind of file that its name or its first bytes tell."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import IO

import msgspec

from dragoman.document import ReadingError
from dragoman.reading import archives, decoding, feeds, inputs, pages, records
from dragoman.reading.inputs import Input
from dragoman.reading.settings import Raw, ReadingFailure, ReadingSettings

Articles = Iterator[Raw | ReadingFailure]

REMEDIES = (
    ("larger than", "split it, or raise the limit in the settings"),
    ("packed file", "fetch or pack it anew"),
    ("archive within", "unpack it first"),
    ("binary", "save it as text"),
    ("empty", "nothing to do: it holds nothing"),
    ("permission", "grant the right to read it"),
    ("no article", "nothing to do: the page gives none"),
    ("", "look at the file"),
)


def unpack(path: str, settings: ReadingSettings) -> Articles:
    """The raw articles of a path, a folder, a pattern or `-`."""
    for found in _unbounded(path, settings):
        if isinstance(found, Raw) and len(found.text) > settings.limits.characters:
            what = f"article {found.id or ''} larger than {settings.limits.characters:,} characters"
            yield ReadingFailure(path, None, what, _remedy("larger than"))
        else:
            yield found


def _unbounded(path: str, settings: ReadingSettings) -> Articles:
    if path == "-":
        yield from _guarded("-", partial(records.jsonl, inputs.stdin(), "-", settings))
        return
    for found in inputs.inputs(path):
        if isinstance(found, ReadingFailure):
            yield found
        else:
            yield from _guarded(found.path, partial(_articles, found, settings))


def _guarded(path: str, articles: Callable[[], Articles]) -> Articles:
    """The articles of one input; what breaks it is its one failure, what came before it stays."""
    try:
        yield from articles()
    except ReadingError as error:
        yield ReadingFailure(path, None, str(error), _remedy(str(error)))
    except (OSError, MemoryError, RecursionError) as error:
        yield ReadingFailure(path, None, f"cannot be read ({type(error).__name__})", _remedy("permission"))


def _remedy(what: str) -> str:
    return next(remedy for words, remedy in REMEDIES if words in what)


def _articles(source: Input, settings: ReadingSettings) -> Articles:
    try:
        stream = inputs.opened(source)
    except OSError as error:
        raise ReadingError(f"cannot be opened ({(error.strerror or str(error)).lower()})") from error
    with stream:
        kind = source.kind
        if kind in _STREAMED:
            yield from _STREAMED[kind](stream, source.path, settings)
            return
        limit = _limit(kind, settings)
        raw = inputs.whole(stream, limit)
    _refuse_nested(raw)
    kind = kind or _sniffed(raw)
    if kind in _STREAMED:
        import io

        yield from _STREAMED[kind](io.BytesIO(raw), source.path, settings)
        return
    yield from (_named(found, source) for found in _WHOLE[kind](raw, source.path, settings))


def _limit(kind: str | None, settings: ReadingSettings) -> int:
    limits = settings.limits
    sizes = {"html": limits.page_bytes, "feed": limits.feed_bytes, "json": limits.feed_bytes}
    return sizes.get(kind or "", limits.text_bytes)


def _named(found: Raw | ReadingFailure, source: Input) -> Raw | ReadingFailure:
    """A file's own name goes with its article, so that the record can be traced to it."""
    if isinstance(found, ReadingFailure):
        return found
    return msgspec.structs.replace(found, metadata={**found.metadata, "file": source.name})


_MAGIC = (b"\x1f\x8b", b"PK\x03\x04", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"\x28\xb5\x2f\xfd")


def _refuse_nested(raw: bytes) -> None:
    if raw.startswith(_MAGIC):
        raise ReadingError("an archive within the file")
    if not raw.strip():
        raise ReadingError("empty file")


def _sniffed(raw: bytes) -> str:
    """The kind of a file that its name does not tell."""
    head = raw[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"warc/"):
        return "warc"
    if head.startswith(b"{") and b'"' in head:
        return "jsonl" if b"\n{" in raw else "json"
    if re.match(rb"<\?xml|<rss|<feed", head):
        return "html" if b"<html" in head else "feed"
    if re.match(rb"<!doctype html|<html|<head|<body", head) or b"<html" in head[:1024]:
        return "html"
    return "text"


# ------------------------------------------------------------------ one function a kind


def _text(raw: bytes, path: str, settings: ReadingSettings) -> Articles:
    found = decoding.decode(raw)
    if not found.text.strip():
        raise ReadingError("empty file")
    reader = "text" if not found.mended else "text/mended"
    yield Raw(found.text, hashlib.sha256(raw).hexdigest(), reader)


def _html(raw: bytes, path: str, settings: ReadingSettings) -> Articles:
    yield pages.page(raw, settings.limits)


def _feed(raw: bytes, path: str, settings: ReadingSettings) -> Articles:
    if b"<html" in raw[:2048].lower():
        return _html(raw, path, settings)
    return feeds.feed(raw, path)


def _conllu(raw: bytes, path: str, settings: ReadingSettings) -> Articles:
    return records.conllu(decoding.decode(raw).text, raw)


def _warc(stream: IO[bytes], path: str, settings: ReadingSettings) -> Articles:
    return archives.warc(stream, path, settings.limits)


_STREAMED: dict[str | None, Callable[[IO[bytes], str, ReadingSettings], Articles]] = {
    "jsonl": records.jsonl,
    "csv": records.table,
    "warc": _warc,
}
_WHOLE: dict[str, Callable[[bytes, str, ReadingSettings], Articles]] = {
    "text": _text,
    "html": _html,
    "json": records.json_file,
    "feed": _feed,
    "conllu": _conllu,
}
