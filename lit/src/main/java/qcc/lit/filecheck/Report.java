package qcc.lit.filecheck;

import java.util.ArrayList;
import java.util.List;

import qcc.lit.filecheck.CheckPattern.Captured;
import qcc.lit.filecheck.CheckPattern.Outcome;
import qcc.lit.filecheck.CheckPattern.Problem;
import qcc.lit.filecheck.CheckPattern.Substitution;

/** Prints messages in the form {@code file:line:column: error: ...} and keeps the marks for the input dump. */
final class Report {
    private static final int INTENDED_MATCH_WINDOW = 4096;
    private static final double INTENDED_MATCH_LIMIT = 50;

    private final SourceText input;
    private final boolean verbose;
    private final boolean remarks;
    private final StringBuilder messages;
    private final List<Annotation> annotations = new ArrayList<>();

    /**
     * A report.
     *
     * @param verbose whether good matches are reported
     * @param remarks whether they are printed, too
     * @param messages takes the messages
     */
    Report(SourceText input, boolean verbose, boolean remarks, StringBuilder messages) {
        this.input = input;
        this.verbose = verbose;
        this.remarks = remarks;
        this.messages = messages;
    }

    List<Annotation> annotations() {
        return annotations;
    }

    /** Prints a message with the line it is about and a caret. */
    static void print(StringBuilder out, SourceText source, int start, int end, String message) {
        int line = source.line(start);
        int column = source.column(start);
        int lineEnd = source.lineEnd(line);
        out.append(source.name()).append(':').append(line).append(':').append(column).append(": ").append(message).append('\n');
        out.append(source.lineText(line)).append('\n');
        out.append(" ".repeat(column - 1)).append('^').append("~".repeat(Math.max(0, Math.min(end, lineEnd) - start - 1))).append('\n');
    }

    private void error(Directive directive, String message) {
        print(messages, directive.source(), directive.offset(), directive.offset(), "error: " + directive.name() + ": " + message);
    }

    private void note(int start, int end, String message) {
        print(messages, input, start, end, "note: " + message);
    }

    /** Reports a match that was asked for. */
    void matched(Directive directive, int count, Outcome outcome) {
        if (!verbose || directive.kind() == DirectiveKind.END_OF_FILE) {
            return;
        }
        annotations.add(new Annotation(directive, '^', false, outcome.start(), outcome.end(), ""));
        if (remarks) {
            String which = directive.count() > 1 ? " (" + count + " out of " + directive.count() + ")" : "";
            print(messages, directive.source(), directive.offset(), directive.offset(),
                    "remark: " + directive.name() + ": expected string found in input" + which);
            note(outcome.start(), outcome.end(), "found here");
        }
        values(directive, '^', outcome, remarks);
    }

    /** Reports a match of what must not be there. */
    void excluded(Directive directive, Outcome outcome) {
        annotations.add(new Annotation(directive, '!', true, outcome.start(), outcome.end(), "error: no match expected"));
        error(directive, "excluded string found in input");
        note(outcome.start(), outcome.end(), "found here");
        values(directive, '!', outcome, true);
    }

    private void values(Directive directive, char marker, Outcome outcome, boolean print) {
        substitutions(directive, outcome, outcome.start(), outcome.end(), print);
        for (Captured captured : outcome.captured()) {
            String text = "captured var \"" + captured.variable() + "\"";
            int end = captured.start() + captured.text().length();
            annotations.add(new Annotation(directive, captured.text().isEmpty() ? ' ' : marker, false, captured.start(), end, text));
            if (print) {
                note(captured.start(), end, text);
            }
        }
    }

    private void substitutions(Directive directive, Outcome outcome, int start, int end, boolean print) {
        for (Substitution substitution : outcome.substitutions()) {
            String text = "with \"" + substitution.source() + "\" equal to \"" + substitution.value() + "\"";
            annotations.add(new Annotation(directive, ' ', false, start, end, text));
            if (print) {
                note(start, start, text);
            }
        }
    }

    /** Reports that {@code input[from, to)} holds no match, or that none could be searched for. */
    void missing(Directive directive, int count, Outcome outcome, int from, int to) {
        boolean invalid = !outcome.problems().isEmpty();
        annotations.add(new Annotation(directive, 'X', true, from, to,
                invalid ? "error: match failed for invalid pattern" : "error: no match found"));
        for (Problem problem : outcome.problems()) {
            annotations.add(new Annotation(directive, ' ', true, from, from, problem.message()));
            print(messages, directive.source(), problem.offset(), problem.offset(), "error: " + problem.message());
        }
        if (!invalid) {
            String which = directive.count() > 1 ? " (" + count + " out of " + directive.count() + ")" : "";
            error(directive, "expected string not found in input" + which);
            note(from, from, "scanning from here");
        }
        substitutions(directive, outcome, from, from, true);
        if (directive.kind() != DirectiveKind.NOT) {
            intendedMatch(directive, from, to);
        }
    }

    /** Reports a match that is not on the line on which it should be. */
    void wrongLine(Directive directive, int start, int end, int previousEnd, int lines) {
        annotations.removeIf(mark -> mark.directive() == directive && mark.marker() == '^' && mark.note().isEmpty());
        annotations.add(new Annotation(directive, '!', true, start, end, "error: match on wrong line"));
        if (directive.kind() == DirectiveKind.SAME) {
            error(directive, "is not on the same line as the previous match");
        } else {
            error(directive, lines == 0 ? "is on the same line as previous match" : "is not on the line after the previous match");
        }
        note(start, start, "'next' match was here");
        note(previousEnd, previousEnd, "previous match ended here");
        if (directive.kind() != DirectiveKind.SAME && lines > 1) {
            int nextLine = input.lineStart(input.line(previousEnd) + 1);
            note(nextLine, nextLine, "non-matching line after previous match is here");
        }
    }

    /** Points to the text that comes closest to the pattern. */
    private void intendedMatch(Directive directive, int from, int to) {
        String example = directive.pattern().example();
        int best = -1;
        double bestQuality = INTENDED_MATCH_LIMIT;
        int lines = 0;
        int lineEnd = -1;
        for (int i = from; i < Math.min(to, from + INTENDED_MATCH_WINDOW); i++) {
            char c = input.text().charAt(i);
            if (c == '\n') {
                lines++;
                lineEnd = i;
            } else if (i > lineEnd) {
                lineEnd = input.lineEnd(input.line(i));
            }
            if (SourceText.isBlank(c)) {
                continue;
            }
            int end = Math.min(Math.min(to, i + example.length()), lineEnd);
            double quality = EditDistance.between(input.text().substring(i, end), example) + lines / 100.0;
            if (quality < bestQuality || best < 0) {
                best = i;
                bestQuality = quality;
            }
        }
        if (best > from && bestQuality < INTENDED_MATCH_LIMIT) {
            annotations.add(new Annotation(directive, '?', true, best, best, "possible intended match"));
            note(best, best, "possible intended match here");
        }
    }
}
