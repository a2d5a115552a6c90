// RUN: qcc opt %s --verify-diagnostics --pass-pipeline='builtin.module(func.func(unify-scales))'

func.func @concat(%x: tensor<1x2xf32> {qcc.range = [0.0, 6.0]}) -> tensor<1x4xf32> {
  %0 = nn.sub %x, %x {qcc.range = [0.0, 2.0]} : (tensor<1x2xf32>, tensor<1x2xf32>) -> tensor<1x2xf32>
  // expected-remark@+1 {{'nn.concat': input 1 keeps its scale, as sharing would make a scale 3.00 times as large; it is requantized}}
  %1 = nn.concat %x, %0 {axis = 1 : i64, qcc.range = [0.0, 6.0]} : (tensor<1x2xf32>, tensor<1x2xf32>) -> tensor<1x4xf32>
  return %1 : tensor<1x4xf32>
}
