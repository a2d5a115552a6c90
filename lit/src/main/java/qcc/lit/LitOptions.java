package qcc.lit;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Options of a run.
 *
 * @param workers how many tests run at the same time, at least 1
 * @param verbose whether the output of failed tests is printed
 * @param filter must be found in a test's name for it to run
 * @param filterOut must not be found in a test's name for it to run
 * @param xunitOutput where a report in JUnit's XML format goes
 * @param outputDirectory where temporary files go, in a folder for each folder of the suite; without it they go beside the tests, into {@code Output}
 * @param allowEmptyRuns whether a run without tests succeeds
 * @param ignoreFailures whether a run with failed tests succeeds
 */
public record LitOptions(int workers, boolean verbose, Optional<Pattern> filter, Optional<Pattern> filterOut, Optional<Path> xunitOutput,
        Optional<Path> outputDirectory,
        boolean allowEmptyRuns, boolean ignoreFailures) {

    /**
     * Checks the number of workers.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public LitOptions {
        if (workers < 1) {
            throw new IllegalArgumentException("the number of workers must be positive, not " + workers);
        }
    }

    /** One worker for each processor, temporary files beside the tests. */
    public static LitOptions defaults() {
        return new LitOptions(Runtime.getRuntime().availableProcessors(), false, Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), false, false);
    }

    /** The same options with another place for temporary files. */
    public LitOptions withOutputDirectory(Path directory) {
        return new LitOptions(workers, verbose, filter, filterOut, xunitOutput, Optional.of(directory), allowEmptyRuns, ignoreFailures);
    }
}
