"""The encoder: words in, the choices of every head out, the same whatever the batch.

The graph and its label lists lie in `weights/`; nothing is opened before the first sentence is read. Sentences are
padded to a length that is theirs alone (the next multiple of PAD_TO pieces) and run only with sentences of that
length, and the graph measures each row by itself, so that neither the record nor its last bit depends on what else was
read in the same call.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from dragoman.language.acts import ActLabels, ActScores
from dragoman.language.shapes import SHAPE_NAMES, word_shapes
from dragoman.language.trees import Choices

CLS, SEP, UNK = 101, 102, 100
PAD_TO = 4
BATCH_PIECES = 640
"""Padded pieces a batch: 4 to 6 % more words a second than 320; 1,200 adds one more per cent (EWT, GUM, 2026-11-30)."""
OUTPUTS = ["upos", "xpos", "feats", "names", "arcs", "labels", "labels_second", "label_margins", "starts", "vectors"]
ACT_OUTPUTS = ["acts", "modes", "statuses", "flags", "roles"]


class Labels(msgspec.Struct, frozen=True):
    """labels.json: the version of the model and the label lists in the order of the graph's outputs."""

    version: str
    upos: list[str]
    xpos: list[str]
    feats: list[str]
    deprel: list[str]
    names: tuple[str, ...]
    pieces_a_word: int = 12
    pieces_a_unit: int = 500
    acts: ActLabels | None = None


class Reading(msgspec.Struct, frozen=True):
    """What the encoder says of one sentence: tags by number, scores of names; ROOT left off but in `choices`."""

    upos: Any
    xpos: Any
    feats: Any
    names: Any
    starts: Any
    choices: Choices
    vectors: Any
    acts: ActScores | None


class Unit(msgspec.Struct, frozen=True):
    """One sentence as piece ids, with the place of each word's first piece."""

    words: tuple[str, ...]
    pieces: list[int]
    starts: list[int]


def weights() -> Path:
    """The folder of the shipped model."""
    return Path(str(resources.files("dragoman.language"))) / "weights"


@cache
def labels() -> Labels:
    """The shipped model's label lists and version."""
    return msgspec.convert(json.loads((weights() / "labels.json").read_text(encoding="utf-8")), Labels)


@cache
def _session(threads: int) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(weights() / "model.onnx"), options, providers=["CPUExecutionProvider"])


@cache
def _tokenizer() -> Any:
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(weights() / "tokenizer.json"))


@lru_cache(maxsize=1 << 16)
def pieces(word: str) -> tuple[int, ...]:
    """The piece ids of a word, at least one; characters that no encoding knows count as unknown."""
    clean = word.encode("utf-8", "replace").decode("utf-8")
    found = _tokenizer().encode(clean, add_special_tokens=False).ids
    return tuple(found[: labels().pieces_a_word]) or (UNK,)


def unit(words: Sequence[str]) -> Unit:
    """The words of a sentence as numbers."""
    ids, starts = [CLS], [0]
    for word in words:
        starts.append(len(ids))
        ids += pieces(word)
    return Unit(tuple(words), [*ids, SEP], starts)


def read(
    sentences: Iterable[Sequence[str]], *, threads: int = 1, batch: int = BATCH_PIECES
) -> Iterator[tuple[int, Reading]]:
    """(place, what the encoder says) of each sentence, shortest first; `batch` changes the time, never the answer."""
    units = [unit(words) for words in sentences]
    for group in _groups(units, batch):
        yield from zip(group, _run([units[place] for place in group], threads), strict=True)


def _padded_length(length: int) -> int:
    return -(-length // PAD_TO) * PAD_TO


def _groups(units: Sequence[Unit], batch: int) -> Iterator[list[int]]:
    """Places of units of one padded length, at most `batch` padded pieces (at least one unit) together."""
    order = sorted(range(len(units)), key=lambda place: (_padded_length(len(units[place].pieces)), place))
    group: list[int] = []
    for place in order:
        length = _padded_length(len(units[place].pieces))
        if group and (length != _padded_length(len(units[group[0]].pieces)) or length * (len(group) + 1) > batch):
            yield group
            group = []
        group.append(place)
    if group:
        yield group


def _run(units: Sequence[Unit], threads: int) -> Iterator[Reading]:
    arrays = _arrays(units)
    wanted = OUTPUTS + ACT_OUTPUTS * (labels().acts is not None)
    values = dict(zip(wanted, _session(threads).run(wanted, arrays), strict=True))
    for row, one in enumerate(units):
        yield _reading(values, row, len(one.words))


def _arrays(units: Sequence[Unit]) -> dict[str, Any]:
    """The graph's inputs for sentences of one padded length."""
    length = _padded_length(len(units[0].pieces))
    words = max(len(one.starts) for one in units)
    ids = np.zeros((len(units), length), np.int64)
    mask = np.zeros((len(units), length), np.int64)
    starts = np.zeros((len(units), words), np.int64)
    shapes = np.zeros((len(units), words, len(SHAPE_NAMES)), np.float32)
    for row, one in enumerate(units):
        ids[row, : len(one.pieces)] = one.pieces
        mask[row, : len(one.pieces)] = 1
        starts[row, : len(one.starts)] = one.starts
        shapes[row, 1 : len(one.starts)] = word_shapes(one.words)
    return {"input_ids": ids, "attention_mask": mask, "word_starts": starts, "shapes": shapes}


def _reading(values: dict[str, Any], row: int, words: int) -> Reading:
    inner, whole = slice(1, words + 1), slice(0, words + 1)
    square = {name: values[name][row, whole, whole] for name in ("arcs", "labels", "labels_second", "label_margins")}
    return Reading(
        upos=values["upos"][row, inner],
        xpos=values["xpos"][row, inner],
        feats=values["feats"][row, inner],
        names=values["names"][row, inner],
        starts=values["starts"][row, inner],
        choices=Choices(square["arcs"], square["labels"], square["labels_second"], square["label_margins"]),
        vectors=values["vectors"][row, inner],
        acts=_act_scores(values, row, inner),
    )


def _act_scores(values: dict[str, Any], row: int, inner: slice) -> ActScores | None:
    if "acts" not in values:
        return None
    types, modes, statuses, flags = (values[name][row, inner] for name in ACT_OUTPUTS[:4])
    return ActScores(types, modes, statuses, flags, values["roles"][row, inner, inner])
