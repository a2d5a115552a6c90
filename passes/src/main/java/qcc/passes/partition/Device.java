package qcc.passes.partition;

import java.util.Locale;
import java.util.Optional;
import qcc.dialect.func.FuncOp;
import qcc.ir.StringAttr;

/** Where a function runs. */
public enum Device {
    HOST, CIM;

    /** The discardable attribute of a function that says where it runs. */
    public static final String ATTRIBUTE = "qcc.device";

    public StringAttr attribute() {
        return new StringAttr(name().toLowerCase(Locale.ROOT));
    }

    /** Where a function runs, if it is said. */
    public static Optional<Device> of(FuncOp function) {
        return function.attribute(ATTRIBUTE, StringAttr.class).map(a -> valueOf(a.value().toUpperCase(Locale.ROOT)));
    }
}
