"""Place or government: "talks in Moscow" is a place, "Moscow said" a government, "flew to Moscow" both."""

from __future__ import annotations

from dragoman.actors.draft import Draft
from dragoman.actors.tables import governors, prepositions

PARTY, PLACE, BOTH = "party", "place", "both"
_SETTLEMENT = frozenset({"city", "region"})
_SITES = frozenset(
    [
        "city",
        "town",
        "village",
        "capital",
        "province",
        "region",
        "district",
        "port",
        "island",
        "suburb",
        "outskirts",
        "border",
        "area",
    ]
)


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
    lemma = _governing_lemma(draft)
    if kind == "place" and not (case == "in" and lemma in governors("belief")):
        return PLACE
    if case == "of" and lemma in _SITES:
        return PLACE
    if kind == "goal" and lemma in governors("motion"):
        return BOTH
    if draft.relation in ("obj", "nsubj") and _is_patient(draft) and lemma in governors("visit") | governors("strike"):
        return BOTH
    return BOTH if entry_kind in _SETTLEMENT else PARTY


def _governing_lemma(draft: Draft) -> str:
    governor = draft.governor
    return draft.sentence.tokens[governor].lemma.lower() if governor >= 0 else ""


def _is_patient(draft: Draft) -> bool:
    return draft.relation == "obj" or draft.token.deprel == "nsubj:pass"
