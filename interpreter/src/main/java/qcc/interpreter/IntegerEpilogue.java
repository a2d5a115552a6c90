package qcc.interpreter;

import java.util.Arrays;
import java.util.Optional;
import qcc.dialect.nn.RequantizeMode;
import qcc.ir.TensorType;
import qcc.tensor.IntegerTensor;
import qcc.tensor.Tensor;

/**
 * What becomes of the sums of a product of quantized values: {@code clamp(requantize(sum + constant[c] + residual) + zy)}. A constant is the
 * bias and what the zero points contribute, so that sums are those of raw storage integers.
 */
final class IntegerEpilogue {
    private final ResultRows rows;
    private final int[] constants;
    private final Requantizer[] requantizers;
    private final OutputRange output;
    private final Tensor result;
    private final Residual residual;
    private final int[] partial;

    /**
     * The residual branch of a fused addition.
     *
     * @param scales one for each channel: from the residual's grid to the accumulator's
     */
    record Residual(IntegerTensor values, int zeroPoint, Requantizer[] scales) {
        /** The largest magnitude that a channel of it adds. */
        long bound(Grid grid, int channel) {
            long low = scales[channel].rescale(grid.min() - zeroPoint);
            long high = scales[channel].rescale(grid.max() - zeroPoint);
            return Math.max(Math.abs(low), Math.abs(high));
        }
    }

    /** The zero point of the output and the limits of its integers. */
    record OutputRange(int zeroPoint, int min, int max) {}

    /**
     * What is added besides constants.
     *
     * @param sums what another part of the sum has kept, an element for each of the result
     */
    record Addends(Optional<Residual> residual, Optional<int[]> sums) {}

    IntegerEpilogue(ResultRows rows, int[] constants, Requantizer[] requantizers, OutputRange output, Addends addends, Tensor result) {
        this.rows = rows;
        this.constants = constants;
        this.requantizers = requantizers;
        this.output = output;
        this.residual = addends.residual.orElse(null);
        this.partial = addends.sums.orElse(null);
        this.result = result;
    }

    /** What keeps sums as they are. */
    static IntegerEpilogue ofSums(ResultRows rows, int[] constants, Addends addends, Tensor result) {
        var same = new Requantizer[constants.length];
        Arrays.fill(same, new Requantizer.RoundingShift(0));
        return new IntegerEpilogue(rows, constants, same, new OutputRange(0, Integer.MIN_VALUE, Integer.MAX_VALUE), addends, result);
    }

    /** The residual of an operation that has one. */
    static Optional<Residual> residual(Invocation invocation, RequantizeMode mode, Grid input, Grid weights, int channels) {
        return invocation.optional(3).map(values -> {
            var type = (TensorType) invocation.op().operand(invocation.op().operandCount() - 1).type();
            var grid = Grid.of(invocation.op(), type);
            var scales = new Requantizer[channels];
            for (int c = 0; c < channels; c++) {
                scales[c] = Requantizer.ofResidual(mode, grid.scale(), input.scale(), weights.scale(c));
            }
            return new Residual(invocation.integers(values), grid.zeroPoint(), scales);
        });
    }

    /**
     * Stores a block of sums, which it overwrites.
     *
     * @param sums {@code count} rows of {@code channels} elements
     * @param scratch room for as many ints as the block has
     */
    void store(int[] sums, int firstRow, int count, int firstChannel, int channels, int[] scratch) {
        if (rows.channelStride() == 1) {
            for (int r = 0; r < count; r++) {
                System.arraycopy(sums, r * channels, scratch, 0, channels);
                storeRow(scratch, rows.index(firstRow + r, firstChannel), firstChannel, channels);
            }
            return;
        }
        int done = 0;
        while (done < count) {
            int part = rows.rowsInMap(firstRow + done, firstRow + count);
            for (int c = 0; c < channels; c++) {
                for (int i = 0; i < part; i++) {
                    scratch[i] = sums[(done + i) * channels + c];
                }
                storeColumn(scratch, rows.index(firstRow + done, firstChannel + c), firstChannel + c, part);
            }
            done += part;
        }
    }

    private void storeRow(int[] sums, int to, int firstChannel, int count) {
        for (int c = 0; c < count; c++) {
            sums[c] += constants[firstChannel + c];
        }
        if (residual != null) {
            for (int c = 0; c < count; c++) {
                int value = (int) residual.values.longAt(to + c) - residual.zeroPoint;
                sums[c] += (int) residual.scales[firstChannel + c].rescale(value);
            }
        }
        addPartial(sums, to, count);
        for (int c = 0; c < count; c++) {
            sums[c] = requantizers[firstChannel + c].requantize(sums[c], output.zeroPoint, output.min, output.max);
        }
        Elements.writeInts(sums, count, result, to);
    }

    /** @throws ArithmeticException if a sum leaves 32 bits */
    private void addPartial(int[] sums, int to, int count) {
        if (partial != null) {
            for (int i = 0; i < count; i++) {
                sums[i] = Math.addExact(sums[i], partial[to + i]);
            }
        }
    }

    private void storeColumn(int[] sums, int to, int channel, int count) {
        int constant = constants[channel];
        for (int i = 0; i < count; i++) {
            sums[i] += constant;
        }
        if (residual != null) {
            var scale = residual.scales[channel];
            for (int i = 0; i < count; i++) {
                sums[i] += (int) scale.rescale((int) residual.values.longAt(to + i) - residual.zeroPoint);
            }
        }
        addPartial(sums, to, count);
        var requantizer = requantizers[channel];
        for (int i = 0; i < count; i++) {
            sums[i] = requantizer.requantize(sums[i], output.zeroPoint, output.min, output.max);
        }
        Elements.writeInts(sums, count, result, to);
    }
}
