// RUN: qcc opt %s --split-input-file --pass-pipeline='builtin.module(func.func(fuse))' | FileCheck %s

// The activation behind the sum is that of the layer.
// CHECK-LABEL: func.func @residual
// CHECK-SAME:    (%[[X:[a-z0-9]+]]: tensor<1x3xf32>, %[[W:[a-z0-9]+]]: tensor<3x3xf32>)
// CHECK-NEXT:    nn.linear %[[X]], %[[W]], %[[X]]
// CHECK-SAME:    clamp = array<f64: 0.000000e+00
// CHECK-SAME:    operandSegmentSizes = array<i32: 1, 1, 0, 1>
// CHECK-NEXT:    return
func.func @residual(%x: tensor<1x3xf32>, %w: tensor<3x3xf32>) -> tensor<1x3xf32> {
  %0 = nn.linear %x, %w {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (tensor<1x3xf32>, tensor<3x3xf32>) -> tensor<1x3xf32>
  %1 = nn.add %0, %x : (tensor<1x3xf32>, tensor<1x3xf32>) -> tensor<1x3xf32>
  %2 = nn.relu %1 : (tensor<1x3xf32>) -> tensor<1x3xf32>
  return %2 : tensor<1x3xf32>
}

// -----

// Of two layers the later takes the sum over.
// CHECK-LABEL: func.func @later
// CHECK-SAME:    (%[[X:[a-z0-9]+]]: tensor<1x3xf32>, %[[A:[a-z0-9]+]]: tensor<3x3xf32>, %[[B:[a-z0-9]+]]: tensor<3x3xf32>)
// CHECK-NEXT:    %[[F:[0-9]+]] = nn.linear %[[X]], %[[A]] {
// CHECK-NEXT:    %[[S:[0-9]+]] = nn.linear %[[X]], %[[B]], %[[F]] {
// CHECK-NEXT:    return %[[S]]
func.func @later(%x: tensor<1x3xf32>, %a: tensor<3x3xf32>, %b: tensor<3x3xf32>) -> tensor<1x3xf32> {
  %0 = nn.linear %x, %a {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (tensor<1x3xf32>, tensor<3x3xf32>) -> tensor<1x3xf32>
  %1 = nn.linear %x, %b {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (tensor<1x3xf32>, tensor<3x3xf32>) -> tensor<1x3xf32>
  %2 = nn.add %1, %0 : (tensor<1x3xf32>, tensor<1x3xf32>) -> tensor<1x3xf32>
  return %2 : tensor<1x3xf32>
}

// -----

// The other operand comes after the layer: the layer moves.
// CHECK-LABEL: func.func @moved
// CHECK-NEXT:    %[[S:[0-9]+]] = nn.sigmoid
// CHECK-NEXT:    nn.linear %{{.*}}, %{{.*}}, %[[S]] {
// CHECK-NEXT:    return
func.func @moved(%x: tensor<1x3xf32>, %w: tensor<3x3xf32>) -> tensor<1x3xf32> {
  %0 = nn.linear %x, %w {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (tensor<1x3xf32>, tensor<3x3xf32>) -> tensor<1x3xf32>
  %1 = nn.sigmoid %x : (tensor<1x3xf32>) -> tensor<1x3xf32>
  %2 = nn.add %1, %0 : (tensor<1x3xf32>, tensor<1x3xf32>) -> tensor<1x3xf32>
  return %2 : tensor<1x3xf32>
}

// -----

// The activation comes before the sum.
// CHECK-LABEL: func.func @activated
// CHECK:         nn.linear
// CHECK:         nn.add
func.func @activated(%x: tensor<1x3xf32>, %w: tensor<3x3xf32>) -> tensor<1x3xf32> {
  %0 = nn.linear %x, %w {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (tensor<1x3xf32>, tensor<3x3xf32>) -> tensor<1x3xf32>
  %1 = nn.relu %0 : (tensor<1x3xf32>) -> tensor<1x3xf32>
  %2 = nn.add %1, %x : (tensor<1x3xf32>, tensor<1x3xf32>) -> tensor<1x3xf32>
  return %2 : tensor<1x3xf32>
}

// -----

// A broadcast operand is no residual; the same layer twice has two uses.
// CHECK-LABEL: func.func @no_residual
// CHECK-COUNT-2: nn.add
func.func @no_residual(%x: tensor<1x3xf32>, %w: tensor<3x3xf32>, %b: tensor<3xf32>) -> (tensor<1x3xf32>, tensor<1x3xf32>) {
  %0 = nn.linear %x, %w {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (tensor<1x3xf32>, tensor<3x3xf32>) -> tensor<1x3xf32>
  %1 = nn.add %0, %b : (tensor<1x3xf32>, tensor<3xf32>) -> tensor<1x3xf32>
  %2 = nn.linear %x, %w {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (tensor<1x3xf32>, tensor<3x3xf32>) -> tensor<1x3xf32>
  %3 = nn.add %2, %2 : (tensor<1x3xf32>, tensor<1x3xf32>) -> tensor<1x3xf32>
  return %1, %3 : tensor<1x3xf32>, tensor<1x3xf32>
}
