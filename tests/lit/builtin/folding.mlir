// RUN: qcc opt %s --canonicalize | FileCheck %s

// To the same type.
// CHECK-LABEL: func.func @same_type
// CHECK-SAME:    %[[X:[a-z0-9]+]]: i32
func.func @same_type(%x: i32) -> i32 {
  %0 = builtin.unrealized_conversion_cast %x : i32 to i32
  // CHECK-NEXT: return %[[X]]
  return %0 : i32
}

// To another type.
// CHECK-LABEL: func.func @other_type
func.func @other_type(%x: i32) -> f32 {
  %0 = builtin.unrealized_conversion_cast %x : i32 to f32
  // CHECK-NEXT: builtin.unrealized_conversion_cast
  return %0 : f32
}
