package qcc.sim;

import java.util.Optional;

import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.Converter;
import qcc.tensor.LockstepWeights;

/**
 * How the products of an array group are computed.
 *
 * @param weights the matrix
 * @param minimum the least sum that i8 inputs can give in any column, 0 or less
 * @param maximum the largest, 0 or more
 * @param converted the conversions to make; empty where the product of integers is exact
 */
record GroupArithmetic(LockstepWeights weights, long minimum, long maximum, Optional<AnalogGroup> converted) {
    /** @throws Fault if a sum may exceed i32 */
    static GroupArithmetic of(ArrayGroup group, TableBudget budget) {
        var range = exactRange(group);
        var converted = Optional.<AnalogGroup>empty();
        if (group.converter().isPresent()) {
            var converter = group.converter().get();
            var proof = new LosslessProof(group, converter);
            if (!proof.holds()) {
                range = proof.products();
                converted = Optional.of(converted(group, converter, budget));
            }
        }
        if (range.maximum() > Integer.MAX_VALUE || range.minimum() < Integer.MIN_VALUE) {
            throw new Fault("a product with array group %d can reach %d..%d, beyond i32: split its %d rows", group.id(), range.minimum(),
                    range.maximum(), group.rows());
        }
        return new GroupArithmetic(LockstepWeights.of(group.matrix(), group.rows(), group.columns()), range.minimum(), range.maximum(),
                converted);
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
}
