"""What the clauses above a pronoun say of it: whose verb it belongs to, who controls it, who it cannot be."""

from __future__ import annotations

from dragoman.actors.draft import Draft, first_conjunct
from dragoman.actors.tables import governors


def bonus(own: Draft, draft: Draft) -> float:
    """What the clauses of one sentence add to a candidate; the numbers are set on tests/actors_coreference.tsv.

    1. the first conjunct before its own kin: "the US and its allies"; the partner just named: "aid to Chad for its
    schools", "talks with Iran over its programme"; 2. the object that does the verb below:
    "accused Peru of breaking its promise"; 3. the subject of the nearest clause above; 4. subjects further up.
    """
    if _is_first_of_pair(own, draft):
        return 14.0
    if _stands_before(own, draft):
        return 18.0
    above = list(draft.sentence.ancestors(draft.head))
    if own.governor not in above:
        return 0.0
    if _is_intruder(own, draft, above):
        return -6.0
    controlled = is_controlled(draft, own.governor, above)
    if own.relation in ("obj", "iobj"):
        return 9.0 if controlled else 0.0
    if not own.is_subject or controlled:
        return 0.0
    between = above[: above.index(own.governor)]
    return 3.0 if any(_has_other_subject(draft, own, verb) for verb in between) else 9.0


def _stands_before(own: Draft, draft: Draft) -> bool:
    """Whether only a preposition stands between a partner (to, with, against X) and the possessive."""
    if draft.token.deprel != "nmod:poss" or own.case not in ("to", "with", "against") or own.is_pronoun:
        return False
    between = draft.sentence.tokens[own.last + 1 : draft.head]
    return len(between) == 1 and between[0].lemma.lower() in ("in", "over", "for", "about", "on")


def _is_intruder(own: Draft, draft: Draft, above: list[int]) -> bool:
    """`accused Peru of sending troops to its waters`: who moves something there does not own the place."""
    sentence = draft.sentence
    for at, index in enumerate(above):
        marks = {sentence.tokens[i].lemma.lower() for i in sentence.dependents(index, "case")}
        if sentence.tokens[index].relation != "obl" or not marks & {"to", "into", "over", "across", "onto", "towards"}:
            continue
        verb = sentence.tokens[index].head
        if verb < 0 or sentence.tokens[verb].lemma.lower() not in governors("motion"):
            continue
        if own.is_subject and own.governor == verb:
            return True
        return (
            own.relation in ("obj", "iobj") and is_controlled(draft, own.governor, above) and own.governor in above[at:]
        )
    return False


def _is_first_of_pair(own: Draft, draft: Draft) -> bool:
    kin = draft.token.head
    if kin < 0 or draft.token.deprel != "nmod:poss" or draft.sentence.tokens[kin].relation != "conj":
        return False
    return first_conjunct(draft.sentence, kin) == own.head


def is_controlled(draft: Draft, verb: int, above: list[int]) -> bool:
    """Whether the object of a verb above is the understood subject where the pronoun stands."""
    sentence = draft.sentence
    if sentence.tokens[verb].lemma.lower() not in governors("control") or not sentence.dependents(verb, "obj", "iobj"):
        return False
    path = above[: above.index(verb)]
    below = [i for i in path if sentence.tokens[i].upos == "VERB"]
    if not below and not _is_reason(draft, path):
        return False
    subjects = [i for at in below for i in sentence.dependents(at, "nsubj")]
    return not subjects or (subjects == [draft.head] and _is_condition(draft, below))


def _is_condition(draft: Draft, below: list[int]) -> bool:
    """`warned Peru of trouble if it refuses`."""
    marks = {draft.sentence.tokens[i].lemma.lower() for at in below for i in draft.sentence.dependents(at, "mark")}
    return bool(marks & {"if", "unless", "until"})


def _is_reason(draft: Draft, path: list[int]) -> bool:
    """`thanked Japan for its help`."""
    sentence = draft.sentence
    for index in path:
        marks = {sentence.tokens[i].lemma for i in sentence.dependents(index, "case")}
        if sentence.tokens[index].relation == "obl" and marks & {"for", "over", "of"}:
            return True
    return False


def _has_other_subject(draft: Draft, own: Draft, verb: int) -> bool:
    return any(i not in (own.head, draft.head) for i in draft.sentence.dependents(verb, "nsubj"))


def names_below(own: Draft, draft: Draft) -> bool:
    """`It said Russia ...`: a subject is nobody who is named in its own clause after it."""
    if (
        not draft.is_subject
        or draft.governor < 0
        or own.is_pronoun
        or own.number_of_sentence != draft.number_of_sentence
    ):
        return False
    return own.head > draft.head and draft.governor in set(draft.sentence.ancestors(own.head))


def is_understood_subject(own: Draft, draft: Draft) -> bool:
    """`Algeria cut ties with Morocco, accusing it`: the one who accuses is Algeria, so `it` is not."""
    tokens = draft.sentence.tokens
    verb = draft.governor
    if verb < 0 or tokens[verb].relation not in ("advcl", "xcomp") or draft.is_subject:
        return False
    if draft.sentence.dependents(verb, "nsubj"):
        return False
    return own.is_subject and own.governor == tokens[verb].head


def shares_verb(own: Draft, draft: Draft) -> bool:
    """Whether two phrases are arguments of one verb, so that they differ (unless one is reflexive)."""
    if own.governor == draft.governor and own.governor >= 0 and own.relation != "nmod":
        return True
    return is_understood_subject(own, draft)
