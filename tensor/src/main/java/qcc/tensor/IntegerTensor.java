package qcc.tensor;

/** A tensor whose elements are integers. */
public sealed interface IntegerTensor extends Tensor
        permits ByteTensor, UnsignedByteTensor, ShortTensor, IntTensor, LongTensor, BooleanTensor {

    /** The element at a flat index. */
    long longAt(int index);

    @Override
    default double doubleAt(int index) {
        return longAt(index);
    }
}
