"""The suite as LLVM's lit sees it. `qcc lit` reads lit.properties, which this file follows; tests/llvm-lit runs both and compares."""

import os
import shutil

import lit.formats


def properties(path):
    """The keys and values of a file in the format of java.util.Properties, without escapes and continued lines."""
    with open(path, encoding="utf-8") as file:
        lines = (line.split("#", 1)[0] for line in file)
        pairs = (line.split("=", 1) for line in lines if "=" in line)
        return {key.strip(): value.strip() for key, value in pairs}


def names(value):
    return [name.strip() for name in value.split(",") if name.strip()]


suite = properties(os.path.join(os.path.dirname(__file__), "lit.properties"))
config.name = suite["name"]
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = names(suite["suffixes"])
config.excludes = names(suite["excludes"])
config.test_exec_root = os.environ["QCC_LIT_OUTPUT"]
config.available_features.update(names(suite.get("features", "")))
for key, value in suite.items():
    if key.startswith("substitution."):
        config.substitutions.append(("%{" + key.removeprefix("substitution.") + "}", value))
    elif key.startswith("environment."):
        config.environment[key.removeprefix("environment.")] = value

# A folder with programs called qcc, FileCheck, not and, where it is installed, mlir-opt.
tools = os.environ["QCC_LIT_TOOLS"]
config.environment["PATH"] = tools + os.pathsep + os.environ["PATH"]
for variable in ("HOME", "JAVA_HOME", "QCC_JAVA_OPTIONS", "QCC_SHARED"):
    if variable in os.environ:
        config.environment[variable] = os.environ[variable]
config.available_features.add("llvm-tools")
if shutil.which("mlir-opt", path=tools):
    config.available_features.add("mlir-opt")
if os.path.isdir(os.environ["QCC_SHARED"]):
    config.available_features.add("shared")
