// Shapes follow from parameters that are constants, and from constants that shape subgraphs become.
// RUN: qcc opt %s --pass-pipeline='builtin.module(func.func(resolve-shapes))' | FileCheck %s

// CHECK-LABEL: func.func @axes
func.func @axes(%x: tensor<2x3x4xf32>) -> tensor<?x?xf32> {
  %one = nn.constant {value = dense<1> : tensor<1xi64>} : tensor<1xi64>
  %axis = nn.add %one, %one : (tensor<1xi64>, tensor<1xi64>) -> tensor<1xi64>
  // CHECK: array.reduce {{.*}} -> tensor<2x3xf32>
  %0 = array.reduce %x, %axis {function = "max", keep_dims = false} : (tensor<2x3x4xf32>, tensor<1xi64>) -> tensor<?x?xf32>
  return %0 : tensor<?x?xf32>
}

// CHECK-LABEL: func.func @comparison_of_dimensions
func.func @comparison_of_dimensions(%x: tensor<2x3xf32>) -> tensor<2xi1> {
  %shape = nn.shape_of %x : (tensor<2x3xf32>) -> tensor<2xi64>
  %two = nn.constant {value = dense<2> : tensor<1xi64>} : tensor<1xi64>
  // CHECK: nn.constant {value = dense<[false, true]> : tensor<2xi1>} : tensor<2xi1>
  %0 = array.compare %shape, %two {predicate = "gt"} : (tensor<2xi64>, tensor<1xi64>) -> tensor<2xi1>
  return %0 : tensor<2xi1>
}
