// RUN: qcc opt %s --split-input-file --pass-pipeline='builtin.module(func.func(simplify))' | FileCheck %s

// CHECK-LABEL: func.func @reshapes
// CHECK-SAME:    (%[[X:[a-z0-9]+]]: tensor<2x3x4xf32>)
// CHECK-NEXT:    %[[R:[0-9]+]] = nn.reshape %[[X]] : (tensor<2x3x4xf32>) -> tensor<24x1xf32>
// CHECK-NEXT:    return %[[R]]
func.func @reshapes(%x: tensor<2x3x4xf32>) -> tensor<24x1xf32> {
  %0 = nn.flatten %x {axis = 1 : i64} : (tensor<2x3x4xf32>) -> tensor<2x12xf32>
  %1 = nn.reshape %0 : (tensor<2x12xf32>) -> tensor<24xf32>
  %2 = nn.unsqueeze %1 {axes = array<i64: 1>} : (tensor<24xf32>) -> tensor<24x1xf32>
  return %2 : tensor<24x1xf32>
}

// -----

// A permutation and its inverse.
// CHECK-LABEL: func.func @inverse_transposes
// CHECK-SAME:    (%[[X:[a-z0-9]+]]: tensor<2x3x4xf32>)
// CHECK-NEXT:    return %[[X]]
func.func @inverse_transposes(%x: tensor<2x3x4xf32>) -> tensor<2x3x4xf32> {
  %0 = nn.transpose %x {permutation = array<i64: 1, 2, 0>} : (tensor<2x3x4xf32>) -> tensor<3x4x2xf32>
  %1 = nn.transpose %0 {permutation = array<i64: 2, 0, 1>} : (tensor<3x4x2xf32>) -> tensor<2x3x4xf32>
  return %1 : tensor<2x3x4xf32>
}

// -----

// Its square is another permutation, not the identity.
// CHECK-LABEL: func.func @two_turns
// CHECK-NEXT:    nn.transpose %{{.*}} {permutation = array<i64: 2, 0, 1>}
// CHECK-NEXT:    return
func.func @two_turns(%x: tensor<2x3x4xf32>) -> tensor<4x2x3xf32> {
  %0 = nn.transpose %x {permutation = array<i64: 1, 2, 0>} : (tensor<2x3x4xf32>) -> tensor<3x4x2xf32>
  %1 = nn.transpose %0 {permutation = array<i64: 1, 2, 0>} : (tensor<3x4x2xf32>) -> tensor<4x2x3xf32>
  return %1 : tensor<4x2x3xf32>
}

// -----

// Only axes of one element move: the transpose is a reshape and cancels with the other one.
// CHECK-LABEL: func.func @unit_axes
// CHECK-SAME:    (%[[X:[a-z0-9]+]]: tensor<1x8x1x1xf32>)
// CHECK-NEXT:    return %[[X]]
func.func @unit_axes(%x: tensor<1x8x1x1xf32>) -> tensor<1x8x1x1xf32> {
  %0 = nn.transpose %x {permutation = array<i64: 0, 2, 3, 1>} : (tensor<1x8x1x1xf32>) -> tensor<1x1x1x8xf32>
  %1 = nn.reshape %0 : (tensor<1x1x1x8xf32>) -> tensor<1x8x1x1xf32>
  return %1 : tensor<1x8x1x1xf32>
}

// -----

// Axes of several elements change their order.
// CHECK-LABEL: func.func @true_transpose
// CHECK-NEXT:    nn.transpose
// CHECK-NEXT:    nn.reshape
func.func @true_transpose(%x: tensor<1x8x2x1xf32>) -> tensor<16xf32> {
  %0 = nn.transpose %x {permutation = array<i64: 0, 2, 3, 1>} : (tensor<1x8x2x1xf32>) -> tensor<1x2x1x8xf32>
  %1 = nn.reshape %0 : (tensor<1x2x1x8xf32>) -> tensor<16xf32>
  return %1 : tensor<16xf32>
}

// -----

// CHECK-LABEL: func.func @slices
// CHECK-NEXT:    nn.slice %{{.*}} {sizes = array<i64: 2>, starts = array<i64: 6>, steps = array<i64: -4>}
// CHECK-NEXT:    return
func.func @slices(%x: tensor<10xf32>) -> tensor<2xf32> {
  %0 = nn.slice %x {sizes = array<i64: 4>, starts = array<i64: 2>, steps = array<i64: 2>} : (tensor<10xf32>) -> tensor<4xf32>
  %1 = nn.slice %0 {sizes = array<i64: 2>, starts = array<i64: 2>, steps = array<i64: -2>} : (tensor<4xf32>) -> tensor<2xf32>
  return %1 : tensor<2xf32>
}

// -----

// Along one axis, and only if nothing else reads the inner one.
// CHECK-LABEL: func.func @concats
// CHECK-SAME:    (%[[A:[a-z0-9]+]]: tensor<1x2xf32>, %[[B:[a-z0-9]+]]: tensor<1x2xf32>)
// CHECK-NEXT:    nn.concat %[[A]], %[[A]], %[[B]] {axis = 1 : i64}
// CHECK-NEXT:    return
func.func @concats(%a: tensor<1x2xf32>, %b: tensor<1x2xf32>) -> tensor<1x6xf32> {
  %0 = nn.concat %a, %b {axis = 1 : i64} : (tensor<1x2xf32>, tensor<1x2xf32>) -> tensor<1x4xf32>
  %1 = nn.concat %a, %0 {axis = 1 : i64} : (tensor<1x2xf32>, tensor<1x4xf32>) -> tensor<1x6xf32>
  return %1 : tensor<1x6xf32>
}

// -----

// CHECK-LABEL: func.func @concat_read_twice
// CHECK-COUNT-2: nn.concat
func.func @concat_read_twice(%a: tensor<1x2xf32>, %b: tensor<1x2xf32>) -> (tensor<1x4xf32>, tensor<1x6xf32>) {
  %0 = nn.concat %a, %b {axis = 1 : i64} : (tensor<1x2xf32>, tensor<1x2xf32>) -> tensor<1x4xf32>
  %1 = nn.concat %a, %0 {axis = 1 : i64} : (tensor<1x2xf32>, tensor<1x4xf32>) -> tensor<1x6xf32>
  return %0, %1 : tensor<1x4xf32>, tensor<1x6xf32>
}
