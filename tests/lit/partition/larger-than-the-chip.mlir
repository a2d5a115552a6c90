// RUN: qcc opt %s --chip %S/Inputs/small.yaml --split-input-file --pass-pipeline='builtin.module(partition)' 2>/dev/null | FileCheck %s
// RUN: qcc opt %s --chip %S/Inputs/small.yaml --split-input-file --pass-pipeline='builtin.module(partition,lower-to-cim)' -o %t.cim 2>/dev/null
// RUN: qcc opt %s --chip d6cim-esscirc23 --split-input-file --pass-pipeline='builtin.module(partition)' 2>/dev/null | FileCheck %s --check-prefix=WHOLE

!map = tensor<1x64x!quant.uniform<i8:f32, 0.5>>
!weights = tensor<64x64x!quant.uniform<i8<-127:127>:f32, 0.25>>

// Each layer takes 4 crossbars of 12: three fit together.
// CHECK-LABEL: func.func @main
// CHECK-NEXT: host.load_segment {segment = 0 : i64}
// CHECK-NEXT: %[[A:.*]] = host.launch @device_0(%{{.*}}) {segment = 0 : i64}
// CHECK-NEXT: host.load_segment {segment = 1 : i64}
// CHECK-NEXT: %[[B:.*]] = host.launch @device_1(%[[A]]) {segment = 1 : i64}
// CHECK-NEXT: return %[[B]]
// CHECK: func.func private @device_0
// CHECK: func.func private @device_1
// WHOLE-COUNT-1: host.launch
func.func @main(%x: !map) -> !map {
  %w = nn.constant {value = dense<3> : tensor<64x64xi8>} : !weights
  %0 = nn.linear %x, %w {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (!map, !weights) -> !map
  %1 = nn.linear %0, %w {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (!map, !weights) -> !map
  %2 = nn.linear %1, %w {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (!map, !weights) -> !map
  %3 = nn.linear %2, %w {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (!map, !weights) -> !map
  return %3 : !map
}

// -----

!map = tensor<1x8x!quant.uniform<i8:f32, 0.5>>
!wide = tensor<1x208x!quant.uniform<i8:f32, 0.5>>
!weights = tensor<208x8x!quant.uniform<i8<-127:127>:f32, 0.25>>

// 13 crossbars for one product: seven for 112 output channels, six for 96, on the chip one after the other.
// CHECK-LABEL: func.func @main
// CHECK: host.launch @device_0
// CHECK: host.launch @device_1
// CHECK: nn.linear {{.*}} -> tensor<1x112x
// CHECK: nn.linear {{.*}} -> tensor<1x96x
func.func @main(%x: !map) -> !wide {
  %w = nn.constant {value = dense<3> : tensor<208x8xi8>} : !weights
  %0 = nn.linear %x, %w {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (!map, !weights) -> !wide
  return %0 : !wide
}

// -----

!map = tensor<1x1600x!quant.uniform<i8:f32, 0.5>>
!narrow = tensor<1x8x!quant.uniform<i8:f32, 0.5>>
!weights = tensor<8x1600x!quant.uniform<i8<-127:127>:f32, 0.25>>

// The rows of one column take thirteen crossbars, but the chip has twelve: 800 rows leave sums, the others go on with them.
// CHECK-LABEL: func.func @main
// CHECK: host.call @host_0
// CHECK: %[[SUMS:.*]] = host.launch @device_0({{.*}}) {segment = 0 : i64} : ({{.*}}) -> tensor<1x8xi32>
// CHECK: host.launch @device_1({{.*}}%[[SUMS]]{{.*}}) {segment = 1 : i64}
// CHECK: nn.slice {{.*}}sizes = array<i64: 1, 800>, starts = array<i64: 0, 0>
// CHECK: nn.slice {{.*}}sizes = array<i64: 1, 800>, starts = array<i64: 0, 800>
// CHECK: nn.linear {{.*}}operandSegmentSizes = array<i32: 1, 1, 0, 0>{{.*}} -> tensor<1x8xi32>
// CHECK: nn.linear {{.*}}operandSegmentSizes = array<i32: 1, 1, 1, 0>{{.*}} tensor<1x8xi32>) -> tensor<1x8x!quant
func.func @main(%x: !map) -> !narrow {
  %w = nn.constant {value = dense<3> : tensor<8x1600xi8>} : !weights
  %0 = nn.linear %x, %w {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (!map, !weights) -> !narrow
  return %0 : !narrow
}

// -----

!map = tensor<1x1x1x3328x!quant.uniform<i8:f32, 0.5>>
!out = tensor<1x1x1x416x!quant.uniform<i8:f32, 0.5>>
!weights = tensor<416x1x1x128x!quant.uniform<i8<-127:127>:f32, 0.25>>

// 26 groups of 128 rows and 16 columns take 26 crossbars of 12: nine groups, nine and eight, each of a slice of the input.
// CHECK-LABEL: func.func @main
// CHECK: host.launch @device_0
// CHECK: host.launch @device_1
// CHECK: host.launch @device_2
// CHECK: nn.slice {{.*}}sizes = array<i64: 1, 1, 1, 1152>, starts = array<i64: 0, 0, 0, 0>
// CHECK: nn.slice {{.*}}sizes = array<i64: 1, 1, 1, 1152>, starts = array<i64: 0, 0, 0, 1152>
// CHECK: nn.slice {{.*}}sizes = array<i64: 1, 1, 1, 1024>, starts = array<i64: 0, 0, 0, 2304>
// CHECK: nn.conv {{.*}}groups = 9 : i64{{.*}} -> tensor<1x1x1x144x
// CHECK: nn.conv {{.*}}groups = 9 : i64{{.*}} -> tensor<1x1x1x144x
// CHECK: nn.conv {{.*}}groups = 8 : i64{{.*}} -> tensor<1x1x1x128x
func.func @main(%x: !map) -> !out {
  %w = nn.constant {value = dense<3> : tensor<416x1x1x128xi8>} : !weights
  %0 = nn.conv %x, %w {dilations = array<i64: 1, 1>, groups = 26 : i64, kernel = array<i64: 1, 1>, layout = "nhwc", operandSegmentSizes = array<i32: 1, 1, 0, 0>, pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>} : (!map, !weights) -> !out
  return %0 : !out
}
