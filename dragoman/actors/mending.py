"""What the tree has torn apart or doubled: titles and names, appositions, acronyms, names inside names."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from dragoman.actors import agents, identity, persons, phrases
from dragoman.actors.draft import Draft
from dragoman.actors.index import Entry, Match, place_of
from dragoman.actors.reader import PERSONS, Reader
from dragoman.lexicon import actor_rows


def _merge_titles(reader: Reader) -> None:
    """A title and a name side by side that the tree has torn apart are one phrase."""
    for draft in list(reader.drafts.values()):
        if (
            draft.agent is None
            or draft.agent.kind != "person"
            or draft.kind == "name"
            or draft.last + 1 >= len(reader.tokens)
        ):
            continue
        follower = next(
            (d for d in reader.drafts.values() if d.first == draft.last + 1 and d.type == "person" and d.is_name),
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
        del reader.drafts[draft.head]


def _merge_appositions(reader: Reader) -> None:
    """`Mehmet Oz, the chief negotiator`: one mention; the description adds what the name does not tell."""
    for draft in list(reader.drafts.values()):
        if draft.is_name and draft.type in ("person", "body", "state") and draft.place is None:
            inner = reader.apposed(draft)
            if inner is not None and draft.role is None and draft.type == "person":
                draft.role, draft.agent = inner.role, inner.agent
        _merge_acronym(reader, draft)


def _absorb(reader: Reader) -> None:
    """Words inside the name of an organisation or inside a longer common noun are nobody of their own."""
    for draft in reader.drafts.values():
        if draft.type not in ("body", "group") and draft.agent is None:
            continue
        inside = _own_words(reader, draft)
        for other in reader.drafts.values():
            if other is not draft and other.head in inside and _yields(other, draft):
                other.notes.add("merged")
                if draft.possessor is other:
                    draft.possessor = None


def _yields(other: Draft, draft: Draft) -> bool:
    """Whether a phrase inside the words of another is nobody of its own: not where it is the larger one."""
    covers = draft.head in range(other.first, other.last + 1)
    return not covers or (other.key == draft.key and draft.key is not None and other.head > draft.head)


def _own_words(reader: Reader, draft: Draft) -> range:
    match = reader.match_at(draft.shown_head if draft.shown_head is not None else draft.head)
    entry = reader.choose(match) if match is not None and draft.is_name else None
    if match is not None and entry is not None and entry.kind in ("body", "group"):
        return range(match.first, match.last + 1)
    noun = reader.scene.nouns.get(draft.head)
    return range(noun.first, noun.last + 1) if noun is not None else range(draft.head, draft.head)


def _merge_bodies(reader: Reader) -> None:
    """`the rebel group M23`, `state broadcaster NRK`: the name behind the noun names."""
    for draft in reader.drafts.values():
        if draft.agent is None or draft.agent.kind not in ("institution", "group") or draft.is_name:
            continue
        for child in reader.sentence.dependents(draft.head, "appos", "flat"):
            inner = reader.drafts.get(child)
            if (
                inner is not None
                and draft.head < child <= draft.last
                and inner.type == "body"
                and inner.key is not None
            ):
                inner.notes.add("merged")
                if reader.tokens[child - 1].form == "(" and _names_another_country(reader, draft, inner):
                    continue
                draft.actor, draft.key, draft.rule, draft.kind = inner.actor, inner.key, inner.rule, "name"
                draft.type, draft.full_name, draft.country = "body", inner.full_name, inner.country
                draft.shown_head, draft.wants_country = inner.shown_head, False
                draft.notes.discard("weak")


def _merge_acronym(reader: Reader, draft: Draft) -> None:
    """`the National Salvation Front (NSF)`: the letters in brackets are no mention of their own."""
    for child in phrases.appositions(reader.sentence, draft.head):
        bracketed = child > 0 and reader.tokens[child - 1].form == "("
        inner = reader.drafts.get(child)
        if bracketed and inner is not None and reader.tokens[child].form.isupper():
            inner.notes.add("merged")
            if _names_another_country(reader, draft, inner):
                continue
            if draft.actor is None or (draft.actor.code is None and inner.actor is not None and inner.actor.code):
                draft.actor, draft.key, draft.rule = inner.actor, inner.key, inner.rule
                draft.country, draft.type, draft.kind = inner.country, inner.type, "name"


def _names_another_country(reader: Reader, draft: Draft, inner: Draft) -> bool:
    """`the Nigerian Union of Teachers (NUT)`: letters that the lexicon knows for a body of another country."""
    inside = (match for place, match in reader.scene.matches.items() if draft.first <= place <= draft.head)
    told = {e.country for match in inside for e in match.entries if e.kind in ("state", "adjective")} - {None}
    return inner.country is not None and bool(told) and inner.country not in told


def _orphans(reader: Reader) -> Iterator[Draft]:
    """Persons of the lexicon that no phrase covers as its name: the tree has hung them on something else."""
    named = {i for d in reader.drafts.values() if d.type == "person" and d.is_name for i in range(d.first, d.last + 1)}
    for match in dict.fromkeys(reader.scene.matches.values()):
        entry = reader.choose(match)
        if entry is None or entry.kind not in PERSONS or match.last in named:
            continue
        title = next((d for d in reader.drafts.values() if d.last == match.first - 1 and _is_title(d)), None)
        if title is not None:
            title.last = match.last
            persons.as_known(reader, title, match, title.first)
        elif not reader.tokens[match.last].deprel.startswith(("compound", "amod")):
            draft = Draft(reader.sentence, reader.scene.number, match.last, match.first, match.last, "name")
            persons.as_known(reader, draft, match, match.first)
            yield draft


def _coordinate(reader: Reader) -> None:
    """Each first conjunct knows the whole row: `France` of "France and Germany"."""
    for head, draft in reader.drafts.items():
        row = [reader.drafts[h] for h in phrases.conjuncts(reader.sentence, head) if h in reader.drafts]
        if len(row) > 1:
            draft.coordinated = tuple(row)


def _inner_agents(reader: Reader) -> list[Draft]:
    """Doers before a noun that is none: `Israeli army` bulldozers, `police` custody, `guerrilla` camps."""
    found = []
    acting = [d for d in reader.drafts.values() if d.agent is not None or d.is_name or d.is_pronoun]
    heads = {d.head for d in reader.drafts.values()}
    taken = {i for d in acting for i in _core_range(reader, d)}
    for last, noun in reader.scene.nouns.items():
        compound = reader.tokens[last].deprel == "compound" and noun.agent.kind in ("group", "institution", "person")
        if not compound or last in heads or last in taken or noun.agent.weak:
            continue
        first = noun.first
        while first > 0 and (first - 1 in reader.scene.matches or first - 1 in reader.scene.noun_tokens):
            first -= 1
        draft = Draft(reader.sentence, reader.scene.number, last, first, last)
        draft.agent, draft.rule, draft.type = noun.agent, noun.agent.id, agents.type_of(noun.agent)
        draft.number = "plur" if noun.plural else "sing"
        draft.notes.add("modifier")
        _own_by_tree(reader, draft)
        agents.compose(reader, draft, noun.agent, first, last)
        reader.inner.update(range(first, last + 1))
        found.append(draft)
    return found


def _own_by_tree(reader: Reader, draft: Draft) -> None:
    """`Poland's prime minister` where the tree takes the minister for a modifier of the verb."""
    for child in reader.sentence.dependents(draft.head, "nmod:poss"):
        if child < draft.first:
            draft.possessor = reader.draft(child)
            draft.first, draft.definite = draft.possessor.first, True


def _modifiers(reader: Reader) -> Iterator[Draft]:
    """Demonyms and names inside phrases that stand for nobody themselves: `Iranian` oil, the `Ukraine` war."""
    heads = {
        d.head for d in reader.drafts.values() if d.kind == "name" or (d.actor is not None and d.agent is not None)
    }
    acting = [
        d for d in reader.drafts.values() if d.actor is not None or d.place is not None or d.role == "counterpart"
    ]
    taken = {i for d in acting for i in _core_range(reader, d)} | reader.inner
    for match in dict.fromkeys(reader.scene.matches.values()):
        if heads & set(range(match.first, match.last + 1)) or taken & set(range(match.first, match.last + 1)):
            continue
        entry = reader.choose(match)
        if entry is None or entry.kind in ("city", "people_adjective") or (entry.kind in PERSONS and not entry.bare):
            continue
        yield _modifier(reader, match, entry)


def _core_range(reader: Reader, draft: Draft) -> range:
    first, last = phrases.core(reader.sentence, draft.head)
    if draft.kind == "name":
        first, last = min(first, draft.first), max(last, draft.shown_head or draft.head)
        if draft.possessor is not None:
            first = max(first, draft.possessor.last + 1)
    return range(first, last + 1)


def _modifier(reader: Reader, match: Match, entry: Entry) -> Draft:
    draft = Draft(reader.sentence, reader.scene.number, match.last, match.first, match.last, "name")
    draft.key, draft.country, draft.full_name = entry.key, entry.country, entry.name
    draft.rule = entry.rule + "-modifier"
    draft.type = {"body": "body", "person": "person", "surname": "person"}.get(entry.kind, "state")
    if entry.kind in PERSONS:
        row = entry.row
        draft.gender = row.gender if isinstance(row, actor_rows.Person) else None
        draft.surname = getattr(row, "surname", None)
        draft.rule = entry.rule
        persons.set_office(reader, draft, entry, None)
    else:
        draft.gender = "n"
        draft.actor = identity.actor_of(entry, reader.article.day)
    if entry.kind == "region" and draft.actor is not None:
        draft.place = place_of(entry, reader.article.index)
        draft.actor = msgspec.structs.replace(draft.actor, sector=None)
        draft.rule += "-place"
    draft.notes.add("modifier")
    return draft


def _is_title(draft: Draft) -> bool:
    return draft.agent is not None and draft.agent.kind == "person" and not draft.is_name and draft.number == "sing"


def mended(reader: Reader) -> list[Draft]:
    """The phrases of the sentence in text order, with the names and doers inside phrases that are nobody themselves."""
    _merge_titles(reader)
    _merge_appositions(reader)
    _merge_bodies(reader)
    _coordinate(reader)
    _absorb(reader)
    drafts = [d for d in reader.drafts.values() if "merged" not in d.notes]
    found = [*drafts, *_orphans(reader), *_inner_agents(reader), *_modifiers(reader)]
    return sorted(found, key=lambda d: (d.start, -d.end))
