// RUN: qcc opt %s --chip d6cim-esscirc23 --pass-pipeline='builtin.module(lower-to-cim{replicate=false})' | FileCheck %s

!x = !quant.uniform<i8:f32, 0.5:3>
!y = !quant.uniform<i8:f32, 0.25:-10>

// An activation is a rescaling by 1 whose clamp starts at the zero point.
// CHECK-LABEL: func.func @relu
// CHECK:         cim.rescale %{{.*}} {clamp = array<i32: 3, 127>, {{.*}}input_zero_point = 3 : i64, mode = "double", multiplier = 1073741824 : i64, output_zero_point = 3 : i64, shift = 1 : i64}
func.func @relu(%x: tensor<4x!x>) -> tensor<4x!x> attributes {qcc.device = "cim"} {
  %0 = nn.relu %x : (tensor<4x!x>) -> tensor<4x!x>
  return %0 : tensor<4x!x>
}

// Bounds are rounded onto the grid: 1.3 / 0.5 to 3, and within the storage range.
// CHECK-LABEL: func.func @clamp
// CHECK:         cim.rescale %{{.*}} {clamp = array<i32: 6, 127>
func.func @clamp(%x: tensor<4x!x>) -> tensor<4x!x> attributes {qcc.device = "cim"} {
  %0 = nn.clamp %x {max = 1.0e+03 : f64, min = 1.3 : f64} : (tensor<4x!x>) -> tensor<4x!x>
  return %0 : tensor<4x!x>
}

// The mode of one operation overrides that of the function: 0.5 / 0.25 as bits of an f32.
// CHECK-LABEL: func.func @requantize
// CHECK:         cim.rescale %{{.*}} {clamp = array<i32: -128, 127>, {{.*}}input_zero_point = 3 : i64, mode = "float", multiplier = 1073741824 : i64, output_zero_point = -10 : i64, shift = 0 : i64}
func.func @requantize(%x: tensor<4x!x>) -> tensor<4x!y> attributes {nn.requantize = "single", qcc.device = "cim"} {
  %0 = nn.requantize %x {nn.requantize = "float"} : (tensor<4x!x>) -> tensor<4x!y>
  return %0 : tensor<4x!y>
}

// TensorFlow Lite's sum: 0.5 / (2 * 0.5), 0.25 / (2 * 0.5), and 2 * 0.5 / (2^20 * 0.25).
// CHECK-LABEL: func.func @add
// CHECK:         cim.add %{{.*}}, %{{.*}} {clamp = array<i32: -128, 127>, {{.*}}lhs_multiplier = 1073741824 : i64, lhs_shift = 0 : i64, lhs_zero_point = 3 : i64, mode = "double", output_multiplier = 1073741824 : i64, output_shift = -17 : i64, output_zero_point = -10 : i64, rhs_multiplier = 1073741824 : i64, rhs_shift = -1 : i64, rhs_zero_point = -10 : i64}
func.func @add(%x: tensor<4x!x>, %y: tensor<4x!y>) -> tensor<4x!y> attributes {qcc.device = "cim"} {
  %0 = nn.add %x, %y : (tensor<4x!x>, tensor<4x!y>) -> tensor<4x!y>
  return %0 : tensor<4x!y>
}

// A mean is a sum, then a requantization by 0.5 / (8 * 0.25); the zero point of 8 elements goes into the bias.
// CHECK-LABEL: func.func @mean
// CHECK:         %[[S:.+]] = cim.sum %{{.*}} : (tensor<1x2x4x2xi8>) -> tensor<1x1x1x2xi32>
// CHECK-NEXT:    %[[R:.+]] = cim.requantize %[[S]] {bias = array<i32: -24, -24>, {{.*}} multiplier = array<i32: 1073741824, 1073741824>, {{.*}} shift = array<i32: -1, -1>}
// CHECK-NEXT:    cim.view %[[R]] : (tensor<1x1x1x2xi8>) -> tensor<1x2xi8>
func.func @mean(%x: tensor<1x2x4x2x!x>) -> tensor<1x2x!y> attributes {qcc.device = "cim"} {
  %0 = nn.mean %x {axes = array<i64: 1, 2>, keep_dims = false} : (tensor<1x2x4x2x!x>) -> tensor<1x2x!y>
  return %0 : tensor<1x2x!y>
}

// Padding that counts is the zero point; a border of reals is rounded onto the grid.
// CHECK-LABEL: func.func @borders
// CHECK:         cim.pad %{{.*}} {{.*}} value = 5 : i8}
// CHECK-NEXT:    cim.avg_pool %{{.*}} {{.*}}count_include_pad = true, {{.*}} pad_value = 3 : i8
func.func @borders(%x: tensor<1x2x2x2x!x>) -> tensor<1x3x3x2x!x> attributes {qcc.device = "cim"} {
  %0 = nn.pad %x {high = array<i64: 0, 1, 0, 0>, low = array<i64: 0, 0, 1, 0>, value = 1.0 : f64} : (tensor<1x2x2x2x!x>) -> tensor<1x3x3x2x!x>
  %1 = nn.avg_pool %0 {count_include_pad = true, dilations = array<i64: 1, 1>, kernel = array<i64: 3, 3>, layout = "nhwc", pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<1x3x3x2x!x>) -> tensor<1x3x3x2x!x>
  return %1 : tensor<1x3x3x2x!x>
}

// What only renames axes is a view; an identity is nothing.
// CHECK-LABEL: func.func @views
// CHECK:         quant.scast
// CHECK-NEXT:    cim.view %{{.*}} : (tensor<2x3xi8>) -> tensor<6xi8>
// CHECK-NEXT:    quant.scast
func.func @views(%x: tensor<2x3x!x>) -> tensor<6x!x> attributes {qcc.device = "cim"} {
  %0 = nn.identity %x : (tensor<2x3x!x>) -> tensor<2x3x!x>
  %1 = nn.reshape %0 : (tensor<2x3x!x>) -> tensor<6x!x>
  return %1 : tensor<6x!x>
}

// Functions of no device stay as they are.
// CHECK-LABEL: func.func @elsewhere
// CHECK-NEXT:    nn.relu
func.func @elsewhere(%x: tensor<4x!x>) -> tensor<4x!x> {
  %0 = nn.relu %x : (tensor<4x!x>) -> tensor<4x!x>
  return %0 : tensor<4x!x>
}
