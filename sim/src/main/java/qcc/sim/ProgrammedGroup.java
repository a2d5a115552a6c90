package qcc.sim;

import qcc.backend.cim.isa.ArrayGroup;
import qcc.tensor.LockstepWeights;

/** A matrix in the crossbars of a core, with the least and largest sum that i8 inputs can give in any column. */
final class ProgrammedGroup {
    private final LockstepWeights weights;
    private final long minimum;
    private final long maximum;
    private final GroupCost cost;

    ProgrammedGroup(ArrayGroup group, GroupCost cost) {
        this.weights = LockstepWeights.of(group.matrix(), group.rows(), group.columns());
        this.cost = cost;
        var least = 0L;
        var largest = 0L;
        for (var column = 0; column < group.columns(); column++) {
            var negative = 0L;
            var positive = 0L;
            for (var i = column; i < group.matrix().length; i += group.columns()) {
                var weight = group.matrix()[i];
                negative += Math.min(weight, 0);
                positive += Math.max(weight, 0);
            }
            least = Math.min(least, Byte.MIN_VALUE * positive + Byte.MAX_VALUE * negative);
            largest = Math.max(largest, Byte.MAX_VALUE * positive + Byte.MIN_VALUE * negative);
        }
        this.minimum = least;
        this.maximum = largest;
        if (largest > Integer.MAX_VALUE || least < Integer.MIN_VALUE) {
            throw new Fault("a product with array group %d can reach %d..%d, beyond i32: split its %d rows", group.id(), least, largest,
                    group.rows());
        }
    }

    LockstepWeights weights() {
        return weights;
    }

    int rows() {
        return weights.rows();
    }

    int columns() {
        return weights.columns();
    }

    /** The least possible sum, 0 or less. */
    long minimum() {
        return minimum;
    }

    /** The largest possible sum, 0 or more. */
    long maximum() {
        return maximum;
    }

    GroupCost cost() {
        return cost;
    }
}
