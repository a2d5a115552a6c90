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
