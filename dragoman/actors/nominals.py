"""Nouns that point back: the Russian leader, his Chinese counterpart, both sides, the duo, the latter, the bloc."""

from __future__ import annotations

from functools import cache

import msgspec

from dragoman.actors import identity, salience
from dragoman.actors.article import Article
from dragoman.actors.draft import Draft
from dragoman.actors.entities import Entities, Entity
from dragoman.actors.tables import Anaphor, anaphors, realms, words
from dragoman.document import Actor
from dragoman.lexicon import actor_rows

_LEADERS = frozenset({"head_of_state", "head_of_government", "leader", "monarch", "secretary_general"})
_TITLES = {
    "president": "head_of_state",
    "premier": "head_of_government",
    "chancellor": "head_of_government",
}
_TWO = frozenset({"two", "both", "2"})
_THREE = frozenset({"three", "all"})
_ARGUMENTS = frozenset({"nsubj", "obj", "iobj", "obl"})


def link(article: Article, entities: Entities, draft: Draft) -> None:
    """A noun phrase joins what it points back to; if nothing fits it begins an entity of its own."""
    found = _find(article, entities, draft)
    if found is not None:
        draft.rule = draft.rule or "nominal"
        entities.link(found, draft)
        return
    if draft.number_of_sentence <= 1 and draft.number == "plur" and _count(draft, _anaphor(draft)) is not None:
        draft.notes.add("open")
    entities.new(draft)


def look_ahead(entities: Entities) -> None:
    """`the two leaders` before anybody is named: the first pair of that kind in the sentences that follow."""
    for entity in [e for e in entities.all if e.drafts and "open" in e.drafts[0].notes]:
        draft = entity.drafts[0]
        anaphor = _anaphor(draft)
        kinds = anaphor.types if anaphor is not None else ()
        later = [
            (own.start, group)
            for group in entities.all
            if len(group.members) == 2 and group.type in kinds
            for own in (*group.drafts, *group.virtual)
            if 0 < own.number_of_sentence - draft.number_of_sentence <= 3
        ]
        if later:
            group = min(later, key=lambda pair: pair[0])[1]
            for own in entity.drafts:
                group.take(own)
            entity.drafts.clear()


def _is_pair(draft: Draft) -> bool:
    """`both said`, `mediating between the two`: no more words than these."""
    alone = draft.words in (("both",), ("the", "two")) and draft.relation in ("obj", "iobj", "obl", "nmod")
    return draft.token.form.lower() in ("both", "two") and (draft.is_subject or alone)


def _anaphor(draft: Draft) -> Anaphor | None:
    return anaphors().get(draft.token.lemma.lower())


def _find(article: Article, entities: Entities, draft: Draft) -> Entity | None:
    lemma = draft.token.lemma.lower()
    if lemma in ("latter", "former") and draft.token.upos != "PROPN":
        return _latter(entities, draft, lemma)
    anaphor = anaphors().get(lemma)
    count = _count(draft, anaphor)
    if count is not None and anaphor is not None:
        return _several(article, entities, draft, anaphor, count)
    if _is_pair(draft) and draft.whole is None and not _has_of(draft):
        return _several(article, entities, draft, Anaphor("both", ("person", "state", "body")), 2)
    if anaphor is not None and "state" in anaphor.types and draft.possessor is not None and draft.actor is None:
        return _own_states(entities, draft)
    if draft.key is not None:
        return entities.by_key.get(draft.key)
    if draft.role == "counterpart":
        return _counterpart(article, entities, draft)
    if len(draft.countries) > 1 and draft.type == "person" and draft.definite:
        return _of_countries(article, entities, draft)
    if (
        draft.number == "plur"
        and anaphor is not None
        and draft.definite
        and draft.agent is not None
        and _is_leaders(draft)
    ):
        return _several(article, entities, draft, anaphor, None)
    if not draft.definite:
        return None
    return _definite(article, entities, draft, anaphor)


# ------------------------------------------------------------------ several


def _is_leaders(draft: Draft) -> bool:
    return draft.token.lemma.lower() in words("pair") and not draft.countries and draft.country is None


def _count(draft: Draft, anaphor: Anaphor | None) -> int | None:
    """How many the phrase speaks of: `both leaders` 2, `the trio` 3."""
    if anaphor is None:
        return None
    if anaphor.count is not None and draft.definite:
        return anaphor.count
    if draft.number != "plur":
        return None
    words = set(draft.words[: draft.head - draft.first])
    if words & _TWO and (draft.definite or "their" in words):
        return 2
    return 3 if "three" in words and draft.definite else None


def _several(article: Article, entities: Entities, draft: Draft, anaphor: Anaphor, count: int | None) -> Entity | None:
    """The last group of that kind and size, else the most salient of that kind."""
    if draft.countries and len(draft.countries) > 1:
        return _of_countries(article, entities, draft)
    draft.number = "plur"
    for kind in anaphor.types:
        group = _last_group(entities, draft, kind, count)
        if group is not None:
            return group
        members = _most_salient(entities, draft, kind, count or 2, anaphor.lemma)
        if len(members) == (count or 2):
            return entities.group(members, kind)
    return None


def _own_states(entities: Entities, draft: Draft) -> Entity | None:
    """`his country`, `their countries`: of whoever owns them."""
    owner = entities.of(draft.possessor) if draft.possessor is not None else None
    if owner is None or draft.token.lemma.lower() not in ("country", "nation", "state", "government", "capital"):
        return None
    if draft.number == "plur" and owner.members:
        codes = [m.country for m in owner.members if m.country is not None]
        if len(set(codes)) == len(owner.members):
            return entities.group([_state(entities, code) for code in codes], "state")
        return None
    if draft.number == "sing" and owner.type == "person" and owner.country is not None and draft.agent is not None:
        return _state(entities, owner.country) if draft.role == "state" else None
    return None


def _of_countries(article: Article, entities: Entities, draft: Draft) -> Entity | None:
    """`The Chinese and Russian leaders`: the leader of each."""
    members = [_person_of(article, entities, draft, code) for code in draft.countries]
    found = [m for m in members if m is not None]
    return (
        entities.group(found, "person") if len(found) == len(draft.countries) and len(set(map(id, found))) > 1 else None
    )


def _last_group(entities: Entities, draft: Draft, kind: str, count: int | None) -> Entity | None:
    fitting = []
    for entity in entities.all:
        if entity.members and entity.type == kind and (count is None or len(entity.members) == count):
            nearest = next(entity.mentions_before(draft), None)
            if nearest is not None and draft.number_of_sentence - nearest.number_of_sentence <= 6:
                fitting.append((nearest.start, entity))
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def _most_salient(entities: Entities, draft: Draft, kind: str, count: int, lemma: str) -> list[Entity]:
    """The two (or three) of that kind that weigh most, if the next one weighs clearly less."""
    if kind == "state":
        return states_spoken_of(entities, draft, count)
    found = []
    for entity in entities.all:
        if entity.type != kind or entity.members or entity.number == "plur" or not _may_lead(entity, lemma):
            continue
        weight = _weight(entity, draft)
        if weight is not None:
            found.append((weight, entity))
    found.sort(key=lambda pair: -pair[0])
    if len(found) > count and found[count - 1][0] - found[count][0] < 0.5:
        return []
    return sorted((entity for _, entity in found[:count]), key=lambda e: e.chain)


def states_spoken_of(entities: Entities, draft: Draft, count: int) -> list[Entity]:
    """The states that the sentences before are about, by themselves or by those who act for them."""
    weights: dict[str, float] = {}
    for entity in entities.all:
        code = entity.country
        if code is None or len(code) != 3 or code in FORMER or entity.members:
            continue
        for own in entity.drafts:
            distance = draft.number_of_sentence - own.number_of_sentence
            if own.start < draft.start and distance <= 6 and not (own.place is not None and own.actor is None):
                weights[code] = weights.get(code, 0.0) + (1.5 if own.is_subject else 1.0) / (1 + distance)
    ranked = sorted(weights, key=lambda code: -weights[code])
    if len(ranked) < count or (len(ranked) > count and weights[ranked[count - 1]] < 1.15 * weights[ranked[count]]):
        return []
    return sorted((_state(entities, code) for code in ranked[:count]), key=lambda e: e.chain)


FORMER = frozenset({"SUN", "YUG", "CSK", "DDR", "SCG", "YMD", "VDR"})


def _may_lead(entity: Entity, lemma: str) -> bool:
    if lemma in ("leader", "president") and entity.role is not None:
        return entity.role in _LEADERS or entity.role.startswith("head")
    if lemma == "minister" and entity.role is not None:
        return entity.role.endswith("minister") or entity.role == "head_of_government"
    return True


def _weight(entity: Entity, draft: Draft) -> float | None:
    before = [own for own in entity.drafts if own.start < draft.start]
    if not before or draft.number_of_sentence - before[-1].number_of_sentence > 5:
        return None
    distance = draft.number_of_sentence - before[-1].number_of_sentence
    return salience.OFTEN * min(len(before), 6) + max(salience.score(entity, draft), -30.0) * 0.5 - distance


def _state(entities: Entities, code: str) -> Entity:
    key = f"state:{code}"
    if key not in entities.by_key:
        entity = Entity(len(entities.all), "state", key=key, country=code, gender="n")
        row = next((r for r in actor_rows.territories() if r.code == code), None)
        entity.actor = Actor(code, None, row.name if row else None, row.wikidata if row else None, country=code)
        entities.all.append(entity)
        entities.by_key[key] = entity
    return entities.by_key[key]


def _latter(entities: Entities, draft: Draft, lemma: str) -> Entity | None:
    """Of two parties just named, the second (or the first): arguments of verbs in the nearest sentence that has two."""
    for back in range(3):
        number = draft.number_of_sentence - back
        named = [d for e in entities.all if not e.members for d in e.drafts if d.number_of_sentence == number]
        before = sorted((d for d in named if d.start < draft.start and d.relation in _ARGUMENTS), key=lambda d: d.start)
        for kind in ("person", "state", "body"):
            chains = list(dict.fromkeys(d.chain for d in reversed(before) if entities.all[d.chain].type == kind))
            if len(chains) >= 2:
                return entities.all[chains[0] if lemma == "latter" else chains[1]]
    return None


# ------------------------------------------------------------------ one


def _counterpart(article: Article, entities: Entities, draft: Draft) -> Entity | None:
    """`his Chinese counterpart`: the office of the possessor, in the other country."""
    owner = entities.of(draft.possessor) if draft.possessor is not None else None
    role = owner.role if owner is not None else None
    code = draft.country
    if len(draft.countries) > 1:
        draft.type = "person"
        return None
    draft.role = role
    sector = owner.actor.sector if owner is not None and owner.actor is not None else None
    if code is not None and role is None:
        draft.actor, draft.type = Actor(code, sector, country=code), "person"
    if code is None or role is None:
        return None
    found = _person(article, entities, draft, code, role) or _holder(article, entities, draft, code, role)
    if found is None:
        draft.actor = Actor(code, sector, office=None, country=code)
        draft.type = "person"
    return found


def share_office(entities: Entities, draft: Draft) -> None:
    """`her Ugandan counterpart, Joseph Okello`: the office of the possessor, in his own country."""
    owner = entities.of(draft.possessor) if draft.possessor is not None else None
    entity = entities.of(draft)
    if entity is None or owner is None or owner.role == "counterpart":
        return
    sector = owner.actor.sector if owner.actor is not None else None
    entity.role = draft.role = owner.role
    if draft.actor is not None and draft.actor.sector is None:
        entity.actor = draft.actor = msgspec.structs.replace(entity.actor or draft.actor, sector=sector)


def _definite(article: Article, entities: Entities, draft: Draft, anaphor: Anaphor | None) -> Entity | None:
    if draft.type == "person" and draft.number == "sing":
        return _definite_person(article, entities, draft)
    bare = draft.country is None and draft.possessor is None and not _has_of(draft)
    armed = _armed(entities, draft) if bare else None
    if armed is not None:
        return armed
    plain = draft.agent is None or draft.agent.phrase == draft.token.lemma.lower()
    if anaphor is not None and draft.number == "sing" and bare and (plain or anaphor.types[0] != "state"):
        found = _by_types(entities, draft, anaphor)
        if found is not None or realms(anaphor.lemma) or _region(draft):
            staged = _on_stage(article, entities, draft, anaphor)
            outside = bool(_region(draft)) and (found is None or found.country not in _region(draft))
            found = staged if staged is not None or outside else found
        if found is not None:
            return found
    return _same_noun(article, entities, draft)


def _definite_person(article: Article, entities: Entities, draft: Draft) -> Entity | None:
    if draft.country is not None:
        code = draft.actor.code if draft.actor is not None else draft.country
        role = draft.role or _TITLES.get(draft.token.lemma.lower())
        if draft.former is not None:
            return _same_noun(article, entities, draft)
        found = _person(article, entities, draft, code or draft.country, role)
        if found is not None:
            return found
        held = _holder(article, entities, draft, code or draft.country, role) if role is not None else None
        return held or _only_stranger(entities, draft)
    if draft.role is not None:
        found = _person(article, entities, draft, _owner_code(entities, draft), draft.role)
        if found is not None and not _stands_before(entities, draft, found):
            return found
    return _titled(entities, draft) or _same_noun(article, entities, draft)


def _armed(entities: Entities, draft: Draft) -> Entity | None:
    """`the Lord's Resistance Army ... the rebels`: the one armed group named before."""
    if draft.agent is None or draft.agent.sector not in ("REB", "PRM") or draft.agent.kind == "weapon":
        return None
    coded = [e for e in entities.all if e.actor is not None and (e.actor.code or "").startswith("NSA-")]
    near = [e for e in coded if not e.members and salience.antecedent(e, draft, modifiers=True) is not None]
    return near[0] if len({e.actor.code for e in near if e.actor is not None}) == 1 else None


def _has_of(draft: Draft) -> bool:
    """`the city of Tulkarm`, `two of those released`: the words tell what they mean."""
    below = draft.sentence.dependents(draft.head, "nmod")
    marks = (draft.sentence.tokens[i] for child in below for i in draft.sentence.dependents(child, "case"))
    return any(mark.lemma.lower() == "of" for mark in marks)


def _owner_code(entities: Entities, draft: Draft) -> str | None:
    """`Its trade chief`: of whoever owns him."""
    owner = entities.of(draft.possessor) if draft.possessor is not None else None
    actor = owner.actor if owner is not None else None
    return (actor.code or actor.country) if actor is not None else None


def _stands_before(entities: Entities, draft: Draft, found: Entity) -> bool:
    """`Iran summoned the ambassador`: not an envoy of its own."""
    if draft.role != "envoy" or found.country is None:
        return False
    hosts = (d for e in entities.all for d in e.drafts if d.number_of_sentence == draft.number_of_sentence)
    return any(d.is_subject and d.governor == draft.governor and d.country == found.country for d in hosts)


def _region(draft: Draft) -> frozenset[str]:
    """`the Caucasus nation`: the states of the region."""
    regions = [note for note in draft.notes if note.startswith("REG-")]
    return frozenset(actor.member for region in regions for actor in identity.memberships().get(region, ()))


def _on_stage(article: Article, entities: Entities, draft: Draft, anaphor: Anaphor) -> Entity | None:
    """`the government`, `the kingdom`: the state on whose stage the sentence plays, of those that are one."""
    realm = realms(anaphor.lemma) | _region(draft)
    if anaphor.types[0] != "state" or not (realm or anaphor.lemma in words("rulers")):
        return None
    code = article.leader(draft.number_of_sentence, among=realm or None)
    return _named_state(entities, draft, realm, code)


def _named_state(entities: Entities, draft: Draft, realm: frozenset[str], code: str | None) -> Entity | None:
    """The state of a code, if it was named near; anywhere, where the noun can only mean this one."""
    found = entities.by_key.get(f"state:{code}") if code is not None else None
    near = found is not None and (len(realm) == 1 or salience.antecedent(found, draft, modifiers=True) is not None)
    return found if near else None


def _only_stranger(entities: Entities, draft: Draft) -> Entity | None:
    """`Kagame met Hichilema. The Zambian president ...`: the one person of whom no country and no office is known."""
    fitting = []
    for entity in entities.all:
        nearest = salience.antecedent(entity, draft) if entity.type == "person" and not entity.members else None
        if nearest is None or entity.number == "plur" or nearest.number_of_sentence < draft.number_of_sentence - 2:
            continue
        coded = entity.actor is not None and entity.actor.code is not None
        known = entity.country is not None or entity.role is not None or coded
        bound = nearest.governor == draft.governor and nearest.number_of_sentence == draft.number_of_sentence
        if not known and not bound and (not draft.gender or not entity.gender or draft.gender == entity.gender):
            fitting.append(entity)
    return fitting[0] if len(fitting) == 1 else None


def nameless(entities: Entities, draft: Draft) -> Entity | None:
    """`The Danish minister of ports ... The minister of ports, Ulla Holt,`: who had no name before gets it now."""
    lemmas = {t.lemma.lower() for t in draft.sentence.tokens[draft.first : draft.last + 1]}
    for entity in reversed(entities.all):
        if entity.type != "person" or entity.names or entity.members or entity.role != draft.role:
            continue
        if salience.antecedent(entity, draft) is not None and entity.drafts[0].token.lemma.lower() in lemmas:
            return entity if _countries_agree(entity, draft) else None
    return None


def _titled(entities: Entities, draft: Draft) -> Entity | None:
    """`General Anders Holm ... the general`: the last person named with that title."""
    lemma = draft.token.lemma.lower()
    for entity in reversed(entities.all):
        near = entity.type == "person" and not entity.members and salience.antecedent(entity, draft) is not None
        if near and any(lemma in d.words[:-1] for d in entity.drafts if d.is_name):
            return entity
    return None


def _person_of(article: Article, entities: Entities, draft: Draft, code: str) -> Entity | None:
    role = draft.role or "leader"
    return _person(article, entities, draft, code, role) or _holder(article, entities, draft, code, role)


def _person(article: Article, entities: Entities, draft: Draft, code: str | None, role: str | None) -> Entity | None:
    """The nearest person named before with that country and office."""
    fitting = []
    for entity in entities.all:
        if entity.type != "person" or entity.number == "plur" or entity.members or not entity.drafts:
            continue
        if entity.drafts[0].start >= draft.start:
            continue
        if not _same_office(entity, code, role) and not _once_held(article, entity, code, role):
            continue
        if draft.gender and entity.gender and draft.gender != entity.gender:
            continue
        if draft.token.lemma.lower() in words("royal") and not _is_royal(entity):
            continue
        fitting.append((max(d.start for d in entity.drafts if d.start < draft.start), entity))
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def _is_royal(entity: Entity) -> bool:
    """Whether an office or a title says king: `the monarch` is no president."""
    office = entity.actor.office if entity.actor is not None and entity.actor.office else ""
    said = {word for own in entity.drafts for word in own.words} | set(office.lower().split())
    return bool(said & words("royal"))


def _once_held(article: Article, entity: Entity, code: str | None, role: str | None) -> bool:
    """Without a date every office that the person ever held counts."""
    if article.day is not None or entity.key is None or code is None or role is None:
        return False
    return article.offices.ever(entity.key.removeprefix("person:"), code, role) is not None


def _same_office(entity: Entity, code: str | None, role: str | None) -> bool:
    actor = entity.actor
    own = {actor.code, actor.country, entity.country} if actor is not None else {entity.country}
    if code is not None and code not in own:
        return False
    if role is None:
        return False
    if entity.role == role:
        return True
    if role == "leader":
        return entity.role in _LEADERS
    if role == "minister":
        return entity.role is not None and entity.role.endswith("minister")
    if role == "head_of_government" and entity.role == "head_of_state":
        return False
    return False


def _holder(article: Article, entities: Entities, draft: Draft, code: str, role: str) -> Entity | None:
    """The one who held the office on the article's day, if it is known."""
    term = article.offices.holder(code, role, article.day)
    if term is None or draft.number == "plur":
        return None
    key = f"person:{term.person}"
    if key in entities.by_key:
        return entities.by_key[key]
    row = article.index.persons.get(term.person)
    if row is None:
        return None
    entity = Entity(len(entities.all), "person", key=key, country=row.country, gender=row.gender, role=term.role)
    entity.actor = Actor(term.code, term.sector, row.name, row.wikidata, term.office, row.country)
    entities.all.append(entity)
    entities.by_key[key] = entity
    return entity


def _by_types(entities: Entities, draft: Draft, anaphor: Anaphor) -> Entity | None:
    """`the country`, `the bloc`, `the ministry`: the most salient entity of that kind."""
    for kind in anaphor.types:
        ranked = []
        for entity in entities.all:
            if entity.type != kind or entity.members or not _kind_fits(entity, anaphor.lemma):
                continue
            if salience.antecedent(entity, draft, modifiers=kind == "body") is not None:
                ranked.append((salience.score(entity, draft), entity))
        ranked.sort(key=lambda pair: -pair[0])
        if ranked and (len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= 1.0):
            return ranked[0][1]
    return None


def _kind_fits(entity: Entity, lemma: str) -> bool:
    """Whether an organisation is of the kind that the noun names; unknown ones by their last word."""
    if entity.type != "body":
        return lemma not in ("government", "state") or entity.type == "state"
    words = {d.token.lemma.lower() for d in entity.drafts} | {
        w.lower() for d in entity.drafts if d.full_name for w in d.full_name.split()
    }
    if lemma in words:
        return True
    anaphor = anaphors().get(lemma)
    if anaphor is None or entity.key is None:
        return False
    kinds = anaphor.kinds
    return _body_kinds().get(entity.key.removeprefix("body:"), "") in kinds


@cache
def _body_kinds() -> dict[str, str]:
    return {row.id: row.kind for row in actor_rows.bodies()}


def _same_noun(article: Article, entities: Entities, draft: Draft) -> Entity | None:
    """`rebels ... the rebels`: the last phrase with the same noun and no other country."""
    if draft.agent is None and not draft.definite:
        return None
    lemma = draft.token.lemma.lower()
    for entity in reversed(entities.all):
        if entity.members or not entity.drafts:
            continue
        nearest = salience.antecedent(entity, draft)
        if nearest is None or not any(_means(d, lemma) for d in entity.drafts):
            continue
        if entity.number != draft.number or not _owners_agree(entities, entity, draft):
            continue
        if _countries_agree(entity, draft) and _is_at_home(article, nearest, entity, draft):
            return entity
    return None


def _is_at_home(article: Article, nearest: Draft, entity: Entity, draft: Draft) -> bool:
    """`Sudan ... the army ... Chad's army`: a country named now is not that of who needed none before."""
    if draft.country is None or entity.country is not None:
        return True
    return article.leader(nearest.number_of_sentence) in (None, draft.country)


def _means(own: Draft, again: str) -> bool:
    """The same noun, or another word for a government: `the regime` after `Syria's government`."""
    ends = {own.token.lemma.lower(), own.words[-1] if own.is_name else ""}
    return again in ends or (again in words("rulers") and bool(ends & words("rulers")))


def _countries_agree(entity: Entity, draft: Draft) -> bool:
    return draft.country is None or entity.country is None or draft.country == entity.country


def _owners_agree(entities: Entities, entity: Entity, draft: Draft) -> bool:
    if draft.possessor is None:
        return True
    owners = {d.possessor.chain for d in entity.drafts if d.possessor is not None}
    return not owners or draft.possessor.chain in owners
