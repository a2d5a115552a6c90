package qcc.dialect.builtin;

import java.util.List;
import qcc.ir.Dialect;
import qcc.ir.OpDef;

/** MLIR's {@code builtin} dialect. */
public final class BuiltinDialect implements Dialect {
    public static final List<OpDef<?>> OPS = List.of(ModuleOp.DEF, UnrealizedConversionCastOp.DEF);

    @Override
    public String name() {
        return "builtin";
    }

    @Override
    public List<OpDef<?>> operations() {
        return OPS;
    }
}
