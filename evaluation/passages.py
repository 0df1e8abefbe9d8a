"""Coded events against the open corpus: figures with intervals, a row for each type, who was taken for whom.

An event is found when its type (or a defensible other) and both sides agree (`evaluation/matching.py`, as in the gate).
"""

from __future__ import annotations

import collections
from collections.abc import Iterator, Sequence

from dragoman.document import Document, Event
from evaluation import figures
from evaluation.corpus import Annotation, Passage, read
from evaluation.figures import Pairing

__all__ = ["differences", "read", "table"]


def table(split: str, gold: Sequence[Passage], documents: Sequence[Document]) -> Iterator[str]:
    """Figures of one split with 95 % intervals, a row for each type, the types taken for one another."""
    paired = [figures.paired_passage(p, d) for p, d in zip(gold, documents, strict=True)]
    events, coded = (
        sum(len(side) for side in sides) for sides in zip(*((p.golds, p.events) for p in paired), strict=True)
    )
    yield f"-- {split}: {len(gold)} passages, {events} events, {coded} coded"
    for figure in figures.of_corpus(split, gold, documents, paired):
        low, high = figure.interval
        yield f"{figure.name:22s} {figure.value:.3f}  [{low:.3f}, {high:.3f}]  of {figure.count:.0f}"
    yield "type          n  found  coded  right"
    for name, row in figures.by_type(paired).items():
        yield f"{name:10s}{row.annotated:5d}{row.found:7d}{row.coded:7d}{row.right:7d}"
    yield "annotated / coded where the words overlap and the type differs (nothing: no event on the words)"
    for (meant, said), count in confusions(paired).most_common(24):
        yield f"  {meant:10s} {said:10s} {count}"


def confusions(paired: Sequence[Pairing]) -> collections.Counter[tuple[str, str]]:
    """Annotated and coded types that differ on overlapping triggers, and what only one side has."""
    found = collections.Counter[tuple[str, str]]()
    for pairing in paired:
        for gold in pairing.golds:
            types = _types_on(gold, pairing.events)
            if not {gold.type, *gold.alternatives} & types:
                found.update((gold.type, said) for said in types or {"nothing"})
        found.update(
            ("nothing", event.type)
            for event in pairing.events
            if not any(event.trigger.overlaps(gold.trigger) for gold in pairing.golds)
        )
    return found


def _types_on(gold: Annotation, events: Sequence[Event]) -> set[str]:
    return {event.type for event in events if event.trigger.overlaps(gold.trigger)}


def differences(gold: Sequence[Passage], documents: Sequence[Document]) -> Iterator[str]:
    """What was missed (-), what is false (+) and whose status differs (~), passage by passage."""
    for passage, document in zip(gold, documents, strict=True):
        pairing = figures.paired_passage(passage, document)
        right = set(pairing.pairs.values())
        lines = [f"  - {_meant(e, passage)}" for i, e in enumerate(pairing.golds) if i not in pairing.pairs]
        lines += [f"  + {_said(e, document)}" for j, e in enumerate(pairing.events) if j not in right]
        both = [(pairing.golds[i], pairing.events[j]) for i, j in pairing.pairs.items()]
        lines += [f"  ~ {e.status}, not {o.status}: {document[o.trigger]}" for e, o in both if e.status != o.status]
        if lines:
            yield "\n".join((f"{passage.id} {passage.trap or ''} {passage.text}", *lines))


def _meant(event: Annotation, passage: Passage) -> str:
    sides = [", ".join(f"{s.code} {s.sector}" for s in side) for side in (event.actors, event.recipients)]
    words = passage.text[event.trigger.start : event.trigger.end]
    return f"{event.type} {event.mode or '-'} {event.status} {words!r}: {sides[0]} > {sides[1]} {' '.join(event.flags)}"


def _said(event: Event, document: Document) -> str:
    sides = [", ".join(f"{p.code or p.name} {p.sector}" for p in side) for side in (event.actors, event.recipients)]
    told = f"{event.type} {event.mode or '-'} {event.status} {document[event.trigger]!r}"
    return f"{told}: {sides[0]} > {sides[1]} {'reciprocal' * event.reciprocal} [{event.rule}] {event.confidence}"
