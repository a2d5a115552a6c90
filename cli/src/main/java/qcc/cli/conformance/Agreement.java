package qcc.cli.conformance;

import java.util.List;
import java.util.Optional;
import qcc.tensor.IntegerTensor;
import qcc.tensor.Tensor;
import qcc.tensor.TensorComparison;

/** Whether results are what was expected. */
final class Agreement {
    /** What ONNX's own runner of these tests allows. */
    private static final double RELATIVE = 1e-3;
    private static final double ABSOLUTE = 1e-7;
    /** The noise that 8-bit numbers may bring, in dB. */
    private static final double LEAST_SQNR = 20;

    private Agreement() {}

    /** The first difference beyond {@code 1e-7 + 1e-3 * |expected|}; empty if there is none. */
    static Optional<String> difference(List<Tensor> actual, List<Tensor> expected) {
        for (int i = 0; i < expected.size(); i++) {
            var problem = difference(actual.get(i), expected.get(i));
            if (problem.isPresent()) {
                return Optional.of("output " + i + " " + problem.get());
            }
        }
        return Optional.empty();
    }

    private static Optional<String> difference(Tensor actual, Tensor expected) {
        if (!actual.typeText().equals(expected.typeText())) {
            return Optional.of("is a " + actual.typeText() + ", not a " + expected.typeText());
        }
        for (int i = 0; i < expected.elements(); i++) {
            if (!agree(actual, expected, i)) {
                return Optional.of("has %s at %s, not %s".formatted(actual.doubleAt(i), expected.shape().describeIndex(i),
                        expected.doubleAt(i)));
            }
        }
        return Optional.empty();
    }

    private static boolean agree(Tensor actual, Tensor expected, int index) {
        if (actual instanceof IntegerTensor a && expected instanceof IntegerTensor b && a.longAt(index) == b.longAt(index)) {
            return true;
        }
        double x = actual.doubleAt(index);
        double y = expected.doubleAt(index);
        return Double.compare(x, y) == 0 || Math.abs(x - y) <= ABSOLUTE + RELATIVE * Math.abs(y);
    }

    /** The first result whose noise is above what 8-bit numbers may bring; empty if there is none. */
    static Optional<String> noise(List<Tensor> actual, List<Tensor> expected) {
        for (int i = 0; i < expected.size(); i++) {
            double sqnr = TensorComparison.signalToQuantizationNoise(expected.get(i), actual.get(i));
            if (difference(actual.get(i), expected.get(i)).isPresent() && !(sqnr >= LEAST_SQNR)) {
                return Optional.of("output %d has an SQNR of %.1f dB, below %.0f dB".formatted(i, sqnr, LEAST_SQNR));
            }
        }
        return Optional.empty();
    }
}
