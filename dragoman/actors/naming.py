"""Name, office and country put together: whom a noun phrase stands for.

the Serbian defence minister       SRB GOV   country from the demonym
Russian President Vladimir Putin   RUS GOV   a person of the lexicon, office on the article's day
a Hamas spokesman in Gaza          NSA-HAMAS from the body before the noun
rebels in eastern Congo            COD REB   country from the place behind it
Judge Amara Diallo                 JUD       a person not in the lexicon, by role; country from the context
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from dragoman.actors import homonyms, phrases, places
from dragoman.actors.article import Article, Scene
from dragoman.actors.draft import Draft
from dragoman.actors.index import Entry, Match, Noun, fold, place_of
from dragoman.actors.tables import Title, given_names, pronouns, relational, titles
from dragoman.document import Actor
from dragoman.lexicon import actor_rows
from dragoman.lexicon.actor_rows import covers

DEMONYMS = frozenset({"adjective", "group_adjective", "people_adjective", "region_adjective"})
INHABITANTS = frozenset(
    {"person_of", "people_of", "group_people", "people", "people_person", "people_people", "region_people"}
)
PERSONS = frozenset({"person", "surname"})
_PARTICIPLES = frozenset(
    [
        "backed",
        "funded",
        "made",
        "occupied",
        "held",
        "controlled",
        "owned",
        "brokered",
        "sponsored",
        "born",
        "trained",
        "built",
    ]
)
_AGAINST = frozenset({"pro", "anti", "non", "ex", "post"})
_FORMER = frozenset({"former", "ex", "ousted", "deposed", "late", "ex-president", "onetime", "erstwhile", "exiled"})
_QUANTITIES = frozenset(
    [
        "thousand",
        "hundred",
        "dozen",
        "score",
        "million",
        "group",
        "number",
        "team",
        "crowd",
        "band",
        "handful",
        "majority",
        "rest",
        "some",
        "most",
        "many",
        "several",
        "lot",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "couple",
        "series",
        "part",
        "wave",
        "contingent",
        "member",
        "bunch",
        "gang",
    ]
)
_DAYS = frozenset(
    [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Christmas",
        "Easter",
        "Ramadan",
    ]
)
_GOVERNING = frozenset({"leader", "spokesperson", "envoy", "negotiator", "counterpart", "head_of_state"})
_ISO = re.compile(r"[A-Z]{3}")


class Reader:
    """The noun phrases of one sentence; each is read once, whoever asks for it."""

    def __init__(self, article: Article, scene: Scene) -> None:
        self.article = article
        self.scene = scene
        self.sentence = scene.sentence
        self.tokens = scene.sentence.tokens
        self.drafts: dict[int, Draft] = {}
        self._chosen: dict[int, Entry | None] = {}
        self._inner: set[int] = set()

    def read(self) -> list[Draft]:
        """All noun phrases of the sentence, then the demonyms and names inside phrases that are nobody themselves."""
        for head in phrases.heads(self.sentence):
            self.draft(head)
        self._merge_titles()
        self._merge_appositions()
        self._coordinate()
        self._absorb()
        drafts = [d for d in self.drafts.values() if "merged" not in d.notes]
        found = [*drafts, *self._orphans(), *self._inner_agents(), *self._modifiers()]
        return sorted(found, key=lambda d: (d.start, -d.end))

    def draft(self, head: int) -> Draft:
        """The phrase with this head."""
        if head not in self.drafts:
            first, last = phrases.extent(self.sentence, head)
            draft = Draft(self.sentence, self.scene.number, head, first, last)
            self.drafts[head] = draft
            self._fill(draft)
        return self.drafts[head]

    # -------------------------------------------------------------- one phrase

    def _fill(self, draft: Draft) -> None:
        form = draft.token.form.lower()
        if form in pronouns() and draft.token.upos in ("PRON", "DET") and draft.token.form != "US":
            _as_pronoun(draft, form)
            return
        self._number(draft)
        self._possessor(draft)
        first, last = phrases.core(self.sentence, draft.head)
        first, last = max(first, draft.first), min(last, draft.last)
        person = self._person_in(first, last, draft)
        at_head = self._match_at(last) or self._match_at(draft.head)
        place = self._place_before(draft, person)
        if place is not None:
            draft.last, person, at_head = place.last, None, place
        noun = self._noun_of(draft, first, last)
        if person is not None:
            self._as_known_person(draft, person, first)
        elif at_head is not None and not _outdone(at_head, noun) and self._is_name_of(draft, at_head):
            self._as_entry(draft, at_head, first)
        elif noun is not None:
            self._as_agent(draft, noun, first, last)
        elif at_head is not None and self._is_people(at_head):
            self._as_inhabitants(draft, at_head, first)
        elif draft.token.upos == "PROPN":
            self._as_unknown_name(draft, first, last, None)
        else:
            self._as_quantity(draft)

    def _place_before(self, draft: Draft, person: Match | None) -> Match | None:
        """`President of Chile Ana Rojas`: where the tree hangs the name on the country, the country stays alone."""
        match = self._match_at(draft.head)
        entry = self.choose(match) if match is not None else None
        if person is None or match is None or entry is None or match.last >= person.first:
            return None
        return match if entry.kind in ("state", "metonym", "city") and draft.case in ("of", "in") else None

    def _number(self, draft: Draft) -> None:
        token = draft.token
        plural = token.has("Number=Plur") or (token.xpos or "").endswith("NNS") or (token.xpos or "") == "NNPS"
        draft.number = "plur" if plural else "sing"
        start = self.tokens[draft.first]
        draft.definite = start.form.lower() in ("the", "this", "that", "these", "those", "both", "such")

    def _possessor(self, draft: Draft) -> None:
        first, _ = phrases.core(self.sentence, draft.head)
        for owned in {draft.head, *range(max(first, draft.first), draft.head)}:
            for child in self.sentence.dependents(owned, "nmod:poss"):
                if draft.first <= child < owned <= draft.last:
                    draft.possessor = self.draft(child)
                    draft.definite = True

    def choose(self, match: Match) -> Entry | None:
        """The bearer of a name that is meant."""
        if match.first not in self._chosen:
            self._chosen[match.first] = homonyms.choose(self.article, self.scene, match)
        return self._chosen[match.first]

    def _match_at(self, token: int) -> Match | None:
        return self.scene.matches.get(token)

    def _person_in(self, first: int, last: int, draft: Draft) -> Match | None:
        for at in (last, draft.head, *range(last, first - 1, -1)):
            match = self._match_at(at)
            entry = self.choose(match) if match is not None and match.first >= first else None
            if (
                match is not None
                and entry is not None
                and entry.kind in PERSONS
                and self._given_name_fits(match, entry, first)
            ):
                return match if not self._noun_heads(draft, match) else None
        return None

    def _noun_heads(self, draft: Draft, match: Match) -> bool:
        """Whether a common noun after the name heads the phrase: "Putin spokesman", "Putin critic"."""
        return draft.head > match.last and draft.token.upos == "NOUN"

    def _given_name_fits(self, match: Match, entry: Entry, first: int) -> bool:
        """Whether the words before a surname are titles, or the given name of just this person."""
        at = match.first - 1
        given = []
        while at >= first and self._is_bare_name(at):
            given.append(self.tokens[at].form)
            at -= 1
        after = match.last + 1
        if after < len(self.tokens) and self.tokens[after].deprel == "flat" and self._is_bare_name(after):
            return False
        own = {fold(w) for w in entry.name.split()} | {fold(w) for w in getattr(entry.row, "aliases", ())}
        strange = [word for word in given if fold(word) not in own and len(word.rstrip(".")) > 1]
        return entry.kind == "person" or not strange

    def _is_bare_name(self, at: int) -> bool:
        token = self.tokens[at]
        plain = at not in self.scene.noun_tokens and token.form not in titles() and token.upos == "PROPN"
        return plain and token.form[:1].isupper() and self._demonym_at(at) is None

    def _demonym_at(self, at: int) -> Entry | None:
        match = self._match_at(at)
        entry = self.choose(match) if match is not None else None
        if entry is None or entry.kind in PERSONS or entry.kind == "city" or self.tokens[at].form in given_names():
            return None
        return entry

    def _noun_of(self, draft: Draft, first: int, last: int) -> Noun | None:
        """The common noun that acts: the head of the phrase, or a title before the name."""
        for at in (draft.head, last):
            noun = self.scene.nouns.get(at)
            if noun is not None:
                return noun
        name_like = draft.token.upos == "PROPN" or self.tokens[last].upos == "PROPN"
        titles_before = [n for at in range(last, first - 1, -1) if (n := self.scene.nouns.get(at)) is not None]
        return titles_before[0] if name_like and titles_before and titles_before[0].agent.kind == "person" else None

    def _is_people(self, match: Match) -> bool:
        entry = self.choose(match)
        return entry is not None and (entry.kind in INHABITANTS or entry.kind in DEMONYMS)

    def _is_name_of(self, draft: Draft, match: Match) -> bool:
        entry = self.choose(match)
        if entry is None or entry.kind in INHABITANTS or entry.kind in PERSONS:
            return False
        if entry.kind in DEMONYMS:
            return False
        return not self._longer_name(draft, match)

    def _longer_name(self, draft: Draft, match: Match) -> bool:
        """Whether unknown capitalised words make another name of it: "China Airlines", "Bank of Kigali"."""
        before = match.first - 1
        return (
            before >= draft.first and self._is_bare_name(before) and self.tokens[before].deprel in ("flat", "compound")
        )

    # -------------------------------------------------------------- kinds of phrases

    def _as_known_person(self, draft: Draft, match: Match, first: int) -> None:
        entry = self.choose(match)
        assert entry is not None
        nouns = [n for at, n in self.scene.nouns.items() if first <= at < match.first]
        codes = list(self._core_sources(draft, first, match.first - 1))
        draft.kind, draft.type, draft.number = "name", "person", "sing"
        draft.shown_head = match.last
        row = entry.row
        draft.gender = row.gender if isinstance(row, actor_rows.Person) else None
        draft.full_name = entry.name
        draft.surname = getattr(row, "surname", None) or entry.name.split()[-1]
        draft.former = self._former(draft, first, match.first)
        if codes and nouns and not self._belongs(entry, codes[0].code):
            self._as_unknown_name(draft, first, match.last, nouns[-1])
            return
        draft.key, draft.rule = entry.key, entry.rule
        self._office(draft, entry, nouns[-1].agent if nouns else None)

    def _belongs(self, entry: Entry, code: str | None) -> bool:
        if code is None or entry.country == code or entry.country is None:
            return True
        return self.article.offices.ever(entry.key.removeprefix("person:"), code, None) is not None

    def _office(self, draft: Draft, entry: Entry, title: actor_rows.Agent | None) -> None:
        """The office on the article's day; what the text itself calls the person counts for more than the end of a term."""
        holding = self.article.offices.of(entry.key.removeprefix("person:"), self.article.day)
        term = holding.term if holding is not None else None
        past = draft.former == "former" or (holding is not None and holding.state != "held" and title is None)
        draft.role = term.role if term is not None else title.role if title is not None else None
        draft.country = entry.country
        if term is None or past:
            sector = "ELI" if past else title.sector if title is not None else None
            draft.actor = Actor(entry.country, sector, entry.name, entry.id, country=entry.country)
            return
        sector = term.sector if (holding is not None and holding.state == "held") or title is None else title.sector
        draft.actor = Actor(term.code, sector, entry.name, entry.id, term.office, entry.country)
        draft.rule = term.id

    def _former(self, draft: Draft, first: int, before: int) -> str | None:
        words = [t.form.lower() for t in self.tokens[draft.first : before]]
        if any(w.startswith("then-") for w in words) or "then" in words:
            return "then"
        return "former" if any(w in _FORMER or w.startswith("ex-") for w in words) else None

    def _as_entry(self, draft: Draft, match: Match, first: int) -> None:
        """A name of the lexicon that is no person: state, seat, body, group, region, town."""
        entry = self.choose(match)
        assert entry is not None
        draft.kind, draft.key, draft.rule = "name", entry.key, entry.rule
        draft.shown_head = match.last if entry.kind == "body" else None
        draft.country, draft.full_name = entry.country, entry.name
        draft.gender = "n"
        draft.number = "sing"
        draft.type = {"body": "body", "group": "group", "city": "place", "region": "place"}.get(entry.kind, "state")
        draft.actor = self.actor_of(entry)
        self._locate(draft, entry)

    def _locate(self, draft: Draft, entry: Entry) -> None:
        place = place_of(entry, self.article.index)
        if place is None:
            return
        meant = places.reading(draft, entry.kind)
        seat_only = entry.kind == "metonym" and not getattr(entry.row, "also_place", False)
        if meant == places.PARTY or (seat_only and draft.case not in ("at", "in", "inside", "near", "outside")):
            return
        draft.place = place
        if entry.kind != "state":
            draft.type = "place"
            draft.key = f"place:{fold(entry.name)}"
        if meant == places.PLACE:
            draft.actor = None
        elif draft.actor is not None:
            draft.rule = entry.rule + "-place"
            draft.actor = msgspec.structs.replace(draft.actor, sector=None) if entry.kind == "city" else draft.actor

    def actor_of(self, entry: Entry) -> Actor | None:
        """The actor an entry stands for."""
        row = entry.row
        if isinstance(row, actor_rows.Body):
            sector, others = _party_sectors(row, self.article.day)
            return Actor(
                row.code,
                sector,
                row.name,
                row.wikidata,
                country=row.country,
                other_sectors=others,
                members=self._members(row.id),
            )
        if entry.kind in ("group", "group_adjective", "group_people"):
            return Actor(entry.code, None, entry.name, members=self._members(entry.code or ""))
        if entry.code is None:
            return None
        if entry.kind == "metonym":
            name = self._state_name(entry.code) or entry.name
            return Actor(entry.code, entry.sector, name, country=entry.country)
        return Actor(
            entry.code,
            entry.sector,
            self._state_name(entry.code) or entry.name,
            entry.id if entry.kind == "state" else None,
            country=entry.country,
        )

    def _state_name(self, code: str) -> str | None:
        return state_names().get(code)

    def _members(self, body: str) -> tuple[Actor, ...]:
        rows = memberships().get(body, ())
        day = self.article.day
        return tuple(
            Actor(row.member, name=state_names().get(row.member))
            for row in rows
            if (day is None and row.valid_to is None) or (day is not None and covers(row.valid_from, row.valid_to, day))
        )

    def _as_agent(self, draft: Draft, noun: Noun, first: int, last: int) -> None:
        """A common noun, alone or before a name that the lexicon does not know."""
        agent = noun.agent
        draft.agent, draft.role, draft.rule = agent, agent.role, agent.id
        draft.gender = agent.gender or ("n" if agent.kind in ("institution", "document", "weapon") else None)
        if noun.last == draft.head:
            draft.number = "plur" if noun.plural or agent.number == "plur" else draft.number
        draft.type = _type_of(agent)
        if (
            noun.last < last
            and self.tokens[last].upos == "PROPN"
            and agent.kind == "person"
            and draft.head > noun.first
        ):
            self._as_unknown_name(draft, first, last, noun)
            return
        if noun.last < last and noun.last < draft.head and agent.kind == "person":
            self._as_unknown_name(draft, first, draft.head, noun)
            return
        self._appositive_name(draft, noun)
        if agent.kind == "document" or agent.role in ("state", "side", "meeting", "counterpart"):
            self._as_reference(draft, agent, first, last)
            return
        self._compose(draft, agent, first, last)

    def _as_reference(self, draft: Draft, agent: actor_rows.Agent, first: int, last: int) -> None:
        """Documents, meetings, counterparts, states and sides: whose they are is told, or coreference finds it."""
        source = next((s for s in self._sources(draft, first, last) if s.code), None)
        draft.wants_country = agent.kind == "document"
        if source is None:
            return
        if agent.role in ("counterpart", "side") or agent.kind == "document":
            draft.country = source.country
        if agent.role in ("state", "side"):
            draft.actor = Actor(source.code, None, state_names().get(source.code or ""), country=source.country)
            draft.rule = f"{draft.rule}+{source.rule}"

    def _appositive_name(self, draft: Draft, noun: Noun) -> None:
        """`the Kremlin spokesman, Dmitry Peskov` and `spokesman Dmitry Peskov` with a loose arc: the name names."""
        for child in self._name_children(draft):
            if draft.first <= child <= draft.last and child > draft.head and self.tokens[child].upos == "PROPN":
                first, last = phrases.core(self.sentence, child)
                person = self._person_in(first, last, draft)
                if person is not None and noun.agent.kind == "person":
                    self._as_known_person(draft, person, draft.first)
                elif noun.agent.kind == "person" and not self._is_other_name(child):
                    draft.full_name = " ".join(t.form for t in self.tokens[first : last + 1])
                    draft.surname, draft.kind, draft.shown_head = self.tokens[last].form, "name", last
                    draft.gender = draft.gender or given_names().get(self.tokens[first].form)
                else:
                    continue
                self.draft(child).notes.add("merged")

    def _name_children(self, draft: Draft) -> list[int]:
        """Appositions of the noun, also where the tree hangs them on the country: "the president of Chile, Ana Rojas"."""
        found = [*phrases.appositions(self.sentence, draft.head), *self.sentence.dependents(draft.head, "flat")]
        found.extend(i for i in self.sentence.dependents(draft.head, "conj") if self._is_loose_name(i))
        for child in self.sentence.dependents(draft.head, "nmod"):
            if self._has_case(child, "of"):
                inner = [*phrases.appositions(self.sentence, child), *self.sentence.dependents(child, "flat")]
                inner.extend(i for i in self.sentence.dependents(child, "conj") if self._is_loose_name(i))
                persons = [i for i in inner if self._is_person(i) or not self._is_other_name(i)]
                if persons:
                    self.draft(child).last = child
                found.extend(persons)
        return found

    def _is_loose_name(self, at: int) -> bool:
        """A person's name after a comma that the tree takes for one more of a row."""
        has_and = bool(self.sentence.dependents(at, "cc"))
        return not has_and and self.tokens[at].entity.endswith("PER") and self.tokens[at - 1].form == ","

    def _is_other_name(self, at: int) -> bool:
        entry = self._demonym_at(at)
        return entry is not None

    def _is_person(self, at: int) -> bool:
        match = self._match_at(at)
        entry = self.choose(match) if match is not None else None
        return entry is not None and entry.kind in PERSONS

    def _compose(self, draft: Draft, agent: actor_rows.Agent, first: int, last: int) -> None:
        """Sector from the noun, code and country from demonym, body, possessor, of-phrase, apposition or place."""
        if draft.actor is not None:
            return
        draft.former = self._former(draft, first, draft.head)
        sector, others = self._sector(draft, agent, first)
        sources = list(self._sources(draft, first, last))
        if draft.token.lemma.lower() in relational():
            draft.notes.add("relational")
            sources = [s for s in sources if s.rule == "demonym"]
        chosen = sources[0] if sources else None
        several = tuple(dict.fromkeys(s.code for s in sources if s.joined and s.code))
        if chosen is None and draft.possessor is None and self._weak(draft, agent, first):
            draft.wants_country = agent.needs_country
            draft.actor = None
            draft.notes.add("weak")
            return
        if draft.former == "former" and agent.role is not None:
            sector = "ELI"
        draft.wants_country = agent.needs_country and chosen is None
        self._settle(draft, agent, sector, others, chosen, several)

    def _settle(
        self,
        draft: Draft,
        agent: actor_rows.Agent,
        sector: str | None,
        others: tuple[str, ...],
        chosen: Source | None,
        several: tuple[str, ...],
    ) -> None:
        code = chosen.code if chosen is not None else None
        if (
            chosen is not None
            and chosen.sector
            and (sector is None or agent.weak or (sector in ("GOV", "CVL") and chosen.body))
        ):
            sector = chosen.sector
        if agent is _NOBODY and draft.type == "body":
            sector = None
        if sector is None and agent.role in _GOVERNING and chosen is not None and not chosen.body:
            sector = "GOV"
        name = draft.full_name
        office = self._office_name(draft) if agent.role else None
        members = tuple(Actor(c, sector, state_names().get(c)) for c in several) if len(several) > 1 else ()
        draft.countries = several
        draft.country = None if chosen is None else chosen.country
        draft.country_rule = None if chosen is None else chosen.rule
        draft.actor = Actor(None if members else code, sector, name, None, office, draft.country, others, members)
        if chosen is not None:
            draft.rule = f"{draft.rule}+{chosen.rule}"

    def _office_name(self, draft: Draft) -> str | None:
        noun = next(
            (
                n
                for at, n in sorted(self.scene.nouns.items())
                if draft.first <= at <= draft.last and n.agent is draft.agent
            ),
            None,
        )
        return None if noun is None else " ".join(t.form for t in self.tokens[noun.first : noun.last + 1])

    def _sector(self, draft: Draft, agent: actor_rows.Agent, first: int) -> tuple[str | None, tuple[str, ...]]:
        """The noun's own sector; a weak noun takes that of the noun before it: rebel commander, army spokesman."""
        if agent.sector and not agent.weak:
            return agent.sector, agent.other_sectors
        for at in range(draft.head - 1, first - 1, -1):
            noun = self.scene.nouns.get(at)
            if noun is not None and noun.agent.sector and noun.agent.kind != "document":
                return noun.agent.sector, noun.agent.other_sectors
        inner = self._of_complement(draft)
        if inner is not None and inner.actor is not None and inner.actor.sector:
            return inner.actor.sector, inner.actor.other_sectors
        return agent.sector, agent.other_sectors

    def _weak(self, draft: Draft, agent: actor_rows.Agent, first: int) -> bool:
        beside = any(first <= at < draft.head for at in self.scene.nouns)
        return agent.weak and not beside and draft.full_name is None

    def _as_inhabitants(self, draft: Draft, match: Match, first: int) -> None:
        """`the Algerians`, `Bosnian Serbs`, `Iraqi Kurds`: a people; a demonym before it gives the country."""
        entry = self.choose(match)
        assert entry is not None
        draft.kind, draft.rule = "name" if entry.kind in DEMONYMS else "nominal", entry.rule
        draft.type = "people"
        plural = entry.kind in ("people_of", "people_people", "group_people", "region_people", "people")
        draft.number = "plur" if (plural and draft.number == "plur") or entry.kind == "people" else draft.number
        source = next(self._core_sources(draft, first, match.first - 1), None) or self._behind(draft)
        code = entry.code if entry.kind not in ("people", "people_person", "people_people") else None
        country = code or (source.country if source is not None else None) or entry.country
        sector = entry.sector or "CVL"
        draft.country = country
        draft.wants_country = country is None and not entry.kind.startswith("group")
        row = entry.row
        others = row.other_sectors if isinstance(row, actor_rows.People) else ()
        name = entry.name if isinstance(row, actor_rows.People) else None
        draft.actor = Actor(
            country or (entry.code if entry.kind.startswith("group") else None),
            sector,
            name,
            None,
            None,
            country,
            others,
        )
        draft.key = f"people:{entry.rule}:{country}"

    def _as_unknown_name(self, draft: Draft, first: int, last: int, noun: Noun | None) -> None:
        """A name not in the lexicon: a person by title, given name or the model's hint, else a body."""
        begin = self._name_begin(first, last)
        hints = {t.entity[2:] for t in self.tokens[begin : last + 1] if t.entity != "O"}
        if noun is None and "ORG" in hints and "PER" not in hints:
            begin = first + (self.tokens[first].upos == "DET")
        words = [t.form for t in self.tokens[begin : last + 1]]
        draft.kind, draft.full_name, draft.surname = "name", " ".join(words), words[-1]
        draft.shown_head = last
        draft.number = "sing"
        title = self._title(first, begin)
        draft.gender = (
            (title.gender if title is not None else None)
            or given_names().get(words[0])
            or (noun.agent.gender if noun else None)
        )
        is_person = (
            noun is not None or title is not None or "PER" in hints or (words[0] in given_names() and len(words) > 1)
        )
        draft.type = "person" if is_person else {"ORG": "body", "LOC": "place"}.get(next(iter(hints), ""), "thing")
        if draft.type == "thing" and self._is_date(draft):
            draft.kind = "nominal"
        draft.key = None
        if noun is not None:
            draft.agent, draft.role = noun.agent, noun.agent.role
            draft.rule = noun.agent.id
        else:
            draft.rule = "title" if title is not None else "unknown-name"
        agent = noun.agent if noun is not None else _NOBODY
        if draft.type in ("person", "body"):
            self._compose_name(draft, agent, title.sector if title is not None else None, first, last)

    def _is_date(self, draft: Draft) -> bool:
        """Weekdays, months and what the dates already cover."""
        timexes = self.article.document.timexes
        return draft.token.form in _DAYS or any(t.start <= draft.token.start < t.end for t in timexes)

    def _compose_name(
        self, draft: Draft, agent: actor_rows.Agent, title_sector: str | None, first: int, last: int
    ) -> None:
        draft.former = self._former(draft, first, draft.head)
        sector, others = self._sector(draft, agent, first) if agent is not _NOBODY else (title_sector, ())
        apposed = self._apposed(draft)
        if sector is None and apposed is not None:
            sector, others = (apposed.actor.sector, apposed.actor.other_sectors) if apposed.actor else (None, ())
            draft.role, draft.agent = apposed.role, apposed.agent
        if draft.former == "former":
            sector = "ELI"
        sources = list(self._sources(draft, first, last))
        chosen = sources[0] if sources else None
        draft.wants_country = chosen is None and (
            agent is not _NOBODY or title_sector is not None or apposed is not None
        )
        if chosen is not None or sector is not None or agent is not _NOBODY:
            self._settle(draft, agent, sector, others, chosen, ())
        else:
            draft.actor = Actor(None, None, draft.full_name)
            draft.wants_country = draft.type == "person"

    def _apposed(self, draft: Draft) -> Draft | None:
        for child in phrases.appositions(self.sentence, draft.head):
            if draft.first <= child <= draft.last and self.tokens[child].upos in ("NOUN", "PROPN"):
                inner = self.draft(child)
                if inner.agent is not None and inner.agent.kind != "document":
                    inner.notes.add("merged")
                    return inner
        return None

    def _name_begin(self, first: int, last: int) -> int:
        begin = last
        while begin - 1 >= first and self._is_name_part(begin - 1):
            begin -= 1
        return begin

    def _is_name_part(self, at: int) -> bool:
        token = self.tokens[at]
        joined = token.form in ("-", "al", "bin", "ben", "de", "da", "van", "von", "der", "El", "el", "'", "ul", "of")
        return self._is_bare_name(at) or (joined and at > 0 and self._is_bare_name(at - 1))

    def _title(self, first: int, begin: int) -> Title | None:
        for at in range(begin - 1, first - 1, -1):
            if self.tokens[at].form in titles():
                return titles()[self.tokens[at].form]
        return None

    def _as_quantity(self, draft: Draft) -> None:
        """`thousands of Nigerians`, `a group of refugees`, `one of the rebels`: what is counted."""
        if draft.token.lemma.lower() not in _QUANTITIES:
            return
        inner = self._of_complement(draft)
        if inner is None or inner.actor is None:
            return
        _take(draft, inner)
        draft.number = "sing" if draft.token.lemma.lower() == "one" else "plur"

    def _of_complement(self, draft: Draft) -> Draft | None:
        for child in self.sentence.dependents(draft.head, "nmod"):
            if (draft.first <= child <= draft.last and child > draft.head and child in self.drafts) or self._has_case(
                child, "of"
            ):
                if self._has_case(child, "of"):
                    return self.draft(child)
        return None

    def _has_case(self, index: int, *lemmas: str) -> bool:
        return any(self.tokens[i].lemma.lower() in lemmas for i in self.sentence.dependents(index, "case"))

    # -------------------------------------------------------------- where the country comes from

    def _sources(self, draft: Draft, first: int, last: int) -> Iterator[Source]:
        """Everything in the phrase that tells for whom it acts, the strongest first."""
        yield from self._core_sources(draft, first, draft.head - 1 if draft.head > first else last)
        if draft.possessor is not None:
            yield from _source_of(draft.possessor, "possessor")
        yield from self._prepositional(draft, ("of", "for"), "of")
        for child in phrases.appositions(self.sentence, draft.head):
            if draft.first <= child <= draft.last and child > draft.head:
                yield from _source_of(self.draft(child), "apposition")
        owned = draft.possessor is not None and draft.possessor.is_pronoun
        behind = None if owned else self._behind(draft)
        if behind is not None:
            yield behind

    def _core_sources(self, draft: Draft, first: int, last: int) -> Iterator[Source]:
        """Demonyms, names of states and bodies before the noun."""
        seen: set[int] = set()
        found: list[Source] = []
        for at in range(first, last + 1):
            match = self._match_at(at)
            if match is None or match.first in seen or match.first < first or match.last > max(last, draft.head):
                continue
            seen.add(match.first)
            entry = self.choose(match)
            if self._is_disowned(match):
                draft.notes.add("relational")
                continue
            if entry is None or (entry.kind in PERSONS and match.last >= draft.head):
                continue
            source = self._source(entry, match)
            if source is not None:
                found.append(source)
        bodies = [s for s in found if s.body and s.last == max(f.last for f in found)]
        joined = _joined(found, self.tokens)
        yield from sorted(found, key=lambda s: (s not in bodies, found.index(s))) if not joined else joined

    def _source(self, entry: Entry, match: Match) -> Source | None:
        if entry.kind in ("people_adjective", "people_person", "people_people", "people") and entry.country is None:
            return None
        if entry.kind in PERSONS:
            return Source(entry.country, None, entry.country, "person", False, match.last) if entry.country else None
        actor = self.actor_of(entry)
        if actor is None or (actor.code is None and actor.country is None):
            return None
        rule = "demonym" if entry.kind in DEMONYMS or entry.kind in INHABITANTS else "compound"
        body = entry.kind == "body"
        sector = actor.sector if body or entry.kind == "metonym" else None
        return Source(actor.code or actor.country, sector, entry.country, rule, body, match.last)

    def _is_disowned(self, match: Match) -> bool:
        """`Iranian-backed`, `pro-Russian`, `Russian-made`: the state is another one."""
        after = [t.form.lower() for t in self.tokens[match.last + 1 : match.last + 3]]
        before = [t.form.lower() for t in self.tokens[max(0, match.first - 2) : match.first]]
        backed = bool(after) and (after[0] in _PARTICIPLES or (after[0] in "-–" and after[-1] in _PARTICIPLES))
        return backed or bool(before and (before[-1] in _AGAINST or (before[-1] in "-–" and before[0] in _AGAINST)))

    def _prepositional(self, draft: Draft, cases: tuple[str, ...], rule: str) -> Iterator[Source]:
        for child in self.sentence.dependents(draft.head, "nmod"):
            if child > draft.head and self._has_case(child, *cases):
                inner = self.draft(child)
                yield from _source_of(inner, rule)
                yield from self._prepositional(inner, ("of", "in"), rule)

    def _behind(self, draft: Draft) -> Source | None:
        """`police in France`, `rebels from eastern Congo`."""
        for source in self._prepositional(
            draft, ("in", "from", "at", "near", "throughout", "across", "inside", "on", "outside"), "in"
        ):
            return source
        return None

    # -------------------------------------------------------------- the sentence

    def _merge_titles(self) -> None:
        """A title and a name side by side that the tree has torn apart are one phrase."""
        for draft in list(self.drafts.values()):
            if (
                draft.agent is None
                or draft.agent.kind != "person"
                or draft.kind == "name"
                or draft.last + 1 >= len(self.tokens)
            ):
                continue
            follower = next(
                (d for d in self.drafts.values() if d.first == draft.last + 1 and d.type == "person" and d.is_name),
                None,
            )
            if follower is None or draft.number == "plur" or draft.last != draft.head:
                continue
            follower.first = draft.first
            if follower.key is None and draft.actor is not None:
                follower.actor = msgspec.structs.replace(draft.actor, name=follower.full_name)
                follower.agent, follower.role, follower.country, follower.rule = (
                    draft.agent,
                    draft.role,
                    draft.country,
                    draft.rule,
                )
                follower.wants_country = draft.wants_country
            del self.drafts[draft.head]

    def _merge_appositions(self) -> None:
        """`Mehmet Oz, the chief negotiator`: one mention; the description adds what the name does not tell."""
        for draft in list(self.drafts.values()):
            if draft.is_name and draft.type in ("person", "body", "state") and draft.place is None:
                inner = self._apposed(draft)
                if inner is not None and draft.role is None and draft.type == "person":
                    draft.role, draft.agent = inner.role, inner.agent
            self._merge_acronym(draft)

    def _absorb(self) -> None:
        """Words inside the name of an organisation or inside a longer common noun are nobody of their own."""
        for draft in self.drafts.values():
            if draft.type != "body" and draft.agent is None:
                continue
            inside = self._own_words(draft)
            for other in self.drafts.values():
                if other is not draft and other.head in inside and draft.head not in range(other.first, other.last + 1):
                    other.notes.add("merged")
                    if draft.possessor is other:
                        draft.possessor = None

    def _own_words(self, draft: Draft) -> range:
        match = self._match_at(draft.shown_head if draft.shown_head is not None else draft.head)
        entry = self.choose(match) if match is not None and draft.is_name else None
        if match is not None and entry is not None and entry.kind == "body":
            return range(match.first, match.last + 1)
        noun = self.scene.nouns.get(draft.head)
        return range(noun.first, noun.last + 1) if noun is not None else range(draft.head, draft.head)

    def _merge_acronym(self, draft: Draft) -> None:
        """`the National Salvation Front (NSF)`: the letters in brackets are no mention of their own."""
        for child in phrases.appositions(self.sentence, draft.head):
            bracketed = child > 0 and self.tokens[child - 1].form == "("
            inner = self.drafts.get(child)
            if bracketed and inner is not None and self.tokens[child].form.isupper():
                inner.notes.add("merged")
                if draft.actor is None or (draft.actor.code is None and inner.actor is not None and inner.actor.code):
                    draft.actor, draft.key, draft.rule = inner.actor, inner.key, inner.rule
                    draft.country, draft.type, draft.kind = inner.country, inner.type, "name"

    def _orphans(self) -> Iterator[Draft]:
        """Persons of the lexicon that no phrase covers as its name: the tree has hung them on something else."""
        named = {
            i for d in self.drafts.values() if d.type == "person" and d.is_name for i in range(d.first, d.last + 1)
        }
        for match in dict.fromkeys(self.scene.matches.values()):
            entry = self.choose(match)
            if entry is None or entry.kind not in PERSONS or match.last in named:
                continue
            title = next((d for d in self.drafts.values() if d.last == match.first - 1 and _is_title(d)), None)
            if title is not None:
                title.last = match.last
                self._as_known_person(title, match, title.first)
            elif not self.tokens[match.last].deprel.startswith(("compound", "amod")):
                draft = Draft(self.sentence, self.scene.number, match.last, match.first, match.last, "name")
                self._as_known_person(draft, match, match.first)
                yield draft

    def _coordinate(self) -> None:
        """Each first conjunct knows the whole row: `France` of "France and Germany"."""
        for head, draft in self.drafts.items():
            row = [self.drafts[h] for h in phrases.conjuncts(self.sentence, head) if h in self.drafts]
            if len(row) > 1:
                draft.coordinated = tuple(row)

    def _inner_agents(self) -> list[Draft]:
        """Doers before a noun that is none: `Israeli army` bulldozers, `police` custody, `guerrilla` camps."""
        found = []
        acting = [d for d in self.drafts.values() if d.agent is not None or d.is_name or d.is_pronoun]
        heads = {d.head for d in self.drafts.values()}
        taken = {i for d in acting for i in self._core_range(d)}
        for last, noun in self.scene.nouns.items():
            compound = self.tokens[last].deprel == "compound" and noun.agent.kind in ("group", "institution", "person")
            if not compound or last in heads or last in taken or noun.agent.weak:
                continue
            first = noun.first
            while first > 0 and (first - 1 in self.scene.matches or first - 1 in self.scene.noun_tokens):
                first -= 1
            draft = Draft(self.sentence, self.scene.number, last, first, last)
            draft.agent, draft.rule, draft.type = noun.agent, noun.agent.id, _type_of(noun.agent)
            draft.number = "plur" if noun.plural else "sing"
            draft.notes.add("modifier")
            self._compose(draft, noun.agent, first, last)
            self._inner.update(range(first, last + 1))
            found.append(draft)
        return found

    def _modifiers(self) -> Iterator[Draft]:
        """Demonyms and names inside phrases that stand for nobody themselves: `Iranian` oil, the `Ukraine` war."""
        heads = {
            d.head for d in self.drafts.values() if d.kind == "name" or (d.actor is not None and d.agent is not None)
        }
        acting = [
            d for d in self.drafts.values() if d.actor is not None or d.place is not None or d.role == "counterpart"
        ]
        taken = {i for d in acting for i in self._core_range(d)} | self._inner
        for match in dict.fromkeys(self.scene.matches.values()):
            if heads & set(range(match.first, match.last + 1)) or taken & set(range(match.first, match.last + 1)):
                continue
            entry = self.choose(match)
            if entry is None or entry.kind == "city" or (entry.kind in PERSONS and not entry.bare):
                continue
            yield self._modifier(match, entry)

    def _core_range(self, draft: Draft) -> range:
        first, last = phrases.core(self.sentence, draft.head)
        if draft.kind == "name":
            first, last = min(first, draft.first), max(last, draft.shown_head or draft.head)
            if draft.possessor is not None:
                first = max(first, draft.possessor.last + 1)
        return range(first, last + 1)

    def _modifier(self, match: Match, entry: Entry) -> Draft:
        draft = Draft(self.sentence, self.scene.number, match.last, match.first, match.last, "name")
        draft.key, draft.country, draft.full_name = entry.key, entry.country, entry.name
        draft.rule = entry.rule + "-modifier"
        draft.type = {"body": "body", "person": "person", "surname": "person"}.get(entry.kind, "state")
        if entry.kind in PERSONS:
            row = entry.row
            draft.gender = row.gender if isinstance(row, actor_rows.Person) else None
            draft.surname = getattr(row, "surname", None)
            draft.rule = entry.rule
            self._office(draft, entry, None)
        else:
            draft.gender = "n"
            draft.actor = self.actor_of(entry)
        draft.notes.add("modifier")
        return draft


class Source(msgspec.Struct, frozen=True):
    """What tells for whom a phrase acts: code, the sector it brings, its country, the rule that found it."""

    code: str | None
    sector: str | None
    country: str | None
    rule: str
    body: bool = False
    last: int = -1
    joined: bool = False


_NOBODY = actor_rows.Agent("")


def _source_of(draft: Draft, rule: str) -> Iterator[Source]:
    if draft.place is not None:
        if draft.place.country is not None:
            yield Source(draft.place.country, None, draft.place.country, rule)
        return
    actor = draft.actor
    if actor is None or (actor.code is None and actor.country is None):
        if draft.country is not None:
            yield Source(draft.country, None, draft.country, rule)
        return
    code = actor.code or actor.country
    body = draft.type == "body" or (code is not None and _ISO.fullmatch(code) is None)
    yield Source(
        code,
        actor.sector if body or draft.type in ("person", "people") else None,
        actor.country or draft.country,
        rule,
        body,
    )


def _joined(found: list[Source], tokens: tuple[object, ...]) -> list[Source]:
    """The demonyms of "Moroccan and Spanish trawlers", when they are joined by and."""
    demonyms = [s for s in found if not s.body]
    if len({s.code for s in demonyms}) < 2:
        return []
    words = [getattr(t, "form", "").lower() for t in tokens]
    pairs = zip(demonyms, demonyms[1:], strict=False)
    if not all({"and", ",", "/", "&"} & set(words[a.last + 1 : b.last]) and b.last - a.last <= 3 for a, b in pairs):
        return []
    return [msgspec.structs.replace(s, joined=True) for s in demonyms]


def _is_title(draft: Draft) -> bool:
    return draft.agent is not None and draft.agent.kind == "person" and not draft.is_name and draft.number == "sing"


def _as_pronoun(draft: Draft, form: str) -> None:
    row = pronouns()[form]
    draft.kind, draft.number, draft.gender, draft.person = "pronoun", row.number, row.gender, row.person
    draft.first = draft.last = draft.head
    draft.rule = "pronoun"
    draft.type = "pronoun"
    draft.notes.add(
        "possessive" if draft.token.deprel == "nmod:poss" else "object" if row.role == "possessive" else row.role
    )


def _outdone(match: Match, noun: Noun | None) -> bool:
    """Whether a common noun covers more words than the name: "foreign ministry" against a "Foreign"."""
    return noun is not None and noun.last >= match.last and noun.first < match.first


def _type_of(agent: actor_rows.Agent) -> str:
    if agent.kind == "document":
        return "document"
    if agent.role in ("state", "side"):
        return agent.role
    return {"institution": "body", "weapon": "body", "group": "people"}.get(agent.kind, "person")


def _take(draft: Draft, inner: Draft) -> None:
    draft.actor, draft.rule, draft.type, draft.country = inner.actor, inner.rule, inner.type, inner.country
    draft.agent, draft.wants_country, draft.gender = inner.agent, inner.wants_country, inner.gender


def _party_sectors(row: actor_rows.Body, day: str | None) -> tuple[str | None, tuple[str, ...]]:
    """A party governs or opposes, by the day."""
    if row.kind != "party" or not row.governs or day is None:
        return row.sector, row.other_sectors
    governs = any(covers(*_period(period), day) for period in row.governs)
    return ("GOV" if governs else "OPP"), ("PTY", *(s for s in row.other_sectors if s != "PTY"))


def _period(text: str) -> tuple[str | None, str | None]:
    begin, _, end = text.partition("/")
    return begin or None, end or None


_names: dict[str, str] = {}
_memberships: dict[str, list[actor_rows.Membership]] = {}


def state_names() -> dict[str, str]:
    """Names of states by code."""
    if not _names:
        _names.update({row.code: row.name for row in actor_rows.territories()})
    return _names


def memberships() -> dict[str, list[actor_rows.Membership]]:
    """Memberships by body or group."""
    if not _memberships:
        for row in actor_rows.members():
            _memberships.setdefault(row.body, []).append(row)
    return _memberships
