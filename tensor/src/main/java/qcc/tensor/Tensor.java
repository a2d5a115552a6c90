package qcc.tensor;

import java.util.List;
import java.util.Objects;

/**
 * A dense row-major array. The shape never changes; the elements lie in one flat primitive array, which kernels read and write directly and
 * which reshaped tensors share. Equality is that of shape, element type and bits (NaN equals NaN, 0.0 differs from -0.0).
 */
public sealed interface Tensor permits FloatTensor, DoubleTensor, IntegerTensor {

    Shape shape();

    ElementType elementType();

    /** The flat primitive array itself (not a copy), as an argument of {@link System#arraycopy}. */
    Object array();

    /** The same elements under another shape; the array is shared. */
    Tensor reshape(Shape shape);

    /** The element at a flat index; 64-bit integers are rounded to nearest. */
    double doubleAt(int index);

    /** All elements in order; 64-bit integers are rounded to nearest. */
    default double[] toDoubles() {
        var values = new double[elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = doubleAt(i);
        }
        return values;
    }

    /** Stores an integer, its low bits where the kind is narrower; anything but 0 is true. */
    default void setLong(int index, long value) {
        switch (this) {
            case FloatTensor t -> t.data()[index] = value;
            case DoubleTensor t -> t.data()[index] = value;
            case ByteTensor t -> t.data()[index] = (byte) value;
            case UnsignedByteTensor t -> t.data()[index] = (byte) value;
            case ShortTensor t -> t.data()[index] = (short) value;
            case IntTensor t -> t.data()[index] = (int) value;
            case LongTensor t -> t.data()[index] = value;
            case BooleanTensor t -> t.data()[index] = value != 0;
        }
    }

    /** Stores a real; integers truncate toward zero and saturate at 64 bits before they lose high bits, as ONNX's casts do. */
    default void setDouble(int index, double value) {
        switch (this) {
            case FloatTensor t -> t.data()[index] = (float) value;
            case DoubleTensor t -> t.data()[index] = value;
            case BooleanTensor t -> t.data()[index] = value != 0;
            case ByteTensor _,UnsignedByteTensor _,ShortTensor _,IntTensor _,LongTensor _ -> setLong(index, (long) value);
        }
    }

    /** Zeros (false for {@link ElementType#BOOL}) of the given shape. */
    static Tensor zeros(ElementType type, Shape shape) {
        var n = shape.elements();
        return switch (type) {
            case F32 -> new FloatTensor(shape, new float[n]);
            case F64 -> new DoubleTensor(shape, new double[n]);
            case I8 -> new ByteTensor(shape, new byte[n]);
            case U8 -> new UnsignedByteTensor(shape, new byte[n]);
            case I16 -> new ShortTensor(shape, new short[n]);
            case I32 -> new IntTensor(shape, new int[n]);
            case I64 -> new LongTensor(shape, new long[n]);
            case BOOL -> new BooleanTensor(shape, new boolean[n]);
        };
    }

    default int elements() {
        return shape().elements();
    }

    /** Size of the first dimension. */
    default int samples() {
        return shape().dimension(0);
    }

    /** A copy of samples {@code from} to {@code from + count - 1}, that is, of a range of the first dimension. */
    default Tensor slice(int from, int count) {
        Objects.checkFromIndexSize(from, count, samples());
        var sample = shape().sampleElements();
        var result = zeros(elementType(), shape().with(0, count));
        System.arraycopy(array(), from * sample, result.array(), 0, count * sample);
        return result;
    }

    default Tensor copy() {
        var result = zeros(elementType(), shape());
        System.arraycopy(array(), 0, result.array(), 0, elements());
        return result;
    }

    /** This tensor of one sample repeated: the value for a block of samples of something that does not depend on the sample. */
    default Tensor repeat(int samples) {
        if (samples() != 1) {
            throw new IllegalArgumentException("only a tensor of one sample can be repeated, not %s".formatted(typeText()));
        }
        var result = zeros(elementType(), shape().with(0, samples));
        for (var sample = 0; sample < samples; sample++) {
            System.arraycopy(array(), 0, result.array(), sample * elements(), elements());
        }
        return result;
    }

    /** Joins blocks of samples along the first dimension; all need one element type and one sample shape. */
    static Tensor concatenate(List<? extends Tensor> blocks) {
        var first = blocks.getFirst();
        var samples = 0;
        for (var block : blocks) {
            if (block.elementType() != first.elementType() || !block.shape().sample().equals(first.shape().sample())) {
                throw new IllegalArgumentException(
                        "cannot join %s and %s along the first dimension".formatted(first.typeText(), block.typeText()));
            }
            samples = Math.addExact(samples, block.samples());
        }
        var result = zeros(first.elementType(), first.shape().with(0, samples));
        var offset = 0;
        for (var block : blocks) {
            System.arraycopy(block.array(), 0, result.array(), offset, block.elements());
            offset += block.elements();
        }
        return result;
    }

    /** The type as the IR prints it, as {@code tensor<2x3xf32>}. */
    default String typeText() {
        return shape().rank() == 0 ? "tensor<%s>".formatted(elementType()) : "tensor<%sx%s>".formatted(shape(), elementType());
    }
}
