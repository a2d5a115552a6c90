package qcc.dialect.nn;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import qcc.dialect.func.FuncOp;
import qcc.ir.Op;
import qcc.ir.StringAttr;

/** How an accumulator is brought to the grid of the output: the modes of the numeric contract. */
public enum RequantizeMode {
    /** gemmlowp's and TFLM's double rounding. */
    DOUBLE,
    /** TFLM's single rounding. */
    SINGLE,
    /** ONNX Runtime's QLinear kernels: an f32 multiplication. */
    FLOAT,
    /** Powers of two only. */
    SHIFT;

    /** The discardable attribute of a function, or of one operation, that holds the mode. */
    public static final String ATTRIBUTE = "nn.requantize";

    public StringAttr attribute() {
        return new StringAttr(toString());
    }

    /** The mode of that name. */
    public static Optional<RequantizeMode> named(String name) {
        return Arrays.stream(values()).filter(m -> m.toString().equals(name)).findFirst();
    }

    /** The mode in force for an operation: its own, else its function's, else {@link #DOUBLE}. */
    public static RequantizeMode of(Op op) {
        var own = op.attribute(ATTRIBUTE, StringAttr.class).flatMap(a -> named(a.value()));
        if (own.isPresent()) {
            return own.get();
        }
        var function = op.parentOfKind(FuncOp.class);
        return Optional.ofNullable(function).flatMap(f -> f.attribute(ATTRIBUTE, StringAttr.class)).flatMap(a -> named(a.value()))
                .orElse(DOUBLE);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
