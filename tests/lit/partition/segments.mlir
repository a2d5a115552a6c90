// RUN: qcc opt %s --split-input-file --chip d6cim-esscirc23 --pass-pipeline='builtin.module(partition)' | FileCheck %s

!q = !quant.uniform<i8:f32, 0.05:3>

// Reals on the host, integers on the device.
// CHECK-LABEL: func.func @main
// CHECK-SAME:    %[[X:[a-z0-9]+]]: tensor<4xf32>
// CHECK-NEXT:    %[[Q:.+]] = host.call @host_0(%[[X]])
// CHECK-NEXT:    host.load_segment {segment = 0 : i64}
// CHECK-NEXT:    %[[Y:.+]] = host.launch @device_0(%[[Q]]) {segment = 0 : i64}
// CHECK-NEXT:    %[[R:.+]] = host.call @host_1(%[[Y]])
// CHECK-NEXT:    return %[[R]]
// CHECK:       func.func private @host_0
// CHECK-SAME:    attributes {nn.requantize = "single", qcc.device = "host"}
// CHECK-NEXT:    quant.qcast
// CHECK-NEXT:    return
// CHECK:       func.func private @device_0
// CHECK-SAME:    attributes {nn.requantize = "single", qcc.device = "cim"}
// CHECK-NEXT:    nn.relu
// CHECK-NEXT:    nn.sigmoid
// CHECK-NEXT:    return
// CHECK:       func.func private @host_1
// CHECK-NEXT:    quant.dcast
func.func @main(%x: tensor<4xf32>) -> tensor<4xf32> attributes {nn.requantize = "single"} {
  %0 = quant.qcast %x : tensor<4xf32> to tensor<4x!q>
  %1 = nn.relu %0 : (tensor<4x!q>) -> tensor<4x!q>
  %2 = nn.sigmoid %1 : (tensor<4x!q>) -> tensor<4x!quant.uniform<i8:f32, 0.00390625:-128>>
  %3 = quant.dcast %2 : tensor<4x!quant.uniform<i8:f32, 0.00390625:-128>> to tensor<4xf32>
  return %3 : tensor<4xf32>
}

// -----

!q = !quant.uniform<i8:f32, 0.05:3>

// A softmax between needs a second segment; what both use waits in a host buffer.
// CHECK-LABEL: func.func @main
// CHECK:         %[[A:.+]] = host.launch @device_0
// CHECK-NEXT:    %[[B:.+]] = host.call @host_0(%[[A]])
// CHECK-NEXT:    host.load_segment {segment = 1 : i64}
// CHECK-NEXT:    host.launch @device_1(%[[A]], %[[B]]) {segment = 1 : i64}
func.func @main(%x: tensor<4x!q>) -> tensor<4x!q> {
  %0 = nn.relu %x : (tensor<4x!q>) -> tensor<4x!q>
  %1 = nn.softmax %0 {axis = 0 : i64} : (tensor<4x!q>) -> tensor<4x!q>
  %2 = nn.add %0, %1 : (tensor<4x!q>, tensor<4x!q>) -> tensor<4x!q>
  return %2 : tensor<4x!q>
}

// -----

!q = !quant.uniform<i8:f32, 0.05:3>

// Weights go with the product; moves at the edges stay on the host, between operations of the device they do not.
// CHECK-LABEL: func.func @main
// CHECK-NEXT:    host.call @host_0
// CHECK-NEXT:    host.load_segment
// CHECK-NEXT:    host.launch @device_0
// CHECK-NEXT:    host.call @host_1
// CHECK-NEXT:    return
// CHECK:       func.func private @host_0
// CHECK-NEXT:    nn.transpose
// CHECK-NEXT:    return
// CHECK:       func.func private @device_0
// CHECK-NEXT:    nn.constant
// CHECK-NEXT:    nn.linear
// CHECK-NEXT:    nn.reshape
// CHECK-NEXT:    nn.relu
// CHECK-NEXT:    return
// CHECK:       func.func private @host_1
// CHECK-NEXT:    nn.slice
func.func @main(%x: tensor<2x3x!q>) -> tensor<3x!q> {
  %w = nn.constant {value = dense<1> : tensor<2x2xi8>} : tensor<2x2x!quant.uniform<i8<-127:127>:f32, 0.01>>
  %0 = nn.transpose %x {permutation = array<i64: 1, 0>} : (tensor<2x3x!q>) -> tensor<3x2x!q>
  %1 = nn.linear %0, %w {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (tensor<3x2x!q>, tensor<2x2x!quant.uniform<i8<-127:127>:f32, 0.01>>) -> tensor<3x2x!q>
  %2 = nn.reshape %1 : (tensor<3x2x!q>) -> tensor<6x!q>
  %3 = nn.relu %2 : (tensor<6x!q>) -> tensor<6x!q>
  %4 = nn.slice %3 {sizes = array<i64: 3>, starts = array<i64: 0>, steps = array<i64: 2>} : (tensor<6x!q>) -> tensor<3x!q>
  return %4 : tensor<3x!q>
}

// -----

// A constant that the network returns comes from a function; arguments are returned as they are; dead operations go.
// CHECK-LABEL: func.func @main
// CHECK-SAME:    %[[X:[a-z0-9]+]]: tensor<2xf32>
// CHECK-NEXT:    %[[C:.+]] = host.call @host_0()
// CHECK-NEXT:    return %[[C]], %[[X]]
func.func @main(%x: tensor<2xf32>) -> (tensor<2xf32>, tensor<2xf32>) {
  %0 = nn.constant {value = dense<[1.0, 2.0]> : tensor<2xf32>} : tensor<2xf32>
  %1 = nn.relu %x : (tensor<2xf32>) -> tensor<2xf32>
  return %0, %x : tensor<2xf32>, tensor<2xf32>
}

// -----

// Nothing to do.
// CHECK-LABEL: func.func @main
// CHECK-NEXT:    return
// CHECK-NOT:   func.func
func.func @main() {
  return
}
