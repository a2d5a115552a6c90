package qcc.passes.quantize;

/**
 * What a sum of products can come to, whatever the input.
 *
 * @param min the smallest sum
 * @param max the largest sum
 */
record AccumulatorBound(long min, long max) {

    /**
     * The bound of one output channel over all inputs on a grid: of {@code sum (x - zx) * w}, in which padding contributes 0, and of the raw
     * {@code sum x * w} that a device may form before it corrects the zero point.
     *
     * @param weights the integers of all channels
     * @param from the first weight of the channel
     * @param count the number of weights of the channel
     */
    static AccumulatorBound of(byte[] weights, int from, int count, long storageMin, long storageMax, long zeroPoint) {
        long positive = 0;
        long negative = 0;
        for (int i = from; i < from + count; i++) {
            positive += Math.max(weights[i], 0);
            negative += Math.min(weights[i], 0);
        }
        var corrected = products(positive, negative, storageMin - zeroPoint, storageMax - zeroPoint);
        return corrected.union(products(positive, negative, Math.min(storageMin, 0), Math.max(storageMax, 0)));
    }

    private static AccumulatorBound products(long positive, long negative, long low, long high) {
        return new AccumulatorBound(positive * low + negative * high, positive * high + negative * low);
    }

    private AccumulatorBound union(AccumulatorBound other) {
        return new AccumulatorBound(Math.min(min, other.min), Math.max(max, other.max));
    }

    /** The bound after adding a known number. */
    AccumulatorBound plus(long addend) {
        return new AccumulatorBound(Math.min(min, min + addend), Math.max(max, max + addend));
    }

    /** The bound after adding a number of at most this magnitude. */
    AccumulatorBound plusMinus(long magnitude) {
        return new AccumulatorBound(min - magnitude, max + magnitude);
    }

    /** Whether every sum fits a signed number of so many bits. */
    boolean fits(int bits) {
        return min >= -(1L << (bits - 1)) && max < 1L << (bits - 1);
    }

    /** How many bits a signed number needs to hold every sum. */
    int bits() {
        return 65 - Math.min(Long.numberOfLeadingZeros(max < 0 ? ~max : max), Long.numberOfLeadingZeros(min < 0 ? ~min : min));
    }
}
