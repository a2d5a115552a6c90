#!/usr/bin/env python3
"""Trains the digits example and writes everything that lies beside this file.

The network is small, yet has what a compiler must handle: batch normalizations that are not folded, a depthwise
convolution, a residual addition, a concatenation of branches with different ranges, three kinds of pooling, dropouts,
a reshape whose target is computed from the batch size, and a final softmax.

Needs numpy, torch, scikit-learn, onnx and onnxruntime. One seed, one thread: the same machine writes the same bytes.
"""

import io
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from torch import nn
from torch.nn import functional

SEED = 2026
EPOCHS = 60
BATCH = 64
PIXEL_SCALE = 16.0
CALIBRATION_IMAGES = 128
TEST_IMAGES = 200
HERE = Path(__file__).resolve().parent


class ConvNorm(nn.Sequential):
    """A convolution without bias, padded to keep the size at stride 1, and its batch normalization."""

    def __init__(self, inputs, outputs, kernel, stride=1, groups=1):
        convolution = nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False)
        super().__init__(convolution, nn.BatchNorm2d(outputs))


class DigitsNet(nn.Module):
    """Maps [N, 1, 8, 8] pixels in 0..1 to [N, 10] logits."""

    def __init__(self):
        super().__init__()
        self.stem = ConvNorm(1, 16, 3)
        self.depthwise = ConvNorm(16, 16, 3, groups=16)
        self.pointwise = ConvNorm(16, 24, 1)
        self.residual1 = ConvNorm(24, 24, 3)
        self.residual2 = ConvNorm(24, 24, 3)
        self.branch = ConvNorm(24, 16, 1)
        # Training starts with one branch of the concatenation wider than the other, and leaves it so.
        nn.init.constant_(self.branch[1].weight, 3.0)
        self.head = ConvNorm(40, 32, 3, stride=2)
        self.classifier = nn.Linear(32, 10)

    def forward(self, image):
        x = torch.relu(self.stem(image))
        x = torch.relu(self.depthwise(x))
        x = torch.relu(self.pointwise(x))
        x = functional.max_pool2d(x, 2)
        x = torch.relu(self.residual2(torch.relu(self.residual1(x))) + x)
        smooth = functional.avg_pool2d(x, 3, stride=1, padding=1, count_include_pad=False)
        x = torch.cat([torch.relu(self.branch(x)), smooth], dim=1)
        x = functional.dropout(x, 0.1, self.training)
        x = torch.relu(self.head(x))
        x = functional.adaptive_avg_pool2d(x, 1).flatten(1)
        return self.classifier(functional.dropout(x, 0.2, self.training))


class GraphBuilder:
    """Collects ONNX nodes and initializers; a node's name is also the name of its result."""

    def __init__(self):
        self.nodes = []
        self.initializers = []

    def constant(self, name, array):
        self.initializers.append(numpy_helper.from_array(np.asarray(array), name))
        return name

    def node(self, op_type, name, *inputs, **attributes):
        self.nodes.append(helper.make_node(op_type, list(inputs), [name], name=name, **attributes))
        return name

    def conv_norm(self, name, module, data):
        convolution, norm = module
        weight = self.constant(f"{name}/conv/weight", convolution.weight.detach().numpy())
        data = self.node("Conv", f"{name}/conv", data, weight, group=convolution.groups,
                         kernel_shape=convolution.kernel_size, strides=convolution.stride,
                         pads=convolution.padding * 2)
        parameters = {"gamma": norm.weight, "beta": norm.bias, "mean": norm.running_mean, "variance": norm.running_var}
        names = [self.constant(f"{name}/norm/{k}", v.detach().numpy()) for k, v in parameters.items()]
        return self.node("BatchNormalization", f"{name}/norm", data, *names, epsilon=norm.eps)

    def conv_norm_relu(self, name, module, data):
        return self.node("Relu", f"{name}/relu", self.conv_norm(name, module, data))

    def dropout(self, name, data, ratio):
        return self.node("Dropout", name, data, self.constant(f"{name}/ratio", np.float32(ratio)))

    def flatten_by_shape(self, data):
        """What `x.view(x.size(0), -1)` becomes in exported models: a target shape computed at run time."""
        shape = self.node("Shape", "flatten/shape", data)
        batch = self.node("Gather", "flatten/batch", shape, self.constant("flatten/first", np.array([0], np.int64)))
        rest = self.constant("flatten/rest", np.array([-1], np.int64))
        target = self.node("Concat", "flatten/target", batch, rest, axis=0)
        return self.node("Reshape", "flatten", data, target)


def load_images():
    """The digits as uint8 [n, 1, 8, 8] in 0..16, split by class: training, test and calibration (part of training)."""
    digits = load_digits()
    images = digits.images.astype(np.uint8)[:, np.newaxis]
    labels = digits.target.astype(np.int64)
    train_x, test_x, train_y, test_y = train_test_split(
        images, labels, test_size=TEST_IMAGES, stratify=labels, random_state=SEED)
    calibration, _ = train_test_split(train_x, train_size=CALIBRATION_IMAGES, stratify=train_y, random_state=SEED)
    return train_x, train_y, test_x, test_y, calibration


def train(images, labels):
    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    net = DigitsNet()
    x = torch.from_numpy(images.astype(np.float32) / PIXEL_SCALE)
    y = torch.from_numpy(labels)
    # The ragged last batch is dropped, so that every batch normalization sees the same number of samples.
    steps = len(x) // BATCH
    optimizer = torch.optim.AdamW(net.parameters(), lr=3e-3, weight_decay=1e-2)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 6e-3, total_steps=EPOCHS * steps)
    for epoch in range(EPOCHS):
        order = torch.randperm(len(x))
        for step in range(steps):
            batch = order[step * BATCH:(step + 1) * BATCH]
            loss = functional.cross_entropy(net(x[batch]), y[batch], label_smoothing=0.05)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
        if (epoch + 1) % 10 == 0:
            print(f"epoch {epoch + 1:2d}: loss {loss.item():.4f} on its last batch")
    return net.eval()


def to_onnx(net):
    """The network as ONNX, opset 17, with nothing folded."""
    g = GraphBuilder()
    x = g.conv_norm_relu("stem", net.stem, "image")
    x = g.conv_norm_relu("depthwise", net.depthwise, x)
    x = g.conv_norm_relu("pointwise", net.pointwise, x)
    x = g.node("MaxPool", "max_pool", x, kernel_shape=[2, 2], strides=[2, 2])
    inner = g.conv_norm_relu("residual1", net.residual1, x)
    x = g.node("Add", "residual/add", g.conv_norm("residual2", net.residual2, inner), x)
    x = g.node("Relu", "residual/relu", x)
    smooth = g.node("AveragePool", "smooth", x, kernel_shape=[3, 3], strides=[1, 1], pads=[1, 1, 1, 1])
    x = g.node("Concat", "concat", g.conv_norm_relu("branch", net.branch, x), smooth, axis=1)
    x = g.conv_norm_relu("head", net.head, g.dropout("dropout1", x, 0.1))
    x = g.flatten_by_shape(g.node("GlobalAveragePool", "global_pool", x))
    weight = g.constant("classifier/weight", net.classifier.weight.detach().numpy())
    bias = g.constant("classifier/bias", net.classifier.bias.detach().numpy())
    x = g.node("Gemm", "classifier", g.dropout("dropout2", x, 0.2), weight, bias, transB=1)
    g.node("Softmax", "probabilities", x, axis=1)
    image = helper.make_tensor_value_info("image", TensorProto.FLOAT, ["N", 1, 8, 8])
    result = helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, ["N", 10])
    graph = helper.make_graph(g.nodes, "digits", [image], [result], g.initializers)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8,
                              producer_name="qcc examples/digits/train.py")
    onnx.checker.check_model(model, full_check=True)
    return model


def check_against_torch(model, net, images):
    """Returns ONNX Runtime's probabilities, which must agree with the trained network's."""
    pixels = images.astype(np.float32) / PIXEL_SCALE
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    probabilities = session.run(None, {"image": pixels})[0]
    with torch.no_grad():
        expected = torch.softmax(net(torch.from_numpy(pixels)), 1).numpy()
    np.testing.assert_allclose(probabilities, expected, rtol=1e-4, atol=1e-6)
    return probabilities


def value_range(model, name, images):
    """The smallest and the largest element of an inner value over the images."""
    model = onnx.ModelProto.FromString(model.SerializeToString())
    model.graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, None))
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    values = session.run([name], {"image": images.astype(np.float32) / PIXEL_SCALE})[0]
    return values.min(), values.max()


def write(name, content):
    """Writes a file beside this one, completely or not at all."""
    temporary = HERE / f"{name}.tmp"
    temporary.write_bytes(content)
    temporary.replace(HERE / name)


def write_array(name, array):
    buffer = io.BytesIO()
    np.save(buffer, array)
    write(name, buffer.getvalue())


def main():
    train_x, train_y, test_x, test_y, calibration = load_images()
    net = train(train_x, train_y)
    model = to_onnx(net)
    probabilities = check_against_torch(model, net, test_x)
    correct = int((probabilities.argmax(1) == test_y).sum())
    print(f"float accuracy in ONNX Runtime: {correct} of {len(test_y)} test images, {100 * correct / len(test_y):.2f} %")
    for name in ("residual2/norm", "max_pool", "branch/relu", "smooth"):
        print("range of %s on the calibration images: [%.3f, %.3f]" % (name, *value_range(model, name, calibration)))
    write("digits.onnx", model.SerializeToString())
    write_array("calibration.npy", calibration)
    write_array("test_images.npy", test_x)
    write_array("test_labels.npy", test_y)


if __name__ == "__main__":
    main()
