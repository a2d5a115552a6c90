package qcc.cli.conformance;

/**
 * What became of one test.
 *
 * @param name the test's folder
 * @param reason why it did not pass; empty if it did
 */
public record Verdict(String name, Outcome outcome, String reason) {
    /** Kinds of end. */
    public enum Outcome {
        PASSED("passed"),
        /** The model was imported but gave another result or none. */
        FAILED("failed"),
        /** The model was refused. */
        UNSUPPORTED("unsupported");

        private final String text;

        Outcome(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    static Verdict passed(String name) {
        return new Verdict(name, Outcome.PASSED, "");
    }

    static Verdict failed(String name, String reason) {
        return new Verdict(name, Outcome.FAILED, firstLine(reason));
    }

    static Verdict unsupported(String name, String reason) {
        return new Verdict(name, Outcome.UNSUPPORTED, firstLine(reason));
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
