#!/usr/bin/env bash
# Compiles the nine ImageNet networks of models/light for a digital chip, a resistive and a capacitive one, and prints for each
# wall and processor time, the largest resident memory, and segments.
#
#   tests/bench/light_networks.sh [SHARED_FOLDER [CHIP...]]
#
# The folder with models/ is the argument, else $QCC_SHARED, else ../shared beside the repository. Chips: by default
# d6cim-esscirc23, isaac-isca16 (RRAM) and jia-jssc22 (SRAM and capacitors). $QCC names another launcher than ./qcc.
# $NETWORKS names some of the networks. VGG-19 gets 3 GB of heap, the others 2 GB. Needs python3 with numpy and onnx, and GNU time.
# Exit code 1 if a network does not compile.
set -uo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
shared=${1:-${QCC_SHARED:-$root/../shared}}
shift $(($# > 0 ? 1 : 0))
chips=("$@")
[[ $# -gt 0 ]] || chips=(d6cim-esscirc23 isaac-isca16 jia-jssc22)
qcc=${QCC:-$root/qcc}
read -ra networks <<<"${NETWORKS:-squeezenet shufflenet inception_v1 inception_v2 densenet121 resnet50 bvlc_alexnet zfnet512 vgg19}"

fail() {
    echo "light_networks.sh: $1" >&2
    exit 1
}

[[ -f $qcc && -x $qcc ]] || fail "no launcher $qcc; name it in QCC"
for network in "${networks[@]}"; do
    file=$shared/models/light/light_$network.onnx
    [[ -f $file ]] || fail "no file $file; pass the folder with models/ as the argument or in QCC_SHARED"
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
printf '%-14s %-16s %8s %8s %8s %9s\n' network chip "wall s" "CPU s" "MiB" segments
for network in "${networks[@]}"; do
    python3 "$here/fill_light_network.py" "$shared/models/light/light_$network.onnx" "$work/network.onnx" || fail "cannot fill $network"
    heap=2g
    [[ $network == vgg19 ]] && heap=3g
    for chip in "${chips[@]}"; do
        if QCC_JAVA_OPTIONS="${QCC_JAVA_OPTIONS:-} -Xmx$heap" /usr/bin/time -o "$work/time" -f "%e %U %S %M" "$qcc" compile \
            "$work/network.onnx" --target cim --chip "$chip" --random-calib 2 --calib-seed 1 -o "$work/out.qcb" --json \
            >"$work/out.json" 2>"$work/errors"; then
            read -r wall user system kib <"$work/time"
            segments=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["segments"])' "$work/out.json")
            printf '%-14s %-16s %8s %8.1f %8d %9s\n' "$network" "$chip" "$wall" "$(python3 -c "print($user + $system)")" \
                $((kib / 1024)) "$segments"
        else
            failed=1
            printf '%-14s %-16s failed: %s\n' "$network" "$chip" "$(grep -m1 error "$work/errors" | cut -c1-300)"
        fi
    done
    rm -f "$work/network.onnx" "$work/out.qcb"
done
exit $failed
