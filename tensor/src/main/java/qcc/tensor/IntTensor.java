package qcc.tensor;

import java.util.Arrays;

/** 32-bit signed integers. */
public record IntTensor(Shape shape, int[] data) implements IntegerTensor {

    public IntTensor {
        shape.requireElements(data.length);
    }

    @Override
    public ElementType elementType() {
        return ElementType.I32;
    }

    @Override
    public int[] array() {
        return data;
    }

    @Override
    public IntTensor reshape(Shape newShape) {
        return new IntTensor(newShape, data);
    }

    @Override
    public long longAt(int index) {
        return data[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IntTensor tensor && shape.equals(tensor.shape) && Arrays.equals(data, tensor.data);
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
