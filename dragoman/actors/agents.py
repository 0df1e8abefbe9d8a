"""Common nouns that act: soldiers, a court, the foreign minister; peoples; what is counted in "thousands of"."""

from __future__ import annotations

import msgspec

from dragoman.actors import composing, identity, persons, phrases, sources
from dragoman.actors.draft import Draft
from dragoman.actors.index import Match, Noun, fold
from dragoman.actors.reader import DEMONYMS, Reader
from dragoman.actors.tables import given_names, relational, words
from dragoman.document import Actor, Place
from dragoman.lexicon import actor_rows


def as_agent(reader: Reader, draft: Draft, noun: Noun, first: int, last: int) -> None:
    """A common noun, alone or before a name that the lexicon does not know."""
    agent = noun.agent
    draft.agent, draft.role, draft.rule = agent, agent.role, agent.id
    draft.gender = agent.gender or ("n" if agent.kind in ("institution", "document", "weapon") else None)
    if noun.first <= draft.head <= noun.last:
        draft.number = "plur" if noun.plural or agent.number == "plur" else draft.number
    draft.type = type_of(agent)
    if noun.last < last and reader.tokens[last].upos == "PROPN" and agent.kind == "person" and draft.head > noun.first:
        persons.as_unknown(reader, draft, first, last, noun)
        return
    if noun.last < last and noun.last < draft.head and agent.kind == "person":
        persons.as_unknown(reader, draft, first, draft.head, noun)
        return
    _appositive_name(reader, draft, noun)
    if agent.kind == "document" or agent.role in ("state", "side", "meeting", "counterpart"):
        _as_reference(reader, draft, agent, first, last)
        return
    compose(reader, draft, agent, first, last)


def _as_reference(reader: Reader, draft: Draft, agent: actor_rows.Agent, first: int, last: int) -> None:
    """Documents, meetings, counterparts, states and sides: whose they are is told, or coreference finds it."""
    source = next((s for s in sources.of_phrase(reader, draft, first, last) if s.code), None)
    draft.wants_country = agent.kind == "document"
    if agent.role == "counterpart" and draft.number == "plur":
        _of_several(reader, draft)
    if source is None:
        return
    if agent.role in ("counterpart", "side") or agent.kind == "document":
        draft.country = source.country
    if agent.role == "counterpart" and draft.is_name and draft.actor is None:
        draft.actor = Actor(source.code, None, draft.full_name, country=source.country)
    if agent.role == "state" and (source.code or "").startswith("REG-"):
        draft.notes.add(source.code or "")
        return
    if agent.role in ("state", "side"):
        draft.actor = Actor(source.code, None, identity.state_names().get(source.code or ""), country=source.country)
        draft.rule = f"{draft.rule}+{source.rule}"
        if agent.role == "side" and source.country == source.code:
            draft.key = f"state:{source.code}"


def _of_several(reader: Reader, draft: Draft) -> None:
    """`his Thai and Japanese counterparts`, `her counterparts from Togo and Benin`: one of each."""
    first, last = phrases.core(reader.sentence, draft.head)
    codes = [s.code for s in sources.of_core(reader, draft, first, min(last, draft.head - 1)) if s.joined]
    for child in reader.sentence.dependents(draft.head, "nmod") if not codes else ():
        if reader.has_case(child, "from", "of", "in"):
            row = [reader.draft(each) for each in phrases.conjuncts(reader.sentence, child)]
            codes.extend(next((s.country for s in sources.source_of(each, "of")), None) for each in row)
    known = tuple(dict.fromkeys(code for code in codes if code is not None))
    if len(known) > 1:
        draft.countries = known
        draft.actor = Actor(None, members=tuple(Actor(code, "GOV", country=code) for code in known))


def _appositive_name(reader: Reader, draft: Draft, noun: Noun) -> None:
    """`the Kremlin spokesman, Dmitry Peskov` and `spokesman Dmitry Peskov` with a loose arc: the name names."""
    for child in _name_children(reader, draft):
        if draft.first <= child <= draft.last and child > draft.head and reader.tokens[child].upos == "PROPN":
            first, last = phrases.core(reader.sentence, child)
            person = persons.person_in(reader, first, last, draft)
            if person is not None and noun.agent.kind == "person":
                persons.as_known(reader, draft, person, draft.first)
            elif noun.agent.kind == "person" and reader.demonym_at(child) is None:
                draft.full_name = " ".join(t.form for t in reader.tokens[first : last + 1])
                draft.surname, draft.kind, draft.shown_head = reader.tokens[last].form, "name", last
                draft.gender = draft.gender or given_names().get(reader.tokens[first].form)
            else:
                continue
            reader.draft(child).notes.add("merged")


def _name_children(reader: Reader, draft: Draft) -> list[int]:
    """Appositions of the noun, also where the tree hangs them on the country: "the president of Chile, Ana Rojas"."""
    found = [*phrases.appositions(reader.sentence, draft.head), *reader.sentence.dependents(draft.head, "flat")]
    found.extend(i for i in reader.sentence.dependents(draft.head, "conj") if _is_loose_name(reader, i))
    for child in reader.sentence.dependents(draft.head, "nmod"):
        if reader.has_case(child, "of") and not _is_named(reader, child):
            inner = [*phrases.appositions(reader.sentence, child), *reader.sentence.dependents(child, "flat")]
            inner.extend(i for i in reader.sentence.dependents(child, "conj") if _is_loose_name(reader, i))
            persons = [i for i in inner if reader.is_person(i) or reader.demonym_at(i) is None]
            if persons:
                reader.draft(child).last = child
            found.extend(persons)
    return found


def _is_named(reader: Reader, at: int) -> bool:
    """`Imran` of "supporters of Imran Khan": what follows is his own name."""
    return reader.is_person(at) or reader.tokens[at].entity.endswith("PER")


def _is_loose_name(reader: Reader, at: int) -> bool:
    """A person's name after a comma that the tree takes for one more of a row."""
    has_and = bool(reader.sentence.dependents(at, "cc"))
    return not has_and and reader.tokens[at].entity.endswith("PER") and reader.tokens[at - 1].form == ","


def compose(reader: Reader, draft: Draft, agent: actor_rows.Agent, first: int, last: int) -> None:
    """Sector from the noun, code and country from demonym, body, possessor, of-phrase, apposition or place."""
    if draft.actor is not None:
        return
    draft.former = reader.former(draft, draft.head)
    sector, others = composing.sector_of(reader, draft, agent, first)
    told = list(sources.of_phrase(reader, draft, first, last))
    if draft.token.lemma.lower() in relational():
        told = _related(reader, draft, told)
    if agent.phrase == "minority" and (draft.possessor is not None or len({s.rule for s in told}) > 1):
        told = [s for s in told if s.rule != "demonym"]
    if sector == "JUD" and _sits_at_world_court(reader, draft):
        draft.notes.update(("weak", "seat"))
        told = _world_court(reader)
    if set(draft.words[: draft.head - draft.first]) & words("no_party") and agent.phrase == "party":
        draft.notes.add("weak")
        return
    draft.whole = reader.of_complement(draft)
    chosen = told[0] if told else None
    several = tuple(dict.fromkeys(s.code for s in told if s.joined and s.code))
    if chosen is None and draft.possessor is None and _weak(reader, draft, agent, first):
        draft.wants_country = agent.needs_country
        draft.actor = None
        draft.notes.add("weak")
        return
    if draft.former == "former" and agent.role is not None:
        sector = "ELI"
    draft.wants_country = agent.needs_country and chosen is None
    composing.settle(reader, draft, agent, sector, others, chosen, several)


def _sits_at_world_court(reader: Reader, draft: Draft) -> bool:
    """`judges in The Hague`: not of the Netherlands."""
    places = [reader.draft(i).place for i in reader.sentence.dependents(draft.head, "nmod") if reader.has_case(i, "in")]
    return any(place is not None and fold(place.name) in words("seat") for place in places)


def _world_court(reader: Reader) -> list[sources.Source]:
    """The one court between states that the article names."""
    entries = [m.entries[0] for scene in reader.article.scenes for m in scene.matches.values()]
    rows = {e.row for e in entries if isinstance(e.row, actor_rows.Body) and e.row.kind in ("tribunal", "court")}
    codes = {row.code for row in rows if row.code.startswith("IGO-")}
    return [sources.Source(codes.pop(), "JUD", None, "court", True)] if len(codes) == 1 else []


def _related(reader: Reader, draft: Draft, told: list[sources.Source]) -> list[sources.Source]:
    """`supporters of Imran Khan` are of his country; `allies of Iran`, `Israel's critics` of nobody's that is named."""
    if draft.token.lemma.lower() in words("follower"):
        owner = draft.possessor or reader.of_complement(draft)
        if owner is None or owner.is_pronoun:
            return told
        if owner.type in ("person", "body") and (owner.country or owner.wants_country):
            return [_as_country(source) for source in told]
    if {source.rule for source in told} == {"in"} and draft.possessor is None:
        return told
    if told or draft.possessor is not None:
        draft.notes.add("relational")
    return [source for source in told if source.rule == "demonym"]


def _as_country(source: sources.Source) -> sources.Source:
    """The country alone of a person or party."""
    return msgspec.structs.replace(source, code=source.country or source.code, sector=None, body=False)


def _weak(reader: Reader, draft: Draft, agent: actor_rows.Agent, first: int) -> bool:
    if agent.sector is not None and agent.kind == "person" and (agent.role is None or draft.number == "plur"):
        return False
    beside = any(first <= at < draft.head for at in reader.scene.nouns)
    return agent.weak and not beside and draft.full_name is None


def as_inhabitants(reader: Reader, draft: Draft, match: Match, first: int) -> None:
    """`the Algerians`, `Bosnian Serbs`, `Iraqi Kurds`: a people; a demonym before it gives the country."""
    entry = reader.choose(match)
    assert entry is not None
    draft.kind, draft.rule = "name" if entry.kind in DEMONYMS else "nominal", entry.rule
    draft.type = "people"
    plural = entry.kind in ("people_of", "people_people", "group_people", "region_people", "people")
    draft.number = "plur" if (plural and draft.number == "plur") or entry.kind == "people" else draft.number
    source = next(sources.of_core(reader, draft, first, match.first - 1), None) or _owner(draft)
    source = source or sources.behind(reader, draft, "of")
    code = entry.code if entry.kind not in ("people", "people_person", "people_people") else None
    country = code or (source.country if source is not None else None) or entry.country
    if code is not None and source is not None and code in words("kin"):
        country = source.country
    if "ethnic" in draft.words and entry.kind in ("person_of", "people_of"):
        country = source.country if source is not None else None
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


def _owner(draft: Draft) -> sources.Source | None:
    """`Latvia's Russians`: of Latvia."""
    owned = draft.possessor is not None and not draft.possessor.is_pronoun
    return next(sources.source_of(draft.possessor, "of"), None) if owned and draft.possessor is not None else None


def _as_capital(reader: Reader, draft: Draft) -> None:
    """`the Turkish capital`: the town itself."""
    first, last = phrases.core(reader.sentence, draft.head)
    source = next((s for s in sources.of_phrase(reader, draft, first, last) if s.country), None)
    row = next((r for r in actor_rows.territories() if source is not None and r.code == source.country), None)
    if row is not None and row.capital is not None:
        draft.place = Place(row.capital, row.code, resolution=4)
        draft.type, draft.country, draft.rule = "place", row.code, "capital"
        draft.key = f"place:{fold(row.capital)}"


def as_quantity(reader: Reader, draft: Draft) -> None:
    """`thousands of Nigerians`, `a group of refugees`, `one of the rebels`: what is counted."""
    lemma = draft.token.lemma.lower()
    if lemma == "capital":
        _as_capital(reader, draft)
    if lemma not in words("quantity"):
        return
    inner = reader.of_complement(draft)
    if inner is None or inner.actor is None:
        return
    _take(draft, inner)
    draft.number = "sing" if draft.token.lemma.lower() == "one" else "plur"


def type_of(agent: actor_rows.Agent) -> str:
    if agent.kind == "document":
        return "document"
    if agent.role in ("state", "side"):
        return agent.role
    return {"institution": "body", "weapon": "body", "group": "people"}.get(agent.kind, "person")


def _take(draft: Draft, inner: Draft) -> None:
    draft.actor, draft.rule, draft.type, draft.country = inner.actor, inner.rule, inner.type, inner.country
    draft.agent, draft.wants_country, draft.gender = inner.agent, inner.wants_country, inner.gender
    draft.possessor = draft.possessor or inner.possessor
