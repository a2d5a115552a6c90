// RUN: qcc opt %s --split-input-file --verify-diagnostics

func.func @predicate(%a: tensor<2xf32>) -> tensor<2xi1> {
  // expected-error@+1 {{expects 'predicate' to be one of eq, lt, le, gt, ge, not "ne"}}
  %0 = array.compare %a, %a {predicate = "ne"} : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xi1>
  return %0 : tensor<2xi1>
}

// -----

func.func @mixed_elements(%a: tensor<2xf32>, %b: tensor<2xi32>) -> tensor<2xi1> {
  // expected-error@+1 {{expects one element type, not f32 and i32}}
  %0 = array.compare %a, %b {predicate = "eq"} : (tensor<2xf32>, tensor<2xi32>) -> tensor<2xi1>
  return %0 : tensor<2xi1>
}

// -----

func.func @reduced_shape(%x: tensor<2x3x4xf32>) -> tensor<2x1x4xf32> {
  %axes = nn.constant {value = dense<-1> : tensor<1xi64>} : tensor<1xi64>
  // expected-error@+1 {{states the result shape [2x1x4] but [2x3x1] follows from its operands}}
  %0 = array.reduce %x, %axes {function = "sum"} : (tensor<2x3x4xf32>, tensor<1xi64>) -> tensor<2x1x4xf32>
  return %0 : tensor<2x1x4xf32>
}

// -----

func.func @axis_twice(%x: tensor<2x3xf32>) -> tensor<1x3xf32> {
  %axes = nn.constant {value = dense<[0, -2]> : tensor<2xi64>} : tensor<2xi64>
  // expected-error@+1 {{names the axis 0 twice}}
  %0 = array.reduce %x, %axes {function = "sum"} : (tensor<2x3xf32>, tensor<2xi64>) -> tensor<1x3xf32>
  return %0 : tensor<1x3xf32>
}

// -----

func.func @unknown_rank(%x: tensor<2x3xf32>, %axes: tensor<?xi64>) -> tensor<?xf32> {
  // expected-error@+1 {{the rank of the result must be known}}
  %0 = array.reduce %x, %axes {function = "sum", keep_dims = false} : (tensor<2x3xf32>, tensor<?xi64>) -> tensor<?xf32>
  return %0 : tensor<?xf32>
}

// -----

func.func @bits_of_reals(%a: tensor<2xf32>) -> tensor<2xf32> {
  // expected-error@+1 {{expects integers for and}}
  %0 = array.binary %a, %a {function = "and"} : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  return %0 : tensor<2xf32>
}

// -----

func.func @function(%a: tensor<2xf32>) -> tensor<2xf32> {
  // expected-error@+1 {{expects 'function' to be one of pow, mod, fmod, min, max, and, or, xor, shift_left, shift_right, prelu, not}}
  %0 = array.binary %a, %a {function = "hypot"} : (tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  return %0 : tensor<2xf32>
}

// -----

func.func @kind(%a: tensor<2xf32>) -> tensor<2xi1> {
  // expected-error@+1 {{which is none of nan, +inf, -inf}}
  %0 = array.classify %a {kinds = ["inf"]} : (tensor<2xf32>) -> tensor<2xi1>
  return %0 : tensor<2xi1>
}

// -----

func.func @condition(%a: tensor<2xf32>) -> tensor<2xf32> {
  // expected-error@+1 {{must be ranked tensor of booleans (i1)}}
  %0 = array.select %a, %a, %a : (tensor<2xf32>, tensor<2xf32>, tensor<2xf32>) -> tensor<2xf32>
  return %0 : tensor<2xf32>
}

// -----

func.func @extreme_axis(%a: tensor<2x3xf32>) -> tensor<2x1xi64> {
  // expected-error@+1 {{has the axis -1, which is outside a tensor of rank 2}}
  %0 = array.arg_extreme %a {axis = -1 : i64} : (tensor<2x3xf32>) -> tensor<2x1xi64>
  return %0 : tensor<2x1xi64>
}

// -----

func.func @running(%a: tensor<2xf32>, %b: tensor<i64>) -> tensor<2xf32> {
  // expected-error@+1 {{expects 'function' to be one of sum, product}}
  %0 = array.cumulative %a, %b {function = "max"} : (tensor<2xf32>, tensor<i64>) -> tensor<2xf32>
  return %0 : tensor<2xf32>
}

// -----

func.func @matrix(%a: tensor<3xf32>) -> tensor<3xf32> {
  // expected-error@+1 {{expects a matrix}}
  %0 = array.eye_like %a : (tensor<3xf32>) -> tensor<3xf32>
  return %0 : tensor<3xf32>
}

// -----

func.func @triangle(%a: tensor<3xf32>, %b: tensor<i64>) -> tensor<3xf32> {
  // expected-error@+1 {{expects a tensor of rank 2 or more}}
  %0 = array.triangle %a, %b : (tensor<3xf32>, tensor<i64>) -> tensor<3xf32>
  return %0 : tensor<3xf32>
}

// -----

func.func @square(%a: tensor<3x4xf32>) -> tensor<f32> {
  // expected-error@+1 {{expects square matrices, not [3x4]}}
  %0 = array.determinant %a : (tensor<3x4xf32>) -> tensor<f32>
  return %0 : tensor<f32>
}

// -----

func.func @letters(%a: tensor<3x4xf32>) -> tensor<3xf32> {
  // expected-error@+1 {{names the axes 'ijk' of an operand of rank 2}}
  %0 = array.einsum %a {equation = "ijk->i"} : (tensor<3x4xf32>) -> tensor<3xf32>
  return %0 : tensor<3xf32>
}

// -----

func.func @sizes_of_a_letter(%a: tensor<3x4xf32>) -> tensor<3x4xf32> {
  // expected-error@+1 {{meets axes of 4 and 3 elements under one letter}}
  %0 = array.einsum %a, %a {equation = "ij,jk->ik"} : (tensor<3x4xf32>, tensor<3x4xf32>) -> tensor<3x4xf32>
  return %0 : tensor<3x4xf32>
}

// -----

func.func @hot_axis(%a: tensor<2xi64>, %b: tensor<i64>, %c: tensor<2xf32>) -> tensor<2x?xf32> {
  // expected-error@+1 {{has the axis 2, which is outside a tensor of rank 2}}
  %0 = array.one_hot %a, %b, %c {axis = 2 : i64} : (tensor<2xi64>, tensor<i64>, tensor<2xf32>) -> tensor<2x?xf32>
  return %0 : tensor<2x?xf32>
}

// -----

func.func @range_of_two_types(%a: tensor<i64>, %b: tensor<i32>) -> tensor<?xi64> {
  // expected-error@+1 {{expects one element type, not i64 and i32}}
  %0 = array.range %a, %a, %b : (tensor<i64>, tensor<i64>, tensor<i32>) -> tensor<?xi64>
  return %0 : tensor<?xi64>
}

// -----

func.func @pool_rank(%a: tensor<4x4xf32>) -> (tensor<4x3xf32>, tensor<4x3xi64>) {
  // expected-error@+1 {{expects a tensor of rank 3 or more}}
  %0, %1 = array.max_pool %a {dilations = array<i64: 1>, kernel = array<i64: 2>, pads = array<i64: 0, 0>, strides = array<i64: 1>} : (tensor<4x4xf32>) -> (tensor<4x3xf32>, tensor<4x3xi64>)
  return %0, %1 : tensor<4x3xf32>, tensor<4x3xi64>
}

// -----

func.func @more_than_there_are(%x: tensor<2x3xf32>) -> (tensor<2x4xf32>, tensor<2x4xi64>) {
  %k = nn.constant {value = dense<4> : tensor<1xi64>} : tensor<1xi64>
  // expected-error@+1 {{takes [4] elements of the axis 1 of [2x3]}}
  %0, %1 = array.top_k %x, %k {axis = 1 : i64} : (tensor<2x3xf32>, tensor<1xi64>) -> (tensor<2x4xf32>, tensor<2x4xi64>)
  return %0, %1 : tensor<2x4xf32>, tensor<2x4xi64>
}
