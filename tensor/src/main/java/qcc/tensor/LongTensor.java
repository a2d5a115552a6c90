package qcc.tensor;

import java.util.Arrays;

/** 64-bit signed integers. */
public record LongTensor(Shape shape, long[] data) implements IntegerTensor {

    public LongTensor {
        shape.requireElements(data.length);
    }

    @Override
    public ElementType elementType() {
        return ElementType.I64;
    }

    @Override
    public long[] array() {
        return data;
    }

    @Override
    public LongTensor reshape(Shape newShape) {
        return new LongTensor(newShape, data);
    }

    @Override
    public long longAt(int index) {
        return data[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LongTensor tensor && shape.equals(tensor.shape) && Arrays.equals(data, tensor.data);
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
