"""Sentences as padded tensors, in batches of like length."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from treebank import IGNORE, NAME_LABELS, UNKNOWN, Sentence

from dragoman.language.shapes import word_shapes

CLS, SEP, UNK, MASK = 101, 102, 100, 103
PIECES_A_WORD = 12
PIECES_A_UNIT = 500


@dataclass(frozen=True, slots=True)
class Labels:
    """The label lists of every head, in the order of the network's outputs."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    feats: tuple[str, ...]
    labels: tuple[str, ...]
    names: tuple[str, ...] = NAME_LABELS


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of text as numbers; position 0 of every word column is ROOT (CLS)."""

    pieces: list[int]
    word_starts: list[int]
    shapes: np.ndarray
    targets: dict[str, list[int]]


class Pieces:
    """Word -> its word-piece ids, remembered."""

    def __init__(self, tokenizer: Path) -> None:
        self.tokenizer = Tokenizer.from_file(str(tokenizer))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.known: dict[str, list[int]] = {}

    def of(self, word: str) -> list[int]:
        """At most PIECES_A_WORD ids, at least one."""
        if word not in self.known:
            ids = self.tokenizer.encode(word, add_special_tokens=False).ids
            self.known[word] = ids[:PIECES_A_WORD] or [UNK]
        return self.known[word]


class Encoding:
    """Sentences -> Units under one set of labels."""

    def __init__(self, labels: Labels, pieces: Pieces) -> None:
        self.pieces = pieces
        self.index = {
            name: {value: at for at, value in enumerate(getattr(labels, name))}
            for name in ("upos", "xpos", "feats", "labels", "names")
        }

    def unit(self, sentences: Sequence[Sentence]) -> Unit:
        """The sentences as one unit of text."""
        words = [word for sentence in sentences for word in sentence.words]
        pieces, starts = [CLS], [0]
        for word in words:
            starts.append(len(pieces))
            pieces += self.pieces.of(word)
        shapes = np.concatenate([np.zeros((1, 14), np.float32), word_shapes(words)])
        return Unit([*pieces, SEP], starts, shapes, self.targets(sentences))

    def targets(self, sentences: Sequence[Sentence]) -> dict[str, list[int]]:
        columns = {name: [IGNORE] for name in (*self.index, "heads", "starts")}
        for sentence in sentences:
            offset = len(columns["heads"]) - 1
            for name in self.index:
                columns[name] += self.column(sentence, name)
            columns["heads"] += [h + offset if h else 0 for h in sentence.heads] or [IGNORE] * len(sentence.words)
            first = IGNORE if not offset or not sentence.upos else 1
            columns["starts"] += [first] + [0 if sentence.upos else IGNORE] * (len(sentence.words) - 1)
        return columns

    def column(self, sentence: Sentence, name: str) -> list[int]:
        values = getattr(sentence, name)
        if not values:
            return [IGNORE] * len(sentence.words)
        index = self.index[name]
        if name == "labels":
            return [index.get(v, index.get(v.split(":")[0], IGNORE)) for v in values]
        return [IGNORE if v == UNKNOWN else index.get(v, IGNORE) for v in values]


def batched(units: Sequence[Unit], size: int, chance: random.Random | None) -> list[list[Unit]]:
    """Units of like length together, `size` padded pieces a batch, shuffled where asked."""
    jitter = (lambda: chance.random() * 4) if chance else (lambda: 0.0)
    ordered = sorted(units, key=lambda unit: len(unit.pieces) + jitter())
    batches: list[list[Unit]] = []
    current: list[Unit] = []
    for unit in ordered:
        longest = max([len(unit.pieces), *(len(u.pieces) for u in current)])
        if current and longest * (len(current) + 1) > size:
            batches.append(current)
            current = []
        current.append(unit)
    batches.append(current)
    if chance:
        chance.shuffle(batches)
    return batches


def tensors(units: Sequence[Unit]) -> dict[str, Tensor]:
    """The batch, padded: inputs under the graph's input names, targets under theirs."""
    batch = {
        "input_ids": _padded([unit.pieces for unit in units], 0),
        "attention_mask": _padded([[1] * len(unit.pieces) for unit in units], 0),
        "word_starts": _padded([unit.word_starts for unit in units], 0),
        "word_mask": _padded([[1] * len(unit.word_starts) for unit in units], 0),
    }
    words = batch["word_starts"].shape[1]
    shapes = np.zeros((len(units), words, 14), np.float32)
    for row, unit in zip(shapes, units, strict=True):
        row[: len(unit.shapes)] = unit.shapes
    batch["shapes"] = torch.from_numpy(shapes)
    for name in units[0].targets:
        batch["gold_" + name] = _padded([unit.targets[name] for unit in units], IGNORE)
    return batch


def _padded(rows: Sequence[Sequence[int]], filler: int) -> Tensor:
    length = max(len(row) for row in rows)
    return torch.tensor([[*row, *[filler] * (length - len(row))] for row in rows])


def mask_words(batch: dict[str, Tensor], rate: float, generator: torch.Generator) -> None:
    """Hide some pieces from the encoder, in place: a word must be readable from its company."""
    ids = batch["input_ids"]
    drawn = torch.rand(ids.shape, generator=generator) < rate
    ids[drawn & (ids != CLS) & (ids != SEP) & (batch["attention_mask"] == 1)] = MASK
