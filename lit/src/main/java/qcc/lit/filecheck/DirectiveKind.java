package qcc.lit.filecheck;

import java.util.Optional;

/** What a directive asks for. */
enum DirectiveKind {
    PLAIN("", "check"), NEXT("-NEXT", "next"), SAME("-SAME", "same"), EMPTY("-EMPTY", "empty"), NOT("-NOT", "not"), DAG("-DAG",
            "dag"), LABEL("-LABEL", "label"), COUNT("-COUNT", "count"),
    /** The end of the input, behind the last directive of a check file that ends with {@link #NOT} or {@link #DAG}. */
    END_OF_FILE("", "eof");

    private final String suffix;
    private final String dumpLabel;

    DirectiveKind(String suffix, String dumpLabel) {
        this.suffix = suffix;
        this.dumpLabel = dumpLabel;
    }

    /** What follows the prefix in a check file. */
    String suffix() {
        return suffix;
    }

    /** What follows the prefix and a dash in a check file; empty without such a word, and for a count, which has a number. */
    Optional<String> word() {
        return suffix.isEmpty() || this == COUNT ? Optional.empty() : Optional.of(suffix.substring(1));
    }

    /** How the input dump names this kind. */
    String dumpLabel() {
        return dumpLabel;
    }

    /** Whether a match depends on where the previous one ended. */
    boolean followsPrevious() {
        return this == NEXT || this == SAME || this == EMPTY;
    }

    /** Whether the directive waits for the next positive one, which fixes its place. */
    boolean isDeferred() {
        return this == NOT || this == DAG;
    }
}
