// RUN: qcc opt %s --split-input-file --pass-pipeline='builtin.module(func.func(unify-scales))' | FileCheck %s
// RUN: qcc opt %s --split-input-file --pass-pipeline='builtin.module(func.func(unify-scales{max-scale-growth=4.0}))' | FileCheck %s --check-prefix=FOUR

// Operations that move or choose elements share the scale of their input.
// CHECK-LABEL: func.func @mandatory
// CHECK:         nn.sub %{{.*}} {qcc.range = [-1.000000e+00, 4.000000e+00]}
// CHECK:         nn.pad %{{.*}} qcc.range = [-1.000000e+00, 4.000000e+00]
// CHECK:         nn.max_pool %{{.*}} qcc.range = [-1.000000e+00, 4.000000e+00]
// A mean has a scale of its own.
// CHECK:         nn.mean %{{.*}} qcc.range = [0.000000e+00, 2.000000e+00]
// FOUR-LABEL: func.func @mandatory
func.func @mandatory(%x: tensor<1x1x4x4xf32> {qcc.range = [0.0, 1.0]}) -> tensor<1x1x1x1xf32> {
  %0 = nn.sub %x, %x {qcc.range = [-1.0, 4.0]} : (tensor<1x1x4x4xf32>, tensor<1x1x4x4xf32>) -> tensor<1x1x4x4xf32>
  %1 = nn.pad %0 {low = array<i64: 0, 0, 0, 0>, high = array<i64: 0, 0, 0, 2>, qcc.range = [-1.0, 4.0]} : (tensor<1x1x4x4xf32>) -> tensor<1x1x4x6xf32>
  %2 = nn.max_pool %1 {kernel = array<i64: 2, 2>, strides = array<i64: 2, 2>, dilations = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>, qcc.range = [0.0, 3.0]} : (tensor<1x1x4x6xf32>) -> tensor<1x1x2x3xf32>
  %3 = nn.mean %2 {axes = array<i64: 2, 3>, qcc.range = [0.0, 2.0]} : (tensor<1x1x2x3xf32>) -> tensor<1x1x1x1xf32>
  return %3 : tensor<1x1x1x1xf32>
}

// -----

// The first input's scale grows by 1.2, the second's would grow by 3.
// CHECK-LABEL: func.func @concat
// CHECK:         nn.add %{{.*}} {qcc.range = [0.000000e+00, 6.000000e+00]}
// CHECK:         nn.sub %{{.*}} {qcc.range = [0.000000e+00, 2.000000e+00]}
// CHECK:         nn.concat %{{.*}} qcc.range = [0.000000e+00, 6.000000e+00]
// FOUR-LABEL: func.func @concat
// FOUR:          nn.add %{{.*}} {qcc.range = [0.000000e+00, 6.000000e+00]}
// FOUR:          nn.sub %{{.*}} {qcc.range = [0.000000e+00, 6.000000e+00]}
func.func @concat(%x: tensor<1x2xf32> {qcc.range = [0.0, 1.0]}) -> tensor<1x4xf32> {
  %0 = nn.add %x, %x {qcc.range = [0.0, 5.0]} : (tensor<1x2xf32>, tensor<1x2xf32>) -> tensor<1x2xf32>
  %1 = nn.sub %x, %x {qcc.range = [0.0, 2.0]} : (tensor<1x2xf32>, tensor<1x2xf32>) -> tensor<1x2xf32>
  %2 = nn.concat %0, %1 {axis = 1 : i64, qcc.range = [0.0, 6.0]} : (tensor<1x2xf32>, tensor<1x2xf32>) -> tensor<1x4xf32>
  return %2 : tensor<1x4xf32>
}

// -----

// The grid of a sigmoid is fixed: it never grows, whatever the limit.
// CHECK-LABEL: func.func @fixed
// CHECK:         nn.sigmoid %{{.*}} {qcc.range = [0.000000e+00, 0.99609375]}
// CHECK:         nn.reshape %{{.*}} {qcc.range = [0.000000e+00, 0.99609375]}
// CHECK:         nn.concat %{{.*}} qcc.range = [0.000000e+00, 3.000000e+00]
// FOUR-LABEL: func.func @fixed
// FOUR:          nn.sigmoid %{{.*}} {qcc.range = [0.000000e+00, 0.99609375]}
func.func @fixed(%x: tensor<1x2xf32> {qcc.range = [0.0, 3.0]}) -> tensor<4xf32> {
  %0 = nn.sigmoid %x {qcc.range = [0.1, 0.9]} : (tensor<1x2xf32>) -> tensor<1x2xf32>
  %1 = nn.reshape %0 {qcc.range = [0.1, 0.9]} : (tensor<1x2xf32>) -> tensor<2xf32>
  %2 = nn.reshape %x {qcc.range = [0.0, 3.0]} : (tensor<1x2xf32>) -> tensor<2xf32>
  %3 = nn.concat %1, %2 {axis = 0 : i64, qcc.range = [0.0, 3.0]} : (tensor<2xf32>, tensor<2xf32>) -> tensor<4xf32>
  return %3 : tensor<4xf32>
}
