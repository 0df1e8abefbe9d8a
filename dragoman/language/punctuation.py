"""Where marks hang: on the word that lets them cross no arc, a pair of marks on the head of what it holds.

    >>> forms, labels = ["Sow", "(", "Mali", ")", "left"], ["nsubj", "punct", "appos", "punct", "root"]
    >>> settle(forms, [5, 3, 1, 5, 0], labels, np.zeros((6, 6)))
    [5, 3, 1, 3, 0]

The treebanks keep to this by rule, so a tree that breaks it is wrong there. Heads are 1-based, 0 is ROOT.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

CLOSERS = {"(": ")", "[": "]", "{": "}", "“": "”", "‘": "’", "«": "»", '"': '"', "'": "'", "``": "''"}


def settle(forms: Sequence[str], heads: Sequence[int], labels: Sequence[str], arcs: Any) -> list[int]:
    """The heads, with every mark where it may hang; among the words that may hold it the best by its arc scores."""
    marks = [label == "punct" for label in labels]
    found = [_past_marks(head, heads, marks) for head in heads]
    for place, is_mark in enumerate(marks, start=1):
        if is_mark and (holders := [*_holders(place, found, marks, -1), *_holders(place, found, marks, 1)]):
            found[place - 1] = holders[int(np.argmax(arcs[place, holders]))]
    for first, last in _pairs(forms, marks):
        tops = [w for w in range(first + 1, last) if not marks[w - 1] and not first < found[w - 1] < last]
        if len(tops) == 1:
            found[first - 1] = found[last - 1] = tops[0]
    return found


def _past_marks(head: int, heads: Sequence[int], marks: Sequence[bool]) -> int:
    """The first governor that is a word: a mark governs nothing."""
    while head and marks[head - 1]:
        head = heads[head - 1]
    return head


def _holders(place: int, heads: Sequence[int], marks: Sequence[bool], step: int) -> Iterator[int]:
    """The next word on one side of a mark and its governors as long as they stay on that side."""
    word = place + step
    while 0 < word <= len(heads) and marks[word - 1]:
        word += step
    while 0 < word <= len(heads) and (word - place) * step > 0:
        yield word
        word = heads[word - 1]


def _pairs(forms: Sequence[str], marks: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Opening and closing marks that belong together."""
    opened: list[int] = []
    for place, form in enumerate(forms, start=1):
        if not marks[place - 1]:
            continue
        if opened and CLOSERS[forms[opened[-1] - 1]] == form:
            yield opened.pop(), place
        elif form in CLOSERS:
            opened.append(place)
