// RUN: qcc opt %s --chip hermes-pcm64 --pass-pipeline='builtin.module(lower-to-cim{replicate=false})' | FileCheck %s

!x = !quant.uniform<i8:f32, 0.5>
!w = !quant.uniform<i8<-127:127>:f32, 0.25>

// Inputs are driven in a phase of positive and one of negative magnitudes, and one conversion takes all rows.
// CHECK: adc_bits = 8 : i64, {{.*}}dac_bits = 8 : i64, encoding = "differential_analog", {{.*}}input_signing = "pos_neg", {{.*}}row_groups = array<i64: 3>, slice_bits = array<i64: 7>
func.func @main(%x: tensor<1x3x!x>) -> tensor<1x2x!x> attributes {qcc.device = "cim"} {
  %w = nn.constant {value = dense<[[1, 2, 3], [-6, 7, -4]]> : tensor<2x3xi8>} : tensor<2x3x!w>
  %0 = nn.linear %x, %w {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (tensor<1x3x!x>, tensor<2x3x!w>) -> tensor<1x2x!x>
  return %0 : tensor<1x2x!x>
}
