"""Who held which office on a day.

>>> held("vladimir-putin", "2025-01-21").office
'President of Russia'
"""

from __future__ import annotations

from functools import cache

import msgspec

from dragoman.document import Document
from dragoman.lexicon.actor_rows import Term, covers, terms

LEADING = ("head_of_state", "head_of_government")


class Holding(msgspec.Struct, frozen=True):
    """A term and how it stands to the day asked for: held, former, future."""

    term: Term
    state: str


class Offices:
    """Terms by person and by what is spoken for."""

    def __init__(self, rows: tuple[Term, ...]) -> None:
        self.rows = rows
        self.by_person: dict[str, list[Term]] = {}
        self.by_role: dict[tuple[str, str], list[Term]] = {}
        for row in rows:
            self.by_person.setdefault(row.person, []).append(row)
            self.by_role.setdefault((row.code, row.role), []).append(row)

    def of(self, person: str, day: str | None) -> Holding | None:
        """The office of a person on a day; the latest one where the day is unknown or the last has ended."""
        rows = sorted(self.by_person.get(person, ()), key=lambda term: term.valid_from or "")
        if not rows:
            return None
        if day is None:
            return Holding(rows[-1], "held")
        running = [term for term in rows if covers(term.valid_from, term.valid_to, day)]
        if running:
            return Holding(min(running, key=_weight), "held")
        past = [term for term in rows if term.valid_to is not None and term.valid_to < day]
        return Holding(past[-1], "former") if past else Holding(rows[0], "future")

    def ever(self, person: str, code: str | None, role: str | None) -> Term | None:
        """A term of the person that fits a country and a role, whenever it was."""
        rows = self.by_person.get(person, ())
        fitting = [t for t in rows if (code is None or t.code == code) and (role is None or t.role == role)]
        return fitting[-1] if fitting else None

    def holder(self, code: str, role: str, day: str | None) -> Term | None:
        """The one who held a role on a day; None where the day is unknown or several did."""
        if day is None:
            return None
        roles = LEADING if role == "leader" else (role,)
        for one in roles:
            found = [t for t in self.by_role.get((code, one), ()) if covers(t.valid_from, t.valid_to, day)]
            if len({t.person for t in found}) == 1 and not found[0].uncertain:
                return found[0]
        return None


def _weight(term: Term) -> tuple[int, str]:
    order = (*LEADING, "foreign_minister", "defence_minister")
    return (order.index(term.role) if term.role in order else len(order), term.office)


@cache
def load() -> Offices:
    """The shipped terms, indexed once."""
    return Offices(terms())


def held(person: str, day: str) -> Term | None:
    """The office a person held on a day, or None."""
    found = load().of(person, day)
    return found.term if found is not None and found.state == "held" else None


def day_of(document: Document) -> str | None:
    """The article's day as ISO; the latest year its dates name where it is unknown; else None."""
    for value in (document.published.value, document.published.earliest):
        if value is not None and value[:4].isdigit():
            return _whole_day(value)
    years = [t.value[:4] for t in document.timexes if t.value and t.value[:4].isdigit() and t.type in ("DATE", "TIME")]
    return f"{max(years)}-07-01" if years else None


def _whole_day(value: str) -> str:
    return {4: value + "-07-01", 7: value + "-15"}.get(len(value), value[:10])
