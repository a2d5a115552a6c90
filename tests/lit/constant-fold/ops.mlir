// RUN: qcc opt %s --split-input-file --pass-pipeline='builtin.module(func.func(constant-fold))' | FileCheck %s
// RUN: qcc opt %s --split-input-file --pass-pipeline='builtin.module(func.func(constant-fold{max-elements=2}))' | FileCheck %s --check-prefix=LIMIT

// CHECK-LABEL: func.func @sum
// CHECK:         %[[R:[0-9]+]] = nn.constant {value = dense<[1.100000e+01, 2.200000e+01, 3.300000e+01]> : tensor<3xf32>}
// CHECK-NEXT:    return %[[R]]
// Results above the limit are left.
// LIMIT-LABEL: func.func @sum
// LIMIT:         nn.add
func.func @sum() -> tensor<3xf32> {
  %a = nn.constant {value = dense<[1.0, 2.0, 3.0]> : tensor<3xf32>} : tensor<3xf32>
  %b = nn.constant {value = dense<[10.0, 20.0, 30.0]> : tensor<3xf32>} : tensor<3xf32>
  %0 = nn.add %a, %b : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
  return %0 : tensor<3xf32>
}

// -----

// A splat of computed shape costs nothing, whatever the limit; moved about, it stays a splat.
// CHECK-LABEL: func.func @splat
// CHECK:         %[[R:[0-9]+]] = nn.constant {value = dense<5.000000e-01> : tensor<1000x1000xf32>}
// CHECK-NEXT:    return %[[R]]
// LIMIT-LABEL: func.func @splat
// LIMIT:         %[[R:[0-9]+]] = nn.constant {value = dense<5.000000e-01> : tensor<1000x1000xf32>}
// LIMIT-NEXT:    return %[[R]]
func.func @splat() -> tensor<1000x1000xf32> {
  %shape = nn.constant {value = dense<[1000, 1, 1000]> : tensor<3xi64>} : tensor<3xi64>
  %0 = nn.constant_of_shape %shape {value = dense<0.5> : tensor<1xf32>} : (tensor<3xi64>) -> tensor<1000x1x1000xf32>
  %1 = nn.reshape %0 : (tensor<1000x1x1000xf32>) -> tensor<1000x1000xf32>
  return %1 : tensor<1000x1000xf32>
}

// -----

// An operand that is no constant.
// CHECK-LABEL: func.func @variable
// CHECK:         nn.mul
// LIMIT-LABEL: func.func @variable
func.func @variable(%x: tensor<3xf32>) -> tensor<3xf32> {
  %a = nn.constant {value = dense<2.0> : tensor<3xf32>} : tensor<3xf32>
  %0 = nn.mul %x, %a : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xf32>
  return %0 : tensor<3xf32>
}
