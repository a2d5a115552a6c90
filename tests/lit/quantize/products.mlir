// RUN: qcc opt %s --split-input-file --pass-pipeline='builtin.module(func.func(quantize))' | FileCheck %s
// RUN: qcc opt %s --split-input-file --pass-pipeline='builtin.module(func.func(quantize{requantize=shift symmetric=true}))' | FileCheck %s --check-prefix=SHIFT

// Input scale 2.55/255 = 0.01; weight scales 1.27/127 and 2.54/127; bias 1 / (0.01 * 0.01); relu from the zero point.
// CHECK-LABEL: func.func @relu
// CHECK-SAME:    (%[[X:[a-z0-9]+]]: tensor<1x2xf32>) -> tensor<1x2xf32>
// CHECK-SAME:    attributes {nn.requantize = "double"}
// CHECK-DAG:     %[[Q:[0-9]+]] = quant.qcast %[[X]] : tensor<1x2xf32> to tensor<1x2x!quant.uniform<i8:f32, 0.0099999997764825821:-128>>
// CHECK-DAG:     %[[W:[0-9]+]] = nn.constant {value = dense<{{\[\[}}127, -64], [0, -127]]> : tensor<2x2xi8>} : tensor<2x2x!quant.uniform<i8<-127:127>:f32:0, {0.0099999997764825821,0.019999999552965164}>>
// CHECK-DAG:     %[[B:[0-9]+]] = nn.constant {value = dense<[10000, -5000]> : tensor<2xi32>} : tensor<2x!quant.uniform<i32:f32:0,
// CHECK:         %[[R:[0-9]+]] = nn.linear %[[Q]], %[[W]], %[[B]] {clamp = array<i32: -128, 127>, operandSegmentSizes = array<i32: 1, 1, 1, 0>}
// CHECK-SAME:    -> tensor<1x2x!quant.uniform<i8:f32, 0.019999999552965164:-128>>
// CHECK-NEXT:    %[[D:[0-9]+]] = quant.dcast %[[R]]
// CHECK-NEXT:    return %[[D]] : tensor<1x2xf32>
// Powers of two: 2.55/127 -> 2^-5, 1.27/127 -> 2^-6 and 2^-5, 5.1/127 -> 2^-4.
// SHIFT-LABEL: func.func @relu
// SHIFT-SAME:    attributes {nn.requantize = "shift"}
// SHIFT:         quant.qcast %{{.*}} to tensor<1x2x!quant.uniform<i8:f32, 3.125000e-02>>
// SHIFT:         !quant.uniform<i8<-127:127>:f32:0, {1.562500e-02,3.125000e-02}>>
// SHIFT:         nn.linear
// SHIFT-SAME:    clamp = array<i32: 0, 127>
// SHIFT-SAME:    -> tensor<1x2x!quant.uniform<i8:f32, 6.250000e-02>>
func.func @relu(%x: tensor<1x2xf32> {qcc.range = [0.0, 2.55]}) -> tensor<1x2xf32> {
  %w = nn.constant {value = dense<[[1.27, -0.64], [0.0, -2.54]]> : tensor<2x2xf32>} : tensor<2x2xf32>
  %b = nn.constant {value = dense<[1.0, -1.0]> : tensor<2xf32>} : tensor<2xf32>
  %0 = nn.linear %x, %w, %b {clamp = array<f64: 0.0, 0x7FF0000000000000>, operandSegmentSizes = array<i32: 1, 1, 1, 0>, qcc.range = [0.0, 5.1]} : (tensor<1x2xf32>, tensor<2x2xf32>, tensor<2xf32>) -> tensor<1x2xf32>
  return %0 : tensor<1x2xf32>
}

// -----

// The residual keeps its own scale.
// CHECK-LABEL: func.func @residual
// CHECK:         %[[Q:[0-9]+]] = quant.qcast
// CHECK:         nn.linear %[[Q]], %{{[0-9]+}}, %[[Q]] {operandSegmentSizes = array<i32: 1, 1, 0, 1>}
// CHECK-NOT:     nn.requantize %
// CHECK:         return
// SHIFT-LABEL: func.func @residual
func.func @residual(%x: tensor<1x2xf32> {qcc.range = [-1.0, 1.0]}) -> tensor<1x2xf32> {
  %w = nn.constant {value = dense<0.5> : tensor<2x2xf32>} : tensor<2x2xf32>
  %0 = nn.linear %x, %w, %x {operandSegmentSizes = array<i32: 1, 1, 0, 1>, qcc.range = [-2.0, 2.0]} : (tensor<1x2xf32>, tensor<2x2xf32>, tensor<1x2xf32>) -> tensor<1x2xf32>
  return %0 : tensor<1x2xf32>
}

// -----

// Weights that are computed stay real.
// CHECK-LABEL: func.func @variable_weights
// CHECK-NOT:     quant.qcast
// CHECK:         nn.linear %{{.*}} -> tensor<1x2xf32>
// SHIFT-LABEL: func.func @variable_weights
func.func @variable_weights(%x: tensor<1x2xf32> {qcc.range = [-1.0, 1.0]}, %w: tensor<2x2xf32> {qcc.range = [-1.0, 1.0]}) -> tensor<1x2xf32> {
  %0 = nn.linear %x, %w {operandSegmentSizes = array<i32: 1, 1, 0, 0>, qcc.range = [-2.0, 2.0]} : (tensor<1x2xf32>, tensor<2x2xf32>) -> tensor<1x2xf32>
  return %0 : tensor<1x2xf32>
}
