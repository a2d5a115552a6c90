// RUN: qcc opt %s | FileCheck %s
// RUN: qcc opt %s > %t.custom
// RUN: qcc opt %s --mlir-print-op-generic | qcc opt > %t.generic
// RUN: diff %t.custom %t.generic

// CHECK-LABEL: module @outer
module @outer {
  // CHECK: module @inner attributes {qcc.note = "kept"}
  module @inner attributes {qcc.note = "kept"} {
  }
  // CHECK-LABEL: func.func @cast
  func.func @cast(%a: i32) -> f32 {
    // CHECK: builtin.unrealized_conversion_cast %{{.*}} : i32 to f32
    %0 = builtin.unrealized_conversion_cast %a : i32 to f32
    return %0 : f32
  }
}
