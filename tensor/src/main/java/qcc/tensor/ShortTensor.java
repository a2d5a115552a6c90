package qcc.tensor;

import java.util.Arrays;

/** 16-bit signed integers. */
public record ShortTensor(Shape shape, short[] data) implements IntegerTensor {

    public ShortTensor {
        shape.requireElements(data.length);
    }

    @Override
    public ElementType elementType() {
        return ElementType.I16;
    }

    @Override
    public short[] array() {
        return data;
    }

    @Override
    public ShortTensor reshape(Shape newShape) {
        return new ShortTensor(newShape, data);
    }

    @Override
    public long longAt(int index) {
        return data[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ShortTensor tensor && shape.equals(tensor.shape) && Arrays.equals(data, tensor.data);
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
