package qcc.passes.mapping;

import java.util.List;
import java.util.Optional;
import qcc.dialect.nn.ConcatOp;
import qcc.dialect.nn.NnElementwise;
import qcc.dialect.nn.NnPool;
import qcc.ir.Op;
import qcc.ir.TensorType;
import qcc.ir.Value;

/**
 * An operation of a segment as the planner sees it.
 *
 * @param op the operation
 * @param shape its sizes, if it has weights in crossbars
 * @param producers numbers of the stages that make its inputs
 * @param rows rows of its result, which are made one after the other; 1 where it needs all of its inputs first
 * @param inputRows rows of its inputs
 * @param kernel rows of its inputs under one row of its result
 * @param stride rows of its inputs from one row of its result to the next
 * @param work passes of the vector unit over its result; 0 for a product
 */
record Stage(Op op, Optional<ProductShape> shape, List<Integer> producers, int rows, int inputRows, int kernel, int stride, int work) {

    static Stage of(Op op, List<Integer> producers) {
        var shape = ProductShape.of(op);
        if (shape.isPresent()) {
            var rows = shape.get().rows();
            return new Stage(op, shape, producers, rows.outputs(), rows.inputs(), rows.span(1), rows.stride(), 0);
        }
        if (op instanceof NnPool pool) {
            var window = pool.window();
            long taps = window.kernel().stream().reduce(1L, (a, b) -> a * b);
            return new Stage(op, shape, producers, rows(op.result()), rows(op.operand(0)), Math.toIntExact(window.extent(0)),
                    Math.toIntExact(window.strides().get(0)), Math.toIntExact(taps));
        }
        boolean rowByRow = op instanceof NnElementwise || op instanceof ConcatOp c && c.axis() == 3;
        int rows = rowByRow ? rows(op.result()) : 1;
        return new Stage(op, shape, producers, rows, rows, rows == 1 ? rows : 1, 1, 1);
    }

    private static int rows(Value value) {
        var type = (TensorType) value.type();
        return type.rank() == 4 ? Math.toIntExact(type.dimension(1)) : 1;
    }

    /** The part of the inputs that some first rows of the result need, padding left out. */
    double share(int resultRows) {
        return Math.min(1, ((resultRows - 1.0) * stride + kernel) / inputRows);
    }
}
