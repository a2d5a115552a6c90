package qcc.tensor;

import java.util.Arrays;

/** Signed bytes. */
public record ByteTensor(Shape shape, byte[] data) implements IntegerTensor {

    public ByteTensor {
        shape.requireElements(data.length);
    }

    @Override
    public ElementType elementType() {
        return ElementType.I8;
    }

    @Override
    public byte[] array() {
        return data;
    }

    @Override
    public ByteTensor reshape(Shape newShape) {
        return new ByteTensor(newShape, data);
    }

    @Override
    public long longAt(int index) {
        return data[index];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ByteTensor tensor && shape.equals(tensor.shape) && Arrays.equals(data, tensor.data);
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
