"""What is wrong with the shipped tables, row by row: `dragoman lexicon check`.

A wrong cell (a column, a number) fails at loading with file, line and mark; this finds what only rows together show:
codes that nobody defines, ids given twice, offices held by two people at once, periods that run backward.

>>> complaints()
[]
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from dragoman.lexicon import actor_rows, known
from dragoman.lexicon.actor_rows import Term

SECTORS = {
    *("GOV", "MIL", "COP", "JUD", "LEG", "SPY", "PRM", "PTY", "REB", "UAF", "UNK", "OPP", "PRE"),
    *("AGR", "BUS", "CRM", "CVL", "EDU", "ELI", "JRN", "LAB", "MED", "REF", "REL", "SOC", "NGO"),
}
"""The sectors of PLOVER with JUD, and NGO for SOC."""


def complaints() -> list[str]:
    """One line for each fault of the actor tables and the known events; nothing if they are sound."""
    return [*_sectors(), *_codes(), *_ids(), *_strangers(), *_seats(), *_periods()]


def names() -> Iterator[tuple[str, str]]:
    """Every full name of a state, a body and a person with the id of its row: what a lookup must find again."""
    for territory in actor_rows.territories():
        yield territory.name, territory.id
    for body in actor_rows.bodies():
        yield body.name, body.id
    for person in actor_rows.persons():
        yield person.name, person.id


def _rows(*tables: Callable[[], tuple[Any, ...]]) -> Iterator[Any]:
    """The rows of several tables; their types differ, the columns asked for do not."""
    return itertools.chain.from_iterable(table() for table in tables)


def _sectors() -> Iterator[str]:
    for row in _rows(actor_rows.metonyms, actor_rows.terms, actor_rows.bodies, actor_rows.agents, actor_rows.peoples):
        if row.sector is not None and row.sector not in SECTORS:
            yield f"{row.id}: unknown sector {row.sector!r} (known: {', '.join(sorted(SECTORS))})"


def _codes() -> Iterator[str]:
    states = {row.code for row in actor_rows.territories()}
    bodies = {row.id for row in actor_rows.bodies()} | {row.code for row in actor_rows.bodies()}
    codes = states | bodies | {row.code for row in actor_rows.groups()}
    for row in _rows(actor_rows.metonyms, actor_rows.terms):
        if row.code not in codes:
            yield f"{row.id}: no territory, body or group has the code {row.code!r}"
    for body in actor_rows.bodies():
        if body.country is not None and body.country not in states:
            yield f"{body.id}: no territory has the code {body.country!r}"


def _ids() -> Iterator[str]:
    for table in (actor_rows.territories, actor_rows.bodies, actor_rows.persons, actor_rows.groups, known.events):
        for key, count in Counter(row.id for row in _rows(table)).items():
            if count > 1:
                yield f"{key}: id given {count} times"


def _strangers() -> Iterator[str]:
    persons = {person.id for person in actor_rows.persons()}
    for term in actor_rows.terms():
        if term.person not in persons:
            yield f"{term.id}: nobody in persons.tsv has the id {term.person!r}"
    for idle in sorted(persons - {term.person for term in actor_rows.terms()}):
        yield f"{idle}: a person without a term in terms.tsv"


def _seats() -> Iterator[str]:
    seats: dict[str, list[Term]] = defaultdict(list)
    for term in actor_rows.terms():
        if term.seat:
            seats[term.seat].append(term)
    for seat, held in seats.items():
        ordered = sorted(held, key=lambda term: term.valid_from or "")
        for before, after in itertools.pairwise(ordered):
            if not _follows(before.valid_to, after.valid_from or ""):
                yield f"{seat}: {before.id} and {after.id} hold it at the same time"


def _follows(end: str | None, begin: str) -> bool:
    """Terms meet on a day, month or year that both name, or leave a gap."""
    return end is not None and (begin >= end or end.startswith(begin) or begin.startswith(end))


def _periods() -> Iterator[str]:
    for row in _rows(actor_rows.territories, actor_rows.metonyms, actor_rows.terms, actor_rows.bodies):
        if row.valid_from and row.valid_to and row.valid_from > row.valid_to + "~":
            yield f"{row.id}: {row.valid_from} lies after {row.valid_to}"
