"""A user's own actors: the `[[actor]]` tables of a TOML file, which add to the lexicon or override it.

[[actor]]
name = "Amara Diallo"          # required
kind = "person"                # person, or a kind of body: armed, party, ministry, company ... (default: body)
code = "MLI"                   # whom it acts for: MLI, IGO-UN, NSA-HAMAS; required
sector = "JUD"
names = ["Diallo"]             # other names; those in capitals (ECOWAS) count only as written
country = "MLI"
office = "Judge at the Court of Bamako"
role = "judge"
from = "2019"
to = "2024-06"
gender = "f"
id = "Q123"
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from dragoman.actors import index, offices
from dragoman.actors.index import Index, fold
from dragoman.actors.offices import Offices
from dragoman.lexicon import actor_rows, user


class Lexicon(msgspec.Struct, frozen=True):
    """The names and the offices that an article is read with."""

    index: Index
    offices: Offices


class UserActor(msgspec.Struct, frozen=True, rename={"valid_from": "from", "valid_to": "to"}):
    """One `[[actor]]` table."""

    name: str
    code: str
    kind: str = "body"
    sector: str | None = None
    names: tuple[str, ...] = ()
    country: str | None = None
    office: str | None = None
    role: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    gender: str | None = None
    id: str | None = None


@cache
def shipped() -> Lexicon:
    """The lexicon as it is shipped."""
    with index.no_collection():
        return Lexicon(index.load(), offices.load())


def load_user(path: Path) -> Lexicon:
    """The shipped lexicon with a user's actors added; theirs win where names are the same. Raises LexiconError."""
    rows = user.convert_user(user.load_user(path).actor, UserActor, path, "actor")
    return extended(shipped(), rows)


def extended(lexicon: Lexicon, rows: tuple[UserActor, ...]) -> Lexicon:
    """A lexicon with more actors; the given one is left as it is."""
    names = lexicon.index.copy()
    for row in rows:
        for name in (row.name, *row.names):
            names.entries.pop(fold(name), None)
    index.add_rows(names, [_person(row) if row.kind == "person" else _body(row) for row in rows])
    terms = [*lexicon.offices.rows, *(_term(row) for row in rows if row.kind == "person")]
    return Lexicon(names, Offices(tuple(terms)))


def _identifier(row: UserActor) -> str:
    return "user-" + fold(row.name)


def _person(row: UserActor) -> actor_rows.Person:
    country = row.country or (row.code if len(row.code) == 3 else None)
    return actor_rows.Person(
        _identifier(row),
        row.name,
        row.name.split()[-1],
        row.names,
        row.gender,
        country,
        bare=True,
        wikidata=row.id,
        source="user",
    )


def _term(row: UserActor) -> actor_rows.Term:
    return actor_rows.Term(
        _identifier(row),
        row.code,
        row.office or "",
        row.role or "",
        sector=row.sector,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        source="user",
    )


def _body(row: UserActor) -> actor_rows.Body:
    capitals = tuple(name for name in row.names if name.isupper() and len(name) < 9)
    country = row.country or (row.code if len(row.code) == 3 else None)
    return actor_rows.Body(
        _identifier(row),
        row.code,
        row.name,
        row.kind,
        row.sector,
        tuple(name for name in row.names if name not in capitals),
        capitals,
        country,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        wikidata=row.id,
        source="user",
    )
