// RUN: qcc opt %s | qcc opt | FileCheck %s
// RUN: qcc opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC

// CHECK-LABEL: func.func @operations
// CHECK-SAME: (%[[A:.*]]: i32, %[[V:.*]]: vector<2xi8>)
func.func @operations(%a: i32, %v: vector<2xi8>) -> i32 {
  // CHECK-NEXT: %[[T:.*]] = arith.constant true
  // GENERIC: "arith.constant"() <{value = true}> : () -> i1
  %t = arith.constant true
  // CHECK-NEXT: arith.constant {note = "kept"} 1.500000e+00 : f32
  %f = arith.constant {note = "kept"} 1.5 : f32
  // CHECK-NEXT: arith.constant dense<[1, 2]> : vector<2xi8>
  %d = arith.constant dense<[1, 2]> : vector<2xi8>
  // CHECK-NEXT: arith.addi %[[A]], %[[A]] : i32
  // GENERIC: "arith.addi"(%{{.*}}) <{overflowFlags = #arith.overflow<none>}> : (i32, i32) -> i32
  %0 = arith.addi %a, %a : i32
  // CHECK-NEXT: arith.subi %{{.*}}, %[[A]] overflow<nsw, nuw> : i32
  // GENERIC: "arith.subi"(%{{.*}}) <{overflowFlags = #arith.overflow<nsw, nuw>}> : (i32, i32) -> i32
  %1 = arith.subi %0, %a overflow<nuw, nsw> : i32
  // CHECK-NEXT: arith.muli %{{.*}}, %{{.*}} overflow<nuw> {note = 1 : i8} : i32
  %2 = arith.muli %1, %0 overflow<nuw> {note = 1 : i8} : i32
  // CHECK-NEXT: arith.xori %{{.*}}, %{{.*}} : i32
  // GENERIC: "arith.xori"(%{{.*}}) : (i32, i32) -> i32
  %3 = arith.xori %2, %a : i32
  // CHECK-NEXT: arith.select %[[T]], %{{.*}}, %[[A]] : i32
  // GENERIC: "arith.select"(%{{.*}}, %{{.*}}, %{{.*}}) : (i1, i32, i32) -> i32
  %4 = arith.select %t, %3, %a : i32
  // CHECK: arith.select %{{.*}}, %{{.*}}, %{{.*}} {note} : vector<2xi1>, vector<2xi8>
  %c = arith.constant dense<[true, false]> : vector<2xi1>
  %5 = arith.select %c, %d, %d {note} : vector<2xi1>, vector<2xi8>
  return %4 : i32
}
