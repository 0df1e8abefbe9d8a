"""The country of a phrase that does not tell it: from its possessor, the clause above, the sentence, the article.

"Benin opened its borders, police said."    police: BEN, rule ends in +sentence
"""

from __future__ import annotations

import msgspec

from dragoman.actors import nominals
from dragoman.actors.article import Article
from dragoman.actors.draft import Draft
from dragoman.actors.entities import Entities, Entity
from dragoman.actors.stage import PARTNER, country_of
from dragoman.actors.tables import realms, words
from dragoman.document import Actor

_OFFICIAL = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "OPP", "SPY"})
_BRANCHES = frozenset({"MIL", "COP", "JUD", "LEG", "JRN"})
_RESIDENT = frozenset({"REB", "UAF", "COP", "CVL", "EDU", "LAB", "AGR", "JUD", "REL", "MED", "OPP", "CRM", "BUS"})
_JOINED = frozenset({"LAB", "PTY", "OPP", "REB", "REL", "PRM", "CRM", "AGR", "SOC"})
"""Sectors of bodies that have members rather than staff."""
_INSIDE = frozenset({"in"})
_WHERE = frozenset({"in", "at", "near", "outside"})
_ABROAD = frozenset({"envoy"})
_PRIVATE = frozenset({None, "CVL", "ELI", "EDU", "JRN", "BUS", "SOC", "REF"})
"""Whoever is no official may say we of anybody."""
_NO_GUESS = frozenset({"document", "thing", "state", "side", "place"})


def inherit(article: Article, entities: Entities, sentences: list[list[Draft]]) -> None:
    """Every entity that wants a country and has none gets it from the nearest ground, with the rule that gave it.

    1. the possessor (its army, his spokesman); 2. the place that frames the clause; 3. envoys: the other party;
    4. institutions, offices and what is known: the country that leads around the sentence (stage.py); 5. the clause
    above; 6. the one country of the sentence; 7. the country that the article is about; 8. the dateline.
    """
    for drafts in sentences:
        for draft in drafts:
            if draft.wants_country and (_gets_pair(entities, draft) or _gets_group(sentences, draft)):
                continue
            if draft.wants_country and _may_inherit(draft):
                if _gets_members(entities, draft) or _gets_body(draft, drafts) or _gets_court(sentences, draft):
                    continue
                found = _country(article, entities, draft, drafts)
                if found is not None:
                    _give(entities, draft, *found)
            elif draft.wants_country and (told := _of_only(article, draft, drafts)) is not None:
                _give(entities, draft, *told)


def _gets_members(entities: Entities, draft: Draft) -> bool:
    """`their officials` after "the two presidents", `the ministers of both countries`: some of each."""
    whole = draft.whole if draft.whole is not None and draft.whole.type in ("state", "side") else None
    by = draft.possessor or whole
    owner = entities.of(by) if by is not None else None
    codes = [code for member in owner.members if (code := _code(member)) is not None] if owner is not None else []
    if len(set(codes)) < 2 or draft.number != "plur":
        return False
    sector = draft.actor.sector if draft.actor is not None else None
    draft.actor = Actor(None, sector, members=tuple(Actor(code, sector, country=code) for code in codes))
    draft.wants_country, draft.rule = False, f"{draft.rule}+{'possessor' if draft.possessor is not None else 'of'}"
    return True


def _gets_pair(entities: Entities, draft: Draft) -> bool:
    """`the two armies`, `both embassies`: those of the two states just spoken of."""
    before = set(draft.words[: draft.head - draft.first])
    if draft.agent is None or draft.number != "plur" or draft.possessor is not None or draft.whole is not None:
        return False
    official = draft.agent.sector in _OFFICIAL and (draft.role is not None or draft.agent.kind == "institution")
    if not official or draft.agent.weak or not before & {"two", "both"} or draft.agent.role == "former":
        return False
    states = nominals.states_spoken_of(entities, draft, 2)
    codes = [state.country for state in states if state.country is not None]
    if len(codes) != 2:
        return False
    sector = draft.agent.sector
    draft.actor = Actor(None, sector, members=tuple(Actor(code, sector, country=code) for code in codes))
    draft.wants_country, draft.rule = False, f"{draft.rule}+pair"
    return True


def _gets_group(sentences: list[list[Draft]], draft: Draft) -> bool:
    """`The union struck after members voted it down`: members of the union, party or group named just before."""
    alone = draft.possessor is None and draft.whole is None and draft.number == "plur"
    if not alone or draft.token.lemma.lower() != "member" or draft.agent is None or not draft.agent.weak:
        return False
    number = draft.number_of_sentence
    before = [own for row in sentences for own in row if own.start < draft.start and own.type in ("body", "group")]
    near = [own for own in before if 0 <= number - own.number_of_sentence <= 1 and own.actor is not None]
    joined = [own for own in near if own.actor is not None and own.actor.sector in _JOINED]
    if not joined or draft.actor is not None:
        return False
    draft.actor, draft.country = joined[-1].actor, joined[-1].country
    draft.wants_country, draft.rule = False, f"{draft.rule}+body"
    return True


def _gets_body(draft: Draft, row: list[Draft]) -> bool:
    """`the Secretary-General` is of the body that the sentence names, or of the United Nations."""
    if draft.role != "secretary_general" or draft.possessor is not None or draft.whole is not None:
        return False
    codes = [own.actor.code for own in row if own.actor is not None and (own.actor.code or "").startswith("IGO-")]
    draft.actor = msgspec.structs.replace(draft.actor or Actor(None), code=codes[0] if codes else "IGO-UN")
    draft.wants_country, draft.rule = False, f"{draft.rule}+body"
    return True


def _gets_court(sentences: list[list[Draft]], draft: Draft) -> bool:
    """`The Gambia went to the International Court of Justice and asked the judges`: of the world court named last."""
    alone = draft.possessor is None and draft.whole is None and draft.definite
    if not alone or draft.agent is None or draft.agent.sector != "JUD":
        return False
    number = draft.number_of_sentence
    before = [
        own for row in sentences for own in row if own.start < draft.start and number - own.number_of_sentence <= 2
    ]
    courts = [own.actor for own in before if own.actor is not None and own.actor.sector == "JUD" and own.actor.code]
    if not courts or not (courts[-1].code or "").startswith("IGO"):
        return False
    draft.actor = msgspec.structs.replace(draft.actor or Actor(None, "JUD"), code=courts[-1].code)
    draft.wants_country, draft.rule = False, f"{draft.rule}+body"
    return True


def _may_inherit(draft: Draft) -> bool:
    """Not: phrases that say nothing of their sector, groups and sides, allies and enemies of somebody."""
    if draft.role == "host":
        return draft.possessor is not None
    if draft.type in _NO_GUESS or "weak" in draft.notes or "relational" in draft.notes or _is_alien(draft):
        return False
    if draft.possessor is None and draft.whole is None and _is_any(draft):
        return False
    counted = (
        draft.definite
        and draft.number == "plur"
        and bool({"two", "both", "three"} & set(draft.words[: draft.head - draft.first]))
    )
    return draft.role not in ("group", "state", "side", "meeting") and not counted


def _of_only(article: Article, draft: Draft, row: list[Draft]) -> tuple[str, str] | None:
    """`the movement`, `the three judges`: of the one country that the article knows, unless bodies between states act;
    `Iran-backed militias` of the place where they act, which is not Iran."""
    bodies = {code for code in _realms(draft) if code.startswith("IGO")}
    if len(bodies) == 1:
        return bodies.pop(), "title"
    if article.stage is None or draft.type in _NO_GUESS or draft.is_name or "seat" in draft.notes:
        return None
    if _is_alien(draft) or _is_any(draft):
        return None
    if "relational" in draft.notes:
        backers = {note.removeprefix("backed:") for note in draft.notes if note.startswith("backed:")}
        named = {own.place.country for own in row if own.place is not None and own.place.country is not None}
        places = named - backers
        return (places.pop(), "place") if backers and len(places) == 1 else None
    if article.stage.between and "weak" in draft.notes:
        return None
    return (article.stage.only, "only") if article.stage.only is not None else None


def _realms(draft: Draft) -> frozenset[str]:
    return realms(draft.agent.phrase) if draft.agent is not None else frozenset()


def _is_any(draft: Draft) -> bool:
    """`a democratically elected government`, `abusive governments`: nobody's in particular."""
    counted = draft.number == "plur" or draft.words[0] in ("a", "an")
    return counted and not draft.definite and draft.token.lemma.lower() in words("any")


def _is_alien(draft: Draft) -> bool:
    """`foreign companies`, not `foreign ministers` nor `its foreign policy chief`: of no country that is named."""
    office = set(draft.agent.phrase.lower().split()) if draft.agent is not None else set()
    before = draft.sentence.tokens[draft.first : draft.head]
    strange = words("alien") | (
        words("alien-force") if draft.agent is not None and draft.agent.sector == "MIL" else set()
    )
    return any(t.head == draft.head and t.form.lower() in strange - office for t in before)


def _country(article: Article, entities: Entities, draft: Draft, row: list[Draft]) -> tuple[str, str] | None:
    if draft.possessor is not None:
        owner = entities.of(draft.possessor)
        code = _code(owner) if owner is not None else None
        if draft.role == "host":
            return _of_other(article, draft, row, code)
        of_nobody = owner is not None and owner.type not in ("person", "body")
        if of_nobody and draft.token.lemma.lower() in words("follower"):
            return None
        if code is not None:
            return code, "possessor"
    if draft.whole is not None and draft.whole.type in ("state", "side"):
        whole = entities.of(draft.whole)
        code = _code(whole) if whole is not None and not whole.members else None
        return (code, "of") if code is not None else None
    titled = _by_title(article, draft)
    if titled is not None:
        return titled, "title"
    framed = _framed(draft, row)
    if framed is not None:
        return framed, "place"
    if draft.role in _ABROAD:
        return _of_abroad(article, draft, row)
    local = _of_places(draft, row)
    if local is not None:
        return local, "place"
    before = _of_branch(entities, draft)
    if before is not None:
        return before, "branch"
    if _is_at_home(draft):
        leader = article.leader(draft.number_of_sentence)
        if leader is not None:
            return leader, "stage"
    return _nearby(article, draft, row)


def _of_other(article: Article, draft: Draft, row: list[Draft], own: str | None) -> tuple[str, str] | None:
    """`Macron thanked his hosts`: of the other country of the sentence that the text speaks of most, or of the one
    that leads beside his."""
    others = _sentence_codes(draft, row) - {own}
    weights = article.stage.weights(draft.number_of_sentence) if article.stage is not None else {}
    first = max(sorted(others), key=lambda code: weights.get(code, 0.0), default=None)
    code = first or article.leader(draft.number_of_sentence, without=own)
    return (code, "other") if code is not None and own is not None else None


def _nearby(article: Article, draft: Draft, row: list[Draft]) -> tuple[str, str] | None:
    """From the clause above, the sentence, then the article."""
    struck = _struck(article, draft, row)
    if struck is not None:
        return struck, "victim"
    above = _above(draft, row)
    leader = article.leader(draft.number_of_sentence)
    if above is not None and leader not in (None, above) and not draft.is_subject:
        return leader, "stage"
    if above is not None:
        return above, "clause"
    codes = _sentence_codes(draft, row)
    if draft.is_name and draft.agent is None:
        codes = {code for own in row if own is not draft and own.place is None and (code := _iso(own)) is not None}
        return (codes.pop(), "sentence") if len(codes) == 1 else None
    if len(codes) == 1:
        return codes.pop(), "sentence"
    if len(codes) > 1 and not draft.is_name and (first := _first_subject(draft, row)) is not None:
        return first, "sentence"
    leader = leader or article.dominant
    if leader is not None:
        return leader, "article"
    if article.stage is not None and article.stage.only is not None:
        return article.stage.only, "only"
    return (article.home, "dateline") if article.home is not None else None


def _is_at_home(draft: Draft) -> bool:
    """Institutions, offices and whatever the text takes for known: nobody says whose they are on their own stage."""
    if draft.agent is None:
        return False
    known = draft.definite or draft.agent.kind == "institution" or draft.role is not None or draft.is_name
    return known or (draft.is_subject and draft.agent.sector in _OFFICIAL)


def _by_title(article: Article, draft: Draft) -> str | None:
    """`Home Secretary Helen Marsh`: the one state that has the office, or the leader of those that have it."""
    codes = _realms(draft)
    if len(codes) == 1:
        return next(iter(codes))
    return article.leader(draft.number_of_sentence, among=codes) if codes else None


def _framed(draft: Draft, row: list[Draft]) -> str | None:
    """`In Iraq, parliament suspended its session`: the one place around the verb whose subject the phrase is."""
    if draft.governor < 0 or not (draft.is_subject or _stays(draft)):
        return None
    cases = _INSIDE if draft.is_subject else _WHERE
    around = [own for own in row if own.place is not None and own.actor is None and own.governor == draft.governor]
    codes = {own.place.country for own in around if own.place is not None and own.case in cases} - {None}
    return codes.pop() if len(codes) == 1 else None


def _stays(draft: Draft) -> bool:
    """`a force battling mutineers in Maseru`: people are at home where something befalls them; soldiers may not be."""
    sector = draft.agent.sector if draft.agent is not None else None
    return draft.relation in ("obj", "obl") and sector in _RESIDENT


def _of_places(draft: Draft, row: list[Draft]) -> str | None:
    """`Governor Lund said drones hit a depot in Kursk`: a local official goes by the one country of the places."""
    before = set(draft.words[: draft.head - draft.first + 1])
    if draft.agent is None or not before & words("local"):
        return None
    codes = {own.place.country for own in row if own.place is not None and own.case not in PARTNER} - {None}
    return codes.pop() if len(codes) == 1 else None


def _of_branch(entities: Entities, draft: Draft) -> str | None:
    """`Israeli troops entered ... The army said`: the one country whose army (police, court) was named just before."""
    sector = draft.agent.sector if draft.agent is not None and draft.definite else None
    if sector not in _BRANCHES:
        return None
    near = [
        country_of(own)
        for entity in entities.all
        for own in entity.drafts
        if 0 <= draft.number_of_sentence - own.number_of_sentence <= 3
        and own.start < draft.start
        and own.actor is not None
        and own.actor.sector == sector
        and not own.wants_country
    ]
    codes = set(near) - {None}
    return codes.pop() if len(codes) == 1 else None


def _struck(article: Article, draft: Draft, row: list[Draft]) -> str | None:
    """`Cambodia fired rockets into Surin, killing nine villagers`: of the other country of the sentence."""
    tokens = draft.sentence.tokens
    if draft.relation != "obj" or draft.governor < 0 or tokens[draft.governor].lemma.lower() not in words("harm"):
        return None
    doer = _above(draft, row) or _first_subject(draft, row)
    others = _sentence_codes(draft, row) - {doer}
    return others.pop() if doer is not None and len(others) == 1 else None


def _of_abroad(article: Article, draft: Draft, row: list[Draft]) -> tuple[str, str] | None:
    """`Iran summoned the ambassador`: of the other party, where one leads."""
    host = next(
        (code for own in row if own.is_subject and own.governor == draft.governor and (code := _iso(own))), None
    )
    if host is None:
        codes = _sentence_codes(draft, row)
        return (codes.pop(), "sentence") if len(codes) == 1 else None
    other = article.leader(draft.number_of_sentence, without=host)
    return (other, "stage") if other is not None else None


def give_voices(entities: Entities) -> None:
    """We and you stand for the side of the speaker, where he acts for one: "We will not pay," the minister said."""
    for entity in entities.all:
        speaker = entity.voice_of
        actor = speaker.actor if speaker is not None else None
        if actor is None or actor.members or (actor.code or actor.country) is None or actor.sector in _PRIVATE:
            continue
        for draft in entity.drafts:
            draft.actor = Actor(actor.code or actor.country, actor.sector, country=actor.country)
            draft.rule, draft.confidence = "speaker-side", 0.7


def _code(entity: Entity) -> str | None:
    if entity.voice_of is not None:
        return _code(entity.voice_of)
    return entity.country or (entity.actor.country or entity.actor.code if entity.actor is not None else None)


def _iso(draft: Draft) -> str | None:
    return country_of(draft)


def _above(draft: Draft, row: list[Draft]) -> str | None:
    """The subject of a clause that governs the phrase."""
    ancestors = list(draft.sentence.ancestors(draft.head))
    for ancestor in ancestors:
        for own in row:
            if own is not draft and own.is_subject and own.governor == ancestor and own.head != draft.head:
                code = _iso(own)
                if code is not None:
                    return code
    return None


def _sentence_codes(draft: Draft, row: list[Draft]) -> set[str]:
    """The countries of a sentence; not where a subject goes: "The minister will fly to Oman"."""
    others = [own for own in row if own is not draft and not own.is_pronoun]
    kept = [own for own in others if not (own.place is not None and own.case == "to" and draft.is_subject)]
    return {code for own in kept if (code := _iso(own)) is not None}


def _first_subject(draft: Draft, row: list[Draft]) -> str | None:
    for own in row:
        if own is not draft and own.is_subject and (code := _iso(own)) is not None:
            return code
    return None


def _speaks_for(draft: Draft, owner: Entity) -> bool:
    """`their leaders` of strikers, `its members` of a union, `his men` of a general: of the sector of these."""
    if draft.agent is None or owner.actor is None or owner.actor.sector is None or owner.members:
        return False
    serving = draft.agent.sector is None and draft.agent.weak and draft.token.lemma.lower() not in words("follower")
    return serving or (draft.token.lemma.lower() in words("men") and owner.actor.sector in words("armed"))


def _give(entities: Entities, draft: Draft, code: str, rule: str) -> None:
    draft.country, draft.country_rule, draft.wants_country = code, rule, False
    draft.rule = f"{draft.rule}+{rule}" if draft.rule else rule
    actor = draft.actor or Actor(None)
    owner = entities.of(draft.possessor) if draft.possessor is not None and rule == "possessor" else None
    body = owner.actor.code if owner is not None and owner.actor is not None and owner.actor.code else code
    country = None if code.startswith("IGO") else code
    draft.actor = msgspec.structs.replace(actor, code=body if actor.code is None else actor.code, country=country)
    if rule == "possessor" and owner is not None and _speaks_for(draft, owner):
        draft.actor = msgspec.structs.replace(draft.actor, sector=owner.actor.sector if owner.actor else None)
    entity = entities.of(draft)
    if entity is None:
        return
    entity.country = entity.country or code
    entity.actor = draft.actor
    for own in entity.drafts:
        own.wants_country = False
        if own.actor is None or own.actor.code is None:
            own.actor = draft.actor
