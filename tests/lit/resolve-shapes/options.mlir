// RUN: qcc opt %s --split-input-file --verify-diagnostics --pass-pipeline='builtin.module(func.func(resolve-shapes{bind=H:8}))'

// expected-error@+1 {{'func.func' op has no symbolic dimension 'H' to bind; its inputs have N}}
func.func @other_symbol(%x: tensor<?x3xf32> {qcc.dim_names = ["N", ""]}) -> tensor<?x3xf32> {
  return %x : tensor<?x3xf32>
}

// -----

// expected-error@+1 {{'func.func' op has no symbolic dimension 'H' to bind; all its inputs have static shapes}}
func.func @static(%x: tensor<1x3xf32>) -> tensor<1x3xf32> {
  return %x : tensor<1x3xf32>
}
