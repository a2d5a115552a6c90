// RUN: qcc opt %s --pass-pipeline='builtin.module(func.func(channels-last))' | FileCheck %s

// A transposition and its inverse cancel.
// CHECK-LABEL: func.func @cancel
// CHECK-SAME:    %[[X:[a-z0-9]+]]: tensor<2x3x4xf32>
func.func @cancel(%x: tensor<2x3x4xf32>) -> tensor<2x3x4xf32> {
  // CHECK-NEXT: return %[[X]]
  %0 = nn.transpose %x {permutation = array<i64: 1, 2, 0>} : (tensor<2x3x4xf32>) -> tensor<3x4x2xf32>
  %1 = nn.transpose %0 {permutation = array<i64: 2, 0, 1>} : (tensor<3x4x2xf32>) -> tensor<2x3x4xf32>
  return %1 : tensor<2x3x4xf32>
}

// Two that do not cancel become one.
// CHECK-LABEL: func.func @merge
func.func @merge(%x: tensor<2x3x4xf32>) -> tensor<4x2x3xf32> {
  // CHECK-NEXT: nn.transpose %{{.*}} {permutation = array<i64: 2, 0, 1>} : (tensor<2x3x4xf32>) -> tensor<4x2x3xf32>
  // CHECK-NEXT: return
  %0 = nn.transpose %x {permutation = array<i64: 1, 2, 0>} : (tensor<2x3x4xf32>) -> tensor<3x4x2xf32>
  %1 = nn.transpose %0 {permutation = array<i64: 1, 2, 0>} : (tensor<3x4x2xf32>) -> tensor<4x2x3xf32>
  return %1 : tensor<4x2x3xf32>
}

// Only an axis of one element moves: that is a reshape.
// CHECK-LABEL: func.func @unit_axes
func.func @unit_axes(%x: tensor<1x5x1x4xf32>) -> tensor<1x1x5x4xf32> {
  // CHECK-NEXT: nn.reshape
  %0 = nn.transpose %x {permutation = array<i64: 0, 2, 1, 3>} : (tensor<1x5x1x4xf32>) -> tensor<1x1x5x4xf32>
  return %0 : tensor<1x1x5x4xf32>
}

// An activation does not care for the order of axes.
// CHECK-LABEL: func.func @behind_an_activation
func.func @behind_an_activation(%x: tensor<2x3xf32>) -> tensor<3x2xf32> {
  // CHECK-NEXT: nn.relu {{.*}} -> tensor<2x3xf32>
  // CHECK-NEXT: nn.transpose
  %0 = nn.transpose %x {permutation = array<i64: 1, 0>} : (tensor<2x3xf32>) -> tensor<3x2xf32>
  %1 = nn.relu %0 : (tensor<3x2xf32>) -> tensor<3x2xf32>
  return %1 : tensor<3x2xf32>
}

// A softmax does.
// CHECK-LABEL: func.func @before_a_softmax
func.func @before_a_softmax(%x: tensor<2x3xf32>) -> tensor<3x2xf32> {
  // CHECK-NEXT: nn.transpose
  // CHECK-NEXT: nn.softmax
  %0 = nn.transpose %x {permutation = array<i64: 1, 0>} : (tensor<2x3xf32>) -> tensor<3x2xf32>
  %1 = nn.softmax %0 {axis = 0 : i64} : (tensor<3x2xf32>) -> tensor<3x2xf32>
  return %1 : tensor<3x2xf32>
}

// CHECK-LABEL: func.func @sum_of_maps_transposed_alike
func.func @sum_of_maps_transposed_alike(%x: tensor<2x3xf32>, %y: tensor<2x3xf32>) -> tensor<3x2xf32> {
  // CHECK-NEXT: nn.add {{.*}} -> tensor<2x3xf32>
  // CHECK-NEXT: nn.transpose
  %0 = nn.transpose %x {permutation = array<i64: 1, 0>} : (tensor<2x3xf32>) -> tensor<3x2xf32>
  %1 = nn.transpose %y {permutation = array<i64: 1, 0>} : (tensor<2x3xf32>) -> tensor<3x2xf32>
  %2 = nn.add %0, %1 : (tensor<3x2xf32>, tensor<3x2xf32>) -> tensor<3x2xf32>
  return %2 : tensor<3x2xf32>
}

// A broadcast operand has other axes: the sum stays where it is.
// CHECK-LABEL: func.func @broadcast_sum
func.func @broadcast_sum(%x: tensor<2x3xf32>, %y: tensor<2x1xf32>) -> tensor<3x2xf32> {
  // CHECK-NEXT: nn.transpose
  // CHECK-NEXT: nn.reshape
  // CHECK-NEXT: nn.add
  %0 = nn.transpose %x {permutation = array<i64: 1, 0>} : (tensor<2x3xf32>) -> tensor<3x2xf32>
  %1 = nn.transpose %y {permutation = array<i64: 1, 0>} : (tensor<2x1xf32>) -> tensor<1x2xf32>
  %2 = nn.add %0, %1 : (tensor<3x2xf32>, tensor<1x2xf32>) -> tensor<3x2xf32>
  return %2 : tensor<3x2xf32>
}

// The axis of a concatenation, the lists of a slice and of a border follow the transposition.
// CHECK-LABEL: func.func @axes_follow
func.func @axes_follow(%x: tensor<2x3x4xf32>) -> tensor<4x4x4xf32> {
  // CHECK-NEXT: nn.concat {{.*}} {axis = 0 : i64} : (tensor<2x3x4xf32>, tensor<2x3x4xf32>) -> tensor<4x3x4xf32>
  // CHECK-NEXT: nn.slice {{.*}} {sizes = array<i64: 4, 3, 2>, starts = array<i64: 0, 0, 1>, steps = array<i64: 1, 1, 2>} : (tensor<4x3x4xf32>) -> tensor<4x3x2xf32>
  // CHECK-NEXT: nn.pad {{.*}} {high = array<i64: 0, 0, 2>, low = array<i64: 0, 1, 0>
  // CHECK-NEXT: nn.transpose {{.*}} {permutation = array<i64: 2, 1, 0>} : (tensor<4x4x4xf32>) -> tensor<4x4x4xf32>
  %0 = nn.transpose %x {permutation = array<i64: 2, 1, 0>} : (tensor<2x3x4xf32>) -> tensor<4x3x2xf32>
  %1 = nn.concat %0, %0 {axis = 2 : i64} : (tensor<4x3x2xf32>, tensor<4x3x2xf32>) -> tensor<4x3x4xf32>
  %2 = nn.slice %1 {sizes = array<i64: 2, 3, 4>, starts = array<i64: 1, 0, 0>, steps = array<i64: 2, 1, 1>} : (tensor<4x3x4xf32>) -> tensor<2x3x4xf32>
  %3 = nn.pad %2 {high = array<i64: 2, 0, 0>, low = array<i64: 0, 1, 0>} : (tensor<2x3x4xf32>) -> tensor<4x4x4xf32>
  return %3 : tensor<4x4x4xf32>
}

// A mean over both spatial axes needs no transposition where the axes that stay keep their order.
// CHECK-LABEL: func.func @mean_without_reduced_axes
func.func @mean_without_reduced_axes(%x: tensor<1x6x6x8xf32>) -> tensor<1x8xf32> {
  // CHECK-NEXT: nn.mean {{.*}} {axes = array<i64: 1, 2>, keep_dims = false} : (tensor<1x6x6x8xf32>) -> tensor<1x8xf32>
  // CHECK-NEXT: return
  %0 = nn.transpose %x {permutation = array<i64: 0, 3, 1, 2>} : (tensor<1x6x6x8xf32>) -> tensor<1x8x6x6xf32>
  %1 = nn.mean %0 {axes = array<i64: 2, 3>, keep_dims = false} : (tensor<1x8x6x6xf32>) -> tensor<1x8xf32>
  return %1 : tensor<1x8xf32>
}

// Where they do not, it does.
// CHECK-LABEL: func.func @mean_that_exchanges_axes
func.func @mean_that_exchanges_axes(%x: tensor<5x6x8xf32>) -> tensor<8x5xf32> {
  // CHECK-NEXT: nn.transpose
  // CHECK-NEXT: nn.mean {{.*}} {axes = array<i64: 1>
  %0 = nn.transpose %x {permutation = array<i64: 2, 1, 0>} : (tensor<5x6x8xf32>) -> tensor<8x6x5xf32>
  %1 = nn.mean %0 {axes = array<i64: 1>, keep_dims = false} : (tensor<8x6x5xf32>) -> tensor<8x5xf32>
  return %1 : tensor<8x5xf32>
}

// Before a product of flattened samples the columns of the weights are exchanged instead.
// CHECK-LABEL: func.func @fold_into_weights
// CHECK-SAME:    %[[X:[a-z0-9]+]]: tensor<1x2x3x4xf32>
func.func @fold_into_weights(%x: tensor<1x2x3x4xf32>) -> tensor<1x5xf32> {
  // CHECK:      %[[W:.+]] = nn.transpose %{{.*}} {permutation = array<i64: 0, 2, 3, 1>} : (tensor<5x4x2x3xf32>) -> tensor<5x2x3x4xf32>
  // CHECK-NEXT: %[[F:.+]] = nn.reshape %[[W]]
  // CHECK:      %[[R:.+]] = nn.reshape %[[X]] : (tensor<1x2x3x4xf32>) -> tensor<1x24xf32>
  // CHECK-NEXT: nn.linear %[[R]], %[[F]]
  %w = nn.constant {value = dense<1.0> : tensor<5x24xf32>} : tensor<5x24xf32>
  %0 = nn.transpose %x {permutation = array<i64: 0, 3, 1, 2>} : (tensor<1x2x3x4xf32>) -> tensor<1x4x2x3xf32>
  %1 = nn.reshape %0 : (tensor<1x4x2x3xf32>) -> tensor<1x24xf32>
  %2 = nn.linear %1, %w {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (tensor<1x24xf32>, tensor<5x24xf32>) -> tensor<1x5xf32>
  return %2 : tensor<1x5xf32>
}

// Weights that are computed stay, and so does the transposition.
// CHECK-LABEL: func.func @weights_that_are_computed
func.func @weights_that_are_computed(%x: tensor<1x2x3x4xf32>, %w: tensor<5x24xf32>) -> tensor<1x5xf32> {
  // CHECK-NEXT: nn.transpose
  // CHECK-NEXT: nn.reshape
  // CHECK-NEXT: nn.linear
  %0 = nn.transpose %x {permutation = array<i64: 0, 3, 1, 2>} : (tensor<1x2x3x4xf32>) -> tensor<1x4x2x3xf32>
  %1 = nn.reshape %0 : (tensor<1x4x2x3xf32>) -> tensor<1x24xf32>
  %2 = nn.linear %1, %w {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (tensor<1x24xf32>, tensor<5x24xf32>) -> tensor<1x5xf32>
  return %2 : tensor<1x5xf32>
}
