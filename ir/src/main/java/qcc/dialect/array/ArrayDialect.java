package qcc.dialect.array;

import java.util.List;
import qcc.ir.Dialect;
import qcc.ir.OpDef;

/** The dialect {@code array}: general operations on arrays, computed on the host. */
public final class ArrayDialect implements Dialect {
    private static final List<OpDef<?>> OPERATIONS = List.of( //
            AffineGridOp.DEF, //
            ArgExtremeOp.DEF, //
            BinaryOp.DEF, //
            CenterCropPadOp.DEF, //
            ClassifyOp.DEF, //
            Col2ImOp.DEF, //
            CompareOp.DEF, //
            CompressOp.DEF, //
            ConvTransposeOp.DEF, //
            CumulativeOp.DEF, //
            DeformConvOp.DEF, //
            DeterminantOp.DEF, //
            EinsumOp.DEF, //
            EyeLikeOp.DEF, //
            GatherElementsOp.DEF, //
            GatherNdOp.DEF, //
            GridSampleOp.DEF, //
            MaxPoolOp.DEF, //
            MaxUnpoolOp.DEF, //
            NonMaxSuppressionOp.DEF, //
            NonZeroOp.DEF, //
            OneHotOp.DEF, //
            PadOp.DEF, //
            RangeOp.DEF, //
            RecurrentOp.DEF, //
            ReduceOp.DEF, //
            ResizeOp.DEF, //
            ReverseSequenceOp.DEF, //
            RoiAlignOp.DEF, //
            ScatterElementsOp.DEF, //
            ScatterNdOp.DEF, //
            SelectOp.DEF, //
            SqueezeOp.DEF, //
            TileOp.DEF, //
            TopKOp.DEF, //
            TriangleOp.DEF, //
            UniqueOp.DEF, //
            UnsqueezeOp.DEF);

    @Override
    public String name() {
        return "array";
    }

    @Override
    public List<OpDef<?>> operations() {
        return OPERATIONS;
    }
}
