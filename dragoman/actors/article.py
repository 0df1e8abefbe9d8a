"""What the whole article tells before its sentences are read: its day, who is introduced, which countries it names."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from dragoman.actors import offices
from dragoman.actors.index import Entry, Index, Match, Noun, fold
from dragoman.actors.stage import Stage
from dragoman.actors.tables import titles, words
from dragoman.actors.users import Lexicon
from dragoman.document import Document, Sentence
from dragoman.lexicon import actor_rows


@dataclass(slots=True)
class Scene:
    """One sentence with the names and common nouns of the lexicon in it."""

    sentence: Sentence
    number: int
    matches: dict[int, Match] = field(default_factory=dict)
    """By every token a match covers."""
    nouns: dict[int, Noun] = field(default_factory=dict)
    """By the token that ends the noun."""
    noun_tokens: dict[int, Noun] = field(default_factory=dict)


@dataclass(slots=True)
class Article:
    """One document with the lexicon at its day."""

    document: Document
    index: Index
    offices: offices.Offices
    day: str | None
    scenes: list[Scene]
    introduced: set[str] = field(default_factory=set)
    countries: Counter[str] = field(default_factory=Counter)
    strangers: set[str] = field(default_factory=set)
    """Surnames that somebody unknown bears here: "Ines Duarte" keeps "Duarte" from a Duarte of the lexicon."""

    stage: Stage | None = None
    """Set when the phrases of all sentences are read."""

    def leader(self, sentence: int, *, without: str | None = None, among: frozenset[str] | None = None) -> str | None:
        """The country on whose stage a sentence plays, or None."""
        return self.stage.leader(sentence, without=without, among=among) if self.stage is not None else None

    @property
    def dominant(self) -> str | None:
        """The country named most often, when no other comes near."""
        top = self.countries.most_common(2)
        if not top or (len(top) == 2 and top[0][1] < 2 * top[1][1]):
            return None
        return top[0][0]

    @property
    def home(self) -> str | None:
        """The country of the dateline."""
        place = self.document.dateline.place if self.document.dateline is not None else None
        return place.country if place is not None else None


def read(document: Document, lexicon: Lexicon) -> Article:
    """The article with the names of every sentence looked up."""
    index = lexicon.index
    kept = [s for s in document.sentences if not _is_furniture(document, s)]
    scenes = [_scene(sentence, number, index) for number, sentence in enumerate(kept)]
    article = Article(document, index, lexicon.offices, offices.day_of(document), scenes)
    for scene in scenes:
        for match in set(scene.matches.values()):
            _notice(article, match.entries)
            _notice_stranger(article, scene, match)
    return article


def _is_furniture(document: Document, sentence: Sentence) -> bool:
    marks = [mark for mark in document.boilerplate if mark.overlaps(sentence)]
    return any(mark.kind not in ("caption", "credit", "byline") for mark in marks)


def _scene(sentence: Sentence, number: int, index: Index) -> Scene:
    scene = Scene(sentence, number)
    for match in index.matches(sentence.tokens):
        for token in range(match.first, match.last + 1):
            scene.matches[token] = match
    scene.nouns = index.nouns(sentence.tokens)
    for noun in sorted(scene.nouns.values(), key=lambda n: n.last - n.first):
        for token in range(noun.first, noun.last + 1):
            scene.noun_tokens[token] = noun
    return scene


def _notice_stranger(article: Article, scene: Scene, match: Match) -> None:
    before = match.first - 1
    if match.first != match.last or match.entries[0].kind != "surname" or before < 0:
        return
    token, given = scene.sentence.tokens[match.first], scene.sentence.tokens[before]
    named = token.deprel == "flat" and given.upos == "PROPN" and before not in scene.noun_tokens
    own = {fold(word) for entry in match.entries for word in entry.name.split()}
    if named and len(given.form) > 2 and fold(given.form) not in own and given.form not in titles():
        article.strangers.add(fold(token.form))


def _notice(article: Article, entries: tuple[Entry, ...]) -> None:
    first = entries[0]
    if isinstance(first.row, actor_rows.Metonym) and first.row.kind == "half":
        return
    if fold(first.form) in words("shared"):
        return
    if first.kind == "person":
        article.introduced.update(e.key for e in entries if e.kind == "person")
    if (first.kind in ("state", "adjective", "person_of", "people_of", "metonym") and first.country) or (
        first.kind == "person" and isinstance(first.row, actor_rows.Person) and first.country
    ):
        article.countries[first.country] += 1
