package qcc.interpreter.array;

import qcc.tensor.IntegerTensor;
import qcc.tensor.Tensor;

/** The order of the elements of a tensor; NaN is above all numbers, and zeros of both signs are equal. */
record ElementOrder(Tensor tensor, boolean isUnsignedLong) {
    /** Compares the elements at two flat indices. */
    int compare(int a, int b) {
        if (tensor instanceof IntegerTensor integers) {
            long x = integers.longAt(a);
            long y = integers.longAt(b);
            return isUnsignedLong ? Long.compareUnsigned(x, y) : Long.compare(x, y);
        }
        double x = tensor.doubleAt(a);
        double y = tensor.doubleAt(b);
        return x == y ? 0 : Double.compare(x, y);
    }
}
