// RUN: qcc opt %s --verify-diagnostics --pass-pipeline='builtin.module(partition)'
// RUN: qcc opt %s --verify-diagnostics --pass-pipeline='builtin.module(lower-to-cim)'

// expected-error@+1 {{'builtin.module' op cannot be mapped without a chip description}}
module {
}
