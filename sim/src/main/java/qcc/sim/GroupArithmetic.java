package qcc.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import qcc.backend.cim.isa.ArrayGroup;
import qcc.sim.LosslessProof.Range;
import qcc.sim.noise.CoreCells;
import qcc.sim.noise.GroupCells;
import qcc.sim.noise.StuckWeights;
import qcc.tensor.LockstepWeights;

/** How the products of an array group are computed, with the least and largest sum that i8 inputs can give in any column. */
final class GroupArithmetic {
    /** A copy of the matrix: products of integers, or conversions to be made. */
    sealed interface Copy {
        /** Range of the products, 0 included. */
        Range range();

        /** Products of integers. */
        record Exact(LockstepWeights weights, Range range) implements Copy {}

        /** Products conversion by conversion. */
        record Converted(AnalogGroup group, Range range) implements Copy {}
    }

    private final int columns;
    private final Range range;
    private final List<Copy> copies;

    private GroupArithmetic(ArrayGroup group, List<Copy> copies) {
        this.columns = group.columns();
        this.copies = List.copyOf(copies);
        this.range = copies.stream().map(Copy::range).reduce(new Range(0, 0), Range::join);
        requireFit(group, range);
    }

    private static void requireFit(ArrayGroup group, Range range) {
        if (range.maximum() > Integer.MAX_VALUE || range.minimum() < Integer.MIN_VALUE) {
            throw new Fault("a product with array group %d can reach %d..%d, beyond i32: split its %d rows", group.id(), range.minimum(),
                    range.maximum(), group.rows());
        }
    }

    /**
     * A group whose conversions are made where they may lose something.
     *
     * @param everyConversion whether conversions are made as well where they are proved to lose nothing
     * @param cells what the core's cells really hold; empty for an ideal chip
     * @throws Fault if a sum may exceed i32
     */
    static GroupArithmetic of(ArrayGroup group, boolean everyConversion, TableBudget budget, Optional<CoreCells> cells) {
        if (cells.isEmpty()) {
            return new GroupArithmetic(group, List.of(ideal(group, everyConversion, budget)));
        }
        if (group.slices().isEmpty()) {
            throw new Fault("array group %d has no place in crossbars, whose cells are to be simulated as they really are", group.id());
        }
        return new GroupArithmetic(group, real(group, budget, cells.get()));
    }

    /**
     * The same products, their errors added to {@code powers} as they are made.
     *
     * @param cellsOnly a core on which nothing but cells is wrong
     */
    GroupArithmetic observed(ArrayGroup group, TableBudget budget, CoreCells cellsOnly, ErrorPowers powers) {
        var ideal = ideal(group, false, budget);
        var exact = LockstepWeights.of(group.matrix(), group.rows(), group.columns());
        var observed = new ArrayList<Copy>();
        var withCells = real(group, budget, cellsOnly);
        for (var replica = 0; replica < copies.size(); replica++) {
            observed.add(switch (copies.get(replica)) {
                case Copy.Exact same -> same;
                case Copy.Converted converted -> withCells.get(replica) instanceof Copy.Converted cells
                        ? new Copy.Converted(new ObservedGroup(converted.group(), cells.group(), ideal, exact, powers), converted.range())
                        : converted;
            });
        }
        return new GroupArithmetic(group, observed);
    }

    private static Copy ideal(ArrayGroup group, boolean everyConversion, TableBudget budget) {
        if (group.converter().isPresent()) {
            var converter = group.converter().get();
            var proof = new LosslessProof(group, converter);
            var isLossless = proof.holds();
            if (everyConversion || !isLossless) {
                var tabulated = TabulatedGroup.ideal(group, converter, budget);
                return new Copy.Converted(tabulated.isPresent() ? tabulated.get() : new ConvertedGroup(group, converter),
                        isLossless ? exactRange(group) : proof.products());
            }
        }
        return new Copy.Exact(LockstepWeights.of(group.matrix(), group.rows(), group.columns()), exactRange(group));
    }

    /** The replicas as their cells are. */
    private static List<Copy> real(ArrayGroup group, TableBudget budget, CoreCells cells) {
        var copies = new ArrayList<Copy>();
        if (group.converter().isEmpty()) {
            for (var replica = 0; replica < group.replicas(); replica++) {
                var weights = StuckWeights.of(cells, group, replica);
                copies.add(
                        new Copy.Exact(LockstepWeights.of(weights, group.rows(), group.columns()), exactRange(weights, group.columns())));
            }
            return copies;
        }
        var code = MeasuredCode.of(group, cells.pedestal());
        for (var replica = 0; replica < group.replicas(); replica++) {
            copies.add(real(code, budget, new GroupCells(cells, group, replica)));
        }
        return copies;
    }

    private static Copy real(MeasuredCode code, TableBudget budget, GroupCells cells) {
        var matrix = TabulatedGroup.hasPlainCodes(code.group(), code.converter())
                ? CellMatrix.measured(code, cells)
                : Optional.<CellMatrix>empty();
        var range = MeasuredRange.of(code, cells).products();
        var tabulated = cells.areReadPerfectly() && !MeasuredGroup.hasBows(cells)
                ? matrix.flatMap(each -> TabulatedGroup.of(code, each, budget))
                : Optional.<TabulatedGroup>empty();
        return new Copy.Converted(tabulated.isPresent() ? tabulated.get() : MeasuredGroup.of(code, cells, matrix), range);
    }

    private static Range exactRange(ArrayGroup group) {
        var weights = new int[group.matrix().length];
        for (var i = 0; i < weights.length; i++) {
            weights[i] = group.matrix()[i];
        }
        return exactRange(weights, group.columns());
    }

    private static Range exactRange(int[] weights, int columns) {
        var result = new Range(0, 0);
        for (var column = 0; column < columns; column++) {
            var negative = 0L;
            var positive = 0L;
            for (var i = column; i < weights.length; i += columns) {
                negative += Math.min(weights[i], 0);
                positive += Math.max(weights[i], 0);
            }
            result = result.join(new Range(Byte.MIN_VALUE * positive + Byte.MAX_VALUE * negative,
                    Byte.MAX_VALUE * positive + Byte.MIN_VALUE * negative));
        }
        return result;
    }

    /** The copy that makes a product of an instruction; they take turns. On an ideal chip all are the same. */
    Copy copy(int product) {
        return copies.get(product % copies.size());
    }

    int columns() {
        return columns;
    }

    /** The least possible sum, 0 or less. */
    long minimum() {
        return range.minimum();
    }

    /** The largest possible sum, 0 or more. */
    long maximum() {
        return range.maximum();
    }
}
