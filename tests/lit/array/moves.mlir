// Operations that move elements print as they were read, also through the generic form.
// RUN: qcc opt %s | FileCheck %s
// RUN: qcc opt %s > %t.custom
// RUN: qcc opt %s --mlir-print-op-generic | qcc opt > %t.generic
// RUN: diff %t.custom %t.generic

// CHECK-LABEL: func.func @moves
func.func @moves(%x: tensor<2x3xf32>, %list: tensor<2xi64>, %one: tensor<1xi64>, %value: tensor<f32>, %condition: tensor<3xi1>) {
  // CHECK: array.tile %{{.*}}, %{{.*}} : (tensor<2x3xf32>, tensor<2xi64>) -> tensor<?x?xf32>
  %0 = array.tile %x, %list : (tensor<2x3xf32>, tensor<2xi64>) -> tensor<?x?xf32>
  // CHECK: array.pad %{{.*}} {mode = "wrap"} : (tensor<2x3xf32>, tensor<2xi64>, tensor<f32>, tensor<1xi64>) -> tensor<?x?xf32>
  %1 = array.pad %x, %list, %value, %one {mode = "wrap"} : (tensor<2x3xf32>, tensor<2xi64>, tensor<f32>, tensor<1xi64>) -> tensor<?x?xf32>
  // CHECK: array.center_crop_pad %{{.*}} {axes = array<i64: 1>} : (tensor<2x3xf32>, tensor<1xi64>) -> tensor<2x?xf32>
  %2 = array.center_crop_pad %x, %one {axes = array<i64: 1>} : (tensor<2x3xf32>, tensor<1xi64>) -> tensor<2x?xf32>
  // CHECK: array.reverse_sequence %{{.*}} {batch_axis = 0 : i64, time_axis = 1 : i64} : (tensor<2x3xf32>, tensor<2xi64>) -> tensor<2x3xf32>
  %3 = array.reverse_sequence %x, %list {batch_axis = 0 : i64, time_axis = 1 : i64} : (tensor<2x3xf32>, tensor<2xi64>) -> tensor<2x3xf32>
  // CHECK: array.compress %{{.*}} {axis = 1 : i64} : (tensor<2x3xf32>, tensor<3xi1>) -> tensor<2x?xf32>
  %4 = array.compress %x, %condition {axis = 1 : i64} : (tensor<2x3xf32>, tensor<3xi1>) -> tensor<2x?xf32>
  // CHECK: array.non_zero %{{.*}} : (tensor<2x3xf32>) -> tensor<2x?xi64>
  %5 = array.non_zero %x : (tensor<2x3xf32>) -> tensor<2x?xi64>
  // CHECK: array.unique %{{.*}} {sorted = false} : (tensor<2x3xf32>) -> (tensor<?xf32>, tensor<?xi64>, tensor<6xi64>, tensor<?xi64>)
  %6, %7, %8, %9 = array.unique %x {sorted = false} : (tensor<2x3xf32>) -> (tensor<?xf32>, tensor<?xi64>, tensor<6xi64>, tensor<?xi64>)
  // CHECK: array.unsqueeze %{{.*}} : (tensor<2x3xf32>, tensor<1xi64>) -> tensor<?x?x?xf32>
  %10 = array.unsqueeze %x, %one : (tensor<2x3xf32>, tensor<1xi64>) -> tensor<?x?x?xf32>
  // CHECK: array.squeeze %{{.*}} : (tensor<?x?x?xf32>, tensor<1xi64>) -> tensor<?x?xf32>
  %11 = array.squeeze %10, %one : (tensor<?x?x?xf32>, tensor<1xi64>) -> tensor<?x?xf32>
  return
}

// CHECK-LABEL: func.func @places
func.func @places(%x: tensor<4x3xf32>, %indices: tensor<2x3xi64>, %rows: tensor<2x1xi64>, %updates: tensor<2x3xf32>) {
  // CHECK: array.gather_elements %{{.*}} : (tensor<4x3xf32>, tensor<2x3xi64>) -> tensor<2x3xf32>
  %0 = array.gather_elements %x, %indices : (tensor<4x3xf32>, tensor<2x3xi64>) -> tensor<2x3xf32>
  // CHECK: array.gather_nd %{{.*}} : (tensor<4x3xf32>, tensor<2x1xi64>) -> tensor<2x3xf32>
  %1 = array.gather_nd %x, %rows : (tensor<4x3xf32>, tensor<2x1xi64>) -> tensor<2x3xf32>
  // CHECK: array.scatter_elements %{{.*}} {reduction = "max"} : (tensor<4x3xf32>, tensor<2x3xi64>, tensor<2x3xf32>) -> tensor<4x3xf32>
  %2 = array.scatter_elements %x, %indices, %updates {reduction = "max"} : (tensor<4x3xf32>, tensor<2x3xi64>, tensor<2x3xf32>) -> tensor<4x3xf32>
  // CHECK: array.scatter_nd %{{.*}} : (tensor<4x3xf32>, tensor<2x1xi64>, tensor<2x3xf32>) -> tensor<4x3xf32>
  %3 = array.scatter_nd %x, %rows, %updates : (tensor<4x3xf32>, tensor<2x1xi64>, tensor<2x3xf32>) -> tensor<4x3xf32>
  return
}

// CHECK-LABEL: func.func @columns
func.func @columns(%x: tensor<1x8x4xf32>, %image: tensor<2xi64>) -> tensor<1x2x?x?xf32> {
  %block = nn.constant {value = dense<2> : tensor<2xi64>} : tensor<2xi64>
  // CHECK: array.col2im %{{.*}} {dilations = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>}
  %0 = array.col2im %x, %image, %block {dilations = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>}
      : (tensor<1x8x4xf32>, tensor<2xi64>, tensor<2xi64>) -> tensor<1x2x?x?xf32>
  return %0 : tensor<1x2x?x?xf32>
}
