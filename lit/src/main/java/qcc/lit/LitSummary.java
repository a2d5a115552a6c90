package qcc.lit;

import java.util.List;

/**
 * What came of a run.
 *
 * @param results in the order of the tests' names
 * @param exitCode 0 without a failure; 1 with one; 2 if no test was run
 */
public record LitSummary(List<LitResult> results, int exitCode) {

    /** Makes the list immutable. */
    public LitSummary {
        results = List.copyOf(results);
    }
}
