"""Headlines and transcripts that name the speaker before a colon or behind a dash.

>>> match = BEFORE_COLON.match("Mexico City mayor: Water talks will resume soon")
>>> match.group("name")
'Mexico City mayor'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dragoman.document import Span
from dragoman.lexicon import load
from dragoman.quotes import cues
from dragoman.quotes.cues import Named
from dragoman.quotes.drafts import Draft, Page, Voice

BEFORE_COLON = re.compile(
    r"\s*(?P<name>[A-Z][\w.’'&/-]*(?: (?:[A-Z(][\w.’')&/-]*|[a-z]{1,12})){0,5})(?P<colon>:)\s+(?P<words>\S.{8,})$"
)
BEHIND_DASH = re.compile(
    r"(?P<words>.{15,}?)\s+(?P<dash>[–—-])\s+(?P<name>[Rr]eports?|[Ss]ources?|[A-Z][\w.]+(?: [A-Z][\w.]+){0,2})\s*$"
)
TRANSCRIPT = re.compile(r"\s*(?P<name>[A-Z][A-Z.'’-]{2,}(?: [A-Z][A-Z.'’-]+){0,3})(?P<colon>:)\s+(?P<words>\S.{8,})$")
HEADLINE = 140


@cache
def _labels() -> frozenset[str]:
    return frozenset(row.lemma for row in load("quotes/labels.tsv", Named))


def drafts(page: Page) -> Iterator[Draft]:
    """The attributions that headlines make without a verb."""
    for number, paragraph in enumerate(page.paragraphs):
        words = page.text[paragraph.start : paragraph.end]
        if page.document.in_boilerplate(paragraph) or "\n" in words:
            continue
        if _is_headline(page, number, words):
            yield from _headline(page, paragraph, words)
        elif (match := TRANSCRIPT.match(words)) is not None and match.group("name").lower() not in _labels():
            yield _draft(paragraph, match, "transcript", ())


def _is_headline(page: Page, number: int, words: str) -> bool:
    title = page.document.title
    if title is not None:
        return title.overlaps(page.paragraphs[number])
    return number == 0 and len(words) < HEADLINE


def _headline(page: Page, paragraph: Span, words: str) -> Iterator[Draft]:
    match = BEFORE_COLON.match(words)
    if match is not None and match.group("name").lower() not in _labels() and _is_speaker(page, paragraph, match):
        yield _draft(paragraph, match, "headline colon", ("headline",))
    elif (match := BEHIND_DASH.match(words)) is not None and _speaks(match.group("name")):
        yield _draft(paragraph, match, "headline dash", ("headline",))


def _is_speaker(page: Page, paragraph: Span, match: re.Match[str]) -> bool:
    """Whether the words before a colon name somebody: a name by the parser's hint, a role, a document."""
    if len(match.group("name").split()) > 4:
        return False
    tokens = page.tokens_between(paragraph.start, paragraph.start + match.end("name"))
    known = cues.speakers() | cues.documents().keys()
    return any(t.entity != "O" or t.lemma.lower() in known for _, _, t in tokens)


def _speaks(name: str) -> bool:
    """Whether words behind a dash are a source and not the outlet's own name."""
    return name.lower() in ("report", "reports", "source", "sources") or len(name.split()) <= 2


def _draft(paragraph: Span, match: re.Match[str], rule: str, flags: tuple[str, ...]) -> Draft:
    at = paragraph.start
    mark = "colon" if "colon" in match.groupdict() else "dash"
    words = match.group("words").rstrip()
    return Draft(
        (Span(at + match.start("words"), at + match.start("words") + len(words.rstrip("."))),),
        "say",
        rule,
        Span(at + match.start(mark), at + match.end(mark)),
        Voice(at + match.start("name"), at + match.end("name")),
        flags=flags,
    )
