package qcc.ir.pass;

import qcc.ir.Op;

/**
 * One run of a pipeline, which may be nested in another one, on one operation.
 *
 * @param step the place among all steps of the outermost pipeline in the order of the text, from 0 for that pipeline itself
 */
public record PipelineExecution(Pipeline pipeline, int step, Op op, PassContext context) {}
