package qcc.lit.filecheck;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import qcc.lit.filecheck.Directive.Step;

/** Finds the directives of a check file. */
final class CheckFileParser {
    private static final Set<String> NEGATED = Set.of("DAG-NOT:", "NOT-DAG:", "NEXT-NOT:", "NOT-NEXT:", "SAME-NOT:", "NOT-SAME:",
            "EMPTY-NOT:",
            "NOT-EMPTY:");
    private static final Pattern MODIFIERS = Pattern.compile("((?:\\{\\s*LITERAL\\s*(?:,\\s*LITERAL\\s*)*\\})?):");
    private static final String LITERAL = "{LITERAL}";

    private final SourceText source;
    private final String text;
    private final FileCheckOptions options;
    private final Declarations declarations;
    private final List<Directive> implicit;
    private final List<Step> steps = new ArrayList<>();
    private final Set<String> unusedPrefixes;
    private List<Directive> before;
    private int lastEnd;

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
                lastEnd = source.lineEnd(source.line(start));
                return lastEnd;
            }
            Optional<String> prefix = prefixAt(options.prefixes(), start);
            if (prefix.isPresent()) {
                lastEnd = prefix(prefix.get(), start);
                return lastEnd;
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
        var plain = modifiers(prefix, DirectiveKind.PLAIN, start, position);
        if (plain.isPresent()) {
            return plain;
        }
        boolean misspelled = text.startsWith("_", position);
        if (!misspelled && !text.startsWith("-", position)) {
            return Optional.empty();
        }
        var head = suffixed(prefix, start, position + 1, misspelled);
        if (head.isPresent() && misspelled) {
            throw misspelled(start, head.get().end);
        }
        return head;
    }

    private CheckFileException misspelled(int start, int end) {
        return new CheckFileException(source, start, "misspelled directive '" + text.substring(start, end) + "'");
    }

    /** The directive with a word after its prefix, which begins at {@code position}. */
    private Optional<Head> suffixed(String prefix, int start, int position, boolean misspelled) throws CheckFileException {
        for (String negated : NEGATED) {
            if (text.startsWith(negated, position)) {
                throw misspelled
                        ? misspelled(start, position)
                        : new CheckFileException(source, position,
                                "unsupported -NOT combo on prefix '" + prefix + "'");
            }
        }
        if (text.startsWith("COUNT-", position)) {
            return countHead(prefix, start, position + "COUNT-".length(), misspelled);
        }
        for (var kind : DirectiveKind.values()) {
            if (kind.word().isPresent() && text.startsWith(kind.word().get(), position)) {
                return modifiers(prefix, kind, start, position + kind.word().get().length());
            }
        }
        return Optional.empty();
    }

    private Optional<Head> countHead(String prefix, int start, int digits, boolean misspelled) throws CheckFileException {
        int end = digits;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        boolean valid = end > digits && new BigInteger(text.substring(digits, end)).bitLength() < Integer.SIZE
                && Integer.parseInt(text.substring(digits, end)) > 0 && (text.startsWith(":", end) || text.startsWith("{", end));
        if (!valid) {
            throw misspelled
                    ? misspelled(start, end)
                    : new CheckFileException(source, end,
                            "invalid count in -COUNT specification on prefix '" + prefix + "'");
        }
        int count = Integer.parseInt(text.substring(digits, end));
        return modifiers(prefix, count == 1 ? DirectiveKind.PLAIN : DirectiveKind.COUNT, start, end)
                .map(head -> new Head(prefix, head.kind, head.literal, count, start, head.end));
    }

    private Optional<Head> modifiers(String prefix, DirectiveKind kind, int start, int position) {
        var matcher = MODIFIERS.matcher(text).region(position, text.length());
        return matcher.lookingAt()
                ? Optional.of(new Head(prefix, kind, !matcher.group(1).isEmpty(), 1, start, matcher.end()))
                : Optional.empty();
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
        if (before.isEmpty()) {
            return;
        }
        var nothing = new CheckPattern(List.of(), 0, false, false, "");
        add(new Directive(DirectiveKind.END_OF_FILE, "implicit EOF", 1, source, lastEnd, 0, nothing));
    }
}
