package qcc.sim;

import java.util.BitSet;
import java.util.Optional;

import qcc.backend.cim.isa.ArrayGroup;
import qcc.sim.noise.CoreCells;

/** A matrix in the crossbars of a core. */
final class ProgrammedGroup {
    private final ArrayGroup group;
    private final GroupCost cost;
    private final int replicas;
    private final BitSet crossbars = new BitSet();
    private GroupArithmetic arithmetic;

    ProgrammedGroup(ArrayGroup group, GroupCost cost) {
        this.group = group;
        this.cost = cost;
        this.replicas = group.replicas();
        group.slices().forEach(slice -> crossbars.set(slice.crossbar()));
    }

    /**
     * Finds what products are, once before the first.
     *
     * @param cells what the core's cells really hold; empty for an ideal chip
     * @param everyConversion whether conversions are made as well where they are proved to lose nothing
     * @throws Fault if a sum may exceed i32
     */
    void prepare(boolean everyConversion, TableBudget budget, Optional<CoreCells> cells) {
        arithmetic = GroupArithmetic.of(group, everyConversion, budget, cells);
    }

    /** Has the errors of products added up. */
    void observe(TableBudget budget, CoreCells cellsOnly, ErrorPowers powers) {
        arithmetic = arithmetic.observed(group, budget, cellsOnly, powers);
    }

    GroupArithmetic arithmetic() {
        return arithmetic;
    }

    int rows() {
        return group.rows();
    }

    int columns() {
        return group.columns();
    }

    /** Copies of the matrix, which share the positions of a product. */
    int replicas() {
        return replicas;
    }

    /** Whether products with this group and another, or the same one, need the same crossbar. */
    boolean sharesCrossbars(ProgrammedGroup other) {
        return this == other || crossbars.intersects(other.crossbars);
    }

    GroupCost cost() {
        return cost;
    }
}
