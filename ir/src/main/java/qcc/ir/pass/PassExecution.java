package qcc.ir.pass;

import qcc.ir.Op;

/**
 * One run of one pass on one operation.
 *
 * @param pass the pass
 * @param number the place of the pass among all passes of the pipeline, nested ones included, from 1
 * @param step the place among all steps of the pipeline in the order of the text, from 0 for the outermost pipeline
 * @param op the operation it runs on
 * @param context diagnostics reported here keep their order; an error reported by an instrumentation stops the pipeline
 */
public record PassExecution(Pass pass, int number, int step, Op op, PassContext context) {}
