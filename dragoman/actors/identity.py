"""Whom an entry of the lexicon stands for on a day: code, sector, members."""

from __future__ import annotations

from functools import cache

from dragoman.actors.index import Entry
from dragoman.document import Actor
from dragoman.lexicon import actor_rows
from dragoman.lexicon.actor_rows import covers


def actor_of(entry: Entry, day: str | None) -> Actor | None:
    """The actor an entry stands for."""
    row = entry.row
    if isinstance(row, actor_rows.Body):
        sector, others = _party_sectors(row, day)
        return Actor(
            row.code,
            sector,
            row.name,
            row.wikidata,
            country=row.country,
            other_sectors=others,
            members=_members(row.id, day),
        )
    if entry.kind in ("group", "group_adjective", "group_people"):
        return Actor(entry.code, None, entry.name, members=_members(entry.code or "", day))
    if entry.code is None:
        return None
    if entry.kind == "metonym":
        name = state_names().get(entry.code) or entry.name
        return Actor(entry.code, entry.sector, name, country=entry.country)
    return Actor(
        entry.code,
        entry.sector,
        state_names().get(entry.code) or entry.name,
        entry.id if entry.kind == "state" else None,
        country=entry.country,
    )


def _members(body: str, day: str | None) -> tuple[Actor, ...]:
    rows = memberships().get(body, ())
    return tuple(
        Actor(row.member, name=state_names().get(row.member))
        for row in rows
        if (day is None and row.valid_to is None) or (day is not None and covers(row.valid_from, row.valid_to, day))
    )


def _party_sectors(row: actor_rows.Body, day: str | None) -> tuple[str | None, tuple[str, ...]]:
    """A party governs or opposes, by the day."""
    if row.kind != "party" or not row.governs or day is None:
        return row.sector, row.other_sectors
    governs = any(covers(*_period(period), day) for period in row.governs)
    return ("GOV" if governs else "OPP"), ("PTY", *(s for s in row.other_sectors if s != "PTY"))


def _period(text: str) -> tuple[str | None, str | None]:
    begin, _, end = text.partition("/")
    return begin or None, end or None


@cache
def state_names() -> dict[str, str]:
    """Names of states by code."""
    return {row.code: row.name for row in actor_rows.territories()}


@cache
def memberships() -> dict[str, list[actor_rows.Membership]]:
    """Memberships by body or group."""
    found: dict[str, list[actor_rows.Membership]] = {}
    for row in actor_rows.members():
        found.setdefault(row.body, []).append(row)
    return found
