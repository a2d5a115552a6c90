package qcc.tensor;

import java.util.Arrays;
import java.util.OptionalInt;

/** Double-precision floats. */
public record DoubleTensor(Shape shape, double[] data) implements Tensor {

    public DoubleTensor {
        shape.requireElements(data.length);
    }

    @Override
    public ElementType elementType() {
        return ElementType.F64;
    }

    @Override
    public double[] array() {
        return data;
    }

    @Override
    public DoubleTensor reshape(Shape newShape) {
        return new DoubleTensor(newShape, data);
    }

    @Override
    public double doubleAt(int index) {
        return data[index];
    }

    /** Flat index of the first NaN. */
    public OptionalInt firstNaN() {
        for (var i = 0; i < data.length; i++) {
            if (Double.isNaN(data[i])) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DoubleTensor tensor && shape.equals(tensor.shape) && Arrays.equals(data, tensor.data);
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
