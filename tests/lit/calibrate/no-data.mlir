// RUN: qcc opt %s --verify-diagnostics --pass-pipeline='builtin.module(func.func(calibrate))'

// expected-error@+1 {{'func.func' op has no calibration samples: name files with data=FILE, or ask for random=N samples}}
func.func @no_samples(%x: tensor<1x2xf32>) -> tensor<1x2xf32> {
  return %x : tensor<1x2xf32>
}
