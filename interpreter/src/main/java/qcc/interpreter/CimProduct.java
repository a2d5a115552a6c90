package qcc.interpreter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import qcc.dialect.cim.GroupOp;
import qcc.dialect.cim.ProductOp;
import qcc.dialect.nn.Layout;
import qcc.ir.IntegerType;
import qcc.ir.TensorType;
import qcc.tensor.ByteTensor;
import qcc.tensor.ElementType;
import qcc.tensor.IntTensor;
import qcc.tensor.IntegerMatrix;
import qcc.tensor.PackedWeights;
import qcc.tensor.Tensor;

/** The raw sums of windows and array groups, group after group. */
final class CimProduct {
    private CimProduct() {}

    static Tensor execute(ProductOp op, Invocation invocation, Symbols symbols, Constants constants) {
        var input = (ByteTensor) invocation.operand(0);
        var result = (IntTensor) Tensor.zeros(ElementType.I32, invocation.resultShape(input.samples()));
        int columns = result.shape().dimension(4);
        var parts = new ArrayList<Part>();
        for (var share : op.shares()) {
            var group = symbols.lookup(op, share.group(), GroupOp.class);
            var type = TensorType.of(IntegerType.I8, group.rows(), group.columns());
            parts.add(new Part(share, group, ((ByteTensor) constants.of(group, group.matrix(), type)).data()));
        }
        requireFit(invocation, parts, columns);
        for (var part : parts) {
            add(op, invocation, input, part.share, kernel(part.group, part.matrix, part.share.firstColumn(), columns), result);
        }
        add(result.data(), op.bias());
        if (op.sums().isPresent()) {
            add(result.data(), ((IntTensor) invocation.operand(1)).data());
        }
        return result;
    }

    /** Adds numbers that repeat, if there are any. */
    private static void add(int[] sums, int[] repeated) {
        for (int i = 0; i < (repeated.length == 0 ? 0 : sums.length); i++) {
            sums[i] = Math.addExact(sums[i], repeated[i % repeated.length]);
        }
    }

    /** A share of the product with its group and matrix. */
    private record Part(ProductOp.Share share, GroupOp group, byte[] matrix) {
        void addMagnitudes(long[] magnitudes) {
            int columns = group.columns();
            for (int i = 0; i < matrix.length; i++) {
                magnitudes[share.firstColumn() + i % columns] += Math.abs((int) matrix[i]);
            }
        }
    }

    /** Adds the products of gathered windows, from one on, of which the first belongs to a row of the result. */
    private interface Kernel {
        void add(byte[] windows, int first, int count, int[] result, int firstRow);
    }

    private static Kernel kernel(GroupOp group, byte[] matrix, int firstColumn, int columns) {
        int terms = group.rows();
        var converter = group.converter();
        if (converter.isPresent()) {
            var product = new ConvertedProduct(group, converter.get(), matrix);
            return (windows, first, count, result, firstRow) -> {
                for (int i = 0; i < count; i++) {
                    product.add(windows, (first + i) * terms, result, (firstRow + i) * columns + firstColumn);
                }
            };
        }
        var weights = PackedWeights.of(matrix, terms, group.columns());
        return (windows, first, count, result, firstRow) -> IntegerMatrix.multiply(windows, first * terms, terms, count, weights, result,
                firstRow * columns + firstColumn, columns, true, FloatProducts.SERIAL);
    }

    /**
     * No input of signed bytes makes a sum of more than 128 times the magnitudes of the weights that meet in a row of the result. What meets
     * changes only where a share begins.
     */
    private static void requireFit(Invocation invocation, List<Part> parts, int columns) {
        parts.stream().mapToInt(part -> part.share.firstRow()).distinct().forEach(row -> {
            var magnitudes = new long[columns];
            parts.stream().filter(part -> part.share.worksOn(row)).forEach(part -> part.addMagnitudes(magnitudes));
            long bound = 128 * Arrays.stream(magnitudes).max().orElse(0);
            if (bound > Integer.MAX_VALUE) {
                throw invocation.error("has sums of up to %d, which overflow 32 bits", bound);
            }
        });
    }

    private static void add(ProductOp op, Invocation invocation, ByteTensor input, ProductOp.Share share, Kernel kernel,
            IntTensor result) {
        var part = channels(invocation, input, share);
        var maps = new WindowedMaps(new WindowGeometry(op.window(), Layout.NHWC, part.shape()), 1, 1);
        int terms = maps.windowElements();
        int chunkRows = FloatProducts.chunkRows(terms);
        byte padding = (byte) op.padValue();
        int width = result.shape().dimension(3);
        var positions = new Positions(result.shape().dimension(2) * width, share.firstRow() * width, share.rows() * width);
        maps.forEachChunk(part.data(), length -> ByteRows.filled(length, padding), chunkRows, invocation.parallel(), () -> {
            var patches = new byte[chunkRows * terms];
            return chunk -> {
                if (positions.meet(chunk.firstRow(), chunk.rows())) {
                    chunk.gather(patches);
                    positions.forEachRun(chunk.firstRow(), chunk.rows(),
                            (first, count) -> kernel.add(patches, first, count, result.data(), chunk.firstRow() + first));
                }
            };
        });
    }

    /** The positions of every sample that a share works on: {@code count} from {@code first} on, of {@code all}. */
    private record Positions(int all, int first, int count) {
        private interface Run {
            void accept(int first, int count);
        }

        boolean meet(int from, int length) {
            return count == all || nextRun(from, from + length) < from + length;
        }

        /** The first position worked on, not before one; the end if there is none. */
        private int nextRun(int from, int end) {
            int place = from % all;
            int skip = place < first ? first - place : place < first + count ? 0 : all - place + first;
            return Math.min(end, from + skip);
        }

        /** Calls for each run of positions worked on among some that follow each other, counted from the first of these. */
        void forEachRun(int from, int length, Run run) {
            int end = from + length;
            for (int begin = nextRun(from, end); begin < end;) {
                int stop = Math.min(end, begin - begin % all + first + count);
                run.accept(begin - from, stop - begin);
                begin = nextRun(stop, end);
            }
        }
    }

    private static ByteTensor channels(Invocation invocation, ByteTensor input, ProductOp.Share share) {
        var dimensions = input.shape().sample().dimensions();
        if (share.firstChannel() == 0 && share.channels() == dimensions[3]) {
            return input;
        }
        return (ByteTensor) ShapeOps.slice(invocation, input, new long[]{0, 0, 0, share.firstChannel()},
                new long[]{dimensions[0], dimensions[1], dimensions[2], share.channels()}, new long[]{1, 1, 1, 1});
    }
}
