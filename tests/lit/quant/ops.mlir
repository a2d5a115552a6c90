// RUN: qcc opt %s | FileCheck %s
// RUN: qcc opt %s > %t.custom
// RUN: qcc opt %s --mlir-print-op-generic | qcc opt > %t.generic
// RUN: diff %t.custom %t.generic

!per_tensor = !quant.uniform<i8:f32, 2.500000e-01:-3>
!per_axis = !quant.uniform<i8<-127:127>:f32:0, {5.000000e-01,2.500000e-01:1}>

// CHECK-LABEL: func.func @qcast
func.func @qcast(%x: tensor<4xf32>) -> tensor<4x!per_tensor> {
  // CHECK: quant.qcast %{{.*}} : tensor<4xf32> to tensor<4x!quant.uniform<i8:f32, 2.500000e-01:-3>>
  %0 = quant.qcast %x : tensor<4xf32> to tensor<4x!per_tensor>
  return %0 : tensor<4x!per_tensor>
}

// CHECK-LABEL: func.func @dcast
func.func @dcast(%x: tensor<2x4x!per_axis>) -> tensor<2x4xf32> {
  // CHECK: quant.dcast %{{.*}} : tensor<2x4x!quant.uniform<i8<-127:127>:f32:0, {5.000000e-01,2.500000e-01:1}>> to tensor<2x4xf32>
  %0 = quant.dcast %x : tensor<2x4x!per_axis> to tensor<2x4xf32>
  return %0 : tensor<2x4xf32>
}

// CHECK-LABEL: func.func @scast
func.func @scast(%x: tensor<4x!per_tensor>) -> tensor<4xi8> {
  // CHECK: quant.scast %{{.*}} : tensor<4x!quant.uniform<i8:f32, 2.500000e-01:-3>> to tensor<4xi8>
  %0 = quant.scast %x : tensor<4x!per_tensor> to tensor<4xi8>
  return %0 : tensor<4xi8>
}
