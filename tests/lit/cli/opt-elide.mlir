// RUN: qcc opt %s --mlir-elide-elementsattrs-if-larger=7 | FileCheck %s --check-prefixes=CHECK,ELIDED
// RUN: qcc opt %s --mlir-elide-elementsattrs-if-larger=8 | FileCheck %s --check-prefixes=CHECK,KEPT
// RUN: qcc opt %s --mlir-elide-resource-strings-if-larger=4 | FileCheck %s --check-prefix=NO-BLOB

// A splat is short however many elements it stands for.
// ELIDED: dense_resource<__elided__> : tensor<8xi32>
// KEPT: dense<[1, 2, 3, 4, 5, 6, 7, 8]> : tensor<8xi32>
// CHECK: dense<1> : tensor<9xi32>
// CHECK: blob: "0x040000000102030405060708"
// NO-BLOB-NOT: blob: "0x
func.func @f() {
  %0 = arith.constant dense<[1, 2, 3, 4, 5, 6, 7, 8]> : tensor<8xi32>
  %1 = arith.constant dense<1> : tensor<9xi32>
  %2 = arith.constant dense_resource<blob> : tensor<8xi8>
  return
}
{-# dialect_resources: { builtin: { blob: "0x040000000102030405060708" } } #-}
