// RUN: qcc opt %s --split-input-file --verify-diagnostics

func.func @wrong_type(%a: i32) -> f32 {
  // expected-error@+1 {{type of return operand 0 ('i32') doesn't match function result type ('f32')}}
  return %a : i32
}

// -----

func.func @caller() {
  // expected-error@+1 {{'missing' does not reference a valid function}}
  call @missing() : () -> ()
  return
}

// -----

func.func private @callee(i32)

func.func @wrong_argument(%a: f32) {
  // expected-error@+1 {{operand type mismatch}}
  call @callee(%a) : (f32) -> ()
  return
}

// -----

// expected-error@+1 {{symbol declaration cannot have public visibility}}
func.func @public_declaration()

// -----

func.func @undefined() -> i32 {
  // expected-error@+1 {{use of undeclared SSA value name}}
  return %nowhere : i32
}
