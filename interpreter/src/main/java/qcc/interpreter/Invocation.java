package qcc.interpreter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import qcc.ir.Op;
import qcc.ir.TensorType;
import qcc.ir.Type;
import qcc.tensor.FloatTensor;
import qcc.tensor.IntegerTensor;
import qcc.tensor.Parallel;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/**
 * One execution of an operation on a block of samples.
 *
 * @param operands one value for each operand, of shape [S, d...] or [1, d...]
 */
record Invocation(Op op, List<Tensor> operands, Parallel parallel) {

    Tensor operand(int index) {
        return operands.get(index);
    }

    /** The operand of a slot that may be absent. */
    Optional<Tensor> optional(int slot) {
        var range = op.def().operandRange(op, slot);
        return range.from() == range.to() ? Optional.empty() : Optional.of(operands.get(range.from()));
    }

    FloatTensor floats(int index) {
        return floats(operands.get(index));
    }

    FloatTensor floats(Tensor tensor) {
        if (tensor instanceof FloatTensor f) {
            return f;
        }
        throw error("is not executed on elements of type %s; convert them to f32", tensor.elementType());
    }

    IntegerTensor integers(int index) {
        return integers(operands.get(index));
    }

    IntegerTensor integers(Tensor tensor) {
        if (tensor instanceof IntegerTensor i) {
            return i;
        }
        throw error("expects integers but has elements of type %s", tensor.elementType());
    }

    /** The samples of the block: those of the operands that are not uniform. */
    int samples() {
        int samples = 1;
        for (var operand : operands) {
            samples = samples == 1 ? operand.samples() : samples;
        }
        return samples;
    }

    Type operandElement(int index) {
        return op.operand(index).type().elementType();
    }

    Type resultElement() {
        return op.result().type().elementType();
    }

    /** The shape of the result for a number of samples, which its type must state. */
    Shape resultShape(int samples) {
        if (op.result().type() instanceof TensorType type && type.shape().isStatic()) {
            return Elements.blockShape(type, samples);
        }
        throw error("has the result type %s, whose shape is not known; run resolve-shapes first", op.result().type());
    }

    /** The same operation once for each sample: for operands that are the same in all samples in every efficient execution. */
    Tensor bySample(Function<Invocation, Tensor> kernel) {
        int samples = samples();
        var results = new ArrayList<Tensor>(samples);
        for (int s = 0; s < samples; s++) {
            int sample = s;
            var own = operands.stream().map(t -> t.samples() == 1 ? t : t.slice(sample, 1)).toList();
            results.add(kernel.apply(new Invocation(op, own, parallel)));
        }
        return Tensor.concatenate(results);
    }

    InterpreterException error(String format, Object... arguments) {
        return new InterpreterException(op, format.formatted(arguments));
    }
}
