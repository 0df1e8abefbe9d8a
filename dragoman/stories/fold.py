"""Fold reports of the same occurrence into one, count independent origins, show where reports disagree.

An occurrence is decided by the fields of its reports - type family, both sides, days that meet, place - and
never by the words alone: within one dyad every contact is "a call" and text similarity carries no signal.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import msgspec

from dragoman.document import Document, Event, Party, Span
from dragoman.stories import copies

FAMILY = {"CONSULT": "contact", "COOPERATE": "contact", "AGREE": "contact", "SUPPORT": "contact"}
"""Types that reports of one occurrence often exchange."""
WINDOW_DAYS = 1
"""Days by which two dated reports of one occurrence may differ (time zones, a visit's talks and arrival)."""


class Report(msgspec.Struct, frozen=True):
    """One event as one article tells it."""

    document: str
    event: Event
    publisher: str | None
    origin: str
    """The group of copies that the article belongs to: copies count as one origin."""
    sides: frozenset[str]
    first: str | None
    last: str | None


class Contradiction(msgspec.Struct, frozen=True):
    """Two reports of one occurrence that differ. `kind`: mode, date, place, occurrence."""

    kind: str
    one: str
    one_value: str
    one_span: Span
    other: str
    other_value: str
    other_span: Span


class Occurrence(msgspec.Struct, frozen=True):
    """One thing that happened, was planned or denied, with all reports of it."""

    id: str
    reports: tuple[Report, ...]
    origins: int
    contradictions: tuple[Contradiction, ...]

    @property
    def main(self) -> Report:
        """The report whose event is shown: dated, most certain, first by document id."""
        return min(self.reports, key=_rank)


class Story(msgspec.Struct, frozen=True):
    """Articles on the same occurrence. `copies` are groups of documents with the same text."""

    id: str
    documents: tuple[str, ...]
    copies: tuple[tuple[str, ...], ...]


def reports_of(documents: Sequence[Document]) -> list[Report]:
    """Every event of every document as a report, in document order."""
    origin = _origins([[documents[i].id for i in found] for found in copies.group(documents)])
    return [_report(document, event, origin[document.id]) for document in documents for event in document.events]


def occurrences(reports: Sequence[Report]) -> list[Occurrence]:
    """Reports folded into occurrences; the order of the input does not matter."""
    blocks: dict[tuple[str, frozenset[str]], list[Report]] = defaultdict(list)
    for report in sorted(reports, key=lambda r: (r.first or "9999", r.document, r.event.id)):
        blocks[_family(report), report.sides].append(report)
    folded = [cluster for block in blocks.values() for cluster in _clusters(block)]
    return sorted((_occurrence(cluster) for cluster in folded), key=lambda o: (o.main.first or "9999", o.id))


def fold(documents: Sequence[Document]) -> list[Story]:
    """Documents folded into stories: copies together, and reports of the same main occurrence."""
    leader = {document.id: document.id for document in documents}
    groups = [[documents[i].id for i in found] for found in copies.group(documents)]
    for linked in [*groups, *_main_links(documents, _origins(groups))]:
        for other in linked[1:]:
            leader[_find(leader, other)] = _find(leader, linked[0])
    members: dict[str, list[str]] = defaultdict(list)
    for document in documents:
        members[_find(leader, document.id)].append(document.id)
    return sorted((_story(found, groups) for found in members.values()), key=lambda story: story.documents)


# ------------------------------------------------------------- occurrences


def _report(document: Document, event: Event, origin: str) -> Report:
    first, last = _window(event)
    return Report(document.id, event, document.publisher, origin, _sides(event), first, last)


def _sides(event: Event) -> frozenset[str]:
    return frozenset(_code(party) for party in (*event.actors, *event.recipients))


def _code(party: Party) -> str:
    return party.code or party.country or "?"


def _window(event: Event) -> tuple[str | None, str | None]:
    if event.date is None:
        return None, None
    return event.date.earliest or event.date.value, event.date.latest or event.date.value


def _family(report: Report) -> str:
    return FAMILY.get(report.event.type, report.event.type)


def _clusters(block: Sequence[Report]) -> list[list[Report]]:
    found: list[list[Report]] = []
    for report in block:
        home = next((cluster for cluster in found if all(is_same(report, other) for other in cluster)), None)
        if home is None:
            found.append([report])
        else:
            home.append(report)
    return found


def is_same(one: Report, other: Report) -> bool:
    """Whether two reports with the same sides tell one occurrence."""
    if one.document == other.document:
        return False
    if _is_phase(one.event) != _is_phase(other.event):
        return False
    if one.event.type != other.event.type and not _is_contact_pair(one.event, other.event):
        return False
    if one.first is None or other.first is None:
        return one.origin == other.origin and one.event.type == other.event.type
    return _days_meet(one, other) and not _places_differ(one.event, other.event)


def _is_phase(event: Event) -> bool:
    """Plans and conditionals are another phase of an occurrence: linked, never merged."""
    return event.status in ("planned", "conditional")


def _is_contact_pair(one: Event, other: Event) -> bool:
    return {one.type, other.type} == {"CONSULT", "COOPERATE"}


def _days_meet(one: Report, other: Report) -> bool:
    slack = timedelta(days=WINDOW_DAYS)
    bounds = [_day(value) for value in (one.first, one.last, other.first, other.last)]
    if any(bound is None for bound in bounds):
        return one.first == other.first
    first, last, other_first, other_last = (bound for bound in bounds if bound is not None)
    if (last - first).days > 31 or (other_last - other_first).days > 31:
        return (first, last) == (other_first, other_last)
    return first <= other_last + slack and other_first <= last + slack


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None


def _places_differ(one: Event, other: Event) -> bool:
    if one.place is None or other.place is None or "dateline" in (one.place.basis, other.place.basis):
        return False
    return None not in (one.place.country, other.place.country) and one.place.country != other.place.country


def _occurrence(cluster: Sequence[Report]) -> Occurrence:
    ordered = tuple(sorted(cluster, key=lambda report: (report.document, report.event.id)))
    key = "|".join(f"{report.document}#{report.event.id}" for report in ordered[:1])
    return Occurrence(
        hashlib.sha256(key.encode()).hexdigest()[:12],
        ordered,
        len({report.origin for report in ordered}),
        tuple(_contradictions(ordered)),
    )


def _rank(report: Report) -> tuple[bool, float, str, str]:
    return (report.first is None, -(report.event.confidence or 0.0), report.document, report.event.id)


# ----------------------------------------------------------- contradictions


def _contradictions(reports: Sequence[Report]) -> Iterable[Contradiction]:
    main = min(reports, key=_rank)
    for other in reports:
        if other.origin == main.origin:
            continue
        for kind in ("mode", "date", "place", "occurrence"):
            ours, theirs = _value(main.event, kind), _value(other.event, kind)
            if ours is not None and theirs is not None and ours[0] != theirs[0]:
                yield Contradiction(kind, main.document, *ours, other.document, *theirs)


def _value(event: Event, kind: str) -> tuple[str, Span] | None:
    """What an event says of one aspect, with the words that say it."""
    trigger = Span(event.trigger.start, event.trigger.end)
    if kind == "mode":
        return (event.mode, trigger) if event.mode else None
    if kind == "occurrence":
        return ("denied" if event.status == "denied" else "asserted", trigger)
    if kind == "place":
        stated = event.place is not None and event.place.basis == "text" and event.place.name
        return (str(stated), _at(event.place, trigger)) if stated else None
    if event.date is None or event.date.value is None or event.date.basis == "published":
        return None
    return (event.date.value, _at(event.date, trigger))


def _at(finding: object, default: Span) -> Span:
    start, end = getattr(finding, "start", None), getattr(finding, "end", None)
    return default if start is None or end is None else Span(start, end)


# ------------------------------------------------------------------ stories


def _origins(groups: Sequence[Sequence[str]]) -> dict[str, str]:
    """For each document the first id of its group of copies."""
    return {document: min(group) for group in groups for document in group}


def _main_links(documents: Sequence[Document], origin: dict[str, str]) -> list[list[str]]:
    """Documents whose main occurrences are one."""
    leads = [_report(document, event, origin[document.id]) for document in documents for event in _leads(document)]
    return [sorted({report.document for report in found.reports}) for found in occurrences(leads)]


def _leads(document: Document) -> list[Event]:
    """The news of an article: its first three foreground, two-sided, dated events that are no mere speech."""
    return [event for event in document.events if _can_lead(event)][:3]


def _can_lead(event: Event) -> bool:
    two_sided = len(event.actors) + len(event.recipients) >= 2
    return two_sided and not event.background and event.date is not None and event.type not in ("REQUEST", "ACCUSE")


def _find(leader: dict[str, str], key: str) -> str:
    while leader[key] != key:
        key = leader[key]
    return key


def _story(found: Sequence[str], groups: Sequence[Sequence[str]]) -> Story:
    ids = tuple(sorted(found))
    inside = tuple(tuple(sorted(group)) for group in groups if len(group) > 1 and set(group) <= set(ids))
    return Story(hashlib.sha256("|".join(ids[:1]).encode()).hexdigest()[:12], ids, inside)
