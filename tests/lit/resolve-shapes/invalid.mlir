// RUN: qcc opt %s --split-input-file --verify-diagnostics --pass-pipeline='builtin.module(func.func(resolve-shapes))'

// Only the batch dimension has a default.
// expected-error@+1 {{'func.func' op has inputs with the unbound dimensions H, W: give sizes with bind=[H:SIZE,W:SIZE]}}
func.func @image(%x: tensor<?x3x?x?xf32> {qcc.dim_names = ["N", "", "H", "W"]}) -> tensor<?x3x?x?xf32> {
  return %x : tensor<?x3x?x?xf32>
}

// -----

// A shape that depends on data.
// expected-error@+1 {{still has 1 operation whose shape depends on data: 'nn.dynamic_reshape'}}
func.func @data_dependent(%x: tensor<1x6xf32>, %shape: tensor<2xi64>) -> tensor<?x?xf32> {
  %0 = nn.dynamic_reshape %x, %shape : (tensor<1x6xf32>, tensor<2xi64>) -> tensor<?x?xf32>
  return %0 : tensor<?x?xf32>
}

// -----

func.func @misfit(%x: tensor<1x6xf32>) -> tensor<?x?xf32> {
  %shape = nn.constant {value = dense<[4, -1]> : tensor<2xi64>} : tensor<2xi64>
  // expected-error@+1 {{'nn.dynamic_reshape' op cannot reshape 6 elements to [4x?]}}
  %0 = nn.dynamic_reshape %x, %shape : (tensor<1x6xf32>, tensor<2xi64>) -> tensor<?x?xf32>
  return %0 : tensor<?x?xf32>
}
