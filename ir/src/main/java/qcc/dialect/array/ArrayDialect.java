package qcc.dialect.array;

import java.util.List;
import qcc.ir.Dialect;
import qcc.ir.OpDef;

/** The dialect {@code array}: general operations on arrays, computed on the host. */
public final class ArrayDialect implements Dialect {
    private static final List<OpDef<?>> OPERATIONS = List.of( //
            CenterCropPadOp.DEF, //
            Col2ImOp.DEF, //
            CompareOp.DEF, //
            CompressOp.DEF, //
            GatherElementsOp.DEF, //
            GatherNdOp.DEF, //
            NonZeroOp.DEF, //
            PadOp.DEF, //
            ReduceOp.DEF, //
            ReverseSequenceOp.DEF, //
            ScatterElementsOp.DEF, //
            ScatterNdOp.DEF, //
            SqueezeOp.DEF, //
            TileOp.DEF, //
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
