package qcc.interpreter;

import qcc.dialect.quant.QuantizedType;
import qcc.dialect.quant.UniformPerAxisType;
import qcc.dialect.quant.UniformSubChannelType;
import qcc.dialect.quant.UniformType;
import qcc.ir.Op;
import qcc.ir.TensorType;
import qcc.tensor.ElementType;
import qcc.tensor.Shape;

/** Scales and zero points of a quantized tensor: {@code real = scale * (q - zeroPoint)}. */
final class Grid {
    private static final int PER_TENSOR = -1;
    private static final int BLOCKWISE = -2;

    private final TensorType holder;
    private final QuantizedType type;
    private final int axis;
    private final double[] scales;
    private final int[] zeroPoints;

    private Grid(TensorType holder, QuantizedType type, int axis, double[] scales, long[] zeroPoints) {
        this.holder = holder;
        this.type = type;
        this.axis = axis;
        this.scales = scales;
        this.zeroPoints = new int[zeroPoints.length];
        for (int i = 0; i < zeroPoints.length; i++) {
            this.zeroPoints[i] = Math.toIntExact(zeroPoints[i]);
        }
    }

    /** The grid of a tensor, which the operation needs. */
    static Grid of(Op op, TensorType holder) {
        return switch (holder.element()) {
            case UniformType t -> new Grid(holder, t, PER_TENSOR, new double[]{t.scale()}, new long[]{t.zeroPoint()});
            case UniformPerAxisType t -> new Grid(holder, t, t.axis(), t.scales(), t.zeroPoints());
            case UniformSubChannelType t -> new Grid(holder, t, BLOCKWISE, t.scales(), t.zeroPoints());
            default -> throw new InterpreterException(op, "mixes quantized tensors and tensors of " + holder.element());
        };
    }

    /** The kind of array for storage integers; unsigned ones of more than 8 bits take the next wider signed kind. */
    static ElementType storageKind(QuantizedType type) {
        int width = type.storageWidth();
        return type.isSigned() ? Elements.kindOfSigned(width) : width <= 8 ? ElementType.U8 : Elements.kindOfSigned(width + 1);
    }

    /** This grid if it is one for the whole tensor. */
    Grid perTensor(Invocation invocation) {
        if (axis != PER_TENSOR) {
            throw invocation.error("needs one scale for a whole tensor but has %s", holder);
        }
        return this;
    }

    boolean isPerAxis() {
        return axis >= 0;
    }

    boolean isBlockwise() {
        return axis == BLOCKWISE;
    }

    int axis() {
        return axis;
    }

    /** The scale of the whole tensor, or of the first grid. */
    double scale() {
        return scales[0];
    }

    /** The scale of an index on the axis, which is that of the whole tensor where there is one. */
    double scale(int index) {
        return scales[axis == PER_TENSOR ? 0 : index];
    }

    /** The zero point of the whole tensor, or of the first grid. */
    int zeroPoint() {
        return zeroPoints[0];
    }

    int zeroPoint(int index) {
        return zeroPoints[axis == PER_TENSOR ? 0 : index];
    }

    /** The smallest storage integer. */
    int min() {
        return (int) Math.max(type.storageMin(), Integer.MIN_VALUE);
    }

    /** The largest storage integer. */
    int max() {
        return (int) Math.min(type.storageMax(), Integer.MAX_VALUE);
    }

    /** The largest magnitude of {@code q - zeroPoint}. */
    long reach() {
        return Math.max(max() - (long) zeroPoint(), zeroPoint() - (long) min());
    }

    /**
     * The grid of every element of one sample, by row-major index; for tensors with more than one grid.
     *
     * @param dimensions of one sample
     */
    int[] gridOfElements(int[] dimensions) {
        var shape = Shape.of(dimensions);
        var blocks = blockSizes(dimensions);
        var indices = new int[shape.elements()];
        for (int i = 0; i < indices.length; i++) {
            int rest = i;
            int stride = 1;
            for (int d = dimensions.length - 1; d >= 0; d--) {
                int place = rest % dimensions[d];
                rest /= dimensions[d];
                indices[i] += place / blocks[d] * stride;
                stride *= Math.ceilDiv(dimensions[d], blocks[d]);
            }
        }
        return indices;
    }

    private int[] blockSizes(int[] dimensions) {
        var blocks = dimensions.clone();
        switch (type) {
            case UniformType _ -> {}
            case UniformPerAxisType t -> blocks[t.axis()] = 1;
            case UniformSubChannelType t -> t.blocks().forEach(b -> blocks[b.axis()] = Math.toIntExact(b.size()));
        }
        return blocks;
    }

    /** {@code clamp(round_half_even(x / scale) + zeroPoint, min, max)} in f32, for a number; infinities saturate. */
    int quantize(float real, int index) {
        double rounded = Math.rint((double) (real / (float) scales[index]));
        return (int) Math.clamp(rounded + zeroPoints[index], (double) min(), (double) max());
    }

    /** {@code f32(q - zeroPoint) * scale} in f32. */
    float dequantize(int stored, int index) {
        return (float) (stored - (long) zeroPoints[index]) * (float) scales[index];
    }
}
