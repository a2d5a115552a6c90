package qcc.dialect.func;

import java.util.List;
import qcc.ir.Dialect;
import qcc.ir.OpDef;

/** MLIR's {@code func} dialect. */
public final class FuncDialect implements Dialect {
    public static final List<OpDef<?>> OPS = List.of(CallOp.DEF, FuncOp.DEF, ReturnOp.DEF);

    @Override
    public String name() {
        return "func";
    }

    @Override
    public List<OpDef<?>> operations() {
        return OPS;
    }
}
