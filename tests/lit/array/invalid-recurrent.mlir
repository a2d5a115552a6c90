// RUN: qcc opt %s --split-input-file --verify-diagnostics

func.func @gates(%x: tensor<5x1x2xf32>, %w: tensor<1x3x2xf32>, %r: tensor<1x3x3xf32>) -> tensor<5x1x1x3xf32> {
  // expected-error@+1 {{has a recurrence of shape [1x3x3] where 1 direction(s) of gru cells need [1x9x3]}}
  %y, %h = array.recurrent %x, %w, %r {activations = ["sigmoid", "tanh"], alpha = array<f64: 0.0, 0.0>, beta = array<f64: 0.0, 0.0>, cell = "gru",
                                       operandSegmentSizes = array<i32: 1, 1, 1, 0, 0, 0, 0, 0>}
      : (tensor<5x1x2xf32>, tensor<1x3x2xf32>, tensor<1x3x3xf32>) -> (tensor<5x1x1x3xf32>, tensor<1x1x3xf32>)
  return %y : tensor<5x1x1x3xf32>
}

// -----

func.func @activation(%x: tensor<5x1x2xf32>, %w: tensor<1x3x2xf32>, %r: tensor<1x3x3xf32>) -> tensor<5x1x1x3xf32> {
  // expected-error@+1 {{has the activation "sine", which is not known}}
  %y, %h = array.recurrent %x, %w, %r {activations = ["sine"], alpha = array<f64: 0.0>, beta = array<f64: 0.0>, cell = "rnn",
                                       operandSegmentSizes = array<i32: 1, 1, 1, 0, 0, 0, 0, 0>}
      : (tensor<5x1x2xf32>, tensor<1x3x2xf32>, tensor<1x3x3xf32>) -> (tensor<5x1x1x3xf32>, tensor<1x1x3xf32>)
  return %y : tensor<5x1x1x3xf32>
}

// -----

func.func @bias(%x: tensor<5x1x2xf32>, %w: tensor<1x3x2xf32>, %r: tensor<1x3x3xf32>, %b: tensor<1x3xf32>) -> tensor<5x1x1x3xf32> {
  // expected-error@+1 {{expects a bias of shape [1x6], not [1x3]}}
  %y, %h = array.recurrent %x, %w, %r, %b {activations = ["tanh"], alpha = array<f64: 0.0>, beta = array<f64: 0.0>, cell = "rnn",
                                       operandSegmentSizes = array<i32: 1, 1, 1, 1, 0, 0, 0, 0>}
      : (tensor<5x1x2xf32>, tensor<1x3x2xf32>, tensor<1x3x3xf32>, tensor<1x3xf32>) -> (tensor<5x1x1x3xf32>, tensor<1x1x3xf32>)
  return %y : tensor<5x1x1x3xf32>
}
