"""Word shapes: what the uncased encoder cannot see of a word.

Training and run time both call `word_shapes`, so the two can never differ.
The order of SHAPE_NAMES is part of the model; changing it asks for a new training run.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

SHAPE_NAMES: tuple[str, ...] = (
    "initial_capital",
    "all_capitals",
    "all_lower",
    "inner_capital",
    "has_digit",
    "all_digits",
    "no_letters",
    "has_hyphen",
    "has_dot",
    "has_apostrophe",
    "first_word",
    "one_character",
    "longer_than_nine",
    "single_capital_letter",
)

_HYPHENS = "-\u2010\u2011\u2012\u2013\u2014"
_APOSTROPHES = "'\u2019\u2018`"


@lru_cache(maxsize=1 << 16)
def word_shape(form: str, *, is_first: bool) -> tuple[bool, ...]:
    """The 14 yes/no features of one word, in the order of SHAPE_NAMES.

    >>> [name for name, on in zip(SHAPE_NAMES, word_shape("U.S.", is_first=False)) if on]
    ['initial_capital', 'all_capitals', 'inner_capital', 'has_dot']
    """
    return (
        form[:1].isupper(),
        form.isupper(),
        form.islower(),
        any(character.isupper() for character in form[1:]),
        any(character.isdigit() for character in form),
        form.isdigit(),
        not any(character.isalpha() for character in form),
        any(character in _HYPHENS for character in form),
        "." in form,
        any(character in _APOSTROPHES for character in form),
        is_first,
        len(form) == 1,
        len(form) > 9,
        len(form) == 1 and form.isupper(),
    )


def word_shapes(forms: Sequence[str]) -> np.ndarray:
    """The features of every word of one unit of text: float32 [words, 14].

    >>> word_shapes(["Putin", "told", "Xi"]).shape
    (3, 14)
    """
    rows = [word_shape(form, is_first=index == 0) for index, form in enumerate(forms)]
    return np.array(rows, dtype=np.float32).reshape(len(rows), len(SHAPE_NAMES))
