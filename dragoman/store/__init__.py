"""The record: one line of JSON an article, and one SQLite file that keeps many of them."""

from dragoman.store.database import add, connect, documents, set_aside, write_folds
from dragoman.store.queries import counts, dyad, event, events, positions, quotes
from dragoman.store.record import Record, decode, encode, record_of, schema, spans, verify

__all__ = [
    "Record",
    "add",
    "connect",
    "counts",
    "decode",
    "documents",
    "dyad",
    "encode",
    "event",
    "events",
    "positions",
    "quotes",
    "record_of",
    "schema",
    "set_aside",
    "spans",
    "verify",
    "write_folds",
]
