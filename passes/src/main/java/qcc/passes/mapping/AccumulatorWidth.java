package qcc.passes.mapping;

import qcc.chip.Chip;

/** The width of a chip's accumulators and adders: sums are proved to fit, because a chip may wrap or saturate without a word. */
final class AccumulatorWidth {
    private AccumulatorWidth() {}

    /**
     * Checks the largest magnitude of a sum of storage integers.
     *
     * @param isReduced whether the sums of several crossbars meet in it
     * @param where what is summed, for the message
     * @throws IllegalArgumentException if accumulators or the adders between crossbars are too narrow; the message completes
     *             {@code 'name' op ...}
     */
    static void require(Chip chip, long magnitude, boolean isReduced, String where) {
        require(chip, magnitude, where);
        var reduce = chip.core().groups().reduce();
        if (isReduced && reduce.isPresent() && !fits(magnitude, reduce.get().bits())) {
            throw new IllegalArgumentException(
                    "can reach a raw sum of %d in %s, but the adders between crossbars of chip '%s' have %d bits; use a chip with wider adders (core.groups.reduce.bits), or split the sum"
                            .formatted(magnitude, where, chip.arch(), reduce.get().bits()));
        }
    }

    /** Checks the largest magnitude of a sum that one crossbar or unit makes. */
    static void require(Chip chip, long magnitude, String where) {
        int bits = Math.min(chip.core().accumulators().bits(), Integer.SIZE);
        if (!fits(magnitude, bits)) {
            throw new IllegalArgumentException(
                    "can reach a raw sum of %d in %s, but accumulators of chip '%s' have %d bits; use a chip with wider accumulators (core.accumulators.bits), or split the sum"
                            .formatted(magnitude, where, chip.arch(), bits));
        }
    }

    /**
     * Checks the largest magnitude of what the converted values of one group add up to, before it is rounded to an integer.
     *
     * @param units in units of the converters' steps
     */
    static void requireUnits(Chip chip, long units, boolean isReduced, String where) {
        int bits = chip.core().accumulators().bits();
        var reduce = chip.core().groups().reduce();
        if (isReduced && reduce.isPresent()) {
            bits = Math.min(bits, reduce.get().bits());
        }
        if (Long.SIZE - Long.numberOfLeadingZeros(units) >= bits) {
            throw new IllegalArgumentException(
                    "can reach a raw sum of %d in %s, in units of the converters' steps, but accumulators and adders of chip '%s' have %d bits; use a chip with wider ones (core.accumulators.bits, core.groups.reduce.bits), or whole steps (xbar.adc.full_scale.steps)"
                            .formatted(units, where, chip.arch(), bits));
        }
    }

    private static boolean fits(long magnitude, int bits) {
        return magnitude < 1L << Math.min(bits, Integer.SIZE) - 1;
    }
}
