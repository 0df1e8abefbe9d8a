"""Sentences with the actor of each marked phrase: [words|CODE:SECTOR:name], read and compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.document import Actor, Document, Mention

_MARK = re.compile(r"\[([^\]|]+)\|([^\]]*)\]")


@dataclass
class Phrase:
    """A marked phrase with what it should be."""

    start: int
    end: int
    expected: str


@dataclass
class Row:
    """A sentence, the day of its article, its marked phrases."""

    text: str
    date: str | None
    phrases: list[Phrase]


def rows(path: Path) -> Iterator[Row]:
    """The sentences of a table of `date`, `text`."""
    table = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    for line in table[1:]:
        date, text = line.split("\t")[:2]
        yield read(text, date or None)


def articles(path: Path, use: str) -> Iterator[Row]:
    """The short articles of a table of `use` (tune, held), `text`; " / " in them is a new paragraph."""
    table = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    for line in table[1:]:
        half, text = line.split("\t")[:2]
        if half == use:
            yield read(text.replace(" / ", "\n\n"), None)


def read(text: str, date: str | None) -> Row:
    """One sentence without its marks, and what they say."""
    plain, at, phrases = "", 0, []
    for mark in _MARK.finditer(text):
        plain += text[at : mark.start()]
        phrases.append(Phrase(len(plain), len(plain) + len(mark.group(1)), mark.group(2)))
        plain += mark.group(1)
        at = mark.end()
    return Row(plain + text[at:], date, phrases)


def mention_at(document: Document, phrase: Phrase) -> Mention | None:
    """The mention of a phrase: the same span but for a comma or an article, else the largest headed inside it."""
    inside = [m for m in document.mentions if phrase.start <= m.head.start and m.head.end <= phrase.end]
    exact = [m for m in inside if m.start >= phrase.start - 4 and abs(m.end - phrase.end) <= 1]
    starts = [m for m in inside if m.start <= phrase.start + 4]
    return max(exact or starts or inside, key=lambda m: m.end - m.start, default=None)


def differs(document: Document, phrase: Phrase) -> str | None:
    """What is wrong with the mention of a phrase, or None."""
    mention = mention_at(document, phrase)
    told = "no mention" if mention is None else _told(mention)
    if phrase.expected == "~":
        return None if mention is None or mention.actor is None or mention.actor.code is None else told
    if mention is None:
        return told
    if phrase.expected.startswith("@"):
        return None if _is_place(mention, phrase.expected) else told
    if mention.actor is None:
        return told if phrase.expected else None
    if "+" in phrase.expected:
        said = sorted(f"{m.code}:{m.sector}" if ":" in phrase.expected else str(m.code) for m in mention.actor.members)
        return None if said == sorted(phrase.expected.split("+")) else told
    return None if _is_actor(mention.actor, phrase.expected) else told


def _is_place(mention: Mention, expected: str) -> bool:
    country = expected.strip("@!")
    if mention.place is None or mention.place.country != country:
        return False
    if expected.endswith("!"):
        return mention.actor is not None and mention.actor.code == country and mention.rule.endswith("-place")
    return mention.actor is None


def _is_actor(actor: Actor, expected: str) -> bool:
    code, sector, name = (expected + "::").split(":")[:3]
    return (
        (not code or actor.code == code) and (not sector or actor.sector == sector) and (not name or actor.name == name)
    )


def _told(mention: Mention) -> str:
    actor = mention.actor
    place = f" @{mention.place.country}" if mention.place is not None else ""
    if actor is None:
        return f"None{place} by {mention.rule}"
    members = "+".join(str(m.code) for m in actor.members)
    return f"{actor.code}:{actor.sector}:{actor.name} {members}{place} by {mention.rule}"
