package qcc.lit.filecheck;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import qcc.lit.regex.Regex;
import qcc.lit.regex.RegexMatcher;

/**
 * What a directive looks for.
 *
 * @param parts in text order
 * @param captures captures are numbered below this
 * @param ignoreCase whether ASCII letters match both cases
 * @param emptyLine whether the match is the position after the line feed that the parts match
 * @param example text close to what matches, for the search for an intended match
 */
record CheckPattern(List<Part> parts, int captures, boolean ignoreCase, boolean emptyLine, String example) {

    CheckPattern {
        parts = List.copyOf(parts);
    }

    /** A piece of a pattern. */
    sealed interface Part {

        /** A piece that does not depend on variables. */
        record Fixed(Regex regex) implements Part {}

        /**
         * A string variable is defined as what the regex matches.
         *
         * @param name of the variable
         * @param capture number of the capture
         * @param regex what its value looks like
         */
        record StringDefinition(String name, int capture, Regex regex) implements Part {}

        /**
         * The value of a string variable.
         *
         * @param name of the variable
         * @param offset of the name in the check file
         */
        record StringUse(String name, int offset) implements Part {}

        /**
         * A number, all of it optional: without expression any number in the format matches.
         *
         * @param variable to be defined
         * @param capture number of the capture, used with a variable
         * @param format how it is written
         * @param wildcard regex for all numbers in the format
         * @param expression the value it must have
         * @param source text of the whole block
         * @param offset of the block in the check file
         */
        record Number(Optional<String> variable, int capture, NumericFormat format, Regex wildcard, Optional<Expression> expression,
                String source, int offset) implements Part {}
    }

    /**
     * A variable's value put into a pattern.
     *
     * @param source text of the use
     * @param value what stands for it
     */
    record Substitution(String source, String value) {}

    /**
     * Why a pattern cannot be matched at all.
     *
     * @param offset in the check file
     * @param message what is wrong
     */
    record Problem(int offset, String message) {}

    /**
     * A variable's value taken from the input.
     *
     * @param variable name
     * @param start first character in the input
     * @param text what was taken
     */
    record Captured(String variable, int start, String text) {}

    /**
     * What came of a search.
     *
     * @param start first character of the match, negative without one
     * @param end one past its last character
     * @param substitutions values put into the pattern
     * @param captured values taken from the input
     * @param problems why nothing could be searched for; empty if something was
     */
    record Outcome(int start, int end, List<Substitution> substitutions, List<Captured> captured, List<Problem> problems) {

        boolean found() {
            return start >= 0;
        }
    }

    /** Whether a variable is used or a string variable defined. */
    boolean hasVariable() {
        return parts.stream().anyMatch(part -> switch (part) {
            case Part.Fixed _ -> false;
            case Part.StringDefinition _,Part.StringUse _ -> true;
            case Part.Number number -> number.expression().isPresent();
        });
    }

    /** Searches {@code text[from, to)} and defines the pattern's variables on success. */
    Outcome find(String text, int from, int to, Variables variables) {
        var substitutions = new ArrayList<Substitution>();
        var problems = new ArrayList<Problem>();
        var regexes = new ArrayList<Regex>();
        for (var part : parts) {
            regexes.add(regex(part, variables, substitutions, problems));
        }
        if (!problems.isEmpty()) {
            return new Outcome(-1, -1, substitutions, List.of(), problems);
        }
        // LLVM's matcher takes no empty expression, which values of variables may leave.
        boolean empty = !regexes.isEmpty() && regexes.stream().allMatch(regex -> regex.equals(Regex.literal("", false)));
        if (empty) {
            return new Outcome(-1, -1, substitutions, List.of(), List.of());
        }
        var matcher = new RegexMatcher(Regex.concatenation(regexes), captures, text);
        if (!matcher.find(from, to)) {
            return new Outcome(-1, -1, substitutions, List.of(), List.of());
        }
        int start = emptyLine ? matcher.start() + 1 : matcher.start();
        return new Outcome(start, matcher.end(), substitutions, define(matcher, variables), List.of());
    }

    private Regex regex(Part part, Variables variables, List<Substitution> substitutions, List<Problem> problems) {
        return switch (part) {
            case Part.Fixed f -> f.regex();
            case Part.StringDefinition d -> new Regex.Capture(d.capture(), d.regex());
            case Part.StringUse u -> {
                var value = variables.string(u.name());
                value.ifPresentOrElse(v -> substitutions.add(new Substitution(u.name(), v)),
                        () -> problems.add(new Problem(u.offset(), "undefined variable: " + u.name())));
                yield Regex.literal(value.orElse(""), ignoreCase);
            }
            case Part.Number n -> {
                var regex = number(n, variables, substitutions, problems);
                yield n.variable().isPresent() ? new Regex.Capture(n.capture(), regex) : regex;
            }
        };
    }

    private Regex number(Part.Number number, Variables variables, List<Substitution> substitutions, List<Problem> problems) {
        if (number.expression().isEmpty()) {
            return number.wildcard();
        }
        var value = number.expression().get().evaluate(number.offset(), variables, problems);
        if (value.isEmpty()) {
            return number.wildcard();
        }
        if (!number.format().canWrite(value.get())) {
            problems.add(new Problem(number.offset(), Expression.OVERFLOW));
            return number.wildcard();
        }
        String text = number.format().write(value.get());
        substitutions.add(new Substitution(number.source(), text));
        return Regex.literal(text, ignoreCase);
    }

    private List<Captured> define(RegexMatcher matcher, Variables variables) {
        var captured = new ArrayList<Captured>();
        for (var part : parts) {
            switch (part) {
                case Part.Fixed _,Part.StringUse _ -> {}
                case Part.StringDefinition d -> {
                    String text = matcher.capture(d.capture());
                    variables.define(d.name(), text);
                    captured.add(new Captured(d.name(), matcher.captureStart(d.capture()), text));
                }
                case Part.Number n -> {
                    if (n.variable().isPresent()) {
                        String text = matcher.capture(n.capture());
                        variables.define(n.variable().get(), n.format().read(text));
                        captured.add(new Captured(n.variable().get(), matcher.captureStart(n.capture()), text));
                    }
                }
            }
        }
        return captured;
    }
}
