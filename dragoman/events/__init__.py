"""Who did what to whom, by PLOVER: `code(document)` fills `events`; `explain` says which row gave which event."""

from dragoman.events.codebook import entry as codebook
from dragoman.events.coding import Candidate, candidates, code, explain

__all__ = ["Candidate", "candidates", "code", "codebook", "explain"]
