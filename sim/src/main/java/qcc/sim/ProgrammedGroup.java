package qcc.sim;

import java.util.Optional;

import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.Converter;
import qcc.tensor.LockstepWeights;

/** A matrix in the crossbars of a core, with the least and largest sum that i8 inputs can give in any column. */
final class ProgrammedGroup {
    private final LockstepWeights weights;
    private final long minimum;
    private final long maximum;
    private final int replicas;
    private final GroupCost cost;
    private final Optional<AnalogGroup> converted;

    private ProgrammedGroup(ArrayGroup group, GroupCost cost, LosslessProof.Range range, Optional<AnalogGroup> converted) {
        this.weights = LockstepWeights.of(group.matrix(), group.rows(), group.columns());
        this.replicas = group.replicas();
        this.cost = cost;
        this.minimum = range.minimum();
        this.maximum = range.maximum();
        this.converted = converted;
        if (maximum > Integer.MAX_VALUE || minimum < Integer.MIN_VALUE) {
            throw new Fault("a product with array group %d can reach %d..%d, beyond i32: split its %d rows", group.id(), minimum, maximum,
                    group.rows());
        }
    }

    /** A group whose conversions are made where they may lose something. */
    static ProgrammedGroup of(ArrayGroup group, GroupCost cost, TableBudget budget) {
        if (group.converter().isPresent()) {
            var converter = group.converter().get();
            var proof = new LosslessProof(group, converter);
            if (!proof.holds()) {
                return new ProgrammedGroup(group, cost, proof.products(), Optional.of(converted(group, converter, budget)));
            }
        }
        return new ProgrammedGroup(group, cost, exactRange(group), Optional.empty());
    }

    private static AnalogGroup converted(ArrayGroup group, Converter converter, TableBudget budget) {
        var tabulated = TabulatedGroup.of(group, converter, CellMatrix.ideal(group), budget);
        return tabulated.isPresent() ? tabulated.get() : new ConvertedGroup(group, converter);
    }

    private static LosslessProof.Range exactRange(ArrayGroup group) {
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
        return new LosslessProof.Range(least, largest);
    }

    /** The conversions to make; empty where the product of integers is exact. */
    Optional<AnalogGroup> converted() {
        return converted;
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

    /** Copies of the matrix, which share the positions of a product. */
    int replicas() {
        return replicas;
    }

    GroupCost cost() {
        return cost;
    }
}
