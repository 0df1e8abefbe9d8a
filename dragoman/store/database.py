"""The record store: one SQLite file that holds articles, findings, occurrences and stories.

Reading the same article again changes nothing: rows are keyed by document id and replaced whole.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec

import dragoman
from dragoman.document import Document, Event, Party, Quote, StoreError
from dragoman.store.record import Record, decode, encode

VERSION = "1"
"""The schema's version; a store of another version is refused with a line that says so."""

_json = msgspec.json


def connect(path: Path, *, create: bool = True) -> sqlite3.Connection:
    """An open store; raises StoreError when there is none (and `create` is false) or it is no store of ours."""
    if not create and not path.exists():
        raise StoreError(f"{path}: no such store; make one with: dragoman read NEWS... --into {path}")
    try:
        store = sqlite3.connect(path)
        _prepare(store)
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{path}: cannot be opened as a record store ({error})") from error
    found = store.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()
    if found["value"] != VERSION:
        raise StoreError(f"{path}: store version {found['value']}, this Dragoman writes {VERSION}; read the news anew")
    return store


def _prepare(store: sqlite3.Connection) -> None:
    store.row_factory = sqlite3.Row
    store.execute("PRAGMA journal_mode = WAL")
    store.execute("PRAGMA foreign_keys = ON")
    with store:
        store.executescript(resources.files("dragoman.store").joinpath("schema.sql").read_text(encoding="utf-8"))
        store.execute("INSERT OR IGNORE INTO meta VALUES ('version', ?)", (VERSION,))


def add(store: sqlite3.Connection, documents: Iterable[Document]) -> int:
    """Write documents and their findings in one transaction; the number of articles that are new or changed."""
    changed = 0
    with store:
        for document in documents:
            changed += _add_one(store, document)
    return changed


def _add_one(store: sqlite3.Connection, document: Document) -> bool:
    record = encode(msgspec.structs.replace(document, story=None)).decode()
    known = store.execute("SELECT record FROM documents WHERE id = ?", (document.id,)).fetchone()
    if known is not None and known["record"] == record:
        return False
    _forget(store, document.id)
    title = document[document.title] if document.title else None
    row: tuple[Any, ...] = (document.id, document.sha256, document.published.value, document.publisher, title)
    row += (document.url, document.language, document.model, dragoman.__version__, None, document.text, record)
    store.execute(f"INSERT INTO documents VALUES ({_marks(12)})", row)
    for event in document.events:
        _add_report(store, document, event)
    for quote in document.quotes:
        _add_quote(store, document, quote)
    _add_positions(store, document)
    return True


def _marks(count: int) -> str:
    return ", ".join("?" * count)


def _forget(store: sqlite3.Connection, document: str) -> None:
    store.execute(
        "DELETE FROM quotes_words WHERE id IN (SELECT id FROM quotes WHERE document = ?)",
        (document,),
    )
    store.execute("DELETE FROM documents WHERE id = ?", (document,))


def _add_report(store: sqlite3.Connection, document: Document, event: Event) -> None:
    key = f"{document.id}#{event.id}"
    row: tuple[Any, ...] = (key, document.id, None, event.type, event.mode, event.status)
    row += (event.background, event.historical, event.alleged, event.reciprocal)
    date, place = event.date, event.place
    row += (date.value, date.earliest, date.latest, date.basis) if date else (None, None, None, None)
    row += (place.name, place.country) if place else (None, None)
    row += (event.quad, event.score, event.cameo, event.rule, event.confidence, event.start, event.end)
    row += (_json.encode(event).decode(),)
    store.execute(f"INSERT INTO reports VALUES ({_marks(24)})", row)
    for side, parties in (("actor", event.actors), ("recipient", event.recipients)):
        store.executemany(
            f"INSERT INTO parties VALUES ({_marks(7)})",
            [(key, side, p.code, p.sector, p.name, p.start, p.end) for p in parties],
        )


def _add_quote(store: sqlite3.Connection, document: Document, quote: Quote) -> None:
    key = f"{document.id}#{quote.id}"
    content = " ".join(document[piece] for piece in quote.content)
    source, addressee = quote.source or Party(None), quote.addressee or Party(None)
    row: tuple[Any, ...] = (key, document.id, quote.kind, quote.act, source.name, source.code, addressee.name)
    row += (quote.date.value if quote.date else None, document.published.value, content, quote.start, quote.end)
    store.execute(f"INSERT INTO quotes VALUES ({_marks(13)})", (*row, _json.encode(quote).decode()))
    store.execute("INSERT INTO quotes_words VALUES (?, ?, ?)", (key, content, source.name or ""))


def _add_positions(store: sqlite3.Connection, document: Document) -> None:
    day = document.published.value
    rows = [
        (document.id, p.actor.code, p.actor.name, p.topic, p.stance, day, p.start, p.end, document[p])
        for p in document.positions
    ]
    store.executemany(f"INSERT INTO positions VALUES ({_marks(9)})", rows)


def set_aside(store: sqlite3.Connection, source: str, reason: str) -> None:
    """Remember an input that gave no article, and why."""
    with store:
        store.execute("INSERT OR REPLACE INTO set_aside VALUES (?, ?)", (source, reason))


def documents(store: sqlite3.Connection) -> Iterator[Document]:
    """Every article of the store as it was coded (without its parse), in order of id."""
    for row in store.execute("SELECT text, record FROM documents ORDER BY id"):
        yield document_of(decode(row["record"]), row["text"])


def document_of(record: Record, text: str) -> Document:
    """A Document again from its record and its text."""
    fields = {name: getattr(record, name) for name in Record.__struct_fields__ if name != "dragoman"}
    return Document(text=text, **fields)


def write_folds(store: sqlite3.Connection, occurrences: Sequence[Any], stories: Sequence[Any]) -> None:
    """Replace the occurrences and stories by new ones (made by `dragoman.stories` from all documents)."""
    with store:
        store.execute("DELETE FROM events")
        store.execute("DELETE FROM stories")
        for occurrence in occurrences:
            _write_occurrence(store, occurrence)
        for story in stories:
            row = (story.id, _json.encode(story.documents).decode(), _json.encode(story.copies).decode())
            store.execute("INSERT INTO stories VALUES (?, ?, ?)", row)
            changes = [(story.id, document) for document in story.documents]
            store.executemany("UPDATE documents SET story = ? WHERE id = ?", changes)


def _write_occurrence(store: sqlite3.Connection, occurrence: Any) -> None:
    keys = [f"{report.document}#{report.event.id}" for report in occurrence.reports]
    main = f"{occurrence.main.document}#{occurrence.main.event.id}"
    differ = _json.encode(occurrence.contradictions).decode()
    store.execute(
        f"INSERT INTO events VALUES ({_marks(5)})", (occurrence.id, main, len(keys), occurrence.origins, differ)
    )
    store.executemany("UPDATE reports SET event = ? WHERE id = ?", [(occurrence.id, key) for key in keys])
