"""Documents in, parsed Documents out: sentences, words, then trees from the encoder's scores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import Any, Protocol

import msgspec
import numpy as np

from dragoman.document import Act, Document, Sentence, Token, sentence_of
from dragoman.language import encoder, names, punctuation, trees
from dragoman.language.acts import told
from dragoman.language.lemmas import lemma
from dragoman.language.sentences import sentences
from dragoman.language.words import words

LONGEST = 160
"""Words a part: a longer sentence is cut here, at a mark if one is near, and its parts are joined as parataxis."""
NEW_SENTENCE = 2.0
"""A word with a higher sentence-start score opens a sentence even where the rule saw none: EWT dev sentences 85.7 to
87.0, GUM dev unchanged, no word of 13 news texts (swept -0.5 to 6 on the weights of 2026-11-23)."""
CUT_MARKS = frozenset(",;:.-–—!?")
WINDOW = 32
"""Documents whose sentences are batched together: memory stays that of so many articles."""

Words = list[tuple[int, int]]


class Parser(Protocol):
    """Any callable that fills `document.sentences` with UD trees: this room's `parse`, or one of your own."""

    def __call__(self, document: Document, /) -> Document:
        """The Document with its sentences; `conllu.fill` and `conllu.check_labels` help to write one."""
        ...


def parse(document: Document, *, keep_vectors: bool = False, threads: int = 1) -> Document:
    """The Document with `sentences` (and `model`) filled: tokens, tags, lemmas, trees, hints of names.

    With `keep_vectors`, `document.vectors` holds one array of word states [words, 384] for each sentence.
    """
    return next(parse_all([document], keep_vectors=keep_vectors, threads=threads))


def parse_all(
    documents: Iterable[Document],
    *,
    keep_vectors: bool = False,
    threads: int = 1,
    batch: int = encoder.BATCH_PIECES,
) -> Iterator[Document]:
    """The Documents, parsed, in order; sentences of neighbours share batches, and no answer depends on that."""
    stream = iter(documents)
    while window := list(islice(stream, WINDOW)):
        cut = [_cut(document) for document in window]
        parses = iter(_parses(window, cut, keep_vectors, threads, batch, may_split=True))
        for document, found in zip(window, cut, strict=True):
            yield _parsed(document, found, parses, keep_vectors)


def parse_words(document: Document, cut: Sequence[Words], *, threads: int = 1) -> Document:
    """The Document parsed over sentences and words that are given: for each sentence the spans of its words."""
    parts = [_parts(document.text, found) for found in cut if found]
    parses = _parses([document], [parts], False, threads, encoder.BATCH_PIECES, may_split=False)
    return _parsed(document, parts, iter(parses), keep_vectors=False)


class Parse(msgspec.Struct, frozen=True):
    """The tokens of one part of a sentence, heads within the part, its acts, its word states if they were asked for."""

    tokens: list[Token]
    acts: tuple[Act, ...]
    vectors: Any


def _parses(
    documents: Sequence[Document],
    cut: Sequence[list[list[Words]]],
    keep_vectors: bool,
    threads: int,
    batch: int,
    *,
    may_split: bool,
) -> list[list[Parse]]:
    """The parses of every part, in order: one, or several where the encoder sees more sentences than the rule did."""
    places = [
        (document.text, part, may_split and len(parts) == 1)
        for document, sentences_of in zip(documents, cut, strict=True)
        for parts in sentences_of
        for part in parts
    ]
    found: list[list[Parse]] = [[] for _ in places]
    again: list[tuple[int, Words]] = []
    for place, reading in encoder.read(_forms(places), threads=threads, batch=batch):
        text, part, is_whole = places[place]
        edges = [i for i in range(1, len(part)) if reading.starts[i] > NEW_SENTENCE] if is_whole else []
        if edges:
            again += [(place, part[i:j]) for i, j in pairwise([0, *edges, len(part)])]
        else:
            found[place] = [_parse_of(text, part, reading, keep_vectors)]
    pieces = [(places[place][0], part, False) for place, part in again]
    readings = encoder.read(_forms(pieces), threads=threads, batch=batch)
    parses = {i: _parse_of(*pieces[i][:2], reading, keep_vectors) for i, reading in readings}
    for index, (place, _) in enumerate(again):
        found[place].append(parses[index])
    return found


def _forms(places: Sequence[tuple[str, Words, bool]]) -> Iterator[list[str]]:
    return ([text[start:end] for start, end in part] for text, part, _ in places)


def _parse_of(text: str, part: Words, reading: encoder.Reading, keep_vectors: bool) -> Parse:
    """The decoded part; its scores are dropped."""
    known = encoder.labels().acts
    acts = told(reading.acts, known) if reading.acts is not None and known is not None else ()
    return Parse(_tokens(text, part, reading), acts, reading.vectors.copy() if keep_vectors else None)


def _cut(document: Document) -> list[list[Words]]:
    """For each sentence its words, in parts short enough for the encoder."""
    spans = (words(document.text, span.start, span.end) for span in sentences(document))
    return [_parts(document.text, found) for found in spans if found]


def _parts(text: str, found: Words) -> list[Words]:
    """The words of a sentence in parts short enough for the encoder."""
    parts: list[Words] = []
    at = 0
    while at < len(found):
        end = _fitting(text, found, at)
        if end < len(found):
            marks = (i + 1 for i in range(end - 1, (at + end) // 2, -1) if text[slice(*found[i])] in CUT_MARKS)
            end = next(marks, end)
        parts.append(found[at:end])
        at = end
    return parts


def _fitting(text: str, found: Words, at: int) -> int:
    """Up to which word a part that begins at `at` may go."""
    pieces, limit = 0, encoder.labels().pieces_a_unit - 4
    for place in range(at, min(at + LONGEST, len(found))):
        start, end = found[place]
        pieces += len(encoder.pieces(text[start:end]))
        if pieces > limit:
            return max(place, at + 1)
    return min(at + LONGEST, len(found))


def _parsed(
    document: Document, cut: Sequence[list[Words]], parses: Iterator[list[Parse]], keep_vectors: bool
) -> Document:
    """The Document with its sentences, from as many lists of parses as its sentences have parts."""
    found: list[Sentence] = []
    vectors: list[Any] = []
    acts: list[tuple[Act, ...]] = []
    for parts in cut:
        taken = [next(parses) for _ in parts]
        for group in [[parse] for parse in taken[0]] if len(taken) == 1 else [[part[0] for part in taken]]:
            found.append(sentence_of(tuple(_joined([parse.tokens for parse in group]))))
            acts.append(_joined_acts(group))
            if keep_vectors:
                vectors.append(np.concatenate([parse.vectors for parse in group]))
    kept = vectors if keep_vectors else document.vectors
    heard = tuple(acts) if encoder.labels().acts is not None else ()
    return msgspec.structs.replace(
        document, sentences=tuple(found), model=encoder.labels().version, vectors=kept, acts=heard
    )


def _joined_acts(parts: list[Parse]) -> tuple[Act, ...]:
    """The acts of the parts of a sentence, words counted through."""
    acts = list(parts[0].acts)
    shift = len(parts[0].tokens)
    for part in parts[1:]:
        acts += [act.moved(shift) for act in part.acts]
        shift += len(part.tokens)
    return tuple(acts)


def _joined(parts: list[list[Token]]) -> list[Token]:
    """The tokens of the parts of a sentence; each later part hangs on the root of the first."""
    tokens = list(parts[0])
    root = next(place for place, token in enumerate(tokens) if token.head < 0)
    for part in parts[1:]:
        shift = len(tokens)
        for token in part:
            head, deprel = (root, "parataxis") if token.head < 0 else (token.head + shift, token.deprel)
            tokens.append(msgspec.structs.replace(token, head=head, deprel=deprel))
    return tokens


def _tokens(text: str, spans: Words, reading: encoder.Reading) -> list[Token]:
    lists = encoder.labels()
    forms = [text[start:end] for start, end in spans]
    heads, labels = trees.label(trees.heads(reading.choices.arcs), reading.choices, lists.deprel)
    heads = punctuation.settle(forms, heads, labels, reading.choices.arcs)
    entities = names.best(reading.names, lists.names)
    tags = zip(reading.upos.tolist(), reading.xpos.tolist(), reading.feats.tolist(), strict=True)
    found = []
    for place, ((start, end), form, (upos_at, xpos_at, feats_at)) in enumerate(zip(spans, forms, tags, strict=True)):
        upos, xpos, feats = lists.upos[upos_at], lists.xpos[xpos_at], lists.feats[feats_at]
        found.append(
            Token(
                start,
                end,
                form,
                lemma(form, upos, xpos),
                upos,
                xpos,
                None if feats == "_" else feats,
                heads[place] - 1,
                labels[place],
                entities[place],
            )
        )
    return found
