// Every operation of the dialect prints as it was read, also through the generic form.
// RUN: qcc opt %s | FileCheck %s
// RUN: qcc opt %s > %t.custom
// RUN: qcc opt %s --mlir-print-op-generic | qcc opt > %t.generic
// RUN: diff %t.custom %t.generic

// CHECK-LABEL: func.func @add
func.func @add(%a: tensor<1x4x8x8xf32>, %b: tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32> {
  // CHECK: nn.add %{{.*}}, %{{.*}} : (tensor<1x4x8x8xf32>, tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32>
  %0 = nn.add %a, %b : (tensor<1x4x8x8xf32>, tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32>
  return %0 : tensor<1x4x8x8xf32>
}

// CHECK-LABEL: func.func @sub
func.func @sub(%a: tensor<1x4x8x8xf32>, %b: tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32> {
  // CHECK: nn.sub %{{.*}}, %{{.*}} : (tensor<1x4x8x8xf32>, tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32>
  %0 = nn.sub %a, %b : (tensor<1x4x8x8xf32>, tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32>
  return %0 : tensor<1x4x8x8xf32>
}

// CHECK-LABEL: func.func @mul
func.func @mul(%a: tensor<1x4x8x8xf32>, %b: tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32> {
  // CHECK: nn.mul %{{.*}}, %{{.*}} : (tensor<1x4x8x8xf32>, tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32>
  %0 = nn.mul %a, %b : (tensor<1x4x8x8xf32>, tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32>
  return %0 : tensor<1x4x8x8xf32>
}

// CHECK-LABEL: func.func @div
func.func @div(%a: tensor<1x4x8x8xf32>, %b: tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32> {
  // CHECK: nn.div %{{.*}}, %{{.*}} : (tensor<1x4x8x8xf32>, tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32>
  %0 = nn.div %a, %b : (tensor<1x4x8x8xf32>, tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32>
  return %0 : tensor<1x4x8x8xf32>
}

// CHECK-LABEL: func.func @add_quantized
func.func @add_quantized(%a: tensor<1x4x8x8x!quant.uniform<i8:f32, 5.000000e-01:3>>, %b: tensor<1x4x8x8x!quant.uniform<i8:f32, 2.500000e-01>>) -> tensor<1x4x8x8x!quant.uniform<i8:f32, 5.000000e-01:3>> {
  // CHECK: nn.add %{{.*}}, %{{.*}} {clamp = array<i32: -125, 127>} : (tensor<1x4x8x8x!quant.uniform<i8:f32, 5.000000e-01:3>>, tensor<1x4x8x8x!quant.uniform<i8:f32, 2.500000e-01>>) -> tensor<1x4x8x8x!quant.uniform<i8:f32, 5.000000e-01:3>>
  %0 = nn.add %a, %b {clamp = array<i32: -125, 127>} : (tensor<1x4x8x8x!quant.uniform<i8:f32, 5.000000e-01:3>>, tensor<1x4x8x8x!quant.uniform<i8:f32, 2.500000e-01>>) -> tensor<1x4x8x8x!quant.uniform<i8:f32, 5.000000e-01:3>>
  return %0 : tensor<1x4x8x8x!quant.uniform<i8:f32, 5.000000e-01:3>>
}

// CHECK-LABEL: func.func @add_broadcast
func.func @add_broadcast(%a: tensor<1x4x8x8xf32>, %b: tensor<4x1x1xf32>) -> tensor<1x4x8x8xf32> {
  // CHECK: nn.add %{{.*}}, %{{.*}} : (tensor<1x4x8x8xf32>, tensor<4x1x1xf32>) -> tensor<1x4x8x8xf32>
  %0 = nn.add %a, %b : (tensor<1x4x8x8xf32>, tensor<4x1x1xf32>) -> tensor<1x4x8x8xf32>
  return %0 : tensor<1x4x8x8xf32>
}

// CHECK-LABEL: func.func @avg_pool
func.func @avg_pool(%a: tensor<1x4x8x8xf32>) -> tensor<1x4x4x4xf32> {
  // CHECK: nn.avg_pool %{{.*}} {dilations = array<i64: 1, 1>, kernel = array<i64: 2, 2>, pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 2, 2>} : (tensor<1x4x8x8xf32>) -> tensor<1x4x4x4xf32>
  %0 = nn.avg_pool %a {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>, dilations = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (tensor<1x4x8x8xf32>) -> tensor<1x4x4x4xf32>
  return %0 : tensor<1x4x4x4xf32>
}

// CHECK-LABEL: func.func @max_pool
func.func @max_pool(%a: tensor<1x4x8x8xf32>) -> tensor<1x4x4x4xf32> {
  // CHECK: nn.max_pool %{{.*}} {dilations = array<i64: 1, 1>, kernel = array<i64: 2, 2>, pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 2, 2>} : (tensor<1x4x8x8xf32>) -> tensor<1x4x4x4xf32>
  %0 = nn.max_pool %a {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>, dilations = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (tensor<1x4x8x8xf32>) -> tensor<1x4x4x4xf32>
  return %0 : tensor<1x4x4x4xf32>
}

// CHECK-LABEL: func.func @avg_pool_nhwc
func.func @avg_pool_nhwc(%a: tensor<1x8x8x4xf32>) -> tensor<1x4x4x4xf32> {
  // CHECK: nn.avg_pool %{{.*}} {count_include_pad = true, dilations = array<i64: 1, 1>, kernel = array<i64: 2, 2>, layout = "nhwc", pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 2, 2>} : (tensor<1x8x8x4xf32>) -> tensor<1x4x4x4xf32>
  %0 = nn.avg_pool %a {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>, dilations = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>, layout = "nhwc", count_include_pad = true} : (tensor<1x8x8x4xf32>) -> tensor<1x4x4x4xf32>
  return %0 : tensor<1x4x4x4xf32>
}

// CHECK-LABEL: func.func @batch_norm
func.func @batch_norm(%a: tensor<1x4x8x8xf32>, %b: tensor<4xf32>, %c: tensor<4xf32>, %d: tensor<4xf32>, %e: tensor<4xf32>) -> tensor<1x4x8x8xf32> {
  // CHECK: nn.batch_norm %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}} {epsilon = 1.000000e-03 : f64} : (tensor<1x4x8x8xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<1x4x8x8xf32>
  %0 = nn.batch_norm %a, %b, %c, %d, %e {epsilon = 1.0e-3 : f64} : (tensor<1x4x8x8xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>, tensor<4xf32>) -> tensor<1x4x8x8xf32>
  return %0 : tensor<1x4x8x8xf32>
}

// CHECK-LABEL: func.func @cast
func.func @cast(%a: tensor<4xi32>) -> tensor<4xi64> {
  // CHECK: nn.cast %{{.*}} : (tensor<4xi32>) -> tensor<4xi64>
  %0 = nn.cast %a : (tensor<4xi32>) -> tensor<4xi64>
  return %0 : tensor<4xi64>
}

// CHECK-LABEL: func.func @clamp
func.func @clamp(%a: tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32> {
  // CHECK: nn.clamp %{{.*}} {max = 6.000000e+00 : f64, min = 0.000000e+00 : f64} : (tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32>
  %0 = nn.clamp %a {min = 0.0 : f64, max = 6.0 : f64} : (tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32>
  return %0 : tensor<1x4x8x8xf32>
}

// CHECK-LABEL: func.func @concat
func.func @concat(%a: tensor<1x4x8x8xf32>, %b: tensor<1x4x8x8xf32>) -> tensor<1x8x8x8xf32> {
  // CHECK: nn.concat %{{.*}}, %{{.*}} {axis = 1 : i64} : (tensor<1x4x8x8xf32>, tensor<1x4x8x8xf32>) -> tensor<1x8x8x8xf32>
  %0 = nn.concat %a, %b {axis = 1 : i64} : (tensor<1x4x8x8xf32>, tensor<1x4x8x8xf32>) -> tensor<1x8x8x8xf32>
  return %0 : tensor<1x8x8x8xf32>
}

// CHECK-LABEL: func.func @constant
func.func @constant() -> tensor<2xf32> {
  // CHECK: nn.constant {value = dense<[1.000000e+00, 2.000000e+00]> : tensor<2xf32>} : tensor<2xf32>
  %0 = nn.constant {value = dense<[1.0, 2.0]> : tensor<2xf32>} : tensor<2xf32>
  return %0 : tensor<2xf32>
}

// CHECK-LABEL: func.func @constant_quantized
func.func @constant_quantized() -> tensor<2x!quant.uniform<i8:f32, 5.000000e-01>> {
  // CHECK: nn.constant {value = dense<[-7, 9]> : tensor<2xi8>} : tensor<2x!quant.uniform<i8:f32, 5.000000e-01>>
  %0 = nn.constant {value = dense<[-7, 9]> : tensor<2xi8>} : tensor<2x!quant.uniform<i8:f32, 5.000000e-01>>
  return %0 : tensor<2x!quant.uniform<i8:f32, 5.000000e-01>>
}

// CHECK-LABEL: func.func @constant_of_shape
func.func @constant_of_shape(%a: tensor<2xi64>) -> tensor<?x?xf32> {
  // CHECK: nn.constant_of_shape %{{.*}} {value = dense<1.000000e+00> : tensor<1xf32>} : (tensor<2xi64>) -> tensor<?x?xf32>
  %0 = nn.constant_of_shape %a {value = dense<1.0> : tensor<1xf32>} : (tensor<2xi64>) -> tensor<?x?xf32>
  return %0 : tensor<?x?xf32>
}

// CHECK-LABEL: func.func @conv
func.func @conv(%a: tensor<1x4x8x8xf32>, %b: tensor<6x4x3x3xf32>) -> tensor<1x6x8x8xf32> {
  // CHECK: nn.conv %{{.*}}, %{{.*}} {dilations = array<i64: 1, 1>, operandSegmentSizes = array<i32: 1, 1, 0, 0>, pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<1x4x8x8xf32>, tensor<6x4x3x3xf32>) -> tensor<1x6x8x8xf32>
  %0 = nn.conv %a, %b {strides = array<i64: 1, 1>, dilations = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>, operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (tensor<1x4x8x8xf32>, tensor<6x4x3x3xf32>) -> tensor<1x6x8x8xf32>
  return %0 : tensor<1x6x8x8xf32>
}

// CHECK-LABEL: func.func @depthwise_conv
func.func @depthwise_conv(%a: tensor<1x4x8x8xf32>, %b: tensor<4x1x3x3xf32>, %c: tensor<4xf32>) -> tensor<1x4x8x8xf32> {
  // CHECK: nn.conv %{{.*}}, %{{.*}}, %{{.*}} {dilations = array<i64: 1, 1>, groups = 4 : i64, operandSegmentSizes = array<i32: 1, 1, 1, 0>, pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<1x4x8x8xf32>, tensor<4x1x3x3xf32>, tensor<4xf32>) -> tensor<1x4x8x8xf32>
  %0 = nn.conv %a, %b, %c {strides = array<i64: 1, 1>, dilations = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>, groups = 4 : i64, operandSegmentSizes = array<i32: 1, 1, 1, 0>} : (tensor<1x4x8x8xf32>, tensor<4x1x3x3xf32>, tensor<4xf32>) -> tensor<1x4x8x8xf32>
  return %0 : tensor<1x4x8x8xf32>
}

// CHECK-LABEL: func.func @fused_conv
func.func @fused_conv(%a: tensor<1x4x8x8xf32>, %b: tensor<4x4x3x3xf32>, %c: tensor<4xf32>, %d: tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32> {
  // CHECK: nn.conv %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}} {clamp = array<f64: 0.000000e+00, 6.000000e+00>, dilations = array<i64: 1, 1>, operandSegmentSizes = array<i32: 1, 1, 1, 1>, pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<1x4x8x8xf32>, tensor<4x4x3x3xf32>, tensor<4xf32>, tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32>
  %0 = nn.conv %a, %b, %c, %d {strides = array<i64: 1, 1>, dilations = array<i64: 1, 1>, pads = array<i64: 1, 1, 1, 1>, operandSegmentSizes = array<i32: 1, 1, 1, 1>, clamp = array<f64: 0.0, 6.0>} : (tensor<1x4x8x8xf32>, tensor<4x4x3x3xf32>, tensor<4xf32>, tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32>
  return %0 : tensor<1x4x8x8xf32>
}

// CHECK-LABEL: func.func @dropout
func.func @dropout(%a: tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32> {
  // CHECK: nn.dropout %{{.*}} : (tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32>
  %0 = nn.dropout %a : (tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32>
  return %0 : tensor<1x4x8x8xf32>
}

// CHECK-LABEL: func.func @dynamic_pad
func.func @dynamic_pad(%a: tensor<2x3xf32>, %b: tensor<4xi64>) -> tensor<?x?xf32> {
  // CHECK: nn.dynamic_pad %{{.*}}, %{{.*}} {value = 1.000000e+00 : f64} : (tensor<2x3xf32>, tensor<4xi64>) -> tensor<?x?xf32>
  %0 = nn.dynamic_pad %a, %b {value = 1.0 : f64} : (tensor<2x3xf32>, tensor<4xi64>) -> tensor<?x?xf32>
  return %0 : tensor<?x?xf32>
}

// CHECK-LABEL: func.func @dynamic_reshape
func.func @dynamic_reshape(%a: tensor<1x4x8x8xf32>, %b: tensor<2xi64>) -> tensor<?x?xf32> {
  // CHECK: nn.dynamic_reshape %{{.*}}, %{{.*}} : (tensor<1x4x8x8xf32>, tensor<2xi64>) -> tensor<?x?xf32>
  %0 = nn.dynamic_reshape %a, %b : (tensor<1x4x8x8xf32>, tensor<2xi64>) -> tensor<?x?xf32>
  return %0 : tensor<?x?xf32>
}

// CHECK-LABEL: func.func @dynamic_slice
func.func @dynamic_slice(%a: tensor<1x4x8x8xf32>, %b: tensor<1xi64>, %c: tensor<1xi64>, %d: tensor<1xi64>, %e: tensor<1xi64>) -> tensor<?x?x?x?xf32> {
  // CHECK: nn.dynamic_slice %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}} : (tensor<1x4x8x8xf32>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>) -> tensor<?x?x?x?xf32>
  %0 = nn.dynamic_slice %a, %b, %c, %d, %e : (tensor<1x4x8x8xf32>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>) -> tensor<?x?x?x?xf32>
  return %0 : tensor<?x?x?x?xf32>
}

// CHECK-LABEL: func.func @expand
func.func @expand(%a: tensor<4xf32>, %b: tensor<2xi64>) -> tensor<?x4xf32> {
  // CHECK: nn.expand %{{.*}}, %{{.*}} : (tensor<4xf32>, tensor<2xi64>) -> tensor<?x4xf32>
  %0 = nn.expand %a, %b : (tensor<4xf32>, tensor<2xi64>) -> tensor<?x4xf32>
  return %0 : tensor<?x4xf32>
}

// CHECK-LABEL: func.func @flatten
func.func @flatten(%a: tensor<1x4x8x8xf32>) -> tensor<1x256xf32> {
  // CHECK: nn.flatten %{{.*}} {axis = 1 : i64} : (tensor<1x4x8x8xf32>) -> tensor<1x256xf32>
  %0 = nn.flatten %a {axis = 1 : i64} : (tensor<1x4x8x8xf32>) -> tensor<1x256xf32>
  return %0 : tensor<1x256xf32>
}

// CHECK-LABEL: func.func @gather
func.func @gather(%a: tensor<1x4x8x8xf32>, %b: tensor<2xi64>) -> tensor<1x2x8x8xf32> {
  // CHECK: nn.gather %{{.*}}, %{{.*}} {axis = 1 : i64} : (tensor<1x4x8x8xf32>, tensor<2xi64>) -> tensor<1x2x8x8xf32>
  %0 = nn.gather %a, %b {axis = 1 : i64} : (tensor<1x4x8x8xf32>, tensor<2xi64>) -> tensor<1x2x8x8xf32>
  return %0 : tensor<1x2x8x8xf32>
}

// CHECK-LABEL: func.func @identity
func.func @identity(%a: tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32> {
  // CHECK: nn.identity %{{.*}} : (tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32>
  %0 = nn.identity %a : (tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32>
  return %0 : tensor<1x4x8x8xf32>
}

// CHECK-LABEL: func.func @linear
func.func @linear(%a: tensor<1x8xf32>, %b: tensor<3x8xf32>, %c: tensor<3xf32>) -> tensor<1x3xf32> {
  // CHECK: nn.linear %{{.*}}, %{{.*}}, %{{.*}} {operandSegmentSizes = array<i32: 1, 1, 1, 0>} : (tensor<1x8xf32>, tensor<3x8xf32>, tensor<3xf32>) -> tensor<1x3xf32>
  %0 = nn.linear %a, %b, %c {operandSegmentSizes = array<i32: 1, 1, 1, 0>} : (tensor<1x8xf32>, tensor<3x8xf32>, tensor<3xf32>) -> tensor<1x3xf32>
  return %0 : tensor<1x3xf32>
}

// CHECK-LABEL: func.func @matmul
func.func @matmul(%a: tensor<2x8xf32>, %b: tensor<8x3xf32>) -> tensor<2x3xf32> {
  // CHECK: nn.matmul %{{.*}}, %{{.*}} : (tensor<2x8xf32>, tensor<8x3xf32>) -> tensor<2x3xf32>
  %0 = nn.matmul %a, %b : (tensor<2x8xf32>, tensor<8x3xf32>) -> tensor<2x3xf32>
  return %0 : tensor<2x3xf32>
}

// CHECK-LABEL: func.func @mean
func.func @mean(%a: tensor<1x4x8x8xf32>) -> tensor<1x4xf32> {
  // CHECK: nn.mean %{{.*}} {axes = array<i64: 2, 3>, keep_dims = false} : (tensor<1x4x8x8xf32>) -> tensor<1x4xf32>
  %0 = nn.mean %a {axes = array<i64: 2, 3>, keep_dims = false} : (tensor<1x4x8x8xf32>) -> tensor<1x4xf32>
  return %0 : tensor<1x4xf32>
}

// CHECK-LABEL: func.func @pad
func.func @pad(%a: tensor<2x3xf32>) -> tensor<3x6xf32> {
  // CHECK: nn.pad %{{.*}} {high = array<i64: 0, 3>, low = array<i64: 1, 0>} : (tensor<2x3xf32>) -> tensor<3x6xf32>
  %0 = nn.pad %a {low = array<i64: 1, 0>, high = array<i64: 0, 3>} : (tensor<2x3xf32>) -> tensor<3x6xf32>
  return %0 : tensor<3x6xf32>
}

// CHECK-LABEL: func.func @relu
func.func @relu(%a: tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32> {
  // CHECK: nn.relu %{{.*}} : (tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32>
  %0 = nn.relu %a : (tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32>
  return %0 : tensor<1x4x8x8xf32>
}

// CHECK-LABEL: func.func @requantize
func.func @requantize(%a: tensor<1x4x8x8x!quant.uniform<i8:f32, 5.000000e-01:3>>) -> tensor<1x4x8x8x!quant.uniform<i8:f32, 2.500000e-01>> {
  // CHECK: nn.requantize %{{.*}} : (tensor<1x4x8x8x!quant.uniform<i8:f32, 5.000000e-01:3>>) -> tensor<1x4x8x8x!quant.uniform<i8:f32, 2.500000e-01>>
  %0 = nn.requantize %a : (tensor<1x4x8x8x!quant.uniform<i8:f32, 5.000000e-01:3>>) -> tensor<1x4x8x8x!quant.uniform<i8:f32, 2.500000e-01>>
  return %0 : tensor<1x4x8x8x!quant.uniform<i8:f32, 2.500000e-01>>
}

// CHECK-LABEL: func.func @reshape
func.func @reshape(%a: tensor<1x4x8x8xf32>) -> tensor<4x64xf32> {
  // CHECK: nn.reshape %{{.*}} : (tensor<1x4x8x8xf32>) -> tensor<4x64xf32>
  %0 = nn.reshape %a : (tensor<1x4x8x8xf32>) -> tensor<4x64xf32>
  return %0 : tensor<4x64xf32>
}

// CHECK-LABEL: func.func @shape_of
func.func @shape_of(%a: tensor<?x4xf32>) -> tensor<1xi64> {
  // CHECK: nn.shape_of %{{.*}} {end = 1 : i64, start = 0 : i64} : (tensor<?x4xf32>) -> tensor<1xi64>
  %0 = nn.shape_of %a {start = 0 : i64, end = 1 : i64} : (tensor<?x4xf32>) -> tensor<1xi64>
  return %0 : tensor<1xi64>
}

// CHECK-LABEL: func.func @sigmoid
func.func @sigmoid(%a: tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32> {
  // CHECK: nn.sigmoid %{{.*}} : (tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32>
  %0 = nn.sigmoid %a : (tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32>
  return %0 : tensor<1x4x8x8xf32>
}

// CHECK-LABEL: func.func @tanh
func.func @tanh(%a: tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32> {
  // CHECK: nn.tanh %{{.*}} : (tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32>
  %0 = nn.tanh %a : (tensor<1x4x8x8xf32>) -> tensor<1x4x8x8xf32>
  return %0 : tensor<1x4x8x8xf32>
}

// CHECK-LABEL: func.func @slice
func.func @slice(%a: tensor<8x6xf32>) -> tensor<4x6xf32> {
  // CHECK: nn.slice %{{.*}} {sizes = array<i64: 4, 6>, starts = array<i64: 0, 5>, steps = array<i64: 2, -1>} : (tensor<8x6xf32>) -> tensor<4x6xf32>
  %0 = nn.slice %a {starts = array<i64: 0, 5>, sizes = array<i64: 4, 6>, steps = array<i64: 2, -1>} : (tensor<8x6xf32>) -> tensor<4x6xf32>
  return %0 : tensor<4x6xf32>
}

// CHECK-LABEL: func.func @lrn
func.func @lrn(%a: tensor<1x16x8x8xf32>) -> tensor<1x16x8x8xf32> {
  // CHECK: nn.lrn %{{.*}} {alpha = 1.000000e-04 : f64, beta = 7.500000e-01 : f64, bias = 1.000000e+00 : f64, size = 5 : i64} : (tensor<1x16x8x8xf32>) -> tensor<1x16x8x8xf32>
  %0 = nn.lrn %a {size = 5 : i64, alpha = 0.0001 : f64, beta = 0.75 : f64, bias = 1.0 : f64} : (tensor<1x16x8x8xf32>) -> tensor<1x16x8x8xf32>
  return %0 : tensor<1x16x8x8xf32>
}

// CHECK-LABEL: func.func @softmax
func.func @softmax(%a: tensor<1x10xf32>) -> tensor<1x10xf32> {
  // CHECK: nn.softmax %{{.*}} {axis = 1 : i64} : (tensor<1x10xf32>) -> tensor<1x10xf32>
  %0 = nn.softmax %a {axis = 1 : i64} : (tensor<1x10xf32>) -> tensor<1x10xf32>
  return %0 : tensor<1x10xf32>
}

// CHECK-LABEL: func.func @squeeze
func.func @squeeze(%a: tensor<1x4x1xf32>) -> tensor<1x4xf32> {
  // CHECK: nn.squeeze %{{.*}} {axes = array<i64: 2>} : (tensor<1x4x1xf32>) -> tensor<1x4xf32>
  %0 = nn.squeeze %a {axes = array<i64: 2>} : (tensor<1x4x1xf32>) -> tensor<1x4xf32>
  return %0 : tensor<1x4xf32>
}

// CHECK-LABEL: func.func @transpose
func.func @transpose(%a: tensor<1x4x8x8xf32>) -> tensor<1x8x8x4xf32> {
  // CHECK: nn.transpose %{{.*}} {permutation = array<i64: 0, 2, 3, 1>} : (tensor<1x4x8x8xf32>) -> tensor<1x8x8x4xf32>
  %0 = nn.transpose %a {permutation = array<i64: 0, 2, 3, 1>} : (tensor<1x4x8x8xf32>) -> tensor<1x8x8x4xf32>
  return %0 : tensor<1x8x8x4xf32>
}

// CHECK-LABEL: func.func @unsqueeze
func.func @unsqueeze(%a: tensor<4xf32>) -> tensor<1x4xf32> {
  // CHECK: nn.unsqueeze %{{.*}} {axes = array<i64: 0>} : (tensor<4xf32>) -> tensor<1x4xf32>
  %0 = nn.unsqueeze %a {axes = array<i64: 0>} : (tensor<4xf32>) -> tensor<1x4xf32>
  return %0 : tensor<1x4xf32>
}

// CHECK-LABEL: func.func @unary
func.func @unary(%x: tensor<1x16xf32>) -> tensor<1x16xf32> {
  // CHECK: nn.unary %{{.*}} {alpha = 1.000000e-01 : f64, function = "leaky_relu"} : (tensor<1x16xf32>) -> tensor<1x16xf32>
  %0 = nn.unary %x {alpha = 1.000000e-01 : f64, function = "leaky_relu"} : (tensor<1x16xf32>) -> tensor<1x16xf32>
  return %0 : tensor<1x16xf32>
}

// A sum in two parts: the first keeps what its accumulators hold, the second goes on with it.
// CHECK-LABEL: func.func @parts_of_a_sum
func.func @parts_of_a_sum(%a: tensor<1x4x!quant.uniform<i8:f32, 5.000000e-01:3>>, %b: tensor<1x4x!quant.uniform<i8:f32, 5.000000e-01:3>>, %w: tensor<2x4x!quant.uniform<i8:f32, 2.500000e-01>>, %c: tensor<2x!quant.uniform<i32:f32, 1.250000e-01>>) -> tensor<1x2x!quant.uniform<i8:f32, 5.000000e-01>> {
  // CHECK: %[[SUMS:.*]] = nn.linear {{.*}} tensor<2x!quant.uniform<i32:f32, 1.250000e-01>>) -> tensor<1x2xi32>
  %0 = nn.linear %a, %w, %c {operandSegmentSizes = array<i32: 1, 1, 1, 0>} : (tensor<1x4x!quant.uniform<i8:f32, 5.000000e-01:3>>, tensor<2x4x!quant.uniform<i8:f32, 2.500000e-01>>, tensor<2x!quant.uniform<i32:f32, 1.250000e-01>>) -> tensor<1x2xi32>
  // CHECK: nn.linear %{{.*}}, %{{.*}}, %[[SUMS]] {operandSegmentSizes = array<i32: 1, 1, 1, 0>}
  %1 = nn.linear %b, %w, %0 {operandSegmentSizes = array<i32: 1, 1, 1, 0>} : (tensor<1x4x!quant.uniform<i8:f32, 5.000000e-01:3>>, tensor<2x4x!quant.uniform<i8:f32, 2.500000e-01>>, tensor<1x2xi32>) -> tensor<1x2x!quant.uniform<i8:f32, 5.000000e-01>>
  return %1 : tensor<1x2x!quant.uniform<i8:f32, 5.000000e-01>>
}
