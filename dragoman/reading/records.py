"""Articles of tables: JSONL, JSON, CSV and TSV with a column map; CoNLL-U with its `# text` lines.

A broken line is one failure with its number; the next line is read.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator
from typing import IO, Any

import msgspec

from dragoman.document import ReadingError
from dragoman.reading import decoding, inputs
from dragoman.reading.settings import Columns, Raw, ReadingFailure, ReadingSettings


def jsonl(stream: IO[bytes], path: str, settings: ReadingSettings) -> Iterator[Raw | ReadingFailure]:
    """One article a line."""
    for number, line in _lines(stream, settings):
        if isinstance(line, str):
            yield ReadingFailure(path, f"line {number}", line, "mend or drop the line")
        elif line.strip():
            yield _json_line(line, path, number, settings.columns)


def _lines(stream: IO[bytes], settings: ReadingSettings) -> Iterator[tuple[int, bytes | str]]:
    """Numbered lines; one beyond the limit comes as the words of its failure."""
    limits = settings.limits
    number = 0
    while line := inputs.line(stream, limits.line_bytes):
        number += 1
        if len(line) > limits.line_bytes and not line.endswith(b"\n"):
            skipped = len(line) + _skip_line(stream, limits.skipped_bytes)
            yield number, f"a line of {skipped:,} bytes; the most is {limits.line_bytes:,}"
        else:
            yield number, line


def _skip_line(stream: IO[bytes], most: int) -> int:
    skipped = 0
    while line := inputs.line(stream, 1 << 20):
        skipped += len(line)
        if line.endswith(b"\n"):
            return skipped
        if skipped > most:
            raise ReadingError(f"a line of more than {most:,} bytes")
    return skipped


def _json_line(line: bytes, path: str, number: int, columns: Columns) -> Raw | ReadingFailure:
    place = f"line {number}"
    try:
        return raw_of(_decoded_json(line), line, columns, "jsonl")
    except ReadingError as error:
        return ReadingFailure(path, place, str(error), "mend or drop the line")


def _decoded_json(line: bytes) -> object:
    try:
        return msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf").strip())
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        first = _decoded_again(line)
        if first is None:
            raise ReadingError(f"broken JSON ({_first_line(error)})") from error
        return first


def _decoded_again(line: bytes) -> object | None:
    """Lone surrogates and other charsets: what strict JSON refuses, the text itself may bear."""
    import json

    try:
        return json.loads(decoding.decode(line).text)  # type: ignore[no-any-return]
    except (ValueError, RecursionError, ReadingError):
        return None


def _first_line(error: Exception) -> str:
    return str(error).split("\n")[0] or type(error).__name__


def raw_of(found: object, source: bytes, columns: Columns, reader: str) -> Raw:
    """The article of one JSON object or table row. Raises ReadingError where it has no text."""
    if not isinstance(found, dict):
        raise ReadingError(f"not an object but {type(found).__name__}")
    text = found.get(columns.text)
    if not isinstance(text, str):
        raise ReadingError(f"no text under {columns.text!r}")
    if not text.strip():
        raise ReadingError("empty text")
    named = {getattr(columns, field) for field in Columns.__struct_fields__}
    rest = {str(key): _storable(value) for key, value in found.items() if key not in named}
    return Raw(
        text=decoding.clean(text),
        sha256=hashlib.sha256(source.strip(b"\r\n")).hexdigest(),
        reader=reader,
        id=_string(found.get(columns.id)),
        title=_string(found.get(columns.title)),
        url=_string(found.get(columns.url)),
        publisher=_string(found.get(columns.publisher)),
        published=_string(found.get(columns.published)),
        language=_string(found.get(columns.language)),
        metadata=rest,
    )


def _string(value: Any) -> str | None:
    if value is None or isinstance(value, (dict, list, bool)):
        return None
    written = decoding.clean(str(value)).strip()
    return written or None


def _storable(value: Any) -> Any:
    """The value with NUL and lone surrogates gone, at any depth."""
    if isinstance(value, str):
        return decoding.clean(value)
    if isinstance(value, list):
        return [_storable(part) for part in value]
    if isinstance(value, dict):
        return {decoding.clean(str(key)): _storable(part) for key, part in value.items()}
    return value


def json_file(raw: bytes, path: str, settings: ReadingSettings) -> Iterator[Raw | ReadingFailure]:
    """A JSON file: one article or a list of them; lines of JSON under a .json name are read as such."""
    try:
        found = _decoded_json(raw)
    except ReadingError as error:
        if raw.lstrip()[:1] == b"{" and b"\n" in raw.strip():
            import io

            yield from jsonl(io.BytesIO(raw), path, settings)
            return
        yield ReadingFailure(path, None, str(error), "mend the file")
        return
    articles = found if isinstance(found, list) else [found]
    for number, article in enumerate(articles, start=1):
        try:
            source = raw if article is found else msgspec.json.encode(article)
            yield raw_of(article, source, settings.columns, "json")
        except ReadingError as error:
            yield ReadingFailure(path, f"article {number}", str(error), "name the column of the text, or mend it")


def table(stream: IO[bytes], path: str, settings: ReadingSettings) -> Iterator[Raw | ReadingFailure]:
    """One article a row of a CSV or TSV file whose first line names the columns."""
    csv.field_size_limit(settings.limits.line_bytes)
    rows = csv.reader(_text_lines(stream, settings), delimiter=_delimiter(path))
    header: list[str] | None = None
    number = 0
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield ReadingFailure(path, f"line {rows.line_num}", f"broken table ({error})", "mend the line")
            return
        number += 1
        if header is None:
            header = [name.strip() for name in row]
        elif any(cell.strip() for cell in row):
            yield _row(header, row, path, rows.line_num, settings.columns)


def _delimiter(path: str) -> str:
    return "\t" if re.search(r"\.tsv(\.gz|\.zst)?$", path.lower()) else ","


def _text_lines(stream: IO[bytes], settings: ReadingSettings) -> Iterator[str]:
    for number, line in _lines(stream, settings):
        if isinstance(line, str):
            raise ReadingError(f"line {number}: {line}")
        yield decoding.decode(line).text


def _row(header: list[str], row: list[str], path: str, number: int, columns: Columns) -> Raw | ReadingFailure:
    found = {name: cell for name, cell in zip(header, row, strict=False) if name and cell != ""}
    try:
        return raw_of(found, msgspec.json.encode(found), columns, "csv")
    except ReadingError as error:
        known = ", ".join(header[:12])
        return ReadingFailure(path, f"line {number}", f"{error} (columns: {known})", "name the column of the text")


def conllu(text: str, source: bytes) -> Iterator[Raw]:
    """The texts of a CoNLL-U file, one for each `# newdoc`, from its `# text` lines."""
    digest = hashlib.sha256(source).hexdigest()
    for name, lines in _conllu_documents(text):
        if lines:
            yield Raw(text="\n".join(lines), sha256=digest, reader="conllu", id=name)


def _conllu_documents(text: str) -> Iterator[tuple[str | None, list[str]]]:
    name: str | None = None
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("# newdoc"):
            yield name, lines
            name, lines = line.partition("=")[2].strip() or None, []
        elif line.startswith("# text ="):
            lines.append(line.partition("=")[2].strip())
    yield name, lines
