"""Where an actor stands on a topic: from what it says and from what it does in words.

>>> [name for name, _ in topics_in("They agreed to lift all sanctions.")]
['sanctions and coercive measures']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from dragoman.document import Actor, Document, Event, Party, Position, Quote, Span
from dragoman.lexicon import load
from dragoman.quotes import chains
from dragoman.quotes.quantities import quantities

OPEN_TOPIC_WORDS = 8
"""An open topic is the phrase itself, when it is no longer than this."""
EVENT_STANCES = {"SUPPORT": "support", "REJECT": "oppose", "ACCUSE": "oppose", "REQUEST": "call-for"}
OPEN_ACTS = frozenset({"praise", "support", "criticise", "oppose", "call-for", "deny", "accuse"})
ANAPHORIC = frozenset(
    {"claim", "claims", "charge", "charges", "accusation", "accusations", "report", "reports", "allegations"}
)
LEAD, REACH, BEHIND = 40, 200, 30
"""Characters: before the content, before the topic, behind the topic."""
STANCE_ORDER = ("oppose", "call-for", "concerned", "support")


class Topic(msgspec.Struct, frozen=True):
    """A topic of diplomacy and the phrases that name it."""

    topic: str
    phrases: tuple[str, ...]


class StanceWord(msgspec.Struct, frozen=True):
    """A phrase beside a topic that tells a stance."""

    phrase: str
    stance: str
    weight: str = "full"
    """`weak`: a verb of growth (expand, deepen) that counts only where no other word tells the stance."""


class ActStance(msgspec.Struct, frozen=True):
    """The stance that an act of speech takes by itself."""

    act: str
    stance: str


@cache
def _topics() -> dict[str, tuple[str, ...]]:
    """The topics of each phrase."""
    found: dict[str, tuple[str, ...]] = {}
    for row in load("quotes/topics.tsv", Topic):
        for phrase in row.phrases:
            found[_plain(phrase)] = (*found.get(_plain(phrase), ()), row.topic)
    return found


@cache
def _phrases() -> re.Pattern[str]:
    return _words(tuple(_topics()))


def _plain(words: str) -> str:
    return " ".join(words.lower().replace("’", "'").split())


@cache
def _stances(weight: str) -> dict[str, re.Pattern[str]]:
    rows = [row for row in load("quotes/stances.tsv", StanceWord) if row.weight == weight]
    by_stance = {stance: tuple(r.phrase for r in rows if r.stance == stance) for stance in STANCE_ORDER}
    return {stance: _words(phrases) for stance, phrases in by_stance.items() if phrases}


@cache
def _act_stances() -> dict[str, str]:
    return {row.act: row.stance for row in load("quotes/act_stances.tsv", ActStance)}


def _words(phrases: tuple[str, ...]) -> re.Pattern[str]:
    parts = sorted((re.escape(p).replace("'", "['’]").replace(r"\ ", r"\s+") for p in phrases), key=len, reverse=True)
    return re.compile(r"(?<![\w])(?:" + "|".join(parts) + r")(?!\w)", re.IGNORECASE)


def topics_in(text: str) -> list[tuple[str, Span]]:
    """The topics named in some words, each with the first phrase that names it; a longer phrase hides a shorter one."""
    found: dict[str, Span] = {}
    for match in _phrases().finditer(text):
        for topic in _topics()[_plain(match.group())]:
            found.setdefault(topic, Span(*match.span()))
    return list(found.items())


def take_positions(document: Document) -> Document:
    """The document with `positions`, `quantities` and the topics of its quotes filled."""
    quotes = tuple(_with_topics(document, quote) for quote in document.quotes)
    document = msgspec.structs.replace(document, quotes=quotes)
    found = [p for quote in quotes for p in _of_quote(document, quote)]
    found += [p for event in document.events for p in _of_event(document, event)]
    return msgspec.structs.replace(document, positions=tuple(_once(found)), quantities=quantities(document))


def _with_topics(document: Document, quote: Quote) -> Quote:
    named = [topic for span in quote.content for topic, _ in topics_in(document[span])]
    return msgspec.structs.replace(quote, topics=tuple(dict.fromkeys(named)))


def _of_quote(document: Document, quote: Quote) -> Iterator[Position]:
    """The positions that a quotation takes, one for each topic and each of its speakers."""
    if quote.source is None or quote.act in ("no-comment", "find") or not (quote.source.name or quote.source.code):
        return
    if chains.is_medium(quote.source.name or ""):
        return
    for span in quote.content:
        for topic, at in _topics_or_phrase(document, quote, span):
            words, shifted = _with_lead(document, span, at)
            stance, rule = _stance(words, shifted, quote.act)
            for actor in _actors(quote):
                yield Position(span.start, span.end, actor, topic, stance, rule, quote=quote.id)


def _topics_or_phrase(document: Document, quote: Quote, span: Span) -> list[tuple[str, Span]]:
    """The topics of a content; without any, the phrase itself when an act takes a stance on it."""
    words = document[span]
    named = topics_in(words)
    if named or quote.act not in OPEN_ACTS or len(words.split()) > OPEN_TOPIC_WORDS:
        return named
    phrase = re.sub(r"^(?:that|the|a|an|its|his|her|their|to)\s+", "", " ".join(words.strip(" .,“”\"'‘’").split()))
    return [(phrase, Span(0, len(words)))] if phrase and phrase.lower() not in ANAPHORIC else []


def _with_lead(document: Document, span: Span, at: Span) -> tuple[str, Span]:
    """A content with the words that lead to it in its sentence: `urging the abandonment of` before a quoted piece."""
    sentence = document.sentence_of(span)
    start = max(sentence.start if sentence is not None else span.start, span.start - LEAD)
    shift = span.start - start
    return document.text[start : span.end], Span(at.start + shift, at.end + shift)


def _stance(words: str, at: Span, act: str) -> tuple[str, str]:
    """The stance towards a topic: words of the same clause first, nearest before it, then the act itself."""
    by_act = _act_stances().get(act)
    if by_act in ("oppose", "call-for", "concerned") and act not in ("call-for",):
        return by_act, f"positions:act:{act}"
    nearest = _nearest(words, at)
    if nearest is not None:
        return nearest, "positions:words"
    return (by_act, f"positions:act:{act}") if by_act else ("neutral", "positions:none")


def _nearest(words: str, at: Span) -> str | None:
    """The stance word nearest to the topic in its clause; verbs of growth only where no other word stands."""
    start, end = _clause(words, at)
    for weight in ("full", "weak"):
        found = [
            (_gap(at, match), stance)
            for stance, pattern in _stances(weight).items()
            for match in pattern.finditer(words, start, end)
            if match.end() <= at.start or at.end <= match.start() <= at.end + BEHIND
        ]
        if found:
            return min(found)[1]
    return None


def _gap(at: Span, match: re.Match[str]) -> int:
    """How far a word stands from the topic; words behind it count as farther."""
    return at.start - match.end() if match.end() <= at.start else BEHIND + match.start() - at.end


def _clause(words: str, at: Span) -> tuple[int, int]:
    """The clause of a content that holds a topic, roughly: between semicolons, within a reach before it."""
    start = max(words.rfind(";", 0, at.start) + 1, at.start - REACH, 0)
    stop = words.find(";", at.end)
    return start, len(words) if stop < 0 else stop


def _actors(quote: Quote) -> list[Party]:
    """The speakers one by one; the issuers of a joint document."""
    if quote.sources:
        return [p for p in quote.sources if p.name or p.code]
    if quote.source is not None and quote.source.members:
        return [_member(quote.source, actor) for actor in quote.source.members]
    return [quote.source] if quote.source is not None else []


def _member(whole: Party, actor: Actor) -> Party:
    return Party(actor.code, actor.sector, actor.name, whole.start, whole.end, actor.id, actor.office, actor.country)


def _of_event(document: Document, event: Event) -> Iterator[Position]:
    """The positions that an event of words takes: SUPPORT, REJECT, ACCUSE, REQUEST."""
    stance = EVENT_STANCES.get(event.type)
    if stance is None or event.status in ("denied", "conditional"):
        return
    for topic, _ in topics_in(document[event]):
        for actor in event.actors:
            yield Position(
                event.start, event.end, actor, topic, stance, f"positions:event:{event.type}", event=event.id
            )


def _once(found: list[Position]) -> Iterator[Position]:
    """Each actor's stance on a topic once for the same words, from the quotation rather than the event."""
    seen: set[tuple[str | None, str | None, str, str]] = set()
    for position in found:
        key = (position.actor.code, position.actor.name, position.topic, position.stance)
        near = (*key[:3], "")
        if position.event is not None and near in seen:
            continue
        if (*key, position.start) in seen:  # type: ignore[comparison-overlap]
            continue
        seen |= {(*key, position.start), near}  # type: ignore[arg-type]
        yield position
