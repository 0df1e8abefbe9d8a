"""The first five articles: what must and must not be found in them. `python -m evaluation.seeds --data ../shared`

The texts stay outside the project; this prints a line for each demand and exits with 1 if one is not met.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from dragoman import pipeline, reading, store
from dragoman.document import Document, Event

HOSTILE = {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
PUBLISHED = {"000": "2025-01-21", "001": "2025-02-24", "002": "2023-03-13", "003": "2025-05-08", "004": "2025-05-08"}
PAIR = {"RUS", "CHN"}
Demand = tuple[str, bool]


def sides(event: Event) -> set[str | None]:
    """The codes on both sides of an event, members of groups included."""
    parties = (*event.actors, *event.recipients)
    return {party.code for party in parties} | {member.code for party in parties for member in party.members}


def between(document: Document, type_: str, mode: str | None = None) -> list[Event]:
    """Events of a type between Russia and China that are not denied."""
    found = [e for e in document.events if e.type == type_ and sides(e) >= PAIR and e.status != "denied"]
    return [e for e in found if mode is None or e.mode == mode]


def day(event: Event) -> str:
    """The first day of an event, or nothing."""
    return (event.date.earliest or event.date.value or "") if event.date else ""


def hostile(document: Document) -> list[Event]:
    """Hostile acts of Russia against China or the other way round."""
    found = [e for e in document.events if e.type in HOSTILE and e.status != "denied"]
    return [e for e in found if _directed(e)]


def _directed(event: Event) -> bool:
    doers = {party.code for party in event.actors} & PAIR
    targets = {party.code for party in event.recipients} & PAIR
    return bool(doers and targets and doers != targets) or (event.reciprocal and sides(event) >= PAIR)


def demands(key: str, document: Document) -> Iterator[Demand]:
    """Each demand on one article with whether it is met."""
    yield (
        f"published {PUBLISHED[key]} with reasons",
        (document.published.value == PUBLISHED[key] and bool(document.published.reasons)),
    )
    yield "every span lies in the text", store.verify(document) == []
    yield "no hostile act between RUS and CHN", not hostile(document)
    yield "nothing coded from page furniture", not any(document.in_boilerplate(e.trigger) for e in document.events)
    speakers = {q.source.name for q in document.quotes if q.kind in ("direct", "mixed") and q.source}
    if key != "002":
        yield "Putin speaks", key == "001" or "Vladimir Putin" in speakers
        yield "Xi speaks", "Xi Jinping" in speakers
    yield from SPECIAL[key](document)


def _call(document: Document, first: str) -> Iterator[Demand]:
    calls = between(document, "CONSULT", "phone")
    yield f"CONSULT phone, RUS and CHN, {first}", any(day(e) == first for e in calls)


def _000(document: Document) -> Iterator[Demand]:
    yield from _call(document, "2025-01-21")
    refrained = [e for e in document.events if e.type == "ACCUSE" and e.status == "denied"]
    yield "refraining from condemning is denied", bool(refrained)
    yield "SUPPORT between the two", bool(between(document, "SUPPORT"))


def _001(document: Document) -> Iterator[Demand]:
    yield from _call(document, "2025-02-24")
    yield "one call, not several", len(between(document, "CONSULT")) == 1


def _002(document: Document) -> Iterator[Demand]:
    yield from _call(document, "2022-12-30")
    plans = [e for e in between(document, "AGREE") if e.status == "planned"]
    yield "AGREE to visit, planned", bool(plans)
    yield "planned for the week of 2023-03-20", any(day(e) == "2023-03-20" for e in plans)


def _003(document: Document) -> Iterator[Demand]:
    yield "SUPPORT: the statement signed, 2025-05-08", any(day(e) == "2025-05-08" for e in between(document, "SUPPORT"))
    yield "CONSULT visit", bool(between(document, "CONSULT", "visit"))


def _004(document: Document) -> Iterator[Demand]:
    yield "CONSULT visit", bool(between(document, "CONSULT", "visit"))


SPECIAL = {"000": _000, "001": _001, "002": _002, "003": _003, "004": _004}


def main() -> None:
    """Print every demand; exit with 1 if one is not met."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--data", type=Path, required=True, help="the folder that holds seeds/")
    missed = 0
    for path in sorted((options.parse_args().data / "seeds").glob("*.txt")):
        [found] = reading.read(str(path))
        assert isinstance(found, Document), found
        for demand, met in demands(path.name[:3], pipeline.code(found)):
            missed += not met
            print(f"{'ok  ' if met else 'MISS'}  {path.name[:3]}  {demand}")
    raise SystemExit(bool(missed))


if __name__ == "__main__":
    main()
