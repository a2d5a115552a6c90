#!/usr/bin/env bash
# Compares the simulated chip with ONNX Runtime's float time: ResNet-20 on 1,000 CIFAR-10 images.
#
#   tests/bench/simulation.sh [SHARED_FOLDER]
#
# The folder with models/ and data/ is the argument, else $QCC_SHARED, else ../shared beside the repository.
# $QCC names another launcher than ./qcc. Both sides run five times, in turn, on the processors that this process may use
# (restrict them with taskset); neither time includes start-up and warm-up. Needs python3 with numpy and onnxruntime.
set -euo pipefail

rounds=5
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
shared=${1:-${QCC_SHARED:-$root/../shared}}
qcc=${QCC:-$root/qcc}
model=$shared/models/resnet20_cifar10.onnx
data=$shared/data/cifar10
preprocessing=(--scale 255 --mean 0.485,0.456,0.406 --std 0.229,0.224,0.225)

fail() {
    echo "simulation.sh: $1" >&2
    exit 1
}

for file in "$model" "$data/calib_x.npy" "$data/test_x.npy" "$data/test_y.npy"; do
    [[ -f $file ]] || fail "no file $file; pass the folder with models/ and data/ as the argument or in QCC_SHARED"
done
[[ -f $qcc && -x $qcc ]] || fail "no launcher $qcc; name it in QCC"

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

# field FILE NAME: a number of the JSON object in FILE.
field() {
    python3 - "$1" "$2" <<'PYTHON'
import json, sys
file, name = sys.argv[1:]
with open(file) as text:
    report = json.load(text)
if not isinstance(report.get(name), (int, float)):
    sys.exit(f"no number {name} in the report: {', '.join(report)}")
print(report[name])
PYTHON
}

for ((round = 1; round <= rounds; round++)); do
    python3 "$here/onnxruntime_float.py" "$model" "$data/test_x.npy" --labels "$data/test_y.npy" \
        "${preprocessing[@]}" --threads "$(nproc)" --runs 1 >"$results/float.json"
    "$qcc" eval "$model" --target cim --calib "$data/calib_x.npy" --input "$data/test_x.npy" \
        --labels "$data/test_y.npy" "${preprocessing[@]}" --json >"$results/device.json"
    float=$(field "$results/float.json" seconds)
    device=$(field "$results/device.json" seconds_device)
    echo "round $round: ONNX Runtime float $float s, simulated chip $device s" >&2
    echo "$float" >>"$results/float"
    echo "$device" >>"$results/device"
done

float=$(sort -g "$results/float" | head -n 1)
device=$(sort -g "$results/device" | head -n 1)
awk -v float="$float" -v device="$device" -v rounds="$rounds" -v threads="$(nproc)" 'BEGIN {
    printf "minimum of %d runs on %d threads, 1,000 images\n", rounds, threads
    printf "ONNX Runtime float  %8.3f s\n", float
    printf "simulated chip      %8.3f s\n", device
    printf "ratio               %8.2f\n", device / float
}'
