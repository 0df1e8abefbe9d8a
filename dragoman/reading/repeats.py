"""What repeats across the articles of one publisher is furniture: shingles of words seen in many of them.

A line, or a sentence of one, is marked when all its shingles stand in several articles of the publisher; news is told
once, appeals are told every day. Copies of one article (the same lead) count once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

import msgspec

from dragoman.document import Boilerplate, Document
from dragoman.reading.lines import sentences

SHINGLE = 3
"""Words of a shingle, as in the near-duplicate measure of the stories."""
ARTICLES = 3
"""Articles of one publisher in which a passage must stand to be furniture."""
SHARE = 0.5
"""... or this share of them, if that is more in a small batch; half keeps quoted speeches of a running story."""
LEAST_WORDS = 3
"""A piece of fewer words (`He said.`) is not judged by repetition."""
COPY = 0.5
"""Two articles that share this part of their shingles are copies of one and count once."""

_WORD = re.compile(r"[^\W_]+")


class _Piece(msgspec.Struct, frozen=True):
    start: int
    end: int
    shingles: frozenset[int]


def mark(documents: Iterable[Document]) -> list[Document]:
    """The documents in their order, with repeated passages of each publisher added to their furniture."""
    found = list(documents)
    groups: dict[str, list[int]] = defaultdict(list)
    for index, document in enumerate(found):
        if document.publisher is not None:
            groups[document.publisher].append(index)
    for members in groups.values():
        if len(members) >= ARTICLES:
            for index, document in zip(members, _mark_group([found[i] for i in members]), strict=True):
                found[index] = document
    return found


def _mark_group(documents: list[Document]) -> list[Document]:
    pieces = [_pieces(document.text) for document in documents]
    seen = _articles_of(pieces)
    least = max(ARTICLES, min(5, round(SHARE * len(documents))))
    return [_marked(document, own, seen, least) for document, own in zip(documents, pieces, strict=True)]


def _pieces(text: str) -> list[_Piece]:
    """Lines cut into sentences, each with the hashes of its shingles."""
    found = []
    for start, end in sentences(text, 0, len(text)):
        words = [word.lower() for word in _WORD.findall(text[start:end])]
        if len(words) >= LEAST_WORDS:
            shingles = (tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))
            found.append(_Piece(start, end, frozenset(map(hash, shingles))))
    return found


def _articles_of(pieces: list[list[_Piece]]) -> dict[int, int]:
    """In how many different articles each shingle stands; copies of one article count once."""
    seen: dict[int, int] = defaultdict(int)
    leads: list[frozenset[int]] = []
    for own in pieces:
        lead = frozenset().union(*(piece.shingles for piece in own[:4]))
        if any(len(lead & other) > COPY * max(len(lead), 1) for other in leads):
            continue
        leads.append(lead)
        for shingle in frozenset().union(*(piece.shingles for piece in own)):
            seen[shingle] += 1
    return seen


def _marked(document: Document, pieces: list[_Piece], seen: dict[int, int], least: int) -> Document:
    known = document.boilerplate
    added = [
        Boilerplate(piece.start, piece.end, "navigation", "repeats-across-publisher")
        for piece in pieces
        if all(seen.get(shingle, 0) >= least for shingle in piece.shingles)
        and not any(mark.start < piece.end and piece.start < mark.end for mark in known)
    ]
    if not added:
        return document
    marks = tuple(sorted([*known, *added], key=lambda mark: mark.start))
    return msgspec.structs.replace(document, boilerplate=marks)
