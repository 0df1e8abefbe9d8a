"""Scores events on the development data: `python -m evaluation.events --data ../shared/data [--sets gsr]`.

Codes the sentences of `coders/gsr-dev.jsonl` and `coders/plv-dev.jsonl` and the articles of `news-dev`, hands the
records to the scorers of the data folder, and prints their tables, a table of types said for types meant, and how
many sentences a second the coder alone takes. `--first` also scores the first event of each sentence alone.
`--sets corpus` scores the passages of the open corpus by split; `--splits` names the splits,
`--errors` lists what differs. `--by frames` scores the lexicon's frames alone, `--by encoder` the encoder's acts alone,
`--by both` (the default) what the product does; several may be given, and are compared in one run.
"""

from __future__ import annotations

import argparse
import collections
import itertools
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec

from dragoman.actors import find as find_actors
from dragoman.document import Document
from dragoman.events import code
from dragoman.language import parse
from dragoman.quotes import attribute
from dragoman.reading import document_of_text
from dragoman.timex import anchor
from dragoman.timex import find as find_timexes
from evaluation import passages

Coder = Callable[[Document], Document]

CODERS: dict[str, Coder] = {
    "both": code,
    "frames": lambda document: code(msgspec.structs.replace(document, acts=())),
    "encoder": lambda document: code(document, framed=False),
}


def main() -> None:
    """Prints the tables of the chosen sets."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        for name, by in itertools.product(options.sets, options.by):
            print(f"== {name}, by {by}", flush=True)
            if name == "news":
                _score_news(options.data, Path(folder), CODERS[by])
            elif name == "corpus":
                score_corpus(options.splits, options.errors, CODERS[by])
            else:
                _score_sentences(options.data, name, Path(folder), options.first, CODERS[by])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--sets", nargs="+", choices=("gsr", "plv", "news", "corpus"), default=["gsr", "plv", "news"])
    parser.add_argument("--first", action="store_true", help="score the first event of each sentence too")
    parser.add_argument("--splits", nargs="+", choices=("train", "dev", "test"), default=["train", "dev"])
    parser.add_argument("--errors", action="store_true", help="list missed and false events of the corpus")
    parser.add_argument("--by", nargs="+", choices=tuple(CODERS), default=["both"])
    return parser.parse_args()


def read(document: Document) -> Document:
    """The document as the rooms before the events leave it."""
    return attribute(find_actors(find_timexes(parse(document))))


def coded(documents: Iterable[Document], coder: Coder = code) -> list[Document]:
    """The documents with events and their dates; the coder's own speed goes to standard output."""
    before = [read(document) for document in documents]
    for document in before[:1]:
        coder(document)  # tables are read once
    began = time.process_time()
    after = [coder(document) for document in before]
    spent = time.process_time() - began
    print(f"coder alone: {sum(len(d.sentences) for d in before) / max(spent, 1e-9):,.0f} sentences a CPU-second")
    return [anchor(document) for document in after]


def _score_sentences(data: Path, name: str, folder: Path, first: bool, coder: Coder) -> None:
    gold = data / "coders" / f"{name}-dev.jsonl"
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    documents = coded((Document(id=row["id"], text=row["text"]) for row in rows), coder)
    predictions = _adapted(data, "events", documents, folder)
    for extra in ([], ["--first"]) if first else ([],):
        _run([sys.executable, str(data / "coders" / "score.py"), str(gold), str(predictions), *extra])
    _confusion(rows, [json.loads(line) for line in predictions.read_text(encoding="utf-8").splitlines()])


def score_corpus(splits: Iterable[str], errors: bool, coder: Coder = code) -> None:
    """Prints figures of the open corpus, a table for each split."""
    for split in splits:
        gold = [p for p in passages.read() if p.split == split]
        texts = coded((Document(id=p.id, text=p.text) for p in gold), coder)
        print("\n".join(passages.table(split, gold, texts)))
        if errors:
            print("\n".join(passages.differences(gold, texts)))


def _score_news(data: Path, folder: Path, coder: Coder) -> None:
    gold = data / "news-dev"
    articles = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(gold.glob("[0-9][0-9][0-9].json"))]
    documents = coded((document_of_text(article["text"], id=str(article["id"])) for article in articles), coder)
    predictions = _adapted(data, "news", documents, folder)
    _run([sys.executable, str(gold / "score_news.py"), "--gold", str(gold), "--pred", str(predictions)])


def _adapted(data: Path, what: str, documents: list[Document], folder: Path) -> Path:
    """The scorer's input, made by the data folder's own adapter."""
    records, texts, predictions = folder / "record.jsonl", folder / "texts.jsonl", folder / f"{what}.jsonl"
    bare = [msgspec.structs.replace(document, sentences=(), vectors=None) for document in documents]
    records.write_bytes(b"\n".join(msgspec.json.encode(document) for document in bare))
    texts.write_text("\n".join(json.dumps({"id": d.id, "text": d.text}) for d in documents), encoding="utf-8")
    command = [sys.executable, str(data / "adapt.py"), what, str(records), str(texts)]
    predictions.write_text(subprocess.run(command, check=True, capture_output=True, text=True).stdout, encoding="utf-8")
    return predictions


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True)


def _confusion(gold: list[dict[str, Any]], predictions: list[dict[str, Any]]) -> None:
    """What was said where the meant type was not: "meant AID: AGREE 5, nothing 4"."""
    said = {row["id"]: [event["event_type"] for event in row["events"]] for row in predictions}
    table: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for row in gold:
        for event in row["events"]:
            types = said.get(row["id"], [])
            if not set(event["accept"]) & set(types):
                table[event["accept"][0]].update(set(types) or {"nothing"})
    print("types said where the meant one was missed")
    for meant, counts in sorted(table.items()):
        print(f"  {meant:10s}", ", ".join(f"{type_} {n}" for type_, n in counts.most_common()))


if __name__ == "__main__":
    main()
