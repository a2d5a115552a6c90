// RUN: qcc opt %s --inline --mlir-print-debuginfo | FileCheck %s
// RUN: qcc opt %s --inline='max-body-size=1' | FileCheck %s --check-prefix=SMALL

// Callees come first: what was inlined into one goes with it. Nothing refers to them any more.
// CHECK-NOT: func private @double
// CHECK-NOT: func private @quadruple
// SMALL-NOT: @double
// SMALL: func.func private @quadruple
func.func private @double(%x: i32) -> i32 {
  %0 = arith.addi %x, %x : i32 loc("sum")
  return %0 : i32
}

func.func private @quadruple(%x: i32) -> i32 {
  %0 = func.call @double(%x) : (i32) -> i32 loc("inner")
  %1 = func.call @double(%0) : (i32) -> i32
  return %1 : i32
}

// CHECK-LABEL: func.func @main
// CHECK-SAME: %[[X:.*]]: i32
// CHECK-NEXT: %[[TWICE:.*]] = arith.addi %[[X]], %[[X]] : i32 loc(#[[PLACE:.*]])
// CHECK-NEXT: %[[RESULT:.*]] = arith.addi %[[TWICE]], %[[TWICE]] : i32
// CHECK-NEXT: return %[[RESULT]] : i32
// SMALL-LABEL: func.func @main
// SMALL: call @quadruple
func.func @main(%x: i32) -> i32 {
  %0 = func.call @quadruple(%x) : (i32) -> i32 loc("outer")
  return %0 : i32
}

// A public function can be called from elsewhere: calls of it stay, as do those that say so.
func.func @visible() {
  return
}

func.func private @wanted() {
  return
}

// CHECK-LABEL: func.func @kept
// CHECK-NEXT: call @visible()
// CHECK-NEXT: call @wanted() {no_inline}
// CHECK-NEXT: call @declared()
// CHECK-NEXT: return
func.func private @declared()

func.func @kept() {
  func.call @visible() : () -> ()
  func.call @wanted() {no_inline} : () -> ()
  func.call @declared() : () -> ()
  return
}

// Functions that lead back to themselves stay.
// CHECK-LABEL: func.func private @even
// CHECK: call @even
// CHECK-LABEL: func.func @start
// CHECK-NEXT: call @even
func.func private @even(%x: i32) -> i32 {
  %0 = func.call @odd(%x) : (i32) -> i32
  return %0 : i32
}

func.func private @odd(%x: i32) -> i32 {
  %0 = func.call @even(%x) : (i32) -> i32
  return %0 : i32
}

func.func @start(%x: i32) -> i32 {
  %0 = func.call @even(%x) : (i32) -> i32
  return %0 : i32
}

// CHECK-DAG: #[[SUM:.*]] = loc("sum")
// CHECK-DAG: #[[INNER:.*]] = loc("inner")
// CHECK-DAG: #[[OUTER:.*]] = loc("outer")
// CHECK-DAG: #[[NESTED:.*]] = loc(callsite(#[[SUM]] at #[[INNER]]))
// CHECK-DAG: #[[PLACE]] = loc(callsite(#[[NESTED]] at #[[OUTER]]))
