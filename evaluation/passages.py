"""Coded events against the open corpus: which gold events were found, which coded ones are false.

An event is found when its type (or a defensible other) and both sides agree. A side agrees when a party has the same
code or, where either has none, overlaps the same words; a reciprocal event may have its sides in any order.
"""

from __future__ import annotations

import collections
from collections.abc import Callable, Iterator

import msgspec

from dragoman.document import Document, Event, Party
from evaluation.corpus import Annotation, Passage, Side, read

__all__ = ["differences", "matched", "read", "table"]


class Matched(msgspec.Struct, frozen=True):
    """Pairs of gold and coded events of one passage: `events` agree in type and sides, `types` in type alone."""

    events: tuple[tuple[Annotation, Event], ...]
    types: tuple[tuple[Annotation, Event], ...]


def matched(passage: Passage, document: Document) -> Matched:
    """The best pairing, each gold and each coded event used once."""
    return Matched(
        _paired(passage, document, lambda gold, event: _is_type(gold, event) and _are_sides(gold, event)),
        _paired(passage, document, _is_type),
    )


def _paired(
    passage: Passage, document: Document, agree: Callable[[Annotation, Event], bool]
) -> tuple[tuple[Annotation, Event], ...]:
    left, pairs = list(document.events), []
    for gold in passage.events:
        fits = [event for event in left if agree(gold, event)]
        if fits:
            best = min(fits, key=lambda event: abs(event.trigger.start - gold.trigger.start))
            left.remove(best)
            pairs.append((gold, best))
    return tuple(pairs)


def _is_type(gold: Annotation, event: Event) -> bool:
    return event.type in (gold.type, *gold.alternatives)


def _are_sides(gold: Annotation, event: Event) -> bool:
    if "reciprocal" in gold.flags or event.reciprocal:
        meant = (*gold.actors, *gold.recipients)
        said = (*event.actors, *event.recipients)
        return all(any(_is_party(one, party) for party in said) for one in meant[:2])
    return _is_side(gold.actors, event.actors) and _is_side(gold.recipients, event.recipients)


def _is_side(meant: tuple[Side, ...], said: tuple[Party, ...]) -> bool:
    if not meant or not said:
        return not meant and not said
    return any(_is_party(one, party) for one in meant for party in said)


def _is_party(meant: Side, said: Party) -> bool:
    if meant.code and said.code:
        return meant.code == said.code or meant.code == said.country or _root(meant.code) == _root(said.code)
    return (
        said.start is not None and said.end is not None and meant.span.start < said.end and said.start < meant.span.end
    )


def _root(code: str) -> str:
    return "-".join(code.split("-")[:2])


def table(split: str, gold: list[Passage], documents: list[Document]) -> Iterator[str]:
    """Figures of one split, then a row for each type."""
    meant, said, hits, types, right = (collections.Counter[str]() for _ in range(5))
    false = 0
    for passage, document in zip(gold, documents, strict=True):
        found = matched(passage, document)
        meant.update(e.type for e in passage.events)
        said.update(e.type for e in document.events)
        hits.update(e.type for e, _ in found.events)
        types.update(e.type for e, _ in found.types)
        right.update(str(e.status == other.status) for e, other in found.types)
        false += len(document.events) * (not passage.events)
    empty = sum(not passage.events for passage in gold)
    event_f1, type_f1 = (2 * c.total() / max(1, meant.total() + said.total()) for c in (hits, types))
    yield f"-- {split}: {len(gold)} passages, {meant.total()} events, {said.total()} coded"
    yield f"event F1 {event_f1:.3f}   type F1 {type_f1:.3f}"
    yield f"event recall {_share(hits, meant)}, precision {_share(hits, said)}"
    yield f"type hit {_share(types, meant)}, type precision {_share(types, said)}"
    yield f"status {right['True'] / max(1, right.total()):.3f} of {right.total()}"
    yield f"{empty} passages without event: {false} false events"
    yield "type          n  coded   type  event"
    for name in sorted(meant):
        yield f"{name:10s}{meant[name]:5d}{said[name]:7d}{types[name]:7d}{hits[name]:7d}"


def _share(part: collections.Counter[str], whole: collections.Counter[str]) -> str:
    return f"{part.total() / max(1, whole.total()):.3f}"


def differences(gold: list[Passage], documents: list[Document]) -> Iterator[str]:
    """What was missed (-), what is false (+) and whose sides or status differ (~), passage by passage."""
    for passage, document in zip(gold, documents, strict=True):
        found = matched(passage, document)
        good = {id(e) for e, _ in found.events} | {id(e) for _, e in found.events}
        lines = [f"  - {_meant(e, passage)}" for e in passage.events if id(e) not in good]
        lines += [f"  + {_said(e, document)}" for e in document.events if id(e) not in good]
        lines += [
            f"  ~ {e.status}, not {o.status}: {document[o.trigger]}" for e, o in found.events if e.status != o.status
        ]
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
