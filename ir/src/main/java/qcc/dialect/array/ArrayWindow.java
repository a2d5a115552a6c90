package qcc.dialect.array;

/** Works on sliding windows over spatial axes. */
public sealed interface ArrayWindow extends ArrayOp permits //
        ConvTransposeOp, //
        DeformConvOp, //
        MaxPoolOp, //
        MaxUnpoolOp {}
