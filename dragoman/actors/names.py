"""Persons, organisations and places by name: the parser's hints, decided by the lexicon where it knows the name.

The hints (`Token.entity`) know a word in its sentence; the lexicon knows who bears a name and how long the name is:
`Greater Noida` is one town, `US` a place, `IAEA` an organisation. Addresses of mail and web are no names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from dragoman.actors import article as articles
from dragoman.actors import homonyms
from dragoman.actors.article import Article, Scene
from dragoman.actors.users import Lexicon, shipped
from dragoman.document import Document, Span, Token

KINDS = {"state": "LOC", "region": "LOC", "city": "LOC", "body": "ORG", "group": "ORG", "person": "PER"}
"""What an entry of the lexicon is; a metonym ("Washington") stays what the parser takes it for."""
ADDRESS = re.compile(r"\S+@\S+\.\w+|www\.\S+|\S+\.(?:com|org|net|edu|gov)", re.IGNORECASE)

Found = tuple[int, int, str]
"""First token, token after the last, kind."""


class Name(Span, frozen=True):
    """Words that name a person, an organisation or a place: `kind` is PER, ORG or LOC."""

    kind: str


def names(document: Document, *, lexicon: Lexicon | None = None) -> tuple[Name, ...]:
    """The names of a parsed document in text order: "Putin told NATO in Oslo" gives PER, ORG and LOC."""
    article = articles.read(document, lexicon or shipped())
    found = []
    for scene in article.scenes:
        tokens = scene.sentence.tokens
        for first, end, kind in sorted(_cut(article, scene, _decided(tokens, _known(article, scene)))):
            found.append(Name(tokens[first].start, tokens[end - 1].end, kind))
    return tuple(found)


def hints(tokens: Sequence[Token]) -> Iterator[Found]:
    """The names that the parser marked."""
    first = 0
    for at in range(1, len(tokens) + 1):
        if at == len(tokens) or not tokens[at].entity.startswith("I-"):
            if tokens[first].entity != "O":
                yield first, at, tokens[first].entity[2:]
            first = at


def _known(article: Article, scene: Scene) -> list[Found]:
    """The names of the sentence whose bearer the lexicon knows."""
    found = []
    for match in dict.fromkeys(scene.matches.values()):
        entry = homonyms.choose(article, scene, match)
        tokens = scene.sentence.tokens[match.first : match.last + 1]
        if entry is not None and entry.kind in KINDS and any(token.upos == "PROPN" for token in tokens):
            found.append((match.first, match.last + 1, KINDS[entry.kind]))
    return found


def _decided(tokens: Sequence[Token], known: Sequence[Found]) -> Iterator[Found]:
    """The lexicon's names that the parser saw in whole or in part, its own, and what no hint touches but is sure."""
    seen = list(hints(tokens))
    for first, end, kind in seen:
        is_address = end - first == 1 and ADDRESS.fullmatch(tokens[first].form)
        if not is_address and not any(own[0] <= first and end <= own[1] and _is_capital(tokens, own) for own in known):
            yield first, end, kind
    for own in known:
        touching = [hint for hint in seen if hint[0] < own[1] and own[0] < hint[1]]
        inside = all(own[0] <= first and end <= own[1] for first, end, _ in touching)
        if inside and (_is_capital(tokens, own) if touching else _is_sure(own)):
            yield own


def _is_capital(tokens: Sequence[Token], name: Found) -> bool:
    """Whether a name has no common noun in it: `Fatah party` is `Fatah`."""
    words = tokens[name[0] : name[1]]
    return all(word.form[:1].isupper() or word.upos in ("PUNCT", "ADP", "DET", "PART", "CCONJ") for word in words)


def _is_sure(name: Found) -> bool:
    """Whether the lexicon names it where the parser saw none: no single word that may be a thing (`DR`, `Fed`)."""
    return name[2] == "LOC" or name[1] - name[0] > 1


def _cut(article: Article, scene: Scene, found: Iterable[Found]) -> Iterator[Found]:
    """Names in which a state or region stands right behind one of its towns, as two: 'Miramar' 'California'."""
    for first, end, kind in found:
        match = scene.matches.get(end - 1)
        if match is not None and first < match.first and kind == "LOC" and match.entries[0].kind in ("state", "region"):
            town = " ".join(token.form for token in scene.sentence.tokens[first : match.first])
            if any(entry.kind == "city" for entry in article.index.lookup(town)):
                yield first, match.first, kind
                first = match.first
        yield first, end, kind
