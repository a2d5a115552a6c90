// RUN: qcc opt %s --split-input-file --pass-pipeline='builtin.module(func.func(simplify))' | FileCheck %s

// CHECK-LABEL: func.func @inference
// CHECK-SAME:    (%[[X:[a-z0-9]+]]: tensor<4xf32>)
// CHECK-NEXT:    return %[[X]]
func.func @inference(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = nn.dropout %x : (tensor<4xf32>) -> tensor<4xf32>
  %1 = nn.identity %0 : (tensor<4xf32>) -> tensor<4xf32>
  %2 = nn.cast %1 : (tensor<4xf32>) -> tensor<4xf32>
  return %2 : tensor<4xf32>
}

// -----

// CHECK-LABEL: func.func @neutral
// CHECK-SAME:    (%[[X:[a-z0-9]+]]: tensor<4xf32>)
// CHECK-NOT:     nn.mul
// CHECK:         return %[[X]]
func.func @neutral(%x: tensor<4xf32>) -> tensor<4xf32> {
  %one = nn.constant {value = dense<1.0> : tensor<4xf32>} : tensor<4xf32>
  %zero = nn.constant {value = dense<0.0> : tensor<4xf32>} : tensor<4xf32>
  %0 = nn.mul %x, %one : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %1 = nn.sub %0, %zero : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %1 : tensor<4xf32>
}

// -----

// -0 + 0 is 0: the sum is not its operand.
// CHECK-LABEL: func.func @add_zero
// CHECK:         nn.add
func.func @add_zero(%x: tensor<4xf32>) -> tensor<4xf32> {
  %zero = nn.constant {value = dense<0.0> : tensor<4xf32>} : tensor<4xf32>
  %0 = nn.add %x, %zero : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}

// -----

// The other operand makes the result larger.
// CHECK-LABEL: func.func @broadcast_one
// CHECK:         nn.mul
func.func @broadcast_one(%x: tensor<1xf32>) -> tensor<4xf32> {
  %one = nn.constant {value = dense<1.0> : tensor<4xf32>} : tensor<4xf32>
  %0 = nn.mul %x, %one : (tensor<1xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}

// -----

// CHECK-LABEL: func.func @clamps
// CHECK-NEXT:    nn.clamp %{{.*}} {max = 4.000000e+00{{.*}}, min = 0.000000e+00{{.*}}}
// CHECK-NEXT:    return
func.func @clamps(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = nn.clamp %x {min = -1.0 : f64, max = 4.0 : f64} : (tensor<4xf32>) -> tensor<4xf32>
  %1 = nn.clamp %0 {min = 0.0 : f64, max = 6.0 : f64} : (tensor<4xf32>) -> tensor<4xf32>
  return %1 : tensor<4xf32>
}

// -----

// CHECK-LABEL: func.func @clamps_apart
// CHECK-COUNT-2: nn.clamp
func.func @clamps_apart(%x: tensor<4xf32>) -> tensor<4xf32> {
  %0 = nn.clamp %x {min = 5.0 : f64, max = 6.0 : f64} : (tensor<4xf32>) -> tensor<4xf32>
  %1 = nn.clamp %0 {min = 0.0 : f64, max = 4.0 : f64} : (tensor<4xf32>) -> tensor<4xf32>
  return %1 : tensor<4xf32>
}

// -----

// Averages of what is not below zero are not below zero either.
// CHECK-LABEL: func.func @relu_twice
// CHECK:         %[[P:[0-9]+]] = nn.mean
// CHECK-NEXT:    return %[[P]]
func.func @relu_twice(%x: tensor<1x4xf32>) -> tensor<1x1xf32> {
  %0 = nn.relu %x : (tensor<1x4xf32>) -> tensor<1x4xf32>
  %1 = nn.mean %0 {axes = array<i64: 1>} : (tensor<1x4xf32>) -> tensor<1x1xf32>
  %2 = nn.relu %1 : (tensor<1x1xf32>) -> tensor<1x1xf32>
  return %2 : tensor<1x1xf32>
}

// -----

// CHECK-LABEL: func.func @relu_of_any
// CHECK:         nn.relu
func.func @relu_of_any(%x: tensor<1x4xf32>) -> tensor<1x1xf32> {
  %0 = nn.clamp %x {min = -1.0 : f64, max = 4.0 : f64} : (tensor<1x4xf32>) -> tensor<1x4xf32>
  %1 = nn.mean %0 {axes = array<i64: 1>} : (tensor<1x4xf32>) -> tensor<1x1xf32>
  %2 = nn.relu %1 : (tensor<1x1xf32>) -> tensor<1x1xf32>
  return %2 : tensor<1x1xf32>
}
