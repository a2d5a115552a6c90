// RUN: qcc opt %s --split-input-file --pass-pipeline='builtin.module(func.func(fold-batch-norm))' | FileCheck %s

// scale / sqrt(variance + epsilon) = 6 / sqrt(3 + 1) = 3; the bias (1 - 2) * 3 + 5 = 2.
// CHECK-LABEL: func.func @into_conv
// CHECK-SAME:    (%[[X:[a-z0-9]+]]: tensor<1x1x2x2xf32>)
// CHECK-DAG:     %[[W:[0-9]+]] = nn.constant {value = dense<{{\[\[\[\[}}3.000000e+00]]], {{\[\[\[}}6.000000e+00]]]]> : tensor<2x1x1x1xf32>}
// CHECK-DAG:     %[[B:[0-9]+]] = nn.constant {value = dense<2.000000e+00> : tensor<2xf32>}
// CHECK:         %[[R:[0-9]+]] = nn.conv %[[X]], %[[W]], %[[B]] {
// CHECK-NEXT:    return %[[R]]
func.func @into_conv(%x: tensor<1x1x2x2xf32>) -> tensor<1x2x2x2xf32> {
  %w = nn.constant {value = dense<[[[[1.0]]], [[[2.0]]]]> : tensor<2x1x1x1xf32>} : tensor<2x1x1x1xf32>
  %b = nn.constant {value = dense<1.0> : tensor<2xf32>} : tensor<2xf32>
  %scale = nn.constant {value = dense<6.0> : tensor<2xf32>} : tensor<2xf32>
  %bias = nn.constant {value = dense<5.0> : tensor<2xf32>} : tensor<2xf32>
  %mean = nn.constant {value = dense<2.0> : tensor<2xf32>} : tensor<2xf32>
  %variance = nn.constant {value = dense<3.0> : tensor<2xf32>} : tensor<2xf32>
  %0 = nn.conv %x, %w, %b {dilations = array<i64: 1, 1>, operandSegmentSizes = array<i32: 1, 1, 1, 0>, pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>} : (tensor<1x1x2x2xf32>, tensor<2x1x1x1xf32>, tensor<2xf32>) -> tensor<1x2x2x2xf32>
  %1 = nn.batch_norm %0, %scale, %bias, %mean, %variance {epsilon = 1.0 : f64} : (tensor<1x2x2x2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) -> tensor<1x2x2x2xf32>
  return %1 : tensor<1x2x2x2xf32>
}

// -----

// A layer without a bias gets one; rank 2 has the channels last.
// CHECK-LABEL: func.func @into_linear
// CHECK-DAG:     %[[B:[0-9]+]] = nn.constant {value = dense<-1.000000e+00> : tensor<3xf32>}
// CHECK:         nn.linear %{{.*}}, %{{.*}}, %[[B]] {
// CHECK-NEXT:    return
func.func @into_linear(%x: tensor<1x2xf32>) -> tensor<1x3xf32> {
  %w = nn.constant {value = dense<1.0> : tensor<3x2xf32>} : tensor<3x2xf32>
  %scale = nn.constant {value = dense<6.0> : tensor<3xf32>} : tensor<3xf32>
  %bias = nn.constant {value = dense<5.0> : tensor<3xf32>} : tensor<3xf32>
  %mean = nn.constant {value = dense<2.0> : tensor<3xf32>} : tensor<3xf32>
  %variance = nn.constant {value = dense<3.0> : tensor<3xf32>} : tensor<3xf32>
  %0 = nn.linear %x, %w {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (tensor<1x2xf32>, tensor<3x2xf32>) -> tensor<1x3xf32>
  %1 = nn.batch_norm %0, %scale, %bias, %mean, %variance {epsilon = 1.0 : f64} : (tensor<1x3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) -> tensor<1x3xf32>
  return %1 : tensor<1x3xf32>
}

// -----

// Something else reads the convolution, so the normalization becomes a depthwise one of its own.
// CHECK-LABEL: func.func @second_use
// CHECK:         %[[A:[0-9]+]] = nn.conv
// CHECK:         %[[R:[0-9]+]] = nn.conv %[[A]]
// CHECK-SAME:    groups = 2
// CHECK-NEXT:    return %[[A]], %[[R]]
func.func @second_use(%x: tensor<1x1x2x2xf32>, %w: tensor<2x1x1x1xf32>) -> (tensor<1x2x2x2xf32>, tensor<1x2x2x2xf32>) {
  %p = nn.constant {value = dense<3.0> : tensor<2xf32>} : tensor<2xf32>
  %0 = nn.conv %x, %w {dilations = array<i64: 1, 1>, operandSegmentSizes = array<i32: 1, 1, 0, 0>, pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>} : (tensor<1x1x2x2xf32>, tensor<2x1x1x1xf32>) -> tensor<1x2x2x2xf32>
  %1 = nn.batch_norm %0, %p, %p, %p, %p {epsilon = 1.0 : f64} : (tensor<1x2x2x2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) -> tensor<1x2x2x2xf32>
  return %0, %1 : tensor<1x2x2x2xf32>, tensor<1x2x2x2xf32>
}

// -----

// No convolution reads a matrix.
// CHECK-LABEL: func.func @matrix
// CHECK:         %[[M:[0-9]+]] = nn.mul
// CHECK:         %[[R:[0-9]+]] = nn.add %[[M]]
// CHECK-NEXT:    return %[[R]]
func.func @matrix(%x: tensor<1x2xf32>) -> tensor<1x2xf32> {
  %p = nn.constant {value = dense<3.0> : tensor<2xf32>} : tensor<2xf32>
  %1 = nn.batch_norm %x, %p, %p, %p, %p {epsilon = 1.0 : f64} : (tensor<1x2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) -> tensor<1x2xf32>
  return %1 : tensor<1x2xf32>
}

// -----

// The parameters are computed.
// CHECK-LABEL: func.func @variable_parameters
// CHECK:         nn.batch_norm
func.func @variable_parameters(%x: tensor<1x2xf32>, %p: tensor<2xf32>) -> tensor<1x2xf32> {
  %1 = nn.batch_norm %x, %p, %p, %p, %p {epsilon = 1.0 : f64} : (tensor<1x2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) -> tensor<1x2xf32>
  return %1 : tensor<1x2xf32>
}
