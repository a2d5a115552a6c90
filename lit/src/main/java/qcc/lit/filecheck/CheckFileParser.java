package qcc.lit.filecheck;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import qcc.lit.filecheck.Directive.Step;

/** Finds the directives of a check file. */
final class CheckFileParser {
    private static final Set<String> NEGATED = Set.of("-DAG-NOT:", "-NOT-DAG:", "-NEXT-NOT:", "-NOT-NEXT:", "-SAME-NOT:", "-NOT-SAME:",
            "-EMPTY-NOT:", "-NOT-EMPTY:");
    private static final String LITERAL = "{LITERAL}";

    private final SourceText source;
    private final String text;
    private final FileCheckOptions options;
    private final Declarations declarations;
    private final List<Directive> implicit;
    private final List<Step> steps = new ArrayList<>();
    private final Set<String> unusedPrefixes;
    private List<Directive> before;

    private CheckFileParser(SourceText source, FileCheckOptions options, Declarations declarations, List<Directive> implicit) {
        this.source = source;
        this.text = source.text();
        this.options = options;
        this.declarations = declarations;
        this.implicit = implicit;
        this.unusedPrefixes = new TreeSet<>(options.prefixes());
        this.before = new ArrayList<>(implicit);
    }

    /**
     * What a check file holds.
     *
     * @param steps in file order
     * @param unusedPrefixes prefixes without a directive, sorted
     */
    record Parsed(List<Step> steps, Set<String> unusedPrefixes) {}

    /**
     * Parses a check file whose white space is canonical.
     *
     * @throws CheckFileException for the first directive that is not well formed
     */
    static Parsed parse(SourceText source, FileCheckOptions options, Declarations declarations) throws CheckFileException {
        var parser = new CheckFileParser(source, options, declarations, implicitNots(options, declarations));
        int position = 0;
        while (position < source.text().length()) {
            position = parser.next(position);
        }
        parser.finish();
        return new Parsed(parser.steps, parser.unusedPrefixes);
    }

    private static List<Directive> implicitNots(FileCheckOptions options, Declarations declarations) throws CheckFileException {
        var result = new ArrayList<Directive>();
        for (String pattern : options.implicitCheckNots()) {
            String lead = "-implicit-check-not='";
            String bytes = SourceText.toBytes(pattern);
            var line = new SourceText("command line", lead + bytes + "'");
            var parsed = PatternParser.parse(line, lead.length(), lead.length() + bytes.length(), DirectiveKind.NOT, false, options,
                    declarations, 0);
            result.add(new Directive(DirectiveKind.NOT, "IMPLICIT-CHECK-NOT", 1, line, lead.length(), result.size() + 1, parsed));
        }
        return result;
    }

    /**
     * The part of a directive before its pattern.
     *
     * @param end one past the colon
     */
    private record Head(String prefix, DirectiveKind kind, boolean literal, int count, int start, int end) {

        String name() {
            return prefix + kind.suffix() + (literal ? LITERAL : "");
        }
    }

    /** Handles the next prefix after a position and returns where to go on. */
    private int next(int position) throws CheckFileException {
        int start = position;
        while (start < text.length()) {
            Optional<String> comment = prefixAt(options.commentPrefixes(), start);
            if (comment.isPresent() && text.startsWith(":", start + comment.get().length())) {
                return source.lineEnd(source.line(start));
            }
            Optional<String> prefix = prefixAt(options.prefixes(), start);
            if (prefix.isPresent()) {
                return prefix(prefix.get(), start);
            }
            start++;
        }
        return start;
    }

    private int prefix(String prefix, int start) throws CheckFileException {
        var head = head(prefix, start);
        if (head.isEmpty()) {
            return start + prefix.length();
        }
        unusedPrefixes.remove(prefix);
        return directive(head.get());
    }

    private Optional<String> prefixAt(List<String> prefixes, int start) {
        if (start > 0 && isWordCharacter(text.charAt(start - 1))) {
            return Optional.empty();
        }
        String longest = "";
        for (String prefix : prefixes) {
            if (prefix.length() > longest.length() && text.startsWith(prefix, start)) {
                longest = prefix;
            }
        }
        return longest.isEmpty() ? Optional.empty() : Optional.of(longest);
    }

    private static boolean isWordCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
    }

    private Optional<Head> head(String prefix, int start) throws CheckFileException {
        int position = start + prefix.length();
        for (String negated : NEGATED) {
            if (text.startsWith(negated, position)) {
                throw new CheckFileException(source, position + 1, "unsupported -NOT combo on prefix '" + prefix + "'");
            }
        }
        if (text.startsWith("-COUNT-", position)) {
            return countHead(prefix, start, position + "-COUNT-".length());
        }
        for (var kind : DirectiveKind.values()) {
            if (kind != DirectiveKind.COUNT && kind != DirectiveKind.END_OF_FILE && text.startsWith(kind.suffix(), position)) {
                var head = modifiers(prefix, kind, 1, start, position + kind.suffix().length());
                if (head.isPresent()) {
                    return head;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Head> countHead(String prefix, int start, int digits) throws CheckFileException {
        int end = digits;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        var head = modifiers(prefix, DirectiveKind.COUNT, 1, start, end);
        boolean valid = end > digits && end - digits < 10 && Long.parseLong(text.substring(digits, end)) > 0;
        if (!valid || head.isEmpty()) {
            throw new CheckFileException(source, end, "invalid count in -COUNT specification on prefix '" + prefix + "'");
        }
        return Optional.of(new Head(prefix, DirectiveKind.COUNT, head.get().literal, Integer.parseInt(text.substring(digits, end)), start,
                head.get().end));
    }

    private Optional<Head> modifiers(String prefix, DirectiveKind kind, int count, int start, int position) {
        boolean literal = text.startsWith(LITERAL, position);
        int colon = literal ? position + LITERAL.length() : position;
        return text.startsWith(":", colon) ? Optional.of(new Head(prefix, kind, literal, count, start, colon + 1)) : Optional.empty();
    }

    private int directive(Head head) throws CheckFileException {
        int lineEnd = source.lineEnd(source.line(head.start));
        int start = head.end;
        int end = lineEnd;
        if (!(options.strictWhitespace() && options.matchFullLines())) {
            while (start < end && SourceText.isBlank(text.charAt(start))) {
                start++;
            }
            while (end > start && SourceText.isBlank(text.charAt(end - 1))) {
                end--;
            }
        }
        checkNotEmpty(head, start, end);
        var pattern = PatternParser.parse(source, start, end, head.kind, head.literal, options, declarations, source.line(head.start));
        if (head.kind == DirectiveKind.LABEL && pattern.hasVariable()) {
            throw new CheckFileException(source, head.start, "found '" + head.prefix + "-LABEL:' with variable definition or use");
        }
        if (head.kind.followsPrevious() && steps.isEmpty()) {
            throw new CheckFileException(source, head.start,
                    "found '" + head.prefix + head.kind.suffix() + "' without previous '" + head.prefix + ": line");
        }
        add(new Directive(head.kind, head.name(), head.count, source, start, 0, pattern));
        return lineEnd;
    }

    private void checkNotEmpty(Head head, int start, int end) throws CheckFileException {
        boolean empty = start == end;
        if (head.kind == DirectiveKind.EMPTY && !empty) {
            throw new CheckFileException(source, start, "found non-empty check string for empty check with prefix '" + head.prefix + ":'");
        }
        if (head.kind != DirectiveKind.EMPTY && empty) {
            throw new CheckFileException(source, start, "found empty check string with prefix '" + head.prefix + ":'");
        }
    }

    private void add(Directive directive) {
        if (directive.kind().isDeferred()) {
            before.add(directive);
            return;
        }
        steps.add(new Step(directive, before));
        before = new ArrayList<>(implicit);
    }

    /** Lets directives behind the last positive one reach to the end of the input. */
    private void finish() {
        if (before.isEmpty() || steps.isEmpty() && before.size() == implicit.size()) {
            return;
        }
        var nothing = new CheckPattern(List.of(), 0, false, false, "");
        add(new Directive(DirectiveKind.END_OF_FILE, options.prefixes().getFirst(), 1, source, text.length(), 0, nothing));
    }
}
