// RUN: qcc opt %s --split-input-file --verify-diagnostics

func.func @reals(%a: f32) {
  // expected-error@+3 {{'arith.addi' op operand #0 must be signless-integer-like, but got 'f32'}}
  // expected-error@+2 {{'arith.addi' op operand #1 must be signless-integer-like, but got 'f32'}}
  // expected-error@+1 {{'arith.addi' op result #0 must be signless-integer-like, but got 'f32'}}
  %0 = "arith.addi"(%a, %a) : (f32, f32) -> f32
  return
}

// -----

func.func @signed(%a: si32) {
  // expected-error@+3 {{operand #0 must be signless-integer-like}}
  // expected-error@+2 {{operand #1 must be signless-integer-like}}
  // expected-error@+1 {{result #0 must be signless-integer-like}}
  %0 = arith.xori %a, %a : si32
  return
}

// -----

func.func @types(%a: i32, %b: i64) {
  // expected-error@+1 {{requires the same type for all operands and results}}
  %0 = "arith.subi"(%a, %b) : (i32, i64) -> i32
  return
}

// -----

func.func @constant_type() {
  // expected-error@+1 {{failed to verify that all of {value, result} have same type}}
  %0 = "arith.constant"() <{value = 1 : i64}> : () -> i32
  return
}

// -----

func.func @constant_sign() {
  // expected-error@+1 {{integer return type must be signless}}
  %0 = arith.constant 1 : si32
  return
}

// -----

func.func @untyped() {
  // expected-error@+1 {{a constant must be a number or elements with a type}}
  %0 = arith.constant "text"
  return
}

// -----

func.func @flags(%a: i32) {
  // expected-error@+1 {{expected one of 'none', 'nsw', 'nuw'}}
  %0 = arith.addi %a, %a overflow<fast> : i32
  return
}

// -----

// expected-error@+1 {{unregistered operation 'arith.nope' found in dialect ('arith')}}
"arith.nope"() : () -> ()

// -----

func.func @select_types(%c: i1, %a: i32, %b: i64) {
  // expected-error@+1 {{failed to verify that all of {true_value, false_value, result} have same type}}
  %0 = "arith.select"(%c, %a, %b) : (i1, i32, i64) -> i32
  return
}

// -----

func.func @select_shape(%c: vector<3xi1>, %a: vector<2xi8>) {
  // expected-error@+1 {{expected condition type to have the same shape as the result type, expected 'vector<2xi1>', but got 'vector<3xi1>'}}
  %0 = arith.select %c, %a, %a : vector<3xi1>, vector<2xi8>
  return
}
