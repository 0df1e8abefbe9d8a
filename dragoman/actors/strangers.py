"""Names that nobody in the lexicon bears, ranked by how often they occur, each with the lines that would teach it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec

from dragoman.document import Document, Mention


class Unknown(msgspec.Struct, frozen=True):
    """A name without an actor: how often, in how many documents, one sentence with it, the row to paste."""

    name: str
    count: int
    documents: int
    example: str
    row: str


def unknown(documents: Iterable[Document]) -> list[Unknown]:
    """Unresolved names, the most frequent first: ready to paste into a user's lexicon (`--lexicon my.toml`)."""
    counts: Counter[str] = Counter()
    spread: Counter[str] = Counter()
    first: dict[str, tuple[Document, Mention]] = {}
    for document in documents:
        here = [(name, mention) for mention in document.mentions if (name := _name(document, mention)) is not None]
        counts.update(name for name, _ in here)
        spread.update({name for name, _ in here})
        for name, mention in here:
            first.setdefault(name, (document, mention))
    ranked = sorted(counts, key=lambda name: (-counts[name], name))
    return [Unknown(n, counts[n], spread[n], _example(*first[n]), _row(n, first[n][1])) for n in ranked]


def _name(document: Document, mention: Mention) -> str | None:
    """The name, without the titles before it; None for what is resolved or no name."""
    if mention.kind != "name" or mention.place is not None:
        return None
    actor = mention.actor
    if actor is not None and actor.code is not None:
        return None
    if actor is not None and actor.name:
        return actor.name
    words = document[mention].removeprefix("the ").removeprefix("The ")
    return words if words[:1].isupper() and len(words) > 1 else None


def _example(document: Document, mention: Mention) -> str:
    sentence = document.sentence_of(mention)
    return " ".join(document[sentence].split()) if sentence is not None else document[mention]


def _row(name: str, mention: Mention) -> str:
    actor = mention.actor
    person = mention.gender in ("m", "f") or (actor is not None and actor.office is not None)
    lines = ["[[actor]]", f'name = "{name}"', f'kind = "{"person" if person else "body"}"', 'code = ""']
    if actor is not None and actor.sector is not None:
        lines.append(f'sector = "{actor.sector}"')
    if actor is not None and actor.office is not None:
        lines.append(f'office = "{actor.office}"')
    return "\n".join(lines)
