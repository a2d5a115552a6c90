package qcc.tensor;

import java.util.Arrays;

/** Truth values; as integers, false is 0 and true is 1. */
public record BooleanTensor(Shape shape, boolean[] data) implements IntegerTensor {

    public BooleanTensor {
        shape.requireElements(data.length);
    }

    @Override
    public ElementType elementType() {
        return ElementType.BOOL;
    }

    @Override
    public boolean[] array() {
        return data;
    }

    @Override
    public BooleanTensor reshape(Shape newShape) {
        return new BooleanTensor(newShape, data);
    }

    @Override
    public long longAt(int index) {
        return data[index] ? 1 : 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BooleanTensor tensor && shape.equals(tensor.shape) && Arrays.equals(data, tensor.data);
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
