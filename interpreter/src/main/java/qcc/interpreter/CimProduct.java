package qcc.interpreter;

import java.util.Arrays;
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
        var magnitudes = new long[columns];
        for (var share : op.shares()) {
            var group = symbols.lookup(op, share.group(), GroupOp.class);
            var type = TensorType.of(IntegerType.I8, group.rows(), group.columns());
            var matrix = (ByteTensor) constants.of(group, group.matrix(), type);
            addMagnitudes(matrix, group.columns(), share.firstColumn(), magnitudes);
            requireFit(invocation, magnitudes);
            add(op, invocation, input, share, kernel(group, matrix.data(), share.firstColumn(), columns), result);
        }
        return result;
    }

    /** Adds the products of gathered windows, of which the first belongs to a row of the result. */
    private interface Kernel {
        void add(byte[] windows, int count, int[] result, int firstRow);
    }

    private static Kernel kernel(GroupOp group, byte[] matrix, int firstColumn, int columns) {
        int terms = group.rows();
        var converter = group.converter();
        if (converter.isPresent()) {
            var product = new ConvertedProduct(group, converter.get(), matrix);
            return (windows, count, result, firstRow) -> {
                for (int i = 0; i < count; i++) {
                    product.add(windows, i * terms, result, (firstRow + i) * columns + firstColumn);
                }
            };
        }
        var weights = PackedWeights.of(matrix, terms, group.columns());
        return (windows, count, result, firstRow) -> IntegerMatrix.multiply(windows, 0, terms, count, weights, result,
                firstRow * columns + firstColumn, columns, true, FloatProducts.SERIAL);
    }

    private static void addMagnitudes(ByteTensor matrix, int columns, int firstColumn, long[] magnitudes) {
        for (int i = 0; i < matrix.elements(); i++) {
            magnitudes[firstColumn + i % columns] += Math.abs((int) matrix.data()[i]);
        }
    }

    /** No input of signed bytes makes a sum of more than 128 times the magnitudes of the weights. */
    private static void requireFit(Invocation invocation, long[] magnitudes) {
        long bound = 128 * Arrays.stream(magnitudes).max().orElse(0);
        if (bound > Integer.MAX_VALUE) {
            throw invocation.error("has sums of up to %d, which overflow 32 bits", bound);
        }
    }

    private static void add(ProductOp op, Invocation invocation, ByteTensor input, ProductOp.Share share, Kernel kernel,
            IntTensor result) {
        var part = channels(invocation, input, share);
        var maps = new WindowedMaps(new WindowGeometry(op.window(), Layout.NHWC, part.shape()), 1, 1);
        int terms = maps.windowElements();
        int chunkRows = FloatProducts.chunkRows(terms);
        byte padding = (byte) op.padValue();
        maps.forEachChunk(part.data(), length -> ByteRows.filled(length, padding), chunkRows, invocation.parallel(), () -> {
            var patches = new byte[chunkRows * terms];
            return chunk -> {
                chunk.gather(patches);
                kernel.add(patches, chunk.rows(), result.data(), chunk.firstRow());
            };
        });
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
