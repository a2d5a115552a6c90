// RUN: qcc opt %s --split-input-file --verify-diagnostics --chip d6cim-esscirc23 --pass-pipeline='builtin.module(partition)'

// expected-error@+1 {{'builtin.module' op has no function @main with a body}}
module {
  func.func private @main(%x: tensor<4xf32>) -> tensor<4xf32>
}

// -----

// expected-error@+1 {{'builtin.module' op has no function @main with a body}}
module {
  func.func @other(%x: tensor<4xf32>) -> tensor<4xf32> {
    return %x : tensor<4xf32>
  }
}

// -----

func.func @main(%x: tensor<4xf32>) -> tensor<4xf32> {
  // expected-error@+1 {{'host.call' op shows that the network is partitioned already}}
  %0 = host.call @host_0(%x) : (tensor<4xf32>) -> tensor<4xf32>
  return %0 : tensor<4xf32>
}
func.func private @host_0(%x: tensor<4xf32>) -> tensor<4xf32> {
  return %x : tensor<4xf32>
}

// -----

func.func @main(%x: tensor<4xf32>) -> tensor<4xf32> {
  // expected-error@+1 {{'func.call' op gives no result, so that it cannot be placed}}
  func.call @log(%x) : (tensor<4xf32>) -> ()
  return %x : tensor<4xf32>
}
func.func private @log(%x: tensor<4xf32>) {
  return
}
