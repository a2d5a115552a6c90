// RUN: qcc opt %s --pass-pipeline='builtin.module(func.func(canonicalize))' | FileCheck %s

// The same grid: the pair goes away.
// CHECK-LABEL: func.func @same_grid
// CHECK-SAME:    %[[X:[a-z0-9]+]]: tensor<4x!quant.uniform<i8:f32, 5.000000e-01>>
func.func @same_grid(%x: tensor<4x!quant.uniform<i8:f32, 0.5>>) -> tensor<4x!quant.uniform<i8:f32, 0.5>> {
  %0 = quant.dcast %x : tensor<4x!quant.uniform<i8:f32, 0.5>> to tensor<4xf32>
  %1 = quant.qcast %0 : tensor<4xf32> to tensor<4x!quant.uniform<i8:f32, 0.5>>
  // CHECK-NEXT: return %[[X]]
  return %1 : tensor<4x!quant.uniform<i8:f32, 0.5>>
}

// Another grid: both stay.
// CHECK-LABEL: func.func @different_grid
func.func @different_grid(%x: tensor<4x!quant.uniform<i8:f32, 0.5>>) -> tensor<4x!quant.uniform<i8:f32, 0.25>> {
  // CHECK-NEXT: quant.dcast
  // CHECK-NEXT: quant.qcast
  %0 = quant.dcast %x : tensor<4x!quant.uniform<i8:f32, 0.5>> to tensor<4xf32>
  %1 = quant.qcast %0 : tensor<4xf32> to tensor<4x!quant.uniform<i8:f32, 0.25>>
  return %1 : tensor<4x!quant.uniform<i8:f32, 0.25>>
}

// Rounding is a loss: unlike mlir-opt, we never fold it away.
// CHECK-LABEL: func.func @rounding_stays
func.func @rounding_stays(%x: tensor<4xf32>) -> tensor<4xf32> {
  // CHECK-NEXT: quant.qcast
  // CHECK-NEXT: quant.dcast
  %0 = quant.qcast %x : tensor<4xf32> to tensor<4x!quant.uniform<i8:f32, 0.5>>
  %1 = quant.dcast %0 : tensor<4x!quant.uniform<i8:f32, 0.5>> to tensor<4xf32>
  return %1 : tensor<4xf32>
}
