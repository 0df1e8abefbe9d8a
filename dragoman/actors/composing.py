"""Sector, code and country put together into an actor."""

from __future__ import annotations

from dragoman.actors import identity
from dragoman.actors.draft import Draft
from dragoman.actors.reader import Reader
from dragoman.actors.sources import Source
from dragoman.actors.tables import blocs, words
from dragoman.document import Actor
from dragoman.lexicon import actor_rows

NOBODY = actor_rows.Agent("")
"""The common noun of a name that has none."""
_GOVERNING = frozenset({"leader", "spokesperson", "envoy", "negotiator", "counterpart", "head_of_state"})


def settle(
    reader: Reader,
    draft: Draft,
    agent: actor_rows.Agent,
    sector: str | None,
    others: tuple[str, ...],
    chosen: Source | None,
    several: tuple[str, ...],
) -> None:
    code = chosen.code if chosen is not None else None
    if chosen is not None and chosen.sector and (sector is None or agent.weak or _acts_as(agent, sector, chosen)):
        sector = chosen.sector
    if agent is NOBODY and draft.type == "body":
        sector = None
    if sector is None and agent.role in _GOVERNING and chosen is not None and not chosen.body:
        sector = "GOV"
    if sector is None and agent.role is not None and code is not None and code.startswith("IGO"):
        sector = "GOV"
    if sector == "MIL" and code is not None and code.startswith("MNC-"):
        sector = "LAB"
    code = _acting_for(code, sector, agent, chosen)
    name = draft.full_name
    office = _office_name(reader, draft) if agent.role else None
    members = tuple(Actor(c, sector, identity.state_names().get(c)) for c in several) if len(several) > 1 else ()
    draft.countries = several
    draft.country = None if chosen is None else chosen.country
    draft.country_rule = None if chosen is None else chosen.rule
    draft.actor = Actor(None if members else code, sector, name, None, office, draft.country, others, members)
    if chosen is not None:
        draft.rule = f"{draft.rule}+{chosen.rule}"


def _acting_for(code: str | None, sector: str | None, agent: actor_rows.Agent, chosen: Source | None) -> str | None:
    """`West African leaders` act for their bloc; `Lufthansa pilots` are people of the firm's country."""
    if code is None or chosen is None or agent.kind not in ("person", "group"):
        return code
    if code.startswith("MNC-") and sector == "LAB":
        return chosen.country or code
    return blocs().get(code, code) if sector in ("GOV", "MIL") else code


def _acts_as(agent: actor_rows.Agent, sector: str | None, body: Source) -> bool:
    """Whether people are of the sector of their body: its officials, gunmen and soldiers of armed groups."""
    if not body.body or agent.kind != "person":
        return False
    armed = (body.code or "").startswith("NSA-") and sector in ("UAF", "PRM", "MIL")
    charity = (body.code or "").startswith("NGO-") and sector == "LAB"
    return sector in ("GOV", "CVL") or armed or charity


def _office_name(reader: Reader, draft: Draft) -> str | None:
    noun = next(
        (
            n
            for at, n in sorted(reader.scene.nouns.items())
            if draft.first <= at <= draft.last and n.agent is draft.agent
        ),
        None,
    )
    return None if noun is None else " ".join(t.form for t in reader.tokens[noun.first : noun.last + 1])


def sector_of(reader: Reader, draft: Draft, agent: actor_rows.Agent, first: int) -> tuple[str | None, tuple[str, ...]]:
    """The noun's own sector; a weak noun takes that of the noun before it: rebel commander, army spokesman."""
    if agent.sector and not agent.weak:
        return agent.sector, agent.other_sectors
    for at in range(draft.head - 1, first - 1, -1):
        noun = reader.scene.nouns.get(at)
        if noun is not None and noun.agent.sector and noun.agent.kind != "document":
            return noun.agent.sector, noun.agent.other_sectors
    inner = reader.of_complement(draft)
    if draft.token.lemma.lower() in words("follower"):
        party = inner is not None and inner.actor is not None and inner.actor.sector == "PTY"
        return agent.sector, ("PTY", "OPP") if party else agent.other_sectors
    if inner is not None and inner.actor is not None and inner.actor.sector:
        return inner.actor.sector, inner.actor.other_sectors
    return agent.sector, agent.other_sectors
