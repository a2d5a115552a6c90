// RUN: qcc opt %s --split-input-file --verify-diagnostics

// expected-error@+1 {{scale}}
func.func private @zero_scale(tensor<4x!quant.uniform<i8:f32, 0.0>>)

// -----

func.func @zero_point_outside(%x: tensor<4xf32>) -> tensor<4x!quant.uniform<i8:f32, 0.5:300>> {
  // expected-error@+1 {{zero point}}
  %0 = quant.qcast %x : tensor<4xf32> to tensor<4x!quant.uniform<i8:f32, 0.5:300>>
  return %0 : tensor<4x!quant.uniform<i8:f32, 0.5:300>>
}

// -----

func.func @axis_outside(%x: tensor<4xf32>) -> tensor<4x!quant.uniform<i8:f32:1, {0.5}>> {
  // expected-error@+1 {{axis}}
  %0 = quant.qcast %x : tensor<4xf32> to tensor<4x!quant.uniform<i8:f32:1, {0.5}>>
  return %0 : tensor<4x!quant.uniform<i8:f32:1, {0.5}>>
}

// -----

func.func @shapes_differ(%x: tensor<4xf32>) -> tensor<5x!quant.uniform<i8:f32, 0.5>> {
  // expected-error@+1 {{}}
  %0 = quant.qcast %x : tensor<4xf32> to tensor<5x!quant.uniform<i8:f32, 0.5>>
  return %0 : tensor<5x!quant.uniform<i8:f32, 0.5>>
}
