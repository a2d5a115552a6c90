// RUN: not qcc opt %s --split-input-file 2>&1 >/dev/null | FileCheck %s
// RUN: not qcc opt %s --split-input-file 2>/dev/null | FileCheck %s --check-prefix=GOOD
// RUN: not qcc opt %s --pass-pipeline='builtin.module(canonicalise)' 2>&1 | FileCheck %s --check-prefix=PIPELINE
// RUN: not qcc opt %S/nowhere.mlir 2>&1 | FileCheck %s --check-prefix=MISSING
// RUN: not qcc opt %s --partition 2>&1 | FileCheck %s --check-prefix=CHIP

// PIPELINE: qcc: error: {{.*}}canonicalise
// MISSING: nowhere.mlir: there is no such file or folder
// CHIP: error:

// A part that is wrong does not keep the others from being printed.
// GOOD: func.func @good
func.func @good() {
  return
}

// -----

func.func @bad(%x: tensor<4xf32>) -> tensor<4xf32> {
  // CHECK: opt-failures.mlir:[[@LINE+3]]:8: error: {{.*}}nn.nonsense
  // CHECK-NEXT: %0 = nn.nonsense
  // CHECK-NEXT: ^
  %0 = nn.nonsense %x : (tensor<4xf32>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}
