package qcc.interpreter.array;

import qcc.dialect.array.CoordinateTransform;
import qcc.dialect.array.NearestMode;
import qcc.dialect.array.ResizeOp.Sampling;

/**
 * What each element of one resampled axis is made of: {@code taps} neighboring elements from {@code first[i]} on, some of which may lie outside,
 * with their weights.
 *
 * @param outside whether an element lies outside what is cropped, so that it is not made of elements at all
 */
record AxisFilter(int size, int taps, int[] first, double[] weights, boolean[] outside) {
    private static final float HALF = 0.5f;

    /**
     * The filter of an axis.
     *
     * @param scale elements of the result for one of the input
     * @param start and {@code end} bound the region that is cropped, as parts of the axis
     */
    static AxisFilter of(Sampling sampling, int size, int resized, double scale, double start, double end) {
        double narrowing = sampling.antialias() ? Math.min(scale, 1) : 1;
        int reach = switch (sampling.mode()) {
            case NEAREST -> 1;
            case LINEAR -> (int) Math.ceil(1 / narrowing);
            case CUBIC -> (int) Math.ceil(2 / narrowing);
        };
        int taps = 2 * reach;
        var filter = new AxisFilter(size, taps, new int[resized], new double[resized * taps], new boolean[resized]);
        for (int i = 0; i < resized; i++) {
            double place = place(sampling, i, size, resized, scale, start, end);
            filter.outside[i] = isCropping(sampling) && (place < 0 || place > size - 1);
            filter.set(i, place, sampling, narrowing);
        }
        return filter;
    }

    private static boolean isCropping(Sampling sampling) {
        return sampling.coordinates() == CoordinateTransform.TF_CROP_AND_RESIZE;
    }

    /** Where an element of the result lies among those of the input, by ONNX's definitions; in f32, which decides between two neighbors. */
    private static double place(Sampling sampling, int i, int size, int resized, double factor, double start, double end) {
        float scale = (float) factor;
        float length = size * scale;
        return switch (sampling.coordinates()) {
            case HALF_PIXEL -> (i + HALF) / scale - HALF;
            case HALF_PIXEL_SYMMETRIC -> size / 2f * (1 - resized / length) + (i + HALF) / scale - HALF;
            case PYTORCH_HALF_PIXEL -> resized > 1 ? (i + HALF) / scale - HALF : 0;
            case ALIGN_CORNERS -> length == 1 ? 0 : i * (size - 1) / (size * factor - 1);
            case ASYMMETRIC -> i / scale;
            case TF_HALF_PIXEL_FOR_NN -> (i + HALF) / scale;
            case TF_CROP_AND_RESIZE -> resized > 1
                    ? start * (size - 1) + i * (end - start) * (size - 1) / (resized - 1)
                    : HALF * (start + end) * (size - 1);
        };
    }

    private void set(int i, double place, Sampling sampling, double narrowing) {
        int left = (int) Math.ceil(place) - 1;
        double ratio = place - left;
        first[i] = left - taps / 2 + 1;
        double sum = 0;
        for (int k = 0; k < taps; k++) {
            int at = first[i] + k;
            double distance = Math.abs(at - place) * narrowing;
            double weight = switch (sampling.mode()) {
                case NEAREST -> at == left + (takesRight(sampling.nearest(), ratio) ? 1 : 0) ? 1 : 0;
                case LINEAR -> Math.max(0, 1 - distance);
                case CUBIC -> cubic(distance, sampling.cubicCoefficient());
            };
            weights[i * taps + k] = sampling.excludeOutside() && (at < 0 || at >= size) ? 0 : weight;
            sum += weights[i * taps + k];
        }
        if (sampling.excludeOutside() || sampling.antialias()) {
            for (int k = 0; k < taps; k++) {
                weights[i * taps + k] /= sum;
            }
        }
    }

    /** @param ratio the distance from the left neighbor, above 0 and at most 1 */
    private static boolean takesRight(NearestMode mode, double ratio) {
        return ratio == 1 || switch (mode) {
            case ROUND_PREFER_FLOOR -> ratio > HALF;
            case ROUND_PREFER_CEIL -> ratio >= HALF;
            case FLOOR -> false;
            case CEIL -> true;
        };
    }

    /** Keys' kernel. */
    static double cubic(double distance, double a) {
        double d = distance;
        if (d <= 1) {
            return ((a + 2) * d - (a + 3)) * d * d + 1;
        }
        return d < 2 ? ((a * d - 5 * a) * d + 8 * a) * d - 4 * a : 0;
    }

    /** The element of the input that a tap reads: the outermost one where the tap lies outside. */
    int source(int i, int tap) {
        return Math.clamp(first[i] + tap, 0, size - 1);
    }

    /** Whether every element of the axis stays what it is. */
    boolean isIdentity() {
        if (first.length != size) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            for (int k = 0; k < taps; k++) {
                if (outside[i] || weights[i * taps + k] != (first[i] + k == i ? 1 : 0)) {
                    return false;
                }
            }
        }
        return true;
    }
}
