package qcc.lit;

/** What came of a test, in the order in which a summary names it. */
public enum LitStatus {
    /** A filter leaves it out. */
    EXCLUDED("Excluded", false),
    /** Not run any more, because the run was stopped. */
    SKIPPED("Skipped", false),
    /** A needed feature is missing. */
    UNSUPPORTED("Unsupported", false),
    /** All commands succeeded. */
    PASS("Passed", false),
    /** All commands succeeded, though not in the first attempt. */
    FLAKYPASS("Passed With Retry", false),
    /** A command failed, as expected. */
    XFAIL("Expectedly Failed", false),
    /** The test could not be run, for example because it has no commands. */
    UNRESOLVED("Unresolved", true),
    /** The commands took too long. */
    TIMEOUT("Timed Out", true),
    /** A command failed. */
    FAIL("Failed", true),
    /** All commands succeeded though one was expected to fail. */
    XPASS("Unexpectedly Passed", true);

    private final String title;
    private final boolean failure;

    LitStatus(String title, boolean failure) {
        this.title = title;
        this.failure = failure;
    }

    /** How a summary names this status. */
    public String title() {
        return title;
    }

    /** Whether commands ran to an end. */
    boolean isExecuted() {
        return this != EXCLUDED && this != SKIPPED;
    }

    /** Whether a run with such a test fails. */
    public boolean isFailure() {
        return failure;
    }
}
