package qcc.sim;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.F2I;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;

/**
 * {@link Scale} on many ints at a time, with a clamp. 64-bit products are made of the even and the odd ints of a vector, which share its shape
 * as longs.
 */
final class ScaleKernel {
    private static final long LOW = 0xFFFF_FFFFL;
    /** Adding and subtracting it rounds a float of a smaller magnitude half to even. */
    private static final float ROUNDER = 1 << 23;

    private ScaleKernel() {}

    /**
     * Replaces {@code values[0 .. count)} by {@code clamp(scale(value), low, high)}.
     *
     * @param count a multiple of {@link Lanes#COUNT}
     * @throws Fault if a left shift loses bits
     */
    static void apply(Scale scale, int[] values, int count, int low, int high) {
        apply(scale, values, count, Integer.MIN_VALUE, Integer.MAX_VALUE, low, high);
    }

    /**
     * The same for values in a range.
     *
     * @param least the least value, before any shift
     * @param largest the largest value
     */
    static void apply(Scale scale, int[] values, int count, int least, int largest, int low, int high) {
        switch (scale) {
            case Scale.Doubling doubling -> {
                shiftLeft(doubling.left(), values, count);
                var shifted = new Scale.Doubling(doubling.multiplier(), 0, doubling.right());
                var fast = FloatScale.of(shifted, shift(least, doubling.left()), shift(largest, doubling.left()), low, high);
                if (fast.isPresent()) {
                    fast.get().apply(values, count, low, high);
                } else if (doubling.right() == 0) {
                    linear(new Scale.Linear(doubling.multiplier(), 1L << 30, 31), values, count, low, high);
                } else {
                    doubling(doubling.multiplier(), doubling.right(), values, count, low, high);
                }
            }
            case Scale.Linear linear -> {
                var fast = FloatScale.of(linear, least, largest, low, high);
                if (fast.isPresent()) {
                    fast.get().apply(values, count, low, high);
                } else {
                    linear(linear, values, count, low, high);
                }
            }
            case Scale.Floating floating -> floating(floating.factor(), values, count, low, high);
        }
    }

    private static int shift(int value, int left) {
        return Math.clamp((long) value << left, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /** Rounds half to even. Floats of 2^23 and more are integers already. */
    static FloatVector roundHalfEven(FloatVector x) {
        var magnitude = x.abs();
        var rounded = magnitude.add(ROUNDER).sub(ROUNDER);
        var small = magnitude.compare(LT, ROUNDER);
        return x.blend(rounded.blend(rounded.neg(), x.compare(LT, 0)), small);
    }

    private static void shiftLeft(int left, int[] values, int count) {
        if (left == 0) {
            return;
        }
        var lost = Lanes.INTS.maskAll(false);
        for (var i = 0; i < count; i += Lanes.COUNT) {
            var x = IntVector.fromArray(Lanes.INTS, values, i);
            var shifted = x.lanewise(LSHL, left);
            lost = lost.or(shifted.lanewise(ASHR, left).compare(NE, x));
            shifted.intoArray(values, i);
        }
        if (lost.anyTrue()) {
            throw new Fault("a sum shifted left by %d exceeds 32 bits", left);
        }
    }

    /** {@code RDBP(SRDHM(x, multiplier), right)}. The second rounding is a plain shift of {@code y + half}, of one less where y is negative. */
    private static void doubling(int multiplier, int right, int[] values, int count, int low, int high) {
        var half = 1L << right - 1;
        for (var i = 0; i < count; i += Lanes.COUNT) {
            var x = IntVector.fromArray(Lanes.INTS, values, i);
            var even = doubling(even(x), multiplier, half, right);
            var odd = doubling(odd(x), multiplier, half, right);
            join(even, odd).max(low).min(high).intoArray(values, i);
        }
    }

    private static LongVector doubling(LongVector x, long multiplier, long half, int right) {
        var y = x.mul(multiplier).add(1L << 30).lanewise(ASHR, 31);
        return y.add(y.lanewise(ASHR, 63)).add(half).lanewise(ASHR, right);
    }

    private static void linear(Scale.Linear scale, int[] values, int count, int low, int high) {
        for (var i = 0; i < count; i += Lanes.COUNT) {
            var x = IntVector.fromArray(Lanes.INTS, values, i);
            var even = linear(scale, even(x), low, high);
            var odd = linear(scale, odd(x), low, high);
            join(even, odd).intoArray(values, i);
        }
    }

    private static LongVector linear(Scale.Linear scale, LongVector x, long low, long high) {
        return x.mul(scale.multiplier()).add(scale.nudge()).lanewise(ASHR, scale.right()).max(low).min(high);
    }

    private static void floating(float factor, int[] values, int count, int low, int high) {
        for (var i = 0; i < count; i += Lanes.COUNT) {
            var x = (FloatVector) IntVector.fromArray(Lanes.INTS, values, i).convertShape(I2F, Lanes.FLOATS, 0);
            var clamped = x.mul(factor).max(low).min(high);
            ((IntVector) roundHalfEven(clamped).convertShape(F2I, Lanes.INTS, 0)).intoArray(values, i);
        }
    }

    private static LongVector even(IntVector x) {
        return x.reinterpretAsLongs().lanewise(LSHL, 32).lanewise(ASHR, 32);
    }

    private static LongVector odd(IntVector x) {
        return x.reinterpretAsLongs().lanewise(ASHR, 32);
    }

    private static IntVector join(LongVector even, LongVector odd) {
        return even.and(LOW).or(odd.lanewise(LSHL, 32)).reinterpretAsInts();
    }
}
