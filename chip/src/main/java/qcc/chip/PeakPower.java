package qcc.chip;

/**
 * Power of a chip with every part busy at once: crossbars multiply without pause at the widest precision, memories, network and vector units move a word each clock, and everything leaks. It is
 * what papers state as the power of a chip; a network draws less. The NPU is not counted.
 */
final class PeakPower {
    private static final double MW_TO_W = 1e-3;

    private PeakPower() {}

    /** Power in watts of the parts whose energies the file gives; 0 where it gives none. */
    static double watts(Chip chip) {
        double perNs = chip.clockMhz() / 1000;
        var shared = chip.chip();
        double mw = chip.energy().leakMw().total(chip.coreCount(), chip.xbarCount()) + port(shared.globalMem()) * perNs
                + shared.offchip().map(memory -> memory.gbPerS() * memory.pjPerByte()).orElse(0.0)
                + shared.noc().map(noc -> chip.coreCount() * noc.routerPjPerFlit() * perNs).orElse(0.0);
        for (var entry : chip.census().entrySet()) {
            mw += entry.getValue() * coreMw(chip, entry.getKey(), perNs);
        }
        return mw * MW_TO_W;
    }

    /** pJ per ns is mW. */
    private static double coreMw(Chip chip, CoreType type, double perNs) {
        var core = type.core();
        var xbar = type.xbar();
        var product = ProductCost.full(chip, xbar, xbar.input().bits(), xbar.weights().maxBits());
        return PrecisionFigures.parallelXbars(core) * product.energyPj() / product.intervalNs()
                + (port(core.localMem()) + core.vector().lanes() * core.vector().pjPerOp()) * perNs;
    }

    /** Energy in pJ of a clock in which a memory's port is busy. */
    private static double port(Memory memory) {
        return memory.bytesPerCycle() * memory.pjPerByte();
    }
}
