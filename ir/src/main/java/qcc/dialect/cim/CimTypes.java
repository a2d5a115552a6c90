package qcc.dialect.cim;

import java.util.function.Predicate;
import qcc.ir.IntegerType;
import qcc.ir.TensorType;
import qcc.ir.Type;

/** What the operands and results of the dialect may be. */
final class CimTypes {
    static final String BYTES_PHRASE = "static tensor of i8";
    static final Predicate<Type> BYTES = t -> isStatic(t, IntegerType.I8);
    static final String SUMS_PHRASE = "static tensor of i32";
    static final Predicate<Type> SUMS = t -> isStatic(t, IntegerType.I32);
    static final String ELEMENTS_PHRASE = "static tensor of i8 or i32";
    static final Predicate<Type> ELEMENTS = BYTES.or(SUMS);
    static final String MAP_PHRASE = "static tensor of i8 in the form [1, H, W, C]";
    static final Predicate<Type> MAP = t -> isMap(t, IntegerType.I8);
    static final String SUM_MAP_PHRASE = "static tensor of i32 in the form [1, H, W, C]";
    static final Predicate<Type> SUM_MAP = t -> isMap(t, IntegerType.I32);

    private CimTypes() {}

    private static boolean isStatic(Type type, Type element) {
        return type instanceof TensorType t && t.element().equals(element) && t.shape().isStatic();
    }

    private static boolean isMap(Type type, Type element) {
        return isStatic(type, element) && ((TensorType) type).rank() == 4 && ((TensorType) type).dimension(0) == 1;
    }
}
