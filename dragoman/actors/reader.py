"""One sentence being read: its names and nouns looked up, its phrases, each filled once, whoever asks for it."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.actors import homonyms, phrases
from dragoman.actors.article import Article, Scene
from dragoman.actors.draft import Draft
from dragoman.actors.index import Entry, Match
from dragoman.actors.tables import given_names, titles, words

DEMONYMS = frozenset({"adjective", "group_adjective", "people_adjective", "region_adjective"})
INHABITANTS = frozenset(
    {"person_of", "people_of", "group_people", "people", "people_person", "people_people", "region_people"}
)
PERSONS = frozenset({"person", "surname"})


class Reader:
    """The state of one sentence: tokens, names, phrases so far. `fill` reads one phrase."""

    def __init__(self, article: Article, scene: Scene, fill: Callable[[Reader, Draft], None]) -> None:
        self.article = article
        self.scene = scene
        self.sentence = scene.sentence
        self.tokens = scene.sentence.tokens
        self.drafts: dict[int, Draft] = {}
        self.inner: set[int] = set()
        self._fill = fill
        self._chosen: dict[int, Entry | None] = {}

    def draft(self, head: int) -> Draft:
        """The phrase with this head."""
        if head not in self.drafts:
            first, last = phrases.extent(self.sentence, head)
            draft = Draft(self.sentence, self.scene.number, head, first, last)
            self.drafts[head] = draft
            self._fill(self, draft)
        return self.drafts[head]

    def choose(self, match: Match) -> Entry | None:
        """The bearer of a name that is meant."""
        if match.first not in self._chosen:
            self._chosen[match.first] = homonyms.choose(self.article, self.scene, match)
        return self._chosen[match.first]

    def match_at(self, token: int) -> Match | None:
        """The name of the lexicon that covers a token."""
        return self.scene.matches.get(token)

    def entry_at(self, token: int) -> Entry | None:
        """The bearer of the name that covers a token."""
        match = self.match_at(token)
        return self.choose(match) if match is not None else None

    def demonym_at(self, at: int) -> Entry | None:
        """The entry at a token that is no person, no small town and no given name."""
        entry = self.entry_at(at)
        if entry is None or entry.kind in PERSONS or entry.kind == "city" or self.tokens[at].form in given_names():
            return None
        return entry

    def is_bare_name(self, at: int) -> bool:
        """Whether a token is a capitalised name that nothing else claims."""
        token = self.tokens[at]
        plain = at not in self.scene.noun_tokens and token.form not in titles() and token.upos == "PROPN"
        return plain and token.form[:1].isupper() and self.demonym_at(at) is None

    def is_person(self, at: int) -> bool:
        """Whether a token belongs to the name of a person of the lexicon."""
        entry = self.entry_at(at)
        return entry is not None and entry.kind in PERSONS

    def has_case(self, index: int, *lemmas: str) -> bool:
        """Whether one of these prepositions stands before a phrase."""
        return any(self.tokens[i].lemma.lower() in lemmas for i in self.sentence.dependents(index, "case"))

    def former(self, draft: Draft, before: int) -> str | None:
        """`former` (ex-, ousted ...) or `then` (then-president), when the words before a token say so."""
        before_name = [t.form.lower() for t in self.tokens[draft.first : before]]
        if any(w.startswith("then-") for w in before_name) or "then" in before_name:
            return "then"
        return "former" if any(w in words("former") or w.startswith("ex-") for w in before_name) else None

    def end_at_name(self, draft: Draft, last: int) -> None:
        """A name ends before a preposition that the tree hangs on it: "trip by Minister Lund to Oman"."""
        after = self.tokens[last + 1] if last < draft.last else None
        if after is not None and after.upos == "ADP" and after.lemma.lower() != "of":
            draft.last = last

    def of_complement(self, draft: Draft) -> Draft | None:
        """`Nigerians` of "thousands of Nigerians"."""
        below = self.sentence.dependents(draft.head, "nmod")
        named = [child for child in below if self._belongs(child, draft.head)]
        below = [*below, *(inner for child in named for inner in self.sentence.dependents(child, "nmod"))]
        of = (child for child in below if child not in named and self.has_case(child, "of"))
        return next((self.draft(child) for child in of), None)

    def _belongs(self, child: int, head: int) -> bool:
        """Whether a word is part of the common noun that begins at the head: `justice` of "minister of justice"."""
        noun = self.scene.noun_tokens.get(child)
        return noun is not None and noun.first == head

    def apposed(self, draft: Draft) -> Draft | None:
        """The description behind a name: "Mehmet Oz, the chief negotiator"; it is no mention of its own."""
        for child in phrases.appositions(self.sentence, draft.head):
            if draft.first <= child <= draft.last and self.tokens[child].upos in ("NOUN", "PROPN"):
                inner = self.draft(child)
                if inner.agent is not None and inner.agent.kind != "document":
                    inner.notes.add("merged")
                    return inner
        return None
