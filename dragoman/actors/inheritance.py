"""The country of a phrase that does not tell it: from its possessor, the clause above, the sentence, the article.

"Benin opened its borders, police said."    police: BEN, rule ends in +sentence
"""

from __future__ import annotations

import msgspec

from dragoman.actors.article import Article
from dragoman.actors.draft import Draft
from dragoman.actors.entities import Entities, Entity
from dragoman.document import Actor

_NO_GUESS = frozenset({"document", "thing", "state", "side", "place"})


def inherit(article: Article, entities: Entities, sentences: list[list[Draft]]) -> None:
    """Every entity that wants a country and has none gets it from the nearest ground, with the rule that gave it.

    1. the possessor (its army, his spokesman); 2. the clause above; 3. the one country of the sentence;
    4. the country that the article is about; 5. the dateline.
    """
    for drafts in sentences:
        for draft in drafts:
            if draft.wants_country and _may_inherit(draft):
                found = _country(article, entities, draft, drafts)
                if found is not None:
                    _give(entities, draft, *found)


def _may_inherit(draft: Draft) -> bool:
    """Not: phrases that say nothing of their sector, groups and sides, allies and enemies of somebody."""
    if draft.type in _NO_GUESS or "weak" in draft.notes or "relational" in draft.notes:
        return False
    return draft.role not in ("group", "state", "side", "meeting")


def _country(article: Article, entities: Entities, draft: Draft, row: list[Draft]) -> tuple[str, str] | None:
    if draft.possessor is not None:
        owner = entities.of(draft.possessor)
        code = _code(owner) if owner is not None else None
        if code is not None:
            return code, "possessor"
    if draft.whole is not None and draft.whole.type in ("state", "side"):
        whole = entities.of(draft.whole)
        code = _code(whole) if whole is not None and not whole.members else None
        return (code, "of") if code is not None else None
    above = _above(draft, row)
    if above is not None:
        return above, "clause"
    codes = _sentence_codes(draft, row)
    if draft.is_name and draft.agent is None:
        codes = {code for own in row if own is not draft and own.place is None and (code := _iso(own)) is not None}
        return (codes.pop(), "sentence") if len(codes) == 1 else None
    if len(codes) == 1:
        return codes.pop(), "sentence"
    if len(codes) > 1 and not draft.is_name and (first := _first_subject(draft, row)) is not None:
        return first, "sentence"
    if article.dominant is not None:
        return article.dominant, "article"
    return (article.home, "dateline") if article.home is not None else None


def _code(entity: Entity) -> str | None:
    return entity.country or (entity.actor.country or entity.actor.code if entity.actor is not None else None)


def _iso(draft: Draft) -> str | None:
    if draft.place is not None:
        return draft.place.country
    if draft.actor is None or draft.actor.members:
        return None
    code = draft.actor.country or draft.actor.code
    return code if code is not None and len(code) == 3 else None


def _above(draft: Draft, row: list[Draft]) -> str | None:
    """The subject of a clause that governs the phrase."""
    ancestors = list(draft.sentence.ancestors(draft.head))
    for ancestor in ancestors:
        for own in row:
            if own is not draft and own.is_subject and own.governor == ancestor and own.head != draft.head:
                code = _iso(own)
                if code is not None:
                    return code
    return None


def _sentence_codes(draft: Draft, row: list[Draft]) -> set[str]:
    return {code for own in row if own is not draft and not own.is_pronoun and (code := _iso(own)) is not None}


def _first_subject(draft: Draft, row: list[Draft]) -> str | None:
    for own in row:
        if own is not draft and own.is_subject and (code := _iso(own)) is not None:
            return code
    return None


def _give(entities: Entities, draft: Draft, code: str, rule: str) -> None:
    draft.country, draft.country_rule, draft.wants_country = code, rule, False
    draft.rule = f"{draft.rule}+{rule}" if draft.rule else rule
    actor = draft.actor or Actor(None)
    owner = entities.of(draft.possessor) if draft.possessor is not None and rule == "possessor" else None
    body = owner.actor.code if owner is not None and owner.actor is not None and owner.actor.code else code
    draft.actor = msgspec.structs.replace(actor, code=body if actor.code is None else actor.code, country=code)
    entity = entities.of(draft)
    if entity is None:
        return
    entity.country = entity.country or code
    entity.actor = draft.actor
    for own in entity.drafts:
        own.wants_country = False
        if own.actor is None or own.actor.code is None:
            own.actor = draft.actor
