"""Who did what to whom, by PLOVER: `code(document)` fills `events`; `candidates` says what gave which."""

from dragoman.events.codebook import entry as codebook
from dragoman.events.coding import Candidate, candidates, code
from dragoman.events.frames import Book, load_user

__all__ = ["Book", "Candidate", "candidates", "code", "codebook", "load_user"]
