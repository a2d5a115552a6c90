"""Compares the textual syntax of qcc with that of the onnx package.

    onnx_text.py print FOLDER NAME=MODEL.onnx ...     writes FOLDER/NAME.theirs.txt as onnx.printer does
    onnx_text.py compare FOLDER NAME=MODEL.onnx ...   compares with each model what onnx.parser reads from FOLDER/NAME.ours.txt and what
                                                      qcc read from FOLDER/NAME.theirs.txt (as FOLDER/NAME.theirs.onnx, or why it could
                                                      not as FOLDER/NAME.theirs.error); prints a line for each difference
"""
import pathlib
import sys

import numpy as np
import onnx
import onnx.parser
import onnx.printer

LEFT_OUT = ("doc_string", "metadata_props", "denotation", "quantization_annotation", "training_info", "configuration",
            "device_configurations")
RAW = {onnx.TensorProto.FLOAT: (np.float32, "float_data"), onnx.TensorProto.COMPLEX64: (np.float32, "float_data"),
       onnx.TensorProto.DOUBLE: (np.float64, "double_data"), onnx.TensorProto.COMPLEX128: (np.float64, "double_data"),
       onnx.TensorProto.INT64: (np.int64, "int64_data"), onnx.TensorProto.UINT64: (np.uint64, "uint64_data"),
       onnx.TensorProto.UINT32: (np.uint32, "uint64_data"), onnx.TensorProto.INT32: (np.int32, "int32_data"),
       onnx.TensorProto.INT16: (np.int16, "int32_data"), onnx.TensorProto.INT8: (np.int8, "int32_data"),
       onnx.TensorProto.UINT16: (np.uint16, "int32_data"), onnx.TensorProto.FLOAT16: (np.uint16, "int32_data"),
       onnx.TensorProto.BFLOAT16: (np.uint16, "int32_data")}


def normalize(message, top=True):
    """Raw data become typed data; what the syntax has no place for and empty strings go away."""
    if isinstance(message, onnx.TensorProto) and message.HasField("raw_data"):
        kind, field = RAW.get(message.data_type, (np.uint8, "int32_data"))
        getattr(message, field).extend(np.frombuffer(message.raw_data, kind).tolist())
        message.ClearField("raw_data")
    if isinstance(message, onnx.TensorProto) and message.data_location == 0:
        message.ClearField("data_location")
    for field, value in list(message.ListFields()):
        if field.name in LEFT_OUT and not (top or isinstance(message, onnx.FunctionProto) and field.name == "doc_string"):
            message.ClearField(field.name)
        elif isinstance(value, str) and not value:
            message.ClearField(field.name)
        elif hasattr(value, "ListFields"):
            normalize(value, False)
        elif hasattr(value, "__len__") and not isinstance(value, (str, bytes)):
            for element in value:
                if hasattr(element, "ListFields"):
                    normalize(element, False)
    return message


def same(a, b):
    """Equal, where not-a-number equals itself."""
    return str(normalize(a)) == str(normalize(b))


def compare(folder, name, path):
    model = onnx.load(path, load_external_data=False)
    ours = folder / f"{name}.ours.txt"
    if not ours.exists():
        yield "ours", "not written: " + (folder / f"{name}.ours.error").read_text()
    else:
        try:
            read = onnx.parser.parse_model(ours.read_text())
            if not same(read, onnx.load(path, load_external_data=False)):
                yield "ours", "differs"
        except Exception as e:
            yield "ours", "onnx.parser: " + str(e).replace("\n", " ")[:300]
    theirs = folder / f"{name}.theirs.onnx"
    if not theirs.exists():
        yield "theirs", "not read: " + (folder / f"{name}.theirs.error").read_text()
    elif not same(onnx.load(theirs, load_external_data=False), model):
        yield "theirs", "differs"


def main():
    command, folder, *models = sys.argv[1:]
    folder = pathlib.Path(folder)
    for name, path in (m.split("=", 1) for m in models):
        if command == "print":
            (folder / f"{name}.theirs.txt").write_text(onnx.printer.to_text(onnx.load(path, load_external_data=False)))
        else:
            for direction, difference in compare(folder, name, path):
                print(f"{name} {direction}: {difference}")


main()
