// The report of a crash holds its pipeline.
// RUN: qcc opt %s --run-reproducer | FileCheck %s
// RUN: qcc opt %s | FileCheck %s --check-prefix=ALONE

// CHECK: nn.relu
// CHECK-NOT: nn.relu
// ALONE: nn.relu
// ALONE: nn.relu
func.func @twice(%x: tensor<4xf32>) -> (tensor<4xf32>, tensor<4xf32>) {
  %0 = nn.relu %x : (tensor<4xf32>) -> tensor<4xf32>
  %1 = nn.relu %x : (tensor<4xf32>) -> tensor<4xf32>
  return %0, %1 : tensor<4xf32>, tensor<4xf32>
}

{-#
  external_resources: {
    mlir_reproducer: {
      pipeline: "builtin.module(func.func(cse))",
      disable_threading: true,
      verify_each: true
    }
  }
#-}
