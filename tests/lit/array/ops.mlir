// Every operation of the dialect prints as it was read, also through the generic form.
// RUN: qcc opt %s | FileCheck %s
// RUN: qcc opt %s > %t.custom
// RUN: qcc opt %s --mlir-print-op-generic | qcc opt > %t.generic
// RUN: diff %t.custom %t.generic

// CHECK-LABEL: func.func @compare
func.func @compare(%a: tensor<2x3xf32>, %b: tensor<3xf32>) -> tensor<2x3xi1> {
  // CHECK: array.compare %{{.*}}, %{{.*}} {predicate = "lt"} : (tensor<2x3xf32>, tensor<3xf32>) -> tensor<2x3xi1>
  %0 = array.compare %a, %b {predicate = "lt"} : (tensor<2x3xf32>, tensor<3xf32>) -> tensor<2x3xi1>
  return %0 : tensor<2x3xi1>
}

// CHECK-LABEL: func.func @reduce
func.func @reduce(%x: tensor<2x3x4xf32>, %axes: tensor<1xi64>) -> tensor<?x?xf32> {
  // CHECK: array.reduce %{{.*}}, %{{.*}} {function = "max", keep_dims = false} : (tensor<2x3x4xf32>, tensor<1xi64>) -> tensor<?x?xf32>
  %0 = array.reduce %x, %axes {function = "max", keep_dims = false} : (tensor<2x3x4xf32>, tensor<1xi64>) -> tensor<?x?xf32>
  return %0 : tensor<?x?xf32>
}

// CHECK-LABEL: func.func @binary
func.func @binary(%a: tensor<2x3xf32>, %b: tensor<3xf32>) -> tensor<2x3xf32> {
  // CHECK: array.binary %{{.*}}, %{{.*}} {function = "max"} : (tensor<2x3xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  %0 = array.binary %a, %b {function = "max"} : (tensor<2x3xf32>, tensor<3xf32>) -> tensor<2x3xf32>
  return %0 : tensor<2x3xf32>
}

// CHECK-LABEL: func.func @classify
func.func @classify(%a: tensor<4xf32>) -> tensor<4xi1> {
  // CHECK: array.classify %{{.*}} {kinds = ["nan", "-inf"]} : (tensor<4xf32>) -> tensor<4xi1>
  %0 = array.classify %a {kinds = ["nan", "-inf"]} : (tensor<4xf32>) -> tensor<4xi1>
  return %0 : tensor<4xi1>
}

// CHECK-LABEL: func.func @select
func.func @select(%c: tensor<2x1xi1>, %a: tensor<2x3xf32>, %b: tensor<f32>) -> tensor<2x3xf32> {
  // CHECK: array.select %{{.*}}, %{{.*}}, %{{.*}} : (tensor<2x1xi1>, tensor<2x3xf32>, tensor<f32>) -> tensor<2x3xf32>
  %0 = array.select %c, %a, %b : (tensor<2x1xi1>, tensor<2x3xf32>, tensor<f32>) -> tensor<2x3xf32>
  return %0 : tensor<2x3xf32>
}

// CHECK-LABEL: func.func @arg_extreme
func.func @arg_extreme(%a: tensor<2x3xf32>) -> tensor<2xi64> {
  // CHECK: array.arg_extreme %{{.*}} {axis = 1 : i64, keep_dims = false, smallest = true} : (tensor<2x3xf32>) -> tensor<2xi64>
  %0 = array.arg_extreme %a {axis = 1 : i64, keep_dims = false, smallest = true} : (tensor<2x3xf32>) -> tensor<2xi64>
  return %0 : tensor<2xi64>
}

// CHECK-LABEL: func.func @cumulative
func.func @cumulative(%a: tensor<2x3xf32>, %b: tensor<i64>) -> tensor<2x3xf32> {
  // CHECK: array.cumulative %{{.*}}, %{{.*}} {exclusive = true, function = "product"} : (tensor<2x3xf32>, tensor<i64>) -> tensor<2x3xf32>
  %0 = array.cumulative %a, %b {exclusive = true, function = "product"} : (tensor<2x3xf32>, tensor<i64>) -> tensor<2x3xf32>
  return %0 : tensor<2x3xf32>
}

// CHECK-LABEL: func.func @range
func.func @range(%a: tensor<i64>) -> tensor<?xi64> {
  // CHECK: array.range %{{.*}}, %{{.*}}, %{{.*}} : (tensor<i64>, tensor<i64>, tensor<i64>) -> tensor<?xi64>
  %0 = array.range %a, %a, %a : (tensor<i64>, tensor<i64>, tensor<i64>) -> tensor<?xi64>
  return %0 : tensor<?xi64>
}

// CHECK-LABEL: func.func @one_hot
func.func @one_hot(%a: tensor<2xi64>, %b: tensor<i64>, %c: tensor<2xf32>) -> tensor<2x?xf32> {
  // CHECK: array.one_hot %{{.*}}, %{{.*}}, %{{.*}} {axis = 1 : i64} : (tensor<2xi64>, tensor<i64>, tensor<2xf32>) -> tensor<2x?xf32>
  %0 = array.one_hot %a, %b, %c {axis = 1 : i64} : (tensor<2xi64>, tensor<i64>, tensor<2xf32>) -> tensor<2x?xf32>
  return %0 : tensor<2x?xf32>
}

// CHECK-LABEL: func.func @eye_like
func.func @eye_like(%a: tensor<3x4xf32>) -> tensor<3x4xi32> {
  // CHECK: array.eye_like %{{.*}} {diagonal = -1 : i64} : (tensor<3x4xf32>) -> tensor<3x4xi32>
  %0 = array.eye_like %a {diagonal = -1 : i64} : (tensor<3x4xf32>) -> tensor<3x4xi32>
  return %0 : tensor<3x4xi32>
}

// CHECK-LABEL: func.func @triangle
func.func @triangle(%a: tensor<3x4xf32>, %b: tensor<i64>) -> tensor<3x4xf32> {
  // CHECK: array.triangle %{{.*}}, %{{.*}} {upper = false} : (tensor<3x4xf32>, tensor<i64>) -> tensor<3x4xf32>
  %0 = array.triangle %a, %b {upper = false} : (tensor<3x4xf32>, tensor<i64>) -> tensor<3x4xf32>
  return %0 : tensor<3x4xf32>
}

// CHECK-LABEL: func.func @determinant
func.func @determinant(%a: tensor<5x3x3xf32>) -> tensor<5xf32> {
  // CHECK: array.determinant %{{.*}} : (tensor<5x3x3xf32>) -> tensor<5xf32>
  %0 = array.determinant %a : (tensor<5x3x3xf32>) -> tensor<5xf32>
  return %0 : tensor<5xf32>
}

// CHECK-LABEL: func.func @einsum
func.func @einsum(%a: tensor<2x3x4xf32>, %b: tensor<4x5xf32>) -> tensor<2x3x5xf32> {
  // CHECK: array.einsum %{{.*}}, %{{.*}} {equation = "...ij,jk->...ik"} : (tensor<2x3x4xf32>, tensor<4x5xf32>) -> tensor<2x3x5xf32>
  %0 = array.einsum %a, %b {equation = "...ij,jk->...ik"} : (tensor<2x3x4xf32>, tensor<4x5xf32>) -> tensor<2x3x5xf32>
  return %0 : tensor<2x3x5xf32>
}

// CHECK-LABEL: func.func @top_k
func.func @top_k(%x: tensor<2x8xf32>, %k: tensor<1xi64>) -> (tensor<2x?xf32>, tensor<2x?xi64>) {
  // CHECK: array.top_k %{{.*}}, %{{.*}} {axis = 1 : i64, largest = false} : (tensor<2x8xf32>, tensor<1xi64>) -> (tensor<2x?xf32>, tensor<2x?xi64>)
  %0, %1 = array.top_k %x, %k {axis = 1 : i64, largest = false} : (tensor<2x8xf32>, tensor<1xi64>) -> (tensor<2x?xf32>, tensor<2x?xi64>)
  return %0, %1 : tensor<2x?xf32>, tensor<2x?xi64>
}

// CHECK-LABEL: func.func @max_pool
func.func @max_pool(%x: tensor<1x1x4x4xui8>) -> (tensor<1x1x2x2xui8>, tensor<1x1x2x2xi64>) {
  // CHECK: array.max_pool %{{.*}} {dilations = array<i64: 1, 1>, kernel = array<i64: 2, 2>, pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 2, 2>} : (tensor<1x1x4x4xui8>) -> (tensor<1x1x2x2xui8>, tensor<1x1x2x2xi64>)
  %0, %1 = array.max_pool %x {dilations = array<i64: 1, 1>, kernel = array<i64: 2, 2>, pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 2, 2>} : (tensor<1x1x4x4xui8>) -> (tensor<1x1x2x2xui8>, tensor<1x1x2x2xi64>)
  return %0, %1 : tensor<1x1x2x2xui8>, tensor<1x1x2x2xi64>
}
