"""Where the country of a phrase comes from: demonym, body, possessor, of-phrase, apposition, the place behind it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

import msgspec

from dragoman.actors import identity, phrases
from dragoman.actors.draft import Draft
from dragoman.actors.index import Entry, Match
from dragoman.actors.reader import DEMONYMS, INHABITANTS, PERSONS, Reader
from dragoman.actors.tables import words
from dragoman.document import Token

_ISO = re.compile(r"[A-Z]{3}")


class Source(msgspec.Struct, frozen=True):
    """What tells for whom a phrase acts: code, the sector it brings, its country, the rule that found it."""

    code: str | None
    sector: str | None
    country: str | None
    rule: str
    body: bool = False
    last: int = -1
    joined: bool = False


def of_phrase(reader: Reader, draft: Draft, first: int, last: int) -> Iterator[Source]:
    """Everything in the phrase that tells for whom it acts, the strongest first."""
    yield from of_core(reader, draft, first, draft.head - 1 if draft.head > first else last)
    if draft.possessor is not None:
        yield from source_of(draft.possessor, "possessor")
    yield from _prepositional(reader, draft, ("of", "for"), "of")
    for child in phrases.appositions(reader.sentence, draft.head):
        if draft.first <= child <= draft.last and child > draft.head:
            yield from source_of(reader.draft(child), "apposition")
    yield from _based(reader, draft)
    owned = draft.possessor is not None and draft.possessor.is_pronoun
    place = None if owned else behind(reader, draft)
    if place is not None:
        yield place


def _based(reader: Reader, draft: Draft) -> Iterator[Source]:
    """`a group based in Lima`, `rebels operating in Mali`."""
    for clause in reader.sentence.dependents(draft.head, "acl"):
        if reader.tokens[clause].lemma.lower() in words("based"):
            for child in reader.sentence.dependents(clause, "obl"):
                if reader.has_case(child, "in", "from", "at", "near"):
                    yield from source_of(reader.draft(child), "based")


def of_core(reader: Reader, draft: Draft, first: int, last: int) -> Iterator[Source]:
    """Demonyms, names of states and bodies before the noun."""
    seen: set[int] = set()
    found: list[Source] = []
    for at in range(first, last + 1):
        match = reader.match_at(at)
        if match is None or match.first in seen or match.first < first or match.last > max(last, draft.head):
            continue
        seen.add(match.first)
        entry = reader.choose(match)
        if _is_disowned(reader, match):
            draft.notes.update(("relational", f"backed:{entry.country if entry is not None else None}"))
            continue
        if entry is None or (entry.kind in PERSONS and match.last >= draft.head):
            continue
        source = _source(reader, entry, match)
        if source is not None:
            found.append(source)
    bodies = [s for s in found if s.body and s.last == max(f.last for f in found)]
    joined = _joined(found, reader.tokens)
    if draft.number == "sing" and not joined and not bodies:
        found = _last_of_hyphened(found, reader.tokens)
    yield from joined or sorted(found, key=lambda s: (s not in bodies, found.index(s)))


def _last_of_hyphened(found: list[Source], tokens: tuple[Token, ...]) -> list[Source]:
    """`a Somali-American man` is of the United States."""
    if len(found) < 2 or found[1].last - found[0].last != 2 or tokens[found[0].last + 1].form != "-":
        return found
    return found[1:]


def _source(reader: Reader, entry: Entry, match: Match) -> Source | None:
    if entry.kind in ("people_adjective", "people_person", "people_people", "people") and entry.country is None:
        return None
    if entry.kind in PERSONS:
        return Source(entry.country, None, entry.country, "person", False, match.last) if entry.country else None
    actor = identity.actor_of(entry, reader.article.day)
    if actor is None or (actor.code is None and actor.country is None):
        return None
    rule = "demonym" if entry.kind in DEMONYMS or entry.kind in INHABITANTS else "compound"
    body = entry.kind == "body"
    sector = actor.sector if body or entry.kind == "metonym" else None
    return Source(actor.code or actor.country, sector, entry.country, rule, body, match.last)


def _is_disowned(reader: Reader, match: Match) -> bool:
    """`Iranian-backed`, `pro-Russian`, `Russian-made`: the state is another one."""
    after = [t.form.lower() for t in reader.tokens[match.last + 1 : match.last + 3]]
    before = [t.form.lower() for t in reader.tokens[max(0, match.first - 2) : match.first]]
    backed = bool(after) and (
        after[0] in words("participle") or (after[0] in "-–" and after[-1] in words("participle"))
    )
    return backed or bool(
        before and (before[-1] in words("against") or (before[-1] in "-–" and before[0] in words("against")))
    )


def _prepositional(reader: Reader, draft: Draft, cases: tuple[str, ...], rule: str) -> Iterator[Source]:
    for child in reader.sentence.dependents(draft.head, "nmod"):
        if child > draft.head and reader.has_case(child, *cases):
            inner = reader.draft(child)
            yield from _of_each(reader, draft, child, rule) or source_of(inner, rule)
            yield from _prepositional(reader, inner, ("of", "in"), rule)


def _of_each(reader: Reader, draft: Draft, child: int, rule: str) -> list[Source]:
    """`the presidents of Peru and Ghana`: one of each."""
    row = phrases.conjuncts(reader.sentence, child)
    if draft.number != "plur" or rule != "of" or len(row) < 2 or draft.type != "person":
        return []
    found = [next(source_of(reader.draft(each), rule), None) for each in row]
    kept = [msgspec.structs.replace(source, joined=True) for source in found if source is not None]
    return kept if len({source.code for source in kept}) == len(row) else []


_WHERE = ("in", "from", "at", "near", "throughout", "across", "inside", "on", "outside")


def behind(reader: Reader, draft: Draft, *more: str) -> Source | None:
    """`police in France`, `rebels from eastern Congo`; with `of`: the Albanians of Serbia."""
    return next(_prepositional(reader, draft, (*_WHERE, *more), "in"), None)


def source_of(draft: Draft, rule: str) -> Iterator[Source]:
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
    pairs = itertools.pairwise(demonyms)
    if not all({"and", ",", "/", "&"} & set(words[a.last + 1 : b.last]) and b.last - a.last <= 3 for a, b in pairs):
        return []
    return [msgspec.structs.replace(s, joined=True) for s in demonyms]
