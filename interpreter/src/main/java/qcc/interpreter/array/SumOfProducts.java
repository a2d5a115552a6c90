package qcc.interpreter.array;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import qcc.dialect.array.EinsumEquation;
import qcc.dialect.array.EinsumOp;
import qcc.tensor.IntegerTensor;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/** Sums of products over named axes: for each result a loop over all combinations of the axes that are summed. */
final class SumOfProducts {
    private SumOfProducts() {}

    static Tensor execute(EinsumOp op, ArrayCall call) {
        var equation = op.equation();
        var sizes = equation.sizes(call.operands().stream().map(t -> irShape(t.shape())).toList());
        var summed = new ArrayList<>(sizes.keySet());
        summed.removeAll(equation.result());
        var shape = shape(equation.result(), sizes);
        var inner = shape(summed, sizes);
        var outerStrides = strides(equation, equation.result(), call.operands());
        var innerStrides = strides(equation, summed, call.operands());
        var offsets = offsets(inner, innerStrides);
        var starts = offsets(shape, outerStrides);
        var result = call.newResult(0, shape);
        boolean integers = call.operand(0) instanceof IntegerTensor;
        call.parallel().forEach(Math.min(shape.elements(), 64), task -> {
            int tasks = Math.min(shape.elements(), 64);
            for (int r = (int) ((long) shape.elements() * task / tasks); r < (long) shape.elements() * (task + 1) / tasks; r++) {
                if (integers) {
                    result.setLong(r, integerSum(call.operands(), starts, r, offsets, inner.elements()));
                } else {
                    result.setDouble(r, sum(call.operands(), starts, r, offsets, inner.elements()));
                }
            }
        });
        return result;
    }

    private static qcc.ir.Shape irShape(Shape shape) {
        return qcc.ir.Shape.of(Arrays.stream(shape.dimensions()).asLongStream().toArray());
    }

    private static Shape shape(List<String> labels, Map<String, Long> sizes) {
        return Shape.of(labels.stream().mapToLong(sizes::get).toArray());
    }

    /** For each operand how far it moves along each label; a label twice in an operand walks its diagonal. */
    private static int[][] strides(EinsumEquation equation, List<String> labels, List<Tensor> operands) {
        var strides = new int[operands.size()][labels.size()];
        for (int o = 0; o < strides.length; o++) {
            var own = operands.get(o).shape().strides();
            for (int axis = 0; axis < own.length; axis++) {
                int label = labels.indexOf(equation.operands().get(o).get(axis));
                if (label >= 0 && operands.get(o).shape().dimension(axis) != 1) {
                    strides[o][label] += own[axis];
                }
            }
        }
        return strides;
    }

    /** For each operand the flat offset of every combination of indices. */
    private static int[][] offsets(Shape shape, int[][] strides) {
        var offsets = new int[strides.length][shape.elements()];
        for (int o = 0; o < strides.length; o++) {
            for (int i = 0; i < shape.elements(); i++) {
                int rest = i;
                for (int axis = shape.rank() - 1; axis >= 0; axis--) {
                    offsets[o][i] += rest % shape.dimension(axis) * strides[o][axis];
                    rest /= shape.dimension(axis);
                }
            }
        }
        return offsets;
    }

    private static double sum(List<Tensor> operands, int[][] starts, int result, int[][] offsets, int terms) {
        double sum = 0;
        for (int t = 0; t < terms; t++) {
            double product = 1;
            for (int o = 0; o < offsets.length; o++) {
                product *= operands.get(o).doubleAt(starts[o][result] + offsets[o][t]);
            }
            sum += product;
        }
        return sum;
    }

    private static long integerSum(List<Tensor> operands, int[][] starts, int result, int[][] offsets, int terms) {
        long sum = 0;
        for (int t = 0; t < terms; t++) {
            long product = 1;
            for (int o = 0; o < offsets.length; o++) {
                product *= ((IntegerTensor) operands.get(o)).longAt(starts[o][result] + offsets[o][t]);
            }
            sum += product;
        }
        return sum;
    }
}
