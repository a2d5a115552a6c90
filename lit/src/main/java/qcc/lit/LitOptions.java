package qcc.lit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Options of a run.
 *
 * @param workers how many tests run at the same time, at least 1
 * @param output whose output is printed
 * @param filter must be found in a test's name for it to run
 * @param filterOut must not be found in a test's name for it to run
 * @param timeout how long one test may take
 * @param maxFailures after how many failures no further test is begun, at least 1
 * @param xunitOutput where a report in JUnit's XML format goes
 * @param outputDirectory where temporary files go, in a folder for each folder of the suite; without it they go beside the tests, into {@code Output}
 * @param allowEmptyRuns whether a run without tests succeeds
 * @param ignoreFailures whether a run with failed tests succeeds
 */
public record LitOptions(int workers, Output output, Optional<Pattern> filter, Optional<Pattern> filterOut, Optional<Duration> timeout,
        int maxFailures, Optional<Path> xunitOutput, Optional<Path> outputDirectory, boolean allowEmptyRuns, boolean ignoreFailures) {

    /** Which tests' output is printed. */
    public enum Output {
        /** Of no test. */
        NONE,
        /** Of failed tests. */
        FAILED,
        /** Of all tests. */
        ALL
    }

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is not positive
     */
    public LitOptions {
        if (workers < 1) {
            throw new IllegalArgumentException("the number of workers must be positive, not " + workers);
        }
        if (maxFailures < 1) {
            throw new IllegalArgumentException("the number of failures must be positive, not " + maxFailures);
        }
    }

    /** One worker for each processor, temporary files beside the tests. */
    public static LitOptions defaults() {
        return new LitOptions(Runtime.getRuntime().availableProcessors(), Output.NONE, Optional.empty(), Optional.empty(), Optional.empty(),
                Integer.MAX_VALUE, Optional.empty(), Optional.empty(), false, false);
    }

    /** The same options with another place for temporary files. */
    public LitOptions withOutputDirectory(Path directory) {
        return new LitOptions(workers, output, filter, filterOut, timeout, maxFailures, xunitOutput, Optional.of(directory), allowEmptyRuns,
                ignoreFailures);
    }

    /** The same options with another limit of time for each test. */
    public LitOptions withTimeout(Duration limit) {
        return new LitOptions(workers, output, filter, filterOut, Optional.of(limit), maxFailures, xunitOutput, outputDirectory,
                allowEmptyRuns,
                ignoreFailures);
    }
}
