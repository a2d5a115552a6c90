package qcc.interpreter;

import java.util.function.DoubleUnaryOperator;
import qcc.dialect.nn.AddOp;
import qcc.dialect.nn.BatchNormOp;
import qcc.dialect.nn.CastOp;
import qcc.dialect.nn.Clamp;
import qcc.dialect.nn.ClampOp;
import qcc.dialect.nn.DivOp;
import qcc.dialect.nn.DropoutOp;
import qcc.dialect.nn.IdentityOp;
import qcc.dialect.nn.MulOp;
import qcc.dialect.nn.NnElementwise;
import qcc.dialect.nn.Quantization;
import qcc.dialect.nn.ReluOp;
import qcc.dialect.nn.RequantizeOp;
import qcc.dialect.nn.SigmoidOp;
import qcc.dialect.nn.SubOp;
import qcc.dialect.nn.TanhOp;
import qcc.dialect.nn.UnaryOp;
import qcc.ir.IntegerType;
import qcc.tensor.FloatTensor;
import qcc.tensor.IntegerTensor;
import qcc.tensor.Parallel;
import qcc.tensor.Tensor;

/** Operations that make one element of one element of each operand. */
final class Elementwise {
    private static final int PIECE = 1 << 14;

    private Elementwise() {}

    static Tensor execute(NnElementwise op, Invocation invocation) {
        if (Quantization.isQuantized(invocation.op())) {
            return QuantizedElementwise.execute(op, invocation);
        }
        return switch (op) {
            case AddOp _ -> binary(FloatArithmetic.ADD, invocation);
            case SubOp _ -> binary(FloatArithmetic.SUB, invocation);
            case MulOp _ -> binary(FloatArithmetic.MUL, invocation);
            case DivOp _ -> binary(FloatArithmetic.DIV, invocation);
            case BatchNormOp norm -> batchNorm(norm, invocation);
            case CastOp cast -> ElementConversion.execute(cast, invocation);
            case ClampOp clamp -> limited(invocation, clamp.min(), clamp.max());
            case ReluOp _ -> limited(invocation, 0, Double.POSITIVE_INFINITY);
            case DropoutOp _,IdentityOp _ -> invocation.operand(0);
            case SigmoidOp _ -> mapped(invocation, ActivationTable::sigmoid);
            case TanhOp _ -> mapped(invocation, StrictMath::tanh);
            case UnaryOp unary -> unary(unary, invocation);
            case RequantizeOp _ -> throw invocation.error("expects a quantized result");
        };
    }

    private static Tensor binary(FloatArithmetic operation, Invocation invocation) {
        var clamp = Clamp.of(invocation.op()).map(c -> c.toDoubles());
        return operation.execute(invocation, invocation.operand(0), invocation.operand(1),
                clamp.map(c -> c[0]).orElse(Double.NEGATIVE_INFINITY), clamp.map(c -> c[1]).orElse(Double.POSITIVE_INFINITY));
    }

    private static Tensor limited(Invocation invocation, double low, double high) {
        var input = invocation.operand(0);
        if (!(input instanceof FloatTensor floats)) {
            return mapped(invocation, x -> Math.min(Math.max(x, low), high));
        }
        var result = floats.data().clone();
        forPieces(result.length, invocation.parallel(),
                (from, count) -> FloatArithmetic.limit(result, from, count, (float) low, (float) high));
        return new FloatTensor(input.shape(), result);
    }

    private static Tensor unary(UnaryOp op, Invocation invocation) {
        if (!(invocation.operand(0) instanceof IntegerTensor input)) {
            return mapped(invocation, UnaryFunctions.ofReals(op));
        }
        var type = (IntegerType) invocation.operandElement(0);
        var function = UnaryFunctions.ofIntegers(op.function(), type.isUnsigned(), type.width() == 1);
        var result = Tensor.zeros(input.elementType(), input.shape());
        for (int i = 0; i < input.elements(); i++) {
            result.setLong(i, function.applyAsLong(input.longAt(i)));
        }
        return result;
    }

    private static Tensor mapped(Invocation invocation, DoubleUnaryOperator function) {
        var input = invocation.operand(0);
        var result = Tensor.zeros(input.elementType(), input.shape());
        forPieces(input.elements(), invocation.parallel(), (from, count) -> {
            for (int i = from; i < from + count; i++) {
                result.setDouble(i, function.applyAsDouble(input.doubleAt(i)));
            }
        });
        return result;
    }

    /** What is done with a range of elements. */
    @FunctionalInterface
    interface Piece {
        void accept(int from, int count);
    }

    /** Cuts a range of elements into pieces that threads share. */
    static void forPieces(int elements, Parallel parallel, Piece piece) {
        int size = Math.max(PIECE, Math.ceilDiv(elements, 8 * parallel.threads()));
        parallel.forEach(Math.ceilDiv(elements, size), task -> piece.accept(task * size, Math.min(size, elements - task * size)));
    }

    private static Tensor batchNorm(BatchNormOp op, Invocation invocation) {
        for (int i = 1; i < 5; i++) {
            if (invocation.operand(i).samples() > 1) {
                return invocation.bySample(one -> batchNorm(op, one));
            }
        }
        var input = invocation.floats(0);
        int axis = op.channelAxis() + 1;
        int channels = input.shape().dimension(axis);
        int inner = input.shape().elements(axis + 1, input.shape().rank());
        var factors = new float[channels];
        for (int c = 0; c < channels; c++) {
            factors[c] = (float) (invocation.operand(1).doubleAt(c) / Math.sqrt(invocation.operand(4).doubleAt(c) + op.epsilon()));
        }
        var result = new float[input.elements()];
        var normalization = new Normalization(input.data(), result, inner, invocation.floats(3).data(), factors,
                invocation.floats(2).data());
        int blocks = channels * inner == 0 ? 0 : input.elements() / (channels * inner);
        invocation.parallel().forEach(Math.min(blocks, 64), task -> {
            for (int b = (int) ((long) blocks * task / Math.min(blocks, 64)); b < (long) blocks * (task + 1) / Math.min(blocks, 64); b++) {
                normalization.block(b * channels * inner);
            }
        });
        return new FloatTensor(input.shape(), result);
    }

    /** {@code (x - mean[c]) * factor[c] + bias[c]} over blocks of channels of {@code inner} elements each. */
    private record Normalization(float[] input, float[] result, int inner, float[] means, float[] factors, float[] biases) {
        void block(int offset) {
            if (inner == 1) {
                for (int c = 0; c < means.length; c++) {
                    result[offset + c] = (input[offset + c] - means[c]) * factors[c] + biases[c];
                }
                return;
            }
            for (int c = 0; c < means.length; c++) {
                channel(offset + c * inner, means[c], factors[c], biases[c]);
            }
        }

        private void channel(int offset, float mean, float factor, float bias) {
            for (int i = offset; i < offset + inner; i++) {
                result[i] = (input[i] - mean) * factor + bias;
            }
        }
    }
}
