// RUN: qcc opt %s --split-input-file --chip d6cim-esscirc23 --pass-pipeline='builtin.module(lower-to-cim{replicate=false})' | FileCheck %s
// RUN: qcc opt %s --split-input-file --chip %S/../partition/Inputs/small.yaml --pass-pipeline='builtin.module(lower-to-cim)' | FileCheck %s --check-prefix=COARSE

!x = !quant.uniform<i8:f32, 0.5:3>
!w = !quant.uniform<i8<-127:127>:f32, 0.25>

// Where software drives word lines four positions are made at once, in the crossbar that one needs anyway: the window is three columns wider, and
// the result has the outputs of four positions, whose bytes lie as before. A coarser chip divides rows or positions between whole copies.
// CHECK-LABEL: func.func @neighbors
// CHECK:         %[[R:.+]] = cim.view %{{.+}} : (tensor<1x4x4x2xi8>) -> tensor<1x4x1x8xi8>
// CHECK:         cim.requantize %{{.+}}, %[[R]]
// CHECK:         cim.view %{{.+}} : (tensor<1x4x1x8xi8>) -> tensor<1x4x4x2xi8>
// COARSE-LABEL: func.func @neighbors
// COARSE:         cim.product {{.*}} kernel = array<i64: 3, 3>
func.func @neighbors(%x: tensor<1x4x4x2x!x>) -> tensor<1x4x4x2x!x> attributes {qcc.device = "cim"} {
  %w = nn.constant {value = dense<1> : tensor<2x3x3x2xi8>} : tensor<2x3x3x2x!w>
  %0 = nn.conv %x, %w, %x {dilations = array<i64: 1, 1>, layout = "nhwc", operandSegmentSizes = array<i32: 1, 1, 0, 1>, pads = array<i64: 1, 1, 1, 1>, strides = array<i64: 1, 1>} : (tensor<1x4x4x2x!x>, tensor<2x3x3x2x!w>, tensor<1x4x4x2x!x>) -> tensor<1x4x4x2x!x>
  return %0 : tensor<1x4x4x2x!x>
}

// -----

!x = !quant.uniform<i8:f32, 0.5>
!w = !quant.uniform<i8<-127:127>:f32, 0.25>

// The 800 rows of a column take seven crossbars, a core has six: both cores hold 400 input channels, and add their sums.
// COARSE-DAG:    cim.group {{.*}} core = 0 : i64, {{.*}} sym_name = "[[A:group_[0-9]+]]"
// COARSE-DAG:    cim.group {{.*}} core = 1 : i64, {{.*}} sym_name = "[[B:group_[0-9]+]]"
// COARSE-LABEL: func.func @long_column
// COARSE:         cim.product {{.*}} {channels = array<i64: 400, 400>, {{.*}} first_channel = array<i64: 0, 400>, first_column = array<i64: 0, 0>, groups = [@[[A]], @[[B]]]
func.func @long_column(%x: tensor<1x800x!x>) -> tensor<1x8x!x> attributes {qcc.device = "cim"} {
  %w = nn.constant {value = dense<1> : tensor<8x800xi8>} : tensor<8x800x!w>
  %0 = nn.linear %x, %w {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (tensor<1x800x!x>, tensor<8x800x!w>) -> tensor<1x8x!x>
  return %0 : tensor<1x8x!x>
}
