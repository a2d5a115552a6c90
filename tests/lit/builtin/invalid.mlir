// RUN: qcc opt %s --split-input-file --verify-diagnostics

module {
  func.func private @twice()
  // expected-error@+1 {{redefinition of symbol named 'twice'}}
  func.func private @twice()
}

// -----

// expected-error@+1 {{}}
"builtin.module"() ({
^bb0(%a: i32):
}) : () -> ()
