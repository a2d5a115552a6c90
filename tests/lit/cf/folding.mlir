// RUN: qcc opt %s --canonicalize --allow-unregistered-dialect | FileCheck %s
// RUN: qcc opt %s --canonicalize=region-simplify=aggressive --allow-unregistered-dialect | FileCheck %s --check-prefixes=CHECK,MERGED
// RUN: qcc opt %s --canonicalize=region-simplify=disabled --allow-unregistered-dialect | FileCheck %s --check-prefix=KEPT

// A block that control comes to in one way only becomes part of the block before it.
// CHECK-LABEL: func.func @only_successor
// CHECK-NEXT:    %[[A:.*]] = "a"(%[[X:.*]]) : (i32) -> i32
// CHECK-NEXT:    return %[[A]]
func.func @only_successor(%x: i32) -> i32 {
  cf.br ^bb1(%x : i32)
^bb1(%y: i32):
  %0 = "a"(%y) : (i32) -> i32
  return %0 : i32
}

// CHECK-LABEL: func.func @loop
// CHECK-NEXT:    cf.br ^bb1
// CHECK-NEXT:  ^bb1:
// CHECK-NEXT:    "a"()
// CHECK-NEXT:    cf.br ^bb1
func.func @loop() {
  cf.br ^bb1
^bb1:
  "a"() : () -> ()
  cf.br ^bb1
}

// CHECK-LABEL: func.func @constant_condition
// CHECK-NEXT:    "b"()
// CHECK-NEXT:    return
func.func @constant_condition() {
  %false = arith.constant false
  cf.cond_br %false, ^bb1, ^bb2
^bb1:
  "a"() : () -> ()
  return
^bb2:
  "b"() : () -> ()
  return
}

// Blocks that only branch are passed by; what a conditional branch hands to one block either way is selected.
// CHECK-LABEL: func.func @diamond
// CHECK-SAME:    %[[C:.*]]: i1, %[[X:.*]]: i32, %[[Y:.*]]: i32
// CHECK-NEXT:    %[[S:.*]] = arith.select %[[C]], %[[X]], %[[Y]] : i32
// CHECK-NEXT:    return %[[S]]
func.func @diamond(%c: i1, %x: i32, %y: i32) -> i32 {
  cf.cond_br %c, ^bb1(%x : i32), ^bb2
^bb1(%a: i32):
  cf.br ^bb3(%a : i32)
^bb2:
  cf.br ^bb3(%y : i32)
^bb3(%r: i32):
  return %r : i32
}

// CHECK-LABEL: func.func @known_below
// CHECK-NEXT:    %[[TRUE:.*]] = arith.constant true
// CHECK-NEXT:    cf.cond_br %{{.*}}, ^bb1, ^bb2
// CHECK-NEXT:  ^bb1:
// CHECK-NEXT:    "a"(%[[TRUE]])
// CHECK-NEXT:    return
// CHECK-NEXT:  ^bb2:
// CHECK-NEXT:    "b"()
// CHECK-NEXT:    return
func.func @known_below(%c: i1) {
  cf.cond_br %c, ^bb1, ^bb2
^bb1:
  "a"(%c) : (i1) -> ()
  return
^bb2:
  cf.cond_br %c, ^bb1, ^bb3
^bb3:
  "b"() : () -> ()
  return
}

// Operations that only feed one another round a loop are dead, and so are the arguments between them.
// CHECK-LABEL: func.func @dead_round_a_loop
// CHECK-NEXT:    cf.br ^bb1
// CHECK-NEXT:  ^bb1:
// CHECK-NEXT:    %[[C:.*]] = "c"() : () -> i1
// CHECK-NEXT:    cf.cond_br %[[C]], ^bb1, ^bb2
// KEPT-LABEL: func.func @dead_round_a_loop
// KEPT: ^bb1(%{{.*}}: i32)
// KEPT: arith.addi
func.func @dead_round_a_loop(%x: i32) {
  cf.br ^bb1(%x : i32)
^bb1(%a: i32):
  %0 = arith.addi %a, %x : i32
  %c = "c"() : () -> i1
  cf.cond_br %c, ^bb1(%0 : i32), ^bb2
^bb2:
  return
}

// CHECK-LABEL: func.func @live_round_a_loop
// CHECK:       ^bb1(%[[A:.*]]: i32):
// CHECK-NEXT:    "use"(%[[A]])
// CHECK-NEXT:    arith.addi %[[A]]
func.func @live_round_a_loop(%x: i32) {
  cf.br ^bb1(%x : i32)
^bb1(%a: i32):
  "use"(%a) : (i32) -> ()
  %0 = arith.addi %a, %x : i32
  cf.br ^bb1(%0 : i32)
}

// CHECK-LABEL: func.func @unreachable
// CHECK-NEXT:    return
// CHECK-NEXT:  }
// KEPT-LABEL: func.func @unreachable
// KEPT-NEXT:    return
// KEPT-NEXT:  }
func.func @unreachable() {
  return
^bb1:
  "a"() : () -> ()
  cf.br ^bb1
}

// Blocks that do the same are merged in the aggressive level only.
// CHECK-LABEL: func.func @same_blocks
// MERGED-SAME:   %[[C:.*]]: i1, %[[X:.*]]: i32, %[[Y:.*]]: i32
// MERGED-NEXT:   %[[S:.*]] = arith.select %[[C]], %[[X]], %[[Y]] : i32
// MERGED-NEXT:   %[[A:.*]] = "a"(%[[S]]) : (i32) -> i32
// MERGED-NEXT:   return %[[A]]
// KEPT-LABEL: func.func @same_blocks
// KEPT-COUNT-2: "a"
func.func @same_blocks(%c: i1, %x: i32, %y: i32) -> i32 {
  cf.cond_br %c, ^bb1, ^bb2
^bb1:
  %0 = "a"(%x) : (i32) -> i32
  return %0 : i32
^bb2:
  %1 = "a"(%y) : (i32) -> i32
  return %1 : i32
}

// CHECK-LABEL: func.func @other_blocks
// CHECK:         "a"
// CHECK:         "b"
func.func @other_blocks(%c: i1, %x: i32) -> i32 {
  cf.cond_br %c, ^bb1, ^bb2
^bb1:
  %0 = "a"(%x) : (i32) -> i32
  return %0 : i32
^bb2:
  %1 = "b"(%x) : (i32) -> i32
  return %1 : i32
}

// An argument that always gets the same value goes in the aggressive level only.
// CHECK-LABEL: func.func @common_argument
// MERGED-SAME:   %{{.*}}: i1, %[[X:.*]]: i32
// MERGED:        "use"(%[[X]])
// KEPT-LABEL: func.func @common_argument
// KEPT: ^bb{{.}}(%[[A:.*]]: i32):
// KEPT-NEXT: "use"(%[[A]])
func.func @common_argument(%c: i1, %x: i32) {
  cf.cond_br %c, ^bb1, ^bb2
^bb1:
  "a"() : () -> ()
  cf.br ^bb3(%x : i32)
^bb2:
  "b"() : () -> ()
  cf.br ^bb3(%x : i32)
^bb3(%0: i32):
  "use"(%0) : (i32) -> ()
  return
}
