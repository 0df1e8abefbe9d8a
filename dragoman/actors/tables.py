"""The small tables beside the lexicon of names: titles, given names, prepositions, governors, pronouns, words."""

from __future__ import annotations

from functools import cache

import msgspec

from dragoman.lexicon import load


class Title(msgspec.Struct, frozen=True):
    """A word before a person's name (`Gen.`), with gender and sector where it tells them."""

    forms: tuple[str, ...]
    gender: str | None = None
    sector: str | None = None


class GivenName(msgspec.Struct, frozen=True):
    """A given name with the gender it tells."""

    name: str
    gender: str


class Preposition(msgspec.Struct, frozen=True):
    """A preposition before a name: `place` (in, near) or `goal` (to, into, from)."""

    lemma: str
    kind: str


class Governor(msgspec.Struct, frozen=True):
    """A governing word: of motion, visit, strike, speech or belief."""

    lemma: str
    kind: str


class Pronoun(msgspec.Struct, frozen=True):
    """A personal pronoun with person, number, gender and role."""

    form: str
    person: int
    number: str
    gender: str | None = None
    role: str = "subject"


class Anaphor(msgspec.Struct, frozen=True):
    """A noun that points back: what types of entity it may stand for, how many (duo: 2), which bodies (bloc: igo)."""

    lemma: str
    types: tuple[str, ...]
    count: int | None = None
    kinds: tuple[str, ...] = ()


@cache
def titles() -> dict[str, Title]:
    """Titles by spelling."""
    return {form: row for row in load("coreference/titles.tsv", Title) for form in row.forms}


@cache
def given_names() -> dict[str, str]:
    """Gender by given name."""
    return {row.name: row.gender for row in load("coreference/given_names.tsv", GivenName)}


@cache
def prepositions() -> dict[str, str]:
    """Kind by preposition."""
    return {row.lemma: row.kind for row in load("coreference/prepositions.tsv", Preposition)}


@cache
def governors(kind: str) -> frozenset[str]:
    """The governing words of one kind."""
    return frozenset(row.lemma for row in load("coreference/governors.tsv", Governor) if row.kind == kind)


@cache
def pronouns() -> dict[str, Pronoun]:
    """Pronouns by form."""
    return {row.form: row for row in load("coreference/pronouns.tsv", Pronoun)}


class Word(msgspec.Struct, frozen=True):
    """A word of a small list."""

    word: str
    kind: str


@cache
def words(kind: str) -> frozenset[str]:
    """The words of one list, by the kinds that the head of words.tsv explains."""
    return frozenset(row.word for row in load("coreference/words.tsv", Word) if row.kind == kind)


@cache
def realms(lemma: str) -> frozenset[str]:
    """Codes of the states that a noun may mean: `kingdom`, `island`, `emir`; empty where it may mean all."""
    return frozenset(row.word for row in load("coreference/words.tsv", Word) if row.kind == f"realm-{lemma}")


@cache
def blocs() -> dict[str, str]:
    """The body for which officials and soldiers of a region act, by the region's code."""
    rows = (row for row in load("coreference/words.tsv", Word) if row.kind.startswith("bloc-"))
    return {row.kind.removeprefix("bloc-"): row.word for row in rows}


class Relational(msgspec.Struct, frozen=True):
    """A noun that stands in a relation to whom it names: ally, enemy."""

    lemma: str


@cache
def relational() -> frozenset[str]:
    """Nouns that do not act for whom they name."""
    return frozenset(row.lemma for row in load("coreference/relational.tsv", Relational))


@cache
def anaphors() -> dict[str, Anaphor]:
    """Nouns that point back, by lemma."""
    return {row.lemma: row for row in load("coreference/anaphors.tsv", Anaphor)}
