package qcc.dialect.array;

/** Moves elements, by index or by place; computes none. */
public sealed interface ArrayMove extends ArrayOp permits //
        CenterCropPadOp, //
        Col2ImOp, //
        CompressOp, //
        GatherElementsOp, //
        GatherNdOp, //
        NonZeroOp, //
        PadOp, //
        ReverseSequenceOp, //
        ScatterElementsOp, //
        ScatterNdOp, //
        SqueezeOp, //
        TileOp, //
        UniqueOp, //
        UnsqueezeOp {}
