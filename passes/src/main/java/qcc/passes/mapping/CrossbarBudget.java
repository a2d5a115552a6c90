package qcc.passes.mapping;

import qcc.chip.Chip;
import qcc.ir.Op;

/** The crossbars of an empty chip while operations are put on it one after the other, counted as the mapping places them. */
public final class CrossbarBudget {
    private final Chip chip;
    private final CrossbarAllocator allocator;
    private final double[] programNs;

    public CrossbarBudget(Chip chip) {
        this.chip = chip;
        this.allocator = new CrossbarAllocator(chip);
        this.programNs = new double[chip.coreCount()];
    }

    /** Takes the crossbars of an operation; false, and nothing is taken, if they are not free. */
    public boolean take(Op op) {
        return CrossbarDemand.of(op, chip).map(this::take).orElse(true);
    }

    private boolean take(CrossbarDemand demand) {
        var shares = allocator.allocate(demand.units(), demand.crossbarsPerUnit(), demand.unitsPerCore(chip));
        shares.ifPresent(list -> list.forEach(share -> programNs[share.core()] += share.units() * demand.unitProgramNs()));
        return shares.isPresent();
    }

    /** Crossbars taken so far. */
    public int crossbars() {
        return allocator.used();
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
