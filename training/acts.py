"""What sentences say was done, as labels for the act heads: the open corpus, PropBank's roles, UDS factuality.

The corpus marks spans; a head reads words. So every span is given to the word of it that governs the others in the
tree of the shipped parser, and what else belongs to a trigger of several words is left out of the loss.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from treebank import CORPUS_ROLES, FLAGS, PROPBANK_ROLES, Act, Sentence

from dragoman import language
from dragoman.document import Document, Span
from dragoman.document import Sentence as Parsed
from evaluation import outside
from evaluation.corpus import Annotation, Passage, read

NONE = "-"
STATUSES = ("happened", "ongoing", "planned", "conditional", "denied")


def read_corpus(splits: Iterable[str], *, share: float = 1.0) -> list[Sentence]:
    """The sentences of the open corpus's passages with their acts; a sentence without any has an empty tuple.

    A `share` below 1 takes that part of the passages, drawn by the hash of their ids: a smaller share lies in a larger.
    """
    return labelled([p for p in read() if p.split in splits and _place(p.id) < share])


def read_outside(data: Path, *, share: float = 1.0) -> list[Sentence]:
    """The same of the annotated texts that lie beside the repository; all of them are for training."""
    return labelled([p for p in outside.read(data) if _place(p.id) < share])


def labelled(chosen: Sequence[Passage]) -> list[Sentence]:
    """The sentences of passages, as the shipped parser cuts them, with their acts."""
    parsed = language.parse_all(Document(id=p.id, text=p.text) for p in chosen)
    return [
        _labelled(passage, sentence)
        for passage, document in zip(chosen, parsed, strict=True)
        for sentence in document.sentences
        if sentence.tokens
    ]


def _place(name: str) -> float:
    """A number from 0 to 1 that only the name decides, other than the number that decides its split."""
    return int(hashlib.sha256(f"share {name}".encode()).hexdigest()[:8], 16) / 16**8


def _labelled(passage: Passage, sentence: Parsed) -> Sentence:
    inside = [e for e in passage.events if sentence.start <= e.trigger.start < sentence.end]
    return Sentence(
        document=passage.id,
        words=tuple(token.form for token in sentence.tokens),
        acts=tuple(_act(event, sentence) for event in inside),
    )


def _act(event: Annotation, sentence: Parsed) -> Act:
    word = head_word(sentence, event.trigger)
    assert word is not None
    places = [event.place[1]] if event.place else []
    spans = {
        "actor": [side.span for side in event.actors],
        "recipient": [side.span for side in event.recipients],
        "place": places,
        "date": [event.date] if event.date else [],
    }
    roles = tuple(
        (name, at) for name, found in spans.items() for span in found if (at := head_word(sentence, span)) is not None
    )
    return Act(
        word=word,
        type=event.type,
        mode=f"{event.type} {event.mode}" if event.mode else NONE,
        status=event.status,
        flags=tuple(flag in event.flags for flag in FLAGS),
        roles=roles,
        labelled=CORPUS_ROLES,
        other=next(iter(event.alternatives), None),
        beside=tuple(at for at in _words_in(sentence, event.trigger) if at != word),
    )


def _words_in(sentence: Parsed, span: Span) -> list[int]:
    return [at for at, t in enumerate(sentence.tokens) if t.start < span.end and span.start < t.end]


def head_word(sentence: Parsed, span: Span) -> int | None:
    """The word of a span that governs the others; None where the span lies outside the sentence."""
    inside = _words_in(sentence, span)
    if not inside or span.start < sentence.start or span.end > sentence.end:
        return None
    tops = [at for at in inside if sentence.tokens[at].head not in inside]
    telling = [at for at in tops if sentence.tokens[at].upos not in ("PUNCT", "DET", "ADP", "AUX", "PART")]
    return (telling or tops or inside)[0]


def with_propbank(sentences: Sequence[Sentence], path: Path) -> list[Sentence]:
    """The treebank's sentences with PropBank's predicates as acts of no type, each argument at its head word."""
    rows = {row["sent_id"]: row for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    return [_with_predicates(s, rows[s.id]["predicates"]) if s.id in rows else s for s in sentences]


def _with_predicates(sentence: Sentence, predicates: list[dict]) -> Sentence:
    acts = []
    for found in predicates:
        wanted = [a for a in found["args"] if a["role"] in PROPBANK_ROLES]
        roles = tuple((a["role"], _top(sentence, a["start"] - 1, a["end"] - 1)) for a in wanted)
        acts.append(Act(word=found["token"] - 1, roles=roles, labelled=PROPBANK_ROLES))
    return replace(sentence, acts=tuple(acts) or None)


def _top(sentence: Sentence, start: int, end: int) -> int:
    inside = range(start, min(end + 1, len(sentence.words)))
    return next((at for at in inside if sentence.heads[at] - 1 not in inside), start)


def with_factuality(sentences: Sequence[Sentence], path: Path) -> list[Sentence]:
    """The treebank's sentences with how surely each predicate happened (-3 to 3, as annotated)."""
    rows = {row["sent_id"]: row for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    known = {
        key: tuple((p["token"] - 1, p["value"]) for p in row["predicates"] if p["value"] is not None)
        for key, row in rows.items()
        if row["split"] == "train"
    }
    return [replace(s, factuality=known.get(s.id, ())) for s in sentences]
