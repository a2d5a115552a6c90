package qcc.dialect.cim;

import java.util.List;
import qcc.ir.Dialect;
import qcc.ir.OpDef;

/** The dialect {@code cim}: what a compute-in-memory device executes. */
public final class CimDialect implements Dialect {
    private static final List<OpDef<?>> OPERATIONS = List.of(AddOp.DEF, AvgPoolOp.DEF, ConcatOp.DEF, GroupOp.DEF, MaxPoolOp.DEF, MulOp.DEF,
            PadOp.DEF, ProductOp.DEF,
            RequantizeOp.DEF, RescaleOp.DEF, SliceOp.DEF, SubOp.DEF, SumOp.DEF, TableOp.DEF, TransposeOp.DEF, ViewOp.DEF);

    @Override
    public String name() {
        return "cim";
    }

    @Override
    public List<OpDef<?>> operations() {
        return OPERATIONS;
    }
}
