"""Hints of names: the best sequence of BIO marks, in which every name opens with B-.

>>> scores = np.array([[0.0, 1.0, 2.0], [0.0, 0.0, 3.0]])  # O, B-PER, I-PER
>>> best(scores, ("O", "B-PER", "I-PER"))
['B-PER', 'I-PER']
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

NEVER = -1e9


def best(scores: Any, names: tuple[str, ...]) -> list[str]:
    """The marks of the words of a sentence: the path of most probability among those that are well-formed (Viterbi)."""
    forbidden, closed = _forbidden(names)
    likeliest = np.argmax(scores, axis=-1).tolist()
    if not closed[likeliest[0]] and not forbidden[likeliest[:-1], likeliest[1:]].any():
        return [names[mark] for mark in likeliest]
    steps = _log_probabilities(np.asarray(scores, dtype=np.float64))
    path = steps[0] + closed
    origins = []
    for step in steps[1:]:
        reached = path[:, None] + forbidden
        origins.append(reached.argmax(axis=0))
        path = reached.max(axis=0) + step
    marks = [int(path.argmax())]
    for origin in reversed(origins):
        marks.append(int(origin[marks[-1]]))
    return [names[mark] for mark in reversed(marks)]


def _log_probabilities(scores: Any) -> Any:
    shifted = scores - scores.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


@cache
def _forbidden(names: tuple[str, ...]) -> tuple[Any, Any]:
    """The cost of each mark after each other, and at the start: I- may only continue a name of its own type."""
    after = [[NEVER if mark[0] == "I" and mark[2:] != before[2:] else 0.0 for mark in names] for before in names]
    start = [NEVER if mark[0] == "I" else 0.0 for mark in names]
    return np.array(after), np.array(start)
