package qcc.passes.partition;

import qcc.chip.Chip;

/**
 * What a segment may have at most.
 *
 * @param operations operations
 * @param mapBytes bytes of feature maps that live together
 * @param samples samples of a block
 */
record SegmentLimits(int operations, long mapBytes, int samples) {
    /** What a chip has. */
    static SegmentLimits of(Chip chip, int samples) {
        return new SegmentLimits(Integer.MAX_VALUE, chip.chip().globalMem().bytes(), samples);
    }
}
