"""Scores time expressions on our own gold and on gold beside the repository.

    .venv/bin/python -m evaluation.timex --data ../shared/data [--parse] [--errors]

Prints a line each for the development and the test half of `evaluation/gold/timex` and for `time/meantime-dev.jsonl`
of the data folder (or `--gold FILE` of the same kind; nothing where the folder is absent). F1 of exact spans, of spans
that touch, of those with the right value, and of days; the share of right types and values among spans that touch.
`--errors` lists what is wrong in the development half and beside the repository; the test half shows only its totals.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from dragoman.document import Document, Published
from dragoman.timex import find
from evaluation import times
from evaluation.times import GoldTime, MarkedArticle, Tally

ANNOTATED_LINES = 6
"""Lines of an article of `meantime-dev.jsonl` that are annotated: the title, the day and the sentences after them."""

EARLIER_TESTS = 20
"""Articles of the test half whose totals were looked at while rules were made; the later ones were scored last."""


def main() -> None:
    """Prints the figures and the speed."""
    options = _options()
    print(f"{'':10} {'articles':>8} {'gold':>6} {'found':>6}", *(f"{name:>8}" for name in COLUMNS))
    for split in times.SPLITS:
        _score(f"own {split}", times.read(split), options.parse, options.errors and split == "dev")
    latest = [a for a in times.read("test") if int(re.sub(r"\D.*", "", a.id.partition("/")[2])) > EARLIER_TESTS]
    _score("  latest", latest, options.parse, False)
    beside = options.gold or options.data / "time" / "meantime-dev.jsonl"
    if beside.exists():
        _score("meantime" if options.gold is None else beside.stem, outside(beside), options.parse, options.errors)


COLUMNS = ("strict", "relaxed", "value", "days", "type", "recall", "v-right", "chars/s")


def _score(name: str, articles: Sequence[MarkedArticle], parse: bool, show: bool) -> None:
    documents = [_document(article, parse) for article in articles]
    _ = [find(document) for document in documents]  # patterns are compiled on first use
    began = time.process_time()
    found = [find(document) for document in documents]
    spent = time.process_time() - began
    total = Tally()
    for article, document in zip(articles, found, strict=True):
        total.add(times.tallied(article, document.timexes))
    shares = [total.f1(figure) for figure in times.FIGURES]
    shares += [100 * total.relaxed / total.gold, 100 * total.value / max(total.relaxed, 1)]
    speed = sum(len(document.text) for document in documents) / spent
    line = f"{name:10} {len(articles):8} {total.gold:6} {total.found:6}"
    print(line, *(f"{share:8.2f}" for share in shares), f"{speed:8,.0f}")
    if show:
        _show(zip(articles, found, strict=True))


def _show(pairs: Iterable[tuple[MarkedArticle, Document]]) -> None:
    for article, document in pairs:
        for line in times.errors(article, document.timexes):
            print(f"  {line}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--gold", type=Path, help="another file of the same kind as meantime-dev.jsonl")
    parser.add_argument("--errors", action="store_true", help="list the errors, never those of the test half")
    parser.add_argument("--parse", action="store_true", help="with the tree: tense and modality from the parse")
    return parser.parse_args()


def _document(article: MarkedArticle, parsed: bool) -> Document:
    if article.id.startswith(times.SPLITS):  # our own, read as a user would have them read
        document = times.document_of(article)
    else:
        document = Document(id=article.id, text=article.text, published=Published(article.published, basis="metadata"))
    if parsed:
        from dragoman.language import parse

        return parse(document)
    return document


# ------------------------------------------------------------------ beside the repository


def outside(path: Path) -> tuple[MarkedArticle, ...]:
    """The articles of a JSONL file with `id text published timexes`; of MEANTIME the annotated lines are judged."""
    partly = path.name.startswith("meantime")
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return tuple(_article(row, partly) for row in rows)


def _article(row: dict[str, Any], partly: bool) -> MarkedArticle:
    published = row.get("published") or row.get("dct") or ""
    backward = re.fullmatch(r"(\d\d)-(\d\d)-(\d{4})", published)
    if backward:  # one document of the set gives its day the other way round
        published = "-".join(reversed(backward.groups()))
    timexes = tuple(GoldTime(t["start"], t["end"], t["type"], t["value"] or "") for t in row["timexes"])
    lines = row["text"].split("\n")[:ANNOTATED_LINES] if partly else [row["text"]]
    return MarkedArticle(row["id"], published or None, row["text"], timexes, len("\n".join(lines)))


if __name__ == "__main__":
    main()
