// RUN: qcc opt %s --chip d6cim-esscirc23 --pass-pipeline='builtin.module(lower-to-cim{replicate=false})' | FileCheck %s

// Mode float computes factors in f32, step by step: one rounding at the end would give another last bit.

!tenth = !quant.uniform<i8:f32, 0.1>

// f32(f32(0.1 * 0.1) / 0.1) is 0x3DCCCCCE, not 0x3DCCCCCD.
// CHECK-LABEL: func.func @product
// CHECK:         cim.requantize %{{.*}} mode = "float", multiplier = array<i32: 1036831950, 1036831950>
func.func @product(%x: tensor<1x2x!tenth>) -> tensor<1x2x!tenth> attributes {nn.requantize = "float", qcc.device = "cim"} {
  %w = nn.constant {value = dense<1> : tensor<2x2xi8>} : tensor<2x2x!quant.uniform<i8<-127:127>:f32, 0.1>>
  %0 = nn.linear %x, %w {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (tensor<1x2x!tenth>, tensor<2x2x!quant.uniform<i8<-127:127>:f32, 0.1>>) -> tensor<1x2x!tenth>
  return %0 : tensor<1x2x!tenth>
}

// f32(0.1 / f32(9 * 0.9)) likewise.
// CHECK-LABEL: func.func @mean
// CHECK:         cim.requantize %{{.*}} mode = "float", multiplier = array<i32: 1011500425>
func.func @mean(%x: tensor<1x3x3x1x!tenth>) -> tensor<1x1x1x1x!quant.uniform<i8:f32, 0.9>> attributes {nn.requantize = "float", qcc.device = "cim"} {
  %0 = nn.mean %x {axes = array<i64: 1, 2>, keep_dims = true} : (tensor<1x3x3x1x!tenth>) -> tensor<1x1x1x1x!quant.uniform<i8:f32, 0.9>>
  return %0 : tensor<1x1x1x1x!quant.uniform<i8:f32, 0.9>>
}
