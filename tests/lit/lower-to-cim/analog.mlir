// RUN: not qcc opt %s --chip hermes-pcm64 --pass-pipeline='builtin.module(partition)' 2>&1 | FileCheck %s
// RUN: not qcc opt %s --chip hermes-pcm64 --pass-pipeline='builtin.module(lower-to-cim)' 2>&1 | FileCheck %s

// One message at the place in the chip file, not one for each operation.
// CHECK:     hermes-pcm64:{{[0-9]+}}:{{[0-9]+}}: error: inputs of analog crossbars are driven as offset or msb_subtract, not as pos_neg
// CHECK-NEXT: note: set signed to offset or msb_subtract
// CHECK-NOT: error:
func.func @main(%x: tensor<4x!quant.uniform<i8:f32, 0.5>>) -> tensor<4x!quant.uniform<i8:f32, 0.5>> attributes {qcc.device = "cim"} {
  %0 = nn.relu %x : (tensor<4x!quant.uniform<i8:f32, 0.5>>) -> tensor<4x!quant.uniform<i8:f32, 0.5>>
  %1 = nn.relu %0 : (tensor<4x!quant.uniform<i8:f32, 0.5>>) -> tensor<4x!quant.uniform<i8:f32, 0.5>>
  return %1 : tensor<4x!quant.uniform<i8:f32, 0.5>>
}
