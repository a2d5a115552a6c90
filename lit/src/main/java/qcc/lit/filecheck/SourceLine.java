package qcc.lit.filecheck;

/**
 * A line of a text with a marked range.
 *
 * @param source the text
 * @param start first marked character
 * @param end one past the last
 */
record SourceLine(SourceText source, int start, int end) {
    private static final int TAB_STOP = 8;

    /** A line with one marked place. */
    static SourceLine at(SourceText source, int offset) {
        return new SourceLine(source, offset, offset);
    }

    /** A line with a marked range, as far as the range is on the line of its start. */
    static SourceLine at(SourceText source, int start, int end) {
        return new SourceLine(source, start, end);
    }

    /** Prints a message, the line it is about, and below it a caret; a line with other characters than ASCII gets no caret. */
    void print(StringBuilder out, String message) {
        int column = source.column(start) - 1;
        int begin = start - column;
        int lineEnd = begin;
        while (lineEnd < source.text().length() && source.text().charAt(lineEnd) != '\n' && source.text().charAt(lineEnd) != '\r') {
            lineEnd++;
        }
        String line = source.text().substring(begin, lineEnd);
        out.append(source.name()).append(':').append(source.line(start)).append(':').append(column + 1).append(": ").append(message)
                .append('\n');
        out.append(expand(line, line)).append('\n');
        if (line.chars().allMatch(c -> c < 0x80)) {
            String caret = " ".repeat(column) + '^' + "~".repeat(Math.max(0, Math.min(end, lineEnd) - start - 1));
            out.append(expand(caret, line)).append('\n');
        }
    }

    /** Repeats each character that stands at a tabulator of the line up to the next stop; the tabulator itself becomes spaces. */
    private static String expand(String text, String line) {
        var result = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            boolean tab = i < line.length() && line.charAt(i) == '\t';
            char c = text.charAt(i) == '\t' ? ' ' : text.charAt(i);
            do {
                result.append(c);
            } while (tab && result.length() % TAB_STOP != 0);
        }
        return result.toString();
    }
}
