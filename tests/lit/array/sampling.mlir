// Operations that sample arrays and work on windows print as they were read, also through the generic form.
// RUN: qcc opt %s | FileCheck %s
// RUN: qcc opt %s > %t.custom
// RUN: qcc opt %s --mlir-print-op-generic | qcc opt > %t.generic
// RUN: diff %t.custom %t.generic

// CHECK-LABEL: func.func @resize
func.func @resize(%x: tensor<2x3xf32>, %scales: tensor<1xf32>) -> tensor<2x?xf32> {
  %sizes = nn.constant {value = dense<7> : tensor<1xi64>} : tensor<1xi64>
  // CHECK: array.resize %{{.*}} {axes = array<i64: 1>, mode = "linear", operandSegmentSizes = array<i32: 1, 0, 1, 0>} : (tensor<2x3xf32>, tensor<1xi64>) -> tensor<2x7xf32>
  %0 = array.resize %x, %sizes {axes = array<i64: 1>, mode = "linear", operandSegmentSizes = array<i32: 1, 0, 1, 0>} : (tensor<2x3xf32>, tensor<1xi64>) -> tensor<2x7xf32>
  // CHECK: array.resize %{{.*}} {antialias = true, axes = array<i64: 1>, coordinates = "align_corners", mode = "cubic"
  %1 = array.resize %x, %scales {antialias = true, axes = array<i64: 1>, coordinates = "align_corners", mode = "cubic", operandSegmentSizes = array<i32: 1, 1, 0, 0>}
      : (tensor<2x3xf32>, tensor<1xf32>) -> tensor<2x?xf32>
  return %1 : tensor<2x?xf32>
}

// CHECK-LABEL: func.func @grids
func.func @grids(%x: tensor<1x3x8x8xf32>, %theta: tensor<1x2x3xf32>, %size: tensor<4xi64>, %regions: tensor<4x4xf32>, %batch: tensor<4xi64>) {
  // CHECK: array.affine_grid %{{.*}} {align_corners = true} : (tensor<1x2x3xf32>, tensor<4xi64>) -> tensor<1x?x?x2xf32>
  %0 = array.affine_grid %theta, %size {align_corners = true} : (tensor<1x2x3xf32>, tensor<4xi64>) -> tensor<1x?x?x2xf32>
  // CHECK: array.grid_sample %{{.*}} {mode = "cubic", padding = "reflection"}
  %1 = array.grid_sample %x, %0 {mode = "cubic", padding = "reflection"} : (tensor<1x3x8x8xf32>, tensor<1x?x?x2xf32>) -> tensor<1x3x?x?xf32>
  // CHECK: array.roi_align %{{.*}} {height = 2 : i64, mode = "max", width = 3 : i64}
  %2 = array.roi_align %x, %regions, %batch {height = 2 : i64, mode = "max", width = 3 : i64} : (tensor<1x3x8x8xf32>, tensor<4x4xf32>, tensor<4xi64>) -> tensor<4x3x2x3xf32>
  return
}

// CHECK-LABEL: func.func @boxes
func.func @boxes(%boxes: tensor<1x6x4xf32>, %scores: tensor<1x2x6xf32>, %limit: tensor<1xi64>, %part: tensor<1xf32>) -> tensor<?x3xi64> {
  // CHECK: array.non_max_suppression %{{.*}} {centers = true}
  %0 = array.non_max_suppression %boxes, %scores, %limit, %part, %part {centers = true}
      : (tensor<1x6x4xf32>, tensor<1x2x6xf32>, tensor<1xi64>, tensor<1xf32>, tensor<1xf32>) -> tensor<?x3xi64>
  return %0 : tensor<?x3xi64>
}

// CHECK-LABEL: func.func @windows
func.func @windows(%x: tensor<1x2x4xf32>, %w: tensor<2x3x3xf32>, %b: tensor<3xf32>) -> tensor<1x3x10xf32> {
  // CHECK: array.max_pool {{.*}} : (tensor<1x2x4xf32>) -> (tensor<1x2x2xf32>, tensor<1x2x2xi64>)
  %0, %1 = array.max_pool %x {dilations = array<i64: 1>, kernel = array<i64: 2>, pads = array<i64: 0, 0>, strides = array<i64: 2>}
      : (tensor<1x2x4xf32>) -> (tensor<1x2x2xf32>, tensor<1x2x2xi64>)
  // CHECK: array.max_unpool {{.*}} : (tensor<1x2x2xf32>, tensor<1x2x2xi64>) -> tensor<1x2x4xf32>
  %2 = array.max_unpool %0, %1 {dilations = array<i64: 1>, kernel = array<i64: 2>, pads = array<i64: 0, 0>, strides = array<i64: 2>}
      : (tensor<1x2x2xf32>, tensor<1x2x2xi64>) -> tensor<1x2x4xf32>
  // CHECK: array.conv_transpose {{.*}} -> tensor<1x3x10xf32>
  %4 = array.conv_transpose %x, %w, %b {dilations = array<i64: 1>, output_padding = array<i64: 1>, pads = array<i64: 0, 0>, strides = array<i64: 2>}
      : (tensor<1x2x4xf32>, tensor<2x3x3xf32>, tensor<3xf32>) -> tensor<1x3x10xf32>
  return %4 : tensor<1x3x10xf32>
}
