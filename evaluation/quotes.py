"""How well quotations, speakers and chains are found: the figures of docs/quotes.md.

    .venv/bin/python -m evaluation.quotes --data ../shared/data [--only polnear passages news seeds speed]

polnear: quotes/score_quotes.py on its dev articles (content, speaker, segments, by kind). passages: speakers and chains
on sixty passages of our own. news: direct quotations of the news set, found and with the right speaker. seeds: quoted
pieces outside page furniture, attributed or not, and the positions taken. speed: articles a second of this room alone.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

from dragoman import actors, timex
from dragoman.document import Document, Quote
from dragoman.language import parse
from dragoman.quotes import attribute, take_positions
from dragoman.quotes.marks import marked
from dragoman.reading import document_of_text

PASSAGES = Path(__file__).parent.parent / "tests" / "quotes_passages.jsonl"
PARTS = ("polnear", "passages", "news", "seeds", "speed")


def prepared(text: str, name: str) -> Document:
    """A text read up to its mentions: what this room starts from."""
    return actors.find(timex.find(parse(document_of_text(text, id=name))))


def lines(path: Path) -> list[dict[str, Any]]:
    """The records of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def scorer(path: Path) -> ModuleType:
    """A scorer that lies beside the project, as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# ------------------------------------------------------------------ polnear


def polnear(data: Path) -> None:
    """The report of the corpus's own scorer."""
    adapt, score = scorer(data / "adapt.py"), scorer(data / "quotes" / "score_quotes.py")
    gold = lines(data / "quotes" / "polnear-dev.jsonl")
    found = []
    for article in gold:
        document = attribute(prepared(article["text"], article["id"]))
        record = {"id": article["id"], "quotes": msgspec.to_builtins(document.quotes)}
        found.append(adapt.quotes(record, article["text"]))
    print(score.show(score.score(gold, found)))


# ----------------------------------------------------------------- passages


def passages(data: Path) -> None:
    """Speakers right and chains exact on the passages of our own."""
    total = speakers = chains = 0
    for passage in lines(PASSAGES):
        document = attribute(prepared(passage["text"], passage["id"]))
        for wanted in passage["quotes"]:
            speaker, chain = judged(document, wanted)
            total, speakers, chains = total + 1, speakers + speaker, chains + chain
            if not chain:
                print(f"  {passage['id']} speaker {speaker} chain {chain}: {wanted['words']}")
    print(f"passages: {total} pieces, speaker {100 * speakers / total:.1f} %, chain {100 * chains / total:.1f} %")


def judged(document: Document, wanted: dict[str, Any]) -> tuple[bool, bool]:
    """Whether some quote holds the words with the right speaker, and whether its chain is exact."""
    holding = [q for q in document.quotes if any(wanted["words"] in document[part] for part in q.content)]
    named = [q for q in holding if wanted["speaker"].lower() in _names(q).lower()]
    if not named:
        return False, False
    best = min(named, key=lambda q: sum(part.end - part.start for part in q.content))
    return True, [link.name for link in best.chain] == wanted["chain"]


def _names(quote: Quote) -> str:
    parties = [p for p in (quote.source, *quote.sources) if p is not None]
    return " ".join(p.name or "" for p in parties)


# --------------------------------------------------------------------- news


def news(data: Path) -> None:
    """Direct quotations of the news set: found, and with the right speaker where the text names one."""
    score = scorer(data / "news-dev" / "score_news.py")
    wanted = found = named = right = given = 0
    for path in sorted((data / "news-dev").glob("*.json")):
        article = json.loads(path.read_text(encoding="utf-8"))
        document = attribute(prepared(article["text"], path.stem))
        pieces = list(_pieces(document))
        given += len(pieces)
        for gold in article["gold"]["quotes"]:
            best = max(pieces, key=lambda piece: score.quote_match(gold, piece), default=None)
            hit = best is not None and score.quote_match(gold, best) > 0
            wanted, found = wanted + 1, found + hit
            if hit and gold["speaker"]:
                named, right = named + 1, right + bool(score.speaker_ok(gold, best))
    print(f"news: {found} of {wanted} direct quotations found, speaker right {right} of {named}, {given} pieces given")


def _pieces(document: Document) -> Iterator[dict[str, str | None]]:
    for quote in document.quotes:
        for piece in quote.quoted:
            yield {"text": document[piece], "speaker": quote.source.name if quote.source is not None else None}


# -------------------------------------------------------------------- seeds


def seeds(data: Path) -> None:
    """For each seed: quoted pieces outside page furniture, how many have a speaker, and the positions taken."""
    for path in sorted((data.parent / "seeds").glob("*.txt")):
        document = take_positions(attribute(prepared(path.read_text(encoding="utf-8"), path.stem)))
        pieces = [p for p in marked(document.text) if not document.in_boilerplate(p)]
        spoken = [p for p in pieces if any(q.source is not None for q in document.attribution(p.inner))]
        chains = sum(bool(q.chain) for q in document.quotes)
        topics = len({(p.actor.code, p.topic) for p in document.positions})
        print(f"seed {path.stem[:3]}: {len(spoken)} of {len(pieces)} pieces, {chains} chains, {topics} positions")


# -------------------------------------------------------------------- speed


def speed(data: Path) -> None:
    """Articles a second once parse and mentions are there."""
    texts = [article["text"] for article in lines(data / "quotes" / "polnear-dev.jsonl")[:20]]
    documents = [prepared(text, str(number)) for number, text in enumerate(texts)]
    start = time.perf_counter()
    for document in documents:
        take_positions(attribute(document))
    print(f"speed: {len(documents) / (time.perf_counter() - start):.0f} articles a second on one core, this room alone")


def main() -> None:
    """Print the figures asked for."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, required=True, help="the folder of measuring sets")
    arguments.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    chosen = arguments.parse_args()
    for part in chosen.only:
        globals()[part](chosen.data)


if __name__ == "__main__":
    main()
