package qcc.interpreter.array;

import qcc.dialect.array.ScatterElementsOp;
import qcc.dialect.array.ScatterNdOp;
import qcc.dialect.array.ScatterReduction;
import qcc.tensor.IntegerTensor;
import qcc.tensor.Tensor;

/** Elements and slices replaced, or combined with updates, at indices that are data. */
final class Scattering {
    private Scattering() {}

    static Tensor elements(ScatterElementsOp op, ArrayCall call) {
        return updated(call, op.reduction(), Gathering.elementPlaces(call, op.axis()), 1);
    }

    static Tensor slices(ScatterNdOp op, ArrayCall call) {
        var input = call.operand(0).shape();
        var indices = call.operand(1).shape();
        int slice = input.elements(indices.dimension(indices.rank() - 1), input.rank());
        return updated(call, op.reduction(), Gathering.slicePlaces(call, 0), slice);
    }

    /** The input with runs of updates of equal length, each at its place. */
    private static Tensor updated(ArrayCall call, ScatterReduction reduction, int[] places, int run) {
        var result = call.operand(0).copy();
        var updates = call.operand(2);
        for (int i = 0; i < places.length; i++) {
            if (reduction == ScatterReduction.NONE) {
                System.arraycopy(updates.array(), i * run, result.array(), places[i], run);
            } else {
                combine(call, reduction, result, places[i], updates, i * run, run);
            }
        }
        return result;
    }

    private static void combine(ArrayCall call, ScatterReduction reduction, Tensor result, int to, Tensor updates, int from, int count) {
        long flip = call.isUnsignedLong(0) ? Long.MIN_VALUE : 0;
        for (int i = 0; i < count; i++) {
            if (result instanceof IntegerTensor old && updates instanceof IntegerTensor update) {
                result.setLong(to + i, combined(reduction, old.longAt(to + i), update.longAt(from + i), flip));
            } else {
                result.setDouble(to + i, combined(reduction, result.doubleAt(to + i), updates.doubleAt(from + i)));
            }
        }
    }

    private static double combined(ScatterReduction reduction, double old, double update) {
        return switch (reduction) {
            case NONE -> update;
            case ADD -> old + update;
            case MUL -> old * update;
            case MIN -> Math.min(old, update);
            case MAX -> Math.max(old, update);
        };
    }

    /** @param flip the bit whose change makes a signed comparison one of unsigned numbers, if these are unsigned */
    private static long combined(ScatterReduction reduction, long old, long update, long flip) {
        return switch (reduction) {
            case NONE -> update;
            case ADD -> old + update;
            case MUL -> old * update;
            case MIN -> (old ^ flip) < (update ^ flip) ? old : update;
            case MAX -> (old ^ flip) > (update ^ flip) ? old : update;
        };
    }
}
