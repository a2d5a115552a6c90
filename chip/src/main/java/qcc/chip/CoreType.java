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
        checkWidths(section);
        if (core.accumulators().entries() < xbar.weightColumns()) {
            section.problem("core.accumulators.entries",
                    section.path("core.accumulators.entries") + " is " + core.accumulators().entries() + ", but one crossbar gives "
                            + xbar.weightColumns() + " sums",
                    "raise it to at least " + xbar.weightColumns());
        }
        checkMemory(section);
    }

    /** Sums must hold at least the product of one row: then the compiler can always take fewer rows at once. */
    private void checkWidths(Section section) {
        long product = xbar.input().maxMagnitude() * xbar.weights().maxMagnitude();
        int needed = Long.SIZE - Long.numberOfLeadingZeros(product) + 1;
        checkWidth(section, "core.accumulators.bits", core.accumulators().bits(), product, needed);
        core.groups().reduce().ifPresent(reduce -> checkWidth(section, "core.groups.reduce.bits", reduce.bits(), product, needed));
    }

    private static void checkWidth(Section section, String key, int bits, long product, int needed) {
        if (bits < needed) {
            section.problem(key, section.path(key) + " is " + bits + ", too narrow for the product of one row (" + product + ")",
                    "raise it to at least " + needed + ", or lower xbar.input.bits or xbar.weights.slice_bits");
        }
    }

    /** A product reads its inputs from local memory and leaves its outputs there, a byte or more each. */
    private void checkMemory(Section section) {
        long inputs = (long) xbar.rows() * Math.ceilDiv(xbar.input().bits(), Byte.SIZE);
        long needed = inputs + xbar.weightColumns();
        if (core.localMem().bytes() < needed) {
            section.problem("core.local_mem.kib",
                    section.path("core.local_mem.kib") + " is " + core.localMem().kib() + ", but inputs and outputs of one crossbar take "
                            + needed + " bytes",
                    "raise it to at least " + Math.ceilDiv(needed, 1024));
        }
    }
}
