package qcc.interpreter;

import java.util.Arrays;
import qcc.dialect.nn.Clamp;
import qcc.dialect.nn.ConvOp;
import qcc.dialect.nn.Layout;
import qcc.tensor.FloatMatrix;
import qcc.tensor.FloatTensor;
import qcc.tensor.Parallel;

/** Convolutions, fully connected layers and matrix products of f32 reals. Every element is one chain of fused multiply-adds. */
final class FloatProducts {
    /** Elements of the windows gathered for one matrix product, so that they stay in the second-level cache. */
    private static final int CHUNK_ELEMENTS = 1 << 16;
    private static final int MIN_CHUNK_ROWS = 48;
    private static final int MAX_CHUNK_ROWS = 1536;
    /** Below this many rows the weights are the left operand: they are read in place instead of being packed. */
    private static final int FEW_ROWS = 96;
    static final Parallel SERIAL = new Parallel(1);

    private FloatProducts() {}

    /** How many output positions one product takes, for sums of a length. */
    static int chunkRows(int terms) {
        return Math.clamp(CHUNK_ELEMENTS / Math.max(1, terms), MIN_CHUNK_ROWS, MAX_CHUNK_ROWS);
    }

    static FloatTensor convolution(ConvOp op, Invocation invocation) {
        var input = invocation.floats(0);
        var geometry = new WindowGeometry(op.window(), op.layout(), input.shape());
        int channels = invocation.operand(1).shape().dimension(1);
        var result = new FloatTensor(geometry.resultShape(channels), new float[geometry.resultShape(channels).elements()]);
        var rows = ResultRows.of(op.layout(), geometry.positions(), channels);
        var epilogue = epilogue(invocation, rows, channels, result.data());
        int groups = (int) op.groups();
        if (op.isDepthwise()) {
            depthwise(invocation, new WindowedMaps(geometry, 1, channels / groups), epilogue);
        } else {
            grouped(invocation, op.layout(), new WindowedMaps(geometry, groups, 1), groups, epilogue);
        }
        return result;
    }

    private static FloatEpilogue epilogue(Invocation invocation, ResultRows rows, int channels, float[] result) {
        var bias = invocation.optional(2).map(t -> invocation.floats(t).data()).orElseGet(() -> new float[channels]);
        var residual = invocation.optional(3).map(t -> invocation.floats(t).data()).orElse(null);
        var clamp = Clamp.of(invocation.op()).map(c -> c.toDoubles());
        return new FloatEpilogue(rows, bias, residual, clamp.map(c -> (float) c[0]).orElse(Float.NEGATIVE_INFINITY),
                clamp.map(c -> (float) c[1]).orElse(Float.POSITIVE_INFINITY), result);
    }

    private static void grouped(Invocation invocation, Layout layout, WindowedMaps maps, int groups, FloatEpilogue epilogue) {
        int terms = maps.windowElements();
        int channels = invocation.operand(1).shape().dimension(1) / groups;
        var weights = (float[]) ConvolutionWeights.byTap(invocation.operand(1), layout, groups, invocation.parallel()).array();
        int chunkRows = chunkRows(terms);
        boolean inPlace = maps.windowsLieInOrder();
        maps.forEachChunk(invocation.floats(0).data(), float[]::new, chunkRows, invocation.parallel(), () -> {
            var patches = new float[inPlace ? 0 : chunkRows * terms];
            var sums = new float[chunkRows * channels];
            return chunk -> {
                if (!inPlace) {
                    chunk.gather(patches);
                }
                var a = inPlace
                        ? FloatMatrix.of((float[]) chunk.maps(), chunk.start(chunk.firstRow()), chunk.rows(), terms)
                        : FloatMatrix.of(patches, chunk.rows(), terms);
                FloatMatrix.multiply(a, FloatMatrix.of(weights, chunk.group() * terms * channels, terms, channels),
                        FloatMatrix.of(sums, chunk.rows(), channels), false, SERIAL);
                epilogue.store(sums, chunk.firstRow(), chunk.rows(), chunk.group() * channels, channels);
            };
        });
    }

    private static void depthwise(Invocation invocation, WindowedMaps maps, FloatEpilogue epilogue) {
        int channels = maps.groupChannels();
        var weights = (float[]) ConvolutionWeights.depthwise(invocation.operand(1), invocation.parallel()).array();
        int chunkRows = chunkRows(channels);
        var taps = maps.geometry().taps();
        maps.forEachChunk(invocation.floats(0).data(), float[]::new, chunkRows, invocation.parallel(), () -> {
            var sums = new float[chunkRows * channels];
            return chunk -> {
                Arrays.fill(sums, 0, chunk.rows() * channels, 0);
                for (int r = 0; r < chunk.rows(); r++) {
                    int start = chunk.start(chunk.firstRow() + r);
                    for (int tap = 0; tap < taps.length; tap++) {
                        multiplyAdd((float[]) chunk.maps(), start + taps[tap] * channels, weights, tap * channels, sums, r * channels,
                                channels);
                    }
                }
                epilogue.store(sums, chunk.firstRow(), chunk.rows(), 0, channels);
            };
        });
    }

    private static void multiplyAdd(float[] x, int from, float[] weights, int weight, float[] sums, int to, int count) {
        for (int c = 0; c < count; c++) {
            sums[to + c] = Math.fma(x[from + c], weights[weight + c], sums[to + c]);
        }
    }

    static FloatTensor linear(Invocation invocation) {
        var input = invocation.floats(0);
        int terms = invocation.operand(1).shape().dimension(2);
        int channels = invocation.operand(1).shape().dimension(1);
        var shape = input.shape().with(input.shape().rank() - 1, channels);
        var result = new float[shape.elements()];
        int rows = channels == 0 ? 0 : shape.elements() / channels;
        var sums = new float[result.length];
        var x = FloatMatrix.of(input.data(), rows, terms);
        var weights = FloatMatrix.of(invocation.floats(1).data(), channels, terms);
        if (rows >= FEW_ROWS) {
            FloatMatrix.multiply(x, weights.transposed(), FloatMatrix.of(sums, rows, channels), false, invocation.parallel());
        } else {
            var columns = new float[result.length];
            FloatMatrix.multiply(weights, x.transposed(), FloatMatrix.of(columns, channels, rows), false, invocation.parallel());
            StridedCopy.copy(columns, 0, new int[]{1, rows}, sums, 0, new int[]{channels, 1}, new int[]{rows, channels},
                    invocation.parallel());
        }
        var epilogue = epilogue(invocation, ResultRows.matrix(channels), channels, result);
        Elementwise.forPieces(rows, invocation.parallel(), (from, count) -> {
            for (int r = from; r < from + count; r++) {
                epilogue.storeRow(sums, r * channels, r * channels, 0, channels);
            }
        });
        return new FloatTensor(shape, result);
    }

    /** Batches of matrix products; one product where the right operand is a single matrix. */
    static FloatTensor matmul(Invocation invocation) {
        var left = invocation.floats(0);
        var right = invocation.floats(1);
        var batches = MatrixBatches.of(left.shape(), right.shape());
        var result = new FloatTensor(batches.shape(), new float[batches.shape().elements()]);
        if (result.elements() == 0) {
            return result;
        }
        if (batches.rightIsOne()) {
            int rows = result.elements() / batches.columns();
            FloatMatrix.multiply(FloatMatrix.of(left.data(), rows, batches.terms()),
                    FloatMatrix.of(right.data(), batches.terms(), batches.columns()),
                    FloatMatrix.of(result.data(), rows, batches.columns()),
                    false, invocation.parallel());
            return result;
        }
        boolean few = batches.count() < 2 * invocation.parallel().threads();
        (few ? SERIAL : invocation.parallel()).forEach(batches.count(), batch -> {
            FloatMatrix.multiply(FloatMatrix.of(left.data(), batches.left(batch), batches.rows(), batches.terms()),
                    FloatMatrix.of(right.data(), batches.right(batch), batches.terms(), batches.columns()),
                    FloatMatrix.of(result.data(), batch * batches.rows() * batches.columns(), batches.rows(), batches.columns()), false,
                    few ? invocation.parallel() : SERIAL);
        });
        return result;
    }
}
