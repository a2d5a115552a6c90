// RUN: qcc opt %s --split-input-file --verify-diagnostics --chip d6cim-esscirc23 --pass-pipeline='builtin.module(partition{explain=true})'

!q = !quant.uniform<i8:f32, 0.05:3>

func.func @main(%x: tensor<2x4xf32>, %y: tensor<4x!q>) -> (tensor<1x!q>, tensor<2x4x!q>) {
  // expected-remark@+1 {{'quant.qcast' runs on the host: it is not an operation of a network}}
  %0 = quant.qcast %x : tensor<2x4xf32> to tensor<2x4x!q>
  %1 = nn.relu %0 : (tensor<2x4x!q>) -> tensor<2x4x!q>
  // expected-remark@+1 {{'nn.add' runs on the host: the device does not broadcast}}
  %2 = nn.add %1, %y : (tensor<2x4x!q>, tensor<4x!q>) -> tensor<2x4x!q>
  // expected-remark@+1 {{'nn.softmax' runs on the host: the device has no exponentials}}
  %3 = nn.softmax %2 {axis = 1 : i64} : (tensor<2x4x!q>) -> tensor<2x4x!q>
  %4 = nn.relu %y : (tensor<4x!q>) -> tensor<4x!q>
  // expected-remark@+1 {{'nn.slice' runs on the host: it only moves elements at the edge of the device's work}}
  %5 = nn.slice %4 {sizes = array<i64: 1>, starts = array<i64: 2>, steps = array<i64: 1>} : (tensor<4x!q>) -> tensor<1x!q>
  return %5, %3 : tensor<1x!q>, tensor<2x4x!q>
}

// -----

// Everything runs on the device: nothing to explain.
func.func @main(%x: tensor<4x!quant.uniform<i8:f32, 0.05>>) -> tensor<4x!quant.uniform<i8:f32, 0.05>> {
  %0 = nn.relu %x : (tensor<4x!quant.uniform<i8:f32, 0.05>>) -> tensor<4x!quant.uniform<i8:f32, 0.05>>
  return %0 : tensor<4x!quant.uniform<i8:f32, 0.05>>
}
