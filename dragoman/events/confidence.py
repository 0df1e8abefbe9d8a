"""How often an act like this one is right: a logistic model over what the frame, the encoder and the sides say of it.

The weights lie in `lexicon/plover/confidence.tsv`; `python -m evaluation.confidence` fits them on the open corpus's dev
split and shows how true they are on its test split.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

import msgspec

from dragoman import lexicon
from dragoman.events import told, trees
from dragoman.events.parties import Found, Sides
from dragoman.events.readings import Reading
from dragoman.events.trees import Tree

TERMS = (
    "base",
    "framed",
    "belief",
    "type",
    "sided",
    "alone",
    "unmet",
    "actor",
    "recipient",
    "depth",
    "actor-code",
    "recipient-codes",
    "verbal",
    "aimed",
)

ALONE = frozenset({"PROTEST", "RETREAT", "MOBILIZE", "CONCEDE"})
"""Types that are often told without a recipient."""


class Term(msgspec.Struct, frozen=True):
    """One weight of the model."""

    name: str
    weight: float


@cache
def weights() -> dict[str, float]:
    """The weights by term."""
    return {row.name: row.weight for row in lexicon.load("plover/confidence.tsv", Term)}


def of(values: Sequence[float]) -> float:
    """The probability that an act is an event of its type between its sides, from its `terms`."""
    table = weights()
    total = sum(table[name] * value for name, value in zip(TERMS, values, strict=True))
    return round(1 / (1 + math.exp(-total)), 2)


def terms(tree: Tree, reading: Reading, sides: Sides) -> tuple[float, ...]:
    """What the model weighs of an act, in the order of TERMS."""
    act = told.of(tree, reading)
    is_sided = bool(sides.recipients or sides.reciprocal)
    return (
        1.0,
        float(not told.is_told(reading)),
        _log_odds(act.belief if act else 0.0),
        _log_odds(act.believed(reading.type) if act else 0.0),
        float(is_sided),
        float(not is_sided and reading.type in ALONE),
        0.0 if is_sided else told.strongest(act, "recipient"),
        told.support(tree, act, "actor", sides.actors),
        told.support(tree, act, "recipient", sides.recipients),
        trees.depth(tree, reading.node) / 4,
        float(any(f.party.code for f in sides.actors)),
        float(_all_coded(sides.recipients)),
        float(tree.book.types[reading.type].quad in (1, 3)),
        0.0,
    )


def aimed(values: Sequence[float], chance: float) -> tuple[float, ...]:
    """The terms of an act whose recipient is known only from what was told before, as likely as `chance`."""
    known = {"alone": 0.0, "unmet": 0.0, "recipient-codes": 1.0, "aimed": chance}
    return tuple(known.get(name, value) for name, value in zip(TERMS, values, strict=True))


def _all_coded(found: tuple[Found, ...]) -> bool:
    return all(f.party.code for f in found)


def _log_odds(value: float) -> float:
    return math.log((value + 0.01) / (1.01 - value))
