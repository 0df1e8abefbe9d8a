"""Who speaks in a transcript: turns that begin with a label, and the speaker's own words for himself and his side.

MINISTER HARRIS: We will send two ships.
QUESTION: Does Japan want you to stay?        we and you: the minister's side, NZL where the heading says Wellington
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

from dragoman.actors.draft import Draft
from dragoman.actors.entities import Entities, Entity
from dragoman.actors.index import Index, fold
from dragoman.actors.stage import country_of
from dragoman.actors.tables import titles, words
from dragoman.document import Actor

_LABEL = re.compile(
    r"^[ \t]*((?:(?:[A-Z][\w.'’-]*|of|de|al)[ ]){0,5}[A-Z][\w.'’-]*)(?:[ ]\([^)\n]*\))?:(?=\s)", re.MULTILINE
)
FEWEST = 3
"""Labels that make a transcript; one of them must come back or ask."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a turn begins, its label, whether it only asks."""

    start: int
    label: str
    asks: bool


def turns(text: str) -> list[Turn]:
    """The turns of a transcript in text order; none where the text is no transcript."""
    found = [Turn(match.start(), match[1], _asks(match[1])) for match in _LABEL.finditer(text)]
    often = Counter(turn.label for turn in found)
    if len(found) < FEWEST or not (any(turn.asks for turn in found) or often.most_common(1)[0][1] > 1):
        return []
    return found


def _asks(label: str) -> bool:
    return bool({word.lower().rstrip(".") for word in label.split()} & words("asker"))


class Voices:
    """The speakers of a transcript as entities, made when their first word about themselves is read."""

    def __init__(self, text: str, sentences: list[list[Draft]], index: Index) -> None:
        self.turns = turns(text)
        self.index = index
        self._starts = [turn.start for turn in self.turns]
        heading = [draft for row in sentences for draft in row if draft.start < self._first()]
        self.country = next((code for draft in heading if (code := country_of(draft)) is not None), None)
        self.sector = next((d.agent.sector for d in heading if d.agent is not None and d.agent.role is not None), None)

    def _first(self) -> int:
        return self._starts[0] if self._starts else -1

    def speaker(self, entities: Entities, draft: Draft) -> Entity | None:
        """Who says I and we here, or is spoken to as you; None outside turns and for those who only ask."""
        at = bisect_right(self._starts, draft.start) - 1
        if at < 0:
            return None
        turn = self.turns[at]
        if draft.person == 2:
            if not turn.asks:
                return None
            turn = next((later for later in self.turns[at:] if not later.asks), turn)
        return None if turn.asks else self._entity(entities, turn)

    def _entity(self, entities: Entities, turn: Turn) -> Entity:
        key = f"turn:{fold(turn.label)}"
        if key not in entities.by_key:
            entities.by_key[key] = self._named(entities, turn) or self._new(entities, turn)
        return entities.by_key[key]

    def _named(self, entities: Entities, turn: Turn) -> Entity | None:
        """Whoever bears the last word of the label; what the label and the heading tell is added to him."""
        surname = fold(turn.label.split()[-1])
        found = next((e for e in entities.all if e.surname == surname and e.type == "person" and not e.members), None)
        if found is not None and (found.actor is None or found.actor.code is None):
            found.actor = self._actor(turn)
            found.country = found.country or self.country
        return found

    def _new(self, entities: Entities, turn: Turn) -> Entity:
        entity = Entity(len(entities.all), "person", country=self.country, surname=fold(turn.label.split()[-1]))
        entity.actor = self._actor(turn)
        entities.all.append(entity)
        return entity

    def _actor(self, turn: Turn) -> Actor:
        main = Counter(t.label for t in self.turns if not t.asks).most_common(1)
        office = self.sector if main and main[0][0] == turn.label else None
        return Actor(self.country, office or self._sector(turn), turn.label.title(), country=self.country)

    def _sector(self, turn: Turn) -> str | None:
        for word in turn.label.split():
            agent = self.index.agents.get(fold(word))
            title = titles().get(word.capitalize())
            sector = agent[0].sector if agent is not None else title.sector if title is not None else None
            if sector is not None:
                return sector
        return None
