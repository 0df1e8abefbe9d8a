"""Annotations of real texts that lie beside the repository: `python -m evaluation.outside --data ../shared/data`.

The texts are not ours and stay where they are; `corpus/outside` holds, in the corpus's form, what is true of them.
A `P` line names the text, and spans are characters of it instead of words:

    P re3d:re3d-us-9DFB:478-850
    E SUPPORT - happened; trigger=8-17; actor=USA GOV 0-4; recipient=IRQ GOV 60-75

`ewt:SENTENCE+3` and `gum:SENTENCE+3` are that sentence of the treebank and the two after it, joined by blanks;
`re3d:DOCUMENT:0-90` and `meantime:DOCUMENT:0-90` characters of a document. A line break reads as a blank.
`--show NAME` prints a file with its texts and with words for numbers, to be read and edited; `--pack FILE` turns such a
file into `corpus/outside/FILE`. Without either it prints counts and what is wrong.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman.document import Span
from evaluation.corpus import CorpusError, Passage, annotated, blocks, counts

OUTSIDE = Path(__file__).parent.parent / "corpus" / "outside"
TREEBANKS = {"ewt": "ud/ewt/en_ewt-train.conllu", "gum": "ud/gum/en_gum-free-train.conllu"}
DOCUMENTS = {"re3d": "names/re3d-open.jsonl", "meantime": "time/meantime-dev.jsonl"}
_SPAN = re.compile(r"(?<=[= ])(\d+)-(\d+)(?=;|$)")


class Texts:
    """The texts beside the repository, by the names that `P` lines give them."""

    def __init__(self, data: Path) -> None:
        self._order: dict[str, list[str]] = {}
        self._sentences: dict[str, dict[str, str]] = {}
        for name, path in TREEBANKS.items():
            found = dict(_sentences(data / path))
            self._sentences[name], self._order[name] = found, list(found)
        self._documents = {name: dict(_documents(data / path)) for name, path in DOCUMENTS.items()}

    def __getitem__(self, name: str) -> str:
        """The text of that name, line breaks as blanks; CorpusError where there is none."""
        source, _, rest = name.partition(":")
        try:
            if source in TREEBANKS:
                first, _, many = rest.rpartition("+")
                at = self._order[source].index(first)
                return " ".join(self._sentences[source][s] for s in self._order[source][at : at + int(many)])
            document, _, span = rest.rpartition(":")
            start, end = map(int, span.split("-"))
            return self._documents[source][document][start:end].replace("\n", " ")
        except (KeyError, ValueError) as error:
            raise CorpusError(f"{name}: no such text in the data folder") from error


def _sentences(path: Path) -> Iterator[tuple[str, str]]:
    name = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition(" = ")
        if key == "# sent_id":
            name = value.strip()
        elif key == "# text":
            yield name, value.strip()


def _documents(path: Path) -> Iterator[tuple[str, str]]:
    for record in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        yield record["id"], record["text"]


def read(data: Path, folder: Path = OUTSIDE) -> list[Passage]:
    """All annotated texts in order of file; raises CorpusError at the first wrong line."""
    texts = Texts(data)
    files = ((path.name, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.txt")))
    return [_passage(block, texts, name) for name, told in files for block in blocks(told)]


def _passage(lines: list[str], texts: Texts, file: str) -> Passage:
    name = lines[0].removeprefix("P ").strip()
    text = texts[name]
    told = [line for line in lines[1:] if not line.startswith("T ")]
    events, trap = annotated(told, text, f"{file}: {lines[0]}")
    return Passage(name, "World", "wire", "2000s", text, events, trap)


def packed(path: Path, texts: Texts) -> str:
    """A file with words, as it is kept: numbers for the words, no text."""
    told = path.read_text(encoding="utf-8")
    head = "\n".join(line for line in told.splitlines() if line.startswith("#"))
    kept = [head] if head else []
    for lines in blocks(told):
        passage = _passage(lines, texts, path.name)
        kept.append("\n".join([lines[0], *(_numbered(line, passage.text) for line in lines[1:] if line[0] != "T")]))
    return "\n\n".join(kept) + "\n"


def _numbered(line: str, text: str) -> str:
    def numbers(found: re.Match[str]) -> str:
        at = -1
        for _ in range(int(found[2] or 1)):
            at = text.index(found[1], at + 1)
        return f"{at}-{at + len(found[1])}"

    return re.sub(r"`([^`]+)`(\d*)", numbers, line)


def shown(path: Path, texts: Texts) -> str:
    """A kept file with its texts and with words for the numbers."""
    found = []
    for lines in blocks(path.read_text(encoding="utf-8")):
        text = texts[lines[0].removeprefix("P ").strip()]
        found.append("\n".join([lines[0], f"T {text}", *(_worded(line, text) for line in lines[1:])]))
    return "\n\n".join(found) + "\n"


def _worded(line: str, text: str) -> str:
    return _SPAN.sub(lambda found: _quoted(text, Span(int(found[1]), int(found[2]))), line)


def _quoted(text: str, span: Span) -> str:
    """Words between backticks, with their number where they stand more than once."""
    words = text[span.start : span.end]
    nth, at = 1, text.find(words)
    while at < span.start:
        nth, at = nth + 1, text.find(words, at + 1)
    return f"`{words}`{nth if nth > 1 else ''}"


def complaints(passages: Iterable[Passage]) -> list[str]:
    """Texts that are annotated twice."""
    named = Counter(passage.id for passage in passages)
    return [f"{name}: annotated {count} times" for name, count in named.items() if count > 1]


def main() -> None:
    """Print counts, a file with words, or pack one."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--data", type=Path, required=True, help="folder of the texts")
    options.add_argument("--show", help="name of a file of corpus/outside")
    options.add_argument("--pack", type=Path, help="a file with words")
    chosen = options.parse_args()
    if chosen.show:
        print(shown(OUTSIDE / chosen.show, Texts(chosen.data)), end="")
    elif chosen.pack:
        (OUTSIDE / chosen.pack.name).write_text(packed(chosen.pack, Texts(chosen.data)), encoding="utf-8")
    else:
        passages = read(chosen.data)
        print("\n".join(counts(passages)))
        if wrong := complaints(passages):
            raise SystemExit("\n".join(wrong))


if __name__ == "__main__":
    main()
