// RUN: qcc opt %s --chip %S/Inputs/small.yaml --pass-pipeline='builtin.module(partition{explain=true})' 2>&1 >/dev/null | FileCheck %s

!map = tensor<1x8x!quant.uniform<i8:f32, 0.5>>
!wide = tensor<1x208x!quant.uniform<i8:f32, 0.5>>
!weights = tensor<208x8x!quant.uniform<i8<-127:127>:f32, 0.25>>
!long = tensor<8x1600x!quant.uniform<i8<-127:127>:f32, 0.25>>
!longmap = tensor<1x1600x!quant.uniform<i8:f32, 0.5>>

// CHECK-DAG: remark: 'nn.linear' needs 13 crossbars; chip 'small' makes its output channels 112 at a time
// CHECK-DAG: remark: 'nn.linear' has sums over more rows than chip 'small' holds at once; it makes them in 2 parts
// CHECK-DAG: remark: segment 0: 1 operation, 8 crossbars, {{[0-9.]+}} us to program, 832 bytes cross its borders
// CHECK-DAG: remark: segment 3: 1 operation, 6 crossbars, {{[0-9.]+}} us to program
func.func @main(%x: !longmap) -> !wide {
  %v = nn.constant {value = dense<3> : tensor<8x1600xi8>} : !long
  %w = nn.constant {value = dense<3> : tensor<208x8xi8>} : !weights
  %0 = nn.linear %x, %v {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (!longmap, !long) -> !map
  %1 = nn.linear %0, %w {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (!map, !weights) -> !wide
  return %1 : !wide
}
