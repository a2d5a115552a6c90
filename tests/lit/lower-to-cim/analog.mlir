// RUN: not qcc opt %s --chip isaac-isca16 --pass-pipeline='builtin.module(partition)' 2>&1 | FileCheck %s
// RUN: not qcc opt %s --chip isaac-isca16 --pass-pipeline='builtin.module(lower-to-cim)' 2>&1 | FileCheck %s

// One message at the place in the chip file, not one for each operation.
// CHECK:     isaac-isca16:{{[0-9]+}}:{{[0-9]+}}: error: networks are mapped to digital crossbars only, and xbar.kind is analog
// CHECK-NEXT: note: use a chip of kind digital
// CHECK-NOT: error:
func.func @main(%x: tensor<4x!quant.uniform<i8:f32, 0.5>>) -> tensor<4x!quant.uniform<i8:f32, 0.5>> attributes {qcc.device = "cim"} {
  %0 = nn.relu %x : (tensor<4x!quant.uniform<i8:f32, 0.5>>) -> tensor<4x!quant.uniform<i8:f32, 0.5>>
  %1 = nn.relu %0 : (tensor<4x!quant.uniform<i8:f32, 0.5>>) -> tensor<4x!quant.uniform<i8:f32, 0.5>>
  return %1 : tensor<4x!quant.uniform<i8:f32, 0.5>>
}
