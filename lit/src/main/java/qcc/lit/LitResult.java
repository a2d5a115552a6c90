package qcc.lit;

import java.time.Duration;

/**
 * What came of one test.
 *
 * @param test that was run
 * @param status what came of it
 * @param output of its commands, or why they were not run
 * @param time how long it took
 */
public record LitResult(LitTest test, LitStatus status, String output, Duration time) {

    /**
     * Does nothing for a test that went as expected; for use in other test frameworks.
     *
     * @throws AssertionError with the output if the test failed
     */
    public void throwIfFailed() {
        if (status.isFailure()) {
            throw new AssertionError(status + ": " + test.name() + "\n" + output);
        }
    }
}
