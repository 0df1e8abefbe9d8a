"""Whom an act is aimed at where its own clause does not say: the parties of the article so far, weighed.

"Lima blamed Quito for the shots. Ecuador's army *denied* it": REJECT, aimed at PER, who accused. A log-linear choice
between the codes that stand before the act and nobody at all; what is weighed of a code is whether it is the actor's
own, where and how it was last named, and what it did or suffered in the acts told before. The weights lie in
`lexicon/plover/aims.tsv`; `python -m evaluation.aims` fits them on the open corpus's train split.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import msgspec

from dragoman import lexicon
from dragoman.document import Document, Event, Mention, Party
from dragoman.events.parties import of_mention, of_place

LIKELY = 0.5
"""A code that is less likely than this is not told."""
SPOKEN = frozenset({"ACCUSE", "REJECT", "REQUEST", "CONSULT"})
"""Types that a judgement of "the step" or "the attack" does not speak of."""
HARMFUL = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "THREATEN", "ACCUSE", "REJECT"})
REPAYING = HARMFUL - {"REJECT"}
ASKING = frozenset({"ACCUSE", "REQUEST", "THREATEN", "AGREE"})
ANSWERING = frozenset({"REJECT", "AGREE", "CONCEDE"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})
OBJECTS = frozenset({"obj", "iobj"})
INSIDE = frozenset({"nmod", "nmod:poss", "amod", "compound"})
REACH = 3
"""How many sentences back a name or an act still counts."""
STATES = ("countries", "states", "nations", "powers", "governments", "capitals", "neighbours", "neighbors", "allies")
"""Words that mean states whom nobody names: never one of those named before."""
NEAR = 30
"""Characters over which nearness fades."""
DESCRIBED = ("own", "here", "here as place", "near", "only other", "here as subject", "one before", "here inside")
"""What counts anew where words without a code say who is meant ("*the building*")."""

_JOINED = re.compile(r"[^.,;:]*\b(?:and|but|or)\b[^.,;:]*")

Features = dict[str, float]


class Weight(msgspec.Struct, frozen=True):
    """One weight of the choice."""

    name: str
    weight: float


class Named(msgspec.Struct, frozen=True):
    """A code and a place where the text names it: sentence, character, relation of the word."""

    code: str
    sentence: int
    start: int
    relation: str
    mention: Mention

    @property
    def is_place(self) -> bool:
        return self.mention.actor is None


@cache
def weights() -> dict[str, float]:
    """The weights by name."""
    return {row.name: row.weight for row in lexicon.load("plover/aims.tsv", Weight)}


def is_open(document: Document, event: Event) -> bool:
    """Whether an act may be aimed at somebody whom its clause does not name."""
    if event.reciprocal or event.type == "CONSULT" or len(_codes(event.actors)) != 1 or _codes(event.recipients):
        return False
    words = [document.text[p.start : p.end] for p in event.recipients if p.start is not None and p.end is not None]
    named = any(p.name is not None for p in event.recipients)
    return not named and not any(phrase.lower().endswith(STATES) for phrase in words)


def named(document: Document) -> list[Named]:
    """Every place where the article names a code, in text order."""
    starts = _starts(document)
    found = []
    for mention in document.mentions:
        at = bisect_right(starts, mention.head.start) - 1
        if at >= 0:
            tokens = document.sentences[at].tokens
            relation = next((t.deprel for t in tokens if t.start <= mention.head.start < t.end), "")
            found += [Named(code, at, mention.head.start, relation, mention) for code in _codes_of(mention)]
    return found


def _starts(document: Document) -> list[int]:
    return [sentence.start for sentence in document.sentences]


def _codes_of(mention: Mention) -> list[str]:
    actor = mention.actor
    if actor is None:
        codes = [mention.place.country if mention.place is not None else None]
    elif actor.members:
        codes = [member.code or member.country for member in actor.members]
    else:
        codes = [actor.code or actor.country]
    return [code for code in codes if code]


def chosen(
    document: Document, names: Sequence[Named], event: Event, speaks_of: tuple[str, ...] | None, before: Sequence[Event]
) -> tuple[Party, float] | None:
    """The party that an act is aimed at, with its probability; None where nobody is likely enough.

    `before` holds the events told before, `speaks_of` the types of the deed that the act takes up.
    """
    found = options(document, names, event, speaks_of, before)
    scores: dict[str | None, float] = {code: _score(features) for code, features in found.items()}
    scores[None] = _score(nobody(event))
    top = max(scores.values())
    whole = sum(math.exp(score - top) for score in scores.values())
    best = max(scores, key=lambda code: scores[code])
    chance = math.exp(scores[best] - top) / whole
    if best is None or chance < LIKELY:
        return None
    return _party(names, event, best, before), chance


def _score(features: Mapping[str, float]) -> float:
    table = weights()
    return sum(table.get(name, 0.0) * value for name, value in features.items())


def nobody(event: Event) -> Features:
    """What speaks for nobody."""
    return {"nobody": 1.0, f"nobody {event.type}": 1.0, "nobody described": float(bool(event.recipients))}


def options(
    document: Document, names: Sequence[Named], event: Event, speaks_of: tuple[str, ...] | None, before: Sequence[Event]
) -> dict[str, Features]:
    """What is weighed of every code named in the act's sentence or in the few before it."""
    starts = _starts(document)
    at = bisect_right(starts, event.trigger.start) - 1
    away = ((other, at - bisect_right(starts, other.trigger.start) + 1) for other in before)
    deeds = [(other, sentences) for other, sentences in away if sentences <= REACH]
    own = _codes(event.actors)
    near = [one for one in names if at - REACH <= one.sentence <= at]
    rivals = [one.code for one in near if one.code not in own]
    most = max(rivals, key=rivals.count, default=None)
    acting = [(p.start, p.end) for p in event.actors if p.start is not None and p.end is not None]
    free = [one for one in near if not any(start <= one.start < end for start, end in acting)]
    found: dict[str, Features] = {}
    for code in dict.fromkeys(one.code for one in free):
        places = [one for one in free if one.code == code]
        features = {event.type: 1.0, **dict.fromkeys(_kind(code, own, event), 1.0)}
        features |= dict.fromkeys(_standing(places, at, event), 1.0)
        features |= {"count": math.log(1 + len(places)), "near": _nearness(places, at, event)}
        features |= dict.fromkeys(_rank(code, own, rivals, most), 1.0)
        features |= dict.fromkeys(_deeds(document, code, own, event, speaks_of, deeds), 1.0)
        if any(link.code == code for link in event.according_to):
            features["told by"] = 1.0
        if event.recipients:
            features |= {f"described {name}": features[name] for name in DESCRIBED if name in features}
        found[code] = features
    return found


def _kind(code: str, own: set[str], event: Event) -> Iterator[str]:
    yield "any"
    if code in own:
        yield "own"
        yield f"own {event.type}"
    if code.startswith("IGO"):
        yield "organisation"
    elif "-" in code:
        yield "group"


def _standing(places: Sequence[Named], at: int, event: Event) -> Iterator[str]:
    """Where the code was named last, and as what."""
    here = [one for one in places if one.sentence == at]
    last = here or [one for one in places if one.sentence == at - 1] or list(places)
    where = "here" if here else "one before" if last[0].sentence == at - 1 else "far before"
    relations = {one.relation for one in last}
    yield where
    if relations & SUBJECTS:
        yield f"{where} as subject"
    if relations & OBJECTS:
        yield f"{where} as object"
    if relations & INSIDE:
        yield f"{where} inside"
    if "obl" in relations:
        yield f"{where} as oblique"
    if all(one.is_place for one in last):
        yield f"{where} as place"
    if any(one.start > event.trigger.start for one in here):
        yield "after the act"
    if places[0].sentence == 0 and places[0].start < NEAR and all(one.is_place for one in places):
        yield "dateline"


def _nearness(places: Sequence[Named], at: int, event: Event) -> float:
    away = [abs(one.start - event.trigger.start) for one in places if one.sentence == at]
    return 1 / (1 + min(away) / NEAR) if away else 0.0


def _rank(code: str, own: set[str], rivals: Sequence[str], most: str | None) -> Iterator[str]:
    if code not in own and len(set(rivals)) == 1:
        yield "only other"
    if code == most:
        yield "most named other"


def _deeds(
    document: Document,
    code: str,
    own: set[str],
    event: Event,
    speaks_of: tuple[str, ...] | None,
    deeds: Sequence[tuple[Event, int]],
) -> Iterator[str]:
    """What the code did, and what was done to it, in the acts told before, each with how many sentences back."""
    for other, away in deeds:
        where = ("here", "one before")[away] if away < 2 else "far before"
        doers, suffered = _codes(other.actors), _codes(other.recipients)
        if code in doers and code not in own:
            yield f"did {where}"
            yield f"did, {event.type}"
            if suffered & own:
                yield f"did to us {where}"
                yield f"did to us, {event.type}"
                if other.type in HARMFUL and event.type in REPAYING:
                    yield f"paid back {where}"
                if other.type in ASKING and event.type in ANSWERING:
                    yield f"answered {where}"
        if code in suffered and doers & own and code not in own:
            yield f"our target {where}"
            yield f"our target, {event.type}"
            if _JOINED.fullmatch(document.text, other.trigger.end, max(event.trigger.start, other.trigger.end)):
                yield "target of the verb joined"
        if code in suffered and not doers & own:
            yield "target of others"
        if code in own & doers and not {p.start for p in other.actors} & {p.start for p in event.actors}:
            yield f"own did {where}"
        if speaks_of is not None and code in doers:
            if other.type in speaks_of:
                yield "taken up"
            elif not speaks_of and other.type not in SPOKEN and away < 2:
                yield "perhaps taken up"


def _codes(side: tuple[Party, ...]) -> set[str]:
    return {code for p in side if (code := p.code or p.country)}


def _party(names: Sequence[Named], event: Event, code: str, before: Sequence[Event]) -> Party:
    """The party of a code: the words that describe it; else as it took part before; else where it was named last."""
    if event.recipients:
        return msgspec.structs.replace(event.recipients[0], code=code, country=code if len(code) == 3 else None)
    sides = (p for other in before[:REACH] for p in (*other.actors, *other.recipients))
    acting = {p.start for p in event.actors}
    known = next((p for p in sides if p.code == code and p.start not in acting), None)
    if known is not None:
        return known
    places = [one for one in names if one.code == code and one.start < event.sentence.end]
    outside = [one for one in places if not any((p.start or 0) <= one.start < (p.end or 0) for p in event.actors)]
    last = (outside or places)[-1].mention
    if last.actor is None:
        return of_place(last)
    party = of_mention(last)
    return party if not party.members else msgspec.structs.replace(party, code=code, country=None, members=())
