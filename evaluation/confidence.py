"""Fits the confidence of events on the open corpus, and shows how true it is: `python -m evaluation.confidence`.

Every act that the coder takes for an event in the dev split, unlikely ones included, is right or wrong (type and both
sides, `evaluation/matching.py`). A logistic model of what was known of it (`dragoman/events/confidence.py`) is fitted
to that; the table shows, for the test split, how many events of a confidence were right. `--write` writes the weights.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from dragoman.document import Document, Event
from dragoman.events import coding, confidence
from evaluation import corpus, matching
from evaluation.events import read

TABLE = Path(confidence.__file__).parent.parent / "lexicon" / "plover" / "confidence.tsv"
EDGES = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
SHRINK = 1.0
"""Ridge on every weight but the base's."""


def judged(split: str) -> tuple[Any, Any]:
    """Terms [acts, terms] of every act taken for an event, and whether it is right [acts]."""
    terms: list[tuple[float, ...]] = []
    right: list[bool] = []
    for passage in corpus.read():
        if passage.split == split:
            found = list(_acts(read(Document(id=passage.id, text=passage.text))))
            pairs = matching.match(passage.events, [event for _, event in found])
            good = set(pairs.values())
            terms += [values for values, _ in found]
            right += [place in good for place in range(len(found))]
    return np.array(terms), np.array(right, dtype=float)


def _acts(document: Document) -> Iterator[tuple[tuple[float, ...], Event]]:
    """The terms of each act of a document and the event made of it."""
    for candidate in coding.candidates(document, least=0.0):
        if candidate.event is not None and candidate.terms:
            yield candidate.terms, candidate.event


def fitted(terms: Any, right: Any) -> Any:
    """The weights of most likelihood, by Newton's method."""
    ridge = SHRINK * np.eye(terms.shape[1])
    ridge[0, 0] = 1e-3
    found = np.zeros(terms.shape[1])
    for _ in range(30):
        said = 1 / (1 + np.exp(-terms @ found))
        slope = terms.T @ (said - right) + ridge @ found
        found -= np.linalg.solve((terms * (said * (1 - said))[:, None]).T @ terms + ridge, slope)
    return found


def curve(terms: Any, right: Any, weights: Any) -> Iterator[str]:
    """How many events of a confidence are right."""
    said = 1 / (1 + np.exp(-terms @ weights))
    yield "confidence     events  mean said  right"
    for low, high in zip((0.0, *EDGES[:-1]), EDGES, strict=True):
        those = (said >= low) & (said < high)
        if those.any():
            counts = f"{those.sum():7d}  {said[those].mean():9.2f}  {right[those].mean():5.2f}"
            yield f"{low:.1f} to {min(high, 1):.1f}   {counts}"


def write(weights: Sequence[float]) -> None:
    """Writes the table of weights."""
    head = TABLE.read_text(encoding="utf-8").split("\n")[:2]
    rows = [f"{name}\t{value:.2f}" for name, value in zip(confidence.TERMS, weights, strict=True)]
    TABLE.write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")


def main() -> None:
    """Prints the weights fitted on dev and the curve on test."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--write", action="store_true", help="write the weights into the lexicon")
    chosen = parser.parse_args()
    weights = fitted(*judged("dev"))
    print("\n".join(f"{name:16s} {value:6.2f}" for name, value in zip(confidence.TERMS, weights, strict=True)))
    print("\n".join(curve(*judged("test"), weights)))
    if chosen.write:
        write(weights)


if __name__ == "__main__":
    main()
