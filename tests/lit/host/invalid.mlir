// RUN: qcc opt %s --split-input-file --verify-diagnostics

func.func @missing(%x: tensor<1x4xi8>) -> tensor<1x4xi8> {
  // expected-error@+1 {{nowhere}}
  %0 = host.launch @nowhere(%x) {segment = 0 : i64} : (tensor<1x4xi8>) -> tensor<1x4xi8>
  return %0 : tensor<1x4xi8>
}

// -----

func.func private @device_0(tensor<1x4xi8>) -> tensor<1x4xi8>

func.func @wrong_type(%x: tensor<1x8xi8>) -> tensor<1x4xi8> {
  // expected-error@+1 {{}}
  %0 = host.launch @device_0(%x) {segment = 0 : i64} : (tensor<1x8xi8>) -> tensor<1x4xi8>
  return %0 : tensor<1x4xi8>
}
