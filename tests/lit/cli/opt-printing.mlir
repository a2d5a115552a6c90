// RUN: qcc opt %s --canonicalize --cse --dump-pass-pipeline 2>&1 >/dev/null | FileCheck %s --check-prefix=PIPELINE
// RUN: qcc opt %s --canonicalize --cse --mlir-print-ir-after=cse 2>&1 >/dev/null | FileCheck %s --check-prefix=AFTER
// RUN: qcc opt %s --canonicalize --cse --print-ir-after-all --print-ir-after-change 2>&1 >/dev/null | FileCheck %s --check-prefix=CHANGE
// RUN: qcc opt %s --cse --mlir-pass-statistics 2>&1 >/dev/null | FileCheck %s --check-prefix=STATISTICS
// RUN: qcc opt %s --cse --timing 2>&1 >/dev/null | FileCheck %s --check-prefix=TIMING
// RUN: qcc opt %s --mlir-print-debuginfo | FileCheck %s --check-prefix=LOCATION
// RUN: qcc opt %s -cse -mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC

// PIPELINE: Pass Manager with 2 passes:
// PIPELINE-NEXT: builtin.module(
// PIPELINE-NEXT:   canonicalize{max-iterations=10{{.*}}},
// PIPELINE-NEXT:   cse
// PIPELINE-NEXT: )

// AFTER-NOT: IR Dump After canonicalize
// AFTER: IR Dump After cse

// CHANGE-NOT: IR Dump After canonicalize
// CHANGE: IR Dump After cse

// STATISTICS: Pass statistics report
// STATISTICS: cse

// TIMING: Execution time report
// TIMING: Parser
// TIMING: cse
// TIMING: Total

// LOCATION: loc("{{.*}}opt-printing.mlir":{{[0-9]+}}:{{[0-9]+}})

// GENERIC: "func.func"() <{function_type = (tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>), sym_name = "twice"}>
// GENERIC: "nn.relu"
// GENERIC-NOT: "nn.relu"
func.func @twice(%x: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>) {
  %0 = nn.relu %x : (tensor<4xf32>) -> tensor<4xf32>
  %1 = nn.relu %x : (tensor<4xf32>) -> tensor<4xf32>
  return %0, %1 : tensor<4xf32>, tensor<4xf32>
}
