"""The tables of words that carry somebody's words, and how they are found in a sentence.

>>> [row.act for row in verb_rows("accuse", "")]
['accuse']
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import msgspec

from dragoman.document import Sentence
from dragoman.lexicon import load

PLAIN_PARTICLES = frozenset({"out", "on"})
"""Particles that leave a verb of speech what it is (`cry out`, `go on`); others make a new verb (`call off`)."""
THOUGHT = frozenset({"think", "hope", "intend", "find"})
NEGATED_COMMENT = frozenset(
    {"comment", "discuss", "elaborate", "answer", "respond", "reply", "specify", "say", "speak"}
)


class CueVerb(msgspec.Struct, frozen=True):
    """A verb of speech or thought: its act and what stands as its content."""

    lemma: str
    act: str
    frames: tuple[str, ...]
    particle: str = ""

    def takes(self, frame: str) -> bool:
        """Whether the content may have this shape."""
        return frame in self.frames


class CueNoun(msgspec.Struct, frozen=True):
    """A noun of speech or thought: the claim that ..., a call for ..."""

    lemma: str
    act: str
    frames: tuple[str, ...]


class Named(msgspec.Struct, frozen=True):
    """A word and what it stands for in a chain or a venue."""

    lemma: str
    kind: str


class Medium(msgspec.Struct, frozen=True):
    """An agency or outlet by its name."""

    name: str
    kind: str


@cache
def _verbs() -> dict[tuple[str, str], tuple[CueVerb, ...]]:
    rows: dict[tuple[str, str], list[CueVerb]] = defaultdict(list)
    for row in load("quotes/cues.tsv", CueVerb):
        rows[row.lemma, row.particle].append(row)
    return {key: tuple(found) for key, found in rows.items()}


def verb_rows(lemma: str, particle: str) -> tuple[CueVerb, ...]:
    """The rows of a verb with its particle (`point` + `out`), or without."""
    found = _verbs().get((lemma, particle))
    if found is not None or (particle and particle not in PLAIN_PARTICLES):
        return found or ()
    return _verbs().get((lemma, ""), ())


@cache
def nouns() -> dict[str, CueNoun]:
    """Cue nouns by lemma."""
    return {row.lemma: row for row in load("quotes/cue_nouns.tsv", CueNoun)}


@cache
def documents() -> dict[str, str]:
    """Things that speak: lemma to the kind a chain names."""
    return {row.lemma: row.kind for row in load("quotes/documents.tsv", Named)}


@cache
def venues() -> dict[str, str]:
    """Nouns of places and channels of speech: lemma to kind."""
    return {row.lemma.lower(): row.kind for row in load("quotes/venues.tsv", Named)}


@cache
def nameless() -> dict[str, str]:
    """Words for speakers without a name: nouns and adjectives."""
    return {row.lemma: row.kind for row in load("quotes/anonymous.tsv", Named)}


@cache
def media() -> dict[str, str]:
    """Agencies, state media and outlets: name to kind."""
    return {row.name: row.kind for row in load("quotes/media.tsv", Medium)}


def particle_of(sentence: Sentence, index: int) -> str:
    """The particle of a phrasal verb: `out` of `pointed out`, or nothing."""
    found = sentence.dependents(index, "compound:prt")
    return sentence.tokens[found[0]].lemma.lower() if found else ""


def rows_at(sentence: Sentence, index: int) -> tuple[CueVerb, ...]:
    """The cue rows of a token, if it is a verb of the table and stands as one."""
    token = sentence.tokens[index]
    if token.upos != "VERB" or token.relation in ("amod", "case", "compound", "fixed", "mark"):
        return ()
    particle = particle_of(sentence, index)
    for lemma in _lemmas(token.lemma.lower(), token.form.lower()):
        if found := verb_rows(lemma, particle):
            return found
    return ()


def _lemmas(lemma: str, form: str) -> tuple[str, ...]:
    """A lemma and what it may have been cut from: `prais` is praise."""
    stem = form[:-3] if form.endswith("ing") else form[:-2] if form.endswith("ed") else form
    return (lemma, lemma + "e", stem, stem + "e")


@cache
def days() -> frozenset[str]:
    """Weekdays and months, which follow `on` and `in` without being spoken of."""
    return frozenset(row.lemma for row in load("quotes/days.tsv", Named))


@cache
def light_verbs() -> frozenset[str]:
    """Verbs that lend their subject to a noun of speech: `made the claim`, `issued a warning`."""
    return frozenset(row.lemma for row in load("quotes/light_verbs.tsv", Named))


@cache
def speakers() -> frozenset[str]:
    """Nouns that can speak: persons and bodies."""
    return frozenset(row.lemma for row in load("quotes/speakers.tsv", Named))


@cache
def phases() -> frozenset[str]:
    """Verbs before an infinitive that leave it said: went on to, continued to, appeared to."""
    return frozenset(row.lemma for row in load("quotes/phase_verbs.tsv", Named))


@cache
def no_agents() -> frozenset[str]:
    """Nouns that end like a doer and are none: matter, number, border."""
    return frozenset(row.lemma for row in load("quotes/no_agents.tsv", Named))


@cache
def armed() -> frozenset[str]:
    """Nouns of those who fight: what they defend they defend with weapons."""
    return frozenset(row.lemma for row in load("quotes/armed.tsv", Named))
