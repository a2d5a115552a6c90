// RUN: qcc opt %s --split-input-file --pass-pipeline='builtin.module(func.func(resolve-shapes))' | FileCheck %s
// RUN: qcc opt %s --split-input-file --pass-pipeline='builtin.module(func.func(resolve-shapes{bind=N:3}))' | FileCheck %s --check-prefix=BOUND

// The batch dimension is 1 unless it is bound; the name goes with the dimension.
// CHECK-LABEL: func.func @batch
// CHECK-SAME:    (%[[X:[a-z0-9]+]]: tensor<1x4xf32>) -> tensor<1x4xf32>
// CHECK-NEXT:    nn.relu %[[X]] : (tensor<1x4xf32>) -> tensor<1x4xf32>
// BOUND-LABEL: func.func @batch
// BOUND-SAME:    tensor<3x4xf32>) -> tensor<3x4xf32>
func.func @batch(%x: tensor<?x4xf32> {qcc.dim_names = ["N", ""]}) -> tensor<?x4xf32> {
  %0 = nn.relu %x : (tensor<?x4xf32>) -> tensor<?x4xf32>
  return %0 : tensor<?x4xf32>
}

// -----

// A shape subgraph: [dimension 0 of the input, -1].
// CHECK-LABEL: func.func @flatten_by_shape
// CHECK-SAME:    (%[[X:[a-z0-9]+]]: tensor<1x4x2xf32>)
// CHECK-NOT:     nn.dynamic_reshape
// CHECK-NOT:     nn.shape_of
// CHECK:         %[[R:[0-9]+]] = nn.reshape %[[X]] : (tensor<1x4x2xf32>) -> tensor<1x8xf32>
// CHECK-NEXT:    return %[[R]] : tensor<1x8xf32>
// BOUND-LABEL: func.func @flatten_by_shape
// BOUND:         nn.reshape %{{.*}} : (tensor<3x4x2xf32>) -> tensor<3x8xf32>
func.func @flatten_by_shape(%x: tensor<?x4x2xf32> {qcc.dim_names = ["N", "", ""]}) -> tensor<?x?xf32> {
  %all = nn.shape_of %x : (tensor<?x4x2xf32>) -> tensor<3xi64>
  %zero = nn.constant {value = dense<0> : tensor<1xi64>} : tensor<1xi64>
  %rest = nn.constant {value = dense<-1> : tensor<1xi64>} : tensor<1xi64>
  %n = nn.gather %all, %zero : (tensor<3xi64>, tensor<1xi64>) -> tensor<1xi64>
  %shape = nn.concat %n, %rest {axis = 0 : i64} : (tensor<1xi64>, tensor<1xi64>) -> tensor<2xi64>
  %0 = nn.dynamic_reshape %x, %shape : (tensor<?x4x2xf32>, tensor<2xi64>) -> tensor<?x?xf32>
  return %0 : tensor<?x?xf32>
}

// -----

// ONNX's bounds count from the end and are clamped; steps may go backward.
// CHECK-LABEL: func.func @slices
// CHECK:         nn.slice %{{.*}} {sizes = array<i64: 1, 3>, starts = array<i64: 0, 2>, steps = array<i64: 1, 1>}
// CHECK:         nn.slice %{{.*}} {sizes = array<i64: 1, 5>, starts = array<i64: 0, 4>, steps = array<i64: 1, -1>}
// BOUND-LABEL: func.func @slices
func.func @slices(%x: tensor<?x5xf32> {qcc.dim_names = ["N", ""]}) -> (tensor<?x?xf32>, tensor<?x?xf32>) {
  %from = nn.constant {value = dense<-3> : tensor<1xi64>} : tensor<1xi64>
  %to = nn.constant {value = dense<1000> : tensor<1xi64>} : tensor<1xi64>
  %axis = nn.constant {value = dense<1> : tensor<1xi64>} : tensor<1xi64>
  %one = nn.constant {value = dense<1> : tensor<1xi64>} : tensor<1xi64>
  %last = nn.constant {value = dense<-1> : tensor<1xi64>} : tensor<1xi64>
  %before = nn.constant {value = dense<-1000> : tensor<1xi64>} : tensor<1xi64>
  %0 = nn.dynamic_slice %x, %from, %to, %axis, %one : (tensor<?x5xf32>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>) -> tensor<?x?xf32>
  %1 = nn.dynamic_slice %x, %last, %before, %axis, %last : (tensor<?x5xf32>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>) -> tensor<?x?xf32>
  return %0, %1 : tensor<?x?xf32>, tensor<?x?xf32>
}

// -----

// Even steps of indices are one slice, others are slices and a concat; views become reshapes.
// CHECK-LABEL: func.func @gathers
// CHECK:         nn.slice %{{.*}} {sizes = array<i64: 1, 2>, starts = array<i64: 0, 1>, steps = array<i64: 1, 2>}
// CHECK:         nn.concat
// CHECK-SAME:    tensor<1x3xf32>
// CHECK:         nn.reshape %{{.*}} : (tensor<1x6xf32>) -> tensor<1x6x1xf32>
// BOUND-LABEL: func.func @gathers
func.func @gathers(%x: tensor<1x6xf32>, %n: tensor<?xf32> {qcc.dim_names = ["N"]}) -> (tensor<1x2xf32>, tensor<1x3xf32>, tensor<1x6x1xf32>) {
  %even = nn.constant {value = dense<[1, 3]> : tensor<2xi64>} : tensor<2xi64>
  %odd = nn.constant {value = dense<[5, 0, -2]> : tensor<3xi64>} : tensor<3xi64>
  %0 = nn.gather %x, %even {axis = 1 : i64} : (tensor<1x6xf32>, tensor<2xi64>) -> tensor<1x2xf32>
  %1 = nn.gather %x, %odd {axis = 1 : i64} : (tensor<1x6xf32>, tensor<3xi64>) -> tensor<1x3xf32>
  %2 = nn.unsqueeze %x {axes = array<i64: 2>} : (tensor<1x6xf32>) -> tensor<1x6x1xf32>
  return %0, %1, %2 : tensor<1x2xf32>, tensor<1x3xf32>, tensor<1x6x1xf32>
}
