"""Sentences as padded tensors, in batches of like length."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from treebank import FLAGS, IGNORE, NAME_LABELS, ROLES, UNKNOWN, Sentence

from dragoman.language.shapes import word_shapes

CLS, SEP, UNK, MASK = 101, 102, 100, 103
PIECES_A_WORD = 12
PIECES_A_UNIT = 500
TREE_COLUMNS = ("upos", "xpos", "feats", "labels", "names")
ACT_COLUMNS = (*FLAGS, "factuality", "others")


@dataclass(frozen=True, slots=True)
class Labels:
    """The label lists of every head, in the order of the network's outputs."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    feats: tuple[str, ...]
    labels: tuple[str, ...]
    names: tuple[str, ...] = NAME_LABELS
    acts: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Roles:
    """The arguments of one predicate: its word, who stands in which role, which roles its source labels, how far its
    sentence reaches."""

    word: int
    filled: tuple[tuple[int, int], ...]
    labelled: tuple[int, ...]
    reach: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of text as numbers; position 0 of every word column is ROOT (CLS)."""

    pieces: list[int]
    word_starts: list[int]
    shapes: np.ndarray
    targets: dict[str, list[int]]
    roles: tuple[Roles, ...] = ()


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
            for name in ("upos", "xpos", "feats", "labels", "names", "acts", "modes", "statuses")
        }

    def unit(self, sentences: Sequence[Sentence]) -> Unit:
        """The sentences as one unit of text."""
        words = [word for sentence in sentences for word in sentence.words]
        pieces, starts = [CLS], [0]
        for word in words:
            starts.append(len(pieces))
            pieces += self.pieces.of(word)
        shapes = np.concatenate([np.zeros((1, 14), np.float32), word_shapes(words)])
        return Unit([*pieces, SEP], starts, shapes, self.targets(sentences), tuple(self.roles(sentences)))

    def targets(self, sentences: Sequence[Sentence]) -> dict[str, list[int]]:
        columns = {name: [IGNORE] for name in (*self.index, *ACT_COLUMNS, "heads", "starts")}
        for sentence in sentences:
            offset = len(columns["heads"]) - 1
            for name in TREE_COLUMNS:
                columns[name] += self.column(sentence, name)
            for name, values in self.act_columns(sentence).items():
                columns[name] += values
            columns["heads"] += [h + offset if h else 0 for h in sentence.heads] or [IGNORE] * len(sentence.words)
            first = IGNORE if not offset or not sentence.upos else 1
            columns["starts"] += [first] + [0 if sentence.upos else IGNORE] * (len(sentence.words) - 1)
        return columns

    def act_columns(self, sentence: Sentence) -> dict[str, list[int]]:
        """The labels of the act heads, a value a word."""
        length = len(sentence.words)
        columns = {name: [IGNORE] * length for name in ("acts", "modes", "statuses", *ACT_COLUMNS)}
        for at, value in sentence.factuality:
            columns["factuality"][at] = round(value * 1000)
        told = [act for act in sentence.acts or () if act.type is not None]
        if sentence.acts is None or (sentence.acts and not told):
            return columns
        columns["acts"] = [0] * length
        for act in told:
            for at in act.beside:
                columns["acts"][at] = IGNORE
        for act in told:
            columns["acts"][act.word] = self.index["acts"][act.type]
            if act.other is not None:
                columns["others"][act.word] = self.index["acts"][act.other]
            columns["modes"][act.word] = self.index["modes"][act.mode]
            columns["statuses"][act.word] = self.index["statuses"][act.status]
            for name, flag in zip(FLAGS, act.flags, strict=True):
                columns[name][act.word] = int(flag)
        return columns

    def roles(self, sentences: Sequence[Sentence]) -> Iterator[Roles]:
        """The arguments of every predicate, words counted from ROOT."""
        first = 1
        for sentence in sentences:
            end = first + len(sentence.words)
            for act in sentence.acts or ():
                filled = tuple((ROLES.index(name), at + first) for name, at in act.roles)
                yield Roles(act.word + first, filled, tuple(map(ROLES.index, act.labelled)), (first, end))
            first = end

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
    return batch | _role_tensors(units, words)


def _role_tensors(units: Sequence[Unit], words: int) -> dict[str, Tensor]:
    """`role_at` [n, 2] (unit, word) of each predicate, `gold_roles` [n, words, roles], and where they are known."""
    found = [(row, roles) for row, unit in enumerate(units) for roles in unit.roles]
    gold = torch.zeros(len(found), words, len(ROLES))
    known = torch.zeros(len(found), words, len(ROLES), dtype=torch.bool)
    for at, (_, roles) in enumerate(found):
        for role in roles.labelled:
            known[at, slice(*roles.reach), role] = True
        for role, word in roles.filled:
            gold[at, word, role] = 1
    places = torch.tensor([[row, roles.word] for row, roles in found], dtype=torch.long).reshape(-1, 2)
    return {"role_at": places, "gold_roles": gold, "known_roles": known}


def _padded(rows: Sequence[Sequence[int]], filler: int) -> Tensor:
    length = max(len(row) for row in rows)
    return torch.tensor([[*row, *[filler] * (length - len(row))] for row in rows])


def mask_words(batch: dict[str, Tensor], rate: float, generator: torch.Generator) -> None:
    """Hide some pieces from the encoder, in place: a word must be readable from its company. `whole_ids` keeps all."""
    ids = batch["input_ids"]
    batch["whole_ids"] = ids.clone()
    drawn = torch.rand(ids.shape, generator=generator) < rate
    ids[drawn & (ids != CLS) & (ids != SEP) & (batch["attention_mask"] == 1)] = MASK
