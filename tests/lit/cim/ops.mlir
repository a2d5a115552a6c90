// Every operation of the dialect prints as it was read, also through the generic form.
// RUN: qcc opt %s | FileCheck %s
// RUN: qcc opt %s > %t.custom
// RUN: qcc opt %s --mlir-print-op-generic | qcc opt > %t.generic
// RUN: diff %t.custom %t.generic

// CHECK: cim.group {active_rows = 4 : i64, blocks = [array<i32: 0, 0, 0, 0, 0, 4, 2, 0>], core = 0 : i64, encoding = "twos_complement", matrix = dense<{{.*}}> : tensor<4x2xi8>, slice_bits = array<i32: 8>, sym_name = "weights"}
cim.group {sym_name = "weights", matrix = dense<[[1, -2], [3, -4], [5, -6], [7, -8]]> : tensor<4x2xi8>, core = 0 : i64, encoding = "twos_complement", slice_bits = array<i32: 8>, active_rows = 4 : i64, blocks = [array<i32: 0, 0, 0, 0, 0, 4, 2, 0>]}

// Two copies of one matrix side by side: a ninth number is that of the replica.
// CHECK: cim.group {active_rows = 4 : i64, blocks = [array<i64: 0, 0, 0, 0, 0, 4, 2, 0>, array<i64: 0, 0, 2, 0, 0, 4, 2, 0, 1>], core = 0 : i64, {{.*}}sym_name = "copies"}
cim.group {sym_name = "copies", matrix = dense<1> : tensor<4x2xi8>, core = 0 : i64, encoding = "twos_complement", slice_bits = array<i64: 8>, active_rows = 4 : i64, blocks = [array<i64: 0, 0, 0, 0, 0, 4, 2, 0>, array<i64: 0, 0, 2, 0, 0, 4, 2, 0, 1>]}

// Steps with fraction bits: 386/256 and 5/256.
// CHECK: cim.group {{.*}}adc_bits = 8 : i64, adc_fraction_bits = 8 : i64, adc_steps = dense<{{\[\[\[}}386], [5]]]> : tensor<1x2x1xi32>, {{.*}}sym_name = "converted"}
cim.group {sym_name = "converted", matrix = dense<1> : tensor<4x2xi8>, core = 0 : i64, encoding = "differential_digital", slice_bits = array<i64: 7>, active_rows = 4 : i64, adc_bits = 8 : i64, adc_steps = dense<[[[386], [5]]]> : tensor<1x2x1xi32>, adc_fraction_bits = 8 : i64, row_groups = array<i64: 4>, blocks = []}

// CHECK-LABEL: func.func @add
func.func @add(%a: tensor<1x8x8x4xi8>, %b: tensor<1x8x8x4xi8>) -> tensor<1x8x8x4xi8> {
  // CHECK: cim.add %{{.*}}, %{{.*}} {clamp = array<i32: -128, 127>, lhs_multiplier = 1073741824 : i64, lhs_shift = -1 : i64, lhs_zero_point = 1 : i64, mode = "double", output_multiplier = 1518500250 : i64, output_shift = -19 : i64, output_zero_point = 3 : i64, rhs_multiplier = 1073741824 : i64, rhs_shift = 0 : i64, rhs_zero_point = -2 : i64} : (tensor<1x8x8x4xi8>, tensor<1x8x8x4xi8>) -> tensor<1x8x8x4xi8>
  %0 = cim.add %a, %b {lhs_zero_point = 1 : i64, lhs_multiplier = 1073741824 : i64, lhs_shift = -1 : i64, rhs_zero_point = -2 : i64, rhs_multiplier = 1073741824 : i64, rhs_shift = 0 : i64, output_multiplier = 1518500250 : i64, output_shift = -19 : i64, output_zero_point = 3 : i64, clamp = array<i32: -128, 127>, mode = "double"} : (tensor<1x8x8x4xi8>, tensor<1x8x8x4xi8>) -> tensor<1x8x8x4xi8>
  return %0 : tensor<1x8x8x4xi8>
}

// CHECK-LABEL: func.func @avg_pool
func.func @avg_pool(%a: tensor<1x8x8x4xi8>) -> tensor<1x4x4x4xi8> {
  // CHECK: cim.avg_pool %{{.*}} {dilations = array<i64: 1, 1>, kernel = array<i64: 2, 2>, pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 2, 2>} : (tensor<1x8x8x4xi8>) -> tensor<1x4x4x4xi8>
  %0 = cim.avg_pool %a {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>, dilations = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (tensor<1x8x8x4xi8>) -> tensor<1x4x4x4xi8>
  return %0 : tensor<1x4x4x4xi8>
}

// CHECK-LABEL: func.func @concat
func.func @concat(%a: tensor<1x8x8x4xi8>, %b: tensor<1x8x8x4xi8>) -> tensor<1x8x8x8xi8> {
  // CHECK: cim.concat %{{.*}}, %{{.*}} {axis = 3 : i64} : (tensor<1x8x8x4xi8>, tensor<1x8x8x4xi8>) -> tensor<1x8x8x8xi8>
  %0 = cim.concat %a, %b {axis = 3 : i64} : (tensor<1x8x8x4xi8>, tensor<1x8x8x4xi8>) -> tensor<1x8x8x8xi8>
  return %0 : tensor<1x8x8x8xi8>
}

// CHECK-LABEL: func.func @max_pool
func.func @max_pool(%a: tensor<1x8x8x4xi8>) -> tensor<1x4x4x4xi8> {
  // CHECK: cim.max_pool %{{.*}} {core = 3 : i64, dilations = array<i64: 1, 1>, kernel = array<i64: 2, 2>, pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 2, 2>} : (tensor<1x8x8x4xi8>) -> tensor<1x4x4x4xi8>
  %0 = cim.max_pool %a {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>, dilations = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>, core = 3 : i64} : (tensor<1x8x8x4xi8>) -> tensor<1x4x4x4xi8>
  return %0 : tensor<1x4x4x4xi8>
}

// CHECK-LABEL: func.func @mul
func.func @mul(%a: tensor<1x8x8x4xi8>, %b: tensor<1x8x8x4xi8>) -> tensor<1x8x8x4xi8> {
  // CHECK: cim.mul %{{.*}}, %{{.*}} {clamp = array<i32: -128, 127>, lhs_zero_point = 0 : i64, mode = "double", multiplier = 1073741824 : i64, output_zero_point = 0 : i64, rhs_zero_point = 0 : i64, shift = -5 : i64} : (tensor<1x8x8x4xi8>, tensor<1x8x8x4xi8>) -> tensor<1x8x8x4xi8>
  %0 = cim.mul %a, %b {lhs_zero_point = 0 : i64, rhs_zero_point = 0 : i64, multiplier = 1073741824 : i64, shift = -5 : i64, output_zero_point = 0 : i64, clamp = array<i32: -128, 127>, mode = "double"} : (tensor<1x8x8x4xi8>, tensor<1x8x8x4xi8>) -> tensor<1x8x8x4xi8>
  return %0 : tensor<1x8x8x4xi8>
}

// CHECK-LABEL: func.func @pad
func.func @pad(%a: tensor<1x8x8x4xi8>) -> tensor<1x10x8x4xi8> {
  // CHECK: cim.pad %{{.*}} {high = array<i64: 0, 1, 0, 0>, low = array<i64: 0, 1, 0, 0>, value = -128 : i8} : (tensor<1x8x8x4xi8>) -> tensor<1x10x8x4xi8>
  %0 = cim.pad %a {low = array<i64: 0, 1, 0, 0>, high = array<i64: 0, 1, 0, 0>, value = -128 : i8} : (tensor<1x8x8x4xi8>) -> tensor<1x10x8x4xi8>
  return %0 : tensor<1x10x8x4xi8>
}

// Sums that another product has left in memory are added, and a bias to each channel.
// CHECK-LABEL: func.func @sums
func.func @sums(%a: tensor<1x8x8x4xi8>, %s: tensor<1x8x8x2xi32>) -> tensor<1x128xi32> {
  // CHECK: cim.product %{{.*}}, %{{.*}} {bias = array<i32: 5, -6>, channels = array<i64: 4>, {{.*}}} : (tensor<1x8x8x4xi8>, tensor<1x8x8x2xi32>) -> tensor<1x8x8x2xi32>
  %0 = cim.product %a, %s {bias = array<i32: 5, -6>, groups = [@weights], first_channel = array<i64: 0>, channels = array<i64: 4>, first_column = array<i64: 0>, kernel = array<i64: 1, 1>, strides = array<i64: 1, 1>, dilations = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>, pad_value = -7 : i8} : (tensor<1x8x8x4xi8>, tensor<1x8x8x2xi32>) -> tensor<1x8x8x2xi32>
  // CHECK: cim.view %{{.*}} : (tensor<1x8x8x2xi32>) -> tensor<1x128xi32>
  %1 = cim.view %0 : (tensor<1x8x8x2xi32>) -> tensor<1x128xi32>
  return %1 : tensor<1x128xi32>
}

// CHECK-LABEL: func.func @product
func.func @product(%a: tensor<1x8x8x4xi8>) -> tensor<1x8x8x2xi32> {
  // CHECK: cim.product %{{.*}} {channels = array<i64: 4>, dilations = array<i64: 1, 1>, first_channel = array<i64: 0>, first_column = array<i64: 0>, groups = [@weights], kernel = array<i64: 1, 1>, pad_value = -7 : i8, pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>} : (tensor<1x8x8x4xi8>) -> tensor<1x8x8x2xi32>
  %0 = cim.product %a {groups = [@weights], first_channel = array<i64: 0>, channels = array<i64: 4>, first_column = array<i64: 0>, kernel = array<i64: 1, 1>, strides = array<i64: 1, 1>, dilations = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>, pad_value = -7 : i8} : (tensor<1x8x8x4xi8>) -> tensor<1x8x8x2xi32>
  return %0 : tensor<1x8x8x2xi32>
}

// CHECK-LABEL: func.func @product_of_rows
func.func @product_of_rows(%a: tensor<1x8x8x4xi8>) -> tensor<1x8x8x2xi32> {
  // CHECK: cim.product %{{.*}} {channels = array<i64: 4, 4>, dilations = array<i64: 1, 1>, first_channel = array<i64: 0, 0>, first_column = array<i64: 0, 0>, first_row = array<i64: 0, 5>, groups = [@weights, @copies], kernel = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>, rows = array<i64: 5, 3>, strides = array<i64: 1, 1>} : (tensor<1x8x8x4xi8>) -> tensor<1x8x8x2xi32>
  %0 = cim.product %a {groups = [@weights, @copies], first_channel = array<i64: 0, 0>, channels = array<i64: 4, 4>, first_column = array<i64: 0, 0>, first_row = array<i64: 0, 5>, rows = array<i64: 5, 3>, kernel = array<i64: 1, 1>, strides = array<i64: 1, 1>, dilations = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>} : (tensor<1x8x8x4xi8>) -> tensor<1x8x8x2xi32>
  return %0 : tensor<1x8x8x2xi32>
}

// CHECK-LABEL: func.func @requantize
func.func @requantize(%a: tensor<1x8x8x4xi32>) -> tensor<1x8x8x4xi8> {
  // CHECK: cim.requantize %{{.*}} {bias = array<i32: 1, 2, 3, 4>, clamp = array<i32: -128, 127>, mode = "double", multiplier = array<i32: 1073741824, 1073741824, 1073741824, 1073741824>, operandSegmentSizes = array<i32: 1, 0>, output_zero_point = -3 : i64, shift = array<i32: -5, -5, -6, -6>} : (tensor<1x8x8x4xi32>) -> tensor<1x8x8x4xi8>
  %0 = cim.requantize %a {bias = array<i32: 1, 2, 3, 4>, multiplier = array<i32: 1073741824, 1073741824, 1073741824, 1073741824>, shift = array<i32: -5, -5, -6, -6>, output_zero_point = -3 : i64, clamp = array<i32: -128, 127>, mode = "double", operandSegmentSizes = array<i32: 1, 0>} : (tensor<1x8x8x4xi32>) -> tensor<1x8x8x4xi8>
  return %0 : tensor<1x8x8x4xi8>
}

// CHECK-LABEL: func.func @rescale
func.func @rescale(%a: tensor<1x8x8x4xi8>) -> tensor<1x8x8x4xi8> {
  // CHECK: cim.rescale %{{.*}} {clamp = array<i32: -128, 127>, input_zero_point = -128 : i64, mode = "double", multiplier = 1073741824 : i64, output_zero_point = 0 : i64, shift = 1 : i64} : (tensor<1x8x8x4xi8>) -> tensor<1x8x8x4xi8>
  %0 = cim.rescale %a {input_zero_point = -128 : i64, multiplier = 1073741824 : i64, shift = 1 : i64, output_zero_point = 0 : i64, clamp = array<i32: -128, 127>, mode = "double"} : (tensor<1x8x8x4xi8>) -> tensor<1x8x8x4xi8>
  return %0 : tensor<1x8x8x4xi8>
}

// CHECK-LABEL: func.func @slice
func.func @slice(%a: tensor<1x8x8x4xi8>) -> tensor<1x4x8x4xi8> {
  // CHECK: cim.slice %{{.*}} {starts = array<i64: 0, 1, 0, 0>, steps = array<i64: 1, 2, 1, 1>} : (tensor<1x8x8x4xi8>) -> tensor<1x4x8x4xi8>
  %0 = cim.slice %a {starts = array<i64: 0, 1, 0, 0>, steps = array<i64: 1, 2, 1, 1>} : (tensor<1x8x8x4xi8>) -> tensor<1x4x8x4xi8>
  return %0 : tensor<1x4x8x4xi8>
}

// CHECK-LABEL: func.func @sub
func.func @sub(%a: tensor<1x8x8x4xi8>, %b: tensor<1x8x8x4xi8>) -> tensor<1x8x8x4xi8> {
  // CHECK: cim.sub %{{.*}}, %{{.*}} {clamp = array<i32: -128, 127>, lhs_multiplier = 1073741824 : i64, lhs_shift = -1 : i64, lhs_zero_point = 1 : i64, mode = "double", output_multiplier = 1518500250 : i64, output_shift = -19 : i64, output_zero_point = 3 : i64, rhs_multiplier = 1073741824 : i64, rhs_shift = 0 : i64, rhs_zero_point = -2 : i64} : (tensor<1x8x8x4xi8>, tensor<1x8x8x4xi8>) -> tensor<1x8x8x4xi8>
  %0 = cim.sub %a, %b {lhs_zero_point = 1 : i64, lhs_multiplier = 1073741824 : i64, lhs_shift = -1 : i64, rhs_zero_point = -2 : i64, rhs_multiplier = 1073741824 : i64, rhs_shift = 0 : i64, output_multiplier = 1518500250 : i64, output_shift = -19 : i64, output_zero_point = 3 : i64, clamp = array<i32: -128, 127>, mode = "double"} : (tensor<1x8x8x4xi8>, tensor<1x8x8x4xi8>) -> tensor<1x8x8x4xi8>
  return %0 : tensor<1x8x8x4xi8>
}

// CHECK-LABEL: func.func @sum
func.func @sum(%a: tensor<1x8x8x4xi8>) -> tensor<1x1x1x4xi32> {
  // CHECK: cim.sum %{{.*}} : (tensor<1x8x8x4xi8>) -> tensor<1x1x1x4xi32>
  %0 = cim.sum %a : (tensor<1x8x8x4xi8>) -> tensor<1x1x1x4xi32>
  return %0 : tensor<1x1x1x4xi32>
}

// CHECK-LABEL: func.func @table
func.func @table(%a: tensor<1x8x8x4xi8>) -> tensor<1x8x8x4xi8> {
  // CHECK: cim.table %{{.*}} {table = dense<5> : tensor<256xi8>} : (tensor<1x8x8x4xi8>) -> tensor<1x8x8x4xi8>
  %0 = cim.table %a {table = dense<5> : tensor<256xi8>} : (tensor<1x8x8x4xi8>) -> tensor<1x8x8x4xi8>
  return %0 : tensor<1x8x8x4xi8>
}

// CHECK-LABEL: func.func @transpose
func.func @transpose(%a: tensor<1x8x8x4xi8>) -> tensor<1x4x8x8xi8> {
  // CHECK: cim.transpose %{{.*}} {permutation = array<i64: 0, 3, 1, 2>} : (tensor<1x8x8x4xi8>) -> tensor<1x4x8x8xi8>
  %0 = cim.transpose %a {permutation = array<i64: 0, 3, 1, 2>} : (tensor<1x8x8x4xi8>) -> tensor<1x4x8x8xi8>
  return %0 : tensor<1x4x8x8xi8>
}

// CHECK-LABEL: func.func @view
func.func @view(%a: tensor<1x8x8x4xi8>) -> tensor<1x256xi8> {
  // CHECK: cim.view %{{.*}} : (tensor<1x8x8x4xi8>) -> tensor<1x256xi8>
  %0 = cim.view %a : (tensor<1x8x8x4xi8>) -> tensor<1x256xi8>
  return %0 : tensor<1x256xi8>
}
