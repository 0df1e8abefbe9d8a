"""Teach a trained language model to hear acts: `python training/events.py --data PATH/ud --start A/last.pt --out B`.

Everything that the trees rest on stays as it is. The acts read the states of the lower layers, have their uppermost
layers for themselves (started from MiniLM's own), and learn from the open corpus, PropBank's roles and UDS factuality.
Dev is scored after each epoch; `best.pt` and `last.pt` in --out hold the whole model for `export.py`.
"""

import argparse
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import language
import torch
from batches import Encoding, Labels, Unit
from language import Corpora, act_losses, act_scores, course_options
from model import Parser, start_act_layers
from torch import Tensor, nn
from treebank import Sentence


def epoch_units(
    corpora: Corpora,
    encoding: Encoding,
    chance: random.Random,
    *,
    told: float,
    trees: float,
    plain: Sequence[Sentence] = (),
) -> list[Unit]:
    """One epoch's units: the open corpus `told` times, a share of the EWT sentences with PropBank's roles, and half of
    the sentences without acts, for a teacher to tell."""
    units = [[sentence] for sentence in corpora.ewt if chance.random() < trees]
    units += language.in_other_states([sentence for sentence in plain if chance.random() < 0.5], chance)
    return language.encoded(units + language.told_units(corpora, chance, told), encoding, chance)


def own_parameters(model: Parser) -> tuple[list[nn.Parameter], list[nn.Parameter]]:
    """What this run teaches: the acts' layers, and the acts' heads."""
    layers = list(model.act_layers.parameters())
    heads = [model.act_mix, model.act_trees.weight, model.role_weight]
    for part in (
        model.act_layer,
        model.acts,
        model.modes,
        model.statuses,
        model.flags,
        model.role_act,
        model.role_word,
    ):
        heads += list(part.parameters())
    return layers, heads


def losses(model: Parser, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """The losses of the act heads on one batch."""
    return act_losses(model, words_told(model, batch), batch)


def words_told(model: Parser, batch: dict[str, Tensor], pieces: str = "input_ids") -> Tensor:
    """What the act heads read of each word; `whole_ids` as pieces hides none."""
    told = model.act_states(batch[pieces], batch["attention_mask"], batch["word_starts"])
    return model.features(told, batch["shapes"])


def with_teacher(chosen: argparse.Namespace, model: Parser) -> tuple[language.Losses, list[Sentence]]:
    """The losses of the annotation with those against a teacher's beliefs, and sentences that only it tells of."""
    import teacher

    known = teacher.read(chosen.teacher, model.sizes, chosen.large)

    def both(student: Parser, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        words = words_told(student, batch)
        found = {name: chosen.gold * value for name, value in act_losses(student, words, batch).items()}
        return found | {"taught": teacher.losses(student, known, words, batch)}

    return both, teacher.unannotated()


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    course_options(parser, epochs=6, rate=2.5e-4, told=2.0)
    parser.add_argument("--start", type=Path, required=True, help="checkpoint of language.py or of this script")
    parser.add_argument("--teacher", type=Path, help="checkpoint of teacher.py whose beliefs are learned too")
    parser.add_argument("--large", type=Path, help="folder with the published weights of the teacher")
    parser.add_argument("--gold", type=float, default=0.5, help="weight of the annotation beside a teacher")
    parser.add_argument("--layers", type=int, default=4, help="layers of the acts' own")
    parser.add_argument("--trees", type=float, default=0.15, help="share of EWT with PropBank's roles that it reads")
    parser.add_argument("--share", type=float, default=1.0, help="share of the open corpus, for a learning curve")
    return parser.parse_args()


def start(chosen: argparse.Namespace, labels: Labels) -> tuple[Parser, Encoding]:
    """The model of language.py with layers and heads for acts that have learned nothing yet; or of a run of this
    script, to go on from where it ended."""
    whole, pieces = language.build(labels)
    model = Parser(replace(whole.sizes, act_layers=chosen.layers))
    state = torch.load(chosen.start, weights_only=True)["state"]
    model.load_state_dict(state, strict=False)
    if "act_layers.0.query.weight" not in state:
        start_act_layers(model, language.published_weights())
    for parameter in model.parameters():
        parameter.requires_grad_(False)
    for parameter in (*own_parameters(model)[0], *own_parameters(model)[1]):
        parameter.requires_grad_(True)
    return model, Encoding(labels, pieces)


def run(chosen: argparse.Namespace) -> None:
    """Train to the end, scoring dev and saving after every epoch."""
    began = time.time()
    torch.set_num_threads(chosen.threads)
    torch.manual_seed(chosen.seed)
    chance = random.Random(chosen.seed)
    corpora = language.read_corpora(chosen.data, told=True, share=chosen.share)
    labels = language.learn_labels(corpora.ewt + corpora.gum)
    model, encoding = start(chosen, labels)
    layers, heads = own_parameters(model)
    groups = [{"params": layers, "lr": chosen.rate}, {"params": heads, "lr": chosen.head_rate}]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    course = language.Course(chosen, began, optimizer, warm=100)
    best = 0.0
    taught, plain = with_teacher(chosen, model) if chosen.teacher else (losses, [])
    for epoch in range(1, chosen.epochs + 1):
        model.train()
        model.encoder.eval()
        units = epoch_units(corpora, encoding, chance, told=chosen.told, trees=chosen.trees, plain=plain)
        stopped = course.read(model, units, chance, taught)
        scores = {name: round(value, 2) for name, value in act_scores(model, corpora.acts_dev, encoding).items()}
        language.report(chosen, epoch, began, scores)
        language.save(model, labels, chosen, chosen.out / "last.pt")
        if scores["types_f1"] > best:
            best = scores["types_f1"]
            language.save(model, labels, chosen, chosen.out / "best.pt")
        if stopped:
            return
    language.record(chosen, began, language.dev_scores(model, corpora, encoding, labels))


if __name__ == "__main__":
    settings = arguments()
    settings.out.mkdir(parents=True, exist_ok=True)
    run(settings)
