"""How fast names are looked up and articles are read: `.venv/bin/python -m benchmarks.actors`.

Prints seconds to load tables and index, names looked up a second, sentences a second through `actors.find`
(parsing not counted), on the sentences of tests/actors_mentions.tsv.
"""

from __future__ import annotations

import time
from pathlib import Path

from dragoman import actors
from dragoman.actors import index, users
from dragoman.document import Document
from dragoman.language import parse_all
from evaluation import mentions

SENTENCES = Path(__file__).parent.parent / "tests" / "actors_mentions.tsv"


def main() -> None:
    """Print the three figures."""
    began, spent = time.perf_counter(), time.process_time()
    users.shipped()
    print(f"load: {time.perf_counter() - began:.3f} s, {time.process_time() - spent:.3f} s of CPU")
    names = [entry.form for found in index.load().entries.values() for entry in found][:50_000]
    began = time.perf_counter()
    for name in names:
        index.load().lookup(name)
    print(f"lookup: {len(names) / (time.perf_counter() - began):,.0f} names a second")
    texts = [Document(id=str(n), text=row.text) for n, row in enumerate(mentions.rows(SENTENCES))]
    parsed = list(parse_all(texts))
    began = time.perf_counter()
    for document in parsed:
        actors.find(document)
    print(f"find: {len(parsed) / (time.perf_counter() - began):,.0f} sentences a second")


if __name__ == "__main__":
    main()
