// RUN: qcc opt %s | FileCheck %s
// RUN: qcc opt %s --mlir-print-op-generic | FileCheck %s --check-prefix=GENERIC
// RUN: qcc opt %s --mlir-print-op-generic | qcc opt | FileCheck %s

// CHECK-LABEL: func.func @branches
// GENERIC-LABEL: sym_name = "branches"
func.func @branches(%c: i1, %x: i32) -> i32 {
  // CHECK-NEXT: cf.cond_br %[[C:.*]], ^[[ONE:bb[0-9]+]], ^[[TWO:bb[0-9]+]](%[[X:.*]], %[[X]] : i32, i32)
  // GENERIC: "cf.cond_br"(%{{.*}}, %{{.*}}, %{{.*}})[^bb1, ^bb2] <{operandSegmentSizes = array<i32: 1, 0, 2>}> : (i1, i32, i32) -> ()
  cf.cond_br %c, ^bb1, ^bb2(%x, %x : i32, i32)
// CHECK-NEXT: ^[[ONE]]:
^bb1:
  // CHECK-NEXT: cf.br ^[[TWO]](%[[X]], %[[X]] : i32, i32) {note}
  // GENERIC: "cf.br"(%{{.*}}, %{{.*}})[^bb2] {note} : (i32, i32) -> ()
  cf.br ^bb2(%x, %x : i32, i32) {note}
^bb2(%a: i32, %b: i32):
  return %a : i32
}

// CHECK-LABEL: func.func @weights
func.func @weights(%c: i1) {
  // CHECK-NEXT: cf.cond_br %{{.*}} weights([9, 1]), ^bb1, ^bb2
  // GENERIC: branch_weights = array<i32: 9, 1>
  cf.cond_br %c weights([9, 1]), ^bb1, ^bb2
^bb1:
  return
^bb2:
  return
}
