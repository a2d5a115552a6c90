// RUN: qcc opt %s --split-input-file --verify-diagnostics

func.func @neither_scales_nor_sizes(%x: tensor<2x3xf32>) -> tensor<2x3xf32> {
  // expected-error@+1 {{expects either scales or sizes}}
  %0 = array.resize %x {axes = array<i64: 1>, mode = "linear", operandSegmentSizes = array<i32: 1, 0, 0, 0>} : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return %0 : tensor<2x3xf32>
}

// -----

func.func @scales(%x: tensor<2x3xf32>) -> tensor<2x8xf32> {
  %scales = nn.constant {value = dense<2.5> : tensor<1xf32>} : tensor<1xf32>
  // expected-error@+1 {{states the result shape [2x8] but [2x7] follows from its operands}}
  %0 = array.resize %x, %scales {axes = array<i64: 1>, mode = "linear", operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (tensor<2x3xf32>, tensor<1xf32>) -> tensor<2x8xf32>
  return %0 : tensor<2x8xf32>
}

// -----

func.func @grid(%x: tensor<1x3x8x8xf32>, %grid: tensor<1x4x4x3xf32>) -> tensor<1x3x4x4xf32> {
  // expected-error@+1 {{has an input of shape [1x3x8x8] and a grid of shape [1x4x4x3]}}
  %0 = array.grid_sample %x, %grid {mode = "linear"} : (tensor<1x3x8x8xf32>, tensor<1x4x4x3xf32>) -> tensor<1x3x4x4xf32>
  return %0 : tensor<1x3x4x4xf32>
}

// -----

func.func @transposed_groups(%x: tensor<1x2x4xf32>, %w: tensor<3x3x3xf32>) -> tensor<1x3x6xf32> {
  // expected-error@+1 {{has weights of shape [3x3x3] in 1 groups}}
  %0 = array.conv_transpose %x, %w {dilations = array<i64: 1>, output_padding = array<i64: 0>, pads = array<i64: 0, 0>, strides = array<i64: 1>}
      : (tensor<1x2x4xf32>, tensor<3x3x3xf32>) -> tensor<1x3x6xf32>
  return %0 : tensor<1x3x6xf32>
}

// -----

func.func @offsets(%x: tensor<1x1x3x3xf32>, %w: tensor<1x1x2x2xf32>, %offset: tensor<1x4x2x2xf32>) -> tensor<1x1x2x2xf32> {
  // expected-error@+1 {{expects offsets of shape [1x8x2x2], not [1x4x2x2]}}
  %0 = array.deform_conv %x, %w, %offset {dilations = array<i64: 1, 1>, operandSegmentSizes = array<i32: 1, 1, 1, 0, 0>, pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>}
      : (tensor<1x1x3x3xf32>, tensor<1x1x2x2xf32>, tensor<1x4x2x2xf32>) -> tensor<1x1x2x2xf32>
  return %0 : tensor<1x1x2x2xf32>
}
