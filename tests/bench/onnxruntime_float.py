#!/usr/bin/env python3
"""Prints how long ONNX Runtime takes for a float model on all given images, as JSON.

For each batch size there is one session: its creation and one warm-up pass over all images are not counted. The
passes of all batch sizes are interleaved, and the fastest pass of the best batch size is reported. Preprocessing,
(x / scale - mean) / std per channel, is done beforehand and not counted.
"""

import argparse
import json
import math
import sys
import time

import numpy as np
import onnxruntime


def numbers(text):
    return np.array([float(part) for part in text.split(",")], np.float32)


def batch_sizes(text):
    return [part if part == "all" else int(part) for part in text.split(",")]


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", metavar="MODEL")
    parser.add_argument("images", metavar="IMAGES.npy", help="array whose first axis is the sample")
    parser.add_argument("--labels", metavar="LABELS.npy", help="class of each image; adds the top-1 accuracy")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--mean", type=numbers, default=numbers("0"), help="one number, or one per channel")
    parser.add_argument("--std", type=numbers, default=numbers("1"), help="one number, or one per channel")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--runs", type=int, default=5, help="timed passes per batch size")
    parser.add_argument("--batch", type=batch_sizes, default=batch_sizes("1,10,50,100,250,all"),
                        help="batch sizes to try, separated by commas; all is the whole set (default: 1,10,50,100,250,all)")
    arguments = parser.parse_args()
    if arguments.threads < 1 or arguments.runs < 1 or any(b != "all" and b < 1 for b in arguments.batch):
        parser.error("--threads, --runs and --batch must be positive")
    return arguments


def load_inputs(arguments):
    """The preprocessed images, f32 [n, c, ...] in the order of the file."""
    images = np.load(arguments.images).astype(np.float32)
    per_channel = (1, -1) + (1,) * (images.ndim - 2)
    for name in ("mean", "std"):
        count = getattr(arguments, name).size
        if count not in (1, images.shape[1]):
            sys.exit(f"--{name} has {count} numbers but {arguments.images} has {images.shape[1]} channels")
    scaled = images / np.float32(arguments.scale)
    return (scaled - arguments.mean.reshape(per_channel)) / arguments.std.reshape(per_channel)


def create_session(model, threads):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def run_pass(session, inputs, batch):
    """One pass over all inputs: the first output of every batch, and the seconds it took."""
    name = session.get_inputs()[0].name
    start = time.perf_counter()
    outputs = [session.run(None, {name: inputs[i:i + batch]})[0] for i in range(0, len(inputs), batch)]
    seconds = time.perf_counter() - start
    return np.concatenate(outputs), seconds


def accuracy(outputs, labels_file):
    labels = np.load(labels_file)
    if len(labels) != len(outputs):
        sys.exit(f"{labels_file} has {len(labels)} labels for {len(outputs)} images")
    return 100.0 * float(np.mean(outputs.argmax(1) == labels))


def main():
    arguments = parse_arguments()
    inputs = load_inputs(arguments)
    sizes = sorted({len(inputs) if b == "all" else min(b, len(inputs)) for b in arguments.batch})
    sessions = {batch: create_session(arguments.model, arguments.threads) for batch in sizes}
    for batch, session in sessions.items():
        outputs, _ = run_pass(session, inputs, batch)
    seconds = dict.fromkeys(sizes, math.inf)
    # Interleaved, so that a busy moment of the machine does not decide which batch size is best.
    for _ in range(arguments.runs):
        for batch, session in sessions.items():
            seconds[batch] = min(seconds[batch], run_pass(session, inputs, batch)[1])
    best = min(sizes, key=seconds.get)
    report = {
        "onnxruntime": onnxruntime.__version__,
        "images": len(inputs),
        "threads": arguments.threads,
        "runs": arguments.runs,
        "seconds": round(seconds[best], 6),
        "batch": best,
        "seconds_by_batch": {str(batch): round(seconds[batch], 6) for batch in sizes},
    }
    if arguments.labels:
        report["accuracy"] = round(accuracy(outputs, arguments.labels), 4)
    print(json.dumps(report))


if __name__ == "__main__":
    main()
