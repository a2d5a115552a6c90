package qcc.passes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import qcc.dialect.quant.QuantizedType;
import qcc.ir.Attribute;
import qcc.ir.Op;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Type;
import qcc.ir.Value;
import qcc.interpreter.Interpreter;
import qcc.interpreter.InterpreterException;
import qcc.interpreter.InterpreterOptions;
import qcc.tensor.Tensor;

/** Computes operations whose operands are all constants, by the interpreter: what an operation means is said in one place. */
public final class ConstantEvaluator {
    private final Interpreter interpreter = new Interpreter(null, InterpreterOptions.defaults());

    /** Whether all operands are constants with known bytes. */
    public static boolean hasConstantOperands(Op op) {
        return op.operands().stream().allMatch(v -> ConstantData.of(v).isPresent());
    }

    /** The number of elements of the only result, if its type states it. */
    public static OptionalLong resultElements(Op op) {
        return op.resultCount() == 1 && op.result().type() instanceof TensorType type && type.shape().isStatic()
                ? OptionalLong.of(type.shape().elements())
                : OptionalLong.empty();
    }

    /**
     * The value of the only result.
     *
     * @param name what the data are, for the key of the resource
     * @throws IllegalArgumentException if the operation cannot be executed on these operands; the message completes {@code 'name' op ...}
     */
    public Attribute evaluate(Op op, String name) {
        var operands = new ArrayList<Tensor>(op.operandCount());
        for (Value operand : op.operands()) {
            var constant = ConstantData.of(operand).orElseThrow(() -> new IllegalArgumentException("has an operand that is no constant"));
            operands.addAll(interpret(constant, new ArrayList<>()));
        }
        var result = interpret(op, operands).getFirst();
        var dimensions = result.shape().sample().dimensions();
        var shape = Shape.of(Arrays.stream(dimensions).asLongStream().toArray());
        return ConstantData.ofTensor(op, name, new TensorType(shape, storage(op.result().type().elementType())), result);
    }

    /** Constants of quantized values hold their storage integers. */
    private static Type storage(Type element) {
        return element instanceof QuantizedType q ? q.storageType() : element;
    }

    private List<Tensor> interpret(Op op, List<Tensor> operands) {
        try {
            return interpreter.evaluate(op, operands);
        } catch (InterpreterException e) {
            throw new IllegalArgumentException(e.detail(), e);
        }
    }
}
