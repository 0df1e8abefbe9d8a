"""Who is the same as whom within the article: names, nouns that point back, pronouns; chains in text order.

Order of work, in each sentence: 1. names; 2. nouns and pronouns from left to right; 3. I and we, by their speaker.
"""

from __future__ import annotations

from dragoman.actors import nominals, pronouns
from dragoman.actors.article import Article
from dragoman.actors.draft import Draft
from dragoman.actors.entities import Entities, Entity
from dragoman.actors.index import fold
from dragoman.actors.quotation import inside, quoted
from dragoman.actors.tables import governors
from dragoman.actors.turns import Voices


def resolve(article: Article, sentences: list[list[Draft]], voices: Voices) -> Entities:
    """Every draft gets its chain, and the actor of its chain."""
    entities = Entities()
    stretches = quoted(article.document)
    for drafts in sentences:
        for draft in drafts:
            if inside(stretches, draft.start):
                draft.notes.add("quoted")
        _sentence(article, entities, drafts, voices)
    nominals.look_ahead(entities)
    _spread(entities)
    return entities


def _sentence(article: Article, entities: Entities, drafts: list[Draft], voices: Voices) -> None:
    ordered = sorted(drafts, key=lambda d: (d.head, d.first))
    for draft in ordered:
        if draft.is_name:
            _name(entities, draft)
    waiting = [draft for draft in ordered if draft.is_pronoun and pronouns.fronted(draft) is not None]
    for draft in ordered:
        if draft.chain < 0 and not draft.is_pronoun:
            nominals.link(article, entities, draft)
        elif draft.chain < 0 and draft.person == 3 and draft not in waiting:
            pronouns.link(entities, draft, ordered)
        _group(entities, draft)
        _note_speaker(entities, draft)
    for draft in ordered:
        if draft.is_name and draft.role == "counterpart":
            nominals.share_office(entities, draft)
    for draft in waiting:
        pronouns.link(entities, draft, ordered)
    for draft in ordered:
        if draft.chain < 0 and draft.person != 3:
            pronouns.link_first_person(entities, draft, ordered, voices)


def _name(entities: Entities, draft: Draft) -> None:
    """A name joins the entity of its key, of its full name, of its surname or of its initials."""
    found = entities.by_key.get(draft.key) if draft.key is not None else _by_name(entities, draft)
    if found is None and draft.key is not None and draft.type == "person":
        found = _by_name(entities, draft)
    if found is None and draft.key is None and draft.definite and draft.role is not None:
        found = nominals.nameless(entities, draft)
    if found is not None:
        entities.link(found, draft)
    else:
        entities.new(draft)


def _by_name(entities: Entities, draft: Draft) -> Entity | None:
    full, surname = fold(draft.full_name or ""), fold(draft.surname or "")
    for entity in reversed(entities.all):
        if entity.members or (entity.key and draft.key and entity.key != draft.key):
            continue
        if full and full in entity.names:
            return entity
        if _same_person(entity, draft, full, surname) or _is_acronym(entity, draft) or _same_firm(entity, draft, full):
            return entity
    return None


def _same_person(entity: Entity, draft: Draft, full: str, surname: str) -> bool:
    if entity.type not in ("person", "thing") or draft.key is not None or not surname:
        return False
    if entity.gender and draft.gender and entity.gender != draft.gender:
        return False
    if entity.surname == surname:
        return full == surname or surname in entity.names or bool(entity.names & {full})
    return (
        full == surname
        and any(name.startswith(full) and len(full) > 3 for name in entity.names)
        and entity.type == "person"
    )


def _same_firm(entity: Entity, draft: Draft, full: str) -> bool:
    """`Northrop Grumman ... Northrop`: one name begins with the other; not for two that the lexicon knows."""
    if draft.key is not None or draft.type not in ("body", "thing") or entity.type != "body":
        return False
    begins = (name.startswith(full) or full.startswith(name) for name in entity.names if len(name) > 4)
    return len(full) > 4 and any(begins)


def _is_acronym(entity: Entity, draft: Draft) -> bool:
    """`The Joint Chiefs of Staff ... the JCS`: the capitals of a phrase."""
    form = draft.full_name or ""
    if not (form.isupper() and 2 <= len(form) <= 8 and entity.type in ("body", "thing")):
        return False
    for own in entity.drafts:
        told = [t.form for t in own.sentence.tokens[own.first + own.definite : own.last + 1]]
        spelled = ("".join(w[0] for w in words if w[:1].isupper()) for words in ((own.full_name or "").split(), told))
        if form in spelled:
            return True
    return False


def _group(entities: Entities, draft: Draft) -> None:
    """When the last conjunct is linked, the row is a group that `they` may take up."""
    row = draft.coordinated
    if not row:
        return
    members = [entities.of(d) for d in row if d.chain >= 0]
    known = [m for m in members if m is not None and m.type != "thing"]
    if len(known) >= 2 and len(known) == len(row) and len(set(map(id, known))) == len(known):
        group = entities.group(known, known[0].type)
        group.virtual.append(row[0])


def _note_speaker(entities: Entities, draft: Draft) -> None:
    entity = entities.of(draft)
    if entity is None or not draft.is_subject or "quoted" in draft.notes:
        return
    governor = draft.governor
    if governor >= 0 and draft.sentence.tokens[governor].lemma.lower() in governors("speech"):
        entities.speaks(entity)


def _yields(draft: Draft, entity: Entity) -> bool:
    """`Foreign Minister Levy ... Levy`: the second mention has the office that the first was given in the text."""
    if entity.type != "person" or draft.actor is None or draft.former is not None or entity.actor is None:
        return False
    return draft.actor.sector in (None, "ELI") and entity.actor.sector not in (None, "ELI")


def _spread(entities: Entities) -> None:
    """Nominal and pronoun mentions take the actor of their chain; names keep what their own words say."""
    for entity in entities.all:
        for draft in entity.drafts:
            if draft.is_name and draft.actor is not None and not _yields(draft, entity):
                if (
                    draft.actor.code is None
                    and entity.actor is not None
                    and entity.actor.code
                    and not draft.actor.members
                ):
                    draft.actor = entity.actor
                    draft.wants_country = False
                continue
            if draft.place is not None and draft.actor is None:
                continue
            if entity.actor is not None:
                draft.actor = entity.actor
                draft.wants_country = draft.wants_country and entity.actor.code is None and not entity.members
            draft.gender = draft.gender or entity.gender
