"""On whose stage a sentence plays: the country whose police, courts and parliament need no adjective there.

"Guyana put its troops on alert. Caracas moved boats. The army chief visited a post."    the army chief: GUY

Every name of a country counts, nearer ones more, the headline and the first sentence all through the article, the
dateline all the time; a country leads if it leads by a margin, else nobody knows.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, cached_property

from dragoman.actors.draft import Draft
from dragoman.lexicon import actor_rows

WEIGHTS = {"frame": 3.0, "official": 2.0, "party": 1.5, "other": 1.0, "partner": 0.5}
"""What one mention adds. All numbers here were set by hand on the tuned half of tests/actors_articles.tsv and on
evaluation/gold/dev; half or double of any of them loses at most two parties in a hundred there."""
PARTNER = frozenset({"to", "with", "against", "from", "for", "into"})
"""Prepositions before somebody else: "flew to Oman", "ties with Oman"."""
TOP = 2
"""Sentences that set the stage for the whole article: headline and lede."""
TOP_SHARE = 0.5
"""Share of what they name that still counts further down."""
LATER = 0.3
HERE = 0.6
"""Share of what the sentence itself names: a counterpart stands there as often as the stage."""
SLOPE = 0.5
DATELINE = 2.0
MARGIN = 1.25


class Stage:
    """The countries that each sentence of an article names. In a transcript the stage is where it was spoken."""

    def __init__(self, sentences: list[list[Draft]], home: str | None, spoken: str | None = None) -> None:
        self.home = home
        self.spoken = spoken
        self.frames: dict[int, str] = {}
        self.between = False
        """Whether a body between states is named: then a council or a mission may be that body's."""
        self.named: dict[int, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for drafts in sentences:
            for draft in drafts:
                code = country_of(draft)
                self.between = self.between or _is_between_states(draft)
                if code is None or draft.is_pronoun or "merged" in draft.notes:
                    continue
                self.named[draft.number_of_sentence][code] += _weight(draft)
                if _is_frame(draft):
                    self.frames.setdefault(draft.number_of_sentence, code)

    def leader(self, sentence: int, *, without: str | None = None, among: frozenset[str] | None = None) -> str | None:
        """The country that leads in a sentence; None where two come near each other or only one sentence tells."""
        for sure in (self.frames.get(sentence), self.spoken):
            if sure is not None and sure != without and (among is None or sure in among):
                return sure
        if len(self.named) < 2:
            return None
        weights = self.weights(sentence)
        ranked = sorted(weights, key=lambda code: -weights[code])
        ranked = [code for code in ranked if code != without and (among is None or code in among)]
        if not ranked:
            return None
        rivals = [code for code in ranked if ruler(code) != ruler(ranked[0])]
        return None if rivals and weights[ranked[0]] < MARGIN * weights[rivals[0]] else ranked[0]

    @cached_property
    def only(self) -> str | None:
        """The one country that the article names or places anything in, where it is the only one."""
        codes = {code for named in self.named.values() for code in named} | ({self.home} if self.home else set())
        return codes.pop() if len(codes) == 1 else None

    def weights(self, sentence: int) -> dict[str, float]:
        """How much each country is spoken of around a sentence."""
        found: dict[str, float] = defaultdict(float)
        for number, codes in self.named.items():
            share = _share(sentence - number, number)
            for code, weight in codes.items():
                found[code] += weight * share
        if self.home is not None:
            found[self.home] += DATELINE
        return found


def _share(distance: int, number: int) -> float:
    if distance < 0:
        return LATER / (1 - distance)
    near = HERE if distance == 0 else 1.0 / (1.0 + SLOPE * (distance - 1))
    return max(near, TOP_SHARE) if number < TOP else near


def _is_frame(draft: Draft) -> bool:
    """`In Iraq, parliament met`: a place that opens the sentence."""
    return draft.place is not None and draft.first <= 1 and draft.case == "in"


def _weight(draft: Draft) -> float:
    if _is_frame(draft):
        return WEIGHTS["frame"]
    if draft.case in PARTNER or "modifier" in draft.notes:
        return WEIGHTS["partner"]
    if draft.place is not None and draft.actor is None:
        return WEIGHTS["other"]
    if draft.is_subject:
        return WEIGHTS["official" if draft.agent is not None else "party"]
    return WEIGHTS["party" if draft.token.deprel == "nmod:poss" else "other"]


def _is_between_states(draft: Draft) -> bool:
    return draft.actor is not None and (draft.actor.code or "").startswith(("IGO", "REG"))


@cache
def _rulers() -> dict[str, str]:
    return {row.code: row.plover for row in actor_rows.territories() if row.plover is not None}


def ruler(code: str) -> str:
    """The state that a territory belongs to: Mayotte and France are no rivals."""
    return _rulers().get(code, code)


def country_of(draft: Draft) -> str | None:
    """The state that the words themselves name or place; an official of a body between states acts for none."""
    if draft.place is not None:
        return draft.place.country
    actor = draft.actor
    if actor is None or actor.members or (actor.code or "").startswith("IGO"):
        return None
    if actor.sector == "JRN" and draft.is_name:  # who is told of it: "told *AFP*", "the *Washington Post* said"
        return None
    code = actor.country or actor.code
    return code if code is not None and len(code) == 3 else None
