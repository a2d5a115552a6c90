#!/usr/bin/env bash
# Compares qcc opt with mlir-opt on functions of 10,000 and 1,000,000 arith operations: read and print, cse, canonicalize.
#
#   tests/bench/ir.sh [SHARED_FOLDER [ROUNDS]]
#
# The generator of the files is bench/gen_mlir.py in the folder named by the argument, else $QCC_SHARED, else ../shared beside the
# repository. $QCC names another launcher than ./qcc, $MLIR_OPT another mlir-opt than mlir-opt-22, $SIZES other numbers of operations.
# Both tools run in turn, 5 rounds unless told otherwise; times are those of whole processes. Needs python3 and GNU time.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
shared=${1:-${QCC_SHARED:-$root/../shared}}
rounds=${2:-5}
qcc=${QCC:-$root/qcc}
mlir=${MLIR_OPT:-mlir-opt-22}
generator=$shared/bench/gen_mlir.py
read -ra sizes <<<"${SIZES:-10000 1000000}"
tasks=(print cse canonicalize)

fail() {
    echo "ir.sh: $1" >&2
    exit 1
}

[[ -f $generator ]] || fail "no file $generator; pass the folder with bench/ as the argument or in QCC_SHARED"
[[ -f $qcc && -x $qcc ]] || fail "no launcher $qcc; name it in QCC"
command -v "$mlir" >/dev/null || fail "no $mlir on the path; name it in MLIR_OPT"
timer=$(type -P time) || fail "no GNU time on the path"

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

# measure TASK SIZE TOOL COMMAND...: appends wall seconds, processor seconds and peak megabytes of one run.
measure() {
    local task=$1 size=$2 tool=$3 option=()
    shift 3
    [[ $task == print ]] || option=("--$task")
    "$timer" -f '%e %U %S %M' -o "$results/time" "$@" "${option[@]}" "$results/$size.mlir" -o "$results/$tool.mlir" ||
        fail "$tool failed"
    awk '{ print $1, $2 + $3, $4 / 1024 }' "$results/time" >>"$results/$task.$size.$tool"
}

# compare TASK SIZE: both tools must have written the same IR; the generic form names values alike.
compare() {
    local tool
    for tool in mlir-opt qcc; do
        "$mlir" --mlir-print-op-generic "$results/$tool.mlir" -o "$results/$tool.generic"
    done
    cmp -s "$results/mlir-opt.generic" "$results/qcc.generic" || fail "the outputs of $1 for $2 operations differ"
}

# least FILE COLUMN: the smallest number of a column.
least() {
    awk -v column="$2" 'NR == 1 || $column < least { least = $column } END { print least }' "$1"
}

"$qcc" --version >/dev/null
for size in "${sizes[@]}"; do
    python3 "$generator" "$size" --kind arith -o "$results/$size.mlir"
    for ((round = 1; round <= rounds; round++)); do
        for task in "${tasks[@]}"; do
            measure "$task" "$size" mlir-opt "$mlir"
            measure "$task" "$size" qcc "$qcc" opt
            [[ $round -gt 1 ]] || compare "$task" "$size"
        done
        echo "$size operations: round $round of $rounds" >&2
    done
done

echo "minima of $rounds rounds on $(nproc) processors"
printf '%-10s %-13s %29s %29s %15s\n' operations task 'wall s: qcc mlir-opt ratio' 'cpu s: qcc mlir-opt ratio' 'MB: qcc mlir-opt ratio'
for size in "${sizes[@]}"; do
    for task in "${tasks[@]}"; do
        ours=$results/$task.$size.qcc
        theirs=$results/$task.$size.mlir-opt
        awk -v size="$size" -v task="$task" -v w1="$(least "$ours" 1)" -v w2="$(least "$theirs" 1)" -v c1="$(least "$ours" 2)" \
            -v c2="$(least "$theirs" 2)" -v m1="$(least "$ours" 3)" -v m2="$(least "$theirs" 3)" 'BEGIN {
                printf "%-10s %-13s %12.2f %9.2f %6.2f %12.2f %9.2f %6.2f %9.0f %5.0f %6.2f\n",
                    size, task, w1, w2, w1 / w2, c1, c2, c1 / c2, m1, m2, m1 / m2
            }'
    done
done
