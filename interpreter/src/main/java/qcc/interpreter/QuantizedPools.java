package qcc.interpreter;

import java.util.Arrays;
import qcc.dialect.nn.AvgPoolOp;
import qcc.dialect.nn.MaxPoolOp;
import qcc.dialect.nn.NnPool;
import qcc.ir.TensorType;
import qcc.tensor.Tensor;

/** Window reductions of storage integers, whose input and output share one grid. */
final class QuantizedPools {
    private static final int CHUNK_ROWS = 256;

    private QuantizedPools() {}

    static Tensor execute(NnPool op, Invocation invocation, WindowedMaps maps) {
        var geometry = maps.geometry();
        var input = SignedBytes.of(invocation, invocation.operand(0));
        var grid = Grid.of(invocation.op(), (TensorType) invocation.op().operand(0).type());
        var result = Tensor.zeros(Elements.kind(invocation.resultElement()), geometry.resultShape(geometry.channels()));
        var target = new Target(ResultRows.of(op.layout(), geometry.positions(), geometry.channels()), input.offset(), result);
        switch (op) {
            case MaxPoolOp _ -> max(invocation, maps, input.data(), (byte) (grid.min() - input.offset()), target);
            case AvgPoolOp average -> average(invocation, maps, input.data(), average.countIncludePad(),
                    (byte) (grid.perTensor(invocation).zeroPoint() - input.offset()), target);
        }
        return result;
    }

    /** Where values go, after what was subtracted from the storage integers has been added again. */
    record Target(ResultRows rows, int offset, Tensor result) {
        void store(int[] values, int firstRow, int count, int channels) {
            for (int r = 0; r < count; r++) {
                int to = rows.index(firstRow + r, 0);
                for (int c = 0; c < channels; c++) {
                    result.setLong(to + c * rows.channelStride(), values[r * channels + c] + offset);
                }
            }
        }
    }

    /**
     * The largest element of each window.
     *
     * @param smallest what padding contributes: no element is less
     */
    static void max(Invocation invocation, WindowedMaps maps, byte[] input, byte smallest, Target target) {
        int channels = maps.groupChannels();
        var taps = maps.geometry().taps();
        maps.forEachChunk(input, length -> ByteRows.filled(length, smallest), CHUNK_ROWS, invocation.parallel(), () -> {
            var largest = new int[CHUNK_ROWS * channels];
            return chunk -> {
                Arrays.fill(largest, smallest);
                for (int r = 0; r < chunk.rows(); r++) {
                    int start = chunk.start(chunk.firstRow() + r);
                    for (int tap : taps) {
                        ByteRows.max((byte[]) chunk.maps(), start + tap * channels, largest, r * channels, channels);
                    }
                }
                target.store(largest, chunk.firstRow(), chunk.rows(), channels);
            };
        });
    }

    /**
     * The mean of each window.
     *
     * @param withPadding whether padding takes part
     * @param zero the storage integer of padding, less what was subtracted from the input
     */
    static void average(Invocation invocation, WindowedMaps maps, byte[] input, boolean withPadding, byte zero, Target target) {
        int channels = maps.groupChannels();
        var taps = maps.geometry().taps();
        var counts = maps.geometry().validTaps();
        if (withPadding) {
            Arrays.fill(counts, taps.length);
        }
        if (Arrays.stream(counts).anyMatch(n -> n == 0)) {
            throw invocation.error("has a window that lies in the padding altogether");
        }
        maps.forEachChunk(input, length -> ByteRows.filled(length, withPadding ? zero : (byte) 0), CHUNK_ROWS, invocation.parallel(),
                () -> {
                    var sums = new int[CHUNK_ROWS * channels];
                    return chunk -> {
                        Arrays.fill(sums, 0);
                        for (int r = 0; r < chunk.rows(); r++) {
                            int start = chunk.start(chunk.firstRow() + r);
                            for (int tap : taps) {
                                ByteRows.add((byte[]) chunk.maps(), start + tap * channels, sums, r * channels, channels);
                            }
                            divide(sums, r * channels, channels, counts[(chunk.firstRow() + r) % counts.length], target.offset());
                        }
                        target.store(sums, chunk.firstRow(), chunk.rows(), channels);
                    };
                });
    }

    /** Divides sums of raw storage integers, ties away from zero, whatever was subtracted from them. */
    private static void divide(int[] sums, int from, int count, int divisor, int offset) {
        for (int i = from; i < from + count; i++) {
            int sum = sums[i] + offset * divisor;
            sums[i] = (sum >= 0 ? sum + divisor / 2 : sum - divisor / 2) / divisor - offset;
        }
    }
}
