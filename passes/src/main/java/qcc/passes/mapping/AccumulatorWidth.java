package qcc.passes.mapping;

import qcc.chip.Chip;

/** The width of a chip's accumulators: sums are proved to fit, because a chip may wrap or saturate without a word. */
final class AccumulatorWidth {
    private AccumulatorWidth() {}

    /**
     * Checks the largest magnitude of a sum of storage integers.
     *
     * @param where what is summed, for the message
     * @throws IllegalArgumentException if accumulators are too narrow; the message completes {@code 'name' op ...}
     */
    static void require(Chip chip, long magnitude, String where) {
        int bits = Math.min(chip.core().accumulators().bits(), Integer.SIZE);
        if (magnitude >= 1L << (bits - 1)) {
            throw new IllegalArgumentException(
                    "can reach a raw sum of %d in %s, but accumulators of chip '%s' have %d bits; use a chip with wider accumulators (core.accumulators.bits), or split the sum"
                            .formatted(magnitude, where, chip.arch(), bits));
        }
    }
}
