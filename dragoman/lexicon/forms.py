"""Past forms of irregular verbs, for every room that asks what word a form belongs to.

>>> irregular()["overthrew"]
'overthrow'
"""

from __future__ import annotations

from functools import cache

import msgspec

from dragoman.lexicon import load


class Irregular(msgspec.Struct, frozen=True):
    """A past form and its lemma."""

    form: str
    lemma: str


@cache
def irregular() -> dict[str, str]:
    """Past forms of irregular verbs with their lemmas (`irregular.tsv`)."""
    return {row.form: row.lemma for row in load("irregular.tsv", Irregular)}
