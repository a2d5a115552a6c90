// RUN: qcc opt %s --split-input-file --pass-pipeline='builtin.module(func.func(fuse))' | FileCheck %s

// CHECK-LABEL: func.func @matmul_and_bias
// CHECK-DAG:     %[[W:[0-9]+]] = nn.constant {value = dense<{{\[\[}}1.000000e+00, 3.000000e+00], [2.000000e+00, 4.000000e+00]]> : tensor<2x2xf32>}
// CHECK-DAG:     %[[B:[0-9]+]] = nn.constant {value = dense<[5.000000e+00, 6.000000e+00]> : tensor<2xf32>}
// CHECK:         nn.linear %{{.*}}, %[[W]], %[[B]] {
// CHECK-NEXT:    return
func.func @matmul_and_bias(%x: tensor<1x2xf32>) -> tensor<1x2xf32> {
  %w = nn.constant {value = dense<[[1.0, 2.0], [3.0, 4.0]]> : tensor<2x2xf32>} : tensor<2x2xf32>
  %b = nn.constant {value = dense<[5.0, 6.0]> : tensor<2xf32>} : tensor<2xf32>
  %0 = nn.matmul %x, %w : (tensor<1x2xf32>, tensor<2x2xf32>) -> tensor<1x2xf32>
  %1 = nn.add %0, %b : (tensor<1x2xf32>, tensor<2xf32>) -> tensor<1x2xf32>
  return %1 : tensor<1x2xf32>
}

// -----

// CHECK-LABEL: func.func @variable_matmul
// CHECK:         nn.matmul
func.func @variable_matmul(%x: tensor<1x2xf32>, %w: tensor<2x2xf32>) -> tensor<1x2xf32> {
  %0 = nn.matmul %x, %w : (tensor<1x2xf32>, tensor<2x2xf32>) -> tensor<1x2xf32>
  return %0 : tensor<1x2xf32>
}

// -----

// CHECK-LABEL: func.func @whole_map
// CHECK-NEXT:    nn.mean %{{.*}} {axes = array<i64: 2, 3>, keep_dims = true}
// CHECK-NEXT:    return
func.func @whole_map(%x: tensor<1x1x4x3xf32>) -> tensor<1x1x1x1xf32> {
  %0 = nn.avg_pool %x {kernel = array<i64: 4, 3>, strides = array<i64: 4, 3>, dilations = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (tensor<1x1x4x3xf32>) -> tensor<1x1x1x1xf32>
  return %0 : tensor<1x1x1x1xf32>
}

// -----

// One row is left out.
// CHECK-LABEL: func.func @most_of_the_map
// CHECK-NEXT:    nn.avg_pool
func.func @most_of_the_map(%x: tensor<1x1x4x3xf32>) -> tensor<1x1x1x1xf32> {
  %0 = nn.avg_pool %x {kernel = array<i64: 3, 3>, strides = array<i64: 3, 3>, dilations = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (tensor<1x1x4x3xf32>) -> tensor<1x1x1x1xf32>
  return %0 : tensor<1x1x1x1xf32>
}
