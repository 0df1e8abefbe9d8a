"""Hints of names: marks are well-formed whatever the scores."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language import names

MARKS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC")


@given(st.integers(1, 30), st.integers(0, 10_000))
def test_names_inside_marks_continue_a_name_of_their_type(words, seed):
    found = names.best(np.random.default_rng(seed).normal(scale=4, size=(words, len(MARKS))), MARKS)
    assert len(found) == words
    for before, mark in zip(["O", *found], found, strict=False):
        assert mark[0] != "I" or before[2:] == mark[2:]


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([[5, 0, 0, 0, 0], [0, 5, 0, 0, 0]], ["O", "B-PER"]),
        ([[0, 3, 4, 0, 0], [0, 0, 5, 0, 0]], ["B-PER", "I-PER"]),
        ([[0, 3, 0, 2, 0], [0, 0, 0, 0, 9]], ["B-LOC", "I-LOC"]),
        ([[9, 0, 0, 0, 0], [2, 1, 3, 0, 0]], ["O", "O"]),
    ],
)
def test_names_take_the_best_path(scores, expected):
    assert names.best(np.array(scores, dtype=np.float32), MARKS) == expected
