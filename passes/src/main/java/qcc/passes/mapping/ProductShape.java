package qcc.passes.mapping;

import java.util.Optional;
import qcc.dialect.nn.ConvOp;
import qcc.dialect.nn.LinearOp;
import qcc.ir.Op;
import qcc.ir.TensorType;
import qcc.passes.ProductOperands;

/**
 * The sizes of a product with weights, a matrix product being a convolution of one tap over one row of positions.
 *
 * @param outputs output channels
 * @param inputs input channels of one group
 * @param groups groups of channels
 * @param rows the window and the maps along the vertical axis
 * @param columns the same along the horizontal axis
 * @param hasResidual whether a map of the size of the output is added
 */
record ProductShape(int outputs, int inputs, int groups, Axis rows, Axis columns, boolean hasResidual) {
    /**
     * One axis of a window and its maps.
     *
     * @param inputs elements of the input map
     * @param outputs positions of the window
     */
    record Axis(int kernel, int stride, int dilation, int inputs, int outputs) {
        private static final Axis ONE = new Axis(1, 1, 1, 1, 1);

        private Axis withKernel(int elements) {
            return new Axis(elements, stride, dilation, inputs, outputs);
        }

        /** Elements under some neighboring windows, padding included. */
        int span(int positions) {
            return (positions - 1) * stride + (kernel - 1) * dilation + 1;
        }
    }

    /** The sizes of an operation; empty if it has no weights in crossbars. */
    static Optional<ProductShape> of(Op op) {
        return switch (op) {
            case ConvOp c -> Optional.of(of(c));
            case LinearOp l -> Optional.of(of(l));
            default -> Optional.empty();
        };
    }

    private static ProductShape of(ConvOp op) {
        int outputs = (int) ((TensorType) op.weights().type()).dimension(0);
        int groups = (int) op.groups();
        int inputs = (int) op.inputChannels() / groups;
        boolean known = op.window().rank() == 2 && ((TensorType) op.result().type()).shape().isStatic();
        return new ProductShape(outputs, inputs, groups, known ? axis(op, 0) : Axis.ONE, known ? axis(op, 1) : Axis.ONE,
                op.residual().isPresent());
    }

    private static Axis axis(ConvOp op, int axis) {
        int place = op.layout().channelAxis(4) == 3 ? axis + 1 : axis + 2;
        var window = op.window();
        return new Axis(Math.toIntExact(window.kernel().get(axis)), Math.toIntExact(window.strides().get(axis)),
                Math.toIntExact(window.dilations().get(axis)), (int) ((TensorType) op.input().type()).dimension(place),
                (int) ((TensorType) op.result().type()).dimension(place));
    }

    private static ProductShape of(LinearOp op) {
        int inputs = (int) ((TensorType) op.weights().type()).dimension(1);
        var shape = ((TensorType) op.input().type()).shape();
        int positions = shape.isStatic() ? (int) (shape.elements() / inputs) : 1;
        return new ProductShape(ProductOperands.of(op).orElseThrow().outputChannels(), inputs, 1, Axis.ONE,
                new Axis(1, 1, 1, positions, positions), op.residual().isPresent());
    }

    /** One group of channels alone. */
    ProductShape group() {
        return new ProductShape(outputsPerGroup(), inputs, 1, rows, columns, hasResidual);
    }

    /** A part of the sums of some output channels: a piece of the window over some input channels, where there is one group of channels. */
    ProductShape part(int kernelRows, int kernelColumns, int channels, int outputs) {
        return new ProductShape(Math.min(outputs, this.outputs), channels, 1, rows.withKernel(kernelRows),
                columns.withKernel(kernelColumns),
                hasResidual);
    }

    int taps() {
        return rows.kernel * columns.kernel;
    }

    /** Rows of the matrix of one group of channels. */
    int matrixRows() {
        return Math.multiplyExact(taps(), inputs);
    }

    int outputsPerGroup() {
        return outputs / groups;
    }

    int inputChannels() {
        return inputs * groups;
    }

    long positions() {
        return (long) rows.outputs * columns.outputs;
    }

    /** Whether several horizontally neighboring positions can be one: their number divides the positions of a row. */
    boolean canJoin(int positions) {
        return columns.dilation == 1 && columns.outputs % positions == 0;
    }

    /** The product that makes some horizontally neighboring positions at once, with outputs for each of them. */
    ProductShape joined(int positions) {
        if (positions == 1) {
            return this;
        }
        var wide = new Axis(columns.kernel + (positions - 1) * columns.stride, columns.stride * positions, 1, columns.inputs,
                columns.outputs / positions);
        return new ProductShape(outputs * positions, inputs, groups, rows, wide, hasResidual);
    }
}
