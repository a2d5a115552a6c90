// RUN: qcc opt %s --split-input-file --verify-diagnostics

func.func @repeats(%x: tensor<2x3xf32>) -> tensor<4x3xf32> {
  %repeats = nn.constant {value = dense<2> : tensor<1xi64>} : tensor<1xi64>
  // expected-error@+1 {{has 1 repeats for an input of rank 2}}
  %0 = array.tile %x, %repeats : (tensor<2x3xf32>, tensor<1xi64>) -> tensor<4x3xf32>
  return %0 : tensor<4x3xf32>
}

// -----

func.func @pad_mode(%x: tensor<2xf32>, %pads: tensor<2xi64>, %value: tensor<f32>, %axes: tensor<1xi64>) -> tensor<?xf32> {
  // expected-error@+1 {{expects 'mode' to be one of constant, edge, reflect, wrap, not "mirror"}}
  %0 = array.pad %x, %pads, %value, %axes {mode = "mirror"} : (tensor<2xf32>, tensor<2xi64>, tensor<f32>, tensor<1xi64>) -> tensor<?xf32>
  return %0 : tensor<?xf32>
}

// -----

func.func @pad_value(%x: tensor<2xf32>, %pads: tensor<2xi64>, %value: tensor<i32>, %axes: tensor<1xi64>) -> tensor<?xf32> {
  // expected-error@+1 {{expects one element type, not f32 and i32}}
  %0 = array.pad %x, %pads, %value, %axes {mode = "edge"} : (tensor<2xf32>, tensor<2xi64>, tensor<i32>, tensor<1xi64>) -> tensor<?xf32>
  return %0 : tensor<?xf32>
}

// -----

func.func @tuples(%x: tensor<2x3xf32>, %indices: tensor<4x3xi64>) -> tensor<4xf32> {
  // expected-error@+1 {{whose last axis must hold tuples of at most 2}}
  %0 = array.gather_nd %x, %indices : (tensor<2x3xf32>, tensor<4x3xi64>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}

// -----

func.func @updates(%x: tensor<4x3xf32>, %indices: tensor<2x1xi64>, %updates: tensor<2xf32>) -> tensor<4x3xf32> {
  // expected-error@+1 {{has updates of shape [2] where indices of shape [2x1] need [2x3]}}
  %0 = array.scatter_nd %x, %indices, %updates : (tensor<4x3xf32>, tensor<2x1xi64>, tensor<2xf32>) -> tensor<4x3xf32>
  return %0 : tensor<4x3xf32>
}

// -----

func.func @rank_of_indices(%x: tensor<4x3xf32>, %indices: tensor<2xi64>) -> tensor<2xf32> {
  // expected-error@+1 {{expects indices of rank 2, not [2]}}
  %0 = array.gather_elements %x, %indices : (tensor<4x3xf32>, tensor<2xi64>) -> tensor<2xf32>
  return %0 : tensor<2xf32>
}

// -----

func.func @sequences(%x: tensor<4x2xf32>, %lengths: tensor<3xi64>) -> tensor<4x2xf32> {
  // expected-error@+1 {{has lengths of shape [3] for 2 sequences}}
  %0 = array.reverse_sequence %x, %lengths : (tensor<4x2xf32>, tensor<3xi64>) -> tensor<4x2xf32>
  return %0 : tensor<4x2xf32>
}

// -----

func.func @squeezed(%x: tensor<4x2xf32>) -> tensor<4xf32> {
  %axes = nn.constant {value = dense<1> : tensor<1xi64>} : tensor<1xi64>
  // expected-error@+1 {{removes the axis 1, which has 2 elements}}
  %0 = array.squeeze %x, %axes : (tensor<4x2xf32>, tensor<1xi64>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}
