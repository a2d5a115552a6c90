// RUN: qcc opt %s --split-input-file --pass-pipeline='builtin.module(func.func(fold-batch-norm))' | FileCheck %s

// (x * w + 0) * 2 - 3 for each channel.
// CHECK-LABEL: func.func @scale_and_shift
// CHECK-DAG:     %[[W:[0-9]+]] = nn.constant {value = dense<2.000000e+00> : tensor<2x1x1x1xf32>}
// CHECK-DAG:     %[[B:[0-9]+]] = nn.constant {value = dense<-3.000000e+00> : tensor<2xf32>}
// CHECK:         nn.conv %{{.*}}, %[[W]], %[[B]] {
// CHECK-NEXT:    return
func.func @scale_and_shift(%x: tensor<1x1x2x2xf32>) -> tensor<1x2x2x2xf32> {
  %w = nn.constant {value = dense<1.0> : tensor<2x1x1x1xf32>} : tensor<2x1x1x1xf32>
  %two = nn.constant {value = dense<2.0> : tensor<1x2x1x1xf32>} : tensor<1x2x1x1xf32>
  %three = nn.constant {value = dense<3.0> : tensor<2x1x1xf32>} : tensor<2x1x1xf32>
  %0 = nn.conv %x, %w {dilations = array<i64: 1, 1>, operandSegmentSizes = array<i32: 1, 1, 0, 0>, pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>} : (tensor<1x1x2x2xf32>, tensor<2x1x1x1xf32>) -> tensor<1x2x2x2xf32>
  %1 = nn.mul %0, %two : (tensor<1x2x2x2xf32>, tensor<1x2x1x1xf32>) -> tensor<1x2x2x2xf32>
  %2 = nn.sub %1, %three : (tensor<1x2x2x2xf32>, tensor<2x1x1xf32>) -> tensor<1x2x2x2xf32>
  return %2 : tensor<1x2x2x2xf32>
}

// -----

// The constant varies along the width, or is the minuend.
// CHECK-LABEL: func.func @not_by_channel
// CHECK:         nn.mul
// CHECK:         nn.sub
func.func @not_by_channel(%x: tensor<1x1x2x2xf32>) -> tensor<1x2x2x2xf32> {
  %w = nn.constant {value = dense<1.0> : tensor<2x1x1x1xf32>} : tensor<2x1x1x1xf32>
  %wide = nn.constant {value = dense<2.0> : tensor<2xf32>} : tensor<2xf32>
  %three = nn.constant {value = dense<3.0> : tensor<2x1x1xf32>} : tensor<2x1x1xf32>
  %0 = nn.conv %x, %w {dilations = array<i64: 1, 1>, operandSegmentSizes = array<i32: 1, 1, 0, 0>, pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>} : (tensor<1x1x2x2xf32>, tensor<2x1x1x1xf32>) -> tensor<1x2x2x2xf32>
  %1 = nn.mul %0, %wide : (tensor<1x2x2x2xf32>, tensor<2xf32>) -> tensor<1x2x2x2xf32>
  %2 = nn.sub %three, %1 : (tensor<2x1x1xf32>, tensor<1x2x2x2xf32>) -> tensor<1x2x2x2xf32>
  return %2 : tensor<1x2x2x2xf32>
}
