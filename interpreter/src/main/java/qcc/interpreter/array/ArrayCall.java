package qcc.interpreter.array;

import java.util.List;
import java.util.Optional;
import qcc.ir.IntegerType;
import qcc.ir.Op;
import qcc.ir.Type;
import qcc.tensor.ElementType;
import qcc.tensor.IntegerTensor;
import qcc.tensor.Parallel;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/**
 * One execution of an operation on one sample.
 *
 * <p>Kernels report what cannot be executed as {@link IllegalArgumentException} or {@link ArithmeticException}, whose message completes
 * {@code 'name' op ...}.
 *
 * @param operands one value for each operand, of the operand's own shape
 * @param resultKinds the kind of array for each result
 */
public record ArrayCall(Op op, List<Tensor> operands, List<ElementType> resultKinds, Parallel parallel) {

    Tensor operand(int index) {
        return operands.get(index);
    }

    Type elementType(int operand) {
        return op.operand(operand).type().elementType();
    }

    /** Whether the elements of an operand are 64-bit unsigned integers, which arrays hold as two's complement numbers. */
    boolean isUnsignedLong(int operand) {
        return elementType(operand) instanceof IntegerType i && i.isUnsigned() && i.width() == 64;
    }

    IntegerTensor integers(int operand) {
        if (operands.get(operand) instanceof IntegerTensor integers) {
            return integers;
        }
        throw new IllegalArgumentException("expects integers as operand " + operand);
    }

    /** The operand of a slot of the definition that may be absent. */
    Optional<Tensor> optional(int slot) {
        var range = op.def().operandRange(op, slot);
        return range.from() == range.to() ? Optional.empty() : Optional.of(operands.get(range.from()));
    }

    /** All elements of an integer operand. */
    long[] longs(int operand) {
        return longs(integers(operand));
    }

    /** All elements of a tensor of integers. */
    static long[] longs(Tensor tensor) {
        if (!(tensor instanceof IntegerTensor integers)) {
            throw new IllegalArgumentException("expects integers, not " + tensor.typeText());
        }
        var values = new long[integers.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = integers.longAt(i);
        }
        return values;
    }

    /** The only element of an integer operand. */
    long scalar(int operand) {
        if (operand(operand).elements() != 1) {
            throw new IllegalArgumentException("expects one element as operand " + operand + ", not " + operand(operand).typeText());
        }
        return integers(operand).longAt(0);
    }

    /** Zeros of the kind and given shape of a result. */
    Tensor newResult(int index, Shape shape) {
        return Tensor.zeros(resultKinds.get(index), shape);
    }

    /** An axis that may be counted from the end, from 0. */
    static int axis(long axis, int rank) {
        if (axis < -rank || axis >= rank) {
            throw new IllegalArgumentException("has the axis " + axis + ", which is outside a tensor of rank " + rank);
        }
        return (int) (axis < 0 ? axis + rank : axis);
    }
}
