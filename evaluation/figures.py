"""Every room measured on the project's own gold, as figures with units that can be drawn again.

>>> figure = Figure("quotes.speakers", ((1, 2), (2, 2)))
>>> figure.value, figure.count
(0.75, 4)
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import numpy

from dragoman import actors, pipeline, reading, timex
from dragoman.document import Boilerplate, Document, Event, Published, Quote, Span
from dragoman.language import parse
from dragoman.quotes import attribute
from evaluation import articles, coreference, corpus, mentions, parties, quotes, times
from evaluation.articles import Article, Mark, Spoken, Stance, Time, Told
from evaluation.corpus import Annotation, Passage
from evaluation.matching import is_type, match

TESTS = Path(__file__).parent.parent / "tests"
Unit = tuple[float, float]
Coder = Callable[[Iterable[Document]], Iterator[Document]]


class Figure(msgspec.Struct, frozen=True, dict=True):
    """A share: right of all, unit by unit (passage, article, row)."""

    name: str
    units: tuple[Unit, ...]

    @property
    def value(self) -> float:
        """Right of all."""
        return sum(right for right, _ in self.units) / max(self.count, 1)

    @property
    def count(self) -> float:
        """How many were judged."""
        return sum(count for _, count in self.units)

    @cached_property
    def interval(self) -> tuple[float, float]:
        """95 % of 1,000 draws of as many units with repetition (always the same draws)."""
        if self.count == 0:
            return 0.0, 0.0
        table = numpy.array(self.units, dtype=float)
        draws = numpy.random.default_rng(8).integers(0, len(table), (1000, len(table)))
        sums = table[draws].sum(axis=1)
        shares = sums[:, 0] / numpy.maximum(sums[:, 1], 1e-9)
        low, high = numpy.percentile(shares, (2.5, 97.5))
        return float(low), float(high)


class Pairing(msgspec.Struct, frozen=True):
    """What was annotated, what was coded, and which is which (places in the two rows)."""

    golds: tuple[Annotation, ...]
    events: tuple[Event, ...]
    pairs: dict[int, int]


class Measured(msgspec.Struct, frozen=True):
    """All figures, and the pairings from which the table by type is made."""

    figures: tuple[Figure, ...]
    pairings: tuple[Pairing, ...]


def measured(data: Path | None, coder: Coder = pipeline.code_all) -> Measured:
    """Everything on our own gold; the language on its dev data where that lies beside the project."""
    pairings: list[Pairing] = []
    figures: list[Figure] = []
    for split in ("dev", "test"):
        passages = [passage for passage in corpus.read() if passage.split == split]
        documents = coded(((p.id, p.text) for p in passages), coder)
        paired = [paired_passage(p, d) for p, d in zip(passages, documents, strict=True)]
        figures += of_corpus(f"corpus.{split}", passages, documents, paired)
        whole = articles.read(split)
        documents = coded(((a.id, a.text) for a in whole), coder)
        told = [paired_article(a, d) for a, d in zip(whole, documents, strict=True)]
        figures += of_articles(f"articles.{split}", whole, documents, told)
        pairings += [*paired, *told]
    figures += [*of_times(), *of_actors(), *of_quotes(), *(of_language(data) if data else ())]
    return Measured(tuple(figures), tuple(pairings))


def coded(texts: Iterable[tuple[str, str]], coder: Coder = pipeline.code_all) -> list[Document]:
    """Texts read as articles without metadata and coded."""
    return list(coder(reading.document_of_text(text, id=name) for name, text in texts))


# ------------------------------------------------------------------ events


def paired_passage(passage: Passage, document: Document) -> Pairing:
    """The events of a passage against those coded in it."""
    return Pairing(passage.events, document.events, match(passage.events, document.events))


def paired_article(article: Article, document: Document) -> Pairing:
    """The events of an article against those coded in it."""
    golds = tuple(told.event for told in article.events)
    return Pairing(golds, document.events, match(golds, document.events))


def of_corpus(
    name: str, passages: Sequence[Passage], documents: Sequence[Document], paired: Sequence[Pairing]
) -> Iterator[Figure]:
    """Passages: whole events, types, status where the event is right, empty passages left empty."""
    yield Figure(f"{name}.f1", tuple((2 * len(p.pairs), len(p.golds) + len(p.events)) for p in paired))
    yield Figure(f"{name}.recall", tuple((len(p.pairs), len(p.golds)) for p in paired))
    yield Figure(f"{name}.precision", tuple((len(p.pairs), len(p.events)) for p in paired))
    yield Figure(f"{name}.type-hit", tuple((_types_hit(p), len(p.golds)) for p in paired))
    yield Figure(f"{name}.type-precision", tuple((_types_right(p), len(p.events)) for p in paired))
    yield from _circumstances(name, paired)
    empty = [document for passage, document in zip(passages, documents, strict=True) if not passage.events]
    yield Figure(f"{name}.empty", tuple((not document.events, 1) for document in empty))


def _circumstances(name: str, paired: Sequence[Pairing]) -> Iterator[Figure]:
    """What is right of matched events: status, and mode, place and source where one is annotated."""
    yield Figure(f"{name}.status", tuple((_same_status(p), len(p.pairs)) for p in paired))
    yield Figure(f"{name}.mode", tuple(_shared(p, lambda g: g.mode is not None, _same_mode) for p in paired))
    yield Figure(f"{name}.place", tuple(_shared(p, lambda g: g.place is not None, _same_place) for p in paired))
    yield Figure(f"{name}.according-to", tuple(_shared(p, lambda g: g.by is not None, _same_source) for p in paired))


def _shared(pairing: Pairing, judged: Callable[[Annotation], bool], same: Callable[[Annotation, Event], bool]) -> Unit:
    """How many of the matched events that are judged agree."""
    pairs = [(pairing.golds[i], pairing.events[j]) for i, j in pairing.pairs.items() if judged(pairing.golds[i])]
    return sum(same(gold, event) for gold, event in pairs), len(pairs)


def _same_mode(gold: Annotation, event: Event) -> bool:
    return gold.mode == event.mode


def _same_place(gold: Annotation, event: Event) -> bool:
    """The same words, or the dateline's town where the words are not in the sentence."""
    assert gold.place is not None
    code, words = gold.place
    found = event.place
    if found is None or found.start is None or found.end is None:
        return False
    return (found.start < words.end and words.start < found.end) or (
        found.basis == "dateline" and found.country == code
    )


def _same_source(gold: Annotation, event: Event) -> bool:
    """A link of the chain stands on the annotated words."""
    assert gold.by is not None
    links = ((link.start, link.end) for link in event.according_to)
    return any(
        start is not None and end is not None and start < gold.by.end and gold.by.start < end for start, end in links
    )


def _types_hit(pairing: Pairing) -> int:
    return sum(any(is_type(gold, event) for event in pairing.events) for gold in pairing.golds)


def _types_right(pairing: Pairing) -> int:
    return sum(any(is_type(gold, event) for gold in pairing.golds) for event in pairing.events)


def _same_status(pairing: Pairing) -> int:
    return sum(pairing.golds[i].status == pairing.events[j].status for i, j in pairing.pairs.items())


class OfType(msgspec.Struct):
    """One type: annotated, coded, annotated and found, coded and right."""

    annotated: int = 0
    coded: int = 0
    found: int = 0
    right: int = 0


def by_type(pairings: Iterable[Pairing]) -> dict[str, OfType]:
    """Counts of each PLOVER type over all pairings."""
    table: dict[str, OfType] = {}
    for pairing in pairings:
        for i, gold in enumerate(pairing.golds):
            row = table.setdefault(gold.type, OfType())
            row.annotated += 1
            row.found += i in pairing.pairs
        right = set(pairing.pairs.values())
        for j, event in enumerate(pairing.events):
            row = table.setdefault(event.type, OfType())
            row.coded += 1
            row.right += j in right
    return dict(sorted(table.items()))


# ---------------------------------------------------------------- articles


def of_articles(
    name: str, whole: Sequence[Article], documents: Sequence[Document], told: Sequence[Pairing]
) -> Iterator[Figure]:
    """Whole articles: furniture, day of publication, events, dates, quotations, times."""
    yield from of_pages(name, whole, documents)
    both = list(zip(whole, documents, strict=True))
    triples = list(zip(whole, told, strict=True))
    yield Figure(f"{name}.main", tuple(_found(a, p, lambda t: t.main) for a, p in triples))
    yield Figure(f"{name}.recall", tuple(_found(a, p, lambda t: not t.optional) for a, p in triples))
    yield Figure(f"{name}.precision", tuple((len(p.pairs), len(p.events)) for p in told))
    yield from _circumstances(name, told)
    yield Figure(f"{name}.date", tuple(_dated(a, p) for a, p in triples))
    named = [parties.sums(list(parties.judged(article, document))) for article, document in both]
    yield Figure(f"{name}.party-codes", tuple((s.right, s.right + s.wrong + s.none) for s in named))
    yield Figure(f"{name}.party-codes-precision", tuple((s.right, s.right + s.wrong) for s in named))
    yield Figure(f"{name}.party-sectors", tuple((s.sectors, s.sectored) for s in named))
    yield Figure(f"{name}.quotes", tuple((sum(bool(holding(d, q)) for q in a.quotes), len(a.quotes)) for a, d in both))
    yield Figure(f"{name}.speakers", tuple((sum(voiced(d, q) for q in a.quotes), len(a.quotes)) for a, d in both))
    yield Figure(f"{name}.times", tuple((sum(timed(d, t) for t in a.timexes), len(a.timexes)) for a, d in both))
    stands = tuple((sum(taken(d, s) for s in a.positions), len(a.positions)) for a, d in both)
    yield Figure(f"{name}.positions", stands)


def of_pages(name: str, whole: Sequence[Article], documents: Sequence[Document]) -> Iterator[Figure]:
    """Pages as read: furniture found, content kept, day of publication."""
    both = list(zip(whole, documents, strict=True))
    lines = [list(pieces(article)) for article in whole]
    yield Figure(f"{name}.furniture", tuple(_marked(p, d, True) for p, d in zip(lines, documents, strict=True)))
    yield Figure(f"{name}.content-kept", tuple(_kept(p, d) for p, d in zip(lines, documents, strict=True)))
    yield Figure(f"{name}.day-right", tuple((a.published == d.published.value, 1) for a, d in both))
    yield Figure(f"{name}.day-not-wrong", tuple((d.published.value in (None, a.published), 1) for a, d in both))


def pieces(article: Article) -> Iterator[tuple[Span, Mark | None]]:
    """The lines of an article, cut where furniture begins or ends; neutral pieces are left out."""
    cuts = sorted({at for mark in article.furniture for at in (mark.start, mark.end)})
    for line in re.finditer(r"[^\n]+", article.text):
        edges = [line.start(), *(at for at in cuts if line.start() < at < line.end()), line.end()]
        for start, end in pairwise(edges):
            mark = next((m for m in article.furniture if m.start <= start < m.end), None)
            if article.text[start:end].strip() and not (mark and mark.neutral):
                yield Span(start, end), mark


def share_marked(span: Span, marks: Sequence[Boilerplate]) -> float:
    """How much of a span lies in the marks found."""
    inside = sum(max(0, min(span.end, mark.end) - max(span.start, mark.start)) for mark in marks)
    return inside / (span.end - span.start)


def _marked(lines: list[tuple[Span, Mark | None]], document: Document, wanted: bool) -> Unit:
    those = [span for span, mark in lines if (mark is not None) == wanted]
    return sum(share_marked(span, document.boilerplate) >= 0.8 for span in those), len(those)


def _kept(lines: list[tuple[Span, Mark | None]], document: Document) -> Unit:
    those = [span for span, mark in lines if mark is None]
    return sum(share_marked(span, document.boilerplate) <= 0.1 for span in those), len(those)


def _found(article: Article, pairing: Pairing, wanted: Callable[[Told], bool]) -> Unit:
    those = [i for i, told in enumerate(article.events) if wanted(told)]
    return sum(i in pairing.pairs for i in those), len(those)


def _dated(article: Article, pairing: Pairing) -> Unit:
    days = [(article.events[i].day, pairing.events[j].date) for i, j in pairing.pairs.items()]
    judged = [same_day(day, moment.value if moment else None) for day, moment in days if day is not None]
    return sum(judged), len(judged)


def same_day(wanted: str, said: str | None) -> bool:
    """The value itself, one of several (`a|b`), or days within a span (`a/b`)."""
    if said is None:
        return False
    if said == wanted or said in wanted.split("|"):
        return True
    first, _, last = wanted.partition("/")
    return bool(last) and all(first <= part <= last for part in said.split("/"))


def holding(document: Document, spoken: Spoken) -> list[Quote]:
    """The quotes that hold at least four fifths of a quotation between marks."""
    length = spoken.span.end - spoken.span.start
    found = []
    for quote in document.quotes:
        inside = sum(max(0, min(p.end, spoken.span.end) - max(p.start, spoken.span.start)) for p in quote.quoted)
        if inside >= 0.8 * length:
            found.append(quote)
    return found


def voiced(document: Document, spoken: Spoken) -> bool:
    """Whether a quotation has the right speaker."""
    said = [p.name for q in holding(document, spoken) for p in (q.source, *q.sources) if p is not None and p.name]
    return any(_same_name(wanted, name) for wanted in spoken.speakers for name in said)


def _same_name(wanted: str, said: str) -> bool:
    one, other = re.findall(r"\w+", wanted.lower()), re.findall(r"\w+", said.lower())
    return set(one) <= set(other) or set(other) <= set(one) or one[-1:] == other[-1:]


def timed(document: Document, time: Time) -> bool:
    """Whether an expression was found with its value."""
    return any(found.overlaps(time.span) and found.value in time.value.split("|") for found in document.timexes)


def taken(document: Document, wanted: Stance) -> bool:
    """Whether a position of the actor with this stance touches the words."""
    return any(
        found.actor.code == wanted.code and found.stance == wanted.stance and found.overlaps(wanted.span)
        for found in document.positions
    )


# ---------------------------------------------------------- rows of the rooms


def of_times() -> Iterator[Figure]:
    """The rows of tests/test_timex.py (sentence, day, expression, value) and the marked articles of both halves."""
    units = []
    for sentence, published, expression, value in time_rows():
        document = Document(id="t", text=sentence, published=Published(published, basis="metadata"))
        said = [found.value for found in timex.find(document).timexes if document[found] == expression]
        units.append((float(value in said), 1.0))
    yield Figure("timex.rows", tuple(units))
    for split in times.SPLITS:
        marked = times.read(split)
        tallies = [times.tallied(one, timex.find(times.document_of(one)).timexes) for one in marked]
        for figure in times.FIGURES:
            yield Figure(f"timex.{split}.{figure}", tuple(tally.ratio(figure) for tally in tallies))


def time_rows() -> Iterator[tuple[str, str | None, str, str | None]]:
    """Rows of four from the tables of the room's test."""
    spec = importlib.util.spec_from_file_location("timex_tables", TESTS / "test_timex.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for table in vars(module).values():
        rows: list[Any] = table if isinstance(table, list) else []
        yield from (row for row in rows if isinstance(row, tuple) and len(row) == 4 and _is_row(row))


def _is_row(row: tuple[Any, ...]) -> bool:
    sentence, published, expression, value = row
    dated = published is None or re.fullmatch(r"\d{4}-\d\d-\d\d", str(published)) is not None
    return dated and isinstance(expression, str) and expression in str(sentence) and isinstance(value, str | None)


def of_actors() -> Iterator[Figure]:
    """Phrases with their actor, and links of pronouns and nouns."""
    units = []
    for row in mentions.rows(TESTS / "actors_mentions.tsv"):
        document = actors.find(parse(Document(id="t", text=row.text, published=Published(row.date))))
        right = sum(mentions.differs(document, phrase) is None for phrase in row.phrases)
        units.append((float(right), float(len(row.phrases))))
    yield Figure("actors.rows", tuple(units))
    tallies = []
    for paragraph in coreference.paragraphs(TESTS / "actors_coreference.tsv"):
        tally = coreference.Links()
        coreference.compare(actors.find(parse(Document(id="t", text=paragraph.text))), paragraph, tally)
        tallies.append(tally)
    yield Figure("actors.links", tuple((t.right, t.gold) for t in tallies))
    yield Figure("actors.links-precision", tuple((t.right, t.said) for t in tallies))


def of_quotes() -> Iterator[Figure]:
    """Speakers and chains of the quotation passages."""
    units = []
    for passage in quotes.lines(quotes.PASSAGES):
        document = attribute(quotes.prepared(passage["text"], passage["id"]))
        verdicts = [quotes.judged(document, wanted) for wanted in passage["quotes"]]
        units.append((sum(v[0] for v in verdicts), sum(v[1] for v in verdicts), len(verdicts)))
    yield Figure("quotes.speakers", tuple((speakers, count) for speakers, _, count in units))
    yield Figure("quotes.chains", tuple((chains, count) for _, chains, count in units))


def of_language(data: Path) -> Iterator[Figure]:
    """Trees and tags over the gold words of EWT dev."""
    from evaluation import language

    gold = language.gold_documents(data, "EWT")
    scores = [(language.tree_scores([pair]), len(pair[0].tokens)) for pair in language.on_gold_words(gold, threads=2)]
    for key in ("UPOS", "LAS"):
        yield Figure(f"language.{key.lower()}", tuple((score[key] / 100 * count, count) for score, count in scores))
