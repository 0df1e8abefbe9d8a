"""Pronouns: he, she, it, they and their cases, reflexives, I and we in quotations. Wrong is worse than none."""

from __future__ import annotations

from dragoman.actors import clauses, salience
from dragoman.actors.draft import Draft
from dragoman.actors.entities import Entities, Entity
from dragoman.actors.tables import governors
from dragoman.actors.turns import Voices

MARGIN = 1.5
"""By how much the best must lead the second. Set by hand on tests/actors_coreference.tsv."""
_NEUTER = frozenset({"state", "body", "group", "document", "thing", "place", "side"})
_LONE = {"thing": -3.0, "document": -3.0, "place": -7.0}
_PLURAL_OF_ONE = {"body": -6.0, "group": -4.0, "state": -7.0}


def link(entities: Entities, draft: Draft, row: list[Draft]) -> None:
    """A pronoun of the third person joins the entity that agrees and is nearest to mind, or none."""
    if "reflexive" in draft.notes:
        subject = next((d for d in row if d.is_subject and d.governor == draft.governor and d.chain >= 0), None)
        if subject is not None:
            entities.link(entities.all[subject.chain], draft)
        return
    following = _fronted_subject(entities, draft, row)
    if following is not None:
        draft.rule, draft.confidence = "pronoun-fronted", 0.9
        entities.link(following, draft)
        return
    ranked = sorted(_ranked(entities, draft, row), key=lambda pair: -pair[0])
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN):
        ranked = _ahead(entities, draft, row) if not ranked else []
    elif ranked[0][0] < -8:
        ranked = _ahead(entities, draft, row) or ranked
    if ranked:
        draft.rule = "pronoun"
        draft.confidence = 0.9
        entities.link(ranked[0][1], draft)


def fronted(draft: Draft) -> int | None:
    """`For his part, Sarkis said`: the subject after a possessive that stands in a phrase before it."""
    if "possessive" not in draft.notes or "quoted" in draft.notes:
        return None
    tokens = draft.sentence.tokens
    for above in draft.sentence.ancestors(draft.head):
        if tokens[above].relation == "obl" and tokens[above].head >= 0:
            later = [i for i in draft.sentence.dependents(tokens[above].head, "nsubj") if i > draft.head]
            if later:
                return later[0]
    return None


def _fronted_subject(entities: Entities, draft: Draft, row: list[Draft]) -> Entity | None:
    head = fronted(draft)
    subject = next((d for d in row if d.head == head and d.chain >= 0), None) if head is not None else None
    if subject is None:
        return None
    group = next((e for e in entities.all if e.members and subject in e.virtual), None)
    entity = group if group is not None and draft.number == "plur" else entities.all[subject.chain]
    return entity if _agreement(entity, draft) is not None else None


def _ranked(entities: Entities, draft: Draft, row: list[Draft]) -> list[tuple[float, Entity]]:
    found = []
    for entity in entities.all:
        agreement = _agreement(entity, draft)
        if agreement is None or salience.antecedent(entity, draft) is None or _is_bound(entity, draft):
            continue
        found.append((salience.score(entity, draft) + agreement + _speech(entities, entity, draft), entity))
    return found


def _agreement(entity: Entity, draft: Draft) -> float | None:
    """None where number, gender or kind forbid it; else what the fit adds."""
    if draft.number == "plur":
        return _plural(entity, draft)
    if draft.gender in ("m", "f"):
        if entity.type != "person" or entity.number == "plur" or entity.members:
            return None
        if entity.gender in ("m", "f"):
            return 2.0 if entity.gender == draft.gender else None
        return -1.0
    group_noun = entity.type == "people" and entity.number == "sing" and not entity.key
    if (
        (entity.type not in _NEUTER and not group_noun)
        or entity.number == "plur"
        or entity.members
        or entity.gender in ("m", "f")
    ):
        return None
    return _LONE.get(entity.type, 0.0)


def _plural(entity: Entity, draft: Draft) -> float | None:
    if entity.members:
        return 1.0
    if entity.number == "plur":
        return -2.0 if entity.type in ("thing", "document") else 0.0
    if entity.type == "people":
        return 0.0
    if entity.type == "state" and draft.head > 0:
        return None
    return _PLURAL_OF_ONE.get(entity.type)


def _is_bound(entity: Entity, draft: Draft) -> bool:
    """Subject and object of one verb differ; a phrase is not what stands inside it; a speaker is not his `he`."""
    for own in (*entity.drafts, *entity.virtual):
        if own.number_of_sentence != draft.number_of_sentence:
            continue
        if own.first <= draft.head <= own.last and own.head != draft.head:
            return True
        if "possessive" not in draft.notes and clauses.shares_verb(own, draft):
            return True
        if clauses.names_below(own, draft):
            return True
    return "quoted" in draft.notes and _speaks_here(entity, draft)


def _speaks_here(entity: Entity, draft: Draft) -> bool:
    for own in entity.drafts:
        same = own.number_of_sentence == draft.number_of_sentence and own.is_subject and "quoted" not in own.notes
        if same and own.governor >= 0 and own.sentence.tokens[own.governor].lemma.lower() in governors("speech"):
            return True
    return False


def _speech(entities: Entities, entity: Entity, draft: Draft) -> float:
    """`he said` takes up the last speaker rather than the last name."""
    governor = draft.governor
    if not draft.is_subject or governor < 0 or "quoted" in draft.notes:
        return 0.0
    if draft.sentence.tokens[governor].lemma.lower() not in governors("speech"):
        return 0.0
    return 5.0 if entities.last_speaker is entity else 0.0


def _ahead(entities: Entities, draft: Draft, row: list[Draft]) -> list[tuple[float, Entity]]:
    """`In his speech, Sarkis said`: the subject of the main clause that follows."""
    for own in row:
        if own.chain < 0 or not own.is_subject or own.head < draft.head:
            continue
        entity = entities.all[own.chain]
        above = own.governor in set(draft.sentence.ancestors(draft.head)) and own.governor != draft.governor
        if above and _agreement(entity, draft) is not None:
            return [(0.0, entity)]
    return []


def link_first_person(entities: Entities, draft: Draft, row: list[Draft], voices: Voices) -> None:
    """I and my are the speaker of the quotation or the turn, we his side; you and the article's own we are nobody."""
    quoted = "quoted" in draft.notes
    speaker = _speaker(entities, row) if quoted else voices.speaker(entities, draft)
    if draft.person == 1 and draft.number == "sing" and speaker is not None and not speaker.members:
        draft.rule = "speaker"
        entities.link(speaker, draft)
        return
    key = f"voice:{speaker.chain if speaker is not None else 'article'}:{draft.person}:{draft.number}"
    draft.key = key
    known = entities.by_key.get(key)
    if known is not None:
        entities.link(known, draft)
    else:
        voice = entities.new(draft)
        voice.voice_of = speaker if draft.person == 1 or not quoted else None


def _speaker(entities: Entities, row: list[Draft]) -> Entity | None:
    speakers = [d for d in row if d.chain >= 0 and "quoted" not in d.notes and d.is_subject and _says(d)]
    speakers = speakers or [d for d in row if d.chain >= 0 and "quoted" not in d.notes and _says_below(d)]
    entity = entities.all[speakers[0].chain] if speakers else entities.last_speaker
    return entity if entity is not None and entity.type == "person" else None


def _says_below(draft: Draft) -> bool:
    """`Holt resigned, stating "I ..."`: the verb of speech has no subject of its own."""
    sentence = draft.sentence
    if not draft.is_subject or draft.governor < 0:
        return False
    below = sentence.dependents(draft.governor, "advcl")
    return any(sentence.tokens[i].lemma.lower() in governors("speech") for i in below)


def _says(draft: Draft) -> bool:
    governor = draft.governor
    return governor >= 0 and draft.sentence.tokens[governor].lemma.lower() in governors("speech")
