// RUN: qcc opt %s | FileCheck %s
// RUN: qcc opt %s > %t.custom
// RUN: qcc opt %s --mlir-print-op-generic | qcc opt > %t.generic
// RUN: diff %t.custom %t.generic

// CHECK: func.func private @declared(i32, tensor<4xf32> {qcc.name = "x"}) -> (f32, i1)
func.func private @declared(i32, tensor<4xf32> {qcc.name = "x"}) -> (f32, i1)

// CHECK-LABEL: func.func @nothing()
func.func @nothing() {
  // CHECK-NEXT: return
  return
}

// CHECK-LABEL: func.func @calls
// CHECK-SAME:    %[[A:.*]]: i32, %[[X:.*]]: tensor<4xf32>
func.func @calls(%a: i32, %x: tensor<4xf32>) -> (i1, f32) attributes {qcc.device = "host"} {
  // CHECK: %[[R:.*]]:2 = call @declared(%[[A]], %[[X]]) : (i32, tensor<4xf32>) -> (f32, i1)
  %0:2 = call @declared(%a, %x) : (i32, tensor<4xf32>) -> (f32, i1)
  // CHECK: call @nothing() : () -> ()
  call @nothing() : () -> ()
  // CHECK: return %[[R]]#1, %[[R]]#0 : i1, f32
  return %0#1, %0#0 : i1, f32
}
