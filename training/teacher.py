"""A larger network that teaches the acts to the shipped one.

    python training/teacher.py --data PATH/ud --start A/last.pt --large MPNET --out T --bf16

MPNet (twelve layers, 768 wide) in the place of the acts' layers, over the same trees; it is never shipped. `events.py
--teacher T/last.pt` then lets the acts of the small network learn what this one believes of each word, on the open
corpus and on sentences that nobody has annotated: what is nearly said tells more than what is right.
"""

import argparse
import random
import sys
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import events
import language
import torch
import torch.nn.functional as F
from acts import labelled
from batches import Encoding
from model import Parser, Sizes
from tokenizers import Tokenizer
from torch import Tensor, nn
from treebank import CORPUS_ROLES, Sentence

from dragoman.events.frames import frames
from evaluation import times
from evaluation.corpus import Passage

UPPER = 6
"""Layers of whose states a mix is read."""
LIKELY = 0.3
"""Words that the teacher takes for an act from this probability on have their roles taught."""
SPECIAL = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>"}


class Teacher(Parser):
    """The parser with MPNet's states for its acts."""

    def __init__(self, sizes: Sizes, published: Path) -> None:
        from transformers import MPNetModel

        super().__init__(sizes)
        self.large = MPNetModel.from_pretrained(published)
        self.large.pooler = None
        self.down = nn.Linear(self.large.config.hidden_size, sizes.hidden)
        self.large_mix = nn.Parameter(torch.zeros(UPPER))
        self.register_buffer("pieces_there", _pieces_there(published))

    def word_states(self, pieces: Tensor, mask: Tensor, starts: Tensor) -> tuple[Tensor, Tensor]:
        states = self.encoder(pieces, mask)
        trees = self.mixed(states[1:], self.mix, starts)
        return trees, self._told(pieces, mask, starts, trees)

    def act_states(self, pieces: Tensor, mask: Tensor, starts: Tensor) -> Tensor:
        with torch.no_grad():
            trees = self.mixed(self.encoder(pieces, mask)[1:], self.mix, starts)
        return self._told(pieces, mask, starts, trees)

    def _told(self, pieces: Tensor, mask: Tensor, starts: Tensor, trees: Tensor) -> Tensor:
        read = self.large(self.pieces_there[pieces], attention_mask=mask, output_hidden_states=True)
        words = self.mixed(list(read.hidden_states[-UPPER:]), self.large_mix, starts)
        return self.down(words) + self.act_trees(trees)


def _pieces_there(published: Path) -> Tensor:
    """MiniLM's piece -> MPNet's: both cut words by the same list, in another order."""
    here = Tokenizer.from_file(str(language.published_weights().parent / "tokenizer.json")).get_vocab()
    there = Tokenizer.from_file(str(published / "tokenizer.json")).get_vocab()
    table = torch.zeros(max(here.values()) + 1, dtype=torch.long)
    for piece, at in here.items():
        table[at] = there.get(SPECIAL.get(piece, piece), there["[UNK]"])
    return table


def read(path: Path, sizes: Sizes, published: Path) -> Teacher:
    """The teacher of a checkpoint, ready to be asked."""
    teacher = Teacher(sizes, published)
    teacher.load_state_dict(torch.load(path, weights_only=True)["state"])
    return teacher.eval().requires_grad_(False)


def unannotated() -> list[Sentence]:
    """Sentences of our own that nobody has annotated: the frames' examples and the articles for time expressions."""
    texts = [frame.example for frame in frames()] + [a.text for a in times.read("dev")]
    plain = (Passage(f"plain-{at}", "", "", "", text, (), None) for at, text in enumerate(texts))
    return [replace(sentence, acts=None) for sentence in labelled(tuple(plain))]


def losses(student: Parser, teacher: Parser, words: Tensor, batch: dict[str, Tensor]) -> Tensor:
    """How far the student's beliefs of each word's act, mode, status, flags and roles are from the teacher's."""
    with torch.no_grad():
        seen = events.words_told(teacher, batch, "whole_ids")
        taught = [scores.float() for scores in teacher.act_scores(seen)]
        act = 1 - torch.softmax(taught[0], -1)[..., 0]
    told = [scores.float() for scores in student.act_scores(words)]
    real = batch["word_mask"].float()
    weight = real * (language.NO_ACT + (1 - language.NO_ACT) * act)
    found = 3.0 * _apart(told[0], taught[0], weight)
    found = found + 0.5 * sum(_apart(a, b, real * act) for a, b in zip(told[1:3], taught[1:3], strict=True))
    flags = F.binary_cross_entropy_with_logits(told[3][..., :-1], torch.sigmoid(taught[3][..., :-1]), reduction="none")
    found = found + 0.3 * (flags.sum(-1) * real * act).sum() / (real * act).sum().clamp(min=1)
    at = torch.nonzero(act * real > LIKELY)
    if not len(at):
        return found
    with torch.no_grad():
        roles = torch.sigmoid(teacher.role_scores_at(seen, at).float())[..., : len(CORPUS_ROLES)]
    scores = student.role_scores_at(words, at).float()[..., : len(CORPUS_ROLES)]
    each = F.binary_cross_entropy_with_logits(scores, roles, weight=1 + (language.FILLED - 1) * roles, reduction="none")
    return found + 0.1 * (each.sum(-1) * real[at[:, 0]]).sum(1).mean()


def _apart(told: Tensor, taught: Tensor, weight: Tensor) -> Tensor:
    each = -(torch.softmax(taught, -1) * torch.log_softmax(told, -1)).sum(-1)
    return (each * weight).sum() / weight.sum().clamp(min=1e-6)


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    language.course_options(parser, epochs=4, rate=7e-5, told=1.0, seed=31)
    parser.add_argument("--start", type=Path, required=True, help="checkpoint of events.py, for the trees")
    parser.add_argument("--large", type=Path, required=True, help="folder with MPNet's published weights")
    parser.add_argument("--trees", type=float, default=0.05, help="share of EWT with PropBank's roles that it reads")
    return parser.parse_args()


def run(chosen: argparse.Namespace) -> None:
    """Train to the end, scoring dev and saving after every epoch."""
    began = time.time()
    torch.set_num_threads(chosen.threads)
    torch.manual_seed(chosen.seed)
    chance = random.Random(chosen.seed)
    corpora = language.read_corpora(chosen.data, told=True)
    labels = language.learn_labels(corpora.ewt + corpora.gum)
    whole, pieces = language.build(labels)
    model = Teacher(replace(whole.sizes, act_layers=6), chosen.large)
    model.load_state_dict(torch.load(chosen.start, weights_only=True)["state"], strict=False)
    encoding = Encoding(labels, pieces)
    heads = [*events.own_parameters(model)[1], *model.down.parameters(), model.large_mix]
    layers = [p for name, p in model.large.named_parameters() if not name.startswith("embeddings.word")]
    model.requires_grad_(False)
    for parameter in (*heads, *layers):
        parameter.requires_grad_(True)
    groups = [{"params": layers, "lr": chosen.rate}, {"params": heads, "lr": chosen.head_rate}]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    course = language.Course(chosen, began, optimizer, warm=100)
    for epoch in range(1, chosen.epochs + 1):
        model.train()
        model.encoder.eval()
        units = events.epoch_units(corpora, encoding, chance, told=chosen.told, trees=chosen.trees)
        stopped = course.read(model, units, chance, events.losses)
        scores = language.act_scores(model, corpora.acts_dev, encoding)
        language.report(chosen, epoch, began, {name: round(value, 2) for name, value in scores.items()})
        language.save(model, labels, chosen, chosen.out / "last.pt")
        if stopped:
            return


if __name__ == "__main__":
    settings = arguments()
    settings.out.mkdir(parents=True, exist_ok=True)
    run(settings)
