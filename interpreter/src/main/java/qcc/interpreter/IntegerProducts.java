package qcc.interpreter;

import java.util.Arrays;
import qcc.dialect.nn.Clamp;
import qcc.dialect.nn.ConvOp;
import qcc.dialect.nn.Layout;
import qcc.dialect.nn.PartialSums;
import qcc.dialect.nn.RequantizeMode;
import qcc.ir.TensorType;
import qcc.tensor.ByteTensor;
import qcc.tensor.IntegerMatrix;
import qcc.tensor.PackedWeights;
import qcc.tensor.Tensor;

/** Convolutions, fully connected layers and matrix products of quantized values, as the numeric contract says. */
final class IntegerProducts {
    private IntegerProducts() {}

    static Tensor convolution(ConvOp op, Invocation invocation) {
        var input = SignedBytes.of(invocation, invocation.operand(0));
        var geometry = new WindowGeometry(op.window(), op.layout(), invocation.operand(0).shape());
        int channels = invocation.operand(1).shape().dimension(1);
        var weights = weights(invocation);
        var result = Tensor.zeros(Elements.kind(invocation.resultElement()), geometry.resultShape(channels));
        var rows = ResultRows.of(op.layout(), geometry.positions(), channels);
        var epilogue = epilogue(invocation, weights, input.offset(), rows, result);
        int groups = (int) op.groups();
        var tensor = new ByteTensor(invocation.operand(1).shape(), weights.values());
        byte padding = (byte) (grid(invocation, 0).zeroPoint() - input.offset());
        if (op.isDepthwise()) {
            depthwise(invocation, new WindowedMaps(geometry, 1, channels / groups), input.data(), padding,
                    depthwiseWeights(invocation, tensor, weights.zeroPoints()), epilogue);
        } else {
            grouped(invocation, op.layout(), new WindowedMaps(geometry, groups, 1), input.data(), padding, tensor, weights, epilogue);
        }
        return result;
    }

    private static Grid grid(Invocation invocation, int operand) {
        return Grid.of(invocation.op(), (TensorType) invocation.op().operand(operand).type());
    }

    private static Grid resultGrid(Invocation invocation) {
        return Grid.of(invocation.op(), (TensorType) invocation.op().result().type());
    }

    private static IntegerWeights weights(Invocation invocation) {
        var grid = grid(invocation, 1);
        if (grid.isPerAxis() && grid.axis() != 0) {
            throw invocation.error("has weights with scales along axis %d; only those of output channels, axis 0, are executed",
                    grid.axis());
        }
        return IntegerWeights.of(invocation, invocation.operand(1), grid);
    }

    private static IntegerEpilogue epilogue(Invocation invocation, IntegerWeights weights, int inputOffset, ResultRows rows,
            Tensor result) {
        var mode = RequantizeMode.of(invocation.op());
        var input = grid(invocation, 0).perTensor(invocation);
        var weightGrid = grid(invocation, 1);
        int channels = invocation.operand(1).shape().dimension(1);
        var third = invocation.optional(2).map(b -> Elements.toInts(invocation.integers(b)));
        boolean takesSums = third.isPresent() && PartialSums.are(invocation.op().operand(2));
        var bias = third.filter(_ -> !takesSums).orElseGet(() -> new int[channels]);
        var residual = IntegerEpilogue.residual(invocation, mode, input, weightGrid, channels);
        var residualGrid = residual.map(_ -> grid(invocation, invocation.op().operandCount() - 1));
        var constants = weights.constants(invocation, input, inputOffset, bias,
                c -> residual.map(r -> r.bound(residualGrid.orElseThrow(), c)).orElse(0L));
        var addends = new IntegerEpilogue.Addends(residual, third.filter(_ -> takesSums));
        if (PartialSums.are(invocation.op().result())) {
            return IntegerEpilogue.ofSums(rows, constants, addends, result);
        }
        var output = resultGrid(invocation).perTensor(invocation);
        return new IntegerEpilogue(rows, constants, IntegerWeights.requantizers(mode, input, weightGrid, output, channels),
                outputRange(invocation, output), addends, result);
    }

    /** The limits of the result: the storage range, narrowed by a fused activation. */
    static IntegerEpilogue.OutputRange outputRange(Invocation invocation, Grid output) {
        var clamp = Clamp.of(invocation.op()).map(c -> c.toInts()).orElse(new int[]{output.min(), output.max()});
        return new IntegerEpilogue.OutputRange(output.zeroPoint(), Math.clamp(clamp[0], output.min(), output.max()),
                Math.clamp(clamp[1], output.min(), output.max()));
    }

    private static void grouped(Invocation invocation, Layout layout, WindowedMaps maps, byte[] input, byte padding, ByteTensor tensor,
            IntegerWeights weights, IntegerEpilogue epilogue) {
        int terms = maps.windowElements();
        int groups = maps.groups();
        int channels = tensor.shape().dimension(1) / groups;
        var ordered = (byte[]) ConvolutionWeights.byTap(tensor, layout, groups, invocation.parallel()).array();
        var packed = new PackedWeights[groups];
        for (int g = 0; g < groups; g++) {
            packed[g] = PackedWeights.of(ordered, g * terms * channels, terms, channels, channels, 1);
        }
        int chunkRows = FloatProducts.chunkRows(terms);
        boolean inPlace = maps.windowsLieInOrder();
        maps.forEachChunk(input, length -> ByteRows.filled(length, padding), chunkRows, invocation.parallel(), () -> {
            var patches = new byte[inPlace ? 0 : chunkRows * terms];
            var sums = new int[chunkRows * channels];
            var scratch = new int[Math.max(chunkRows, channels)];
            return chunk -> {
                if (!inPlace) {
                    chunk.gather(patches);
                }
                var x = inPlace ? (byte[]) chunk.maps() : patches;
                int from = inPlace ? chunk.start(chunk.firstRow()) : 0;
                IntegerMatrix.multiply(x, from, terms, chunk.rows(), packed[chunk.group()], sums, 0, channels, false, FloatProducts.SERIAL);
                weights.correct(sums, x, from, terms, chunk.rows(), chunk.group() * channels, channels);
                epilogue.store(sums, chunk.firstRow(), chunk.rows(), chunk.group() * channels, channels, scratch);
            };
        });
    }

    /** The weights less their zero points, as [taps, O]. */
    private static int[] depthwiseWeights(Invocation invocation, ByteTensor tensor, int[] zeroPoints) {
        var ordered = Elements.toInts((ByteTensor) ConvolutionWeights.depthwise(tensor, invocation.parallel()));
        for (int i = 0; i < ordered.length; i++) {
            ordered[i] -= zeroPoints[i % zeroPoints.length];
        }
        return ordered;
    }

    private static void depthwise(Invocation invocation, WindowedMaps maps, byte[] input, byte padding, int[] ordered,
            IntegerEpilogue epilogue) {
        int channels = maps.groupChannels();
        int chunkRows = FloatProducts.chunkRows(channels);
        var taps = maps.geometry().taps();
        maps.forEachChunk(input, length -> ByteRows.filled(length, padding), chunkRows, invocation.parallel(), () -> {
            var sums = new int[chunkRows * channels];
            var scratch = new int[Math.max(chunkRows, channels)];
            return chunk -> {
                Arrays.fill(sums, 0, chunk.rows() * channels, 0);
                for (int r = 0; r < chunk.rows(); r++) {
                    int start = chunk.start(chunk.firstRow() + r);
                    for (int tap = 0; tap < taps.length; tap++) {
                        ByteRows.multiplyAdd((byte[]) chunk.maps(), start + taps[tap] * channels, ordered, tap * channels, sums,
                                r * channels, channels);
                    }
                }
                epilogue.store(sums, chunk.firstRow(), chunk.rows(), 0, channels, scratch);
            };
        });
    }

    static Tensor linear(Invocation invocation) {
        var input = SignedBytes.of(invocation, invocation.operand(0));
        var weights = weights(invocation);
        int terms = invocation.operand(1).shape().dimension(2);
        int channels = invocation.operand(1).shape().dimension(1);
        var shape = invocation.operand(0).shape();
        var result = Tensor.zeros(Elements.kind(invocation.resultElement()), shape.with(shape.rank() - 1, channels));
        var epilogue = epilogue(invocation, weights, input.offset(), ResultRows.matrix(channels), result);
        var packed = PackedWeights.of(weights.values(), 0, terms, channels, 1, terms);
        int rows = channels == 0 ? 0 : result.elements() / channels;
        var sums = new int[result.elements()];
        IntegerMatrix.multiply(input.data(), 0, terms, rows, packed, sums, 0, channels, false, invocation.parallel());
        weights.correct(sums, input.data(), 0, terms, rows, 0, channels);
        Elementwise.forPieces(rows, invocation.parallel(), (from, count) -> {
            var block = Arrays.copyOfRange(sums, from * channels, (from + count) * channels);
            epilogue.store(block, from, count, 0, channels, new int[Math.max(channels, 1)]);
        });
        return result;
    }

    /** The product of two activations: {@code sum (a - za) * (b - zb)}, requantized by sa * sb / sy. */
    static Tensor matmul(Invocation invocation) {
        var left = SignedBytes.of(invocation, invocation.operand(0));
        var right = SignedBytes.of(invocation, invocation.operand(1));
        var leftGrid = grid(invocation, 0).perTensor(invocation);
        var rightGrid = grid(invocation, 1).perTensor(invocation);
        var output = resultGrid(invocation).perTensor(invocation);
        var batches = MatrixBatches.of(invocation.operand(0).shape(), invocation.operand(1).shape());
        requireFit(invocation, batches.terms(), leftGrid, rightGrid);
        var result = Tensor.zeros(Elements.kind(invocation.resultElement()), batches.shape());
        var requantizer = Requantizer.ofProduct(RequantizeMode.of(invocation.op()), leftGrid.scale(), rightGrid.scale(), output.scale());
        var product = new BatchProduct(left.data(), leftGrid.zeroPoint() - left.offset(), right.data(),
                rightGrid.zeroPoint() - right.offset(), batches, requantizer, outputRange(invocation, output), result);
        invocation.parallel().forEach(batches.count(), product::run);
        return result;
    }

    private static void requireFit(Invocation invocation, int terms, Grid left, Grid right) {
        long bound = terms * left.reach() * right.reach();
        if (bound > Integer.MAX_VALUE) {
            throw invocation.error("has accumulators of up to %d, which overflow 32 bits; split the sum", bound);
        }
    }

    /** One batch of a product of two activations. */
    private record BatchProduct(byte[] left, int leftZero, byte[] right, int rightZero, MatrixBatches batches, Requantizer requantizer,
            IntegerEpilogue.OutputRange output, Tensor result) {
        void run(int batch) {
            int rows = batches.rows();
            int terms = batches.terms();
            int columns = batches.columns();
            var packed = PackedWeights.of(right, batches.right(batch), terms, columns, columns, 1);
            var sums = new int[rows * columns];
            IntegerMatrix.multiply(left, batches.left(batch), terms, rows, packed, sums, 0, columns, false, FloatProducts.SERIAL);
            var columnSums = new int[columns];
            for (int k = 0; k < terms; k++) {
                ByteRows.add(right, batches.right(batch) + k * columns, columnSums, 0, columns);
            }
            for (int r = 0; r < rows; r++) {
                finishRow(sums, r, columnSums, batches.left(batch) + r * terms);
            }
            Elements.writeInts(sums, sums.length, result, batch * rows * columns);
        }

        /** Intermediate values may wrap around: the corrected sum has been proved to fit. */
        private void finishRow(int[] sums, int row, int[] columnSums, int leftRow) {
            int rowSum = 0;
            for (int k = 0; k < batches.terms(); k++) {
                rowSum += left[leftRow + k];
            }
            int constant = batches.terms() * leftZero * rightZero - rightZero * rowSum;
            for (int c = 0; c < batches.columns(); c++) {
                int sum = sums[row * batches.columns() + c] - leftZero * columnSums[c] + constant;
                sums[row * batches.columns() + c] = requantizer.requantize(sum, output.zeroPoint(), output.min(), output.max());
            }
        }
    }
}
