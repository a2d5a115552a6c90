package qcc.dialect.quant;

import java.util.Arrays;
import java.util.StringJoiner;
import qcc.ir.FloatType;
import qcc.ir.TensorType;
import qcc.ir.Type;
import qcc.ir.Verifier;

/**
 * A grid for each index on one axis: {@code !quant.uniform<i8:f32:0, {2.000000e-01,4.900000e-01:1}>}. A value: immutable, compared by
 * content.
 */
public final class UniformPerAxisType implements QuantizedType {
    private final Storage storage;
    private final FloatType expressed;
    private final int axis;
    private final double[] scales;
    private final long[] zeroPoints;
    private final int hash;

    /**
     * Copies the grids.
     *
     * @param axis the axis of the tensor that holds such values
     * @param scales a positive scale for each index
     * @param zeroPoints as many zero points
     */
    public UniformPerAxisType(Storage storage, FloatType expressed, int axis, double[] scales, long[] zeroPoints) {
        if (axis < 0) {
            throw new IllegalArgumentException("illegal quantized dimension: " + axis);
        }
        if (scales.length == 0 || scales.length != zeroPoints.length) {
            throw new IllegalArgumentException(
                    "illegal number of scales and zeroPoints: " + scales.length + ", " + zeroPoints.length);
        }
        for (double scale : scales) {
            QuantizedType.checkScale(scale, expressed);
        }
        this.storage = storage;
        this.expressed = expressed;
        this.axis = axis;
        this.scales = scales.clone();
        this.zeroPoints = zeroPoints.clone();
        this.hash = 31 * (31 * (31 * storage.hashCode() + expressed.hashCode()) + Arrays.hashCode(scales)) + Arrays.hashCode(zeroPoints);
    }

    @Override
    public Storage storage() {
        return storage;
    }

    @Override
    public FloatType expressed() {
        return expressed;
    }

    public int axis() {
        return axis;
    }

    /** The number of grids. */
    public int size() {
        return scales.length;
    }

    public double scale(int index) {
        return scales[index];
    }

    public long zeroPoint(int index) {
        return zeroPoints[index];
    }

    /** A copy of the scales. */
    public double[] scales() {
        return scales.clone();
    }

    /** A copy of the zero points. */
    public long[] zeroPoints() {
        return zeroPoints.clone();
    }

    /** The grid of one index. */
    public UniformType at(int index) {
        return new UniformType(storage, expressed, scales[index], zeroPoints[index]);
    }

    @Override
    public void verify(Type holder, Verifier check) {
        for (long zeroPoint : zeroPoints) {
            checkZeroPoint(zeroPoint, check);
        }
        if (!(holder instanceof TensorType tensor)) {
            return;
        }
        if (axis >= tensor.rank()) {
            check.error("quantized dimension must be less than tensor rank: axis %d of '%s'", axis, holder);
        } else if (!tensor.shape().isDynamic(axis) && tensor.dimension(axis) != scales.length) {
            check.error("quantized dimension size does not match number of scales: %d elements on axis %d, %d scales in '%s'",
                    tensor.dimension(axis), axis, scales.length, holder);
        }
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof UniformPerAxisType t && hash == t.hash && axis == t.axis && storage.equals(t.storage)
                && expressed == t.expressed && Arrays.equals(scales, t.scales) && Arrays.equals(zeroPoints, t.zeroPoints);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        var grids = new StringJoiner(",", "{", "}");
        for (int i = 0; i < scales.length; i++) {
            grids.add(QuantizedType.gridText(scales[i], zeroPoints[i]));
        }
        return "!quant.uniform<" + storage + ":" + expressed + ":" + axis + ", " + grids + ">";
    }
}
