// RUN: qcc opt %s --canonicalize | FileCheck %s

// Under the same shape.
// CHECK-LABEL: func.func @view_folds
// CHECK-SAME:    %[[X:[a-z0-9]+]]: tensor<1x8x8x4xi8>
func.func @view_folds(%x: tensor<1x8x8x4xi8>) -> tensor<1x8x8x4xi8> {
  %0 = cim.view %x : (tensor<1x8x8x4xi8>) -> tensor<1x8x8x4xi8>
  // CHECK-NEXT: return %[[X]]
  return %0 : tensor<1x8x8x4xi8>
}

// Under another shape.
// CHECK-LABEL: func.func @view_stays
func.func @view_stays(%x: tensor<1x8x8x4xi8>) -> tensor<1x256xi8> {
  %0 = cim.view %x : (tensor<1x8x8x4xi8>) -> tensor<1x256xi8>
  // CHECK-NEXT: cim.view
  return %0 : tensor<1x256xi8>
}
