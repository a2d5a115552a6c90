// RUN: qcc opt %s --split-input-file --verify-diagnostics --pass-pipeline='builtin.module(func.func(quantize))'

// expected-error@+1 {{'func.func' op has an argument without a 'qcc.range': run calibrate first}}
func.func @argument(%x: tensor<1x2xf32>) -> tensor<1x2xf32> {
  %0 = nn.add %x, %x {qcc.range = [0.0, 1.0]} : (tensor<1x2xf32>, tensor<1x2xf32>) -> tensor<1x2xf32>
  return %0 : tensor<1x2xf32>
}

// -----

func.func @result(%x: tensor<1x2xf32> {qcc.range = [0.0, 1.0]}) -> tensor<1x2xf32> {
  // expected-error@+1 {{'nn.add' op has no 'qcc.range': run calibrate first}}
  %0 = nn.add %x, %x : (tensor<1x2xf32>, tensor<1x2xf32>) -> tensor<1x2xf32>
  return %0 : tensor<1x2xf32>
}

// -----

// 70,000 products of 255 * 127 are more than 2^31.
func.func @overflow(%x: tensor<1x70000xf32> {qcc.range = [0.0, 1.0]}) -> tensor<1x1xf32> {
  %w = nn.constant {value = dense<1.0> : tensor<1x70000xf32>} : tensor<1x70000xf32>
  // expected-error@+1 {{'nn.linear' op may overflow its accumulator: channel 0 reaches [-1137920000, 2266950000], which needs 33 bits of 32; use fewer weight-bits}}
  %0 = nn.linear %x, %w {operandSegmentSizes = array<i32: 1, 1, 0, 0>, qcc.range = [0.0, 1.0]} : (tensor<1x70000xf32>, tensor<1x70000xf32>) -> tensor<1x1xf32>
  return %0 : tensor<1x1xf32>
}

// -----

// The bias is 10^9 units of the accumulator: the weight scale grows.
func.func @large_bias(%x: tensor<1x2xf32> {qcc.range = [0.0, 0.01]}) -> tensor<1x1xf32> {
  %w = nn.constant {value = dense<0.001> : tensor<1x2xf32>} : tensor<1x2xf32>
  %b = nn.constant {value = dense<1000.0> : tensor<1xf32>} : tensor<1xf32>
  // expected-remark@+1 {{enlarged the weight scale of 1 of 1 channels so that bias and residual fit the accumulator}}
  %0 = nn.linear %x, %w, %b {operandSegmentSizes = array<i32: 1, 1, 1, 0>, qcc.range = [0.0, 1000.0]} : (tensor<1x2xf32>, tensor<1x2xf32>, tensor<1xf32>) -> tensor<1x1xf32>
  return %0 : tensor<1x1xf32>
}
