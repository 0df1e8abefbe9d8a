"""Questions to a store: the events of a dyad, one event with its reports, what somebody said, who is unknown."""

from __future__ import annotations

import re
import sqlite3
from typing import Any

import msgspec

from dragoman.document import Event, Quote, StoreError
from dragoman.store.record import decode


class ReportRow(msgspec.Struct, frozen=True):
    """One article's report of an event, with the words around it."""

    id: str
    document: str
    publisher: str | None
    published: str | None
    title: str | None
    event: Event
    text: str

    @property
    def words(self) -> str:
        """The sentence that is the evidence."""
        return self.text[self.event.sentence.start : self.event.sentence.end]


class EventRow(msgspec.Struct, frozen=True):
    """One occurrence with all its reports; `report` is the one that is shown."""

    id: str
    report: ReportRow
    reports: tuple[ReportRow, ...]
    origins: int
    contradictions: tuple[dict[str, Any], ...]


class QuoteRow(msgspec.Struct, frozen=True):
    """One quotation with the article it stands in."""

    id: str
    document: str
    publisher: str | None
    published: str | None
    content: str
    codes: tuple[str, ...]
    """Whom the quoted words name."""
    quote: Quote
    text: str


_REPORT = """
    SELECT reports.id, reports.event AS occurrence, reports.document, reports.body, documents.publisher,
           documents.published, documents.title, documents.text
    FROM reports JOIN documents ON documents.id = reports.document
"""


def dyad(store: sqlite3.Connection, one: str, other: str, since: str | None = None) -> list[EventRow]:
    """The occurrences between two actors, in either direction, by date; `since` is an ISO day.

    Two who jointly accuse a third are no dyad, nor are two who are accused together.
    """
    rows = store.execute(
        """
        SELECT DISTINCT events.* FROM events JOIN reports ON reports.event = events.id
        JOIN parties AS one ON one.report = reports.id AND one.code = ?
        JOIN parties AS other ON other.report = reports.id AND other.code = ? AND other.rowid <> one.rowid
        WHERE one.side <> other.side OR (reports.reciprocal AND one.side = 'actor')
        """,
        (one, other),
    ).fetchall()
    found = [_event_row(store, row) for row in rows]
    kept = [event for event in found if since is None or (_when(event) or "") >= since]
    return sorted(kept, key=lambda event: (_when(event) or "9999", event.id))


def _when(row: EventRow) -> str | None:
    date = row.report.event.date
    return None if date is None else date.earliest or date.value


def events(store: sqlite3.Connection) -> list[EventRow]:
    """All occurrences of the store by date."""
    found = [_event_row(store, row) for row in store.execute("SELECT * FROM events").fetchall()]
    return sorted(found, key=lambda event: (_when(event) or "9999", event.id))


def event(store: sqlite3.Connection, key: str) -> EventRow:
    """One occurrence by its id, by the id of a report (`article#e1`) or by a clear beginning of either."""
    rows = store.execute(
        "SELECT DISTINCT events.* FROM events JOIN reports ON reports.event = events.id"
        " WHERE events.id = :key OR reports.id = :key",
        {"key": key},
    ).fetchall()
    if not rows:
        rows = store.execute("SELECT * FROM events WHERE substr(id, 1, ?) = ?", (len(key), key)).fetchall()
    if len(rows) != 1:
        how = "no event" if not rows else f"{len(rows)} events"
        raise StoreError(f"{key}: {how} of that id; ids are listed by: dragoman dyad A B")
    return _event_row(store, rows[0])


def _event_row(store: sqlite3.Connection, row: sqlite3.Row) -> EventRow:
    found = store.execute(_REPORT + " WHERE reports.event = ? ORDER BY reports.id", (row["id"],))
    reports = tuple(_report_row(report) for report in found)
    main = next(report for report in reports if report.id == row["report"])
    return EventRow(row["id"], main, reports, row["origins"], tuple(msgspec.json.decode(row["contradictions"])))


def _report_row(row: sqlite3.Row) -> ReportRow:
    event = msgspec.json.decode(row["body"], type=Event)
    return ReportRow(row["id"], row["document"], row["publisher"], row["published"], row["title"], event, row["text"])


def quotes(
    store: sqlite3.Connection, *, speaker: str | None = None, about: str | None = None, since: str | None = None
) -> list[QuoteRow]:
    """Quotations by speaker (a name or a code), by words in them (full text, ranked) and by day."""
    query = "SELECT quotes.*, documents.publisher, documents.text, documents.record FROM quotes"
    query += " JOIN documents ON documents.id = quotes.document"
    where, values = ["1"], []
    if about is not None:
        query += " JOIN quotes_words ON quotes_words.id = quotes.id"
        where.append("quotes_words MATCH ?")
        values.append(_match(about))
    if speaker is not None:
        where.append("(quotes.code = ? OR instr(lower(quotes.speaker), lower(?)))")
        values += [speaker, speaker]
    if since is not None:
        where.append("coalesce(quotes.date, quotes.published) >= ?")
        values.append(since)
    order = "quotes_words.rank, quotes.id" if about is not None else "quotes.published, quotes.id"
    rows = store.execute(f"{query} WHERE {' AND '.join(where)} ORDER BY {order}", values)
    return [_quote_row(row) for row in rows]


def _match(words: str) -> str:
    """A full-text query of plain words: each quoted, so that no character of theirs is an operator."""
    return " ".join('"' + word + '"' for word in re.findall(r"\w+", words)) or '""'


def _quote_row(row: sqlite3.Row) -> QuoteRow:
    quote = msgspec.json.decode(row["body"], type=Quote)
    key = (row["id"], row["document"], row["publisher"], row["published"], row["content"])
    return QuoteRow(*key, _named(row["record"], quote), quote, row["text"])


def _named(record: str, quote: Quote) -> tuple[str, ...]:
    """The codes of the actors mentioned inside a quotation's content."""
    inside = [m for m in decode(record).mentions if any(piece.covers(m) for piece in quote.content)]
    return tuple(sorted({m.actor.code for m in inside if m.actor is not None and m.actor.code is not None}))


def positions(store: sqlite3.Connection, code: str, topic: str | None = None) -> list[sqlite3.Row]:
    """What an actor stands for over time: topic, stance, the words, the article."""
    return store.execute(
        "SELECT * FROM positions WHERE code = ? AND (? IS NULL OR instr(lower(topic), lower(?)))"
        " ORDER BY topic, published, document, start",
        (code, topic, topic),
    ).fetchall()


def counts(store: sqlite3.Connection) -> dict[str, int]:
    """How many documents, stories, events, reports, quotes and set-aside inputs a store holds."""
    tables = ("documents", "stories", "events", "reports", "quotes", "positions", "set_aside")
    return {table: store.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}
