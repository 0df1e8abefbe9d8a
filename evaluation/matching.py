"""Which coded event is which annotated one: type and directed pair, one to one, the nearest words first.

The sides of an annotated event are compared by code. Where the annotation leaves the code open or names an armed
group, a company or a society (whose codes are names), the same words in the text do as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from dragoman.document import Event, Party
from evaluation.corpus import Annotation, Side

Judge = Callable[[Annotation, Event], bool]
_NAMED = ("NSA-", "MNC-", "NGO-")


def is_type(gold: Annotation, event: Event) -> bool:
    """The annotated type, or one that a careful coder may defend."""
    return event.type == gold.type or event.type in gold.alternatives


def is_party(side: Side, party: Party) -> bool:
    """Whether a coded party is the annotated one."""
    codes = {party.code or party.country, *(member.code for member in party.members)} - {None}
    if side.code is not None and any(_same_body(side.code, code) for code in codes if code):
        return True
    if side.code is not None and not side.code.startswith(_NAMED):
        return False
    return (
        party.start is not None and party.end is not None and party.start < side.span.end > side.span.start < party.end
    )


def _same_body(wanted: str, said: str) -> bool:
    """The same code; the Security Council (`IGO-UNSC`) is right for the United Nations and the other way round."""
    return wanted == said or (wanted.startswith("IGO-UN") and said.startswith("IGO-UN"))


def _covered(sides: Iterable[Side], parties: Sequence[Party]) -> int:
    """How many different annotated sides are found among the parties."""
    distinct = {side.code or str(side.span): side for side in sides}
    return sum(any(is_party(side, party) for party in parties) for side in distinct.values())


def is_pair(gold: Annotation, event: Event) -> bool:
    """The same doer and receiver; meetings and mutual acts in either order."""
    if gold.type == "CONSULT" or "reciprocal" in gold.flags:
        sides = (*gold.actors, *gold.recipients)
        wanted = min(2, len({side.code or str(side.span) for side in sides}))
        return _covered(sides, (*event.actors, *event.recipients)) >= wanted
    if not _covered(gold.actors, event.actors):
        return False
    return not gold.recipients or _covered(gold.recipients, event.recipients) > 0


def is_event(gold: Annotation, event: Event) -> bool:
    """Type and directed pair: the headline figure."""
    return is_type(gold, event) and is_pair(gold, event)


def match(golds: Sequence[Annotation], events: Sequence[Event], judge: Judge = is_event) -> dict[int, int]:
    """The largest one-to-one matching, annotated to coded, by place in the two rows."""
    choices = [
        sorted((j for j, event in enumerate(events) if judge(gold, event)), key=lambda j: _distance(gold, events[j]))
        for gold in golds
    ]
    owner: dict[int, int] = {}
    for i in range(len(golds)):
        _place(i, choices, owner, set())
    return {i: j for j, i in owner.items()}


def _place(i: int, choices: list[list[int]], owner: dict[int, int], seen: set[int]) -> bool:
    for j in choices[i]:
        if j not in seen:
            seen.add(j)
            if j not in owner or _place(owner[j], choices, owner, seen):
                owner[j] = i
                return True
    return False


def _distance(gold: Annotation, event: Event) -> tuple[bool, bool, int]:
    """Nearer is better: the exact type, the same status, the trigger's place."""
    return event.type != gold.type, event.status != gold.status, abs(event.trigger.start - gold.trigger.start)
