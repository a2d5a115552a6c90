// What depends on data stays where it may; all else becomes static.
// RUN: qcc opt %s --pass-pipeline='builtin.module(func.func(resolve-shapes{partial=true}))' | FileCheck %s

// CHECK-LABEL: func.func @computed_axes
func.func @computed_axes(%x: tensor<?x3xf32> {qcc.dim_names = ["N", ""]}, %axes: tensor<1xi64>) -> tensor<?xf32> {
  // CHECK: array.reduce {{.*}} : (tensor<1x3xf32>, tensor<1xi64>) -> tensor<?xf32>
  %0 = array.reduce %x, %axes {function = "sum", keep_dims = false} : (tensor<?x3xf32>, tensor<1xi64>) -> tensor<?xf32>
  return %0 : tensor<?xf32>
}
