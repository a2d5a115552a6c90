package qcc.tensor;

/**
 * The bounds within which sums of integer products are exact in f32 and i32. A float holds every integer of magnitude up to 2<sup>24</sup>, so a
 * chain of fused multiply-adds is exact, whatever its order, as long as the sum of the magnitudes of its terms stays within that.
 */
final class ExactSums {
    /** Largest magnitude of a signed byte. */
    static final int MAX_BYTE = 128;
    /** Most rows for which the sum of products of two signed bytes always fits i32. */
    static final int MAX_BYTE_ROWS = Integer.MAX_VALUE / (MAX_BYTE * MAX_BYTE);
    private static final int MAX_FLOAT_INTEGER = 1 << 24;

    private ExactSums() {}

    /**
     * How many products of a signed byte and a weight of at most the given magnitude a float sums exactly: 1,024 for 128.
     *
     * @throws IllegalArgumentException if a single product is too large
     */
    static int terms(int maxWeight) {
        var largest = (long) MAX_BYTE * Math.max(1, maxWeight);
        if (largest > MAX_FLOAT_INTEGER || maxWeight < 0) {
            throw new IllegalArgumentException("a weight of magnitude %d exceeds %d, the largest whose product with a byte is exact in f32"
                    .formatted(Math.abs((long) maxWeight), MAX_FLOAT_INTEGER / MAX_BYTE));
        }
        return (int) (MAX_FLOAT_INTEGER / largest);
    }
}
