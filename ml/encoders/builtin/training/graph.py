"""Reads an ONNX graph of plain convolutions into PyTorch and writes it back with other weights.

Only the operators that MobileNetV2 needs are known; any other is an error. Weights keep their names, so that what was
trained can be written into the graph it came from.
"""

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn
from torch.nn import functional as F


class Graph(nn.Module):
    """A graph from its image input to `output`. forward: [n, 3, h, w] -> what `output` holds, for any h and w."""

    def __init__(self, model: onnx.ModelProto, output: str):
        super().__init__()
        self.output, self.input = output, model.graph.input[0].name
        self.nodes = needed(model, output)
        used = {name for node in self.nodes for name in node.input}
        self.constants = {t.name: numpy_helper.to_array(t) for t in model.graph.initializer if t.name in used}
        convolved = {name for node in self.nodes if node.op_type == "Conv" for name in node.input[1:]}
        self.weights = nn.ParameterDict(
            {name.replace(".", "|"): nn.Parameter(torch.tensor(self.constants[name])) for name in sorted(convolved)}
        )

    def weight(self, name: str) -> torch.Tensor:
        return self.weights[name.replace(".", "|")]

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        values = {self.input: image}
        for node in self.nodes:
            values[node.output[0]] = self.run(node, values)
        return values[self.output]

    def run(self, node, values):
        x = values[node.input[0]]
        given = {a.name: helper.get_attribute_value(a) for a in node.attribute}
        if node.op_type == "Conv":
            kernel, stride = given["kernel_shape"], given.get("strides", [1, 1])
            top, left, bottom, right = given.get("pads", [0, 0, 0, 0])
            if given.get("auto_pad", b"NOTSET") == b"SAME_UPPER":
                (top, bottom), (left, right) = (same(x.shape[2 + i], kernel[i], stride[i]) for i in range(2))
            even = top == bottom and left == right
            return F.conv2d(
                x if even else F.pad(x, (left, right, top, bottom)),
                self.weight(node.input[1]),
                self.weight(node.input[2]) if len(node.input) > 2 else None,
                stride=tuple(stride),
                padding=(top, left) if even else 0,
                groups=given.get("group", 1),
            )
        if node.op_type == "Clip":
            low, high = (self.constants[name].item() for name in node.input[1:3])
            return torch.clamp(x, low, high)
        if node.op_type == "Identity":
            return x
        if node.op_type == "Relu":
            return F.relu(x)
        if node.op_type == "Add":
            return x + values[node.input[1]]
        if node.op_type in ("GlobalAveragePool", "ReduceMean"):
            return x.mean(dim=(2, 3))
        if node.op_type in ("Flatten", "Reshape", "Squeeze"):
            return x.flatten(1)
        raise ValueError(f"operator {node.op_type} of {node.name or node.output[0]} is not known here")


def same(size: int, kernel: int, stride: int) -> tuple[int, int]:
    """Padding before and after, as ONNX's SAME_UPPER has it: the odd one goes after."""
    total = max(0, (-(-size // stride) - 1) * stride + kernel - size)
    return total // 2, total - total // 2


def needed(model: onnx.ModelProto, output: str):
    """Nodes that `output` depends on, in the graph's order."""
    wanted, kept = {output}, []
    for node in reversed(model.graph.node):
        if wanted & set(node.output):
            kept.append(node)
            wanted |= set(node.input)
    return kept[::-1]


def write_graph(graph: Graph, projection: np.ndarray, centre: np.ndarray, size: int, path: str, card: dict[str, str]):
    """Writes the graph with its trained weights, then (pooled - centre) @ projection, as float16 weights that are
    widened once when a session opens: half the file, the same arithmetic. Output `embedding` [N, d]."""
    nodes, constants = [], []

    def half(name: str, array: np.ndarray) -> str:
        constants.append(numpy_helper.from_array(array.astype(np.float16), name))
        nodes.append(helper.make_node("Cast", [name], [f"{name}_wide"], to=TensorProto.FLOAT))
        return f"{name}_wide"

    body = []
    widened = {}
    for node in graph.nodes:
        copy = helper.make_node(node.op_type, [], list(node.output), name=node.name)
        copy.attribute.extend(node.attribute)
        inputs = []
        for name in node.input:
            if name.replace(".", "|") in graph.weights:
                if name not in widened:
                    widened[name] = half(name, graph.weight(name).detach().float().numpy())
                inputs.append(widened[name])
            else:
                if name in graph.constants and name not in widened:
                    constants.append(numpy_helper.from_array(graph.constants[name], name))
                    widened[name] = name
                inputs.append(name)
        copy.input.extend(inputs)
        body.append(copy)
    matrix = half("projection", projection)
    shift = half("shift", -(centre @ projection))
    body.append(helper.make_node("MatMul", [graph.output, matrix], ["projected"]))
    body.append(helper.make_node("Add", ["projected", shift], ["garment"]))
    sides = ["N", 3, size, size]
    made = helper.make_graph(
        nodes + body,
        "toile-builtin",
        [helper.make_tensor_value_info(graph.input, TensorProto.FLOAT, sides)],
        [helper.make_tensor_value_info("garment", TensorProto.FLOAT, ["N", projection.shape[1]])],
        constants,
    )
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", 13)], ir_version=8, producer_name="toile")
    for key, value in card.items():
        model.metadata_props.add(key=key, value=value)
    onnx.checker.check_model(model)
    onnx.save(model, path)
