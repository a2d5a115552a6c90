// DEFINE: %{pipeline} = --pass-pipeline='builtin.module(func.func(canonicalize,cse),symbol-dce)' --mlir-disable-threading
// DEFINE: %{opt} = qcc opt %s %{pipeline} -o %t.out

// RUN: %{opt} --mlir-print-ir-before=cse 2>&1 | FileCheck %s --check-prefix=BEFORE
// BEFORE-NOT: Before canonicalize
// BEFORE: IR Dump Before cse ('func.func' operation: @a)
// BEFORE-NEXT: func.func @a(%arg0: i32) -> i32 {
// BEFORE: IR Dump Before cse ('func.func' operation: @b)
// BEFORE-NOT: Before symbol-dce

// RUN: %{opt} --mlir-print-ir-after=cse,symbol-dce 2>&1 | FileCheck %s --check-prefix=AFTER
// AFTER: IR Dump After cse ('func.func' operation: @a)
// AFTER-NEXT: func.func @a
// AFTER: IR Dump After symbol-dce ('builtin.module' operation)
// AFTER-NEXT: module {

// RUN: %{opt} --mlir-print-ir-before-all --mlir-print-ir-after-all 2>&1 | FileCheck %s --check-prefix=ALL
// ALL: Before canonicalize ('func.func' operation: @a)
// ALL: arith.addi
// ALL: After canonicalize ('func.func' operation: @a)
// ALL-NOT: arith.addi
// ALL: Before cse ('func.func' operation: @a)
// ALL: After cse ('func.func' operation: @a)
// ALL: Before canonicalize ('func.func' operation: @b)
// ALL: After symbol-dce ('builtin.module' operation)

// RUN: %{opt} --mlir-print-ir-after-all --mlir-print-ir-after-change 2>&1 | FileCheck %s --check-prefix=CHANGE
// CHANGE-COUNT-1: IR Dump After
// CHANGE-NOT: IR Dump After

// RUN: %{opt} --mlir-print-ir-after=cse --mlir-print-ir-module-scope 2>&1 | FileCheck %s --check-prefix=MODULE
// MODULE: After cse ('func.func' operation: @a)
// MODULE-NEXT: module {
// MODULE-NEXT:   func.func @a
// MODULE:        func.func @b

// RUN: not qcc opt %s --canonicalize --partition --mlir-print-ir-after-failure 2>&1 | FileCheck %s --check-prefix=FAILURE
// FAILURE-NOT: IR Dump After canonicalize
// FAILURE: IR Dump After partition Failed ('builtin.module' operation)
// FAILURE-NEXT: {{^}}module {

// RUN: rm -rf %t.tree
// RUN: %{opt} --mlir-print-ir-after-all --mlir-print-ir-before=cse --mlir-print-ir-tree-dir=%t.tree
// RUN: cat %t.tree/builtin_module_no-symbol-name/func_func_a/0_0_canonicalize.mlir | FileCheck %s --check-prefix=TREE
// RUN: cat %t.tree/builtin_module_no-symbol-name/func_func_b/0_1_cse.mlir | FileCheck %s --check-prefix=TREE-BEFORE
// RUN: cat %t.tree/builtin_module_no-symbol-name/func_func_b/0_2_cse.mlir | FileCheck %s --check-prefix=TREE-AFTER
// RUN: cat %t.tree/builtin_module_no-symbol-name/1_symbol-dce.mlir | FileCheck %s --check-prefix=TREE-MODULE
// TREE: IR Dump After canonicalize
// TREE-NEXT: func.func @a
// TREE-BEFORE: IR Dump Before cse
// TREE-AFTER: IR Dump After cse
// TREE-MODULE: IR Dump After symbol-dce
// TREE-MODULE-NEXT: {{^}}module {

// RUN: %{opt} --dump-pass-pipeline 2>&1 | FileCheck %s --check-prefix=DUMP
//      DUMP: Pass Manager with 2 passes:
// DUMP-NEXT: builtin.module(
// DUMP-NEXT:   func.func(
// DUMP-NEXT:     canonicalize{{.*}},
// DUMP-NEXT:     cse
// DUMP-NEXT:   ),
// DUMP-NEXT:   symbol-dce
// DUMP-NEXT: )

// RUN: %{opt} --mlir-timing 2>&1 | FileCheck %s --check-prefix=TREE-TIMES --strict-whitespace
// TREE-TIMES: ----User Time----  ----Wall Time----  ----Name----
// TREE-TIMES: {{[0-9.]+ +\( *[0-9.]+%\)}}  Parser
// TREE-TIMES: {{[0-9.]+ +\( *[0-9.]+%\)}}    'func.func' Pipeline
// TREE-TIMES: {{[0-9.]+ +\( *[0-9.]+%\)}}      canonicalize
// TREE-TIMES: {{[0-9.]+ +\( *[0-9.]+%\)}}  Output
// TREE-TIMES: {{[0-9.]+ +\( *[0-9.]+%\)}}  Total

// RUN: %{opt} --mlir-timing --mlir-timing-display=list 2>&1 | FileCheck %s --check-prefix=LIST-TIMES --strict-whitespace
// LIST-TIMES-DAG: {{[0-9.]+ +\( *[0-9.]+%\)}}  Parser
// LIST-TIMES-DAG: {{[0-9.]+ +\( *[0-9.]+%\)}}  'func.func' Pipeline
// LIST-TIMES-DAG: {{[0-9.]+ +\( *[0-9.]+%\)}}  canonicalize
// LIST-TIMES: {{[0-9.]+ +\( *[0-9.]+%\)}}  Total

// RUN: qcc opt %s -p 'builtin.module(func.func(canonicalize,cse,canonicalize))' --mlir-pass-statistics 2>&1 -o %t.out | FileCheck %s --check-prefix=STATISTICS
// RUN: qcc opt %s -p 'builtin.module(func.func(canonicalize,cse,canonicalize))' --mlir-pass-statistics --mlir-pass-statistics-display=list -o %t.out 2>&1 | FileCheck %s --check-prefix=STATISTICS
// STATISTICS: Pass statistics report
// STATISTICS: canonicalize
// STATISTICS-NEXT: (S) 1 dead-ops-erased
// STATISTICS-NEXT: (S) 1 ops-folded

// RUN: not qcc opt %s --mlir-pass-statistics-display=table 2>&1 | FileCheck %s --check-prefix=FORM
// FORM: --mlir-pass-statistics-display must be pipeline or list, not 'table'

func.func @a(%x: i32) -> i32 {
  %0 = arith.constant 0 : i32
  %1 = arith.addi %x, %0 : i32
  return %1 : i32
}
func.func @b(%x: i32) -> i32 {
  return %x : i32
}
