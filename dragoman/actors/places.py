"""Place or government: "talks in Moscow" is a place, "Moscow said" a government, "flew to Moscow" both."""

from __future__ import annotations

from dragoman.actors.draft import Draft
from dragoman.actors.tables import governors, prepositions, words

PARTY, PLACE, BOTH = "party", "place", "both"
_SETTLEMENT = frozenset({"city", "region"})


def reading(draft: Draft, entry_kind: str) -> str:
    """How a name that may be a place is meant, by its preposition and what governs it.

    1. in, near, throughout X: a place, unless one believes or invests in X;
    2. to, into, from X with a word of motion, or visit X: a place and its state;
    3. bomb, seize, storm X: a place and its state;
    4. a town or province that is no seat of government: a place and its state;
    5. else a party.
    """
    case = draft.case
    kind = prepositions().get(case or "")
    lemmas = _governing_lemmas(draft)
    if kind == "place" and not (case == "in" and lemmas[:1] and lemmas[0] in governors("belief")):
        return PLACE
    if case == "of" and words("site") & set(lemmas[:1]):
        return PLACE
    if kind == "goal" and governors("motion") & set(lemmas):
        return BOTH
    if (
        draft.relation in ("obj", "nsubj")
        and _is_patient(draft)
        and set(lemmas) & (governors("visit") | governors("strike"))
    ):
        return BOTH
    return BOTH if entry_kind in _SETTLEMENT else PARTY


def _governing_lemmas(draft: Draft) -> list[str]:
    """The word above, and the verb above that where the word is a noun: "withdrew its envoy from Quito"."""
    tokens = draft.sentence.tokens
    governor = draft.governor
    if governor < 0:
        return []
    found = [tokens[governor].lemma.lower()]
    above = tokens[governor].head
    if tokens[governor].upos == "NOUN" and tokens[governor].relation == "obj" and above >= 0:
        found.append(tokens[above].lemma.lower())
    return found


def _is_patient(draft: Draft) -> bool:
    return draft.relation == "obj" or draft.token.deprel == "nsubj:pass"
