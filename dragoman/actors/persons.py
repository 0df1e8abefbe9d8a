"""Persons: of the lexicon, with the office of the day; others by title, role and nationality."""

from __future__ import annotations

from dragoman.actors import composing, sources
from dragoman.actors.draft import Draft
from dragoman.actors.index import Entry, Match, Noun, fold
from dragoman.actors.reader import PERSONS, Reader
from dragoman.actors.tables import Title, given_names, titles, words
from dragoman.document import Actor
from dragoman.lexicon import actor_rows


def person_in(reader: Reader, first: int, last: int, draft: Draft) -> Match | None:
    for at in (last, draft.head, *range(last, first - 1, -1)):
        match = reader.match_at(at)
        entry = reader.choose(match) if match is not None and match.first >= first else None
        if (
            match is not None
            and entry is not None
            and entry.kind in PERSONS
            and _given_name_fits(reader, match, entry, first)
        ):
            return match if not _noun_heads(reader, draft, match) else None
    return None


def _noun_heads(reader: Reader, draft: Draft, match: Match) -> bool:
    """Whether a common noun after the name heads the phrase: "Putin spokesman", "Putin critic"."""
    return draft.head > match.last and draft.token.upos == "NOUN"


def _given_name_fits(reader: Reader, match: Match, entry: Entry, first: int) -> bool:
    """Whether the words before a surname are titles, or the given name of just this person."""
    at = match.first - 1
    given = []
    while at >= first and reader.is_bare_name(at):
        given.append(reader.tokens[at].form)
        at -= 1
    after = match.last + 1
    if after < len(reader.tokens) and reader.tokens[after].deprel == "flat" and reader.is_bare_name(after):
        return False
    own = {fold(w) for w in entry.name.split()} | {fold(w) for w in getattr(entry.row, "aliases", ())}
    strange = [word for word in given if fold(word) not in own and len(word.rstrip(".")) > 1]
    return entry.kind == "person" or not strange


def as_known(reader: Reader, draft: Draft, match: Match, first: int) -> None:
    entry = reader.choose(match)
    assert entry is not None
    nouns = [n for at, n in reader.scene.nouns.items() if first <= at < match.first]
    codes = list(sources.of_core(reader, draft, first, match.first - 1))
    draft.kind, draft.type, draft.number = "name", "person", "sing"
    draft.shown_head = match.last
    draft.first, draft.last = min(draft.first, match.first), max(draft.last, match.last)
    reader.end_at_name(draft, match.last)
    row = entry.row
    draft.gender = row.gender if isinstance(row, actor_rows.Person) else None
    draft.full_name = entry.name
    draft.surname = getattr(row, "surname", None) or entry.name.split()[-1]
    draft.former = reader.former(draft, match.first)
    if codes and nouns and not _belongs(reader, entry, codes[0].code):
        as_unknown(reader, draft, first, match.last, nouns[-1])
        return
    draft.key, draft.rule = entry.key, entry.rule
    set_office(reader, draft, entry, nouns[-1] if nouns else None, codes[0].code if codes else None)


def _belongs(reader: Reader, entry: Entry, code: str | None) -> bool:
    if code is None or entry.country == code or entry.country is None:
        return True
    return reader.article.offices.ever(entry.key.removeprefix("person:"), code, None) is not None


def set_office(reader: Reader, draft: Draft, entry: Entry, title: Noun | None, code: str | None = None) -> None:
    """The office on the article's day; what the text calls the person counts for more than the end of a term.

    1. former, or out of office and without a title here: ELI; 2. the office that the title names, if it was ever held;
    3. the office of the day; 4. a title that no term explains.
    """
    draft.country = entry.country
    holding = reader.article.offices.of(entry.key.removeprefix("person:"), reader.article.day)
    if draft.former == "former" or (holding is not None and holding.state != "held" and title is None):
        draft.role = holding.term.role if holding is not None else None
        draft.actor = Actor(entry.country, "ELI", entry.name, entry.id, country=entry.country)
        return
    term = _named_term(reader, entry, title, code) or (holding.term if holding is not None else None)
    if term is None or _is_other_office(reader, title, term):
        _by_title(draft, entry, title, code)
        return
    draft.role, draft.rule = term.role, term.id
    sector = term.sector or ("GOV" if term.code.startswith("IGO") else None)
    draft.actor = Actor(term.code, sector, entry.name, entry.id, term.office, entry.country)


def _named_term(reader: Reader, entry: Entry, title: Noun | None, code: str | None) -> actor_rows.Term | None:
    if title is None or title.agent.role is None or title.agent.role == "leader":
        return None
    return reader.article.offices.ever(entry.key.removeprefix("person:"), code, title.agent.role)


def _is_other_office(reader: Reader, title: Noun | None, term: actor_rows.Term) -> bool:
    """`General Michel Aoun` with no day known: the title tells more than a term of another year."""
    if title is None or title.agent.weak or title.agent.sector is None or title.agent.role == "leader":
        return False
    return reader.article.day is None and title.agent.sector != term.sector


def _by_title(draft: Draft, entry: Entry, title: Noun | None, code: str | None) -> None:
    sector = title.agent.sector if title is not None else None
    draft.role = title.agent.role if title is not None else None
    draft.actor = Actor(code or entry.country, sector, entry.name, entry.id, country=entry.country)


def as_unknown(reader: Reader, draft: Draft, first: int, last: int, noun: Noun | None) -> None:
    """A name not in the lexicon: a person by title, given name or the model's hint, else a body."""
    begin = _name_begin(reader, first, last)
    hints = {t.entity[2:] for t in reader.tokens[begin : last + 1] if t.entity != "O"}
    if noun is None and "ORG" in hints and "PER" not in hints:
        begin = first + (reader.tokens[first].upos == "DET")
    forms = [t.form for t in reader.tokens[begin : last + 1]]
    draft.kind, draft.full_name, draft.surname = "name", " ".join(forms), forms[-1]
    draft.shown_head = last
    reader.end_at_name(draft, last)
    draft.number = "sing"
    title = _title(reader, first, begin)
    draft.gender = (
        (title.gender if title is not None else None)
        or given_names().get(forms[0])
        or (noun.agent.gender if noun else None)
    )
    is_person = (
        noun is not None or title is not None or "PER" in hints or (forms[0] in given_names() and len(forms) > 1)
    )
    draft.type = "person" if is_person else {"ORG": "body", "LOC": "place"}.get(next(iter(hints), ""), "thing")
    if noun is None and words("treaty") & {form.lower() for form in forms}:
        draft.type = "thing"
    if draft.type == "thing" and _is_date(reader, draft):
        draft.kind = "nominal"
    draft.key = None
    if noun is not None:
        draft.agent, draft.role = noun.agent, noun.agent.role
        draft.rule = noun.agent.id
    else:
        draft.rule = "title" if title is not None else "unknown-name"
    agent = noun.agent if noun is not None else composing.NOBODY
    if draft.type in ("person", "body"):
        _compose_name(reader, draft, agent, title.sector if title is not None else None, first, last)


def _is_date(reader: Reader, draft: Draft) -> bool:
    """Weekdays, months and what the dates already cover."""
    timexes = reader.article.document.timexes
    return draft.token.form in words("day") or any(t.start <= draft.token.start < t.end for t in timexes)


def _compose_name(
    reader: Reader, draft: Draft, agent: actor_rows.Agent, title_sector: str | None, first: int, last: int
) -> None:
    draft.former = reader.former(draft, draft.head)
    sector, others = (
        composing.sector_of(reader, draft, agent, first) if agent is not composing.NOBODY else (title_sector, ())
    )
    apposed = reader.apposed(draft)
    if sector is None and apposed is not None:
        sector, others = (apposed.actor.sector, apposed.actor.other_sectors) if apposed.actor else (None, ())
        draft.role, draft.agent = apposed.role, apposed.agent
    if draft.former == "former":
        sector = "ELI"
    told = list(sources.of_phrase(reader, draft, first, last))
    chosen = told[0] if told else None
    draft.wants_country = chosen is None and (
        agent is not composing.NOBODY or title_sector is not None or apposed is not None
    )
    if chosen is not None or sector is not None or agent is not composing.NOBODY:
        composing.settle(reader, draft, agent, sector, others, chosen, ())
    else:
        draft.actor = Actor(None, None, draft.full_name)
        draft.wants_country = draft.type == "person"


def _name_begin(reader: Reader, first: int, last: int) -> int:
    begin = last
    while begin - 1 >= first and _is_name_part(reader, begin - 1):
        begin -= 1
    return begin


def _is_name_part(reader: Reader, at: int) -> bool:
    token = reader.tokens[at]
    joined = token.form in ("-", "al", "bin", "ben", "de", "da", "van", "von", "der", "El", "el", "'", "ul", "of")
    return reader.is_bare_name(at) or (joined and at > 0 and reader.is_bare_name(at - 1))


def _title(reader: Reader, first: int, begin: int) -> Title | None:
    for at in range(begin - 1, first - 1, -1):
        if reader.tokens[at].form in titles():
            return titles()[reader.tokens[at].form]
    return None
