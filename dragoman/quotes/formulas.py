"""Recurring diplomatic wording: rare phrases that come back in several articles, with their first and last use.

>>> _key("No-limits partnership")
'no limits partnership'
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

import msgspec

from dragoman.document import Document, Quote, Span
from dragoman.lexicon import load
from dragoman.quotes.cues import Named

LONGEST = 7
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
SPELLINGS = (("isation", "ization"), ("ising", "izing"), ("ise", "ize"), ("our", "or"), ("tre", "ter"))


class Use(Span, frozen=True):
    """One place where a formula stands: article, speaker and day."""

    document: str
    speaker: str | None
    date: str | None


class Formula(msgspec.Struct, frozen=True):
    """A phrase that comes back, and its uses from the oldest to the latest."""

    phrase: str
    uses: tuple[Use, ...]

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who uses it, in the order of first use."""
        return tuple(dict.fromkeys(use.speaker for use in self.uses if use.speaker))

    def first(self, speaker: str | None = None) -> Use:
        """The first use, of all or of one speaker."""
        return next(use for use in self.uses if speaker is None or use.speaker == speaker)

    def last(self, speaker: str | None = None) -> Use:
        """The latest use, of all or of one speaker."""
        return next(use for use in reversed(self.uses) if speaker is None or use.speaker == speaker)


def formulas(documents: Iterable[Document], *, articles: int = 2) -> tuple[Formula, ...]:
    """Phrases of attributed words in at least so many articles, the longest wording of each, commonest first."""
    found: dict[str, list[tuple[str, Use]]] = defaultdict(list)
    for document in documents:
        for key, phrase, use in _uses(document):
            found[key].append((phrase, use))
    shared = {key: uses for key, uses in found.items() if len({u.document for _, u in uses}) >= articles}
    parts = _parts(shared)
    kept = [key for key in shared if key not in parts]
    made = [Formula(_wording(shared[key]), _ordered(shared[key])) for key in kept]
    return tuple(sorted(made, key=lambda f: (-len({u.document for u in f.uses}), -len(f.phrase.split()), f.phrase)))


def _ordered(uses: list[tuple[str, Use]]) -> tuple[Use, ...]:
    return tuple(sorted((use for _, use in uses), key=lambda u: (u.date or "9999", u.document, u.start)))


def _wording(uses: list[tuple[str, Use]]) -> str:
    """The wording of the oldest use."""
    return min(uses, key=lambda pair: (pair[1].date or "9999", pair[1].document, pair[1].start))[0]


def _parts(shared: dict[str, list[tuple[str, Use]]]) -> set[str]:
    """Phrases that stand in no other article than a longer phrase around them."""
    articles = {key: {use.document for _, use in uses} for key, uses in shared.items()}
    found: set[str] = set()
    for key in shared:
        found.update(part for part in _inner(key) if part in articles and articles[part] <= articles[key])
    return found


def _inner(key: str) -> Iterator[str]:
    """The shorter runs of words inside a phrase."""
    words = key.split()
    for length in range(2, len(words)):
        for first in range(len(words) - length + 1):
            yield " ".join(words[first : first + length])


def _uses(document: Document) -> Iterator[tuple[str, str, Use]]:
    seen: set[tuple[str, int]] = set()
    for quote in document.quotes:
        for span in quote.content:
            for key, at in _phrases(document, span, quote):
                if (key, at.start) not in seen:
                    seen.add((key, at.start))
                    speaker = quote.source.name if quote.source is not None else None
                    day = quote.date.value if quote.date is not None and quote.date.value else document.published.value
                    yield key, document[at], Use(at.start, at.end, document.id, speaker, day)


def _phrases(document: Document, span: Span, quote: Quote) -> Iterator[tuple[str, Span]]:
    """Runs of words that may be a formula: no function word at the edges, two words that are none, no mere name."""
    words = list(WORD.finditer(document.text, span.start, span.end))
    for first in range(len(words)):
        for last in range(first + 1, min(first + LONGEST, len(words))):
            run = words[first : last + 1]
            if re.search(r"[.!?;:,()“”\"]", document.text[run[0].end() : run[-1].start()]):
                break
            if _is_rare([w.group() for w in run]):
                at = Span(run[0].start(), run[-1].end())
                yield _key(document[at]), at


def _is_rare(words: list[str]) -> bool:
    plain = [w.lower() for w in words]
    common = _common()
    if plain[0] in common or plain[-1] in common or all(w[0].isupper() for w in words):
        return False
    telling = [w for w in words if w.lower() not in common and len(w) > 3]
    return len(telling) >= 2 and any(w.islower() for w in telling)


@cache
def _common() -> frozenset[str]:
    """Words too common to make a formula."""
    return frozenset(row.lemma for row in load("quotes/common_words.tsv", Named))


def _key(phrase: str) -> str:
    """A phrase as it is compared: lower case, one spelling, no hyphens."""
    words = [w.group().lower().replace("’", "'") for w in WORD.finditer(phrase)]
    return " ".join(_one_spelling(w) for w in words)


def _one_spelling(word: str) -> str:
    for british, american in SPELLINGS:
        if british in word and len(word) > len(british) + 2:
            return word.replace(british, american)
    return word
