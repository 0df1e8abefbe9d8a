"""A user's own file: one TOML with `[[actor]]`, `[[frame]]` and `[[type]]` tables that add to ours or override it.

The rooms turn the tables into their own rows: actors in `dragoman/actors/users.py`, frames and types in
`dragoman/events/frames.py`.
"""

from __future__ import annotations

import tomllib
import typing
from pathlib import Path
from typing import Any

import msgspec

from dragoman.document import LexiconError

Row = typing.TypeVar("Row", bound=msgspec.Struct)

LOOKS = {
    "actor": 'name = "Amara Diallo", code = "MLI"',
    "frame": 'id = "my.snub", lemmas = ["snub"], pos = "verb", type = "REJECT", example = "Peru snubbed Chile."',
    "type": 'type = "CULTURE", quad = 2, score = 3.0',
}


class UserFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The tables of a file as they stand."""

    actor: tuple[dict[str, Any], ...] = ()
    frame: tuple[dict[str, Any], ...] = ()
    type: tuple[dict[str, Any], ...] = ()


def load_user(path: Path) -> UserFile:
    """The tables of a user's file. Raises LexiconError."""
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), UserFile)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        shown = "; ".join(f"[[{name}]] {look}" for name, look in LOOKS.items())
        raise LexiconError(f"{path}: {error}; tables look like {shown}") from error


def convert_user(tables: tuple[dict[str, Any], ...], row_type: type[Row], path: Path, kind: str) -> tuple[Row, ...]:
    """The tables of one kind as rows; a key that no row has, or a wrong value, is told with its table's number."""
    known = {field.encode_name for field in msgspec.structs.fields(row_type)}
    found = []
    for number, table in enumerate(tables, start=1):
        where = f"{path}: [[{kind}]] number {number}"
        for key in table:
            if key not in known:
                raise LexiconError(f"{where}: unknown key {key!r} (known: {', '.join(sorted(known))})")
        try:
            found.append(msgspec.convert(table, row_type))
        except msgspec.ValidationError as error:
            raise LexiconError(f"{where}: {error}; a table looks like [[{kind}]] {LOOKS[kind]}") from error
    return tuple(found)
