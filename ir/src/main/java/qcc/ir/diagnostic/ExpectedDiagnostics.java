package qcc.ir.diagnostic;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import qcc.ir.Location;

/**
 * Compares diagnostics with those that comments of a text expect, as {@code mlir-opt --verify-diagnostics} does.
 *
 * <p>A comment ends with {@code expected-error {{part of the message}}}, or {@code -warning}, {@code -remark}, {@code -note}, each meant
 * for its own line unless {@code @+2}, {@code @-1}, {@code @above}, {@code @below} or {@code @unknown} stands before the braces.
 * {@code expected-error-re} takes pieces in <code>{{...}}</code> inside the braces as regular expressions.
 */
public final class ExpectedDiagnostics implements DiagnosticSink {
    private static final Pattern DIRECTIVE = Pattern
            .compile("expected-(error|note|remark|warning)(-re)? *(?:@([+-][0-9]+|above|below|unknown))? *\\{\\{(.*)\\}\\}\\s*$");
    private static final Pattern EXPRESSION = Pattern.compile("\\{\\{(.*?)\\}\\}");
    private static final int UNKNOWN_LINE = -1;

    /** What one comment expects; {@code written} is where the comment stands. */
    private record Expectation(String kind, int line, Pattern message, String text, Location.File written) {}

    private final String file;
    private final List<Expectation> open = new ArrayList<>();
    private final List<Diagnostic> problems = new ArrayList<>();

    /**
     * Reads the comments.
     *
     * @param file the name of the text in locations
     * @param firstLine the number of its first line
     */
    public ExpectedDiagnostics(String file, String text, int firstLine) {
        this.file = file;
        var lines = text.split("\n", -1);
        int above = firstLine;
        var below = new ArrayList<Expectation>();
        for (int i = 0; i < lines.length; i++) {
            int line = firstLine + i;
            var directive = DIRECTIVE.matcher(lines[i]);
            if (!directive.find()) {
                below.forEach(e -> open.add(new Expectation(e.kind, line, e.message, e.text, e.written)));
                below.clear();
                above = line;
                continue;
            }
            var place = directive.group(3);
            var written = new Location.File(file, line, directive.start() + 1);
            var expectation = new Expectation(directive.group(1), target(place, line, above),
                    pattern(directive.group(4), directive.group(2) != null), directive.group(4), written);
            if ("below".equals(place)) {
                below.add(expectation);
            } else {
                open.add(expectation);
            }
        }
        open.addAll(below);
    }

    private static int target(String place, int line, int above) {
        return switch (place) {
            case null -> line;
            case "above" -> above;
            case "below" -> line + 1;
            case "unknown" -> UNKNOWN_LINE;
            default -> line + Integer.parseInt(place);
        };
    }

    private static Pattern pattern(String text, boolean withExpressions) {
        if (!withExpressions) {
            return Pattern.compile(Pattern.quote(text));
        }
        var pattern = new StringBuilder();
        var matcher = EXPRESSION.matcher(text);
        int end = 0;
        while (matcher.find()) {
            pattern.append(Pattern.quote(text.substring(end, matcher.start()))).append("(?:").append(matcher.group(1)).append(')');
            end = matcher.end();
        }
        return Pattern.compile(pattern.append(Pattern.quote(text.substring(end))).toString());
    }

    @Override
    public synchronized void report(Diagnostic diagnostic) {
        meet(diagnostic.severity().toString(), diagnostic.location(), diagnostic.message());
        for (var note : diagnostic.notes()) {
            meet("note", note.location(), note.message());
        }
    }

    private void meet(String kind, Location location, String message) {
        var place = DiagnosticRenderer.fileOf(location);
        int line = place == null || !place.file().equals(file) ? UNKNOWN_LINE : place.line();
        for (var expectation : open) {
            if (expectation.kind.equals(kind) && expectation.line == line && expectation.message.matcher(message).find()) {
                open.remove(expectation);
                return;
            }
        }
        if (!kind.equals("note")) {
            problems.add(Diagnostic.error(location, "unexpected " + kind + ": " + message));
        }
    }

    /** What differs so far: unexpected diagnostics, then those that were expected and did not come. Notes may be left out. */
    public synchronized List<Diagnostic> problems() {
        var all = new ArrayList<>(problems);
        for (var expectation : open) {
            all.add(Diagnostic.error(expectation.written,
                    "expected " + expectation.kind + " \"" + expectation.text + "\" was not produced"));
        }
        return List.copyOf(all);
    }
}
