package qcc.chip;

import java.util.Optional;

/**
 * What one matrix-vector product on one crossbar costs.
 *
 * @param phases conversions of each column (analog) or passes over the rows and input bits (digital)
 * @param latencyNs from the inputs to the sums in ns, without moving inputs and sums
 * @param intervalNs from one product to the next on the same crossbar in ns
 * @param cycles clocks of the digital parts that the latency takes, rounded up
 * @param conversions analog-to-digital conversions
 * @param energyPj energy at full cell activity in pJ, without memories, network and leakage
 */
public record ProductCost(long phases, double latencyNs, double intervalNs, long cycles, long conversions, double energyPj) {
    /** Absorbs rounding of ns times MHz, so that an exact number of clocks is not counted one too many. */
    private static final double CYCLE_SLACK = 1e-6;

    /**
     * The cost on a chip's crossbars.
     *
     * @param chip clock and energies
     * @param xbar the crossbar
     * @param rows rows used, 1 to {@code xbar.rows()}
     * @param weightColumns weights side by side, 1 to {@code xbar.weightColumns(weightBits)}
     * @param inputBits width of the inputs
     * @param weightBits width of the signed weights
     * @param activeRows rows active at once, 1 to {@code xbar.activeRows()}
     * @throws IllegalArgumentException if the product does not fit the crossbar
     */
    public static ProductCost of(Chip chip, Xbar xbar, int rows, int weightColumns, int inputBits, int weightBits, int activeRows) {
        require(activeRows, xbar.activeRows(), "active rows");
        return ofPasses(chip, xbar, rows, weightColumns, inputBits, weightBits, Math.ceilDiv(rows, activeRows));
    }

    /**
     * The cost where rows are active in groups of any sizes.
     *
     * @param passes groups of rows, active one after the other
     * @throws IllegalArgumentException if the product does not fit the crossbar
     */
    public static ProductCost ofPasses(Chip chip, Xbar xbar, int rows, int weightColumns, int inputBits, int weightBits, int passes) {
        require(rows, xbar.rows(), "rows");
        require(passes, rows, "passes");
        require(weightColumns, xbar.weightColumns(weightBits), "weight columns");
        require(inputBits, xbar.input().bits(), "input bits");
        int columns = weightColumns * xbar.weights().columns(weightBits).orElseThrow();
        return switch (xbar.readout()) {
            case Adc adc -> analog(chip, xbar, adc, rows, columns, inputBits, passes);
            case AdderTree tree -> digital(chip, xbar, tree, rows, columns, inputBits, weightBits, passes);
        };
    }

    /** The cost of a product that fills the crossbar. */
    public static ProductCost full(Chip chip, Xbar xbar, int inputBits, int weightBits) {
        return of(chip, xbar, xbar.rows(), xbar.weightColumns(weightBits), inputBits, weightBits, xbar.activeRows());
    }

    /** front = driver + array + sample and hold; back = conversions of one ADC and shift-add; the phases overlap in a pipeline of the two. */
    private static ProductCost analog(Chip chip, Xbar xbar, Adc adc, int rows, int columns, int inputBits, int passes) {
        int inputPhases = xbar.input().phases(inputBits);
        long phases = (long) inputPhases * passes;
        double front = xbar.driverNs() + xbar.arrayNs() + xbar.sampleNs();
        double back = Math.min(adc.columnsPerAdc(), columns) * adc.conversionNs() + xbar.shiftAddNs();
        double stage = Math.max(front, back);
        int converted = xbar.weights().encoding() == Weights.Encoding.DIFFERENTIAL_ANALOG ? columns / 2 : columns;
        long conversions = phases * converted;
        var energy = chip.energy();
        double pj = inputPhases * (double) rows * (energy.driverPjPerRow() + columns * energy.cellPj())
                + conversions * (energy.adcPj() + energy.shiftAddPj());
        var time = measured(xbar, rows, passes).orElse(new Timing(front + back + (phases - 1) * stage, phases * stage));
        return new ProductCost(phases, time.latencyNs(), time.intervalNs(), cycles(chip, time), conversions, pj);
    }

    /** cycles = ceil(input bits / per cycle) * ceil(weight bits / per cycle) for each pass over the rows, and the tree's latency. */
    private static ProductCost digital(Chip chip, Xbar xbar, AdderTree tree, int rows, int columns, int inputBits, int weightBits,
            int passes) {
        long inputPhases = Math.ceilDiv(inputBits, tree.inputBitsPerCycle()) * (long) xbar.input().signPhases();
        long cycles = inputPhases * Math.ceilDiv(weightBits, tree.weightBitsPerCycle()) * passes + tree.treeLatencyCycles();
        double ns = cycles * 1000 / chip.clockMhz();
        var energy = chip.energy();
        double pj = inputPhases
                * ((double) rows * (energy.driverPjPerRow() + columns * energy.cellPj()) + passes * columns * energy.shiftAddPj());
        var time = measured(xbar, rows, passes).orElse(new Timing(ns, ns));
        return new ProductCost(inputPhases * passes, time.latencyNs(), time.intervalNs(),
                xbar.timing().isPresent() ? cycles(chip, time) : cycles, 0, pj);
    }

    /** The measured time holds with all active rows; fewer at once repeat it for each further pass. */
    private static Optional<Timing> measured(Xbar xbar, int rows, int passCount) {
        double passes = (double) passCount / Math.ceilDiv(rows, xbar.activeRows());
        return xbar.timing().map(time -> new Timing(time.latencyNs() + (passes - 1) * time.intervalNs(), passes * time.intervalNs()));
    }

    private static long cycles(Chip chip, Timing time) {
        return (long) Math.ceil(time.latencyNs() * chip.clockMhz() / 1000 - CYCLE_SLACK);
    }

    private static void require(int value, int limit, String what) {
        if (value < 1 || value > limit) {
            throw new IllegalArgumentException(what + " of a product must be 1 to " + limit + ", not " + value);
        }
    }
}
