// Recurrent layers print as they were read, also through the generic form.
// RUN: qcc opt %s | FileCheck %s
// RUN: qcc opt %s > %t.custom
// RUN: qcc opt %s --mlir-print-op-generic | qcc opt > %t.generic
// RUN: diff %t.custom %t.generic

// CHECK-LABEL: func.func @rnn
func.func @rnn(%x: tensor<5x1x2xf32>, %w: tensor<1x3x2xf32>, %r: tensor<1x3x3xf32>) -> tensor<5x1x1x3xf32> {
  // CHECK: array.recurrent {{.*}}cell = "rnn"{{.*}} -> (tensor<5x1x1x3xf32>, tensor<1x1x3xf32>)
  %y, %h = array.recurrent %x, %w, %r {activations = ["tanh"], alpha = array<f64: 0.0>, beta = array<f64: 0.0>, cell = "rnn",
                                       operandSegmentSizes = array<i32: 1, 1, 1, 0, 0, 0, 0, 0>}
      : (tensor<5x1x2xf32>, tensor<1x3x2xf32>, tensor<1x3x3xf32>) -> (tensor<5x1x1x3xf32>, tensor<1x1x3xf32>)
  return %y : tensor<5x1x1x3xf32>
}

// CHECK-LABEL: func.func @lstm
func.func @lstm(%x: tensor<2x5x2xf32>, %w: tensor<1x4x2xf32>, %r: tensor<1x4x1xf32>, %b: tensor<1x8xf32>, %n: tensor<2xi32>) -> tensor<2x1x1xf32> {
  // CHECK: array.recurrent {{.*}}batch_first = true{{.*}}cell = "lstm", clip = 5.000000e-01 : f64, direction = "reverse"
  %y, %h, %c = array.recurrent %x, %w, %r, %b, %n {activations = ["sigmoid", "tanh", "tanh"], alpha = array<f64: 0.0, 0.0, 0.0>, batch_first = true,
                                       beta = array<f64: 0.0, 0.0, 0.0>, cell = "lstm", clip = 0.5 : f64, direction = "reverse",
                                       operandSegmentSizes = array<i32: 1, 1, 1, 1, 1, 0, 0, 0>}
      : (tensor<2x5x2xf32>, tensor<1x4x2xf32>, tensor<1x4x1xf32>, tensor<1x8xf32>, tensor<2xi32>)
      -> (tensor<2x5x1x1xf32>, tensor<2x1x1xf32>, tensor<2x1x1xf32>)
  return %c : tensor<2x1x1xf32>
}
