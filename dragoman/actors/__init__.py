"""Actors: every noun phrase that can act, whom it stands for, and which phrases stand for one and the same.

`find` fills `document.mentions` from the sentences; `unknown` ranks the names that nobody bears; `load_user` reads
a user's own actors; `names` gives the names of persons, organisations and places. Nothing is loaded before the first
document.
"""

from __future__ import annotations

from dragoman.actors.finding import find
from dragoman.actors.names import Name, names
from dragoman.actors.strangers import Unknown, unknown
from dragoman.actors.users import Lexicon, load_user, shipped

__all__ = ["Lexicon", "Name", "Unknown", "find", "load_user", "names", "shipped", "unknown"]
