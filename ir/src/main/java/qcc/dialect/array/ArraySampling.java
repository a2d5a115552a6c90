package qcc.dialect.array;

/** Samples an array at places between its elements, or picks regions of it. */
public sealed interface ArraySampling extends ArrayOp permits //
        AffineGridOp, //
        GridSampleOp, //
        NonMaxSuppressionOp, //
        ResizeOp, //
        RoiAlignOp {}
