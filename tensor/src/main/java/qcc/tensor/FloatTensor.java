package qcc.tensor;

import java.util.Arrays;
import java.util.OptionalInt;

/** Single-precision floats. */
public record FloatTensor(Shape shape, float[] data) implements Tensor {

    public FloatTensor {
        shape.requireElements(data.length);
    }

    @Override
    public ElementType elementType() {
        return ElementType.F32;
    }

    @Override
    public float[] array() {
        return data;
    }

    @Override
    public FloatTensor reshape(Shape newShape) {
        return new FloatTensor(newShape, data);
    }

    @Override
    public double doubleAt(int index) {
        return data[index];
    }

    /** Flat index of the first NaN. */
    public OptionalInt firstNaN() {
        for (var i = 0; i < data.length; i++) {
            if (Float.isNaN(data[i])) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FloatTensor tensor && shape.equals(tensor.shape) && Arrays.equals(data, tensor.data);
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return typeText();
    }
}
