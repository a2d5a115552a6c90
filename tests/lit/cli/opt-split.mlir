// RUN: qcc opt %s --split-input-file | FileCheck %s
// RUN: qcc opt %s --split-input-file='// ~~~ part' --output-split-marker='// next' | FileCheck %s --check-prefix=OWN

// CHECK: @a
// CHECK: // -----
// CHECK: @b
// OWN: @a
// OWN: @b
// OWN: // next
// OWN: @c
func.func private @a()
// -----
func.func private @b()
// ~~~ part
func.func private @c()
