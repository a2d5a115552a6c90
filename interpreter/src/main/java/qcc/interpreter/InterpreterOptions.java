package qcc.interpreter;

import java.util.Objects;
import qcc.tensor.Parallel;

/**
 * How to execute; no option changes a result.
 *
 * @param parallel the threads that share the work
 * @param observer told of every result
 */
public record InterpreterOptions(Parallel parallel, OpObserver observer) {
    public InterpreterOptions {
        Objects.requireNonNull(parallel);
        Objects.requireNonNull(observer);
    }

    /** All processors, no observer. */
    public static InterpreterOptions defaults() {
        return new InterpreterOptions(Parallel.shared(), OpObserver.NONE);
    }

    public InterpreterOptions withObserver(OpObserver other) {
        return new InterpreterOptions(parallel, other);
    }

    public InterpreterOptions withParallel(Parallel other) {
        return new InterpreterOptions(other, observer);
    }
}
