package qcc.dialect.arith;

import java.util.Optional;
import java.util.function.LongBinaryOperator;
import qcc.ir.Attribute;
import qcc.ir.DenseElementsAttr;
import qcc.ir.IndexType;
import qcc.ir.IntegerAttr;
import qcc.ir.IntegerType;
import qcc.ir.TensorType;
import qcc.ir.Type;
import qcc.ir.VectorType;

/** Constant integers, single or many. */
final class IntegerConstants {
    private IntegerConstants() {}

    /** Whether a constant is a number, or holds nothing but that number; {@code value} may be absent. */
    static boolean isAll(Attribute value, long number) {
        return switch (value) {
            case null -> false;
            case IntegerAttr i -> i.equals(of(number, i.type()));
            case DenseElementsAttr d -> d.isSplat() && isInteger(d.type().elementType())
                    && d.longAt(0) == of(number, d.type().elementType()).value();
            default -> false;
        };
    }

    /** The constant of a type whose every element is a number; empty if the type has no static shape. */
    static Optional<Attribute> splat(Type type, long number) {
        return switch (type) {
            case VectorType v -> Optional.of(DenseElementsAttr.ofLongs(v, number));
            case TensorType t when t.shape().isStatic() -> Optional.of(DenseElementsAttr.ofLongs(t, number));
            case TensorType _ -> Optional.empty();
            default -> Optional.of(of(number, type));
        };
    }

    /** Two constants combined element by element; empty if they are not integers of one type. */
    static Optional<Attribute> combine(Attribute a, Attribute b, LongBinaryOperator arithmetic) {
        if (a instanceof IntegerAttr x && b instanceof IntegerAttr y && x.type().equals(y.type())) {
            return Optional.of(of(arithmetic.applyAsLong(x.value(), y.value()), x.type()));
        }
        if (a instanceof DenseElementsAttr x && b instanceof DenseElementsAttr y && x.type().equals(y.type())
                && isInteger(x.type().elementType())) {
            return Optional.of(combine(x, y, arithmetic));
        }
        return Optional.empty();
    }

    private static DenseElementsAttr combine(DenseElementsAttr x, DenseElementsAttr y, LongBinaryOperator arithmetic) {
        var element = x.type().elementType();
        var results = new long[x.isSplat() && y.isSplat() ? 1 : Math.toIntExact(x.size())];
        for (int i = 0; i < results.length; i++) {
            results[i] = of(arithmetic.applyAsLong(x.longAt(i), y.longAt(i)), element).value();
        }
        return DenseElementsAttr.ofLongs(x.type(), results);
    }

    private static boolean isInteger(Type element) {
        return element instanceof IntegerType i && i.width() <= Long.SIZE || element instanceof IndexType;
    }

    /** The low bits of a number as a constant of a type. */
    private static IntegerAttr of(long number, Type type) {
        if (!(type instanceof IntegerType i) || i.width() >= Long.SIZE) {
            return new IntegerAttr(number, type);
        }
        return new IntegerAttr(number & (1L << i.width()) - 1, type);
    }
}
