"""Try an exported model: `python training/try_export.py --data PATH/ud [--weights DIR]`.

Reports dev scores through onnxruntime (greedy, before any repair of trees), whether batches
of 1 and of 32 give the same choices, and words a second on one core. With --checkpoint it
also checks that the network before export scores the same.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
import onnxruntime
from batches import Encoding, Labels, Pieces, Unit, batched, tensors
from export import INPUTS, OUTPUTS, WEIGHTS, load_checkpoint
from language import read_corpora, spans_of, tree_scores
from treebank import NAME_LABELS, Sentence

IMPOSSIBLE = -1e9


def _name_steps() -> np.ndarray:
    """Score of going from one BIO label to the next: 0, or impossible. Row 0 (O) also opens."""
    steps = np.zeros((len(NAME_LABELS), len(NAME_LABELS)), np.float32)
    for before, first in enumerate(NAME_LABELS):
        for after, second in enumerate(NAME_LABELS):
            if second.startswith("I-") and first[1:] != second[1:]:
                steps[before, after] = IMPOSSIBLE
    return steps


NAME_STEPS = _name_steps()


def open_session(model: Path, threads: int = 1) -> onnxruntime.InferenceSession:
    """An onnxruntime session on the CPU with so many threads."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def read_labels(path: Path) -> Labels:
    """The label lists of labels.json."""
    lists = json.loads(path.read_text(encoding="utf-8"))
    names = ("upos", "xpos", "feats", "deprel", "names")
    return Labels(*(tuple(lists[name]) for name in names))


def run_batch(session: onnxruntime.InferenceSession, units: Sequence[Unit]) -> list[dict[str, list[int]]]:
    """Greedy choices and well-formed names for each unit of one batch, ROOT left off."""
    batch = tensors(units)
    inputs = {name: batch[name].numpy() for name in INPUTS}
    found = dict(zip(OUTPUTS, session.run(list(OUTPUTS), inputs), strict=True))
    heads = found["arcs"].argmax(-1)
    chosen = {
        "upos": found["upos"],
        "xpos": found["xpos"],
        "feats": found["feats"],
        "heads": heads,
        "labels": np.take_along_axis(found["labels"], heads[:, :, None], 2)[:, :, 0],
        "starts": found["starts"] > 0,
    }
    guesses = []
    for row, unit in enumerate(units):
        inner = slice(1, len(unit.word_starts))
        guess = {name: values[row, inner].tolist() for name, values in chosen.items()}
        guesses.append(guess | {"names": best_names(found["names"][row, inner])})
    return guesses


def best_names(scores: np.ndarray) -> list[int]:
    """The best BIO sequence in which no I- label stands without its B- or I- (Viterbi)."""
    total, back = scores[0] + NAME_STEPS[0], []
    for row in scores[1:]:
        paths = total[:, None] + NAME_STEPS
        back.append(paths.argmax(0))
        total = paths.max(0) + row
    path = [int(total.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]


def run_all(
    session: onnxruntime.InferenceSession, units: Sequence[Unit], groups: list[list[Unit]]
) -> list[dict[str, list[int]]]:
    """Choices for every unit, in the order of `units`, run in the given batches."""
    found = {}
    for group in groups:
        for unit, guess in zip(group, run_batch(session, group), strict=True):
            found[id(unit)] = guess
    return [found[id(unit)] for unit in units]


def score(sentences: Sequence[Sentence], guesses: Sequence[dict[str, list[int]]], labels: Labels) -> dict[str, float]:
    """UPOS, XPOS, FEATS, UAS, LAS (without subtypes) in percent of words."""
    hits = dict.fromkeys(("upos", "xpos", "feats", "uas", "las"), 0)
    for sentence, guess in zip(sentences, guesses, strict=True):
        for name in ("upos", "xpos", "feats"):
            values = [getattr(labels, name)[at] for at in guess[name]]
            hits[name] += sum(map(str.__eq__, values, getattr(sentence, name)))
        for at, head in enumerate(sentence.heads):
            label = labels.labels[guess["labels"][at]].split(":")[0]
            right = guess["heads"][at] == head
            hits["uas"] += right
            hits["las"] += right and label == sentence.labels[at].split(":")[0]
    words = sum(len(sentence.words) for sentence in sentences)
    return {name: round(100 * count / words, 2) for name, count in hits.items()}


def score_names(sentences: Sequence[Sentence], guesses: Sequence[dict[str, list[int]]], labels: Labels) -> float:
    """F1 of exact, typed names from the head alone, in percent."""
    gold_count = guess_count = hits = 0
    for sentence, guess in zip(sentences, guesses, strict=True):
        gold = spans_of(sentence.names)
        found = spans_of([labels.names[at] for at in guess["names"]])
        gold_count, guess_count = gold_count + len(gold), guess_count + len(found)
        hits += len(gold & found)
    return round(200 * hits / max(gold_count + guess_count, 1), 2)


def differences(one: Sequence[dict[str, list[int]]], other: Sequence[dict[str, list[int]]]) -> int:
    """How many units differ in any choice."""
    return sum(a != b for a, b in zip(one, other, strict=True))


def chunks(units: Sequence[Unit], size: int) -> list[list[Unit]]:
    """The units in their order, so many a batch."""
    return [list(units[at : at + size]) for at in range(0, len(units), size)]


def speed(session: onnxruntime.InferenceSession, units: Sequence[Unit]) -> float:
    """Words a second in batches of about 300 pieces of like length."""
    groups = batched(units, 300, None)
    began = time.perf_counter()
    for group in groups:
        run_batch(session, group)
    words = sum(len(unit.word_starts) - 1 for unit in units)
    return words / (time.perf_counter() - began)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--checkpoint", type=Path)
    parser.add_argument("--quick", action="store_true", help="300 sentences of each dev set")
    chosen = parser.parse_args()
    labels = read_labels(chosen.weights / "labels.json")
    encoding = Encoding(labels, Pieces(chosen.weights / "tokenizer.json"))
    session = open_session(chosen.weights / "model.onnx")
    corpora = read_corpora(chosen.data, told=False)
    for name, sentences in (("EWT dev", corpora.ewt_dev), ("GUM dev", corpora.gum_dev)):
        some = sentences[:300] if chosen.quick else sentences
        units = [encoding.unit([sentence]) for sentence in some]
        guesses = run_all(session, units, batched(units, 300, None))
        print(name, score(some, guesses, labels))
        alone = run_all(session, units, chunks(units, 1))
        print("  batch 1 against 32:", differences(alone, run_all(session, units, chunks(units, 32))))
        print("  words a second:", round(speed(session, units)))
        if chosen.checkpoint:
            network, _, _ = load_checkpoint(chosen.checkpoint)
            print("  before export:", tree_scores(network, some, encoding, labels))
    news = [s for s in corpora.gum_dev if s.document.startswith("GUM_news")]
    units = [encoding.unit([sentence]) for sentence in news]
    print("GUM news dev", score(news, run_all(session, units, batched(units, 300, None)), labels))
    units = [encoding.unit([sentence]) for sentence in corpora.names_dev]
    guesses = run_all(session, units, batched(units, 300, None))
    print("names F1, EWT dev half:", score_names(corpora.names_dev, guesses, labels))


if __name__ == "__main__":
    main()
