"""From scores to trees: one root, no loops, at most one subject and one object a word.

    >>> scores = np.array([[0.0, 9.0, 9.0], [0.0, 0.0, 5.0], [3.0, 7.0, 0.0]])
    >>> heads(scores)  # words 1 and 2 each want the other; the best tree roots the second
    [2, 0]

Scores are [word, head] over ROOT (0) and the words (1 ...); row 0 means nothing. A head of 0 is ROOT.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any

import msgspec
import numpy as np

ALONE = ("nsubj", "obj", "iobj", "expl", "ccomp")
"""Relations of which a word has at most one; `nsubj:outer` stands beside an `nsubj`."""
BEFORE = ("nsubj", "expl")
"""Of several, the one before the verb stays: 'the agency KBA quoted the envoy' has no subject behind 'quoted'."""
FAR = 1e6
"""More than any sum of scores: no arc that costs so much is in the best tree."""


class Choices(msgspec.Struct, frozen=True):
    """What the encoder says of one sentence: arc scores, and best and second label of every (word, head)."""

    arcs: Any
    best: Any
    second: Any
    margins: Any


def heads(scores: Any) -> list[int]:
    """The head of each word (1-based, 0 is ROOT): each word's best where that is a tree, else the best tree."""
    usable = np.array(scores, dtype=np.float64)
    np.fill_diagonal(usable, -FAR)
    greedy = [int(head) for head in usable[1:].argmax(axis=1)]
    if greedy.count(0) == 1 and _loop([0, *greedy]) is None:
        return greedy
    usable = np.clip(np.nan_to_num(usable, nan=-1e4), -1e4, 1e4)
    np.fill_diagonal(usable, -FAR * 1e3)
    return _best_rooted(usable)


def _best_rooted(scores: Any) -> list[int]:
    """The best tree under one root: trees root by root, until no root that is left could give a better one."""
    inner = scores[1:, 1:].max(axis=1, initial=-FAR)
    best, found = -np.inf, [0] * len(inner)
    most = inner.sum() - inner + scores[1:, 0]
    for word in np.argsort(-most, kind="stable").tolist():
        if most[word] <= best:
            break
        rooted = scores.copy()
        rooted[:, 0] = rooted[word + 1] = -FAR * 10
        rooted[word + 1, 0] = scores[word + 1, 0]
        tree = [int(head) for head in _best_tree(rooted)[1:]]
        total = scores[range(1, len(scores)), tree].sum()
        if total > best:
            best, found = total, tree
    return found


def _loop(chosen: list[int]) -> list[int] | None:
    """The words of some loop, or None; `chosen[0]` is ROOT itself."""
    state = [0] * len(chosen)  # 0 not seen, else the walk that saw it
    state[0] = -1
    for first in range(1, len(chosen)):
        word = first
        while not state[word]:
            state[word] = first
            word = chosen[word]
        if state[word] == first:
            loop = [word]
            while chosen[loop[-1]] != word:
                loop.append(chosen[loop[-1]])
            return loop
    return None


def _best_tree(scores: Any) -> list[int]:
    """Chu-Liu and Edmonds: take each word's best head, fold a loop into one node, solve that, unfold."""
    chosen = [0, *(int(head) for head in scores[1:].argmax(axis=1))]
    loop = _loop(chosen)
    if loop is None:
        return chosen
    kept = [node for node in range(len(chosen)) if node not in set(loop)]
    inside = scores[loop, [chosen[node] for node in loop]]
    entering = scores[np.ix_(loop, kept)] - inside[:, None]
    leaving = scores[np.ix_(kept, loop)]
    folded = np.full((len(kept) + 1, len(kept) + 1), -FAR * 1e3)
    folded[:-1, :-1] = scores[np.ix_(kept, kept)]
    folded[-1, :-1] = entering.max(axis=0)
    folded[:-1, -1] = leaving.max(axis=1)
    return _unfold(_best_tree(folded), chosen, loop, kept, entering, leaving)


def _unfold(
    tree: list[int], chosen: list[int], loop: list[int], kept: list[int], entering: Any, leaving: Any
) -> list[int]:
    found = list(chosen)
    for place, node in enumerate(kept[1:], start=1):
        head = tree[place]
        found[node] = kept[head] if head < len(kept) else loop[int(leaving[place].argmax())]
    entry = tree[len(kept)]
    found[loop[int(entering[:, entry].argmax())]] = kept[entry]
    return found


# ---------------------------------------------------------------- labels


def label(chosen: list[int], choices: Choices, names: list[str]) -> tuple[list[int], list[str]]:
    """Heads and labels of a sentence, repaired: `root` at the root alone, one subject and one object a word."""
    found = list(chosen)
    labels = [_label(word, head, choices, names) for word, head in enumerate(found, start=1)]
    for relation in ALONE:
        held = Counter(head for head, label in zip(found, labels, strict=True) if _is_alone(label, relation))
        for head in sorted(head for head, count in held.items() if count > 1):
            _leave_one(relation, head, found, labels, choices, names)
    return found, labels


def _label(word: int, head: int, choices: Choices, names: list[str]) -> str:
    if head == 0:
        return "root"
    best: str = names[choices.best[word, head]]
    if best != "root":
        return best
    second: str = names[choices.second[word, head]]
    return second if second != "root" else "parataxis"


@cache
def _is_alone(label: str, relation: str) -> bool:
    return label.split(":")[0] == relation and not label.endswith(":outer")


def _leave_one(
    relation: str, head: int, found: list[int], labels: list[str], choices: Choices, names: list[str]
) -> None:
    """Keep the surest of several like dependents; the others take their second label or second head, in place."""
    rivals = [w for w, h in enumerate(found, start=1) if h == head and _is_alone(labels[w - 1], relation)]
    if len(rivals) < 2:
        return
    costs = {word: min(_ways_out(word, relation, found, labels, choices, names))[0] for word in rivals}
    surest = max(rivals, key=lambda word: (relation in BEFORE and word < head, costs[word], -word))
    for word in sorted(rivals, key=lambda word: (costs[word], word)):
        if word != surest:
            _, found[word - 1], labels[word - 1] = min(_ways_out(word, relation, found, labels, choices, names))


def _ways_out(
    word: int, relation: str, found: list[int], labels: list[str], choices: Choices, names: list[str]
) -> list[tuple[float, int, str]]:
    """(cost, head, label) of each way to stop being a second `relation`: another label, or another head."""
    head = found[word - 1]
    second = names[choices.second[word, head]]
    ways = []
    if second != "root" and not _is_alone(second, relation) and not _is_taken(second, head, found, labels):
        ways.append((float(choices.margins[word, head]), head, second))
    for other in np.argsort(-choices.arcs[word], kind="stable")[:4].tolist():
        if other in (0, head, word) or _is_below(other, word, found):
            continue
        new = _label(word, other, choices, names)
        if not _is_taken(new, other, found, labels):
            ways.append((float(choices.arcs[word, head] - choices.arcs[word, other]), other, new))
            break
    return ways or [(FAR, head, "dep")]


def _is_taken(label: str, head: int, found: list[int], labels: list[str]) -> bool:
    """Whether a head already has its one dependent of this relation."""
    alone = next((relation for relation in ALONE if _is_alone(label, relation)), None)
    held = (labels[word] for word, h in enumerate(found) if h == head)
    return alone is not None and any(_is_alone(other, alone) for other in held)


def _is_below(node: int, word: int, found: list[int]) -> bool:
    """Whether `node` hangs, over any number of steps, on `word`."""
    while node:
        if node == word:
            return True
        node = found[node - 1]
    return False
