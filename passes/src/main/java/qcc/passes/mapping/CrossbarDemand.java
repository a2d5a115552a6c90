package qcc.passes.mapping;

import java.util.Optional;
import qcc.chip.Chip;
import qcc.ir.Op;

/**
 * What a product with weights needs of a chip's crossbars.
 *
 * @param units parts that make output channels of their own: column blocks, or crossbars of packed groups
 * @param crossbarsPerUnit crossbars of one part
 * @param columnsPerUnit output channels of one part
 * @param unitsPerChip parts that the whole chip can take at once
 */
public record CrossbarDemand(int units, int crossbarsPerUnit, int columnsPerUnit, int unitsPerChip) {
    /** The demand of an operation; empty if it has no weights in crossbars, or if no core can hold a part of it. */
    public static Optional<CrossbarDemand> of(Op op, Chip chip) {
        var kinds = CoreKind.of(chip);
        return ProductShape.of(op).flatMap(shape -> FirstFit.layouts(shape, kinds, new CostModel(chip)).stream().map(CrossbarDemand::of)
                .max((a, b) -> Long.compare((long) a.unitsPerChip * a.columnsPerUnit, (long) b.unitsPerChip * b.columnsPerUnit)));
    }

    /** The demand of a cut for its kind of cores. */
    static CrossbarDemand of(CrossbarLayout layout) {
        int parts = layout.parts();
        int together = layout.unitsTogether();
        long perCore = layout.kind().core().xbars() / ((long) together * layout.crossbarsPerUnit());
        long units = layout.kind().cores().size() * perCore * together / parts;
        return new CrossbarDemand(layout.units() / parts, parts * layout.crossbarsPerUnit(), layout.columns(0),
                (int) Math.min(units, Integer.MAX_VALUE));
    }

    /** Crossbars of all parts. */
    public long crossbars() {
        return (long) units * crossbarsPerUnit;
    }
}
