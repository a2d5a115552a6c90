package qcc.chip;

import java.util.Set;

/**
 * A core's vector unit.
 *
 * @param lanes elements per clock
 * @param ops operations it offers
 * @param pjPerOp energy of one operation on one element, in pJ
 */
public record VectorUnit(int lanes, Set<VectorOp> ops, double pjPerOp) {
    public VectorUnit {
        ops = EnumSets.copyOf(ops, VectorOp.class);
    }

    static VectorUnit read(Section section) {
        var ops = section.choices("ops", VectorOp.class);
        return new VectorUnit(section.integer("lanes", Bounds.COUNT), ops, section.energy("pj_per_op"));
    }
}
