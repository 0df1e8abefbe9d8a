"""The corridor: read, parse, find times, find actors, attribute quotes, code events, date them, take positions, fold.

    >>> from dragoman.pipeline import code_text
    >>> document = code_text("Kenya's president met his Zambian counterpart in Lusaka on Tuesday.")
    >>> [event.type for event in document.events]
    ['CONSULT']

A laptop and a cluster run the same functions: `code_all` maps over articles and knows nothing of where they go.
"""

from __future__ import annotations

import sqlite3
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib.metadata import version
from itertools import islice
from pathlib import Path

import msgspec

import dragoman
from dragoman import actors, events, language, quotes, reading, store, stories, timex
from dragoman.document import Document, DragomanError
from dragoman.reading import ReadingFailure


class Settings(msgspec.Struct, frozen=True):
    """How a run codes. `batch` articles are parsed together; the record does not depend on it."""

    batch: int = 16
    min_confidence: float | None = None
    """Leave out events below this confidence; None for the measured bound (`events.told.BOUNDS.least`)."""
    lexicon: str | None = None
    """A user's own actors, frames and types (TOML), added to the shipped ones or in their place."""


DEFAULT = Settings()


def find_all(document: Document, settings: Settings = DEFAULT) -> Document:
    """A parsed document with all findings: times, mentions, quotes, events with dates, positions."""
    document = timex.find(document)
    document = actors.find(document, lexicon=_lexicon(settings))
    document = quotes.attribute(document)
    document = events.code(document, book=book_of(settings), least=settings.min_confidence)
    document = timex.anchor(document)
    return quotes.take_positions(document)


@cache
def _lexicon(settings: Settings) -> actors.Lexicon | None:
    return None if settings.lexicon is None else actors.load_user(Path(settings.lexicon))


@cache
def book_of(settings: Settings) -> events.Book | None:
    """The codebook with a user's own frames and types; None for the shipped one."""
    return None if settings.lexicon is None else events.load_user(Path(settings.lexicon))


def code(document: Document, settings: Settings = DEFAULT) -> Document:
    """One article coded. An article that is not English comes back as it was read."""
    return next(iter(code_all([document], settings)))


def code_text(text: str, *, published: str | None = None, settings: Settings = DEFAULT) -> Document:
    """A piece of text coded as if it were an article; `published` is an ISO day."""
    return code(reading.document_of_text(text, published=published), settings)


class CodingFailure(msgspec.Struct, frozen=True):
    """An article that a room could not take: it stays in the record as it was read, and the batch goes on."""

    source: str
    reason: str

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


def code_all(
    documents: Iterable[Document], settings: Settings = DEFAULT, failures: list[CodingFailure] | None = None
) -> Iterator[Document]:
    """Articles coded in order, a batch at a time; memory does not grow with their number.

    With a list of `failures` an article that breaks a room is written there and comes back as it was read;
    without one the error rises.
    """
    _lexicon(settings), book_of(settings)  # a wrong file fails before the first article
    waiting = iter(documents)
    while batch := list(islice(waiting, settings.batch)):
        yield from _coded(batch, settings, failures)


def _coded(batch: list[Document], settings: Settings, failures: list[CodingFailure] | None) -> Iterator[Document]:
    english = [document for document in batch if is_english(document)]
    parsed = dict(zip(map(id, english), language.parse_all(english), strict=True))
    for document in batch:
        if id(document) not in parsed:
            yield document
        elif failures is None:
            yield find_all(parsed[id(document)], settings)
        else:
            yield _guarded(document, parsed[id(document)], settings, failures)


def _guarded(read: Document, parsed: Document, settings: Settings, failures: list[CodingFailure]) -> Document:
    try:
        return find_all(parsed, settings)
    except Exception as error:  # whatever broke is told with its place; one article must not cost a night's run
        where = traceback.extract_tb(error.__traceback__)[-1]
        reason = f"not coded, {type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno}); report it"
        failures.append(CodingFailure(str(read.metadata.get("file", read.id)), reason))
        return read


def is_english(document: Document) -> bool:
    """Whether the article is coded at all; of unknown language counts as English."""
    return document.language in (None, "en")


class Outcome(msgspec.Struct):
    """What a run did with its inputs."""

    read: int = 0
    changed: int = 0
    foreign: int = 0
    failures: list[ReadingFailure | CodingFailure] = []


def run(sources: Sequence[str], into: sqlite3.Connection, settings: Settings = DEFAULT) -> Iterator[Outcome]:
    """Read and code all sources into a store and fold its stories; yields the outcome so far after each article."""
    outcome = Outcome(failures=[])
    broken: list[CodingFailure] = []
    for document in code_all(_readable(sources, outcome), settings, broken):
        outcome.read += 1
        if not is_english(document):
            outcome.foreign += 1
            store.set_aside(into, document.id, f"language {document.language}: not coded")
        outcome.changed += store.add(into, [document])
        yield outcome
    outcome.failures += broken
    for failure in outcome.failures:
        store.set_aside(into, failure.source, failure.reason)
    fold(into)
    yield outcome


def _readable(sources: Sequence[str], outcome: Outcome) -> Iterator[Document]:
    for found in reading.read(sources):
        if isinstance(found, ReadingFailure):
            outcome.failures.append(found)
        else:
            yield found


def fold(into: sqlite3.Connection) -> None:
    """Fold everything a store holds into occurrences and stories."""
    known = list(store.documents(into))
    store.write_folds(into, stories.occurrences(stories.reports_of(known)), stories.fold(known))


class Check(msgspec.Struct, frozen=True):
    """One line of `dragoman doctor`."""

    what: str
    well: bool
    found: str


def examine() -> list[Check]:
    """Whether everything a run needs is here: each part with what was found."""
    return [_check(what, test) for what, test in _CHECKS]


def _check(what: str, test: Callable[[], str]) -> Check:
    try:
        return Check(what, True, test())
    except Exception as error:  # a checkup reports whatever is broken, it never breaks itself
        return Check(what, False, f"{type(error).__name__}: {error}")


def _sqlite() -> str:
    with sqlite3.connect(":memory:") as memory:
        memory.execute("CREATE VIRTUAL TABLE words USING fts5 (word)")
    if sqlite3.sqlite_version_info < (3, 40):
        raise DragomanError(f"SQLite {sqlite3.sqlite_version} is older than 3.40")
    return f"SQLite {sqlite3.sqlite_version} with full text"


def _sentence() -> str:
    document = code_text("Kenya's president met his Zambian counterpart in Lusaka on Tuesday.", published="2024-05-08")
    if [event.type for event in document.events] != ["CONSULT"]:
        raise DragomanError(f"one CONSULT was to be found, not {[event.type for event in document.events]}")
    event = document.events[0]
    return f"{event.type} {event.mode}, {event.date.value if event.date else 'undated'}, model {document.model}"


_CHECKS: tuple[tuple[str, Callable[[], str]], ...] = (
    ("python", lambda: sys.version.split()[0]),
    ("dragoman", lambda: dragoman.__version__),
    ("runtime", lambda: f"onnxruntime {version('onnxruntime')}, tokenizers {version('tokenizers')}"),
    ("store", _sqlite),
    ("one sentence coded", _sentence),
)
