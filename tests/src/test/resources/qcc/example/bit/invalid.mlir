// RUN: not bit-opt 'builtin.module()' %s 2>&1 | FileCheck %s

// CHECK: invalid.mlir:[[@LINE+2]]:8: error: 'bit.rotate' op rotates i8 by 8 bits; expected 0 to 7
func.func @f(%x: i8) -> i8 {
  %0 = bit.rotate %x {amount = 8 : i64} : (i8) -> i8
  return %0 : i8
}
