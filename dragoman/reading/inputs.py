"""Paths, folders and patterns into open byte streams: in one order, without loops, unpacked by their names.

A folder is walked in the order of its names; links to folders are not followed; what cannot be opened is one failure.
"""

from __future__ import annotations

import glob
import io
import os
import stat
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

import msgspec

from dragoman.document import ReadingError
from dragoman.reading.settings import ReadingFailure

PACKED = (".gz", ".zst")
ARCHIVES = (".zip", ".tar", ".tgz", ".7z", ".rar", ".bz2", ".xz", ".tbz", ".lz4")
KINDS = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".htm": "html",
    ".html": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".warc": "warc",
    ".conllu": "conllu",
}


class Input(msgspec.Struct, frozen=True):
    """One file to read: its path, the kind its name tells, and whether it is packed."""

    path: str
    kind: str | None
    packed: str | None = None

    @property
    def name(self) -> str:
        """The file's own name."""
        return os.path.basename(self.path)


def inputs(source: str) -> Iterator[Input | ReadingFailure]:
    """The files of a path, a folder (walked in name order) or a pattern such as `news/*.html`."""
    if os.path.isdir(source):
        yield from _folder(source)
    elif os.path.lexists(source):
        yield _file(source, named=True)
    elif glob.has_magic(source):
        found = sorted(glob.glob(source, recursive=True))
        if not found:
            yield ReadingFailure(source, None, "the pattern matches nothing", "check it, or quote it from the shell")
        for path in found:
            yield from inputs(path)
    else:
        yield ReadingFailure(source, None, "no such file or folder", "check the path")


def _folder(top: str) -> Iterator[Input | ReadingFailure]:
    try:
        entries = sorted(os.scandir(top), key=lambda entry: entry.name)
    except OSError as error:
        yield ReadingFailure(top, None, f"the folder cannot be opened ({_why(error)})", "check its permissions")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_symlink() and os.path.isdir(entry.path):
            yield ReadingFailure(entry.path, None, "a link to a folder is not followed", "name the folder itself")
        elif entry.is_dir(follow_symlinks=False):
            yield from _folder(entry.path)
        else:
            yield _file(entry.path, named=False)


def _file(path: str, *, named: bool) -> Input | ReadingFailure:
    try:
        mode = os.stat(path).st_mode
    except OSError as error:
        return ReadingFailure(path, None, f"cannot be opened ({_why(error)})", "check the link or the permissions")
    if not stat.S_ISREG(mode):
        return ReadingFailure(path, None, "not a regular file", "name files, folders or patterns")
    name = os.path.basename(path).lower()
    packed = next((end for end in PACKED if name.endswith(end)), None)
    inner = name.removesuffix(packed) if packed else name
    if inner.endswith(ARCHIVES + PACKED):
        return ReadingFailure(path, None, "an archive of files", "unpack it and read the folder")
    kind = KINDS.get(os.path.splitext(inner)[1])
    if kind is None and not named:
        return ReadingFailure(path, None, "a kind of file that is not read", f"rename it to one of {' '.join(KINDS)}")
    return Input(path, kind, packed)


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


# ------------------------------------------------------------------ open streams


def opened(source: Input) -> IO[bytes]:
    """The bytes of a file, unpacked where its name says so."""
    if source.packed == ".gz":
        import gzip

        return cast(IO[bytes], gzip.open(source.path, "rb"))
    if source.packed == ".zst":
        import zstandard

        unpacker = zstandard.ZstdDecompressor(max_window_size=2**27)
        return cast(IO[bytes], zstandard.open(source.path, "rb", dctx=unpacker))
    return Path(source.path).open("rb")


def whole(stream: IO[bytes], limit: int) -> bytes:
    """All bytes of a stream up to a limit. Raises ReadingError beyond it, or where the stream is broken."""
    parts, size = [], 0
    while chunk := piece(stream, min(1 << 20, limit + 1 - size)):
        size += len(chunk)
        if size > limit:
            raise ReadingError(f"larger than {limit:,} bytes")
        parts.append(chunk)
    return b"".join(parts)


def piece(stream: IO[bytes], size: int) -> bytes:
    """The next bytes of a stream; a packed stream that is cut or damaged raises ReadingError."""
    with mended_errors():
        return stream.read(size)


def line(stream: IO[bytes], limit: int) -> bytes:
    """The next line of a stream, at most `limit` + 1 bytes of it."""
    with mended_errors():
        return stream.readline(limit + 1)


class mended_errors:
    """Errors of unpacking and of the disk as ReadingError, with what to say."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        if isinstance(error, EOFError):
            raise ReadingError("the packed file is cut off") from error
        if isinstance(error, zlib.error) or type(error).__name__ in ("BadGzipFile", "ZstdError"):
            raise ReadingError(f"the packed file is damaged ({error})") from error
        if isinstance(error, OSError):
            raise ReadingError(f"cannot be read ({_why(error)})") from error


def stdin() -> IO[bytes]:
    """Standard input as bytes."""
    import sys

    return getattr(sys.stdin, "buffer", None) or io.BytesIO(sys.stdin.read().encode())
