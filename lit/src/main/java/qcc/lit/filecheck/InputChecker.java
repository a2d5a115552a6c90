package qcc.lit.filecheck;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import qcc.lit.filecheck.CheckPattern.Outcome;
import qcc.lit.filecheck.Directive.Step;

/** Walks through the input and looks for what each directive asks for. */
final class InputChecker {
    private static final int FAILED = -1;

    private final List<Step> steps;
    private final String text;
    private final FileCheckOptions options;
    private final Variables variables;
    private final Report report;

    InputChecker(List<Step> steps, SourceText input, FileCheckOptions options, Variables variables, Report report) {
        this.steps = steps;
        this.text = input.text();
        this.options = options;
        this.variables = variables;
        this.report = report;
    }

    /** Whether the input holds all that the directives ask for. Errors in one block, which ends with a label, do not keep the next from being checked. */
    boolean run() {
        boolean good = true;
        int blockStart = 0;
        int step = 0;
        while (step < steps.size()) {
            int label = nextLabel(step);
            int blockEnd = text.length();
            if (label < steps.size()) {
                var match = matchPositive(steps.get(label).directive(), blockStart, text.length());
                if (match.isEmpty()) {
                    return false;
                }
                blockEnd = match.get().end;
            }
            // Variables from the command line live through the first block.
            if (step > 0 && options.enableVarScope()) {
                variables.clearLocal();
            }
            int end = Math.min(label + 1, steps.size());
            good &= block(steps.subList(step, end), blockStart, blockEnd);
            blockStart = blockEnd;
            step = end;
        }
        return good;
    }

    private int nextLabel(int from) {
        int label = from;
        while (label < steps.size() && steps.get(label).directive().kind() != DirectiveKind.LABEL) {
            label++;
        }
        return label;
    }

    private boolean block(List<Step> block, int from, int to) {
        int position = from;
        for (var step : block) {
            position = check(step, position, to);
            if (position == FAILED) {
                return false;
            }
        }
        return true;
    }

    /** End of a step's match, or {@link #FAILED}. */
    private int check(Step step, int from, int to) {
        var pending = new ArrayList<Directive>();
        int afterUnordered = checkUnordered(step.before(), from, to, pending);
        if (afterUnordered == FAILED) {
            return FAILED;
        }
        var directive = step.directive();
        if (directive.kind() == DirectiveKind.END_OF_FILE) {
            report.matched(directive, 1, new Outcome(to, to, List.of(), List.of(), List.of()));
            return checkNot(pending, afterUnordered, to) ? to : FAILED;
        }
        var match = matchPositive(directive, afterUnordered, to);
        if (match.isEmpty()) {
            return FAILED;
        }
        boolean good = onRightLine(directive, match.get(), afterUnordered) && checkNot(pending, afterUnordered, match.get().start);
        return good ? match.get().end : FAILED;
    }

    /** Range from the first to the last of the matches that a directive counts; empty, and reported, without them. */
    private Optional<Range> matchPositive(Directive directive, int from, int to) {
        int start = from;
        int position = from;
        for (int i = 1; i <= directive.count(); i++) {
            var outcome = directive.pattern().find(text, position, to, variables);
            if (!outcome.found()) {
                report.missing(directive, i, outcome, position, to);
                return Optional.empty();
            }
            report.matched(directive, i, outcome);
            start = i == 1 ? outcome.start() : start;
            position = outcome.end();
        }
        return Optional.of(new Range(start, position));
    }

    private boolean onRightLine(Directive directive, Range match, int previousEnd) {
        int lines = lineFeeds(previousEnd, match.start);
        boolean right = switch (directive.kind()) {
            case NEXT, EMPTY -> lines == 1;
            case SAME -> lines == 0;
            case PLAIN, NOT, DAG, LABEL, COUNT, END_OF_FILE -> true;
        };
        if (!right) {
            report.wrongLine(directive, match.start, match.end, previousEnd, lines);
        }
        return right;
    }

    /** Line ends of any kind; a line feed and a carriage return side by side are one. */
    private int lineFeeds(int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r') {
                count++;
                char next = i + 1 < to ? text.charAt(i + 1) : c;
                i = next != c && (next == '\n' || next == '\r') ? i + 1 : i;
            }
        }
        return count;
    }

    private boolean checkNot(List<Directive> directives, int from, int to) {
        boolean good = true;
        for (var directive : directives) {
            var outcome = directive.pattern().find(text, from, to, variables);
            if (outcome.found()) {
                report.excluded(directive, outcome);
                good = false;
            } else if (!outcome.problems().isEmpty()) {
                report.missing(directive, 1, outcome, from, to);
                good = false;
            } else {
                report.absent(directive, outcome, from, to);
            }
        }
        return good;
    }

    /** A matched part of the input. */
    private record Range(int start, int end) {}

    /**
     * Checks groups of DAG directives and the NOT directives before each group.
     *
     * @param pending takes the NOT directives behind the last group
     * @return end of the last group, or {@link #FAILED}
     */
    private int checkUnordered(List<Directive> directives, int from, int to, List<Directive> pending) {
        int groupStart = from;
        var ranges = new ArrayList<Range>();
        for (int i = 0; i < directives.size(); i++) {
            var directive = directives.get(i);
            if (directive.kind() == DirectiveKind.NOT) {
                pending.add(directive);
                continue;
            }
            if (!matchApart(directive, groupStart, to, ranges)) {
                return FAILED;
            }
            boolean groupEnds = i + 1 == directives.size() || directives.get(i + 1).kind() == DirectiveKind.NOT;
            if (!groupEnds) {
                continue;
            }
            if (!checkNot(pending, groupStart, ranges.getFirst().start)) {
                return FAILED;
            }
            pending.clear();
            groupStart = ranges.getLast().end;
            ranges.clear();
        }
        return groupStart;
    }

    /** Finds a match that overlaps no range and adds it to the ranges, which stay sorted. */
    private boolean matchApart(Directive directive, int from, int to, List<Range> ranges) {
        int position = from;
        while (true) {
            var outcome = directive.pattern().find(text, position, to, variables);
            if (!outcome.found()) {
                report.missing(directive, 1, outcome, position, to);
                return false;
            }
            int at = 0;
            while (at < ranges.size() && ranges.get(at).end <= outcome.start()) {
                at++;
            }
            boolean overlaps = at < ranges.size() && ranges.get(at).start < outcome.end();
            if (!overlaps || options.allowDagOverlap()) {
                addRange(ranges, at, outcome);
                report.matched(directive, 1, outcome);
                return true;
            }
            if (report.reportsDiscarded()) {
                report.matched(directive, 1, outcome);
                report.discarded(directive, ranges.get(at).start, ranges.get(at).end);
            }
            position = ranges.get(at).end;
        }
    }

    private void addRange(List<Range> ranges, int at, Outcome outcome) {
        if (!options.allowDagOverlap()) {
            ranges.add(at, new Range(outcome.start(), outcome.end()));
            return;
        }
        // Overlapping matches count as one range.
        int start = ranges.isEmpty() ? outcome.start() : Math.min(ranges.getFirst().start, outcome.start());
        int end = ranges.isEmpty() ? outcome.end() : Math.max(ranges.getLast().end, outcome.end());
        ranges.clear();
        ranges.add(new Range(start, end));
    }
}
