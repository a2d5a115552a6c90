package qcc.passes.validate;

import java.util.List;
import qcc.dialect.func.FuncOp;
import qcc.ir.pass.PassExecution;
import qcc.tensor.Tensor;

/** Holds the outputs of a program before and after a pass against the numeric effect that the pass declares. */
final class OutputComparison {
    private final PassExecution run;
    private final double tolerance;

    OutputComparison(PassExecution run, double tolerance) {
        this.run = run;
        this.tolerance = tolerance;
    }

    void compare(FuncOp main, List<Tensor> before, List<Tensor> after) {
        if (before.size() != after.size()) {
            error(main, "has %d outputs instead of %d".formatted(after.size(), before.size()));
            return;
        }
        for (int i = 0; i < before.size(); i++) {
            var expected = before.get(i);
            var actual = after.get(i);
            if (expected.elementType() != actual.elementType() || !expected.shape().equals(actual.shape())) {
                error(main, "gives %s instead of %s as output %d".formatted(actual.typeText(), expected.typeText(), i));
                return;
            }
            switch (run.pass().effect(run.context())) {
                case EXACT -> requireEqual(main, i, expected, actual);
                case REASSOCIATES -> requireClose(main, i, expected, actual);
                case LOSSY -> tellNoise(main, i, expected, actual);
            }
        }
    }

    private void requireEqual(FuncOp main, int output, Tensor expected, Tensor actual) {
        if (!expected.equals(actual)) {
            error(main, "moves output %d, though the pass declares to be exact: %s".formatted(output, largest(expected, actual)));
        }
    }

    private void requireClose(FuncOp main, int output, Tensor expected, Tensor actual) {
        double allowed = tolerance * magnitude(expected);
        for (int i = 0; i < expected.elements(); i++) {
            double difference = Math.abs(expected.doubleAt(i) - actual.doubleAt(i));
            boolean same = Double.compare(expected.doubleAt(i), actual.doubleAt(i)) == 0;
            if (!same && !(difference <= allowed)) {
                error(main, "moves output %d by more than rounding, though the pass declares to reassociate: %s".formatted(output,
                        largest(expected, actual)));
                return;
            }
        }
    }

    private void tellNoise(FuncOp main, int output, Tensor expected, Tensor actual) {
        double ratio = SignalToNoise.decibels(expected, actual);
        if (Double.isNaN(ratio)) {
            error(main, "gives output %d a value that is not finite".formatted(output));
        } else {
            run.context().remark(main, "pass '%s': output %d has a signal-to-noise ratio of %s", run.pass().info().name(), output,
                    Double.isInfinite(ratio) ? "infinity" : "%.1f dB".formatted(ratio));
        }
    }

    private static double magnitude(Tensor tensor) {
        double largest = 0;
        for (int i = 0; i < tensor.elements(); i++) {
            largest = Math.max(largest, Math.abs(tensor.doubleAt(i)));
        }
        return largest;
    }

    private static String largest(Tensor expected, Tensor actual) {
        int worst = 0;
        double most = -1;
        for (int i = 0; i < expected.elements(); i++) {
            double difference = Math.abs(expected.doubleAt(i) - actual.doubleAt(i));
            if (!(difference <= most)) {
                most = difference;
                worst = i;
            }
        }
        return "%s becomes %s at %s".formatted(expected.doubleAt(worst), actual.doubleAt(worst), expected.shape().describeIndex(worst));
    }

    private void error(FuncOp main, String what) {
        run.context().error(main.location(), "pass '%s' breaks its declaration: @%s %s", run.pass().info().name(), main.functionName(),
                what);
    }
}
