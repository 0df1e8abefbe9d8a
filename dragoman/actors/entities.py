"""Entities of one article: chains of mentions that stand for one, with what is known of them so far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import msgspec

from dragoman.actors.draft import Draft
from dragoman.actors.index import fold
from dragoman.document import Actor


@dataclass(slots=True, eq=False)
class Entity:
    """One chain. `members` are set for groups: "the two presidents"."""

    chain: int
    type: str
    drafts: list[Draft] = field(default_factory=list)
    key: str | None = None
    actor: Actor | None = None
    number: str = "sing"
    gender: str | None = None
    role: str | None = None
    country: str | None = None
    names: set[str] = field(default_factory=set)
    surname: str | None = None
    members: tuple[Entity, ...] = ()
    spoke: int = -1
    """Order of the last time it was the subject of a verb of speech."""
    voice_of: Entity | None = None
    """The speaker whose side says we."""
    virtual: list[Draft] = field(default_factory=list)
    """Conjuncts that evoke a group without a phrase of its own."""

    def take(self, draft: Draft) -> None:
        """One more mention; what it knows and the entity does not is kept."""
        draft.chain = self.chain
        self.drafts.append(draft)
        if self.members:
            return
        self.key = self.key or draft.key
        self.gender = self.gender or (draft.gender if draft.kind != "pronoun" or draft.gender in ("m", "f") else None)
        self.role = draft.role if draft.role and (self.role is None or draft.is_name) else self.role
        self.country = self.country or draft.country
        if draft.full_name and draft.is_name:
            self.names.add(fold(draft.full_name))
        if draft.surname:
            self.surname = self.surname or fold(draft.surname)
        self.actor = _richer(self.actor, draft.actor)

    def mentions_before(self, draft: Draft) -> Iterator[Draft]:
        """Its mentions that stand before a phrase, the nearest first."""
        for own in sorted((*self.drafts, *self.virtual), key=lambda d: d.start, reverse=True):
            if own.start < draft.start and own.token.start < draft.token.start:
                yield own


def _richer(old: Actor | None, new: Actor | None) -> Actor | None:
    """Of two readings of one entity the one that knows more; gaps are filled from the other."""
    if old is None or new is None:
        return old or new
    if old.code is None and new.code is not None:
        old, new = new, old
    if old.id is None and new.id is not None and old.code in (None, new.code):
        old, new = new, old
    return msgspec.structs.replace(
        old,
        code=old.code or (new.code if not old.members else None),
        sector=old.sector or new.sector,
        name=old.name or new.name,
        office=old.office or new.office,
        country=old.country or new.country,
    )


class Entities:
    """All entities of an article, by key and by name."""

    def __init__(self) -> None:
        self.all: list[Entity] = []
        self.by_key: dict[str, Entity] = {}
        self.clock = 0

    def new(self, draft: Draft) -> Entity:
        """An entity that begins with this mention."""
        entity = Entity(len(self.all), draft.type, number=draft.number, members=())
        self.all.append(entity)
        entity.take(draft)
        if draft.key is not None:
            self.by_key[draft.key] = entity
        return entity

    def link(self, entity: Entity, draft: Draft) -> Entity:
        """The mention joins the entity."""
        entity.take(draft)
        if draft.key is not None:
            self.by_key.setdefault(draft.key, entity)
        return entity

    def group(self, members: Iterable[Entity], type: str) -> Entity:
        """The entity of several; one for each set of members."""
        chosen = tuple(members)
        for entity in self.all:
            if entity.members and set(entity.members) == set(chosen):
                return entity
        entity = Entity(len(self.all), type, number="plur", members=chosen)
        codes = {m.actor.code for m in chosen if m.actor is not None}
        sectors = {m.actor.sector for m in chosen if m.actor is not None}
        actors = tuple(m.actor for m in chosen if m.actor is not None)
        code = codes.pop() if len(codes) == 1 else None
        sector = sectors.pop() if len(sectors) == 1 else None
        entity.actor = Actor(code, sector, members=actors) if actors else None
        self.all.append(entity)
        return entity

    def of(self, draft: Draft) -> Entity | None:
        """The entity of a mention already linked."""
        return self.all[draft.chain] if draft.chain >= 0 else None

    def speaks(self, entity: Entity) -> None:
        """The entity is the subject of a verb of speech."""
        self.clock += 1
        entity.spoke = self.clock

    @property
    def last_speaker(self) -> Entity | None:
        """Who spoke last."""
        spoken = [e for e in self.all if e.spoke > 0]
        return max(spoken, key=lambda e: e.spoke) if spoken else None
