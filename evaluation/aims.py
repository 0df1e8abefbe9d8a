"""Fits whom acts are aimed at where their clause does not say: `python -m evaluation.aims`.

Every act of the open corpus whose type and actors the coder has right and whose clause names nobody is a choice
between the codes named so far and nobody (`dragoman/events/aims.py`); the annotator made it, too. The weights are
fitted on the train split, whose annotation the encoder knows; the figures are those of the dev and test splits.
`--write` writes the weights.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from dragoman.document import Document, Event
from dragoman.events import aims, coding
from evaluation import corpus, matching
from evaluation.events import read

TABLE = Path(aims.__file__).parent.parent / "lexicon" / "plover" / "aims.tsv"
SHRINK = 2.0
"""Ridge on every weight."""
SELDOM = 8
"""What was seen fewer times has no weight."""
STEPS = 300


class Choice(msgspec.Struct, frozen=True):
    """One act: what is weighed of each code, the last row for nobody, and which rows the annotator means."""

    options: tuple[tuple[str | None, aims.Features], ...]
    right: tuple[int, ...]


def choices(split: str) -> Iterator[Choice]:
    """Every act of a split that is open, with the annotator's answer."""
    for passage in corpus.read():
        if passage.split == split:
            document = read(Document(id=passage.id, text=passage.text))
            yield from _of_passage(document, passage)


def _of_passage(document: Document, passage: corpus.Passage) -> Iterator[Choice]:
    names = aims.named(document)
    before: list[Event] = []
    for candidate in sorted(coding.stated(document), key=lambda c: c.trigger.start):
        event = candidate.event or candidate.draft
        if event is not None and aims.is_open(document, event) and (gold := _gold(passage, event)) is not None:
            found = aims.options(document, names, event, candidate.speaks_of, before)
            wanted = {side.code for side in gold.recipients}
            rows: list[tuple[str | None, aims.Features]] = [*found.items(), (None, aims.nobody(event))]
            right = [at for at, (code, _) in enumerate(rows) if code is not None and code in wanted]
            yield Choice(tuple(rows), tuple(right or [len(rows) - 1]))
        if candidate.event is not None:
            before.insert(0, candidate.event)


def _gold(passage: corpus.Passage, event: Event) -> corpus.Annotation | None:
    """The annotated event of the same words and type, where the actor is right and it is aimed at somebody at all."""
    for gold in passage.events:
        if event.trigger.overlaps(gold.trigger) and matching.is_type(gold, event) and "reciprocal" not in gold.flags:
            right = any(matching.is_party(side, party) for side in gold.actors for party in event.actors)
            return gold if right else None
    return None


def fitted(found: Sequence[Choice]) -> dict[str, float]:
    """The weights of most likelihood under the ridge, by Adam."""
    seen = Counter(name for choice in found for _, features in choice.options for name in features)
    names = sorted(name for name, count in seen.items() if count >= SELDOM)
    tables = [(_table(choice, names), list(choice.right)) for choice in found]
    weights = np.zeros(len(names))
    mean, square = np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, STEPS + 1):
        slope = SHRINK * weights
        for table, right in tables:
            said = _chances(table @ weights)
            wanted = np.zeros(len(said))
            wanted[right] = said[right] / said[right].sum()
            slope = slope - table.T @ (wanted - said)
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope * slope
        weights -= 0.05 * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return dict(zip(names, weights.tolist(), strict=True))


def _table(choice: Choice, names: Sequence[str]) -> Any:
    return np.array([[features.get(name, 0.0) for name in names] for _, features in choice.options])


def _chances(scores: Any) -> Any:
    raised = np.exp(scores - scores.max())
    return raised / raised.sum()


def report(found: Sequence[Choice], weights: dict[str, float]) -> Iterator[str]:
    """How often somebody is told, and is right, at several bounds."""
    names = sorted(weights)
    row = np.array([weights[name] for name in names])
    yield "bound   told  right  share right  of those that can be told"
    possible = sum(choice.right[0] < len(choice.options) - 1 for choice in found)
    for bound in (0.3, 0.4, 0.5, 0.6, 0.7):
        told = right = 0
        for choice in found:
            said = _chances(_table(choice, names) @ row)
            best = int(said.argmax())
            if best < len(said) - 1 and said[best] >= bound:
                told += 1
                right += best in choice.right
        yield f"{bound:5.1f}  {told:5d}  {right:5d}  {right / max(told, 1):11.2f}  {right / max(possible, 1):10.2f}"


def write(weights: dict[str, float]) -> None:
    """Writes the table of weights, what weighs next to nothing left out."""
    rows = [f"{name}\t{value:.2f}" for name, value in sorted(weights.items()) if abs(value) >= 0.02]
    head = [
        "# Weights of whom an act is aimed at (dragoman/events/aims.py), by `python -m evaluation.aims --write`.",
        "name\tweight",
    ]
    TABLE.write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")


def main() -> None:
    """Prints how often the choice is right on dev and test."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--write", action="store_true", help="write the weights into the lexicon")
    parser.add_argument("--by", default="train", help="the split to fit on")
    chosen = parser.parse_args()
    weights = fitted(list(choices(chosen.by)))
    for split in ("dev", "test"):
        found = list(choices(split))
        print(f"{split}: {len(found)} acts whose clause names nobody")
        print("\n".join(report(found, weights)))
    if chosen.write:
        write(weights)


if __name__ == "__main__":
    main()
