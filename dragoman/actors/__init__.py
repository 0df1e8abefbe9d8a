"""Actors: every noun phrase that can act, whom it stands for, and which phrases stand for one and the same.

`find` fills `document.mentions` from the sentences. Nothing is loaded before the first document.
"""

from __future__ import annotations

from dragoman.actors.finding import find

__all__ = ["find"]
