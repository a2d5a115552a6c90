// RUN: qcc opt %s --canonicalize | FileCheck %s

// CHECK-LABEL: func.func @constants
// CHECK-DAG: %[[SUM:.*]] = arith.constant -128 : i8
// CHECK-DAG: %[[DIFFERENCE:.*]] = arith.constant 126 : i8
// CHECK-DAG: %[[PRODUCT:.*]] = arith.constant 127 : i8
// CHECK-DAG: %[[BITS:.*]] = arith.constant true
// CHECK: return %{{.*}}, %{{.*}}, %{{.*}}, %{{.*}} : i8, i8, i8, i1
func.func @constants() -> (i8, i8, i8, i1) {
  %a = arith.constant 127 : i8
  %b = arith.constant 1 : i8
  %t = arith.constant true
  %f = arith.constant false
  %0 = arith.addi %a, %b : i8
  %1 = arith.subi %a, %b : i8
  %2 = arith.muli %a, %b : i8
  %3 = arith.xori %t, %f : i1
  return %0, %1, %2, %3 : i8, i8, i8, i1
}

// CHECK-LABEL: func.func @elements
// CHECK: arith.constant dense<[11, 12]> : vector<2xi32>
// CHECK-NEXT: return
func.func @elements() -> vector<2xi32> {
  %a = arith.constant dense<[1, 2]> : vector<2xi32>
  %b = arith.constant dense<10> : vector<2xi32>
  %0 = arith.addi %a, %b : vector<2xi32>
  return %0 : vector<2xi32>
}

// CHECK-LABEL: func.func @identities
// CHECK-SAME: %[[X:[a-z0-9]+]]: i32
// CHECK-NEXT: return %[[X]], %[[X]], %[[X]], %[[X]], %[[X]], %[[X]] : i32
func.func @identities(%x: i32, %y: i32) -> (i32, i32, i32, i32, i32, i32) {
  %zero = arith.constant 0 : i32
  %one = arith.constant 1 : i32
  %0 = arith.addi %zero, %x : i32
  %1 = arith.muli %one, %x : i32
  %2 = arith.subi %x, %zero : i32
  %sum = arith.addi %y, %x : i32
  %3 = arith.subi %sum, %y : i32
  %difference = arith.subi %x, %y : i32
  %4 = arith.addi %y, %difference : i32
  %flipped = arith.xori %x, %y : i32
  %5 = arith.xori %flipped, %y : i32
  return %0, %1, %2, %3, %4, %5 : i32, i32, i32, i32, i32, i32
}

// CHECK-LABEL: func.func @zeros
// CHECK-NEXT: %[[ZERO:.*]] = arith.constant 0 : index
// CHECK-NEXT: return %[[ZERO]], %[[ZERO]], %[[ZERO]] : index, index, index
func.func @zeros(%x: index) -> (index, index, index) {
  %zero = arith.constant 0 : index
  %0 = arith.muli %x, %zero : index
  %1 = arith.subi %x, %x : index
  %2 = arith.xori %x, %x : index
  return %0, %1, %2 : index, index, index
}

// A tensor of unknown size has no constant of zeros.
// CHECK-LABEL: func.func @dynamic
// CHECK-NEXT: arith.subi
func.func @dynamic(%x: tensor<?xi32>) -> tensor<?xi32> {
  %0 = arith.subi %x, %x : tensor<?xi32>
  return %0 : tensor<?xi32>
}

// Constants of a chain meet, modulo 2^32; what was known of overflow does not hold of the result.
// CHECK-LABEL: func.func @chains
// CHECK-SAME: %[[X:[a-z0-9]+]]: i32
// CHECK-DAG: %[[SUM:.*]] = arith.constant -2147483648 : i32
// CHECK-DAG: %[[PRODUCT:.*]] = arith.constant 6 : i32
// CHECK-DAG: arith.addi %[[X]], %[[SUM]] : i32
// CHECK-DAG: arith.muli %[[X]], %[[PRODUCT]] : i32
func.func @chains(%x: i32) -> (i32, i32) {
  %one = arith.constant 1 : i32
  %two = arith.constant 2 : i32
  %three = arith.constant 3 : i32
  %largest = arith.constant 2147483647 : i32
  %0 = arith.addi %x, %one overflow<nsw> : i32
  %1 = arith.addi %0, %largest : i32
  %2 = arith.muli %x, %two : i32
  %3 = arith.muli %2, %three : i32
  return %1, %3 : i32, i32
}

// CHECK-LABEL: func.func @select
// CHECK-SAME:    %[[C:.*]]: i1, %[[A:.*]]: i32, %[[B:.*]]: i32
// CHECK-NEXT:    %[[S:.*]] = arith.select %[[C]], %[[A]], %[[B]] : i32
// CHECK-NEXT:    return %[[A]], %[[B]], %[[A]], %[[C]], %[[S]]
func.func @select(%c: i1, %a: i32, %b: i32) -> (i32, i32, i32, i1, i32) {
  %true = arith.constant true
  %false = arith.constant false
  %0 = arith.select %true, %a, %b : i32
  %1 = arith.select %false, %a, %b : i32
  %2 = arith.select %c, %a, %a : i32
  %3 = arith.select %c, %true, %false : i1
  %4 = arith.select %c, %a, %b : i32
  return %0, %1, %2, %3, %4 : i32, i32, i32, i1, i32
}
