package qcc.dialect.nn;

import java.util.function.Predicate;
import qcc.dialect.quant.QuantizedType;
import qcc.ir.FloatType;
import qcc.ir.IndexType;
import qcc.ir.IntegerType;
import qcc.ir.TensorType;
import qcc.ir.Type;

/** What the operands and results of the dialect may be, with the phrases of the messages. */
final class Types {
    static final String REAL_OR_QUANTIZED_PHRASE = "ranked tensor of floating-point or quantized values";
    static final Predicate<Type> REAL_OR_QUANTIZED = t -> t instanceof TensorType
            && (t.elementType() instanceof FloatType || t.elementType() instanceof QuantizedType);

    static final String OR_SUMS_PHRASE = "ranked tensor of floating-point or quantized values, or of i32 sums";
    static final Predicate<Type> OR_SUMS = t -> REAL_OR_QUANTIZED.test(t)
            || t instanceof TensorType && t.elementType().equals(IntegerType.I32);

    static final String REAL_PHRASE = "ranked tensor of floating-point values";
    static final Predicate<Type> REAL = t -> t instanceof TensorType && t.elementType() instanceof FloatType;

    static final String QUANTIZED_PHRASE = "ranked tensor of quantized values";
    static final Predicate<Type> QUANTIZED = t -> t instanceof TensorType && t.elementType() instanceof QuantizedType;

    static final String ANY_PHRASE = "ranked tensor of numbers";
    static final Predicate<Type> ANY = t -> t instanceof TensorType && isNumber(t.elementType());

    static final String INDICES_PHRASE = "ranked tensor of integers";
    static final Predicate<Type> INDICES = t -> t instanceof TensorType && t.elementType() instanceof IntegerType;

    private Types() {}

    private static boolean isNumber(Type element) {
        return element instanceof FloatType || element instanceof QuantizedType || element instanceof IntegerType
                || element instanceof IndexType;
    }
}
