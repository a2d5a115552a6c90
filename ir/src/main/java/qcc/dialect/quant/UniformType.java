package qcc.dialect.quant;

import qcc.ir.FloatType;
import qcc.ir.Type;
import qcc.ir.Verifier;

/**
 * One grid for all values: {@code !quant.uniform<i8:f32, 1.000000e-01:3>}.
 *
 * @param scale the real distance of neighbors, positive
 * @param zeroPoint the stored value that stands for 0.0
 */
public record UniformType(Storage storage, FloatType expressed, double scale, long zeroPoint) implements QuantizedType {
    public UniformType {
        QuantizedType.checkScale(scale, expressed);
    }

    /** The same grid moved and stretched. */
    public UniformType withGrid(double otherScale, long otherZeroPoint) {
        return new UniformType(storage, expressed, otherScale, otherZeroPoint);
    }

    @Override
    public void verify(Type holder, Verifier check) {
        checkZeroPoint(zeroPoint, check);
    }

    @Override
    public String toString() {
        return "!quant.uniform<" + storage + ":" + expressed + ", " + QuantizedType.gridText(scale, zeroPoint) + ">";
    }
}
