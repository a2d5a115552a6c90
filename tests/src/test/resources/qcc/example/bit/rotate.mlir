// RUN: bit-opt 'builtin.module(canonicalize)' %s | FileCheck %s

// CHECK-LABEL: func.func @rotations
// CHECK-SAME:    %[[X:.*]]: i8
// CHECK-NEXT:    %[[R:.*]] = bit.rotate %[[X]] {amount = 3 : i64} : (i8) -> i8
// CHECK-NEXT:    return %[[R]]
func.func @rotations(%x: i8) -> i8 {
  %0 = bit.rotate %x {amount = 7 : i64} : (i8) -> i8
  %1 = bit.rotate %0 {amount = 4 : i64} : (i8) -> i8
  return %1 : i8
}

// CHECK-LABEL: func.func @all_the_way_round
// CHECK-NEXT:    return %{{.*}} : i8
func.func @all_the_way_round(%x: i8) -> i8 {
  %0 = bit.rotate %x {amount = 4 : i64} : (i8) -> i8
  %1 = bit.rotate %0 {amount = 4 : i64} : (i8) -> i8
  %2 = bit.reverse %1 : (i8) -> i8
  %3 = bit.reverse %2 : (i8) -> i8
  return %3 : i8
}

// What stands between two rotations keeps them apart.
// CHECK-LABEL: func.func @apart
// CHECK:         bit.rotate
// CHECK-NEXT:    bit.reverse
// CHECK-NEXT:    bit.rotate
func.func @apart(%x: i8) -> i8 {
  %0 = bit.rotate %x {amount = 1 : i64} : (i8) -> i8
  %1 = bit.reverse %0 : (i8) -> i8
  %2 = bit.rotate %1 {amount = 1 : i64} : (i8) -> i8
  return %2 : i8
}
