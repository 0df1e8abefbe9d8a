"""Name, office and country put together: whom a noun phrase stands for.

the Serbian defence minister       SRB GOV   country from the demonym
Russian President Vladimir Putin   RUS GOV   a person of the lexicon, office on the article's day
a Hamas spokesman in Gaza          NSA-HAMAS from the body before the noun
rebels in eastern Congo            COD REB   country from the place behind it
Judge Amara Diallo                 JUD       a person not in the lexicon, by role; country from the context
"""

from __future__ import annotations

import msgspec

from dragoman.actors import agents, identity, mending, persons, phrases, places
from dragoman.actors.article import Article, Scene
from dragoman.actors.draft import Draft
from dragoman.actors.index import Entry, Match, Noun, fold, place_of
from dragoman.actors.reader import DEMONYMS, INHABITANTS, PERSONS, Reader
from dragoman.actors.tables import pronouns, words
from dragoman.document import Span


def read(article: Article, scene: Scene) -> list[Draft]:
    """All noun phrases of a sentence with their actors, as far as the phrase itself tells them."""
    reader = Reader(article, scene, _fill)
    for head in phrases.heads(scene.sentence):
        reader.draft(head)
    return mending.mended(reader)


def _fill(reader: Reader, draft: Draft) -> None:
    form = draft.token.form.lower()
    if form in pronouns() and draft.token.upos in ("PRON", "DET") and draft.token.form != "US":
        _as_pronoun(draft, form)
        return
    _number(reader, draft)
    _possessor(reader, draft)
    first, last = phrases.core(reader.sentence, draft.head)
    first, last = max(first, draft.first), min(last, draft.last)
    person = persons.person_in(reader, first, last, draft)
    at_head = reader.match_at(last) or reader.match_at(draft.head)
    place = _place_before(reader, draft, person)
    if place is not None:
        draft.last, person, at_head = place.last, None, place
    noun = _noun_of(reader, draft, first, last)
    site = _site_name(reader, draft, first)
    if site is not None:
        _as_entry(reader, draft, site, first)
        return
    if person is not None:
        persons.as_known(reader, draft, person, first)
    elif at_head is not None and not _outdone(at_head, noun) and _is_name_of(reader, draft, at_head):
        _as_entry(reader, draft, at_head, first)
    elif noun is not None:
        agents.as_agent(reader, draft, noun, first, last)
    elif at_head is not None and _is_people(reader, at_head):
        agents.as_inhabitants(reader, draft, at_head, first)
    elif draft.token.upos == "PROPN":
        persons.as_unknown(reader, draft, first, last, None)
    else:
        agents.as_quantity(reader, draft)


def _site_name(reader: Reader, draft: Draft, first: int) -> Match | None:
    """`the Darfur province`, `Kirkuk city`: the place that the noun only classes."""
    if draft.token.lemma.lower() not in words("site") or draft.head == first:
        return None
    match = reader.match_at(draft.head - 1)
    entry = reader.choose(match) if match is not None else None
    return match if entry is not None and entry.kind in ("region", "city") else None


def _place_before(reader: Reader, draft: Draft, person: Match | None) -> Match | None:
    """`President of Chile Ana Rojas`: where the tree hangs the name on the country, the country stays alone."""
    match = reader.match_at(draft.head)
    entry = reader.choose(match) if match is not None else None
    if person is None or match is None or entry is None or match.last >= person.first:
        return None
    return match if entry.kind in ("state", "metonym", "city") and draft.case in ("of", "in") else None


def _number(reader: Reader, draft: Draft) -> None:
    token = draft.token
    plural = token.has("Number=Plur") or (token.xpos or "").endswith("NNS") or (token.xpos or "") == "NNPS"
    draft.number = "plur" if plural else "sing"
    start = reader.tokens[draft.first]
    draft.definite = start.form.lower() in ("the", "this", "that", "these", "those", "both", "such")


def _possessor(reader: Reader, draft: Draft) -> None:
    first, _ = phrases.core(reader.sentence, draft.head)
    for owned in {draft.head, *range(max(first, draft.first), draft.head)}:
        for child in reader.sentence.dependents(owned, "nmod:poss"):
            if draft.first <= child < owned <= draft.last:
                draft.possessor = reader.draft(child)
                draft.definite = True


def _noun_of(reader: Reader, draft: Draft, first: int, last: int) -> Noun | None:
    """The common noun that acts: the head of the phrase, or a title before the name."""
    for at in (draft.head, last):
        noun = _begun_by(reader, at) or reader.scene.nouns.get(at)
        token = reader.tokens[at]
        surname = token.deprel == "flat" and token.entity.endswith("PER")
        if noun is not None and not surname and not _begins_above(reader, draft, noun):
            return noun
    name_like = draft.token.upos == "PROPN" or reader.tokens[last].upos == "PROPN"
    before = [n for at in range(last, first - 1, -1) if (n := reader.scene.nouns.get(at)) is not None]
    titles = [noun for noun in before if not _begins_above(reader, draft, noun)]
    return titles[0] if name_like and titles and titles[0].agent.kind == "person" else None


def _begun_by(reader: Reader, at: int) -> Noun | None:
    """`attorney general`, `prisoners of war`, `members of parliament`: the noun that the head only begins."""
    noun = reader.scene.noun_tokens.get(at)
    return noun if noun is not None and noun.first == at < noun.last else None


def _begins_above(reader: Reader, draft: Draft, noun: Noun) -> bool:
    """`parliament` in "members of parliament" is no body of its own: the noun began in the phrase above."""
    return noun.first < draft.first and reader.tokens[draft.head].head == noun.first


def _is_people(reader: Reader, match: Match) -> bool:
    entry = reader.choose(match)
    return entry is not None and (entry.kind in INHABITANTS or entry.kind in DEMONYMS)


def _is_name_of(reader: Reader, draft: Draft, match: Match) -> bool:
    entry = reader.choose(match)
    if entry is None or entry.kind in INHABITANTS or entry.kind in PERSONS:
        return False
    if entry.kind in DEMONYMS:
        return False
    return not _longer_name(reader, draft, match)


def _longer_name(reader: Reader, draft: Draft, match: Match) -> bool:
    """Whether unknown capitalised words make another name of it: "China Airlines", "Bank of Kigali"."""
    before = match.first - 1
    return (
        before >= draft.first and reader.is_bare_name(before) and reader.tokens[before].deprel in ("flat", "compound")
    )


def _as_entry(reader: Reader, draft: Draft, match: Match, first: int) -> None:
    """A name of the lexicon that is no person: state, seat, body, group, region, town."""
    entry = reader.choose(match)
    assert entry is not None
    draft.kind, draft.key, draft.rule = "name", entry.key, entry.rule
    draft.shown_head = match.last if entry.kind == "body" else None
    draft.country, draft.full_name = entry.country, entry.name
    draft.gender = "n"
    draft.number = "sing"
    draft.type = {"body": "body", "group": "group", "city": "place", "region": "place"}.get(entry.kind, "state")
    draft.first, draft.last = min(draft.first, match.first), max(draft.last, match.last)
    reader.end_at_name(draft, match.last)
    draft.actor = identity.actor_of(entry, reader.article.day)
    _stand(draft, entry)
    _locate(reader, draft, entry)


def _stand(draft: Draft, entry: Entry) -> None:
    """`the opposition CHP`, `the ruling MPLA`: the words before a party tell on which side it stands."""
    if draft.actor is None or getattr(entry.row, "kind", None) != "party":
        return
    before = set(draft.words)
    stand = "OPP" if before & words("opposing") else "GOV" if before & words("ruling") else None
    if stand is not None and stand not in (draft.actor.sector, *draft.actor.other_sectors):
        others = (*draft.actor.other_sectors, stand)
        draft.actor = msgspec.structs.replace(draft.actor, other_sectors=others)


def _locate(reader: Reader, draft: Draft, entry: Entry) -> None:
    place = place_of(entry, reader.article.index)
    if place is None:
        return
    meant = places.reading(draft, entry.kind)
    seat_only = entry.kind == "metonym" and not getattr(entry.row, "also_place", False)
    if seat_only and meant == places.PLACE and draft.case not in ("at", "in", "inside", "near", "outside"):
        return
    if _in_dateline(reader, draft):
        meant = places.PLACE
    if meant == places.PARTY:
        return
    draft.place = place
    if entry.kind != "state":
        draft.type = "place"
        draft.key = f"place:{fold(entry.name)}"
    if meant == places.PLACE:
        draft.actor = None
    elif draft.actor is not None:
        draft.rule = entry.rule + "-place"
        draft.actor = (
            msgspec.structs.replace(draft.actor, sector=None) if entry.kind in ("city", "region") else draft.actor
        )


def _in_dateline(reader: Reader, draft: Draft) -> bool:
    """`MOSCOW: ...`: where the report was filed, also where the tree took it for a sentence of its own."""
    dateline = reader.article.document.dateline
    if dateline is not None and dateline.overlaps(Span(draft.start, draft.end)):
        return True
    first = reader.tokens[0]
    if draft.first == 0 and first.form.isupper() and not any(t.upos in ("VERB", "AUX") for t in reader.tokens[:12]):
        return len(reader.tokens) <= 12
    return len(reader.tokens) <= 3 and reader.tokens[-1].form in (":", "-", "–", "—")


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
