// RUN: qcc opt %s --split-input-file --pass-pipeline='builtin.module(func.func(fuse))' | FileCheck %s

// CHECK-LABEL: func.func @relu6
// CHECK-NEXT:    nn.linear
// CHECK-SAME:    clamp = array<f64: 0.000000e+00, 6.000000e+00>
// CHECK-NEXT:    return
func.func @relu6(%x: tensor<1x2xf32>, %w: tensor<3x2xf32>) -> tensor<1x3xf32> {
  %0 = nn.linear %x, %w {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (tensor<1x2xf32>, tensor<3x2xf32>) -> tensor<1x3xf32>
  %1 = nn.relu %0 : (tensor<1x3xf32>) -> tensor<1x3xf32>
  %2 = nn.clamp %1 {min = -6.0 : f64, max = 6.0 : f64} : (tensor<1x3xf32>) -> tensor<1x3xf32>
  return %2 : tensor<1x3xf32>
}

// -----

// CHECK-LABEL: func.func @second_use
// CHECK:         nn.relu
func.func @second_use(%x: tensor<1x2xf32>, %w: tensor<3x2xf32>) -> (tensor<1x3xf32>, tensor<1x3xf32>) {
  %0 = nn.linear %x, %w {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (tensor<1x2xf32>, tensor<3x2xf32>) -> tensor<1x3xf32>
  %1 = nn.relu %0 : (tensor<1x3xf32>) -> tensor<1x3xf32>
  return %0, %1 : tensor<1x3xf32>, tensor<1x3xf32>
}

// -----

// A pool has no activation.
// CHECK-LABEL: func.func @behind_mean
// CHECK:         nn.mean
// CHECK:         nn.relu
func.func @behind_mean(%x: tensor<1x2x2xf32>) -> tensor<1x2x1xf32> {
  %0 = nn.mean %x {axes = array<i64: 2>} : (tensor<1x2x2xf32>) -> tensor<1x2x1xf32>
  %1 = nn.relu %0 : (tensor<1x2x1xf32>) -> tensor<1x2x1xf32>
  return %1 : tensor<1x2x1xf32>
}

// -----

// The activation goes before the concat, where the layer takes it over.
// CHECK-LABEL: func.func @behind_concat
// CHECK-SAME:    (%[[X:[a-z0-9]+]]: tensor<1x2xf32>
// CHECK-NEXT:    %[[L:[0-9]+]] = nn.linear
// CHECK-SAME:    clamp
// CHECK-NEXT:    %[[R:[0-9]+]] = nn.relu %[[X]]
// CHECK-NEXT:    %[[C:[0-9]+]] = nn.concat %[[L]], %[[R]]
// CHECK-NEXT:    return %[[C]]
func.func @behind_concat(%x: tensor<1x2xf32>, %w: tensor<3x2xf32>) -> tensor<1x5xf32> {
  %0 = nn.linear %x, %w {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (tensor<1x2xf32>, tensor<3x2xf32>) -> tensor<1x3xf32>
  %1 = nn.concat %0, %x {axis = 1 : i64} : (tensor<1x3xf32>, tensor<1x2xf32>) -> tensor<1x5xf32>
  %2 = nn.relu %1 : (tensor<1x5xf32>) -> tensor<1x5xf32>
  return %2 : tensor<1x5xf32>
}

// -----

// Nothing before this concat has an activation.
// CHECK-LABEL: func.func @plain_concat
// CHECK-NEXT:    nn.concat
// CHECK-NEXT:    nn.relu
func.func @plain_concat(%x: tensor<1x2xf32>) -> tensor<1x4xf32> {
  %0 = nn.concat %x, %x {axis = 1 : i64} : (tensor<1x2xf32>, tensor<1x2xf32>) -> tensor<1x4xf32>
  %1 = nn.relu %0 : (tensor<1x4xf32>) -> tensor<1x4xf32>
  return %1 : tensor<1x4xf32>
}
