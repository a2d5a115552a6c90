package qcc.interpreter;

import qcc.dialect.nn.CastOp;
import qcc.ir.FloatFormat;
import qcc.ir.FloatType;
import qcc.ir.IntegerType;
import qcc.ir.Type;
import qcc.tensor.DoubleTensor;
import qcc.tensor.ElementType;
import qcc.tensor.FloatTensor;
import qcc.tensor.IntegerTensor;
import qcc.tensor.Tensor;

/**
 * Conversions by ONNX's rules: reals become integers by truncation, anything but zero is true, integers keep their low bits, and 8-bit
 * floating-point numbers stay finite if they are to.
 */
final class ElementConversion {
    private static final int SATURATING_WIDTH = 8;

    private ElementConversion() {}

    static Tensor execute(CastOp op, Invocation invocation) {
        var input = invocation.operand(0);
        var from = invocation.operandElement(0);
        var to = invocation.resultElement();
        var kind = Elements.kind(to);
        if (to instanceof FloatType format && format.width() <= SATURATING_WIDTH) {
            return narrowed(input, from, FloatFormat.of(format), op.saturate());
        }
        if (kind == input.elementType()) {
            return input;
        }
        var result = Tensor.zeros(kind, input.shape());
        boolean fromUnsigned = isUnsignedLong(from);
        for (int i = 0; i < input.elements(); i++) {
            switch (input) {
                case IntegerTensor integers when kind.isInteger() -> result.setLong(i, integers.longAt(i));
                case IntegerTensor integers when kind == ElementType.F32 && !fromUnsigned ->
                    ((FloatTensor) result).data()[i] = integers.longAt(i);
                case IntegerTensor integers -> result.setDouble(i, real(integers.longAt(i), fromUnsigned));
                case FloatTensor floats -> set(result, i, floats.data()[i], to);
                case DoubleTensor doubles -> set(result, i, doubles.data()[i], to);
            }
        }
        return result;
    }

    private static boolean isUnsignedLong(Type type) {
        return type instanceof IntegerType i && i.isUnsigned() && i.width() == 64;
    }

    private static double real(long bits, boolean isUnsigned) {
        return isUnsigned && bits < 0 ? (double) (bits >>> 1 | bits & 1) * 2 : bits;
    }

    private static void set(Tensor result, int index, double value, Type to) {
        if (isUnsignedLong(to) && value >= 0x1p63) {
            result.setLong(index, (long) (value - 0x1p63) + Long.MIN_VALUE);
        } else {
            result.setDouble(index, value);
        }
    }

    private static Tensor narrowed(Tensor input, Type from, FloatFormat format, boolean saturate) {
        var result = Tensor.zeros(ElementType.F32, input.shape());
        double largest = format.largest();
        for (int i = 0; i < input.elements(); i++) {
            double value = input instanceof IntegerTensor integers ? real(integers.longAt(i), isUnsignedLong(from)) : input.doubleAt(i);
            result.setDouble(i, format.round(saturate && !Double.isNaN(value) ? Math.clamp(value, -largest, largest) : value));
        }
        return result;
    }
}
