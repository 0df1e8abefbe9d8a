"""A checkpoint from the shipped weights: `python training/restore.py --data PATH/ud --out START.pt`.

To teach them further: `dragoman/language/weights/model.onnx` is read back into the network that `export.py` wrote,
whole numbers times their scales. Exported again it gives the same. What the graph does not hold begins anew: PropBank's
roles, which only teach, and the word pieces that English news does not use, which are MiniLM's.

    python training/restore.py --data PATH/ud --out START.pt
    python training/events.py --data PATH/ud --start START.pt --layers 6 --out B
"""

import argparse
import json
import re
import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import language
import numpy as np
import onnx
import torch
from batches import Labels
from export import OUTSIDE_BIAS, WEIGHTS, known_pieces
from integers import Graph, expand_stored
from model import Parser

PRODUCT = re.compile(r"/(?P<name>[a-z_0-9./]+)/MatMul")
BILINEAR = {"/MatMul": "arc_weight", "/MatMul_2": "label_weight", "/MatMul_4": "role_weight"}
MIXES = {"ReduceSum_output_0": "mix", "ReduceSum_1_output_0": "act_mix"}


def matrices(graph: Graph) -> dict[str, np.ndarray]:
    """What each product multiplies with, by the name of its parameter; [outputs, inputs] as the network has them."""
    held, found = graph.constants, {}
    for node in graph.nodes:
        if node.op_type == "MatMulIntegerToFloat":
            matrix = held[node.input[1]].astype(np.float32) * held[node.input[3]]
        elif node.op_type == "MatMul" and node.input[1] in held:
            matrix = held[node.input[1]]
        else:
            continue
        if node.name in BILINEAR:
            found[BILINEAR[node.name]] = matrix
        elif product := PRODUCT.fullmatch(node.name):
            found[product["name"].replace("/", ".") + ".weight"] = matrix.T
    return found


def tables(held: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Embeddings, biases and norms by the name of their parameter."""
    own = {name.removeprefix("parser."): values for name, values in held.items() if name.startswith("parser.")}
    found = {k: v for k, v in own.items() if v.dtype == np.float32 and not k.endswith(("_rows", "_columns"))}
    words = "encoder.words.weight"
    return found | {words: own[words + "_whole"].astype(np.float32) * own[words + "_rows"]}


def mixes(held: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """How much of each layer the heads read; before the softmax."""
    found = {}
    for output, name in MIXES.items():
        parts = [key for key in held if key.startswith(f"/{output}_part")]
        found[name] = np.log([float(held[f"/{output}_part{at}_weight"]) for at in range(len(parts))])
    return found


def labels(path: Path) -> Labels:
    """The lists of labels that stand beside the graph."""
    content = json.loads(path.read_text(encoding="utf-8"))
    acts = content["acts"]
    return Labels(
        upos=content["upos"],
        xpos=content["xpos"],
        feats=content["feats"],
        labels=content["deprel"],
        names=content["names"],
        acts=acts["types"],
        modes=acts["modes"],
        statuses=acts["statuses"],
    )


def restored(model: Parser, graph: Graph, names: list[str]) -> None:
    """Fills a network that begins with MiniLM's weights from the graph."""
    found = tables(graph.constants) | matrices(graph) | mixes(graph.constants)
    found["names.bias"] = found["names.bias"].copy()
    found["names.bias"][names.index("O")] -= OUTSIDE_BIAS
    state = model.state_dict()
    words = state["encoder.words.weight"].numpy().copy()
    words[known_pieces(language.published_weights().parent / "tokenizer.json")] = found["encoder.words.weight"]
    found["encoder.words.weight"] = words
    for name, there in state.items():
        values = torch.tensor(found.pop(name), dtype=torch.float32)
        if name == "role_weight":
            units = there.shape[0]
            shipped = values.reshape(units, -1, units)
            there[:, : shipped.shape[1]] = shipped
        else:
            there.copy_(values.reshape(there.shape))
    assert not found, f"the graph holds what the network lacks: {sorted(found)}"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with ewt/ and gum/")
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--out", type=Path, required=True, help="the checkpoint to write")
    chosen = parser.parse_args()
    graph = Graph(onnx.load(str(chosen.weights / "model.onnx")))
    expand_stored(graph)
    known = labels(chosen.weights / "labels.json")
    whole, _ = language.build(known)
    layers = {name.split(".")[2] for name in graph.constants if name.startswith("parser.act_layers.")}
    model = Parser(replace(whole.sizes, act_layers=len(layers)))
    model.load_state_dict(whole.state_dict(), strict=False)
    restored(model, graph, known.names)
    language.save(model, known, chosen, chosen.out)


if __name__ == "__main__":
    main()
