package qcc.sim;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** The range that accumulators of some width hold, and checks against it. Accumulators wider than 32 bits are simulated as 32 bits, which traps earlier. */
final class AccumulatorRange {
    private final int bits;
    private final long minimum;
    private final long maximum;

    /** @param bits width of the chip's accumulators */
    AccumulatorRange(int bits) {
        this.bits = bits;
        this.maximum = (1L << Math.min(bits, Integer.SIZE) - 1) - 1;
        this.minimum = -maximum - 1;
    }

    boolean holds(long least, long largest) {
        return minimum <= least && largest <= maximum;
    }

    /** Whether sums in a range can be added to every one of some accumulators. */
    boolean holdsSum(int[] accumulators, int from, int count, long least, long largest) {
        var low = IntVector.broadcast(Lanes.INTS, Integer.MAX_VALUE);
        var high = IntVector.broadcast(Lanes.INTS, Integer.MIN_VALUE);
        for (var i = from; i < from + count; i += Lanes.COUNT) {
            var x = IntVector.fromArray(Lanes.INTS, accumulators, i);
            low = low.min(x);
            high = high.max(x);
        }
        return holds(low.reduceLanes(VectorOperators.MIN) + least, high.reduceLanes(VectorOperators.MAX) + largest);
    }

    /** @throws Fault if an accumulator is out of range */
    void require(int[] accumulators, int from, int count) {
        if (holdsSum(accumulators, from, count, 0, 0)) {
            return;
        }
        for (var i = from; i < from + count; i++) {
            require(accumulators[i]);
        }
    }

    /** Adds sums to accumulators one by one. */
    void add(int[] sums, int[] accumulators, int from, int count) {
        for (var i = 0; i < count; i++) {
            accumulators[from + i] = require((long) accumulators[from + i] + sums[i]);
        }
    }

    private int require(long sum) {
        if (sum < minimum || sum > maximum) {
            throw new Fault("the sum %d exceeds the accumulators' %d bits", sum, Math.min(bits, Integer.SIZE));
        }
        return (int) sum;
    }
}
