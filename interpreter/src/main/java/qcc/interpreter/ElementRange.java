package qcc.interpreter;

import qcc.ir.FloatFormat;
import qcc.ir.FloatType;
import qcc.ir.IntegerType;
import qcc.ir.Type;
import qcc.tensor.FloatTensor;
import qcc.tensor.IntegerTensor;
import qcc.tensor.Tensor;

/** Brings results into the range of element types whose arrays hold more. */
final class ElementRange {
    private ElementRange() {}

    /**
     * The tensor as values of an element type: floating-point types below 32 bits are computed in f32 and rounded once; unsigned and narrow
     * integers keep their low bits, as two's complement numbers do.
     */
    static Tensor fit(Tensor result, Type element) {
        return switch (element) {
            case FloatType f when f.width() < 32 && result instanceof FloatTensor floats -> rounded(floats, FloatFormat.of(f));
            case IntegerType i when isWider(i) && result instanceof IntegerTensor integers -> wrapped(integers, i);
            default -> result;
        };
    }

    /** Whether the array for a type has more bits than the type. */
    private static boolean isWider(IntegerType type) {
        return type.width() > 1 && (type.width() < 8 || type.isUnsigned() && (type.width() == 16 || type.width() == 32));
    }

    private static FloatTensor rounded(FloatTensor floats, FloatFormat format) {
        var data = new float[floats.elements()];
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) format.round(floats.data()[i]);
        }
        return new FloatTensor(floats.shape(), data);
    }

    private static Tensor wrapped(IntegerTensor integers, IntegerType type) {
        int unused = 64 - type.width();
        var result = Tensor.zeros(integers.elementType(), integers.shape());
        for (int i = 0; i < integers.elements(); i++) {
            long value = integers.longAt(i) << unused;
            result.setLong(i, type.isUnsigned() ? value >>> unused : value >> unused);
        }
        return result;
    }
}
