"""Editable tables (TSV) that the rooms read: one small loader that names file, line and column when a row is wrong.

    >>> class Cue(msgspec.Struct, frozen=True):
    ...     lemma: str
    ...     kind: str
    >>> parse("lemma\\tkind\\nsay\\tsay\\n", Cue, "cues.tsv")
    (Cue(lemma='say', kind='say'),)

A table is UTF-8, tab-separated, with a header line that names the fields of its row type. Lines that begin
with `#` and empty lines are skipped. An empty cell is None (or the field's default). A cell of a tuple field
is split at `|`.
"""

from __future__ import annotations

import itertools
import typing
from functools import cache
from importlib import resources
from pathlib import Path
from types import UnionType

import msgspec

from dragoman.document import LexiconError

Row = typing.TypeVar("Row", bound=msgspec.Struct)


def load(name: str, row_type: type[Row]) -> tuple[Row, ...]:
    """The rows of a shipped table, e.g. `load("plover/types.tsv", PloverType)`. Raises LexiconError."""
    return parse(source(name), row_type, name)


def source(name: str) -> str:
    """The text of a shipped lexicon file."""
    return resources.files("dragoman.lexicon").joinpath(name).read_bytes().decode().replace("\r\n", "\n")


def load_file(path: Path, row_type: type[Row]) -> tuple[Row, ...]:
    """The rows of a user's own table. Raises LexiconError."""
    return parse(path.read_text(encoding="utf-8"), row_type, str(path))


def parse(text: str, row_type: type[Row], name: str) -> tuple[Row, ...]:
    """The rows of a table given as text; `name` is what errors call it."""
    lines = text.split("\n")
    header = next((i for i, line in enumerate(lines) if _is_row(line)), None)
    if header is None:
        raise LexiconError(f"{name}: the table is empty; its first line names the columns")
    columns = lines[header].split("\t")
    _check_columns(columns, row_type, f"{name}:{header + 1}")
    below = lines[header + 1 :]
    try:
        return _by_column([line.rstrip("\r").split("\t") for line in below if _is_row(line)], columns, row_type)
    except (msgspec.ValidationError, ValueError, TypeError):  # once more, row by row, for the line that is wrong
        numbered = [(number, line) for number, line in enumerate(below, start=header + 2) if _is_row(line)]
        return tuple(_row(line, columns, row_type, f"{name}:{number}") for number, line in numbered)


def _is_row(line: str) -> bool:
    return line[:1] != "#" and bool(line) and not line.isspace()


# ------------------------------------------------------------------ a column at a time: the quick way


def _by_column(rows: list[list[str]], columns: list[str], row_type: type[Row]) -> tuple[Row, ...]:
    """The rows, made from whole columns: half the time of one row after another. Raises ValueError."""
    turned = dict(zip(columns, itertools.zip_longest(*rows, fillvalue=""), strict=False))
    if any(len(row) > len(columns) for row in rows):
        raise ValueError("a row has more cells than the table has columns")
    fields = msgspec.structs.fields(row_type)
    return tuple(map(row_type, *(_column(field, turned.get(field.name, ("",) * len(rows))) for field in fields)))


def _column(field: msgspec.structs.FieldInfo, cells: typing.Sequence[str]) -> typing.Sequence[object]:
    """The values of one field in every row; empty cells are its default."""
    if field.required and "" in cells:
        raise ValueError(f"an empty cell for {field.name}")
    empty = None if field.default is msgspec.NODEFAULT else field.default
    if field.type in (str, str | None):
        return [cell or empty for cell in cells] if "" in cells else cells
    if field.type == tuple[str, ...]:
        return [tuple(cell.split("|")) if cell else empty for cell in cells]
    split = _is_tuple(field.type)
    written = [cell.split("|") if split else cell for cell in cells if cell]
    values = iter(msgspec.convert(written, list[field.type], strict=False))  # type: ignore[name-defined]
    return [next(values) if cell else empty for cell in cells]


# ------------------------------------------------------------------ a row at a time: what is wrong, and where


def _check_columns(columns: list[str], row_type: type[Row], where: str) -> None:
    known = {field.name for field in msgspec.structs.fields(row_type)}
    for column in columns:
        if column not in known:
            raise LexiconError(f"{where}: unknown column {column!r} (known: {', '.join(sorted(known))})")


@cache
def _tuple_fields(row_type: type[Row]) -> frozenset[str]:
    hints = typing.get_type_hints(row_type)
    return frozenset(name for name, hint in hints.items() if _is_tuple(hint))


def _is_tuple(hint: object) -> bool:
    if isinstance(hint, UnionType):
        return any(_is_tuple(part) for part in hint.__args__)
    return typing.get_origin(hint) is tuple


def _named(line: str, columns: list[str], lists: frozenset[str], where: str) -> dict[str, object]:
    """The cells of a line by column; empty ones are left out."""
    cells = line.rstrip("\r").split("\t")
    if len(cells) > len(columns):
        raise LexiconError(_pointed(f"{where}: {len(cells)} cells for {len(columns)} columns", line, cells[-1]))
    pairs = zip(columns, cells, strict=False)
    return {column: tuple(cell.split("|")) if column in lists else cell for column, cell in pairs if cell}


def _row(line: str, columns: list[str], row_type: type[Row], where: str) -> Row:
    named = _named(line, columns, _tuple_fields(row_type), where)
    try:
        return msgspec.convert(named, row_type, strict=False)
    except msgspec.ValidationError as error:
        cell = _blamed(str(error), named)
        raise LexiconError(_pointed(f"{where}: {error}", line, cell)) from error


def _blamed(message: str, named: dict[str, object]) -> str:
    column = message.split("`$.")[-1].split("`")[0].split("[")[0] if "`$." in message else ""
    value = named.get(column, "")
    return "|".join(value) if isinstance(value, tuple) else str(value)


def _pointed(message: str, line: str, cell: str) -> str:
    """The message, the line, and a mark under the wrong cell."""
    at = line.find(cell) if cell else -1
    if at < 0:
        return f"{message}\n  {line}"
    shown = line.replace("\t", " ")
    return f"{message}\n  {shown}\n  {' ' * at}{'~' * max(len(cell) - 1, 0)}^"
