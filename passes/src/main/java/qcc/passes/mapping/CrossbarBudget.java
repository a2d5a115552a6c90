package qcc.passes.mapping;

import java.util.List;
import qcc.chip.Chip;
import qcc.ir.Op;

/** The crossbars of an empty chip while operations are put on it one after the other, counted as the mapping places them. */
public final class CrossbarBudget {
    private final FirstFit fit;
    private final double[] programNs;

    public CrossbarBudget(Chip chip) {
        this(chip, CoreKind.of(chip));
    }

    private CrossbarBudget(Chip chip, List<CoreKind> kinds) {
        this.fit = new FirstFit(chip, kinds);
        this.programNs = new double[chip.coreCount()];
    }

    /** Takes the crossbars of an operation; false, and nothing is taken, if they are not free. */
    public boolean take(Op op) {
        var shape = ProductShape.of(op);
        if (shape.isEmpty()) {
            return true;
        }
        var placed = fit.place(shape.get());
        placed.ifPresent(product -> ProgrammingTime.add(product, programNs));
        return placed.isPresent();
    }

    /** Crossbars taken so far, whole or in part. */
    public int crossbars() {
        return fit.allocator().used();
    }

    /** Time to program what was taken, in ns: cores are programmed side by side, the crossbars of a core one after the other. */
    public double programNs() {
        double slowest = 0;
        for (double core : programNs) {
            slowest = Math.max(slowest, core);
        }
        return slowest;
    }
}
