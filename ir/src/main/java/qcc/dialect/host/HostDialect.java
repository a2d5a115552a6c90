package qcc.dialect.host;

import java.util.List;
import qcc.ir.Dialect;
import qcc.ir.OpDef;

/** The dialect {@code host}: what the host does for one sample. */
public final class HostDialect implements Dialect {
    private static final List<OpDef<?>> OPERATIONS = List.of(CallOp.DEF, LaunchOp.DEF, LoadSegmentOp.DEF);

    @Override
    public String name() {
        return "host";
    }

    @Override
    public List<OpDef<?>> operations() {
        return OPERATIONS;
    }
}
