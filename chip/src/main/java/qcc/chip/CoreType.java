package qcc.chip;

/**
 * A type of core of a heterogeneous chip.
 *
 * @param core its core, the file's {@code core} where the type gives none
 * @param xbar its crossbars, the file's {@code xbar} where the type gives none
 */
public record CoreType(Core core, Xbar xbar) {
    static CoreType read(Section section, CoreType base) {
        var ownCore = section.optionalSection("core", Core::read);
        var ownXbar = section.optionalSection("xbar", Xbar::read);
        return new CoreType(ownCore.orElse(base.core), ownXbar.orElse(base.xbar));
    }

    /** Checks what relates a core to its crossbars. Reported at {@code section}, which holds keys {@code core} and {@code xbar}. */
    void check(Section section) {
        long product = xbar.input().maxMagnitude() * xbar.weights().maxMagnitude();
        int needed = Long.SIZE - Long.numberOfLeadingZeros(product) + 1;
        var accumulators = core.accumulators();
        if (accumulators.bits() < needed) {
            section.problem("core.accumulators.bits",
                    section.path("core.accumulators.bits") + " is " + accumulators.bits() + ", too narrow for the product of one row ("
                            + product + ")",
                    "raise it to at least " + needed + ", or lower xbar.input.bits or xbar.weights.slice_bits");
        }
        if (accumulators.entries() < xbar.weightColumns()) {
            section.problem("core.accumulators.entries",
                    section.path("core.accumulators.entries") + " is " + accumulators.entries() + ", but one crossbar gives "
                            + xbar.weightColumns() + " sums",
                    "raise it to at least " + xbar.weightColumns());
        }
    }
}
