"""Through whom the words came: from the speaker outwards to document, agency and outlet.

>>> medium("China's state news agency Xinhua")
('Xinhua', 'state media')
"""

from __future__ import annotations

import re
from functools import cache

from dragoman.document import Attribution, Document, Party, Span
from dragoman.quotes import cues, parties
from dragoman.quotes.drafts import Draft, Voice
from dragoman.quotes.parties import Cast

STATE_MEDIA = re.compile(
    r"\bstate(?:-run|-owned|-controlled|-affiliated)?\s+(?:news\s+)?(?:media|agency|broadcaster|television|TV|newspaper|radio)",
    re.I,
)
OFFICES = re.compile(
    r"\b(?:ministry|department|office|embassy|government|kremlin|white house|pentagon|army|military|police|council|"
    r"commission|parliament|court)\b",
    re.I,
)


AGENCY = re.compile(
    r"(?:news )?agency,? ([A-Z][\w-]*(?: [A-Z][\w-]*)*)"
    r"|([A-Z][\w-]*(?: [A-Z][\w-]*)*)(?:'s)? (?:state )?(?:news )?agency"
)
PRESS_NOUNS = frozenset({"paper", "newspaper", "agency", "broadcaster", "daily", "channel", "network", "outlet"})
PAPER = re.compile(
    r"(?:in|on|through|via)\s+(?:an?|the|its|his|her|their)?\s*"
    r"(?P<paper>(?:[\w-]+\s+){0,2}(?:statement|post|tweet|letter|communiqu[eé]|message|readout|declaration|article|op-ed)\b"
    r"(?:\s+on\s+[A-Z]\w*(?:\s+[A-Z]\w*)?)?)",
    re.IGNORECASE,
)
OUTLET = re.compile(
    r"((?:[A-Z][\w-]* )+(?:Times|Post|Herald|Tribune|Gazette|Ledger|Journal|Chronicle|News|Daily|Mail|Telegraph|"
    r"Standard|Observer|Mirror|Express|Today|Review|Dispatch|Courier|Guardian|Television|TV|Radio))\b"
    r"|([A-Z][\w-]*(?: [A-Z][\w-]*)*) "
    r"(?:daily|newspaper|broadcaster|channel|website|weekly|magazine|television|radio)\b"
)


@cache
def _media_pattern() -> re.Pattern[str]:
    names = sorted(cues.media(), key=len, reverse=True)
    return re.compile(r"(?<![\w-])(" + "|".join(re.escape(name) for name in names) + r")(?![\w-])")


def medium(words: str) -> tuple[str, str] | None:
    """The agency or outlet named in some words, and its kind; None where none is."""
    plain = " ".join(words.replace("’", "'").split())
    if STATE_MEDIA.match(plain) is not None:
        return words, "state media"
    for pattern, kind in ((_media_pattern(), None), (AGENCY, "agency"), (OUTLET, "outlet")):
        match = pattern.search(plain)
        if match is not None:
            name = next((group for group in match.groups() if group), match.group())
            return name, kind or cues.media()[name]
    return (words, "state media") if STATE_MEDIA.search(words) is not None else None


def is_medium(words: str) -> bool:
    """Whether a speaker is an agency, outlet or state medium, and not a person who works for one."""
    return medium(words) is not None and len(words.split()) <= 7


def relays(document: Document, voice: Voice) -> bool:
    """Whether a speaker only passes words on: an agency, an outlet, a state medium."""
    return is_medium(document[voice])


def medium_name(cast: Cast, voice: Voice) -> str | None:
    """The bare name of an agency or outlet that speaks: `CCTV` of `Chinese state broadcaster CCTV`."""
    words = cast.document[voice]
    found = medium(words) if is_medium(words) else None
    return found[0] if found is not None and found[0] != words else None


def relayer_before(cast: Cast, voice: Voice) -> str | None:
    """The agency or outlet that `the paper` or `the news agency` means: the last one named before it."""
    words = cast.document[voice].lower().split()
    if len(words) > 3 or words[0] != "the" or words[-1] not in PRESS_NOUNS:
        return None
    names = [m.group() for m in _media_pattern().finditer(cast.document.text, 0, voice.start)]
    return names[-1] if names else None


def link(cast: Cast, voice: Voice, stance: str = "asserts") -> Attribution:
    """One link of a chain from the words that name it."""
    words = cast.document[voice]
    if (found := medium(words)) is not None:
        return Attribution(found[0], found[1], None, None, voice.start, voice.end, stance)
    party = parties.party(cast, voice)
    return Attribution(
        plain_name(party.name), kind(cast, voice, party), party.code, party.sector, voice.start, voice.end, stance
    )


def plain_name(name: str | None) -> str | None:
    """A name without the country behind a seat: `Kremlin (Russia)` is the Kremlin in a chain."""
    return name.split(" (")[0] if name else name


def kind(cast: Cast, voice: Voice, party: Party) -> str:
    """What a link of a chain is."""
    if (document := parties.document_kind(cast, voice)) is not None:
        return {"post": "official", "press": "outlet"}.get(document, "official document")
    if parties.nameless(cast, voice):
        return "unnamed source"
    if OFFICES.search(cast.document[voice]) is not None and not party.office:
        return "official"
    mention = parties.mention_of(cast, voice)
    if mention is not None and mention.gender is not None:
        return "named person"
    return "named person" if party.office or len((party.name or "").split()) > 1 else "official"


def _paper(cast: Cast, draft: Draft, venue: Span | None) -> list[Attribution]:
    """The document that speaks or in which the words stand: `the statement said`, `said in a post on X`."""
    if draft.source is not None and parties.document_kind(cast, draft.source) == "official document":
        name = parties.words_for(cast, draft.source)
        return [Attribution(name, "official document", None, None, draft.source.start, draft.source.end)]
    if venue is None:
        return []
    found = PAPER.match(cast.document[venue])
    if found is None:
        return []
    start, end = venue.start + found.start("paper"), venue.start + found.end("paper")
    name = " ".join(found.group("paper").split())
    return [Attribution(name, "official document", None, None, start, end), *_carried(cast, Span(end, venue.end))]


def _carried(cast: Cast, rest: Span) -> list[Attribution]:
    """Who passed a document on: `in a statement carried by the agency`."""
    found = medium(cast.document[rest]) if re.search(r"\bby\b", cast.document[rest]) else None
    return [Attribution(found[0], found[1], None, None, rest.start, rest.end)] if found is not None else []


def around(drafts: list[Draft], draft: Draft) -> list[Draft]:
    """The drafts whose content holds this one, innermost first."""
    whole = Span(draft.start, draft.end)
    holding = [d for d in drafts if d is not draft and d.source is not None and any(p.covers(whole) for p in d.content)]
    return sorted((d for d in holding if not _holds(draft, d)), key=lambda d: d.end - d.start)


def _holds(draft: Draft, other: Draft) -> bool:
    """Whether this draft's content holds the other's cue: then the other is the inner one."""
    return other.cue is not None and any(part.covers(other.cue) for part in draft.content)


def chain(cast: Cast, drafts: list[Draft], draft: Draft, venue: Span | None) -> tuple[Attribution, ...]:
    """The links between a speaker and the page, nearest first: document or post, quoting agency, outer reports."""
    links = [*_paper(cast, draft, venue), *(link(cast, voice) for voice in draft.reporters)]
    for outer in around(drafts, draft):
        if outer.source is not None and not outer.is_thought:
            links.append(link(cast, outer.source, "denies" if outer.act == "deny" else "asserts"))
            links += [link(cast, voice) for voice in outer.reporters]
    return tuple({(found.name, found.start): found for found in links}.values())
