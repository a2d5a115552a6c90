// RUN: qcc opt %s --split-input-file --verify-diagnostics --allow-unregistered-dialect

func.func @count(%x: i32) {
  // expected-error@+1 {{'cf.br' op branch has 1 operands for successor #0, but target block has 0}}
  cf.br ^bb1(%x : i32)
^bb1:
  return
}

// -----

func.func @type(%c: i1, %x: i32) {
  // expected-error@+1 {{'cf.cond_br' op type mismatch for bb argument #0 of successor #1}}
  cf.cond_br %c, ^bb1, ^bb2(%x : i32)
^bb1:
  return
^bb2(%a: i64):
  return
}

// -----

func.func @condition(%c: i8) {
  // expected-error@+1 {{'cf.cond_br' op operand #0 must be 1-bit signless integer, but got 'i8'}}
  "cf.cond_br"(%c)[^bb1, ^bb1] <{operandSegmentSizes = array<i32: 1, 0, 0>}> : (i8) -> ()
^bb1:
  return
}

// -----

func.func @weights(%c: i1) {
  // expected-error@+1 {{expects number of branch weights to match number of successors: 3 vs 2}}
  cf.cond_br %c weights([1, 2, 3]), ^bb1, ^bb1
^bb1:
  return
}

// -----

func.func @successors(%c: i1) {
  // expected-error@+1 {{'cf.br' op requires 1 successor but found 2}}
  "cf.br"()[^bb1, ^bb1] : () -> ()
^bb1:
  return
}

// -----

func.func @wide_weight(%c: i1) {
  // expected-error@+1 {{a weight must be a 32-bit integer}}
  cf.cond_br %c weights([1, 4294967296]), ^bb1, ^bb1
^bb1:
  return
}
