package qcc.interpreter;

import java.util.Arrays;
import qcc.dialect.nn.AvgPoolOp;
import qcc.dialect.nn.MaxPoolOp;
import qcc.dialect.nn.NnPool;
import qcc.dialect.nn.Quantization;
import qcc.tensor.FloatTensor;
import qcc.tensor.Tensor;

/** Reductions over a sliding window. */
final class Pools {
    private static final int CHUNK_ROWS = 256;

    private Pools() {}

    static Tensor execute(NnPool op, Invocation invocation) {
        var geometry = new WindowGeometry(op.window(), op.layout(), invocation.operand(0).shape());
        var maps = new WindowedMaps(geometry, 1, 1);
        if (Quantization.isQuantized(invocation.op())) {
            return QuantizedPools.execute(op, invocation, maps);
        }
        var input = invocation.floats(0);
        var result = new float[geometry.resultShape(geometry.channels()).elements()];
        var epilogue = new FloatEpilogue(ResultRows.of(op.layout(), geometry.positions(), geometry.channels()),
                new float[geometry.channels()], null, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, result);
        switch (op) {
            case MaxPoolOp _ -> max(invocation, maps, input.data(), epilogue);
            case AvgPoolOp average -> average(average, invocation, maps, input.data(), epilogue);
        }
        return new FloatTensor(geometry.resultShape(geometry.channels()), result);
    }

    private static void max(Invocation invocation, WindowedMaps maps, float[] input, FloatEpilogue epilogue) {
        int channels = maps.groupChannels();
        var taps = maps.geometry().taps();
        maps.forEachChunk(input, Pools::negativeInfinities, CHUNK_ROWS, invocation.parallel(), () -> {
            var largest = new float[CHUNK_ROWS * channels];
            return chunk -> {
                Arrays.fill(largest, 0, chunk.rows() * channels, Float.NEGATIVE_INFINITY);
                for (int r = 0; r < chunk.rows(); r++) {
                    int start = chunk.start(chunk.firstRow() + r);
                    for (int tap : taps) {
                        takeLarger((float[]) chunk.maps(), start + tap * channels, largest, r * channels, channels);
                    }
                }
                epilogue.store(largest, chunk.firstRow(), chunk.rows(), 0, channels);
            };
        });
    }

    private static float[] negativeInfinities(int length) {
        var values = new float[length];
        Arrays.fill(values, Float.NEGATIVE_INFINITY);
        return values;
    }

    private static void takeLarger(float[] x, int from, float[] largest, int to, int count) {
        for (int c = 0; c < count; c++) {
            largest[to + c] = Math.max(largest[to + c], x[from + c]);
        }
    }

    private static void average(AvgPoolOp op, Invocation invocation, WindowedMaps maps, float[] input, FloatEpilogue epilogue) {
        int channels = maps.groupChannels();
        var taps = maps.geometry().taps();
        var counts = maps.geometry().validTaps();
        if (op.countIncludePad()) {
            Arrays.fill(counts, taps.length);
        }
        maps.forEachChunk(input, float[]::new, CHUNK_ROWS, invocation.parallel(), () -> {
            var sums = new float[CHUNK_ROWS * channels];
            return chunk -> {
                Arrays.fill(sums, 0, chunk.rows() * channels, 0);
                for (int r = 0; r < chunk.rows(); r++) {
                    int start = chunk.start(chunk.firstRow() + r);
                    for (int tap : taps) {
                        add((float[]) chunk.maps(), start + tap * channels, sums, r * channels, channels);
                    }
                    divide(sums, r * channels, channels, counts[(chunk.firstRow() + r) % counts.length]);
                }
                epilogue.store(sums, chunk.firstRow(), chunk.rows(), 0, channels);
            };
        });
    }

    private static void add(float[] x, int from, float[] sums, int to, int count) {
        for (int c = 0; c < count; c++) {
            sums[to + c] += x[from + c];
        }
    }

    private static void divide(float[] sums, int offset, int count, int divisor) {
        for (int i = offset; i < offset + count; i++) {
            sums[i] /= divisor;
        }
    }
}
