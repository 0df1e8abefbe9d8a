"""Near-duplicate articles: candidates by MinHash, decided by containment, with page furniture left out.

Wire copies are cut and wrapped, so the share of the *smaller* text that stands in the larger one decides
(containment), not Jaccard. Figures and sweep: `docs/stories.md`.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence

from dragoman.document import Document

SHINGLE = 3
"""Words in a shingle."""
BANDS, HASHES = 32, 128
"""MinHash bands and hashes: candidates are pairs with Jaccard of about 0.4 and more."""
CONTAINMENT = 0.6
"""Share of the smaller text's shingles that must stand in the larger one (swept on 12,000 altered copies)."""
FEWEST = 8
"""Texts with fewer shingles than this are copies only when they are equal."""

_WORD = re.compile(r"\w+")


def news_words(document: Document) -> list[str]:
    """The lower-cased words of an article outside its page furniture."""
    at, kept = 0, []
    for mark in sorted(document.boilerplate, key=lambda mark: mark.start):
        kept.append(document.text[at : mark.start])
        at = max(at, mark.end)
    kept.append(document.text[at:])
    return _WORD.findall(" ".join(kept).lower())


def shingles(words: Sequence[str]) -> frozenset[int]:
    """Stable hashes of all runs of three words."""
    return frozenset(
        zlib.crc32(" ".join(words[i : i + SHINGLE]).encode()) for i in range(max(1, len(words) - SHINGLE + 1))
    )


def containment(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of the smaller set that the larger one holds."""
    return len(one & other) / max(1, min(len(one), len(other)))


def group(documents: Sequence[Document]) -> list[list[int]]:
    """Indices of the documents in groups of copies; a document without a copy is a group of one."""
    sets = [shingles(news_words(document)) for document in documents]
    leader = list(range(len(documents)))
    for one, other in _candidates(sets):
        if _is_copy(sets[one], sets[other]):
            leader[_root(leader, one)] = _root(leader, other)
    return _groups(leader)


def _is_copy(one: frozenset[int], other: frozenset[int]) -> bool:
    if min(len(one), len(other)) < FEWEST:
        return one == other
    return containment(one, other) >= CONTAINMENT


def _candidates(sets: Sequence[frozenset[int]]) -> Iterable[tuple[int, int]]:
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=0.3, num_perm=HASHES, num_bands=BANDS)
    pairs: set[tuple[int, int]] = set()
    for position, found in enumerate(sets):
        sketch = RMinHash(num_perm=HASHES, seed=1)
        sketch.update([str(number) for number in sorted(found)])
        pairs.update((other, position) for other in index.query(sketch))
        index.insert(position, sketch)
    return sorted(pairs)


def _root(leader: list[int], index: int) -> int:
    while leader[index] != index:
        leader[index] = leader[leader[index]]
        index = leader[index]
    return index


def _groups(leader: list[int]) -> list[list[int]]:
    groups: dict[int, list[int]] = {}
    for index in range(len(leader)):
        groups.setdefault(_root(leader, index), []).append(index)
    return list(groups.values())
