package qcc.dialect.array;

import qcc.dialect.nn.InferredTypes;
import qcc.ir.Pure;

/** Every operation of the dialect; sealed into families, so that a switch over it is checked for completeness. */
public sealed interface ArrayOp extends Pure, InferredTypes permits //
        ArrayAlgebra, //
        ArrayElementwise, //
        ArrayGeneration, //
        ArrayMove, //
        ArrayRecurrent, //
        ArrayReduction, //
        ArraySampling, //
        ArrayWindow {}
