package qcc.lit.filecheck;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import qcc.lit.filecheck.FileCheckOptions.DumpFilter;

/** Prints the input with marks under its lines. */
final class InputDump {
    static final String HELP = """
            The input dump shows the input of a failed run with marks under its lines:

              - L:     a line of the input with its number; the blank behind it stands for the line feed
              - T:L    the only result for the directive of type T on line L of the check file, or, if L is
                       "imp" followed by a number, for that --implicit-check-not option
              - T:L'N  the Nth result for that directive
              - ^~~    good match (with -v)
              - !~~    bad match: on a wrong line, or of what must not be there; with -vv also a match that
                       overlaps another one of its group of -DAG directives
              - X~~    range that was searched without success; with -vv also one without what must not be there
              - ?      possible intended match
              - ...    lines left out by --dump-input-filter and --dump-input-context
            """;

    private static final int MARGIN = 3;
    /** Lines that stand for lines left out; no fewer are ever left out. */
    private static final int ELISION_LINES = 3;

    private final SourceText input;
    private final DumpFilter filter;
    private final int context;
    /** Lines to be printed: those of the input and, where a mark is at its very end, one more. */
    private final int lines;
    private final Map<Integer, List<Row>> rows;
    private final int labelWidth;

    /** One line of one annotation. Columns count from 0. */
    private record Row(int line, String label, char marker, int column, int width, String note, boolean error, boolean first) {}

    InputDump(SourceText input, List<Annotation> annotations, DumpFilter filter, int context) {
        this.input = input;
        this.filter = filter;
        this.context = context;
        this.rows = new HashMap<>();
        int lastLine = input.lineCount();
        int widest = 0;
        for (var row : rowsOf(annotations)) {
            widest = Math.max(widest, row.label.length());
            lastLine = Math.max(lastLine, row.line);
            rows.computeIfAbsent(row.line, _ -> new ArrayList<>()).add(row);
        }
        this.lines = lastLine;
        widest = Math.max(widest, Integer.toString(input.lineCount()).length());
        this.labelWidth = widest + MARGIN;
    }

    private List<Row> rowsOf(List<Annotation> annotations) {
        var total = new HashMap<String, Integer>();
        annotations.forEach(a -> total.merge(a.directive().dumpLabel(), 1, Integer::sum));
        var seen = new HashMap<String, Integer>();
        var result = new ArrayList<Row>();
        for (var annotation : annotations) {
            addRows(result, annotation, label(annotation, total, seen));
        }
        return result;
    }

    private static String label(Annotation annotation, Map<String, Integer> total, Map<String, Integer> seen) {
        String label = annotation.directive().dumpLabel();
        int index = seen.merge(label, 1, Integer::sum) - 1;
        return total.get(label) > 1 ? label + "'" + index : label;
    }

    private void addRows(List<Row> result, Annotation annotation, String label) {
        int firstLine = input.line(annotation.start());
        int column = input.column(annotation.start()) - 1;
        int end = Math.max(annotation.end(), annotation.start() + 1);
        int firstEnd = Math.min(end, input.lineEnd(firstLine) + 1);
        result.add(new Row(firstLine, label, annotation.marker(), column, Math.max(1, firstEnd - annotation.start()), annotation.text(),
                annotation.error(), true));
        for (int line = firstLine + 1; line <= input.lineCount() && input.lineStart(line) < end; line++) {
            int width = Math.min(end, input.lineEnd(line) + 1) - input.lineStart(line);
            result.add(new Row(line, label, '~', 0, width, "", annotation.error(), false));
        }
    }

    /** Appends the dump, from {@code Input was:} on. */
    void print(StringBuilder out) {
        var shown = shownLines();
        out.append("Input was:\n<<<<<<\n");
        int line = 1;
        while (line <= lines) {
            int next = shown.get(line) ? line + 1 : Math.min(nextShown(shown, line), lines + 1);
            if (shown.get(line) || printedLines(line, next) <= ELISION_LINES) {
                printLines(out, line, next);
            } else {
                out.append((" ".repeat(labelWidth - 1) + ".\n").repeat(ELISION_LINES));
            }
            line = next;
        }
        out.append(">>>>>>\n");
    }

    private static int nextShown(BitSet shown, int line) {
        int next = shown.nextSetBit(line);
        return next < 0 ? Integer.MAX_VALUE : next;
    }

    private int printedLines(int from, int to) {
        int count = to - from;
        for (int line = from; line < to; line++) {
            count += rows.getOrDefault(line, List.of()).size();
        }
        return count;
    }

    private void printLines(StringBuilder out, int from, int to) {
        for (int line = from; line < to; line++) {
            printLine(out, line);
        }
    }

    private BitSet shownLines() {
        var shown = new BitSet();
        if (filter == DumpFilter.ALL) {
            shown.set(1, lines + 1);
            return shown;
        }
        for (var row : rows.values().stream().flatMap(List::stream).toList()) {
            boolean wanted = switch (filter) {
                case ALL, ANNOTATION_FULL -> true;
                case ANNOTATION -> row.first;
                case ERROR -> row.first && row.error;
            };
            if (wanted) {
                shown.set(Math.max(1, row.line - context), (int) Math.min(lines, (long) row.line + context) + 1);
            }
        }
        return shown;
    }

    private void printLine(StringBuilder out, int line) {
        String number = Integer.toString(line);
        String text = input.lineText(line);
        boolean terminated = input.lineEnd(line) < input.text().length();
        out.append(" ".repeat(labelWidth - number.length())).append(number).append(": ").append(text).append(terminated ? " " : "")
                .append('\n');
        int lineWidth = text.length() + (terminated ? 1 : 0);
        for (var mark : rows.getOrDefault(line, List.of())) {
            printMark(out, mark, lineWidth);
        }
    }

    private void printMark(StringBuilder out, Row row, int lineWidth) {
        int start = out.length();
        out.append(row.label).append(" ".repeat(labelWidth - row.label.length() + 2 + row.column)).append(row.marker)
                .append("~".repeat(row.width - 1));
        if (!row.note.isEmpty()) {
            int used = out.length() - start - labelWidth - 2;
            out.append(" ".repeat(Math.max(0, lineWidth - used) + 1)).append(row.note);
        }
        out.append('\n');
    }
}
