// RUN: qcc opt %s --split-input-file --pass-pipeline='builtin.module(func.func(quantize))' | FileCheck %s

// A softmax at the end is computed on reals, behind the last integer operation.
// CHECK-LABEL: func.func @final_softmax
// CHECK:         %[[S:[0-9]+]] = nn.add %{{.*}} -> tensor<1x2x!quant.uniform
// CHECK-NEXT:    %[[D:[0-9]+]] = quant.dcast %[[S]]
// CHECK-NEXT:    %[[P:[0-9]+]] = nn.softmax %[[D]] {axis = 1 : i64} : (tensor<1x2xf32>) -> tensor<1x2xf32>
// CHECK-NEXT:    nn.reshape %[[P]] : (tensor<1x2xf32>) -> tensor<2xf32>
// CHECK-NEXT:    return
func.func @final_softmax(%x: tensor<1x2xf32> {qcc.range = [-1.0, 1.0]}) -> tensor<2xf32> {
  %0 = nn.add %x, %x {qcc.range = [-2.0, 2.0]} : (tensor<1x2xf32>, tensor<1x2xf32>) -> tensor<1x2xf32>
  %1 = nn.softmax %0 {axis = 1 : i64, qcc.range = [0.0, 1.0]} : (tensor<1x2xf32>) -> tensor<1x2xf32>
  %2 = nn.reshape %1 {qcc.range = [0.0, 1.0]} : (tensor<1x2xf32>) -> tensor<2xf32>
  return %2 : tensor<2xf32>
}

// -----

// Fixed grids: scale 1/256 from -128, scale 1/128 around 0.
// CHECK-LABEL: func.func @fixed_grids
// CHECK:         nn.softmax %{{.*}} -> tensor<1x2x!quant.uniform<i8:f32, 3.906250e-03:-128>>
// CHECK:         nn.sigmoid %{{.*}} -> tensor<1x2x!quant.uniform<i8:f32, 3.906250e-03:-128>>
// CHECK:         nn.tanh %{{.*}} -> tensor<1x2x!quant.uniform<i8:f32, 7.812500e-03>>
func.func @fixed_grids(%x: tensor<1x2xf32> {qcc.range = [-1.0, 1.0]}) -> tensor<1x2xf32> {
  %0 = nn.softmax %x {axis = 1 : i64, qcc.range = [0.0, 1.0]} : (tensor<1x2xf32>) -> tensor<1x2xf32>
  %1 = nn.sigmoid %0 {qcc.range = [0.0, 1.0]} : (tensor<1x2xf32>) -> tensor<1x2xf32>
  %2 = nn.tanh %1 {qcc.range = [0.0, 1.0]} : (tensor<1x2xf32>) -> tensor<1x2xf32>
  return %2 : tensor<1x2xf32>
}

// -----

// A division has no integer form: casts stand around it.
// CHECK-LABEL: func.func @real_island
// CHECK:         %[[S:[0-9]+]] = nn.add
// CHECK:         %[[D:[0-9]+]] = quant.dcast %[[S]]
// CHECK:         %[[R:[0-9]+]] = nn.div %[[D]], %[[D]] : (tensor<1x2xf32>, tensor<1x2xf32>) -> tensor<1x2xf32>
// CHECK:         %[[Q:[0-9]+]] = quant.qcast %[[R]]
// CHECK:         nn.mul %[[Q]], %[[S]]
func.func @real_island(%x: tensor<1x2xf32> {qcc.range = [1.0, 2.0]}) -> tensor<1x2xf32> {
  %0 = nn.add %x, %x {qcc.range = [2.0, 4.0]} : (tensor<1x2xf32>, tensor<1x2xf32>) -> tensor<1x2xf32>
  %1 = nn.div %0, %0 {qcc.range = [0.0, 1.0]} : (tensor<1x2xf32>, tensor<1x2xf32>) -> tensor<1x2xf32>
  %2 = nn.mul %1, %0 {qcc.range = [2.0, 4.0]} : (tensor<1x2xf32>, tensor<1x2xf32>) -> tensor<1x2xf32>
  return %2 : tensor<1x2xf32>
}

// -----

// Inputs of a concat that have another scale are requantized, those of the same one are not.
// CHECK-LABEL: func.func @concat
// CHECK:         %[[Q:[0-9]+]] = quant.qcast
// CHECK:         %[[S:[0-9]+]] = nn.sub
// CHECK:         %[[T:[0-9]+]] = nn.requantize %[[S]]
// CHECK-NEXT:    nn.concat %[[Q]], %[[T]]
func.func @concat(%x: tensor<1x2xf32> {qcc.range = [0.0, 6.0]}) -> tensor<1x4xf32> {
  %0 = nn.sub %x, %x {qcc.range = [0.0, 2.0]} : (tensor<1x2xf32>, tensor<1x2xf32>) -> tensor<1x2xf32>
  %1 = nn.concat %x, %0 {axis = 1 : i64, qcc.range = [0.0, 6.0]} : (tensor<1x2xf32>, tensor<1x2xf32>) -> tensor<1x4xf32>
  return %1 : tensor<1x4xf32>
}

// -----

// A range of only zero has scale 1.
// CHECK-LABEL: func.func @degenerate
// CHECK:         quant.qcast %{{.*}} to tensor<1x2x!quant.uniform<i8:f32, 1.000000e+00:-128>>
func.func @degenerate(%x: tensor<1x2xf32> {qcc.range = [0.0, 0.0]}) -> tensor<1x2xf32> {
  %0 = nn.add %x, %x {qcc.range = [0.0, 0.0]} : (tensor<1x2xf32>, tensor<1x2xf32>) -> tensor<1x2xf32>
  return %0 : tensor<1x2xf32>
}
