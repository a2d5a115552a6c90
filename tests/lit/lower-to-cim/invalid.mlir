// RUN: qcc opt %s --split-input-file --verify-diagnostics --chip d6cim-esscirc23 --pass-pipeline='builtin.module(lower-to-cim{replicate=false})'

!x = !quant.uniform<i8:f32, 0.5:3>

func.func @refused(%x: tensor<4x!x>) -> tensor<4x!x> attributes {qcc.device = "cim"} {
  // expected-error@+1 {{'nn.softmax' op cannot run on chip 'd6cim-esscirc23': the device has no exponentials}}
  %0 = nn.softmax %x {axis = 0 : i64} : (tensor<4x!x>) -> tensor<4x!x>
  return %0 : tensor<4x!x>
}

// -----

!x = !quant.uniform<i8:f32, 0.5:3>

func.func @no_power_of_two(%x: tensor<4x!x>) -> tensor<4x!quant.uniform<i8:f32, 0.75>> attributes {nn.requantize = "shift", qcc.device = "cim"} {
  // expected-error@+1 {{'nn.requantize' op needs the factor 0.6666666666666666, which is not a power of two, in requantization mode 'shift'}}
  %0 = nn.requantize %x : (tensor<4x!x>) -> tensor<4x!quant.uniform<i8:f32, 0.75>>
  return %0 : tensor<4x!quant.uniform<i8:f32, 0.75>>
}

// -----

!x = !quant.uniform<i8:f32, 0.5:3>
!w = !quant.uniform<i8<-127:127>:f32, 0.25>

func.func @too_many_weights(%x: tensor<1x160000x!x>) -> tensor<1x1x!x> attributes {qcc.device = "cim"} {
  %w = nn.constant {value = dense<1> : tensor<1x160000xi8>} : tensor<1x160000x!w>
  // expected-error@+1 {{'nn.linear' op has sums over more rows than chip 'd6cim-esscirc23' holds at once; the pass partition makes them in parts}}
  %0 = nn.linear %x, %w {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (tensor<1x160000x!x>, tensor<1x160000x!w>) -> tensor<1x1x!x>
  return %0 : tensor<1x1x!x>
}

// -----

!x = !quant.uniform<i8:f32, 0.5:3>
!w = !quant.uniform<i8<-127:127>:f32, 0.25>

func.func @weights_left_out(%x: tensor<1x16x!x>) -> tensor<1x16x!x> attributes {qcc.device = "cim"} {
  %w = nn.constant {value = dense_resource<__elided__> : tensor<16x16xi8>} : tensor<16x16x!w>
  // expected-error@+1 {{'nn.linear' op has weights or a bias whose bytes were left out when the module was printed}}
  %0 = nn.linear %x, %w {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (tensor<1x16x!x>, tensor<16x16x!w>) -> tensor<1x16x!x>
  return %0 : tensor<1x16x!x>
}

// -----

!x = !quant.uniform<i8:f32, 0.5:3>

func.func @lowered_already(%x: tensor<2x3x!x>) -> tensor<6x!x> attributes {qcc.device = "cim"} {
  // expected-error@+1 {{'quant.scast' op cannot run on chip 'd6cim-esscirc23': it is not an operation of a network}}
  %0 = quant.scast %x : tensor<2x3x!x> to tensor<2x3xi8>
  %1 = cim.view %0 : (tensor<2x3xi8>) -> tensor<6xi8>
  %2 = quant.scast %1 : tensor<6xi8> to tensor<6x!x>
  return %2 : tensor<6x!x>
}

// -----

!x = !quant.uniform<i8:f32, 0.5:3>

func.func @constant_result() -> tensor<2x!x> attributes {qcc.device = "cim"} {
  %0 = nn.constant {value = dense<1> : tensor<2xi8>} : tensor<2x!x>
  // expected-error@+1 {{'func.return' op returns a constant, which the device does not make}}
  return %0 : tensor<2x!x>
}
