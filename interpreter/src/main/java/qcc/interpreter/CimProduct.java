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
            add(op, invocation, input, share, PackedWeights.of(matrix.data(), group.rows(), group.columns()), result);
        }
        return result;
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

    private static void add(ProductOp op, Invocation invocation, ByteTensor input, ProductOp.Share share, PackedWeights weights,
            IntTensor result) {
        var part = channels(invocation, input, share);
        var maps = new WindowedMaps(new WindowGeometry(op.window(), Layout.NHWC, part.shape()), 1, 1);
        int terms = maps.windowElements();
        int columns = result.shape().dimension(4);
        int chunkRows = FloatProducts.chunkRows(terms);
        byte padding = (byte) op.padValue();
        maps.forEachChunk(part.data(), length -> ByteRows.filled(length, padding), chunkRows, invocation.parallel(), () -> {
            var patches = new byte[chunkRows * terms];
            return chunk -> {
                chunk.gather(patches);
                IntegerMatrix.multiply(patches, 0, terms, chunk.rows(), weights, result.data(),
                        chunk.firstRow() * columns + share.firstColumn(), columns, true, FloatProducts.SERIAL);
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
