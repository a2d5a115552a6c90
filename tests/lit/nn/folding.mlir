// What folds to its input, and the nearest thing that must not.
// RUN: qcc opt %s --canonicalize | FileCheck %s

// The input.
// CHECK-LABEL: func.func @identity_folds
// CHECK-SAME:    %[[X:[a-z0-9]+]]: tensor<2x3xf32>
func.func @identity_folds(%x: tensor<2x3xf32>) -> tensor<2x3xf32> {
  %0 = nn.identity %x : (tensor<2x3xf32>) -> tensor<2x3xf32>
  // CHECK-NEXT: return %[[X]]
  return %0 : tensor<2x3xf32>
}

// The result says more of the shape than the input.
// CHECK-LABEL: func.func @identity_stays
func.func @identity_stays(%x: tensor<?x3xf32>) -> tensor<2x3xf32> {
  %0 = nn.identity %x : (tensor<?x3xf32>) -> tensor<2x3xf32>
  // CHECK-NEXT: nn.identity
  return %0 : tensor<2x3xf32>
}

// Dropout does nothing at inference.
// CHECK-LABEL: func.func @dropout_folds
// CHECK-SAME:    %[[X:[a-z0-9]+]]: tensor<2x3xf32>
func.func @dropout_folds(%x: tensor<2x3xf32>) -> tensor<2x3xf32> {
  %0 = nn.dropout %x : (tensor<2x3xf32>) -> tensor<2x3xf32>
  // CHECK-NEXT: return %[[X]]
  return %0 : tensor<2x3xf32>
}

// To the same shape.
// CHECK-LABEL: func.func @reshape_folds
// CHECK-SAME:    %[[X:[a-z0-9]+]]: tensor<2x3xf32>
func.func @reshape_folds(%x: tensor<2x3xf32>) -> tensor<2x3xf32> {
  %0 = nn.reshape %x : (tensor<2x3xf32>) -> tensor<2x3xf32>
  // CHECK-NEXT: return %[[X]]
  return %0 : tensor<2x3xf32>
}

// To another shape.
// CHECK-LABEL: func.func @reshape_stays
func.func @reshape_stays(%x: tensor<2x3xf32>) -> tensor<3x2xf32> {
  %0 = nn.reshape %x : (tensor<2x3xf32>) -> tensor<3x2xf32>
  // CHECK-NEXT: nn.reshape
  return %0 : tensor<3x2xf32>
}

// The axes keep their order.
// CHECK-LABEL: func.func @transpose_folds
// CHECK-SAME:    %[[X:[a-z0-9]+]]: tensor<2x3xf32>
func.func @transpose_folds(%x: tensor<2x3xf32>) -> tensor<2x3xf32> {
  %0 = nn.transpose %x {permutation = array<i64: 0, 1>} : (tensor<2x3xf32>) -> tensor<2x3xf32>
  // CHECK-NEXT: return %[[X]]
  return %0 : tensor<2x3xf32>
}

// The shape stays, the order does not.
// CHECK-LABEL: func.func @transpose_stays
func.func @transpose_stays(%x: tensor<2x2xf32>) -> tensor<2x2xf32> {
  %0 = nn.transpose %x {permutation = array<i64: 1, 0>} : (tensor<2x2xf32>) -> tensor<2x2xf32>
  // CHECK-NEXT: nn.transpose
  return %0 : tensor<2x2xf32>
}

// Nothing is added.
// CHECK-LABEL: func.func @pad_folds
// CHECK-SAME:    %[[X:[a-z0-9]+]]: tensor<2x3xf32>
func.func @pad_folds(%x: tensor<2x3xf32>) -> tensor<2x3xf32> {
  %0 = nn.pad %x {high = array<i64: 0, 0>, low = array<i64: 0, 0>} : (tensor<2x3xf32>) -> tensor<2x3xf32>
  // CHECK-NEXT: return %[[X]]
  return %0 : tensor<2x3xf32>
}

// The shape stays, the elements move.
// CHECK-LABEL: func.func @pad_stays
func.func @pad_stays(%x: tensor<2x3xf32>) -> tensor<2x3xf32> {
  %0 = nn.pad %x {high = array<i64: 0, -1>, low = array<i64: 0, 1>} : (tensor<2x3xf32>) -> tensor<2x3xf32>
  // CHECK-NEXT: nn.pad
  return %0 : tensor<2x3xf32>
}

// All elements in their order.
// CHECK-LABEL: func.func @slice_folds
// CHECK-SAME:    %[[X:[a-z0-9]+]]: tensor<2x3xf32>
func.func @slice_folds(%x: tensor<2x3xf32>) -> tensor<2x3xf32> {
  %0 = nn.slice %x {sizes = array<i64: 2, 3>, starts = array<i64: 0, 0>, steps = array<i64: 1, 1>} : (tensor<2x3xf32>) -> tensor<2x3xf32>
  // CHECK-NEXT: return %[[X]]
  return %0 : tensor<2x3xf32>
}

// All elements, but backward.
// CHECK-LABEL: func.func @slice_stays
func.func @slice_stays(%x: tensor<2x3xf32>) -> tensor<2x3xf32> {
  %0 = nn.slice %x {sizes = array<i64: 2, 3>, starts = array<i64: 0, 2>, steps = array<i64: 1, -1>} : (tensor<2x3xf32>) -> tensor<2x3xf32>
  // CHECK-NEXT: nn.slice
  return %0 : tensor<2x3xf32>
}

// Of one tensor.
// CHECK-LABEL: func.func @concat_folds
// CHECK-SAME:    %[[X:[a-z0-9]+]]: tensor<2x3xf32>
func.func @concat_folds(%x: tensor<2x3xf32>) -> tensor<2x3xf32> {
  %0 = nn.concat %x {axis = 0 : i64} : (tensor<2x3xf32>) -> tensor<2x3xf32>
  // CHECK-NEXT: return %[[X]]
  return %0 : tensor<2x3xf32>
}

// Of one tensor twice.
// CHECK-LABEL: func.func @concat_stays
func.func @concat_stays(%x: tensor<2x3xf32>) -> tensor<4x3xf32> {
  %0 = nn.concat %x, %x {axis = 0 : i64} : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<4x3xf32>
  // CHECK-NEXT: nn.concat
  return %0 : tensor<4x3xf32>
}
