package qcc.lit.filecheck;

/**
 * A mark under a line of the input dump.
 *
 * @param directive whose search it belongs to
 * @param kind what it says
 * @param start first character in the input
 * @param end one past the last character; a note from {@code start} to {@code start} has no mark
 * @param note text to its right in the place of the kind's own, may be empty
 */
record Annotation(Directive directive, Kind kind, int start, int end, String note) {

    /** What a mark says. */
    enum Kind {
        /** A match that was asked for. */
        MATCHED('^', "", false),
        /** A match of what must not be there. */
        EXCLUDED('!', "error: no match expected", true),
        /** A match on another line than asked for. */
        WRONG_LINE('!', "error: match on wrong line", true),
        /** A match that overlaps another one of its group. */
        DISCARDED('!', "discard: overlaps earlier match", false),
        /** Searched without a match, as asked for. */
        ABSENT('X', "", false),
        /** Searched without a match. */
        MISSING('X', "error: no match found", true),
        /** Not searched at all. */
        INVALID('X', "error: match failed for invalid pattern", true),
        /** The text that comes closest. */
        INTENDED('?', "possible intended match", true);

        private final char marker;
        private final String text;
        private final boolean error;

        Kind(char marker, String text, boolean error) {
            this.marker = marker;
            this.text = text;
            this.error = error;
        }
    }

    /** The mark's first character. */
    char marker() {
        return !note.isEmpty() && start == end ? ' ' : kind.marker;
    }

    /** Text to the right of the mark, may be empty. */
    String text() {
        return note.isEmpty() ? kind.text : note;
    }

    /** Whether it belongs to an error. */
    boolean error() {
        return kind.error;
    }

    Annotation withKind(Kind other) {
        return new Annotation(directive, other, start, end, note);
    }
}
