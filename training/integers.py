"""Matrix products in whole numbers: what makes the exported graph fast, and its sums exact.

    python training/integers.py --graph OLD.onnx --out NEW.onnx    # a graph that `export.py` wrote before

`fast` rewrites any graph by the type and shape of its nodes, without calibration data:

- A product with a stored matrix becomes a product of whole numbers. Each row of activations is measured by itself
  (largest absolute value, 8 bits), each column of weights once (7 bits). Sums of whole numbers do not depend on their
  order, so neither the batch nor the instruction set changes them: 7 bits keep the sum of two products within 16 bits,
  where processors without VNNI would otherwise clip.
- What a GELU gives is never below -0.17, so its 8 bits are spent above that.
- Shapes that the graph computes and that never change become constants.
- Weighted sums over stacked layers become sums, the two best of an axis two maxima.
- Rows of an embedding are expanded as they are looked up.

What stays in fp32 (attention, norms, GELU, small heads) works within a row or a sentence.
"""

import argparse
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

MICROSOFT = "com.microsoft"
SMALLEST_MATRIX = 2048  # smaller matrices stay fp32: they cost nothing
WEIGHT_STEPS = 63
CLIPS = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75)
"""Largest weights of a column kept, as shares of its largest: the one of least squared error is taken."""
ZERO = 128
"""What stands for 0 where activations go both ways."""
GELU_ZERO, GELU_LEAST = 24, 0.17
"""What stands for 0 after a GELU, and how far below 0 it may go."""
SMALLEST_STEP = 1e-8
SIZES = ((17, 19, 23, 27), (29, 31, 37, 41))
"""Two sizes of every open axis, none of which is a width of the network."""


class Graph:
    """A model's nodes in order and its constants as arrays, easy to rewrite."""

    def __init__(self, model: onnx.ModelProto) -> None:
        self.model = model
        self.nodes = list(model.graph.node)
        self.constants = {t.name: numpy_helper.to_array(t) for t in model.graph.initializer}

    def makers(self) -> dict[str, onnx.NodeProto]:
        """Each computed tensor's node."""
        return {name: node for node in self.nodes for name in node.output}

    def rewrite(self, change: Callable[[onnx.NodeProto], list[onnx.NodeProto]]) -> None:
        """Every node replaced by what `change` makes of it."""
        self.nodes = [new for node in self.nodes for new in change(node)]

    def constant(self, name: str, value: np.ndarray | np.generic) -> str:
        """The name of a constant, added once."""
        self.constants.setdefault(name, np.asarray(value))
        return name

    def proto(self) -> onnx.ModelProto:
        """The model, without what no output needs."""
        graph = self.model.graph
        needed = {output.name for output in graph.output}
        kept = []
        for node in reversed(self.nodes):
            if needed.intersection(node.output):
                kept.append(node)
                needed.update(node.input)
        del graph.node[:], graph.initializer[:], graph.value_info[:]
        graph.node.extend(reversed(kept))
        graph.initializer.extend(
            numpy_helper.from_array(v, name) for name, v in self.constants.items() if name in needed
        )
        if all(opset.domain != MICROSOFT for opset in self.model.opset_import):
            self.model.opset_import.append(helper.make_opsetid(MICROSOFT, 1))
        return self.model


def fast(model: onnx.ModelProto) -> onnx.ModelProto:
    """The same graph with whole-number products and less to do around them; `export.store_int8` stores the rest."""
    graph = Graph(model)
    expand_stored(graph)
    _settle_shapes(graph)
    _unstack_sums(graph)
    _split_two_best(graph)
    _multiply_integers(graph)
    _look_up_rows(graph)
    return graph.proto()


# ---------------------------------------------------------------- constants


def expand_stored(graph: Graph) -> None:
    """Matrices that `export.store_int8` stored, as fp32 again."""
    stored = [name.removesuffix("_int8") for name in graph.constants if name.endswith("_int8")]
    for name in stored:
        scale = graph.constants.pop(name + "_scale")
        graph.constants[name] = graph.constants.pop(name + "_int8").astype(np.float32) * scale
    expanding = {name + "_float" for name in stored} | set(stored)
    graph.nodes = [node for node in graph.nodes if not expanding.intersection(node.output)]


def _settle_shapes(graph: Graph) -> None:
    """What depends on shapes alone and never changes becomes a constant; a Reshape names the axes it keeps."""
    fixed = _independent(graph)
    reshapes = [node for node in graph.nodes if node.op_type == "Reshape" and node.input[0] not in fixed]
    asked = sorted(fixed | {node.input[0] for node in reshapes} - set(graph.constants))
    small, large = (_values(graph, asked, sizes) for sizes in SIZES)
    for name in fixed:
        if np.array_equal(small[name], large[name]) and small[name].shape == large[name].shape:
            graph.constants[name] = small[name]
    graph.nodes = [node for node in graph.nodes if not any(name in graph.constants for name in node.output)]
    for node in reshapes:
        data, target = node.input
        if target in small and target not in graph.constants:
            runs = [(run[target].tolist(), run[data].shape) for run in (small, large)]
            shape = [_axis(at, runs) for at in range(len(runs[0][0]))]
            if shape.count(-1) < 2:
                node.input[1] = graph.constant(node.output[0] + "_axes", np.array(shape, np.int64))


def _axis(at: int, runs: Sequence[tuple[list[int], tuple[int, ...]]]) -> int:
    """One number of a Reshape: what it always is, 0 for the axis as it was, or -1."""
    wanted = {target[at] for target, _ in runs}
    if len(wanted) == 1:
        return wanted.pop()
    return 0 if all(at < len(shape) and target[at] == shape[at] for target, shape in runs) else -1


def _independent(graph: Graph) -> set[str]:
    """Computed tensors that hang on the inputs by their shapes at most."""
    content = {given.name for given in graph.model.graph.input}
    found = set()
    for node in graph.nodes:
        if node.op_type != "Shape" and content.intersection(node.input):
            content.update(node.output)
        else:
            found.update(node.output)
    return found


def _values(graph: Graph, names: Iterable[str], sizes: Sequence[int]) -> dict[str, np.ndarray]:
    """What the graph computes for these tensors on an input of such sizes."""
    model = onnx.ModelProto()
    model.CopyFrom(graph.model)
    del model.graph.node[:], model.graph.initializer[:], model.graph.output[:], model.graph.value_info[:]
    model.graph.node.extend(graph.nodes)
    model.graph.initializer.extend(numpy_helper.from_array(v, name) for name, v in graph.constants.items())
    wanted = list(names)
    model.graph.output.extend(onnx.ValueInfoProto(name=name) for name in wanted)
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    return dict(zip(wanted, session.run(wanted, _example(model, sizes)), strict=True))


def _example(model: onnx.ModelProto, sizes: Sequence[int]) -> dict[str, np.ndarray]:
    """Ones for every input, its open axes of these sizes."""
    axes = [[d.dim_param or d.dim_value for d in given.type.tensor_type.shape.dim] for given in model.graph.input]
    size = dict(zip(sorted({axis for shape in axes for axis in shape if isinstance(axis, str)}), sizes, strict=False))
    return {
        given.name: np.ones(
            [size.get(axis, axis) for axis in shape], helper.tensor_dtype_to_np_dtype(given.type.tensor_type.elem_type)
        )
        for given, shape in zip(model.graph.input, axes, strict=True)
    }


# ------------------------------------------------------- sums and two maxima


def _unstack_sums(graph: Graph) -> None:
    """ReduceSum of stacked tensors times their weights: a Sum of each times its own."""
    makers = graph.makers()

    def change(node: onnx.NodeProto) -> list[onnx.NodeProto]:
        product = makers.get(node.input[0]) if node.op_type == "ReduceSum" else None
        if product is None or product.op_type != "Mul":
            return [node]
        weights = next((graph.constants[name] for name in product.input if name in graph.constants), None)
        stack = next((makers[name] for name in product.input if name in makers), None)
        if weights is None or stack is None or stack.op_type != "Concat" or weights.shape[1:] != (1, 1, 1):
            return [node]
        layers = [makers[name] for name in stack.input]
        if any(layer.op_type != "Unsqueeze" for layer in layers) or graph.constants[node.input[1]].tolist() != [0]:
            return [node]
        parts = [f"{node.output[0]}_part{at}" for at in range(len(layers))]
        factors = [graph.constant(part + "_weight", weights[at, 0, 0, 0]) for at, part in enumerate(parts)]
        given = zip(layers, factors, parts, strict=True)
        scaled = [helper.make_node("Mul", [layer.input[0], factor], [part]) for layer, factor, part in given]
        return [*scaled, helper.make_node("Sum", parts, list(node.output))]

    graph.rewrite(change)


def _split_two_best(graph: Graph) -> None:
    """TopK of two: the best, and the best of what is below it (of equals, the first is best)."""

    def change(node: onnx.NodeProto) -> list[onnx.NodeProto]:
        if node.op_type != "TopK" or graph.constants.get(node.input[1], np.zeros(0)).tolist() != [2]:
            return [node]
        axis = next((a.i for a in node.attribute if a.name == "axis"), -1)
        scores, (values, places) = node.input[0], node.output
        never = graph.constant("never", np.float32(-1e30))
        name = values + "_of"

        def best(given: str, rank: str) -> list[onnx.NodeProto]:
            return [
                helper.make_node("ReduceMax", [given], [name + rank], axes=[axis], keepdims=1),
                helper.make_node("ArgMax", [given], [name + rank + "_at"], axis=axis, keepdims=1),
            ]

        return [
            *best(scores, "first"),
            helper.make_node("Equal", [scores, name + "first"], [name + "taken"]),
            helper.make_node("Where", [name + "taken", never, scores], [name + "rest"]),
            *best(name + "rest", "second"),
            helper.make_node("Concat", [name + "first", name + "second"], [values], axis=axis),
            helper.make_node("Concat", [name + "first_at", name + "second_at"], [places], axis=axis),
        ]

    graph.rewrite(change)


# ------------------------------------------------------------------ products


def _multiply_integers(graph: Graph) -> None:
    """MatMul with a stored matrix: rows to whole numbers, whole-number product, rows back to their size."""
    makers = graph.makers()
    done: dict[str, tuple[str, str, str]] = {}

    def change(node: onnx.NodeProto) -> list[onnx.NodeProto]:
        matrix = graph.constants.get(node.input[1]) if node.op_type == "MatMul" else None
        if matrix is None or matrix.ndim != 2 or matrix.size < SMALLEST_MATRIX or min(matrix.shape) == 1:
            return [node]
        rows, output = node.input[0], node.output[0]
        before = []
        if rows not in done:
            before, done[rows] = _rows_as_integers(graph, rows, matrix.shape[0], _is_from_gelu(rows, makers))
        small, step, zero = done[rows]
        weights, scale = _columns_as_integers(matrix)
        weight = graph.constant(node.input[1] + "_whole", weights)
        column = graph.constant(node.input[1] + "_columns", scale)
        one = graph.constant("one", np.float32(1))
        none = graph.constant("zero_of_weights", np.int8(0))
        return [
            *before,
            helper.make_node(
                "MatMulIntegerToFloat",
                [small, weight, one, column, zero, none],
                [output + "_whole"],
                name=node.name,
                domain=MICROSOFT,
            ),
            helper.make_node("Mul", [output + "_whole", step], [output]),
        ]

    graph.rewrite(change)


def _columns_as_integers(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Whole numbers and one scale for each column."""
    largest = np.maximum(np.abs(matrix).max(axis=0), 1e-12)
    found, scale, error = np.zeros(matrix.shape, np.int8), largest, np.full(largest.shape, np.inf)
    for clip in CLIPS:
        steps = (largest * clip / WEIGHT_STEPS).astype(np.float32)
        small = np.clip(np.round(matrix / steps), -WEIGHT_STEPS, WEIGHT_STEPS)
        wrong = ((small * steps - matrix) ** 2).sum(axis=0)
        better = wrong < error
        found = np.where(better, small.astype(np.int8), found)
        scale, error = np.where(better, steps, scale), np.where(better, wrong, error)
    return found, scale.astype(np.float32)


def _rows_as_integers(
    graph: Graph, rows: str, width: int, is_from_gelu: bool
) -> tuple[list[onnx.NodeProto], tuple[str, str, str]]:
    """The nodes that measure and round each row, and the names of: whole numbers, size of a step, what stands for 0."""
    name = rows + "_rows"
    zero, least = (GELU_ZERO, GELU_LEAST / GELU_ZERO) if is_from_gelu else (ZERO, SMALLEST_STEP)
    stands = graph.constant(f"zero_{zero}", np.uint8(zero))
    share = graph.constant(f"share_{zero}", np.float32(1 / (255 - zero)))
    smallest = graph.constant(f"least_{zero}", np.float32(least))
    flat, column = graph.constant(f"flat_{width}", np.array([-1, width])), graph.constant("column", np.array([-1]))
    size = rows if is_from_gelu else name + "_size"
    nodes = [] if is_from_gelu else [helper.make_node("Abs", [rows], [size])]
    nodes += [
        helper.make_node("ReduceMax", [size], [name + "_largest"], axes=[-1], keepdims=1),
        helper.make_node("Mul", [name + "_largest", share], [name + "_share"]),
        helper.make_node("Max", [name + "_share", smallest], [name + "_step"]),
        helper.make_node("Reshape", [rows, flat], [name + "_flat"]),
        helper.make_node("Reshape", [name + "_step", column], [name + "_steps"]),
        helper.make_node("Shape", [name + "_steps"], [name + "_count"]),
        helper.make_node("Expand", [stands, name + "_count"], [name + "_zeros"]),
        helper.make_node(
            "QuantizeLinear", [name + "_flat", name + "_steps", name + "_zeros"], [name + "_small"], axis=0
        ),
        helper.make_node("Shape", [rows], [name + "_shape"]),
        helper.make_node("Reshape", [name + "_small", name + "_shape"], [name]),
    ]
    return nodes, (name, name + "_step", stands)


def _is_from_gelu(name: str, makers: dict[str, onnx.NodeProto], depth: int = 4) -> bool:
    """Whether a tensor is what a GELU gives, possibly with a constant 1 beside it."""
    node = makers.get(name)
    if node is None or depth == 0:
        return False
    if node.op_type == "Concat":
        others = [part for part in node.input if makers[part].op_type != "ConstantOfShape"]
        return bool(others) and all(_is_from_gelu(part, makers) for part in others)
    if node.op_type == "Erf":
        return True
    return node.op_type in ("Mul", "Add") and any(_is_from_gelu(given, makers, depth - 1) for given in node.input)


# ---------------------------------------------------------------- embeddings


def _look_up_rows(graph: Graph) -> None:
    """Gather of a large table's rows: of whole numbers and of one scale a row."""

    def change(node: onnx.NodeProto) -> list[onnx.NodeProto]:
        table = graph.constants.get(node.input[0]) if node.op_type == "Gather" else None
        if table is None or table.dtype != np.float32 or table.ndim != 2 or table.size < SMALLEST_MATRIX:
            return [node]
        largest = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-12)
        whole = graph.constant(node.input[0] + "_whole", np.round(table / (largest / 127)).astype(np.int8))
        steps = graph.constant(node.input[0] + "_rows", (largest / 127).astype(np.float32))
        output = node.output[0]
        return [
            helper.make_node("Gather", [whole, node.input[1]], [output + "_whole"]),
            helper.make_node("Cast", [output + "_whole"], [output + "_float"], to=TensorProto.FLOAT),
            helper.make_node("Gather", [steps, node.input[1]], [output + "_steps"]),
            helper.make_node("Mul", [output + "_float", output + "_steps"], [output]),
        ]

    graph.rewrite(change)


def main() -> None:
    """The command line."""
    from export import store_int8

    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--graph", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    onnx.save(store_int8(fast(onnx.load(str(chosen.graph)))), str(chosen.out))
    print(f"{chosen.out.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
