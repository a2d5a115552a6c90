package qcc.interpreter;

import java.util.function.DoubleUnaryOperator;
import java.util.function.IntUnaryOperator;
import qcc.dialect.nn.AddOp;
import qcc.dialect.nn.BatchNormOp;
import qcc.dialect.nn.CastOp;
import qcc.dialect.nn.ClampOp;
import qcc.dialect.nn.DivOp;
import qcc.dialect.nn.DropoutOp;
import qcc.dialect.nn.IdentityOp;
import qcc.dialect.nn.MulOp;
import qcc.dialect.nn.NnElementwise;
import qcc.dialect.nn.ReluOp;
import qcc.dialect.nn.RequantizeMode;
import qcc.dialect.nn.RequantizeOp;
import qcc.dialect.nn.SigmoidOp;
import qcc.dialect.nn.SubOp;
import qcc.dialect.nn.TanhOp;
import qcc.dialect.nn.UnaryOp;
import qcc.dialect.quant.UniformType;
import qcc.ir.TensorType;
import qcc.tensor.Tensor;

/** Elementwise operations on storage integers. */
final class QuantizedElementwise {
    private QuantizedElementwise() {}

    static Tensor execute(NnElementwise op, Invocation invocation) {
        return switch (op) {
            case AddOp _ -> binary(QuantizedArithmetic.Operation.ADD, invocation);
            case SubOp _ -> binary(QuantizedArithmetic.Operation.SUB, invocation);
            case MulOp _ -> binary(QuantizedArithmetic.Operation.MUL, invocation);
            case ClampOp clamp -> clamp(clamp, invocation);
            case ReluOp _ -> mapped(invocation, q -> Math.max(q, input(invocation).zeroPoint()));
            case DropoutOp _,IdentityOp _ -> invocation.operand(0);
            case RequantizeOp _ -> requantize(invocation);
            case SigmoidOp _ -> table(invocation, ActivationTable::sigmoid);
            case TanhOp _ -> table(invocation, StrictMath::tanh);
            case UnaryOp unary -> table(invocation, UnaryFunctions.ofReals(unary));
            case BatchNormOp _,CastOp _,DivOp _ ->
                throw invocation.error("has no meaning on quantized tensors; dequantize its operands first");
        };
    }

    private static Grid input(Invocation invocation) {
        return Grid.of(invocation.op(), (TensorType) invocation.op().operand(0).type()).perTensor(invocation);
    }

    private static Grid output(Invocation invocation) {
        return Grid.of(invocation.op(), (TensorType) invocation.op().result().type()).perTensor(invocation);
    }

    private static Tensor binary(QuantizedArithmetic.Operation operation, Invocation invocation) {
        var left = input(invocation);
        var right = Grid.of(invocation.op(), (TensorType) invocation.op().operand(1).type()).perTensor(invocation);
        var output = output(invocation);
        var arithmetic = QuantizedArithmetic.of(operation, RequantizeMode.of(invocation.op()), left, right, output,
                IntegerProducts.outputRange(invocation, output));
        return arithmetic.execute(invocation);
    }

    /** The bounds are reals, which are rounded onto the grid; infinite ones limit nothing. */
    private static Tensor clamp(ClampOp op, Invocation invocation) {
        var grid = input(invocation);
        int low = grid.quantize((float) op.min(), 0);
        int high = grid.quantize((float) op.max(), 0);
        return mapped(invocation, q -> Math.clamp(q, low, high));
    }

    /** A function of single storage integers. */
    static Tensor mapped(Invocation invocation, IntUnaryOperator function) {
        var input = invocation.integers(0);
        var result = Tensor.zeros(Elements.kind(invocation.resultElement()), input.shape());
        Elementwise.forPieces(input.elements(), invocation.parallel(), (from, count) -> {
            var row = new int[Math.min(count, BroadcastRows.MAX_ROW)];
            for (int done = 0; done < count; done += row.length) {
                int length = Math.min(row.length, count - done);
                Elements.readInts(input, from + done, row, length);
                for (int i = 0; i < length; i++) {
                    row[i] = function.applyAsInt(row[i]);
                }
                Elements.writeInts(row, length, result, from + done);
            }
        });
        return result;
    }

    private static Tensor requantize(Invocation invocation) {
        var input = input(invocation);
        var output = output(invocation);
        var requantizer = Requantizer.ofScales(RequantizeMode.of(invocation.op()), input.scale(), output.scale());
        int zero = input.zeroPoint();
        return mapped(invocation,
                q -> requantizer.requantize(Math.subtractExact(q, zero), output.zeroPoint(), output.min(), output.max()));
    }

    private static Tensor table(Invocation invocation, DoubleUnaryOperator function) {
        input(invocation);
        output(invocation);
        var input = (UniformType) invocation.operandElement(0);
        var table = ActivationTable.of(function, input, (UniformType) invocation.resultElement());
        int first = input.isSigned() ? -(table.length / 2) : 0;
        return mapped(invocation, q -> table[q - first]);
    }
}
