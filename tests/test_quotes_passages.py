"""Sixty diplomatic passages of our own: the speaker of each piece and the chain through which it came."""

import json
from pathlib import Path

from dragoman import actors, timex
from dragoman.language import parse
from dragoman.quotes import attribute
from dragoman.reading import document_of_text

PASSAGES = [
    json.loads(line) for line in Path(__file__).with_name("quotes_passages.jsonl").read_text("utf-8").splitlines()
]
SPEAKERS, CHAINS = 0.92, 0.85
"""What the room must reach on these passages: issue 7."""


def results():
    """For every expected piece: passage, words, whether the speaker is right, whether the chain is exact."""
    for passage in PASSAGES:
        document = document_of_text(passage["text"], id=passage["id"])
        document = attribute(actors.find(timex.find(parse(document))))
        for wanted in passage["quotes"]:
            yield passage, wanted, *judged(document, wanted)


def judged(document, wanted):
    holding = [q for q in document.quotes if any(wanted["words"] in document[part] for part in q.content)]
    named = [q for q in holding if wanted["speaker"].lower() in names(document, q).lower()]
    if not named:
        return False, False
    best = min(named, key=lambda q: sum(part.end - part.start for part in q.content))
    return True, [link.name for link in best.chain] == wanted["chain"]


def names(document, quote):
    words = document.text[quote.source.start : quote.source.end] if quote.source else ""
    resolved = [quote.source.name or ""] if quote.source else []
    return " ".join([*resolved, *(p.name or "" for p in quote.sources)]) or words


def test_quotes_passages_name_speakers_and_chains():
    found = list(results())
    speakers = sum(right for _, _, right, _ in found) / len(found)
    chains = sum(exact for _, _, _, exact in found) / len(found)
    wrong = [(p["id"], w["words"], right, exact) for p, w, right, exact in found if not exact]
    assert speakers >= SPEAKERS and chains >= CHAINS, wrong
    assert len(PASSAGES) == 60
