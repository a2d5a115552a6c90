package qcc.lit.filecheck;

import java.util.ArrayList;
import java.util.List;

import qcc.lit.filecheck.Annotation.Kind;
import qcc.lit.filecheck.CheckPattern.Captured;
import qcc.lit.filecheck.CheckPattern.Outcome;
import qcc.lit.filecheck.CheckPattern.Problem;
import qcc.lit.filecheck.CheckPattern.Substitution;
import qcc.lit.filecheck.FileCheckOptions.Verbosity;

/** Prints messages in the form {@code file:line:column: error: ...} and keeps the marks for the input dump. */
final class Report {
    private static final int INTENDED_MATCH_WINDOW = 4096;
    /** Longest pattern, times characters of the window, that is compared. */
    private static final long INTENDED_MATCH_WORK = 4096L * 2048;
    private static final double INTENDED_MATCH_LIMIT = 50;

    private final SourceText input;
    private final Verbosity verbosity;
    private final boolean remarks;
    private final StringBuilder messages;
    private final List<Annotation> annotations = new ArrayList<>();

    /**
     * A report.
     *
     * @param verbosity what is reported besides errors
     * @param remarks whether that is printed at once, rather than marked in the dump
     * @param messages takes the messages
     */
    Report(SourceText input, Verbosity verbosity, boolean remarks, StringBuilder messages) {
        this.input = input;
        this.verbosity = verbosity;
        this.remarks = remarks;
        this.messages = messages;
    }

    List<Annotation> annotations() {
        return annotations;
    }

    private void say(Directive directive, String severity, String message) {
        SourceLine.at(directive.source(), directive.offset()).print(messages, severity + ": " + directive.name() + ": " + message);
    }

    private void note(int start, int end, String message) {
        SourceLine.at(input, start, end).print(messages, "note: " + message);
    }

    private void mark(Directive directive, Kind kind, int start, int end, String note) {
        annotations.add(new Annotation(directive, kind, start, end, note));
    }

    private static String ofCount(Directive directive, int count) {
        return directive.count() > 1 ? " (" + count + " out of " + directive.count() + ")" : "";
    }

    /** Reports a match that was asked for. */
    void matched(Directive directive, int count, Outcome outcome) {
        var needed = directive.kind() == DirectiveKind.END_OF_FILE ? Verbosity.ALL_SEARCHES : Verbosity.MATCHES;
        if (verbosity.compareTo(needed) < 0) {
            return;
        }
        mark(directive, Kind.MATCHED, outcome.start(), outcome.end(), "");
        if (remarks) {
            say(directive, "remark", "expected string found in input" + ofCount(directive, count));
            note(outcome.start(), outcome.end(), "found here");
        }
        values(directive, Kind.MATCHED, outcome, remarks);
    }

    /** Reports a match of what must not be there. */
    void excluded(Directive directive, Outcome outcome) {
        mark(directive, Kind.EXCLUDED, outcome.start(), outcome.end(), "");
        say(directive, "error", "excluded string found in input");
        note(outcome.start(), outcome.end(), "found here");
        values(directive, Kind.EXCLUDED, outcome, true);
    }

    /** Reports that {@code input[from, to)} does not hold what must not be there. */
    void absent(Directive directive, Outcome outcome, int from, int to) {
        if (verbosity != Verbosity.ALL_SEARCHES) {
            return;
        }
        mark(directive, Kind.ABSENT, from, to, "");
        if (remarks) {
            say(directive, "remark", "excluded string not found in input");
            note(from, from, "scanning from here");
        }
        substitutions(directive, Kind.ABSENT, outcome, from, remarks);
    }

    /** Reports that the match reported last is not taken, because it overlaps an earlier one of its group. */
    void discarded(Directive directive, int earlierStart, int earlierEnd) {
        if (verbosity != Verbosity.ALL_SEARCHES) {
            return;
        }
        remarkLast(directive, Kind.DISCARDED);
        if (remarks) {
            note(earlierStart, earlierEnd, "match discarded, overlaps earlier DAG match here");
        }
    }

    /** Whether matches that may be discarded are reported, too. */
    boolean reportsDiscarded() {
        return verbosity == Verbosity.ALL_SEARCHES;
    }

    private void values(Directive directive, Kind kind, Outcome outcome, boolean print) {
        substitutions(directive, kind, outcome, outcome.start(), print);
        for (Captured captured : outcome.captured()) {
            String text = "captured var \"" + captured.variable() + "\"";
            int end = captured.start() + captured.text().length();
            mark(directive, kind, captured.start(), end, text);
            if (print) {
                note(captured.start(), end, text);
            }
        }
    }

    private void substitutions(Directive directive, Kind kind, Outcome outcome, int start, boolean print) {
        for (Substitution substitution : outcome.substitutions()) {
            String text = "with \"" + substitution.source() + "\" equal to " + quoted(substitution.value());
            mark(directive, kind, start, start, text);
            if (print) {
                note(start, start, text);
            }
        }
    }

    /** The value in quotes; one with quotes or characters that cannot be seen is escaped. */
    private static String quoted(String value) {
        if (value.chars().allMatch(c -> c >= ' ' && c < 0x7F && c != '"')) {
            return '"' + value + '"';
        }
        var text = new StringBuilder("\"");
        for (char c : value.toCharArray()) {
            text.append(switch (c) {
                case '\\' -> "\\\\";
                case '\t' -> "\\t";
                case '\n' -> "\\n";
                case '"' -> "\\\"";
                default -> c >= ' ' && c < 0x7F ? String.valueOf(c) : "\\%X%X".formatted(c >> 4, c & 0xF);
            });
        }
        return text + "\" (escaped value)";
    }

    /** Reports that {@code input[from, to)} holds no match, or that none could be searched for. */
    void missing(Directive directive, int count, Outcome outcome, int from, int to) {
        boolean invalid = !outcome.problems().isEmpty();
        var kind = invalid ? Kind.INVALID : Kind.MISSING;
        mark(directive, kind, from, to, "");
        for (Problem problem : outcome.problems()) {
            mark(directive, kind, from, from, problem.message());
            SourceLine.at(directive.source(), problem.offset()).print(messages, "error: " + problem.message());
        }
        if (!invalid) {
            say(directive, "error", "expected string not found in input" + ofCount(directive, count));
            note(from, from, "scanning from here");
        }
        substitutions(directive, kind, outcome, from, true);
        if (directive.kind() != DirectiveKind.NOT) {
            intendedMatch(directive, from, to);
        }
    }

    /** Reports a match that is not on the line on which it should be. */
    void wrongLine(Directive directive, int start, int end, int previousEnd, int lines) {
        if (verbosity == Verbosity.ERRORS) {
            mark(directive, Kind.WRONG_LINE, start, end, "");
        } else {
            remarkLast(directive, Kind.WRONG_LINE);
        }
        if (directive.kind() == DirectiveKind.SAME) {
            say(directive, "error", "is not on the same line as the previous match");
        } else {
            say(directive, "error", lines == 0 ? "is on the same line as previous match" : "is not on the line after the previous match");
        }
        note(start, start, "'next' match was here");
        note(previousEnd, previousEnd, "previous match ended here");
        if (directive.kind() != DirectiveKind.SAME && lines > 1) {
            int nextLine = input.lineStart(input.line(previousEnd) + 1);
            note(nextLine, nextLine, "non-matching line after previous match is here");
        }
    }

    /** Gives another meaning to the marks made last, as far as they are a directive's. */
    private void remarkLast(Directive directive, Kind kind) {
        for (int i = annotations.size() - 1; i >= 0 && annotations.get(i).directive() == directive; i--) {
            annotations.set(i, annotations.get(i).withKind(kind));
        }
    }

    /** Points to the text that comes closest to the pattern. */
    private void intendedMatch(Directive directive, int from, int to) {
        String example = directive.pattern().example();
        if (INTENDED_MATCH_WORK < (long) Math.min(INTENDED_MATCH_WINDOW, to - from) * example.length()) {
            return;
        }
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
            mark(directive, Kind.INTENDED, best, best, "");
            note(best, best, "possible intended match here");
        }
    }
}
