// RUN: qcc opt %s --split-input-file --pass-pipeline='builtin.module(func.func(calibrate{random=64 seed=7}))' | FileCheck %s

// Every real value gets a range, the argument too; constants, which are known, get none. Random samples are standard normal.
// CHECK-LABEL: func.func @ranges
// CHECK-SAME:    {qcc.range = [-{{[2-5]\.[0-9]+}}, {{[2-5]\.[0-9]+}}]}
// CHECK-NEXT:    nn.constant {value
// CHECK-NEXT:    nn.mul %{{.*}} {qcc.range = [-{{[4-9]\.[0-9]+}}, {{[4-9]\.[0-9]+}}]}
// CHECK-NEXT:    nn.relu %{{.*}} {qcc.range = [0.000000e+00, {{[4-9]\.[0-9]+}}]}
// CHECK-NEXT:    nn.sigmoid %{{.*}} {qcc.range = [5.000000e-01, 0.{{[0-9]+}}]}
func.func @ranges(%x: tensor<1x16xf32>) -> tensor<1x16xf32> {
  %two = nn.constant {value = dense<2.0> : tensor<1x16xf32>} : tensor<1x16xf32>
  %0 = nn.mul %x, %two : (tensor<1x16xf32>, tensor<1x16xf32>) -> tensor<1x16xf32>
  %1 = nn.relu %0 : (tensor<1x16xf32>) -> tensor<1x16xf32>
  %2 = nn.sigmoid %1 : (tensor<1x16xf32>) -> tensor<1x16xf32>
  return %2 : tensor<1x16xf32>
}
