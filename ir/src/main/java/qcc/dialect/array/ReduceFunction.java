package qcc.dialect.array;

import java.util.Arrays;
import java.util.List;

/** What {@code array.reduce} makes of the elements along its axes. */
public enum ReduceFunction {
    SUM("sum"), MEAN("mean"), PRODUCT("product"), MIN("min"), MAX("max"), L1("l1"), L2("l2"), LOG_SUM("log_sum"), LOG_SUM_EXP(
            "log_sum_exp"), SUM_SQUARE("sum_square");

    static final List<String> NAMES = Arrays.stream(values()).map(ReduceFunction::text).toList();

    private final String text;

    ReduceFunction(String text) {
        this.text = text;
    }

    /** The name in the IR. */
    public String text() {
        return text;
    }

    /** @throws IllegalArgumentException if there is no function of that name */
    static ReduceFunction of(String text) {
        return Arrays.stream(values()).filter(p -> p.text.equals(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("has the function \"" + text + "\", which is not known"));
    }
}
