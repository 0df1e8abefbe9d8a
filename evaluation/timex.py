"""Scores time expressions on gold beside the repository: `python -m evaluation.timex --data ../shared/data`.

Reads `time/meantime-dev.jsonl` (or `--gold FILE`), finds the expressions with the day of publication given, and calls
the scorer of the data folder. Only first sentences are annotated there: read recall and value accuracy, not precision.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from dragoman.document import Document, Published
from dragoman.timex import find


def main() -> None:
    """Prints the scorer's figures and the speed."""
    options = _options()
    gold = options.gold or options.data / "time" / "meantime-dev.jsonl"
    documents = [_document(json.loads(line)) for line in gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    if options.parse:
        documents = [_parsed(document) for document in documents]
    find(documents[0])
    began = time.process_time()
    found = [find(document) for document in documents]
    spent = time.process_time() - began
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as system:
        system.writelines(_line(document) + "\n" for document in found)
        system.flush()
        scorer = options.data / "time" / "score_time.py"
        command = [sys.executable, str(scorer), str(gold), system.name, "--errors", str(options.errors)]
        subprocess.run(command + (["--lenient"] if options.lenient else []), check=True)
    print(f"{sum(len(d.text) for d in documents) / spent:,.0f} characters a second (parse excluded)")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--gold", type=Path, help="another file of the same kind")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--lenient", action="store_true")
    parser.add_argument("--parse", action="store_true", help="with the tree: tense and modality from the parse")
    return parser.parse_args()


def _document(row: dict[str, str]) -> Document:
    published = row.get("published") or row.get("dct") or ""
    backward = re.fullmatch(r"(\d\d)-(\d\d)-(\d{4})", published)
    if backward:  # one document of the set gives its day the other way round
        published = "-".join(reversed(backward.groups()))
    return Document(id=row["id"], text=row["text"], published=Published(published or None, basis="metadata"))


def _parsed(document: Document) -> Document:
    from dragoman.language import parse

    return parse(document)


def _line(document: Document) -> str:
    rows = [
        {"start": t.start, "end": t.end, "type": t.type, "value": t.value, "text": document[t]}
        for t in document.timexes
    ]
    return json.dumps({"id": document.id, "timexes": rows})


if __name__ == "__main__":
    main()
