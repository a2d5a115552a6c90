// RUN: qcc opt %s --canonicalize | FileCheck %s

!grid = !quant.uniform<i8:f32, 5.000000e-01>
!other = !quant.uniform<i8:f32, 2.500000e-01>

// There and back.
// CHECK-LABEL: func.func @there_and_back
// CHECK-SAME:    %[[X:[a-z0-9]+]]: tensor<4xi8>
func.func @there_and_back(%x: tensor<4xi8>) -> tensor<4xi8> {
  %0 = quant.scast %x : tensor<4xi8> to tensor<4x!grid>
  %1 = quant.scast %0 : tensor<4x!grid> to tensor<4xi8>
  // CHECK-NEXT: return %[[X]]
  return %1 : tensor<4xi8>
}

// The integers stay, their meaning does not.
// CHECK-LABEL: func.func @other_grid
func.func @other_grid(%x: tensor<4x!grid>) -> tensor<4x!other> {
  // CHECK-NEXT: quant.scast
  // CHECK-NEXT: quant.scast
  %0 = quant.scast %x : tensor<4x!grid> to tensor<4xi8>
  %1 = quant.scast %0 : tensor<4xi8> to tensor<4x!other>
  return %1 : tensor<4x!other>
}
