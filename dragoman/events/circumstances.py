"""What surrounds an act: what it is about, where it was, how many it hit, who vouches for it, its CAMEO code.

"Police in Minsk detained four observers, activists said" has contexts election, size arrested 4, place Minsk.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from dragoman import lexicon
from dragoman.document import Attribution, Document, EventPlace, Mention, Party, Sentence, Size, Span
from dragoman.events import parties, told, trees
from dragoman.events.frames import Book, cameo_rows, classes, mode_scores, shipped
from dragoman.events.readings import Reading
from dragoman.events.trees import Tree

NUMBERS = frozenset(
    ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty")
) | {"thirty", "forty", "fifty", "dozens", "scores", "hundreds", "thousands"}


class ContextRow(msgspec.Struct, frozen=True):
    """A context and the words that license it."""

    context: str
    words: tuple[str, ...]


@cache
def _licences() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = lexicon.load("plover/contexts.tsv", ContextRow)
    return tuple((row.context, re.compile(r"\b(?:" + "|".join(map(re.escape, row.words)) + r")\b")) for row in rows)


def contexts(tree: Tree, reading: Reading) -> tuple[str, ...]:
    """Contexts licensed by the frame or by a word of the event's sentence."""
    return tuple(dict.fromkeys((*_frame_contexts(reading), *_sentence_contexts(tree.sentence))))


def _frame_contexts(reading: Reading) -> tuple[str, ...]:
    return reading.frame.contexts + (_frame_contexts(reading.inner) if reading.inner is not None else ())


@cache
def _contexts_of(text: str) -> tuple[str, ...]:
    return tuple(name for name, pattern in _licences() if pattern.search(text))


def _sentence_contexts(sentence: Sentence) -> tuple[str, ...]:
    return _contexts_of(" ".join(token.lemma.lower() for token in sentence.tokens))


def cameo(reading: Reading, contexts_found: tuple[str, ...]) -> str | None:
    """The most specific CAMEO code that type, mode, theme and contexts allow."""
    themes = set(_themes(reading))
    best, score = None, -1
    for row in cameo_rows():
        if row.type != reading.type or (row.mode and row.mode != reading.mode):
            continue
        if (row.theme and row.theme not in themes) or (row.context and row.context not in contexts_found):
            continue
        weight = 4 * bool(row.theme) + 2 * bool(row.mode) + bool(row.context)
        if weight > score:
            best, score = row.code, weight
    return best


def _themes(reading: Reading) -> list[str]:
    own = [t for t in (reading.theme, reading.frame.theme) if t]
    return own + (_themes(reading.inner) if reading.inner is not None else [])


def scale(type_: str, mode: str | None, book: Book | None = None) -> float:
    """The PLOVER score of a type and mode."""
    return mode_scores().get((type_, mode or ""), (book or shipped()).types[type_].score)


# ----------------------------------------------------------------------- place


def place(tree: Tree, reading: Reading) -> EventPlace | None:
    """Where the clause says that it was: the encoder's place, a place mention under `in`, `at`, `near`, `outside`; else
    the dateline."""
    act = told.of(tree, reading)
    words = act.playing("place") if act is not None else []
    sure = act.playing("place", told.BOUNDS.place) if act is not None else []
    for token in words:
        found = _place_at(tree, token) or _told_place(tree, token)
        if found is not None and (found.country is not None or token in sure):
            return found
    for node in reading.nodes:
        for name in ("in", "at", "near", "outside", "inside", "on", "off"):
            for token in trees.slot(tree, node, name):
                found = _place_at(tree, token)
                if found is not None:
                    return found
    return _dateline(tree.document, tree.sentence)


def _place_at(tree: Tree, token: int) -> EventPlace | None:
    mention = tree.mentions.get(token)
    if mention is None or mention.place is None:
        below = [i for i in tree.kids(token, "nmod", "appos", "compound", "amod") if i in tree.mentions]
        mention = next((tree.mentions[i] for i in below if tree.mentions[i].place is not None), None)
    if mention is None or mention.place is None:
        return None
    spot = mention.place
    return EventPlace(
        spot.name, spot.country, "text", mention.start, mention.end, spot.geonames, spot.latitude, spot.longitude,
        spot.resolution,
    )  # fmt: skip


def _told_place(tree: Tree, token: int) -> EventPlace | None:
    """A place that no gazetteer knows ("*the Pearl Roundabout*", "*Manila's airport*"): its words, and the country
    that they name."""
    if tree[token].upos not in ("PROPN", "NOUN"):
        return None
    kids = tree.kids(token, "nmod:poss", "compound", "flat", "amod", "det")
    words = [i for i in (token, *kids) if i <= token]
    span = tree.sentence.span(min(words), max((token, *tree.kids(token, "flat"))))
    inside = (token, *tree.kids(token, "nmod:poss", "compound", "amod", "nmod"))
    named = [tree.mentions[i] for i in inside if i in tree.mentions]
    return EventPlace(tree.document[span], next(filter(None, map(_country, named)), None), "text", span.start, span.end)


def _country(mention: Mention) -> str | None:
    if mention.place is not None:
        return mention.place.country
    return mention.actor.country if mention.actor is not None else None


def _dateline(document: Document, sentence: Sentence) -> EventPlace | None:
    line = document.dateline
    if line is None or line.place is None or sentence is not _first_after(document, line):
        return None
    spot = line.place
    return EventPlace(
        spot.name, spot.country, "dateline", line.start, line.end, spot.geonames, spot.latitude, spot.longitude,
        spot.resolution,
    )  # fmt: skip


def _first_after(document: Document, span: Span) -> Sentence | None:
    return next((s for s in document.sentences if s.end > span.end), None)


# --------------------------------------------------------------------- history

GENERATION = 25
"""Years after which what happened is told as history."""


def is_historical(tree: Tree, reading: Reading) -> bool:
    """Whether an act is closed history: dated a generation before the article ("surrendered in 1971"), a world war."""
    days = [t for t in tree.document.timexes if t.type == "DATE" and t.value and t.value[:4].isdigit()]
    said = tree.document.published.value
    now = int(said[:4]) if said else max((int(t.value[:4]) for t in days if t.value), default=0)
    old = [t.start for t in days if t.value and int(t.value[:4]) < now - GENERATION]
    wars = [m.start() for m in _WORLD_WAR.finditer(tree.document.text, tree.sentence.start, tree.sentence.end)]
    return any(_dates(tree, reading, start) for start in (*old, *wars))


_WORLD_WAR = re.compile(r"\b(?:(?:First|Second) World War|World War (?:I{1,2}|One|Two|1|2))\b")


def _dates(tree: Tree, reading: Reading, start: int) -> bool:
    """Whether words belong to the clause of an act, with no other verb between."""
    token = tree.sentence.token_at(start) if tree.sentence.start <= start < tree.sentence.end else None
    while token is not None and token >= 0:
        if token in reading.nodes:
            return True
        if tree[token].upos == "VERB":
            return False
        token = tree[token].head
    return False


# ------------------------------------------------------------------------ size


def size(tree: Tree, reading: Reading) -> Size | None:
    """Dead, injured and arrested as the sentence counts them, for events that hurt or hold people."""
    if reading.type not in ("ASSAULT", "COERCE", "PROTEST", "SANCTION"):
        return None
    counts = {key: _count(tree, key) for key in ("dead", "injured", "arrested")}
    return Size(**counts) if any(counts.values()) else None


def _count(tree: Tree, key: str) -> str | None:
    for index, token in enumerate(tree.sentence.tokens):
        if token.upos in ("VERB", "NOUN", "ADJ") and tree.lemma(index) in classes()[f"count-{key}"]:
            for one in (*trees.objects(tree, index), *tree.kids(index, "nsubj", "nummod"), index):
                number = _number(tree, one)
                if number:
                    return number
    return None


def _number(tree: Tree, index: int) -> str | None:
    for i in (*tree.kids(index, "nummod"), index):
        if tree[i].upos == "NUM" or tree.lemma(i) in NUMBERS:
            first = min([i, *(k for k in tree.sentence.subtree(i) if tree[k].upos != "PUNCT")])
            span = tree.sentence.span(first, i)
            return tree.document[span]
    return None


# ----------------------------------------------------------------- attribution


def according_to(tree: Tree, reading: Reading) -> tuple[Attribution, ...]:
    """Who vouches for the event: the quotations around its trigger, else reporting clauses of its own sentence."""
    token = tree[reading.node]
    quotes = tree.document.attribution(Span(token.start, token.end))
    chain: list[Attribution] = []
    for quote in quotes:
        if quote.source is not None:
            chain.append(_link(quote.source, "named person"))
        chain += list(quote.chain)
    links = chain or _reported(tree, reading)
    return tuple({(link.name, link.start, link.end, link.stance): link for link in links}.values())


def _reported(tree: Tree, reading: Reading) -> list[Attribution]:
    found = []
    for verb in parties.reporters(tree, reading.node):
        if verb not in reading.nodes:
            found += [_link(f.party, _kind(f.party)) for f in parties.at_tokens(tree, trees.subjects(tree, verb))]
    for index, token in enumerate(tree.sentence.tokens):
        if token.relation == "obl" and trees.marker(tree, index) in ("according_to", "accord_to", "according"):
            found += [_link(f.party, _kind(f.party)) for f in parties.at_tokens(tree, [index])]
    return found


def _link(party: Party, kind: str) -> Attribution:
    return Attribution(party.name, kind, party.code, party.sector, party.start, party.end)


def _kind(party: Party) -> str:
    if party.sector == "JRN":
        return "agency"
    return "named person" if party.id or party.office else "official" if party.code else "unnamed source"
