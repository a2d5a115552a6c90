// RUN: qcc opt %s | FileCheck %s
// RUN: qcc opt %s > %t.custom
// RUN: qcc opt %s --mlir-print-op-generic | qcc opt > %t.generic
// RUN: diff %t.custom %t.generic

func.func private @device_0(tensor<1x4xi8>) -> tensor<1x4xi8>
func.func private @host_0(tensor<1x4xi8>) -> tensor<1x4xf32>

// CHECK-LABEL: func.func @main
func.func @main(%x: tensor<1x4xi8>) -> tensor<1x4xf32> {
  // CHECK: host.load_segment {segment = 0 : i64}
  host.load_segment {segment = 0 : i64}
  // CHECK: host.launch @device_0(%{{.*}}) {segment = 0 : i64} : (tensor<1x4xi8>) -> tensor<1x4xi8>
  %0 = host.launch @device_0(%x) {segment = 0 : i64} : (tensor<1x4xi8>) -> tensor<1x4xi8>
  // CHECK: host.call @host_0(%{{.*}}) : (tensor<1x4xi8>) -> tensor<1x4xf32>
  %1 = host.call @host_0(%0) : (tensor<1x4xi8>) -> tensor<1x4xf32>
  return %1 : tensor<1x4xf32>
}
