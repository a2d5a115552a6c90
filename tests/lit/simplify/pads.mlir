// RUN: qcc opt %s --split-input-file --pass-pipeline='builtin.module(func.func(simplify))' | FileCheck %s

// CHECK-LABEL: func.func @merged
// CHECK-NEXT:    nn.pad %{{.*}} {high = array<i64: 2>, low = array<i64: 4>, value = 0.000000e+00 : f64}
// CHECK-NEXT:    return
func.func @merged(%x: tensor<3xf32>) -> tensor<9xf32> {
  %0 = nn.pad %x {low = array<i64: 1>, high = array<i64: 2>} : (tensor<3xf32>) -> tensor<6xf32>
  %1 = nn.pad %0 {low = array<i64: 3>, high = array<i64: 0>} : (tensor<6xf32>) -> tensor<9xf32>
  return %1 : tensor<9xf32>
}

// -----

// CHECK-LABEL: func.func @other_value
// CHECK-COUNT-2: nn.pad
func.func @other_value(%x: tensor<3xf32>) -> tensor<9xf32> {
  %0 = nn.pad %x {low = array<i64: 1>, high = array<i64: 2>} : (tensor<3xf32>) -> tensor<6xf32>
  %1 = nn.pad %0 {low = array<i64: 3>, high = array<i64: 0>, value = 1.0 : f64} : (tensor<6xf32>) -> tensor<9xf32>
  return %1 : tensor<9xf32>
}

// -----

// CHECK-LABEL: func.func @into_conv
// CHECK-NOT:     nn.pad
// CHECK:         nn.conv
// CHECK-SAME:    pads = array<i64: 1, 3, 1, 1>
func.func @into_conv(%x: tensor<1x1x4x4xf32>, %w: tensor<1x1x3x3xf32>) -> tensor<1x1x4x6xf32> {
  %0 = nn.pad %x {low = array<i64: 0, 0, 0, 2>, high = array<i64: 0, 0, 0, 0>} : (tensor<1x1x4x4xf32>) -> tensor<1x1x4x6xf32>
  %1 = nn.conv %0, %w {dilations = array<i64: 1, 1>, operandSegmentSizes = array<i32: 1, 1, 0, 0>, pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<1x1x4x6xf32>, tensor<1x1x3x3xf32>) -> tensor<1x1x4x6xf32>
  return %1 : tensor<1x1x4x6xf32>
}

// -----

// The border adds channels.
// CHECK-LABEL: func.func @channels
// CHECK-NEXT:    nn.pad
// CHECK-NEXT:    nn.conv
func.func @channels(%x: tensor<1x1x4x4xf32>, %w: tensor<1x2x3x3xf32>) -> tensor<1x1x2x2xf32> {
  %0 = nn.pad %x {low = array<i64: 0, 1, 0, 0>, high = array<i64: 0, 0, 0, 0>} : (tensor<1x1x4x4xf32>) -> tensor<1x2x4x4xf32>
  %1 = nn.conv %0, %w {dilations = array<i64: 1, 1>, operandSegmentSizes = array<i32: 1, 1, 0, 0>, pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>} : (tensor<1x2x4x4xf32>, tensor<1x2x3x3xf32>) -> tensor<1x1x2x2xf32>
  return %1 : tensor<1x1x2x2xf32>
}

// -----

// The border is counted from now on.
// CHECK-LABEL: func.func @into_avg_pool
// CHECK-NEXT:    nn.avg_pool
// CHECK-SAME:    count_include_pad = true
// CHECK-SAME:    pads = array<i64: 1, 1, 1, 1>
func.func @into_avg_pool(%x: tensor<1x1x4x4xf32>) -> tensor<1x1x4x4xf32> {
  %0 = nn.pad %x {low = array<i64: 0, 0, 1, 1>, high = array<i64: 0, 0, 1, 1>} : (tensor<1x1x4x4xf32>) -> tensor<1x1x6x6xf32>
  %1 = nn.avg_pool %0 {kernel = array<i64: 3, 3>, strides = array<i64: 1, 1>, dilations = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (tensor<1x1x6x6xf32>) -> tensor<1x1x4x4xf32>
  return %1 : tensor<1x1x4x4xf32>
}

// -----

// The pool has padding that it does not count.
// CHECK-LABEL: func.func @uncounted
// CHECK-NEXT:    nn.pad
// CHECK-NEXT:    nn.avg_pool
func.func @uncounted(%x: tensor<1x1x4x4xf32>) -> tensor<1x1x6x6xf32> {
  %0 = nn.pad %x {low = array<i64: 0, 0, 1, 1>, high = array<i64: 0, 0, 1, 1>} : (tensor<1x1x4x4xf32>) -> tensor<1x1x6x6xf32>
  %1 = nn.avg_pool %0 {kernel = array<i64: 3, 3>, strides = array<i64: 1, 1>, dilations = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>} : (tensor<1x1x6x6xf32>) -> tensor<1x1x6x6xf32>
  return %1 : tensor<1x1x6x6xf32>
}

// -----

// Behind a ReLU no true element is below the border.
// CHECK-LABEL: func.func @into_max_pool
// CHECK-NEXT:    nn.relu
// CHECK-NEXT:    nn.max_pool
// CHECK-SAME:    pads = array<i64: 1, 1, 1, 1>
func.func @into_max_pool(%x: tensor<1x1x4x4xf32>) -> tensor<1x1x4x4xf32> {
  %r = nn.relu %x : (tensor<1x1x4x4xf32>) -> tensor<1x1x4x4xf32>
  %0 = nn.pad %r {low = array<i64: 0, 0, 1, 1>, high = array<i64: 0, 0, 1, 1>} : (tensor<1x1x4x4xf32>) -> tensor<1x1x6x6xf32>
  %1 = nn.max_pool %0 {kernel = array<i64: 3, 3>, strides = array<i64: 1, 1>, dilations = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (tensor<1x1x6x6xf32>) -> tensor<1x1x4x4xf32>
  return %1 : tensor<1x1x4x4xf32>
}

// -----

// CHECK-LABEL: func.func @max_pool_of_any
// CHECK-NEXT:    nn.pad
// CHECK-NEXT:    nn.max_pool
func.func @max_pool_of_any(%x: tensor<1x1x4x4xf32>) -> tensor<1x1x4x4xf32> {
  %0 = nn.pad %x {low = array<i64: 0, 0, 1, 1>, high = array<i64: 0, 0, 1, 1>} : (tensor<1x1x4x4xf32>) -> tensor<1x1x6x6xf32>
  %1 = nn.max_pool %0 {kernel = array<i64: 3, 3>, strides = array<i64: 1, 1>, dilations = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (tensor<1x1x6x6xf32>) -> tensor<1x1x4x4xf32>
  return %1 : tensor<1x1x4x4xf32>
}
