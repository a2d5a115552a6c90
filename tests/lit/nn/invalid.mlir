// RUN: qcc opt %s --split-input-file --verify-diagnostics

func.func @shapes_do_not_broadcast(%a: tensor<2x3xf32>, %b: tensor<2x4xf32>) -> tensor<2x3xf32> {
  // expected-error@+1 {{'nn.add' op}}
  %0 = nn.add %a, %b : (tensor<2x3xf32>, tensor<2x4xf32>) -> tensor<2x3xf32>
  return %0 : tensor<2x3xf32>
}

// -----

func.func @wrong_result_shape(%x: tensor<1x3x8x8xf32>, %w: tensor<4x3x3x3xf32>) -> tensor<1x4x8x8xf32> {
  // expected-error@+1 {{'nn.conv' op}}
  %0 = nn.conv %x, %w {dilations = array<i64: 1, 1>, operandSegmentSizes = array<i32: 1, 1, 0, 0>, pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>} : (tensor<1x3x8x8xf32>, tensor<4x3x3x3xf32>) -> tensor<1x4x8x8xf32>
  return %0 : tensor<1x4x8x8xf32>
}

// -----

func.func @channels_differ(%x: tensor<1x3x8x8xf32>, %w: tensor<4x2x1x1xf32>) -> tensor<1x4x8x8xf32> {
  // expected-error@+1 {{'nn.conv' op}}
  %0 = nn.conv %x, %w {dilations = array<i64: 1, 1>, operandSegmentSizes = array<i32: 1, 1, 0, 0>, pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>} : (tensor<1x3x8x8xf32>, tensor<4x2x1x1xf32>) -> tensor<1x4x8x8xf32>
  return %0 : tensor<1x4x8x8xf32>
}

// -----

func.func @no_permutation(%x: tensor<2x3xf32>) -> tensor<2x2xf32> {
  // expected-error@+1 {{'nn.transpose' op}}
  %0 = nn.transpose %x {permutation = array<i64: 0, 0>} : (tensor<2x3xf32>) -> tensor<2x2xf32>
  return %0 : tensor<2x2xf32>
}

// -----

func.func @elements_lost(%x: tensor<2x3xf32>) -> tensor<5xf32> {
  // expected-error@+1 {{'nn.reshape' op}}
  %0 = nn.reshape %x : (tensor<2x3xf32>) -> tensor<5xf32>
  return %0 : tensor<5xf32>
}

// -----

func.func @no_channels_to_sum(%x: tensor<1x4x2x2xf32>) -> tensor<1x4x2x2xf32> {
  // expected-error@+1 {{'nn.lrn' op sums over 0 channels; at least 1 is needed}}
  %0 = nn.lrn %x {size = 0 : i64, alpha = 0.0001 : f64, beta = 0.75 : f64, bias = 1.0 : f64} : (tensor<1x4x2x2xf32>) -> tensor<1x4x2x2xf32>
  return %0 : tensor<1x4x2x2xf32>
}

// -----

func.func @axis_outside(%x: tensor<2x3xf32>) -> tensor<2x3xf32> {
  // expected-error@+1 {{'nn.softmax' op}}
  %0 = nn.softmax %x {axis = 2 : i64} : (tensor<2x3xf32>) -> tensor<2x3xf32>
  return %0 : tensor<2x3xf32>
}

// -----

func.func @slice_outside(%x: tensor<4xf32>) -> tensor<4xf32> {
  // expected-error@+1 {{'nn.slice' op}}
  %0 = nn.slice %x {sizes = array<i64: 4>, starts = array<i64: 1>, steps = array<i64: 1>} : (tensor<4xf32>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}

// -----

func.func @grids_of_a_move_differ(%x: tensor<4x!quant.uniform<i8:f32, 0.5>>) -> tensor<2x2x!quant.uniform<i8:f32, 0.25>> {
  // expected-error@+1 {{'nn.reshape' op}}
  %0 = nn.reshape %x : (tensor<4x!quant.uniform<i8:f32, 0.5>>) -> tensor<2x2x!quant.uniform<i8:f32, 0.25>>
  return %0 : tensor<2x2x!quant.uniform<i8:f32, 0.25>>
}

// -----

func.func @unknown_function(%x: tensor<2xf32>) -> tensor<2xf32> {
  // expected-error@+1 {{has the function "relu7", which is none of abs, acos}}
  %0 = nn.unary %x {function = "relu7"} : (tensor<2xf32>) -> tensor<2xf32>
  return %0 : tensor<2xf32>
}

// -----

func.func @missing_parameter(%x: tensor<2xf32>) -> tensor<2xf32> {
  // expected-error@+1 {{lacks 'beta', which hard_sigmoid needs}}
  %0 = nn.unary %x {alpha = 2.000000e-01 : f64, function = "hard_sigmoid"} : (tensor<2xf32>) -> tensor<2xf32>
  return %0 : tensor<2xf32>
}

// -----

func.func @parameter_too_many(%x: tensor<2xf32>) -> tensor<2xf32> {
  // expected-error@+1 {{has 'alpha', which exp does not take}}
  %0 = nn.unary %x {alpha = 2.000000e-01 : f64, function = "exp"} : (tensor<2xf32>) -> tensor<2xf32>
  return %0 : tensor<2xf32>
}

// -----

func.func @exponential_of_integers(%x: tensor<2xi32>) -> tensor<2xi32> {
  // expected-error@+1 {{cannot apply exp to elements of type i32}}
  %0 = nn.unary %x {function = "exp"} : (tensor<2xi32>) -> tensor<2xi32>
  return %0 : tensor<2xi32>
}

// -----

func.func @sums_of_reals(%x: tensor<1x4xf32>, %w: tensor<2x4xf32>) -> tensor<1x2xi32> {
  // expected-error@+1 {{'nn.linear' op keeps sums as i32, so that it is quantized and has neither residual nor clamp}}
  %0 = nn.linear %x, %w {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (tensor<1x4xf32>, tensor<2x4xf32>) -> tensor<1x2xi32>
  return %0 : tensor<1x2xi32>
}

// -----

!map = tensor<1x4x!quant.uniform<i8:f32, 0.5>>
!weights = tensor<2x4x!quant.uniform<i8:f32, 0.5>>
func.func @sums_of_another_shape(%x: !map, %w: !weights, %s: tensor<2xi32>) -> tensor<1x2xi32> {
  // expected-error@+1 {{'nn.linear' op adds sums of another part, so that it is quantized and they have the shape of the result, not [2]}}
  %0 = nn.linear %x, %w, %s {operandSegmentSizes = array<i32: 1, 1, 1, 0>} : (!map, !weights, tensor<2xi32>) -> tensor<1x2xi32>
  return %0 : tensor<1x2xi32>
}

// -----

!map = tensor<1x4x!quant.uniform<i8:f32, 0.5>>
!weights = tensor<2x4x!quant.uniform<i8:f32, 0.5>>
func.func @sums_are_not_limited(%x: !map, %w: !weights) -> tensor<1x2xi32> {
  // expected-error@+2 {{'nn.linear' op expects 'clamp' to hold two reals}}
  // expected-error@+1 {{'nn.linear' op keeps sums as i32, so that it is quantized and has neither residual nor clamp}}
  %0 = nn.linear %x, %w {clamp = array<i32: 0, 9>, operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (!map, !weights) -> tensor<1x2xi32>
  return %0 : tensor<1x2xi32>
}
