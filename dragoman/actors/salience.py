"""How likely an entity is meant again: nearness, function in the sentence, how often it was named."""

from __future__ import annotations

from dragoman.actors import clauses
from dragoman.actors.draft import Draft
from dragoman.actors.entities import Entity

NEARNESS = 10.0
"""Cost of each sentence of distance. Set by hand on tests/actors_coreference.tsv."""
FUNCTION = {"nsubj": 6.0, "obj": 3.5, "iobj": 3.0, "obl": 2.0, "nmod": 1.0, "nmod:poss": 2.5, "appos": 1.0, "root": 2.0}
OFTEN = 1.2
WINDOW = 4


def antecedent(entity: Entity, draft: Draft, *, modifiers: bool = False) -> Draft | None:
    """The nearest mention of the entity before a phrase, within the window; names before nouns only if asked for."""
    before = entity.mentions_before(draft)
    nearest = next((own for own in before if modifiers or "modifier" not in own.notes), None)
    if nearest is None or draft.number_of_sentence - nearest.number_of_sentence > WINDOW:
        return None
    return nearest


def score(entity: Entity, draft: Draft) -> float:
    """The weight of an entity as what a phrase takes up; compared between entities only."""
    best = -1000.0
    for own in list(entity.mentions_before(draft))[:4]:
        distance = draft.number_of_sentence - own.number_of_sentence
        if distance > WINDOW:
            break
        best = max(best, _function(own) - NEARNESS * distance + _clause(own, draft))
    often = sum(1 for own in entity.drafts if own.start < draft.start and "modifier" not in own.notes)
    return best + OFTEN * min(often, 5)


def _function(own: Draft) -> float:
    if "modifier" in own.notes:
        return -4.0
    relation = own.sentence.tokens[own.head].deprel
    weight = FUNCTION.get(relation, FUNCTION.get(own.relation, 0.0))
    return weight + (2.0 if own.is_subject and _is_main(own) else 0.0)


def _is_main(own: Draft) -> bool:
    governor = own.governor
    return governor >= 0 and own.sentence.tokens[governor].relation in ("root", "conj", "parataxis")


def _clause(own: Draft, draft: Draft) -> float:
    """In one sentence: the subject of the clause above is preferred, the other arguments less."""
    if own.number_of_sentence != draft.number_of_sentence:
        return 3.0 if draft.is_subject and own.is_subject else 0.0
    return clauses.bonus(own, draft)
