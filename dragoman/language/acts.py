"""What the encoder's act heads say of a sentence, as a few records instead of arrays."""

from __future__ import annotations

from typing import Any

import msgspec
import numpy as np

from dragoman.document import Act

FAINTEST = 0.03
"""A word whose belief in any event is lower is not mentioned; the events room asks for far more."""
FAINTEST_ROLE = 0.1
ROLES = ("actor", "recipient", "place", "date")


class ActScores(msgspec.Struct, frozen=True):
    """Raw scores of one sentence: [words, types], [words, modes], [words, statuses], [words, flags] and
    [words, words, roles] (act, word)."""

    types: Any
    modes: Any
    statuses: Any
    flags: Any
    roles: Any


class ActLabels(msgspec.Struct, frozen=True):
    """The names behind the scores; the first type and the first mode stand for none."""

    types: tuple[str, ...]
    modes: tuple[str, ...]
    statuses: tuple[str, ...]


def told(scores: ActScores, labels: ActLabels) -> tuple[Act, ...]:
    """The words of a sentence that may tell an act, in text order."""
    types = _softmax(scores.types)
    words = map(int, np.flatnonzero(types[:, 0] < 1 - FAINTEST))
    return tuple(_act(word, types[word], scores, labels) for word in words)


def _act(word: int, types: Any, scores: ActScores, labels: ActLabels) -> Act:
    reciprocal, alleged, background = _sigmoid(scores.flags[word, :3])
    return Act(
        word=word,
        types=_ranked(labels.types[1:], types[1:], FAINTEST / 3),
        modes=_ranked(labels.modes, _softmax(scores.modes[word]), FAINTEST),
        statuses=_ranked(labels.statuses, _softmax(scores.statuses[word]), FAINTEST),
        roles=_roles(_sigmoid(scores.roles[word])),
        reciprocal=float(reciprocal),
        alleged=float(alleged),
        background=float(background),
    )


def _ranked(names: tuple[str, ...], values: Any, least: float) -> tuple[tuple[str, float], ...]:
    kept = np.flatnonzero((values >= least) | (values == values.max()))
    found = [(names[at], round(float(values[at]), 4)) for at in kept]
    return tuple(sorted(found, key=lambda pair: -pair[1]))


def _roles(values: Any) -> tuple[tuple[str, int, float], ...]:
    found = [
        (ROLES[role], int(word), round(float(values[word, role]), 4))
        for word, role in zip(*np.nonzero(values >= FAINTEST_ROLE), strict=True)
    ]
    return tuple(sorted(found, key=lambda one: -one[2]))


def _softmax(scores: Any) -> Any:
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    return raised / raised.sum(-1, keepdims=True)


def _sigmoid(scores: Any) -> Any:
    return 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
