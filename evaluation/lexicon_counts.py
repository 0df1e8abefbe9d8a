"""Rows of the actor lexicon by kind, as Markdown: `python -m evaluation.lexicon_counts`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

import msgspec

from dragoman.lexicon import actor_rows as rows

TABLES: tuple[tuple[str, Callable[[], tuple[msgspec.Struct, ...]]], ...] = (
    ("territories", rows.territories),
    ("metonyms", rows.metonyms),
    ("persons", rows.persons),
    ("terms", rows.terms),
    ("bodies", rows.bodies),
    ("members", rows.members),
    ("agents", rows.agents),
    ("peoples", rows.peoples),
    ("groups", rows.groups),
    ("regions", rows.regions),
    ("cities", rows.cities),
)


def main() -> None:
    """Print what the documentation quotes."""
    print("| table | rows |\n|---|--:|")
    for name, table in TABLES:
        print(f"| {name} | {len(table()):,} |")
    print("\n| kind | rows |\n|---|--:|")
    for name, count in _kinds().items():
        print(f"| {name} | {count:,} |")
    print(f"\nNames that can be looked up (towns left out): {len(set(_names())):,}.")
    print(f"States and territories with a head of state or of government: {len(_led())}.")
    print(f"With a foreign minister: {len(_with('foreign_minister'))}; defence: {len(_with('defence_minister'))}.")
    print(f"Terms marked uncertain: {sum(term.uncertain for term in rows.terms())}.")


def _kinds() -> dict[str, int]:
    found: Counter[str] = Counter()
    found.update(f"body: {body.kind}" for body in rows.bodies())
    found.update(f"term: {term.role}" for term in rows.terms())
    return dict(sorted(found.items()))


def _names() -> Iterable[str]:
    for state in rows.territories():
        yield from (state.name, *state.names, *state.abbreviations, *state.adjectives, *state.person, *state.people)
    for person in rows.persons():
        yield from (person.name, *person.aliases)
    for body in rows.bodies():
        yield from (body.name, *body.names, *body.abbreviations)
    for agent in rows.agents():
        yield from (agent.phrase, agent.plural or agent.phrase)
    yield from (metonym.phrase for metonym in rows.metonyms())
    yield from _group_names()


def _group_names() -> Iterable[str]:
    for people in rows.peoples():
        yield from (people.name, *people.adjectives, *people.person, *people.people)
    for group in rows.groups():
        yield from (group.name, *group.names, *group.adjectives)
    for region in rows.regions():
        yield from (region.name, *region.names)


def _with(role: str) -> set[str]:
    return {term.code for term in rows.terms() if term.role == role and len(term.code) == 3}


def _led() -> set[str]:
    return _with("head_of_state") | _with("head_of_government")


if __name__ == "__main__":
    main()
