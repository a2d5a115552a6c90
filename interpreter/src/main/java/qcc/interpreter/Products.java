package qcc.interpreter;

import java.util.ArrayList;
import qcc.dialect.nn.ConvOp;
import qcc.dialect.nn.LinearOp;
import qcc.dialect.nn.MatMulOp;
import qcc.dialect.nn.NnProduct;
import qcc.dialect.nn.PartialSums;
import qcc.dialect.nn.Quantization;
import qcc.tensor.Tensor;

/** Sums of products: chooses between reals and integers, and brings the operands to one number of samples. */
final class Products {
    private Products() {}

    static Tensor execute(NnProduct op, Invocation invocation) {
        boolean quantized = Quantization.isQuantized(invocation.op());
        return switch (op) {
            case MatMulOp _ -> quantized ? IntegerProducts.matmul(invocation) : FloatProducts.matmul(invocation);
            case ConvOp _,LinearOp _ -> dependsOnSampleInWeights(invocation)
                    ? invocation.bySample(one -> execute(op, one))
                    : weighted(op, repeated(invocation), quantized);
        };
    }

    private static Tensor weighted(NnProduct op, Invocation invocation, boolean quantized) {
        return switch (op) {
            case ConvOp conv -> quantized ? IntegerProducts.convolution(conv, invocation) : FloatProducts.convolution(conv, invocation);
            case LinearOp _ -> quantized ? IntegerProducts.linear(invocation) : FloatProducts.linear(invocation);
            case MatMulOp _ -> throw new IllegalStateException("a matrix product has no weights");
        };
    }

    private static boolean dependsOnSampleInWeights(Invocation invocation) {
        return invocation.operand(1).samples() > 1 || invocation.optional(2).filter(bias -> bias.samples() > 1).isPresent()
                && !takesSums(invocation);
    }

    /** Whether the third operand holds the sums of another part, which are elements of the result and not of the weights. */
    private static boolean takesSums(Invocation invocation) {
        return invocation.optional(2).isPresent() && PartialSums.are(invocation.op().operand(2));
    }

    /** Repeats a uniform input, residual or sums where another one has a block of samples. */
    private static Invocation repeated(Invocation invocation) {
        int samples = invocation.samples();
        var operands = new ArrayList<>(invocation.operands());
        operands.set(0, repeated(operands.getFirst(), samples));
        if (takesSums(invocation)) {
            operands.set(2, repeated(operands.get(2), samples));
        }
        invocation.optional(3).ifPresent(residual -> operands.set(operands.size() - 1, repeated(residual, samples)));
        return new Invocation(invocation.op(), operands, invocation.parallel());
    }

    private static Tensor repeated(Tensor tensor, int samples) {
        return tensor.samples() == samples ? tensor : tensor.repeat(samples);
    }
}
