package qcc.dialect;

import java.util.List;
import qcc.dialect.arith.ArithDialect;
import qcc.dialect.array.ArrayDialect;
import qcc.dialect.builtin.BuiltinDialect;
import qcc.dialect.cf.CfDialect;
import qcc.dialect.cim.CimDialect;
import qcc.dialect.func.FuncDialect;
import qcc.dialect.host.HostDialect;
import qcc.dialect.nn.NnDialect;
import qcc.dialect.quant.QuantDialect;
import qcc.ir.Dialect;
import qcc.ir.DialectRegistry;

/** All dialects of the compiler. */
public final class Dialects {
    private static final List<Dialect> ALL = List.of(
            new ArithDialect(), //
            new ArrayDialect(), //
            new BuiltinDialect(), //
            new CfDialect(), //
            new CimDialect(), //
            new FuncDialect(), //
            new HostDialect(), //
            new NnDialect(), //
            new QuantDialect());

    private Dialects() {}

    /** A registry of all dialects. */
    public static DialectRegistry registry() {
        return new DialectRegistry(ALL);
    }
}
