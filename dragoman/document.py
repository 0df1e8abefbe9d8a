"""One `Document` walks through the rooms; every finding on it is a `Span` of its text.

    >>> document = Document(id="a", text="Putin met Xi in Moscow.")
    >>> document[Span(0, 5)]
    'Putin'

Exceptions (drawn as a tree; every one carries a line that says what, where and what to do):

    DragomanError
     +-- ReadingError     an input that cannot be read (the batch goes on)
     +-- LexiconError     a wrong row in a lexicon file (file, line, column)
     +-- StoreError       a record store that cannot be opened or is of another version
     +-- ParseError       a parse that is not Universal Dependencies
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec


class DragomanError(Exception):
    """The root of all errors that Dragoman raises on purpose."""


class ReadingError(DragomanError):
    """An input that cannot be read."""


class LexiconError(DragomanError):
    """A wrong row in a lexicon file."""


class StoreError(DragomanError):
    """A record store that cannot be used."""


class ParseError(DragomanError):
    """A parse that is not Universal Dependencies."""


class Span(msgspec.Struct, frozen=True):
    """Half-open characters `[start, end)` of `document.text` (Unicode code points)."""

    start: int
    end: int

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


# ---------------------------------------------------------------- language


class Token(Span, frozen=True):
    """One syntactic word of UD, pinned to its characters.

    `head` is the index of the governor within the sentence, -1 for the root.
    `entity` is the model's hint for names: O, B-PER, I-PER, B-ORG, I-ORG, B-LOC, I-LOC.
    """

    form: str
    lemma: str
    upos: str
    xpos: str | None
    feats: str | None
    head: int
    deprel: str
    entity: str = "O"

    @property
    def relation(self) -> str:
        """The dependency label without its subtype: `nsubj:pass` gives `nsubj`."""
        return self.deprel.split(":", 1)[0]

    def has(self, feature: str) -> bool:
        """Whether a UD feature such as `Tense=Past` is set."""
        return self.feats is not None and feature in self.feats.split("|")


class Sentence(Span, frozen=True):
    """A sentence: its tokens and, for each token, the indices of its dependents in order."""

    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]

    @property
    def root(self) -> int:
        """Index of the root token."""
        return next(i for i, token in enumerate(self.tokens) if token.head < 0)

    def dependents(self, index: int, *relations: str) -> list[int]:
        """Dependents of a token whose label is one of `relations` (subtypes count: `obl` finds `obl:tmod`)."""
        return [
            i
            for i in self.children[index]
            if self.tokens[i].deprel in relations or self.tokens[i].relation in relations
        ]

    def subtree(self, index: int) -> list[int]:
        """Indices of a token and all below it, in text order."""
        found, stack = [], [index]
        while stack:
            top = stack.pop()
            found.append(top)
            stack.extend(self.children[top])
        return sorted(found)

    def ancestors(self, index: int) -> Iterator[int]:
        """Indices of the governors of a token, nearest first."""
        index = self.tokens[index].head
        while index >= 0:
            yield index
            index = self.tokens[index].head

    def span(self, first: int, last: int) -> Span:
        """The characters from token `first` to token `last`, both included."""
        return Span(self.tokens[first].start, self.tokens[last].end)

    def token_at(self, offset: int) -> int | None:
        """Index of the token that holds a character offset, or None."""
        return next((i for i, t in enumerate(self.tokens) if t.start <= offset < t.end), None)


def sentence_of(tokens: tuple[Token, ...], start: int | None = None, end: int | None = None) -> Sentence:
    """A Sentence with its table of dependents, from tokens whose heads are indices into the same tuple."""
    children: list[list[int]] = [[] for _ in tokens]
    for index, token in enumerate(tokens):
        if token.head >= 0:
            children[token.head].append(index)
    return Sentence(
        tokens[0].start if start is None else start,
        tokens[-1].end if end is None else end,
        tokens,
        tuple(tuple(c) for c in children),
    )


# ----------------------------------------------------------------- reading


class Place(msgspec.Struct, frozen=True):
    """A place of the gazetteer. `country` is ISO 3166-1 alpha-3, `geonames` the GeoNames id."""

    name: str
    country: str | None
    geonames: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    resolution: int | None = None
    """PLOVER: 5 sub-city, 4 city, 3 district, 2 province, 1 country."""


class Dateline(Span, frozen=True):
    """`MOSCOW, Jan. 22 (Agency) -`: where, on what day (ISO, year solved or None) and through whom."""

    place: Place | None = None
    date: str | None = None
    agency: str | None = None


class Published(msgspec.Struct, frozen=True):
    """When the article appeared: ISO day or None, with window, how it is known and why.

    `basis`: metadata, in_text, dateline, url, solved, unknown.
    """

    value: str | None
    earliest: str | None = None
    latest: str | None = None
    basis: str = "unknown"
    evidence: tuple[Span, ...] = ()
    reasons: tuple[str, ...] = ()


class Boilerplate(Span, frozen=True):
    """Page furniture: marked, never cut. `kind`: appeal, navigation, advert, subscription, caption, credit,
    byline, share, comments, related, legal."""

    kind: str
    rule: str


# ------------------------------------------------------------------- timex


class Timex(Span, frozen=True):
    """A TIMEX3 expression: `type` DATE, TIME, DURATION or SET; `value` an ISO-like TIMEX3 value.

    `begin` and `end_value` are ISO days of a range or of a period with a known anchor, else None.
    """

    type: str
    value: str | None
    mod: str | None = None
    quantity: str | None = None
    begin: str | None = None
    finish: str | None = None
    anchor: str | None = None
    """What the value was computed from: published, dateline, event:<row id>, timex:<start>, none."""
    rule: str = ""
    confidence: float | None = None


class Moment(msgspec.Struct, frozen=True):
    """A date as the record gives it: a value with its window, basis and (if any) the words it rests on.

    `value`: `2025-05-08`, `2025-05`, `2025`, `a/b` (range), `a|b` (either), or None.
    `basis`: timex, carried, metadata, published, stay, none.
    """

    value: str | None
    earliest: str | None = None
    latest: str | None = None
    basis: str = "none"
    start: int | None = None
    end: int | None = None


# ------------------------------------------------------------------ actors


class Actor(msgspec.Struct, frozen=True):
    """Whom a mention stands for. `code`: ISO alpha-3, `IGO-UN`, `NSA-HAMAS`, `NGO-ICRC`, `MNC-...`, `WST` or None."""

    code: str | None
    sector: str | None = None
    name: str | None = None
    id: str | None = None
    office: str | None = None
    country: str | None = None
    other_sectors: tuple[str, ...] = ()
    members: tuple[Actor, ...] = ()


class Mention(Span, frozen=True):
    """Words that stand for somebody. `kind`: name, nominal, pronoun. Mentions with one `chain` are one entity.

    `actor` is None where nothing is known; `place` is set where the words are a place and no doer
    ("talks in Moscow"). `number`: sing or plur; `gender`: m, f, n or None.
    """

    head: Span
    kind: str
    chain: int
    actor: Actor | None
    rule: str
    place: Place | None = None
    number: str | None = None
    gender: str | None = None
    confidence: float | None = None


# ------------------------------------------------------------------ quotes


class Party(msgspec.Struct, frozen=True):
    """An actor as it takes part in one finding, with the words that name it (`start`, `end`; None when elided)."""

    code: str | None
    sector: str | None = None
    name: str | None = None
    start: int | None = None
    end: int | None = None
    id: str | None = None
    office: str | None = None
    country: str | None = None
    members: tuple[Actor, ...] = ()


class Attribution(msgspec.Struct, frozen=True):
    """One link of a reporting chain. `kind`: named person, official, official document, state media, agency,
    outlet, unnamed source. `stance`: asserts, denies, abstains."""

    name: str | None
    kind: str
    code: str | None = None
    sector: str | None = None
    start: int | None = None
    end: int | None = None
    stance: str = "asserts"


class Quote(Span, frozen=True):
    """Who said what to whom, through whom. `start`/`end` span the whole attribution (source, cue and content).

    `kind`: direct, mixed, indirect. `content`: the attributed clause(s), marks included; `quoted`: the exact
    pieces between marks. `flags`: short, label, headline, unclosed, anonymous, nested.
    """

    id: str
    kind: str
    content: tuple[Span, ...]
    act: str
    rule: str
    quoted: tuple[Span, ...] = ()
    source: Party | None = None
    sources: tuple[Party, ...] = ()
    cue: Span | None = None
    addressee: Party | None = None
    venue: Span | None = None
    chain: tuple[Attribution, ...] = ()
    date: Moment | None = None
    topics: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    answers: str | None = None
    """For a denial: the id of the quote or event that it answers."""
    confidence: float | None = None


class Position(Span, frozen=True):
    """An actor's stance on a topic. `stance`: support, oppose, call-for, concerned, neutral."""

    actor: Party
    topic: str
    stance: str
    rule: str
    quote: str | None = None
    event: str | None = None


class Quantity(Span, frozen=True):
    """A number with what it counts and who claims it: `27 million lives`, `more than 20 documents`."""

    value: float
    unit: str | None
    of: str | None
    approximator: str | None
    rule: str
    claimant: Party | None = None


# ------------------------------------------------------------------ events


class EventPlace(msgspec.Struct, frozen=True):
    """Where an event happened. `basis`: text or dateline (a weak default)."""

    name: str | None
    country: str | None
    basis: str
    start: int | None = None
    end: int | None = None
    geonames: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    resolution: int | None = None


class Size(msgspec.Struct, frozen=True):
    """Dead, injured and arrested as the text counts them for one event; `claimant` is who says so."""

    dead: str | None = None
    injured: str | None = None
    arrested: str | None = None
    claimant: str | None = None


class Event(Span, frozen=True):
    """One PLOVER event. `start`/`end` span the clause that is its evidence.

    `status`: happened, ongoing, planned, conditional, denied. `mentions` are further clauses of the same
    article that tell the same event.
    """

    id: str
    type: str
    status: str
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    trigger: Span
    sentence: Span
    rule: str
    mode: str | None = None
    other_modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    background: bool = False
    historical: bool = False
    alleged: bool = False
    reciprocal: bool = False
    incomplete: bool = False
    date: Moment | None = None
    announced: Moment | None = None
    stay: Moment | None = None
    place: EventPlace | None = None
    condition: Span | None = None
    denied_by: Party | None = None
    according_to: tuple[Attribution, ...] = ()
    size: Size | None = None
    quad: int = 0
    score: float = 0.0
    cameo: str | None = None
    mentions: tuple[Span, ...] = ()
    confidence: float | None = None


# ---------------------------------------------------------------- document


class Act(msgspec.Struct, frozen=True):
    """A word that the encoder takes for the telling of an act, with what it believes of it; never stored.

    "Chile *recalled* its ambassador": `types` SANCTION 0.97 ..., `roles` actor 0 (Chile) 0.95. Probabilities, the
    likeliest first; `word` and the words of `roles` are places among the sentence's tokens.
    """

    word: int
    types: tuple[tuple[str, float], ...]
    modes: tuple[tuple[str, float], ...] = ()
    statuses: tuple[tuple[str, float], ...] = ()
    roles: tuple[tuple[str, int, float], ...] = ()
    reciprocal: float = 0.0
    alleged: float = 0.0
    background: float = 0.0

    @property
    def belief(self) -> float:
        """How surely the word tells an event of any type."""
        return sum(value for _, value in self.types)

    def believed(self, type_: str) -> float:
        """How surely it tells an event of one type."""
        return next((value for name, value in self.types if name == type_), 0.0)

    def moved(self, shift: int) -> Act:
        """The same act behind `shift` more words."""
        roles = tuple((name, word + shift, value) for name, word, value in self.roles)
        return msgspec.structs.replace(self, word=self.word + shift, roles=roles)

    def playing(self, role: str, least: float = 0.5) -> list[int]:
        """The words that play a role, the likeliest first."""
        return [word for name, word, value in self.roles if name == role and value >= least]


class Document(msgspec.Struct, frozen=True):
    """One article as read, and what the rooms have found in it so far.

    A room takes a Document and returns a new one with one more field filled (`msgspec.structs.replace`).
    `sentences`, `vectors` (the encoder's word states) and `acts` are never written to the record.
    """

    id: str
    text: str
    # reading
    sha256: str = ""
    reader: str = ""
    language: str | None = None
    url: str | None = None
    publisher: str | None = None
    agency: str | None = None
    title: Span | None = None
    byline: Span | None = None
    dateline: Dateline | None = None
    published: Published = Published(None)
    boilerplate: tuple[Boilerplate, ...] = ()
    metadata: dict[str, Any] = {}
    """Keys of the input that Dragoman does not know; they come back as they came."""
    # language
    model: str | None = None
    sentences: tuple[Sentence, ...] = ()
    vectors: Any = None
    acts: tuple[tuple[Act, ...], ...] = ()
    """For each sentence what the encoder takes for acts; empty where another parser filled `sentences`."""
    # findings
    timexes: tuple[Timex, ...] = ()
    mentions: tuple[Mention, ...] = ()
    quotes: tuple[Quote, ...] = ()
    events: tuple[Event, ...] = ()
    positions: tuple[Position, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    story: str | None = None

    def __getitem__(self, span: Span) -> str:
        """The words of a span."""
        return self.text[span.start : span.end]

    def in_boilerplate(self, span: Span) -> bool:
        """Whether a span touches page furniture."""
        return any(mark.overlaps(span) for mark in self.boilerplate)

    def attribution(self, span: Span) -> list[Quote]:
        """The quotes whose content contains the span, innermost first."""
        holding = [(q, piece) for q in self.quotes for piece in q.content if piece.covers(span)]
        return [q for q, piece in sorted(holding, key=lambda pair: pair[1].end - pair[1].start)]

    def sentence_of(self, span: Span) -> Sentence | None:
        """The sentence in which a span begins."""
        return next((s for s in self.sentences if s.start <= span.start < s.end), None)
