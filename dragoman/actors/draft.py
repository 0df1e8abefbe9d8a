"""A mention in the making: what the rooms' functions fill step by step before it is frozen into a `Mention`."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.document import Actor, Mention, Place, Sentence, Span, Token
from dragoman.lexicon import actor_rows


@dataclass(slots=True)
class Draft:
    """One noun phrase of one sentence. Token indices `first`, `last` and `head` are within the sentence."""

    sentence: Sentence
    number_of_sentence: int
    head: int
    first: int
    last: int
    kind: str = "nominal"
    shown_head: int | None = None
    """The token that names (`Putin` in "President Vladimir Putin") where it is not the syntactic head."""
    actor: Actor | None = None
    place: Place | None = None
    rule: str = ""
    type: str = "thing"
    """person, people, state, body, group, place, document or thing."""
    key: str | None = None
    """The entity where the lexicon knows it: `state:RUS`, `person:olaf-scholz`."""
    full_name: str | None = None
    surname: str | None = None
    agent: actor_rows.Agent | None = None
    role: str | None = None
    country: str | None = None
    country_rule: str | None = None
    countries: tuple[str, ...] = ()
    number: str = "sing"
    gender: str | None = None
    definite: bool = False
    wants_country: bool = False
    former: str | None = None
    possessor: Draft | None = None
    whole: Draft | None = None
    """What stands behind `of`: "the peoples of both countries"."""
    members: tuple[Draft, ...] = ()
    person: int = 3
    coordinated: tuple[Draft, ...] = ()
    chain: int = -1
    confidence: float | None = None
    notes: set[str] = field(default_factory=set)

    @property
    def token(self) -> Token:
        """The syntactic head."""
        return self.sentence.tokens[self.head]

    @property
    def start(self) -> int:
        """First character."""
        return self.sentence.tokens[self.first].start

    @property
    def end(self) -> int:
        """Character after the last."""
        return self.sentence.tokens[self.last].end

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the phrase, small letters."""
        return tuple(t.form.lower() for t in self.sentence.tokens[self.first : self.last + 1])

    @property
    def is_pronoun(self) -> bool:
        """Whether the phrase is a pronoun."""
        return self.kind == "pronoun"

    @property
    def is_name(self) -> bool:
        """Whether the phrase has a name as its head."""
        return self.kind == "name"

    @property
    def case(self) -> str | None:
        """The preposition (or 's) that marks the phrase: `in`, `near`, `of`."""
        marks = [self.sentence.tokens[i] for i in self.sentence.dependents(self.head, "case")]
        return marks[0].lemma.lower() if marks else None

    @property
    def is_subject(self) -> bool:
        """Whether the phrase is the subject of a clause (also of a passive)."""
        return self.relation == "nsubj"

    @property
    def relation(self) -> str:
        """The relation to the governor; a conjunct has that of the first conjunct."""
        return self.sentence.tokens[first_conjunct(self.sentence, self.head)].relation

    @property
    def governor(self) -> int:
        """The governing token; a conjunct has that of the first conjunct."""
        return self.sentence.tokens[first_conjunct(self.sentence, self.head)].head

    def frozen(self, chain: int) -> Mention:
        """The mention as it stands in the record."""
        named = self.shown_head if self.shown_head is not None else self.head
        named = named if self.first <= named <= self.last else self.head
        head = self.sentence.tokens[named]
        return Mention(
            self.start,
            self.end,
            Span(head.start, head.end),
            self.kind,
            chain,
            self.actor,
            self.rule,
            self.place,
            self.number,
            self.gender,
            self.confidence,
        )


def first_conjunct(sentence: Sentence, index: int) -> int:
    """The first of the conjuncts that a token belongs to: `France` for `Germany` in "France and Germany"."""
    token = sentence.tokens[index]
    while token.relation == "conj" and token.head >= 0:
        index = token.head
        token = sentence.tokens[index]
    return index
