package qcc.tensor;

/** Explicit conversions between element types. */
public final class TensorConversion {
    private TensorConversion() {}

    /**
     * The same values in another element type. Negative zero becomes integer 0; NaN stays NaN between float types.
     *
     * @throws ArithmeticException naming the first element whose value the target type cannot hold exactly
     */
    public static Tensor exact(Tensor source, ElementType target) {
        if (source.elementType() == target) {
            return source;
        }
        var result = Tensor.zeros(target, source.shape());
        for (var i = 0; i < source.elements(); i++) {
            switch (result) {
                case FloatTensor floats -> floats.data()[i] = exactFloat(source, i);
                case DoubleTensor doubles -> doubles.data()[i] = exactDouble(source, i);
                case ByteTensor bytes -> bytes.data()[i] = (byte) exactLong(source, i, target, Byte.MIN_VALUE, Byte.MAX_VALUE);
                case UnsignedByteTensor bytes -> bytes.data()[i] = (byte) exactLong(source, i, target, 0, 255);
                case ShortTensor shorts -> shorts.data()[i] = (short) exactLong(source, i, target, Short.MIN_VALUE, Short.MAX_VALUE);
                case IntTensor ints -> ints.data()[i] = (int) exactLong(source, i, target, Integer.MIN_VALUE, Integer.MAX_VALUE);
                case LongTensor longs -> longs.data()[i] = exactLong(source, i, target, Long.MIN_VALUE, Long.MAX_VALUE);
                case BooleanTensor booleans -> booleans.data()[i] = exactLong(source, i, target, 0, 1) == 1;
            }
        }
        return result;
    }

    /** The values as f32, each rounded to nearest: for 64-bit sample files, where the loss is meant. */
    public static FloatTensor rounded(Tensor source) {
        if (source instanceof FloatTensor floats) {
            return floats;
        }
        var data = new float[source.elements()];
        for (var i = 0; i < data.length; i++) {
            data[i] = source instanceof IntegerTensor integers ? integers.longAt(i) : (float) source.doubleAt(i);
        }
        return new FloatTensor(source.shape(), data);
    }

    /** bfloat16 bit patterns as f32, which holds each exactly. */
    public static FloatTensor fromBfloat16(Shape shape, short[] bits) {
        var data = new float[bits.length];
        for (var i = 0; i < data.length; i++) {
            data[i] = Float.intBitsToFloat(bits[i] << 16);
        }
        return new FloatTensor(shape, data);
    }

    /** IEEE binary16 bit patterns as f32, which holds each exactly. */
    public static FloatTensor fromFloat16(Shape shape, short[] bits) {
        var data = new float[bits.length];
        for (var i = 0; i < data.length; i++) {
            data[i] = Float.float16ToFloat(bits[i]);
        }
        return new FloatTensor(shape, data);
    }

    private static float exactFloat(Tensor source, int index) {
        if (source instanceof IntegerTensor integers) {
            var value = integers.longAt(index);
            return isExact(value, (float) value) ? value : refuse(source, index, ElementType.F32);
        }
        var value = source.doubleAt(index);
        return (float) value == value || Double.isNaN(value) ? (float) value : refuse(source, index, ElementType.F32);
    }

    private static double exactDouble(Tensor source, int index) {
        if (source instanceof IntegerTensor integers) {
            var value = integers.longAt(index);
            return isExact(value, (double) value) ? value : refuse(source, index, ElementType.F64);
        }
        return source.doubleAt(index);
    }

    /** Long.MAX_VALUE rounds up to 2^63, which the cast back saturates to Long.MAX_VALUE again: hence the upper bound. */
    private static boolean isExact(long value, double rounded) {
        return rounded < 0x1p63 && (long) rounded == value;
    }

    private static long exactLong(Tensor source, int index, ElementType target, long min, long max) {
        if (!(source instanceof IntegerTensor integers)) {
            var value = source.doubleAt(index);
            var inRange = value >= min && (max == Long.MAX_VALUE ? value < 0x1p63 : value <= max);
            return inRange && value == Math.rint(value) ? (long) value : refuse(source, index, target);
        }
        var value = integers.longAt(index);
        return value >= min && value <= max ? value : refuse(source, index, target);
    }

    private static int refuse(Tensor source, int index, ElementType target) {
        var value = source instanceof IntegerTensor integers
                ? Long.toString(integers.longAt(index))
                : Double.toString(source.doubleAt(index));
        throw new ArithmeticException("element %s of %s is %s, which %s cannot hold exactly"
                .formatted(source.shape().describeIndex(index), source.typeText(), value, target));
    }
}
