"""The rows that say which words, in which surroundings, are which event.

A frame is a row of `dragoman/lexicon/frames/*.tsv`: trigger lemmas, a pattern over the UD tree (`when`), a PLOVER
type and mode, and the slots in which its actor (`by`), recipient (`to`) and embedded act (`content`) stand.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from dragoman import lexicon
from dragoman.document import LexiconError
from dragoman.lexicon import user

FILES = (
    "retreat",
    "aid",
    "concede",
    "sanction",
    "protest",
    "mobilize",
    "coerce",
    "assault",
    "cooperate",
    "support",
    "reject",
    "threaten",
    "request",
    "accuse",
    "agree",
    "consult",
    "light",
)
"""Frames that ask for equally much are tried in this order: what has happened before what is only said."""


class Frame(msgspec.Struct, frozen=True):
    """One row: "`shell` with an object is ASSAULT heavy-weapons, its subject the actor, its object the recipient".

    `op` names how an embedded act is turned ("threaten to *cut off power*"): see `conversions.tsv`. `flags`:
    mutual (sides may stand on an equal footing), alone (a noun that is an event without a light verb),
    weak (needs an actor and a recipient that are identified), place (a bare place as actor),
    content (only inside another frame), will (the same, or under a will), speaker (its actor utters the clause),
    whole (the clause that it names is part of the act: "told the envoy *to leave*"),
    leaves-open (denied, it may still be done: "did not *rule out* sanctions").
    """

    id: str
    lemmas: tuple[str, ...]
    pos: str
    example: str
    when: tuple[str, ...] = ()
    type: str | None = None
    mode: str | None = None
    op: str | None = None
    content: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    theme: str | None = None
    contexts: tuple[str, ...] = ()
    origin: str = "own"


class Conversion(msgspec.Struct, frozen=True):
    """What an operator makes of an embedded act: `THREAT` + COERCE arrest gives THREATEN arrest.

    `inner` is a type, `TYPE/mode`, `theme:NAME` or `*`; `keep` keeps the embedded type.
    """

    op: str
    inner: str
    type: str
    mode: str | None = None
    status: str = "happened"
    theme: str | None = None


class WordClass(msgspec.Struct, frozen=True):
    """A named list of lemmas that patterns refer to, e.g. `agreement`: treaty, pact, accord."""

    name: str
    words: tuple[str, ...]


class PloverType(msgspec.Struct, frozen=True):
    """A PLOVER type with its quad class, score, the sector of a bare state that acts, and its default slots."""

    type: str
    quad: int
    score: float
    recipient: str = "no"
    to: tuple[str, ...] = ("obj", "iobj", "to", "with", "for", "against", "from", "of", "on", "in")
    gloss: str = ""
    sector: str | None = None


class PloverMode(msgspec.Struct, frozen=True):
    """A mode of a type with its score."""

    type: str
    mode: str
    score: float


class CameoRow(msgspec.Struct, frozen=True):
    """A CAMEO code with the type, mode, theme and context that it stands for."""

    type: str
    code: str
    mode: str | None = None
    theme: str | None = None
    context: str | None = None


class CalibrationRow(msgspec.Struct, frozen=True):
    """From which raw score on which share of events is right."""

    least: float
    precision: float
    n: int


@cache
def calibration() -> tuple[CalibrationRow, ...]:
    """The measured precision by raw score, lowest score first."""
    return lexicon.load("plover/calibration.tsv", CalibrationRow)


@cache
def types() -> dict[str, PloverType]:
    """The sixteen types by name."""
    return {row.type: row for row in lexicon.load("plover/types.tsv", PloverType)}


@cache
def mode_scores() -> dict[tuple[str, str], float]:
    """Scores by type and mode."""
    return {(row.type, row.mode): row.score for row in lexicon.load("plover/modes.tsv", PloverMode)}


@cache
def cameo_rows() -> tuple[CameoRow, ...]:
    """The export table, in file order."""
    return lexicon.load("plover/cameo.tsv", CameoRow)


@cache
def classes() -> dict[str, frozenset[str]]:
    """Word classes by name."""
    return {row.name: frozenset(row.words) for row in lexicon.load("frames/classes.tsv", WordClass)}


@cache
def frames() -> tuple[Frame, ...]:
    """Every frame of the lexicon, file by file."""
    return tuple(row for name in FILES for row in lexicon.load(f"frames/{name}.tsv", Frame))


class Book(msgspec.Struct, frozen=True):
    """What the coder goes by: the types, and the frames by part of speech and trigger lemma, those that ask for most
    first."""

    types: dict[str, PloverType]
    by_lemma: dict[tuple[str, str], tuple[Frame, ...]]


@cache
def shipped() -> Book:
    """The sixteen types and the lexicon's frames."""
    return Book(types(), _by_lemma(frames()))


def load_user(path: Path) -> Book:
    """The shipped book with the `[[type]]` and `[[frame]]` tables of a user's file, whose frames are tried first.

    Raises LexiconError where a table is wrong.
    """
    tables = user.load_user(path)
    book = shipped()
    kinds = book.types | {row.type: row for row in user.convert_user(tables.type, PloverType, path, "type")}
    rows = user.convert_user(tables.frame, Frame, path, "frame")
    for row in rows:
        if row.type is not None and row.type not in kinds:
            raise LexiconError(f"{path}: frame {row.id}: unknown type {row.type!r} (known: {', '.join(kinds)})")
        if row.pos not in ("verb", "noun", "adj"):
            raise LexiconError(f"{path}: frame {row.id}: pos is verb, noun or adj, not {row.pos!r}")
    own = _by_lemma(tuple(msgspec.structs.replace(row, origin="user") for row in rows))
    return Book(kinds, book.by_lemma | {key: (*found, *book.by_lemma.get(key, ())) for key, found in own.items()})


def _by_lemma(rows: tuple[Frame, ...]) -> dict[tuple[str, str], tuple[Frame, ...]]:
    found: dict[tuple[str, str], list[Frame]] = {}
    for frame in rows:
        for lemma in frame.lemmas:
            found.setdefault((frame.pos, lemma), []).append(frame)
    return {key: tuple(sorted(rows, key=_looseness)) for key, rows in found.items()}


def _looseness(frame: Frame) -> tuple[int, int]:
    """Frames that ask for more come first: a named word weighs more than a filled slot, an exclusion least."""
    excluded = sum(term.startswith("-") or "!=" in term for term in frame.when)
    return -(len(frame.when) - excluded + 2 * sum(map(_names_words, frame.when))), -excluded


def is_named(frame: Frame) -> bool:
    """Whether a frame says which words or whom it wants around its trigger ("lift" with `obj=limits`)."""
    return any(map(_names_words, frame.when))


def _names_words(term: str) -> bool:
    return "=" in term and not term.startswith("-") and "!=" not in term


@cache
def conversions() -> dict[tuple[str, str], Conversion]:
    """The conversion table by operator and embedded act."""
    return {(row.op, row.inner): row for row in lexicon.load("frames/conversions.tsv", Conversion)}


def convert(op: str, type_: str, mode: str | None, theme: str | None) -> Conversion | None:
    """The conversion that an operator applies to an act, the most specific first."""
    table = conversions()
    keys = (f"theme:{theme}", f"{type_}/{mode}", type_, "*")
    return next((table[op, key] for key in keys if (op, key) in table), None)
