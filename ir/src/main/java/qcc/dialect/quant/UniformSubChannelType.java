package qcc.dialect.quant;

import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import qcc.ir.FloatType;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Type;
import qcc.ir.Verifier;

/**
 * A grid for each block of a tensor: {@code !quant.uniform<i8:f32:{0:2, 1:4}, {{2.000000e-01}, {4.000000e-01:1}}>}. A value: immutable,
 * compared by content.
 */
public final class UniformSubChannelType implements QuantizedType {
    /** How many neighbors on an axis share a grid. */
    public record Block(int axis, long size) {
        public Block {
            if (axis < 0) {
                throw new IllegalArgumentException("illegal quantized dimension: " + axis);
            }
            if (size <= 0) {
                throw new IllegalArgumentException("illegal block size: " + size);
            }
        }
    }

    private final Storage storage;
    private final FloatType expressed;
    private final List<Block> blocks;
    private final Shape shape;
    private final double[] scales;
    private final long[] zeroPoints;
    private final int hash;

    /**
     * Copies the grids.
     *
     * @param blocks the axes that are divided
     * @param shape the number of grids on each axis of the tensor
     * @param scales positive scales, row-major
     * @param zeroPoints as many zero points
     */
    public UniformSubChannelType(Storage storage, FloatType expressed, List<Block> blocks, Shape shape, double[] scales,
            long[] zeroPoints) {
        if (scales.length != shape.elements() || scales.length != zeroPoints.length) {
            throw new IllegalArgumentException(
                    "illegal number of scales and zeroPoints: " + scales.length + ", " + zeroPoints.length + " for " + shape);
        }
        for (double scale : scales) {
            QuantizedType.checkScale(scale, expressed);
        }
        this.storage = storage;
        this.expressed = expressed;
        this.blocks = List.copyOf(blocks);
        this.shape = shape;
        this.scales = scales.clone();
        this.zeroPoints = zeroPoints.clone();
        this.hash = 31 * (31 * (31 * storage.hashCode() + blocks.hashCode()) + Arrays.hashCode(scales)) + Arrays.hashCode(zeroPoints);
    }

    @Override
    public Storage storage() {
        return storage;
    }

    @Override
    public FloatType expressed() {
        return expressed;
    }

    public List<Block> blocks() {
        return blocks;
    }

    /** A copy of the scales, row-major. */
    public double[] scales() {
        return scales.clone();
    }

    /** A copy of the zero points, row-major. */
    public long[] zeroPoints() {
        return zeroPoints.clone();
    }

    @Override
    public void verify(Type holder, Verifier check) {
        for (long zeroPoint : zeroPoints) {
            checkZeroPoint(zeroPoint, check);
        }
        if (!(holder instanceof TensorType tensor)) {
            return;
        }
        if (shape.rank() != tensor.rank()) {
            check.error("rank of scales %d must match the rank of the tensor %d in '%s'", shape.rank(), tensor.rank(), holder);
            return;
        }
        for (int axis = 0; axis < tensor.rank(); axis++) {
            checkAxis(tensor, axis, check);
        }
        for (var block : blocks) {
            if (block.axis() >= tensor.rank()) {
                check.error("quantized dimension must be less than tensor rank: axis %d of '%s'", block.axis(), holder);
            }
        }
    }

    private void checkAxis(TensorType tensor, int axis, Verifier check) {
        if (tensor.shape().isDynamic(axis)) {
            return;
        }
        long size = blocks.stream().filter(b -> b.axis() == axis).mapToLong(Block::size).findFirst().orElse(tensor.dimension(axis));
        if (size == 0 || tensor.dimension(axis) % size != 0) {
            check.error("tensor dimension size %d at axis %d must be divisible by the corresponding block size %d", tensor.dimension(axis),
                    axis, size);
        } else if (tensor.dimension(axis) / size != shape.dimension(axis)) {
            check.error("dimension size %d of scales tensor at axis %d should match (tensor dimension at axis / block sizes at axis) = %d",
                    shape.dimension(axis), axis, tensor.dimension(axis) / size);
        }
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof UniformSubChannelType t && hash == t.hash && storage.equals(t.storage)
                && expressed == t.expressed && blocks.equals(t.blocks) && shape.equals(t.shape) && Arrays.equals(scales, t.scales)
                && Arrays.equals(zeroPoints, t.zeroPoints);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    private int list(StringBuilder text, int axis, int index) {
        if (axis == shape.rank()) {
            text.append(QuantizedType.gridText(scales[index], zeroPoints[index]));
            return index + 1;
        }
        int next = index;
        text.append('{');
        for (int i = 0; i < shape.dimension(axis); i++) {
            text.append(i == 0 ? "" : ", ");
            next = list(text, axis + 1, next);
        }
        text.append('}');
        return next;
    }

    @Override
    public String toString() {
        var sizes = new StringJoiner(", ", "{", "}");
        blocks.forEach(b -> sizes.add(b.axis() + ":" + b.size()));
        var text = new StringBuilder("!quant.uniform<").append(storage).append(':').append(expressed).append(':').append(sizes)
                .append(", ");
        list(text, 0, 0);
        return text.append('>').toString();
    }
}
