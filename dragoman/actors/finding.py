"""The walk of one article through the room: look names up, read phrases, link them, inherit countries, freeze."""

from __future__ import annotations

import msgspec

from dragoman.actors import article as articles
from dragoman.actors import coreference, inheritance, naming
from dragoman.actors.draft import Draft
from dragoman.actors.entities import Entities
from dragoman.actors.stage import Stage
from dragoman.actors.turns import Voices
from dragoman.actors.users import Lexicon, shipped
from dragoman.document import Document, Mention, Span

_ACTING = frozenset({"person", "people", "state", "body", "group", "place", "side"})


def find(document: Document, *, lexicon: Lexicon | None = None) -> Document:
    """The document with `mentions` filled: "Putin told Xi" gives RUS GOV and CHN GOV, in text order."""
    article = articles.read(document, lexicon or shipped())
    sentences = [naming.read(article, scene) for scene in article.scenes]
    voices = Voices(document.text, sentences, article.index)
    article.stage = Stage(sentences, article.home, voices.country)
    entities = coreference.resolve(article, sentences, voices)
    article.stage = Stage(sentences, article.home, voices.country)
    inheritance.inherit(article, entities, sentences)
    inheritance.give_voices(entities)
    drafts = [draft for row in sentences for draft in row if _is_mention(draft, entities)]
    news = [draft for draft in drafts if not document.in_boilerplate(Span(draft.start, draft.end))]
    return msgspec.structs.replace(document, mentions=_frozen(news))


def _is_mention(draft: Draft, entities: Entities) -> bool:
    """Whether a phrase belongs in the record: it can act, names a place, or is a personal pronoun."""
    if draft.is_pronoun or draft.actor is not None or draft.place is not None:
        return True
    if draft.is_name:
        return draft.type != "thing"
    if draft.agent is not None and draft.type not in ("thing",):
        return True
    return (
        draft.chain >= 0 and entities.all[draft.chain].type in _ACTING and entities.all[draft.chain].actor is not None
    )


def _frozen(drafts: list[Draft]) -> tuple[Mention, ...]:
    """Mentions in text order, their chains numbered by first appearance; one span once."""
    ordered = sorted(drafts, key=lambda d: (d.start, -d.end))
    chains: dict[int, int] = {}
    seen: set[tuple[int, int]] = set()
    found = []
    for number, draft in enumerate(ordered):
        if (draft.start, draft.end) in seen:
            continue
        seen.add((draft.start, draft.end))
        own = draft.chain if draft.chain >= 0 else -2 - number
        found.append(draft.frozen(chains.setdefault(own, len(chains))))
    return tuple(found)
