package qcc.lit;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces names such as {@code %s} in the commands of one test, in the order of a list, each name once. */
final class Substitutions {
    private static final String PERCENT = "\0percent\0";
    private static final Pattern SUBSTITUTION_NAME = Pattern.compile("%\\{[_a-zA-Z][-_:0-9a-zA-Z]*\\}");
    private static final Pattern ELSE = Pattern.compile("\\s*%else\\s*%\\{");

    private record Entry(String name, String value) {}

    private final List<Entry> entries = new ArrayList<>();
    private final Set<String> features;

    /**
     * Substitutions of one test.
     *
     * @param test whose file they name
     * @param features for {@code %if}
     */
    Substitutions(LitTest test, Set<String> features) {
        this.features = features;
        for (Map.Entry<String, String> own : test.config().substitutions().entrySet()) {
            entries.add(new Entry("%{" + own.getKey() + "}", own.getValue()));
        }
        addStandard(test);
    }

    private void addStandard(LitTest test) {
        Path source = test.file();
        String fileName = source.getFileName().toString();
        entries.add(new Entry("%{pathsep}", File.pathSeparator));
        entries.add(new Entry("%basename_t", fileName));
        entries.add(new Entry("%{s:basename}", fileName));
        entries.add(new Entry("%{t:stem}", fileName));
        entries.add(new Entry("%{fs-src-root}", source.getRoot().toString()));
        entries.add(new Entry("%{fs-tmp-root}", test.temporaryBase().getRoot().toString()));
        entries.add(new Entry("%{fs-sep}", File.separator));
        addPath("s", source);
        addPath("S", source.getParent());
        addPath("p", source.getParent());
        addPath("t", test.temporaryBase().resolveSibling(fileName + ".tmp"));
    }

    /** The forms of a path: as it is, with slashes, without links, as the replacement in a {@code s@@@} command, and without its root. */
    private void addPath(String letter, Path path) {
        String text = path.toString();
        String slashed = text.replace(File.separatorChar, '/');
        String real = realPath(path);
        entries.add(new Entry("%" + letter, text));
        entries.add(new Entry("%/" + letter, slashed));
        entries.add(new Entry("%{" + letter + ":real}", real));
        entries.add(new Entry("%{/" + letter + ":real}", real.replace(File.separatorChar, '/')));
        entries.add(new Entry("%{/" + letter + ":regex_replacement}", slashed.replace("@", "\\@").replace("&", "\\&")));
        entries.add(new Entry("%:" + letter, slashed.replace(":", "").replaceFirst("^/", "")));
    }

    /** The path without links, as far as it exists. */
    private static String realPath(Path path) {
        if (path.getFileName() == null) {
            return path.toString();
        }
        try {
            return path.toRealPath().toString();
        } catch (IOException _) {
            return Path.of(realPath(path.getParent())).resolve(path.getFileName()).toString();
        }
    }

    /** Adds a name in front, or replaces the value of an existing one. */
    void define(TestScript.Statement.Definition definition) throws TestScript.ScriptException {
        int existing = -1;
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).name.equals(definition.name())) {
                existing = i;
            }
        }
        var entry = new Entry(definition.name(), definition.value());
        if (definition.again()) {
            if (existing < 0) {
                throw new TestScript.ScriptException(
                        "'REDEFINE:' on line " + definition.line() + ": " + definition.name() + " is not defined; use 'DEFINE:'");
            }
            entries.set(existing, entry);
            return;
        }
        if (existing >= 0) {
            throw new TestScript.ScriptException(
                    "'DEFINE:' on line " + definition.line() + ": " + definition.name() + " is already defined; use 'REDEFINE:'");
        }
        entries.addFirst(entry);
    }

    /**
     * A command with all names replaced.
     *
     * @throws TestScript.ScriptException if an {@code %if} is not well formed
     */
    String apply(String command) throws TestScript.ScriptException {
        String text = conditionals(command.replace("%%", PERCENT));
        for (var entry : entries) {
            text = text.replace(entry.name, entry.value);
        }
        return text.replace(PERCENT, "%");
    }

    private String conditionals(String text) throws TestScript.ScriptException {
        int start = text.indexOf("%if ");
        if (start < 0) {
            return text;
        }
        int open = text.indexOf("%{", start);
        if (open < 0) {
            throw new TestScript.ScriptException("'%if' without '%{' in: " + text);
        }
        int close = branchEnd(text, open + 2);
        String chosen = "";
        boolean holds = holds(text.substring(start + "%if ".length(), open).strip());
        if (holds) {
            chosen = text.substring(open + 2, close);
        }
        int end = close + 2;
        Matcher otherwise = ELSE.matcher(text).region(end, text.length());
        if (otherwise.lookingAt()) {
            int elseClose = branchEnd(text, otherwise.end());
            if (!holds) {
                chosen = text.substring(otherwise.end(), elseClose);
            }
            end = elseClose + 2;
        }
        return conditionals(text.substring(0, start) + chosen.strip() + text.substring(end));
    }

    /** Position of the {@code %}} that ends a branch; branches inside it nest. */
    private static int branchEnd(String text, int from) throws TestScript.ScriptException {
        int depth = 0;
        Matcher name = SUBSTITUTION_NAME.matcher(text);
        for (int i = from; i < text.length(); i++) {
            if (name.region(i, text.length()).lookingAt()) {
                i = name.end() - 1;
            } else if (text.startsWith("%{", i)) {
                depth++;
            } else if (text.startsWith("%}", i) && depth-- == 0) {
                return i;
            }
        }
        throw new TestScript.ScriptException("'%if' without '%}' in: " + text);
    }

    private boolean holds(String condition) throws TestScript.ScriptException {
        try {
            return FeatureExpression.evaluate(condition, features);
        } catch (FeatureExpression.SyntaxException e) {
            throw new TestScript.ScriptException(e.getMessage() + "\nin '%if'");
        }
    }
}
