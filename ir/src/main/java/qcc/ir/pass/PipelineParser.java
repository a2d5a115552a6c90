package qcc.ir.pass;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the text of a pipeline.
 *
 * <pre>
 * pipeline ::= anchor '(' (step (',' step)*)? ')'
 * step     ::= pipeline | pass ('{' (option '=' value)* '}')?
 * value    ::= item (',' item)* | '[' (item (',' item)*)? ']'
 * item     ::= word | '"' ... '"' | "'" ... "'"
 * </pre>
 */
final class PipelineParser {
    private final String text;
    private final PassRegistry registry;
    private int at;

    PipelineParser(String text, PassRegistry registry) {
        this.text = text;
        this.registry = registry;
    }

    Pipeline parse() throws PipelineException {
        skipSpace();
        int start = at;
        var name = name("the name of an operation");
        if (!accept('(')) {
            throw error(start, "expects the operation to run on around the passes, such as builtin.module(" + name + ")");
        }
        var pipeline = pipeline(name);
        expectEnd();
        return pipeline;
    }

    Pass parsePassAlone() throws PipelineException {
        skipSpace();
        int start = at;
        var pass = pass(name("the name of a pass"), start);
        expectEnd();
        return pass;
    }

    private void expectEnd() throws PipelineException {
        if (at < text.length()) {
            throw error(at, "expects nothing behind the closing bracket");
        }
    }

    /** What follows the anchor and its parenthesis. */
    private Pipeline pipeline(String anchor) throws PipelineException {
        var steps = new ArrayList<Step>();
        if (!accept(')')) {
            do {
                steps.add(step(anchor));
            } while (accept(','));
            expect(')', "expects ',' or ')' after a pass");
        }
        return new Pipeline(anchor, steps);
    }

    private Step step(String anchor) throws PipelineException {
        int start = at;
        var name = name("the name of a pass");
        if (accept('(')) {
            return pipeline(name);
        }
        var pass = pass(name, start);
        if (!Pipeline.accepts(anchor, pass.info())) {
            throw error(start, Pipeline.misplaced(anchor, pass.info()));
        }
        return new PassStep(pass);
    }

    private Pass pass(String name, int start) throws PipelineException {
        var defaults = registry.find(name);
        if (defaults.isEmpty()) {
            throw error(start, "unknown pass '" + name + "'" + Spelling.hint(name, registry.names()));
        }
        if (!accept('{')) {
            return defaults.get();
        }
        var values = new HashMap<String, Object>();
        while (!accept('}')) {
            option(defaults.get(), values);
        }
        try {
            return PassOptions.with(defaults.get(), values);
        } catch (IllegalArgumentException e) {
            throw error(start, "pass '" + name + "' refuses its options: " + e.getMessage());
        }
    }

    private void option(Pass pass, Map<String, Object> values) throws PipelineException {
        int start = at;
        var name = name("the name of an option or '}'");
        var passName = pass.info().name();
        var component = PassRegistry.component(pass, name);
        if (component.isEmpty()) {
            throw error(start, "pass '" + passName + "' has no option '" + name + "'" + otherOptions(pass, name));
        }
        expect('=', "expects '=' and a value after option '" + name + "'");
        int valueStart = at;
        try {
            var value = value(component.get().getType() == List.class).toKind(component.get().getType());
            if (values.put(component.get().getName(), value) != null) {
                throw error(start, "option '" + name + "' is given twice");
            }
        } catch (OptionValue.KindException e) {
            throw error(valueStart, "option '" + name + "' of pass '" + passName + "' " + e.getMessage());
        }
    }

    private static String otherOptions(Pass pass, String name) {
        var known = Arrays.stream(pass.getClass().getRecordComponents()).map(PassOptions::optionName).toList();
        if (known.isEmpty()) {
            return "; it has none";
        }
        var hint = Spelling.hint(name, known);
        return hint.isEmpty() ? "; it has " + String.join(", ", known) : hint;
    }

    /**
     * @param asList whether one item without brackets is a list too
     */
    private OptionValue value(boolean asList) throws PipelineException {
        boolean bracketed = accept('[');
        var items = new ArrayList<String>();
        if (bracketed && accept(']')) {
            return new OptionValue(items, true);
        }
        do {
            items.add(item());
        } while (accept(','));
        if (bracketed) {
            expect(']', "expects ',' or ']' in a list");
        }
        return new OptionValue(items, bracketed || asList || items.size() > 1);
    }

    private String item() throws PipelineException {
        if (at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'')) {
            return quoted();
        }
        int start = at;
        while (at < text.length() && OptionValue.isBare(text.charAt(at))) {
            at++;
        }
        if (at == start) {
            throw error(at, "expects a value; put it into quotes if it is empty or has other characters than words have");
        }
        var item = text.substring(start, at);
        skipSpace();
        return item;
    }

    private String quoted() throws PipelineException {
        int start = at;
        char quote = text.charAt(at++);
        var value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != quote) {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                value.append(unescape());
            } else {
                value.append(c);
            }
        }
        if (at == text.length()) {
            throw error(start, "expects a closing " + quote);
        }
        at++;
        skipSpace();
        return value.toString();
    }

    private char unescape() throws PipelineException {
        char c = text.charAt(at++);
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case '\\', '"', '\'' -> c;
            default -> throw error(at - 2, "unknown escape '\\" + c + "'; a backslash is written twice");
        };
    }

    /** A name of an operation, a pass or an option. */
    private String name(String what) throws PipelineException {
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || "._-$".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        if (at == start) {
            throw error(at, "expects " + what);
        }
        var name = text.substring(start, at);
        skipSpace();
        return name;
    }

    private boolean accept(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            skipSpace();
            return true;
        }
        return false;
    }

    private void expect(char c, String problem) throws PipelineException {
        if (!accept(c)) {
            throw error(at, problem);
        }
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private PipelineException error(int position, String problem) {
        return new PipelineException(text, position, problem);
    }
}
