"""The dictionary form of a word, given its tags, as the English UD treebanks write it.

    >>> [by_rule(form, upos, xpos) for form, upos, xpos in (
    ...     ("sanctioned", "VERB", "VBD"), ("tariffs", "NOUN", "NNS"), ("allies", "NOUN", "NNS"))]
    ['sanction', 'tariff', 'ally']

First the table learned from the treebanks, (form, UPOS, XPOS) -> lemma; then the same form under other fine tags;
then irregular verbs (`lexicon/irregular.tsv`); then rules, which try the spellings that could lie behind an ending and
take one that the table knows.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from functools import cache, lru_cache

import msgspec

from dragoman.language.encoder import weights
from dragoman.lexicon.forms import irregular

VOWELS = "aeiou"
VERB_ENDINGS = {"VBD": "ed", "VBN": "ed", "VBG": "ing", "VBZ": "s"}
NAME_TAGS = ("NNP", "NNPS")
PREFIXES = ("under", "over", "mis", "out", "re", "un", "dis", "fore", "up", "with", "co-", "re-", "pre", "de")
SILENT_E = re.compile(
    r"[cvuz]$|(?:d|r|l|[^i]n)g$|[bdgtp]l$|[nrl]s$|[^aeiou](?:[aiou]d|a[gkprt]|[aiou]s|i[nlkr]|u[tmrl]|ok)$"
)
"""Ends of stems that most often stand before a silent e."""


class Table(msgspec.Struct, frozen=True):
    """The learned table: by full key, by form and UPOS, and every lemma of a UPOS."""

    exact: dict[tuple[str, str, str], str]
    coarse: dict[tuple[str, str], str]
    known: dict[str, frozenset[str]]


@cache
def table() -> Table:
    """The shipped table; empty where no model is shipped."""
    exact: dict[tuple[str, str, str], str] = {}
    coarse: dict[tuple[str, str], tuple[int, str]] = {}
    known: dict[str, set[str]] = {}
    path = weights() / "lemmas.tsv.gz"
    text = gzip.decompress(path.read_bytes()).decode("utf-8") if path.exists() else ""
    for line in text.splitlines():
        form, upos, xpos, lemma, count = line.split("\t")
        exact[form, upos, xpos] = lemma
        coarse[form, upos] = max(coarse.get((form, upos), (0, "")), (int(count), lemma))
        known.setdefault(upos, set()).add(lemma)
    return Table(
        exact, {key: lemma for key, (_, lemma) in coarse.items()}, {upos: frozenset(v) for upos, v in known.items()}
    )


@lru_cache(maxsize=1 << 16)
def lemma(form: str, upos: str, xpos: str) -> str:
    """The lemma of a tagged word: 'said' VERB VBD gives 'say'."""
    is_name = upos == "PROPN"
    key = form if is_name else form.lower()
    known = table()
    for spelling in (key, key.replace("’", "'").replace("‘", "'")):
        if found := known.exact.get((spelling, upos, xpos)):
            return found
        if xpos not in NAME_TAGS and (found := known.coarse.get((spelling, upos))):
            return found
    return by_rule(form, upos, xpos)


def by_rule(form: str, upos: str, xpos: str) -> str:
    """The lemma of a word that the table does not know."""
    word = form.lower()
    if upos == "PROPN" or xpos in NAME_TAGS:
        return _name(form, xpos)
    if upos == "NUM":
        return form.replace(",", "") if form[:1].isdigit() else word
    if upos in ("VERB", "AUX") and word in irregular():
        return irregular()[word]
    if upos in ("VERB", "AUX") and xpos in VERB_ENDINGS:
        return _prefixed(word, upos, xpos) or _first_known(_verb_stems(word, VERB_ENDINGS[xpos]), "VERB", word)
    if upos == "NOUN" and xpos == "NNS":
        return _first_known(_singulars(word), "NOUN", word)
    if upos in ("ADJ", "ADV") and xpos in ("JJR", "RBR", "JJS", "RBS"):
        return _first_known(_positives(word, "er" if xpos.endswith("R") else "est"), upos, word)
    return form if _keeps_capitals(form, upos) else word


def _keeps_capitals(form: str, upos: str) -> bool:
    """Adjectives of nations, and words of other scripts: 'Peruvian'."""
    is_nation = upos == "ADJ" and form[:1].isupper() and form.endswith(("an", "ese", "ish", "i", "ic", "utch"))
    return is_nation or (upos in ("X", "SYM") and not form.isascii())


def _name(form: str, xpos: str) -> str:
    """A name as it is written, but 'TEHRAN' as 'Tehran' where that is known, and a plural as one: 'Kurds', 'Kurd'."""
    if (form.islower() or (form.isupper() and len(form) > 3)) and form.title() in table().known.get("PROPN", ()):
        form = form.title()
    if xpos == "NNPS" and len(form) > 3 and not form.endswith("ics"):
        return next(iter(_singulars(form)), form)
    return form


def _prefixed(word: str, upos: str, xpos: str) -> str | None:
    """The lemma by way of a known word behind a prefix: 'underwent' by 'went', 'mismanaged' by 'managed'."""
    for prefix in PREFIXES:
        found = table().exact.get((word[len(prefix) :], upos, xpos)) if word.startswith(prefix) else None
        if found and len(word) - len(prefix) > 3:
            return prefix + found
    return None


def _first_known(candidates: Iterator[str], upos: str, word: str) -> str:
    """The first candidate that is a lemma of the table, else the first candidate, else the word."""
    tried = list(candidates)
    known = table().known.get(upos, frozenset())
    return next((stem for stem in tried if stem in known), tried[0] if tried else word)


def _singulars(word: str) -> Iterator[str]:
    """Singular spellings behind a plural, likeliest first."""
    if word.endswith("men") and len(word) > 4:
        yield word[:-3] + "man"
    if word.endswith("people") and len(word) > 6:
        yield word[:-6] + "person"
    if word.endswith("ies") and len(word) > 4:
        yield word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "zes", "oes")):
        yield word[:-2]
    if word.endswith("s") and not word.endswith("ss") and len(word) > 2:
        yield word[:-1]
    if word.endswith("ves"):
        yield from (word[:-3] + "f", word[:-3] + "fe")
    if word.endswith("'s") or word.endswith("’s"):
        yield word[:-2]


def _verb_stems(word: str, ending: str) -> Iterator[str]:
    """Base spellings behind an ending: 'banned' ban, 'pledging' pledge, 'denied' deny."""
    if ending == "s":
        yield from _singulars(word)
        return
    if not word.endswith(ending) or len(word) <= len(ending) + 1:
        return
    stem = word[: -len(ending)]
    if ending == "ed" and stem.endswith("i"):
        yield stem[:-1] + "y"
    if stem.endswith("ick") and len(stem) > 5:
        yield stem[:-1]
    options = [stem + "e", stem] if _wants_e(stem) else [stem, stem + "e"]
    if len(stem) > 2 and stem[-1] == stem[-2]:
        options.insert(2 if stem[-1] in "aeioufslz" else 0, stem[:-1])
    yield from options


def _wants_e(stem: str) -> bool:
    """Whether a stem looks cut before a silent e: 'pledg', 'invad', 'escalat', 'criticiz'."""
    if SILENT_E.search(stem):
        return True
    if len(stem) < 3 or stem[-1] in VOWELS + "wxy":
        return False
    return stem[-2] in VOWELS and stem[-3] not in VOWELS and sum(letter in VOWELS for letter in stem) == 1


def _positives(word: str, ending: str) -> Iterator[str]:
    """Base spellings behind a comparative or superlative."""
    if not word.endswith(ending) or len(word) <= len(ending) + 2:
        return
    stem = word[: -len(ending)]
    if stem.endswith("i"):
        yield stem[:-1] + "y"
    if stem[-1] == stem[-2]:
        yield stem[:-1]
    yield from (stem, stem + "e")
