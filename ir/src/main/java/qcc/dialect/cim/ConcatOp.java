package qcc.dialect.cim;

import qcc.ir.IntegerAttr;
import qcc.ir.Op;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Pure;
import qcc.ir.TensorType;
import qcc.ir.Verifier;

/** Joins tensors of storage integers along an axis. */
public final class ConcatOp extends Op implements CimMoveOp, Pure {
    public static final OpDef<ConcatOp> DEF = OpDef.of("cim.concat", ConcatOp.class, ConcatOp::new)
            .summary("maps one after the other along an axis")
            .description("""
                    The inputs have the shape of the result but for `axis`, where their dimensions add up. All hold integers of one
                    grid.""")
            .example("""
                    %y = cim.concat %a, %b {axis = 3 : i64} : (tensor<1x8x8x4xi8>, tensor<1x8x8x12xi8>) -> tensor<1x8x8x16xi8>""")
            .variadicOperand("inputs", CimTypes.BYTES_PHRASE, CimTypes.BYTES)
            .attribute("axis", IntegerAttr.class, "the axis, from 0")
            .attribute("core", IntegerAttr.of(0), "the core that executes it")
            .result("result", CimTypes.BYTES_PHRASE, CimTypes.BYTES)
            .format("operands attr-dict `:` functional-type");

    private ConcatOp(OpState state) {
        super(DEF, state);
    }

    public int axis() {
        return (int) longProperty("axis");
    }

    /** The core that executes it. */
    public int core() {
        return (int) longProperty("core");
    }

    @Override
    public void verify(Verifier check) {
        var shape = ((TensorType) result().type()).shape();
        long sum = 0;
        for (var input : operands()) {
            var part = ((TensorType) input.type()).shape();
            if (part.rank() != shape.rank() || axis() >= shape.rank() || !part.with(axis(), 1).equals(shape.with(axis(), 1))) {
                check.error("cannot join %s to %s along axis %d", part, shape, axis());
                return;
            }
            sum += part.dimension(axis());
        }
        if (sum != shape.dimension(axis())) {
            check.error("joins %d elements to %d along axis %d", sum, shape.dimension(axis()), axis());
        }
    }
}
