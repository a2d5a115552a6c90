// RUN: qcc opt %s --pass-pipeline='builtin.module(func.func(channels-last))' | FileCheck %s

// Maps, weights and residual get channels last; the bias has one axis and stays.
// CHECK-LABEL: func.func @convolution
// CHECK-SAME:    %[[X:[a-z0-9]+]]: tensor<1x3x8x8xf32>, %[[W:[a-z0-9]+]]: tensor<4x3x3x3xf32>, %[[B:[a-z0-9]+]]: tensor<4xf32>, %[[R:[a-z0-9]+]]: tensor<1x4x6x6xf32>
func.func @convolution(%x: tensor<1x3x8x8xf32>, %w: tensor<4x3x3x3xf32>, %b: tensor<4xf32>, %r: tensor<1x4x6x6xf32>) -> tensor<1x4x6x6xf32> {
  // CHECK-DAG:  %[[LX:.+]] = nn.transpose %[[X]] {permutation = array<i64: 0, 2, 3, 1>} : (tensor<1x3x8x8xf32>) -> tensor<1x8x8x3xf32>
  // CHECK-DAG:  %[[LW:.+]] = nn.transpose %[[W]] {permutation = array<i64: 0, 2, 3, 1>} : (tensor<4x3x3x3xf32>) -> tensor<4x3x3x3xf32>
  // CHECK-DAG:  %[[LR:.+]] = nn.transpose %[[R]] {permutation = array<i64: 0, 2, 3, 1>} : (tensor<1x4x6x6xf32>) -> tensor<1x6x6x4xf32>
  // CHECK:      %[[Y:.+]] = nn.conv %[[LX]], %[[LW]], %[[B]], %[[LR]] {
  // CHECK-SAME: layout = "nhwc"
  // CHECK-SAME: -> tensor<1x6x6x4xf32>
  // CHECK-NEXT: nn.transpose %[[Y]] {permutation = array<i64: 0, 3, 1, 2>} : (tensor<1x6x6x4xf32>) -> tensor<1x4x6x6xf32>
  %0 = nn.conv %x, %w, %b, %r {dilations = array<i64: 1, 1>, operandSegmentSizes = array<i32: 1, 1, 1, 1>, pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>} : (tensor<1x3x8x8xf32>, tensor<4x3x3x3xf32>, tensor<4xf32>, tensor<1x4x6x6xf32>) -> tensor<1x4x6x6xf32>
  return %0 : tensor<1x4x6x6xf32>
}

// Channels are last already: nothing moves.
// CHECK-LABEL: func.func @channels_are_last
func.func @channels_are_last(%x: tensor<1x8x8x3xf32>, %w: tensor<4x3x3x3xf32>) -> tensor<1x6x6x4xf32> {
  // CHECK-NEXT: nn.conv
  // CHECK-NEXT: return
  %0 = nn.conv %x, %w {dilations = array<i64: 1, 1>, layout = "nhwc", operandSegmentSizes = array<i32: 1, 1, 0, 0>, pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>} : (tensor<1x8x8x3xf32>, tensor<4x3x3x3xf32>) -> tensor<1x6x6x4xf32>
  return %0 : tensor<1x6x6x4xf32>
}

// The window keeps its rows and columns; what the operation is told beside its layout stays.
// CHECK-LABEL: func.func @average
func.func @average(%x: tensor<1x2x4x6xf32>) -> tensor<1x2x4x3xf32> {
  // CHECK:      nn.avg_pool {{.*}} {count_include_pad = true, dilations = array<i64: 1, 1>, kernel = array<i64: 1, 2>, layout = "nhwc", pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 2>} : (tensor<1x4x6x2xf32>) -> tensor<1x4x3x2xf32>
  %0 = nn.avg_pool %x {count_include_pad = true, dilations = array<i64: 1, 1>, kernel = array<i64: 1, 2>, pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 2>} : (tensor<1x2x4x6xf32>) -> tensor<1x2x4x3xf32>
  return %0 : tensor<1x2x4x3xf32>
}

// Two windows in a row share one transposition before and one behind.
// CHECK-LABEL: func.func @windows_in_a_row
func.func @windows_in_a_row(%x: tensor<1x2x4x6xf32>) -> tensor<1x2x2x2xf32> {
  // CHECK-NEXT: nn.transpose
  // CHECK-NEXT: nn.max_pool
  // CHECK-NEXT: nn.avg_pool
  // CHECK-NEXT: nn.transpose
  // CHECK-NEXT: return
  %0 = nn.max_pool %x {dilations = array<i64: 1, 1>, kernel = array<i64: 1, 3>, pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>} : (tensor<1x2x4x6xf32>) -> tensor<1x2x4x4xf32>
  %1 = nn.avg_pool %0 {dilations = array<i64: 1, 1>, kernel = array<i64: 2, 2>, pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 2, 2>} : (tensor<1x2x4x4xf32>) -> tensor<1x2x2x2xf32>
  return %1 : tensor<1x2x2x2xf32>
}

// A window over one axis moves as well.
// CHECK-LABEL: func.func @one_axis
func.func @one_axis(%x: tensor<1x2x6xf32>) -> tensor<1x2x3xf32> {
  // CHECK-NEXT: nn.transpose {{.*}} {permutation = array<i64: 0, 2, 1>}
  // CHECK-NEXT: nn.max_pool {{.*}} : (tensor<1x6x2xf32>) -> tensor<1x3x2xf32>
  // CHECK-NEXT: nn.transpose {{.*}} {permutation = array<i64: 0, 2, 1>}
  %0 = nn.max_pool %x {dilations = array<i64: 1>, kernel = array<i64: 2>, pads = array<i64: 0, 0>, strides = array<i64: 2>} : (tensor<1x2x6xf32>) -> tensor<1x2x3xf32>
  return %0 : tensor<1x2x3xf32>
}
