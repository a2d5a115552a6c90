// RUN: qcc opt %s --verify-diagnostics --allow-unregistered-dialect

// Several mistakes of one text are reported; what follows from a skipped operation is no mistake of its own.
func.func @first(%a: i32) -> i32 {
  // expected-error@+1 {{custom op 'arith.nope' is unknown}}
  %0 = arith.nope %a : i32
  // expected-error@+1 {{expected function type}}
  %1 = "a.b"(%0) : i32
  %2 = arith.addi %0, %1 : i32
  "c.d"() ({
    // expected-error@+1 {{unexpected character}}
    %3 = arith.addi %2, ~ : i32
    %4 = arith.addi %2, %2 : i32
    // expected-error@+1 {{use of undeclared SSA value name}}
    "e.f"(%nobody, %4) : (i32, i32) -> ()
  }) : () -> ()
  return %2 : i32
}

// expected-error@+1 {{expected valid '@'-identifier for symbol name}}
func.func second() {
  return
}

func.func @third(%a: i32) {
  // expected-error@+2 {{expected attribute value}}
  "a.b"() {
    key = ,
    other = [1, 2]
  } : () -> ()
  return
}
