package qcc.lit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the keywords in a test file say.
 *
 * @param statements commands and definitions in file order
 * @param expectedFailures conditions of {@code XFAIL:}
 * @param requirements conditions of {@code REQUIRES:}
 * @param unsupported conditions of {@code UNSUPPORTED:}
 * @param retries how often a failed test may be tried again, from {@code ALLOW_RETRIES:}
 */
record TestScript(List<Statement> statements, List<Condition> expectedFailures, List<Condition> requirements, List<Condition> unsupported,
        int retries) {

    /** A test file whose keywords cannot be understood. */
    static final class ScriptException extends Exception {
        private static final long serialVersionUID = 1L;

        ScriptException(String message) {
            super(message);
        }
    }

    /**
     * One condition.
     *
     * @param expression over features
     * @param line where it stands
     */
    record Condition(String expression, int line) {}

    /** Something to be done in order. */
    sealed interface Statement {

        /**
         * A {@code RUN:} line.
         *
         * @param line first line it stands on
         * @param text without substitutions made, continuation lines joined
         */
        record Run(int line, String text) implements Statement {}

        /**
         * A {@code DEFINE:} or {@code REDEFINE:} line.
         *
         * @param line where it stands
         * @param name with its {@code %{ }}
         * @param value what stands for the name
         * @param again whether the name must exist rather than must not
         */
        record Definition(int line, String name, String value, boolean again) implements Statement {}
    }

    private static final Pattern KEYWORD = Pattern
            .compile("(RUN:|XFAIL:|REQUIRES:|UNSUPPORTED:|ALLOW_RETRIES:|REDEFINE:|DEFINE:|END\\.)(.*)");
    private static final Pattern LINE_NUMBER = Pattern.compile("%\\(line *([+-] *\\d+)?\\)");
    private static final Pattern DEFINITION = Pattern.compile("\\s*(%\\{[_a-zA-Z][-_:0-9a-zA-Z]*\\})\\s*=(.*)", Pattern.DOTALL);

    /**
     * Reads the keywords of a test file.
     *
     * @throws ScriptException if a continuation has no next line or a definition is not well formed
     */
    static TestScript parse(List<String> lines) throws ScriptException {
        var parser = new Parser();
        for (int i = 0; i < lines.size(); i++) {
            Matcher matcher = KEYWORD.matcher(lines.get(i));
            if (!matcher.find()) {
                continue;
            }
            if (matcher.group(1).equals("END.")) {
                break;
            }
            parser.keyword(matcher.group(1), matcher.group(2).strip(), i + 1);
        }
        return parser.finish();
    }

    private static final class Parser {
        private final List<Statement> statements = new ArrayList<>();
        private final List<Condition> expectedFailures = new ArrayList<>();
        private final List<Condition> requirements = new ArrayList<>();
        private final List<Condition> unsupported = new ArrayList<>();
        private Optional<String> openKeyword = Optional.empty();
        private final StringBuilder openText = new StringBuilder();
        private int openLine;
        private int retries = -1;

        void keyword(String keyword, String text, int line) throws ScriptException {
            switch (keyword) {
                case "XFAIL:" -> addConditions(expectedFailures, text, line);
                case "REQUIRES:" -> addConditions(requirements, text, line);
                case "UNSUPPORTED:" -> addConditions(unsupported, text, line);
                case "ALLOW_RETRIES:" -> setRetries(text, line);
                default -> continuable(keyword, text, line);
            }
        }

        private static void addConditions(List<Condition> conditions, String text, int line) {
            Arrays.stream(text.split(",")).map(String::strip).filter(part -> !part.isEmpty())
                    .forEach(part -> conditions.add(new Condition(part, line)));
        }

        private void setRetries(String text, int line) throws ScriptException {
            if (retries >= 0) {
                throw new ScriptException("'ALLOW_RETRIES:' on line " + line + " is the second one");
            }
            if (!text.matches("\\d{1,9}")) {
                throw new ScriptException("'ALLOW_RETRIES:' on line " + line + " needs a number, not '" + text + "'");
            }
            retries = Integer.parseInt(text);
        }

        private void continuable(String keyword, String text, int line) throws ScriptException {
            if (openKeyword.isPresent() && !openKeyword.get().equals(keyword)) {
                throw new ScriptException("'" + keyword + "' on line " + line + " interrupts the '" + openKeyword.get() + "' of line "
                        + openLine + ", which ends with '\\'");
            }
            if (openKeyword.isEmpty()) {
                openLine = line;
                openText.setLength(0);
            }
            String numbered = numberLines(text, line);
            boolean open = numbered.endsWith("\\");
            openText.append(open ? numbered.substring(0, numbered.length() - 1) : numbered);
            openKeyword = open ? Optional.of(keyword) : Optional.empty();
            if (!open) {
                statements.add(statement(keyword, openText.toString()));
            }
        }

        private Statement statement(String keyword, String text) throws ScriptException {
            if (keyword.equals("RUN:")) {
                return new Statement.Run(openLine, text);
            }
            Matcher matcher = DEFINITION.matcher(text);
            if (!matcher.matches()) {
                throw new ScriptException("'" + keyword + "' on line " + openLine + " must have the form '%{name} = value'");
            }
            return new Statement.Definition(openLine, matcher.group(1), matcher.group(2).strip(), keyword.equals("REDEFINE:"));
        }

        private static String numberLines(String text, int line) {
            return LINE_NUMBER.matcher(text).replaceAll(match -> {
                String offset = match.group(1);
                return Integer.toString(offset == null ? line : line + Integer.parseInt(offset.replace(" ", "")));
            });
        }

        TestScript finish() throws ScriptException {
            if (openKeyword.isPresent()) {
                throw new ScriptException("Test has unterminated '" + openKeyword.get() + "' lines (with '\\')");
            }
            if (statements.stream().noneMatch(Statement.Run.class::isInstance)) {
                throw new ScriptException("Test has no 'RUN:' line");
            }
            return new TestScript(statements, expectedFailures, requirements, unsupported, Math.max(0, retries));
        }
    }
}
