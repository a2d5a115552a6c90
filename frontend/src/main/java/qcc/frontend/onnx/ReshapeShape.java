package qcc.frontend.onnx;

import qcc.ir.Shape;

/** The shape that a constant operand of Reshape asks for. */
final class ReshapeShape {
    private ReshapeShape() {}

    /**
     * Evaluates ONNX's rules: 0 copies the input's dimension unless zeros are allowed, -1 is what is left. What cannot be known stays
     * unknown; unknown dimensions that are copied cancel out of what is left.
     *
     * @throws IllegalArgumentException if the shape does not fit the input
     */
    static Shape of(Shape input, long[] wanted, boolean allowZero) {
        Limits.checkRank(wanted.length);
        var dimensions = new long[wanted.length];
        var copied = new boolean[input.rank()];
        int open = -1;
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i] < -1 || wanted[i] == -1 && open >= 0) {
                throw new IllegalArgumentException("asks for the dimension " + wanted[i] + (wanted[i] == -1 ? " twice" : ""));
            }
            open = wanted[i] == -1 ? i : open;
            dimensions[i] = wanted[i] == 0 && !allowZero ? copy(input, i, copied) : Math.max(wanted[i], 0);
        }
        if (open >= 0) {
            dimensions[open] = rest(input, copied, wanted, dimensions);
        }
        return Limits.check(checked(input, Shape.of(dimensions)));
    }

    private static long copy(Shape input, int axis, boolean[] copied) {
        if (axis >= input.rank()) {
            throw new IllegalArgumentException("copies dimension " + axis + " of an input of rank " + input.rank());
        }
        copied[axis] = true;
        return input.dimension(axis);
    }

    private static long rest(Shape input, boolean[] copied, long[] wanted, long[] dimensions) {
        long elements = 1;
        for (int i = 0; i < input.rank(); i++) {
            if (copied[i]) {
                continue;
            }
            if (input.isDynamic(i)) {
                return Shape.DYNAMIC;
            }
            elements = Math.multiplyExact(elements, input.dimension(i));
        }
        long others = 1;
        for (int i = 0; i < wanted.length; i++) {
            boolean isCopy = i < copied.length && copied[i];
            others = wanted[i] == -1 || isCopy ? others : Math.multiplyExact(others, dimensions[i]);
        }
        if (others == 0 || elements % others != 0) {
            throw new IllegalArgumentException("cannot share " + elements + " elements among rows of " + others);
        }
        return elements / others;
    }

    private static Shape checked(Shape input, Shape result) {
        if (input.isStatic() && result.isStatic() && input.elements() != result.elements()) {
            throw new IllegalArgumentException("cannot reshape " + input + " to " + result);
        }
        return result;
    }
}
