package qcc.tensor;

import java.util.OptionalInt;

/** Measures of how far two tensors of one shape are apart. */
public final class TensorComparison {
    private TensorComparison() {}

    /**
     * Largest |a - b| in f64. Equal infinities and two NaNs at one place differ by 0; any other pair with a NaN makes the result NaN.
     */
    public static double maxAbsoluteDifference(Tensor a, Tensor b) {
        requireSameShape(a, b);
        var max = 0.0;
        for (var i = 0; i < a.elements(); i++) {
            var x = a.doubleAt(i);
            var y = b.doubleAt(i);
            if (Double.compare(x, y) != 0) {
                max = Math.max(max, Math.abs(x - y));
            }
        }
        return max;
    }

    /** Flat index of the first element whose value differs, whatever the element types. */
    public static OptionalInt firstDifference(Tensor a, Tensor b) {
        requireSameShape(a, b);
        for (var i = 0; i < a.elements(); i++) {
            if (!sameValue(a, b, i)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /**
     * Signal-to-quantization-noise ratio in dB, {@code 10 log10(sum reference^2 / sum (reference - actual)^2)}: positive infinity for equal
     * tensors, NaN if a NaN occurs.
     */
    public static double signalToQuantizationNoise(Tensor reference, Tensor actual) {
        requireSameShape(reference, actual);
        var signal = 0.0;
        var noise = 0.0;
        for (var i = 0; i < reference.elements(); i++) {
            var value = reference.doubleAt(i);
            var error = value - actual.doubleAt(i);
            signal += value * value;
            noise += error * error;
        }
        return noise == 0 ? Double.POSITIVE_INFINITY : 10 * StrictMath.log10(signal / noise);
    }

    private static boolean sameValue(Tensor a, Tensor b, int index) {
        if (a instanceof IntegerTensor x && b instanceof IntegerTensor y) {
            return x.longAt(index) == y.longAt(index);
        }
        return Double.compare(a.doubleAt(index), b.doubleAt(index)) == 0;
    }

    private static void requireSameShape(Tensor a, Tensor b) {
        if (!a.shape().equals(b.shape())) {
            throw new IllegalArgumentException("shapes differ: %s and %s".formatted(a.typeText(), b.typeText()));
        }
    }
}
