// RUN: bit-opt 'builtin.module(func.func(unroll-rotations{limit=2}))' %s 2>&1 | FileCheck %s

// CHECK: unroll.mlir:[[@LINE+11]]:8: remark: a rotation by 3 bits stays: the limit is 2
// CHECK-LABEL: func.func @f
// CHECK-SAME:    %[[X:.*]]: i8
// CHECK-NEXT:    %[[A:.*]] = bit.rotate %[[X]] {amount = 1 : i64} : (i8) -> i8
// CHECK-NEXT:    %[[B:.*]] = bit.rotate %[[A]] {amount = 1 : i64} : (i8) -> i8
// CHECK-NEXT:    %[[C:.*]] = bit.rotate %[[X]] {amount = 3 : i64} : (i8) -> i8
// CHECK-NEXT:    return %[[B]], %[[C]]
func.func @f(%x: i8) -> (i8, i8) {
  %0 = bit.rotate %x {amount = 2 : i64} : (i8) -> i8

  // Longer than the limit.
  %1 = bit.rotate %x {amount = 3 : i64} : (i8) -> i8
  return %0, %1 : i8, i8
}
