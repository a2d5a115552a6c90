// RUN: qcc opt %s --split-input-file --chip %S/../partition/Inputs/small.yaml --pass-pipeline='builtin.module(lower-to-cim{replicate=false})' | FileCheck %s

!x = !quant.uniform<i8:f32, 0.5:3>
!w = !quant.uniform<i8<-127:127>:f32, 0.25>
!b = !quant.uniform<i32:f32, 0.125>

// A matrix product is a window of one element over one row. The bias takes up -3 times the sum of the weights: 100 - 3 * 6, 200 - 3 * -3.
// M = 0.5 * 0.25 / 0.5 = 0.25 = 2^30 * 2^(-1-31).
// CHECK:         cim.group {active_rows = 128 : i64, {{.*}} core = 0 : i64, encoding = "twos_complement", matrix = dense_resource<group_0> : tensor<3x2xi8>, {{.*}} sym_name = "group_0"}
// CHECK-LABEL: func.func @linear
// CHECK-SAME:    %[[X:[a-z0-9]+]]: tensor<1x3x
// CHECK-NEXT:    %[[S:.+]] = quant.scast %[[X]]
// CHECK-NEXT:    %[[V:.+]] = cim.view %[[S]] : (tensor<1x3xi8>) -> tensor<1x1x1x3xi8>
// CHECK-NEXT:    %[[P:.+]] = cim.product %[[V]] {channels = array<i64: 3>, {{.*}} first_channel = array<i64: 0>, first_column = array<i64: 0>, groups = [@group_0], kernel = array<i64: 1, 1>
// CHECK-SAME:    -> tensor<1x1x1x2xi32>
// CHECK-NEXT:    %[[R:.+]] = cim.requantize %[[P]] {bias = array<i32: 82, 209>, clamp = array<i32: -4, 127>, mode = "double", multiplier = array<i32: 1073741824, 1073741824>, output_zero_point = -4 : i64, shift = array<i32: -1, -1>}
// CHECK-NEXT:    %[[F:.+]] = cim.view %[[R]] : (tensor<1x1x1x2xi8>) -> tensor<1x2xi8>
// CHECK-NEXT:    %[[Y:.+]] = quant.scast %[[F]]
// CHECK-NEXT:    return %[[Y]]
func.func @linear(%x: tensor<1x3x!x>) -> tensor<1x2x!quant.uniform<i8:f32, 0.5:-4>> attributes {qcc.device = "cim"} {
  %w = nn.constant {value = dense<[[1, 2, 3], [-6, 7, -4]]> : tensor<2x3xi8>} : tensor<2x3x!w>
  %b = nn.constant {value = dense<[100, 200]> : tensor<2xi32>} : tensor<2x!b>
  %0 = nn.linear %x, %w, %b {clamp = array<i32: -4, 300>, operandSegmentSizes = array<i32: 1, 1, 1, 0>} : (tensor<1x3x!x>, tensor<2x3x!w>, tensor<2x!b>) -> tensor<1x2x!quant.uniform<i8:f32, 0.5:-4>>
  return %0 : tensor<1x2x!quant.uniform<i8:f32, 0.5:-4>>
}

// -----

!x = !quant.uniform<i8:f32, 0.5:3>
!w = !quant.uniform<i8<-127:127>:f32, 0.25>

// Padding is the input's zero point; the residual has a factor of its own: 0.5 / (0.5 * 0.25) = 4 = 2^30 * 2^(3-31).
// CHECK-LABEL: func.func @residual
// CHECK:         cim.product {{.*}} kernel = array<i64: 3, 3>, pad_value = 3 : i8, pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>}
// CHECK-NEXT:    cim.requantize %{{.*}}, %{{.*}} {{.*}} residual_multiplier = array<i32: 1073741824, 1073741824>, residual_shift = array<i32: 3, 3>, residual_zero_point = 3 : i64
func.func @residual(%x: tensor<1x4x4x2x!x>) -> tensor<1x4x4x2x!x> attributes {qcc.device = "cim"} {
  %w = nn.constant {value = dense<1> : tensor<2x3x3x2xi8>} : tensor<2x3x3x2x!w>
  %0 = nn.conv %x, %w, %x {dilations = array<i64: 1, 1>, layout = "nhwc", operandSegmentSizes = array<i32: 1, 1, 0, 1>, pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<1x4x4x2x!x>, tensor<2x3x3x2x!w>, tensor<1x4x4x2x!x>) -> tensor<1x4x4x2x!x>
  return %0 : tensor<1x4x4x2x!x>
}

// -----

!x = !quant.uniform<i8:f32, 0.5>
!w = !quant.uniform<i8<-127:127>:f32:0, {0.25, 0.5, 1.0, 2.0}>

// Kernels of a depthwise convolution lie along the diagonal of one crossbar; sums are shifted by powers of two, one for each channel.
// CHECK:         cim.group {{.*}} matrix = dense_resource<group_0> : tensor<4x4xi8>
// CHECK-LABEL: func.func @depthwise
// CHECK:         cim.product {{.*}} {channels = array<i64: 4>, {{.*}} groups = [@group_0]
// CHECK-NEXT:    cim.requantize {{.*}} mode = "shift", multiplier = array<i32: 1, 1, 1, 1>, {{.*}} shift = array<i32: -2, -1, 0, 1>
func.func @depthwise(%x: tensor<1x4x4x4x!x>) -> tensor<1x4x4x4x!x> attributes {nn.requantize = "shift", qcc.device = "cim"} {
  %w = nn.constant {value = dense<1> : tensor<4x1x1x1xi8>} : tensor<4x1x1x1x!w>
  %0 = nn.conv %x, %w {dilations = array<i64: 1, 1>, groups = 4 : i64, layout = "nhwc", operandSegmentSizes = array<i32: 1, 1, 0, 0>, pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>} : (tensor<1x4x4x4x!x>, tensor<4x1x1x1x!w>) -> tensor<1x4x4x4x!x>
  return %0 : tensor<1x4x4x4x!x>
}

// -----

!x = !quant.uniform<i8:f32, 0.5>
!w = !quant.uniform<i8<-127:127>:f32, 0.25>

// Segments number their groups on; each has the whole chip. Functions of the host stay.
// CHECK:         cim.group {{.*}} sym_name = "group_0"
// CHECK-LABEL: func.func @first
// CHECK:         groups = [@group_0]
// CHECK:         cim.group {{.*}} sym_name = "group_1"
// CHECK-LABEL: func.func @second
// CHECK:         groups = [@group_1]
// CHECK-LABEL: func.func @third
// CHECK:         nn.linear
func.func @first(%x: tensor<1x2x!x>) -> tensor<1x2x!x> attributes {qcc.device = "cim"} {
  %w = nn.constant {value = dense<1> : tensor<2x2xi8>} : tensor<2x2x!w>
  %0 = nn.linear %x, %w {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (tensor<1x2x!x>, tensor<2x2x!w>) -> tensor<1x2x!x>
  return %0 : tensor<1x2x!x>
}
func.func @second(%x: tensor<1x2x!x>) -> tensor<1x2x!x> attributes {qcc.device = "cim"} {
  %w = nn.constant {value = dense<2> : tensor<2x2xi8>} : tensor<2x2x!w>
  %0 = nn.linear %x, %w {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (tensor<1x2x!x>, tensor<2x2x!w>) -> tensor<1x2x!x>
  return %0 : tensor<1x2x!x>
}
func.func @third(%x: tensor<1x2x!x>) -> tensor<1x2x!x> attributes {qcc.device = "host"} {
  %w = nn.constant {value = dense<2> : tensor<2x2xi8>} : tensor<2x2x!w>
  %0 = nn.linear %x, %w {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (tensor<1x2x!x>, tensor<2x2x!w>) -> tensor<1x2x!x>
  return %0 : tensor<1x2x!x>
}
