"""Trees: whatever the scores, one root, no loops, one subject and one object a word."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language import punctuation, trees

LABELS = ["root", "nsubj", "nsubj:pass", "nsubj:outer", "obj", "obl", "conj", "punct"]


def scores_of(words, seed):
    return np.random.default_rng(seed).normal(size=(words + 1, words + 1)).astype(np.float32)


def choices_of(scores, seed):
    chance = np.random.default_rng(seed)
    best = chance.integers(0, len(LABELS), scores.shape)
    second = (best + chance.integers(1, len(LABELS), scores.shape)) % len(LABELS)
    return trees.Choices(scores, best, second, chance.random(scores.shape))


def is_tree(heads):
    for word in range(1, len(heads) + 1):
        steps = 0
        while word:
            word, steps = heads[word - 1], steps + 1
            if steps > len(heads):
                return False
    return list(heads).count(0) == 1


def total(scores, heads):
    return sum(float(scores[word, head]) for word, head in enumerate(heads, start=1))


@settings(deadline=None)
@given(st.integers(1, 40), st.integers(0, 10_000))
def test_trees_heads_are_always_a_tree(words, seed):
    assert is_tree(trees.heads(scores_of(words, seed)))


@pytest.mark.parametrize("words", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("seed", range(12))
def test_trees_heads_are_the_best_tree_of_all(words, seed):
    scores = scores_of(words, seed)
    every = (heads for heads in itertools.product(range(words + 1), repeat=words) if is_tree(heads))
    assert total(scores, trees.heads(scores)) == pytest.approx(max(total(scores, heads) for heads in every))


def test_trees_greedy_heads_stand_where_they_are_a_tree():
    scores = np.zeros((4, 4))
    scores[1, 2] = scores[2, 0] = scores[3, 2] = 5.0
    assert trees.heads(scores) == [2, 0, 2]


def test_trees_two_roots_become_one():
    scores = np.array([[0, 0, 0], [4, 0, 3], [5, 2, 0]], dtype=float)
    assert trees.heads(scores) == [2, 0]


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 0.0])
def test_trees_odd_scores_still_give_a_tree(value):
    assert is_tree(trees.heads(np.full((6, 6), value)))


@settings(deadline=None)
@given(st.integers(1, 25), st.integers(0, 10_000))
def test_trees_labels_leave_one_subject_and_object_a_word(words, seed):
    scores = scores_of(words, seed)
    choices = choices_of(scores, seed)
    heads, labels = trees.label(trees.heads(scores), choices, LABELS)
    assert is_tree(heads)
    assert [label == "root" for label in labels] == [head == 0 for head in heads]
    for relation in ("nsubj", "obj"):
        labelled = zip(heads, labels, strict=True)
        held = [h for h, label in labelled if label.split(":")[0] == relation and label != "nsubj:outer"]
        assert len(held) == len(set(held))


def two_subjects(margin, other_head):
    """Words: 1 and 2 both subjects of 3; 4 is a verb without a subject."""
    arcs = np.full((5, 5), -9.0)
    arcs[1, 3], arcs[2, 3], arcs[3, 0], arcs[4, 3] = 6.0, 6.0, 6.0, 6.0
    arcs[2, 4] = other_head
    best = np.full((5, 5), LABELS.index("nsubj"))
    best[4, 3] = LABELS.index("conj")
    second = np.full((5, 5), LABELS.index("obl"))
    margins = np.full((5, 5), 7.0)
    margins[2, 3] = margin
    return trees.label([3, 3, 0, 3], trees.Choices(arcs, best, second, margins), LABELS)


def test_trees_second_subject_goes_to_the_verb_that_has_none():
    assert two_subjects(margin=5.0, other_head=5.0) == ([3, 4, 0, 3], ["nsubj", "nsubj", "root", "conj"])


def test_trees_second_subject_takes_its_second_label_where_that_costs_less():
    assert two_subjects(margin=0.5, other_head=1.0) == ([3, 3, 0, 3], ["nsubj", "obl", "root", "conj"])


@pytest.mark.parametrize(
    ("sentence", "heads", "expected"),
    [
        ("Sow ( Mali ) left", [5, 3, 1, 5, 0], [5, 3, 1, 3, 0]),
        ("Sow , who left , slept", [6, 4, 4, 1, 6, 0], [6, 4, 4, 1, 6, 0]),
        ("“ Go , ” she said", [2, 6, 2, 6, 6, 0], [2, 6, 2, 2, 6, 0]),
        ("Sow left , then Lund", [2, 0, 5, 3, 2], [2, 0, 5, 5, 2]),
    ],
)
def test_trees_marks_hang_where_they_cross_no_arc(sentence, heads, expected):
    forms = sentence.split()
    labels = ["dep" if any(c.isalpha() for c in form) else "punct" for form in forms]
    arcs = np.zeros((len(forms) + 1, len(forms) + 1))
    for word, head in enumerate(heads, start=1):
        arcs[word, head] = 1.0
    assert punctuation.settle(forms, heads, labels, arcs) == expected


@settings(deadline=None)
@given(st.integers(1, 30), st.integers(0, 10_000))
def test_trees_stay_trees_when_marks_are_settled(words, seed):
    chance = np.random.default_rng(seed)
    scores = scores_of(words, seed)
    heads, labels = trees.label(trees.heads(scores), choices_of(scores, seed), LABELS)
    forms = [str(chance.choice(["(", ")", '"', "Sow", ","])) for _ in heads]
    settled = punctuation.settle(forms, heads, labels, scores)
    assert is_tree(settled)
    assert not any(head and labels[head - 1] == "punct" for head in settled)
