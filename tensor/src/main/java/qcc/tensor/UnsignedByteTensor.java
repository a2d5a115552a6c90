package qcc.tensor;

import java.util.Arrays;

/** Unsigned bytes: a Java byte holds the low eight bits of a value in [0, 255]. */
public record UnsignedByteTensor(Shape shape, byte[] data) implements IntegerTensor {

    public UnsignedByteTensor {
        shape.requireElements(data.length);
    }

    @Override
    public ElementType elementType() {
        return ElementType.U8;
    }

    @Override
    public byte[] array() {
        return data;
    }

    @Override
    public UnsignedByteTensor reshape(Shape newShape) {
        return new UnsignedByteTensor(newShape, data);
    }

    @Override
    public long longAt(int index) {
        return Byte.toUnsignedInt(data[index]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UnsignedByteTensor tensor && shape.equals(tensor.shape) && Arrays.equals(data, tensor.data);
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
