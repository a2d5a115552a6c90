#!/usr/bin/env python3
"""Fills a network whose weights are given by shape only (ConstantOfShape) with numbers that keep activations in bounds.

    fill_light_network.py SOURCE.onnx TARGET.onnx

Rank 2 and more: He-normal. Scales of batch normalizations and multiplications, and variances: 1. Means: 0. Others: N(0, 0.1^2).
Seeded: the same source gives the same numbers. Needs python3 with numpy and onnx.
"""
import sys

import numpy
import onnx
from onnx import numpy_helper

SEED = 17


def roles(graph):
    """What constants of rank 1 are for: 1 or 0."""
    origins, found = {}, {}
    for node in graph.node:
        if node.op_type == "Unsqueeze":
            origins[node.output[0]] = node.input[0]
        elif node.op_type == "Mul":
            found.update((origins.get(name, name), 1) for name in node.input)
        elif node.op_type == "BatchNormalization":
            found.update({node.input[1]: 1, node.input[3]: 0, node.input[4]: 1})
    return found


def main(source, target):
    model = onnx.load(source)
    graph = model.graph
    random = numpy.random.default_rng(SEED)
    role = roles(graph)
    initializers = {i.name: i for i in graph.initializer}

    def constant(name, shape):
        if len(shape) >= 2:
            deviation = (2 * shape[0] / numpy.prod(shape)) ** 0.5
            values = deviation * random.standard_normal(shape)
        elif name in role:
            values = numpy.full(shape, role[name])
        else:
            values = 0.1 * random.standard_normal(shape)
        return numpy_helper.from_array(values.astype(numpy.float32), name)

    nodes, shapes, filled = [], set(), []
    for node in graph.node:
        if node.op_type == "ConstantOfShape" and node.input[0] in initializers:
            shapes.add(node.input[0])
            filled.append(constant(node.output[0], numpy_helper.to_array(initializers[node.input[0]]).tolist()))
        else:
            nodes.append(node)
    for name, value in initializers.items():
        if name not in shapes:
            filled.append(constant(name, list(value.dims)) if value.data_type == onnx.TensorProto.FLOAT else value)
    inputs = [i for i in graph.input if i.name not in shapes]
    for field, values in ((graph.node, nodes), (graph.initializer, filled), (graph.input, inputs)):
        del field[:]
        field.extend(values)
    with open(target, "wb") as file:
        file.write(model.SerializeToString())


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
