// RUN: qcc opt %s --split-input-file --verify-diagnostics --pass-pipeline='builtin.module(func.func(calibrate{random=4 samples=2}))'

// expected-error@+1 {{'func.func' op cannot be calibrated: 'nn.div' at}}
func.func @division_by_zero(%x: tensor<1x2xf32>) -> tensor<1x2xf32> {
  %zero = nn.constant {value = dense<0.0> : tensor<1x2xf32>} : tensor<1x2xf32>
  %0 = nn.div %x, %zero : (tensor<1x2xf32>, tensor<1x2xf32>) -> tensor<1x2xf32>
  return %0 : tensor<1x2xf32>
}
