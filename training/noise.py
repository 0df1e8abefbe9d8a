"""The noise of news laid on clean treebank sentences, so that the parser has seen it before."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from treebank import Sentence

from dragoman.lexicon.actor_rows import Territory, territories

SMALL_WORDS = frozenset(
    ["a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"]
)
CITIES = [
    "Moscow",
    "Beijing",
    "London",
    "Paris",
    "Berlin",
    "Kyiv",
    "Tokyo",
    "Seoul",
    "Ankara",
    "Cairo",
    "Baghdad",
    "Tehran",
    "Jerusalem",
    "Washington",
    "Brussels",
    "Geneva",
    "Vienna",
    "Delhi",
    "Islamabad",
    "Kabul",
    "Damascus",
    "Beirut",
    "Nairobi",
    "Lagos",
    "Pretoria",
    "Havana",
    "Caracas",
    "Brasilia",
    "Canberra",
    "Manila",
    "Jakarta",
    "Hanoi",
    "Bangkok",
    "Warsaw",
    "Rome",
    "Madrid",
]
MONTHS = [
    "Jan.",
    "Feb.",
    "March",
    "April",
    "May",
    "June",
    "July",
    "Aug.",
    "Sept.",
    "Oct.",
    "Nov.",
    "Dec.",
    "January",
    "October",
]
AGENCIES = ["Reuters", "AP", "AFP", "Xinhua", "TASS", "Interfax", "UPI", "DPA", "Kyodo", "Yonhap", "BBC", "Bloomberg"]
DASHES = ("-", "--", "\u2013", "\u2014")


def join_neighbours(
    sentences: Sequence[Sentence], chance: random.Random, *, rate: float, limit: int = 150
) -> list[list[Sentence]]:
    """The sentences as units of text: mostly one each, some of two to five neighbours."""
    units, at = [], 0
    while at < len(sentences):
        size = chance.randint(2, 5) if chance.random() < rate else 1
        unit = [sentences[at]]
        while len(unit) < size and _joins(unit, sentences, at + len(unit), limit):
            unit.append(sentences[at + len(unit)])
        units.append(unit)
        at += len(unit)
    return units


def _joins(unit: list[Sentence], sentences: Sequence[Sentence], at: int, limit: int) -> bool:
    if at >= len(sentences) or not (unit[0].upos and sentences[at].upos):
        return False
    length = sum(len(sentence.words) for sentence in unit) + len(sentences[at].words)
    return sentences[at].document == unit[0].document and length <= limit


def roughen(unit: list[Sentence], chance: random.Random) -> list[Sentence]:
    """The unit as a careless editor might have printed it; most units pass unchanged."""
    joined = len(unit) > 1
    unit = [drop_stop(s) if chance.random() < (0.2 if joined else 0.05) else s for s in unit]
    if chance.random() < 0.03 and unit[0].upos:
        unit = [add_dateline(unit[0], chance), *unit[1:]]
    if chance.random() < 0.3:
        unit = [curl_quotes(sentence) for sentence in unit]
    draw = chance.random()
    if draw < 0.03:
        return [_recased(sentence, str.lower) for sentence in unit]
    if draw < 0.05:
        return [_recased(sentence, str.upper) for sentence in unit]
    if draw < 0.08:
        return [_recased(sentence, _title) for sentence in unit]
    return unit


def _recased(sentence: Sentence, change: Callable[[str], str]) -> Sentence:
    return replace(sentence, words=tuple(change(word) for word in sentence.words))


def _title(word: str) -> str:
    return word if word.lower() in SMALL_WORDS else word[:1].upper() + word[1:]


def drop_stop(sentence: Sentence) -> Sentence:
    """The sentence without its final full stop, where nothing hangs on it."""
    last = len(sentence.words)
    if last < 2 or sentence.words[-1] != "." or last in sentence.heads:
        return sentence
    columns = ("words", "upos", "xpos", "feats", "heads", "labels", "names")
    return replace(sentence, **{name: getattr(sentence, name)[:-1] for name in columns})


def curl_quotes(sentence: Sentence) -> Sentence:
    """The sentence with typographic quotes and apostrophes."""
    tags = sentence.xpos or ("",) * len(sentence.words)
    pairs = zip(sentence.words, tags, strict=True)
    return replace(sentence, words=tuple(_curled(word, tag) for word, tag in pairs))


def _curled(word: str, tag: str) -> str:
    if word == '"':
        return "\u201c" if tag == "``" else "\u201d"
    if word == "'" and tag == "``":
        return "\u2018"
    return word.replace("'", "\u2019")


def add_dateline(sentence: Sentence, chance: random.Random) -> Sentence:
    """The sentence behind 'MOSCOW, Jan. 22 (Agency) -', hung on its root as parataxis."""
    rows = _dateline_rows(chance)
    shift = len(rows)
    root = shift + 1 + sentence.heads.index(0)
    heads = [root if row[3] == 0 else row[3] for row in rows]
    old = [head + shift if head else 0 for head in sentence.heads]
    names = tuple(row[5] for row in rows) + sentence.names if sentence.names else ()
    acts, factuality = sentence.moved(shift)
    return replace(
        sentence,
        acts=acts,
        factuality=factuality,
        words=tuple(row[0] for row in rows) + sentence.words,
        upos=tuple(row[1] for row in rows) + sentence.upos,
        xpos=tuple(row[2] for row in rows) + sentence.xpos,
        feats=tuple(_feats_of(row[1], row[2]) for row in rows) + sentence.feats,
        heads=tuple(heads + old),
        labels=tuple(row[4] for row in rows) + sentence.labels,
        names=names,
    )


def _feats_of(upos: str, xpos: str) -> str:
    if upos == "NUM":
        return "NumForm=Digit|NumType=Card"
    return "Number=Sing" if upos == "PROPN" else "_"


def _dateline_rows(chance: random.Random) -> list[tuple[str, str, str, int, str, str]]:
    """Form, UPOS, XPOS, head (0: the sentence's root), label, name of each dateline word."""
    city = chance.choice(CITIES)
    rows = [(city.upper() if chance.random() < 0.7 else city, "PROPN", "NNP", 0, "parataxis", "B-LOC")]
    if chance.random() < 0.5:
        month = len(rows) + 2
        rows.append((",", "PUNCT", ",", month, "punct", "O"))
        rows.append((chance.choice(MONTHS), "PROPN", "NNP", 1, "nmod:unmarked", "O"))
        rows.append((str(chance.randint(1, 31)), "NUM", "CD", month, "nummod", "O"))
    if chance.random() < 0.6:
        agency = len(rows) + 2
        rows.append(("(", "PUNCT", "-LRB-", agency, "punct", "O"))
        rows.append((chance.choice(AGENCIES), "PROPN", "NNP", 1, "parataxis", "B-ORG"))
        rows.append((")", "PUNCT", "-RRB-", agency, "punct", "O"))
    rows.append((chance.choice(DASHES) if chance.random() < 0.8 else ":", "PUNCT", ":", 1, "punct", "O"))
    return rows


FORMS = ("name", "adjective", "people", "person", "capital")


@cache
def states() -> tuple[dict[str, tuple[int, str]], list[dict[str, str]]]:
    """Where a word stands in the table of states (row, form), and the rows: every form of one word."""
    rows = [_forms(row) for row in territories() if row.kind == "state"]
    rows = [row for row in rows if all(word and " " not in word for word in row.values())]
    known: dict[str, tuple[int, str]] = {}
    for at, row in enumerate(rows):
        for form, word in row.items():
            known.setdefault(word, (at, form))  # "Afghan" is rather an adjective than a person
    return known, rows


def _forms(row: Territory) -> dict[str, str]:
    firsts = [next(iter(cell), "") for cell in (row.adjectives, row.people, row.person)]
    return dict(zip(FORMS, (row.name, *firsts, row.capital or ""), strict=True))


def renamed(sentence: Sentence, chance: random.Random) -> Sentence:
    """The sentence with other states in it: "Kenya freed two Tongans" -> "Norway freed two Chileans"."""
    known, rows = states()
    found = {known[word][0] for word in sentence.words if word in known}
    others = {at: chance.choice(rows) for at in sorted(found)}

    def other(word: str) -> str:
        at, form = known.get(word, (-1, ""))
        return others[at][form] if at >= 0 else word

    return replace(sentence, words=tuple(map(other, sentence.words))) if found else sentence
