package qcc.lit.filecheck;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import qcc.lit.filecheck.CheckPattern.Part;
import qcc.lit.regex.Regex;
import qcc.lit.regex.RegexParser;
import qcc.lit.regex.RegexSyntaxException;

/** Turns the text after a directive's colon into a {@link CheckPattern}. */
final class PatternParser {
    private static final String REGEX_CHARACTERS = "()^$|*+?.[]\\{}";
    private static final int MAXIMUM_BACK_REFERENCE = 9;

    private final SourceText source;
    private final FileCheckOptions options;
    private final Declarations declarations;
    private final int line;
    private final List<Part> parts = new ArrayList<>();
    private final Map<String, Integer> stringsDefinedHere = new HashMap<>();
    private final Set<String> namesOfNumbers = new HashSet<>();
    private final StringBuilder example = new StringBuilder();
    private boolean capturing;
    private boolean impossible;
    private int captures;

    private PatternParser(SourceText source, FileCheckOptions options, Declarations declarations, int line) {
        this.source = source;
        this.options = options;
        this.declarations = declarations;
        this.line = line;
    }

    /**
     * Parses {@code source[start, end)}.
     *
     * @param kind of the directive
     * @param literal whether neither regexes nor variables are recognized
     * @param declarations what earlier directives declare; takes what this one declares
     * @param line of the directive
     * @throws CheckFileException if the pattern is not well formed
     */
    static CheckPattern parse(SourceText source, int start, int end, DirectiveKind kind, boolean literal, FileCheckOptions options,
            Declarations declarations, int line)
            throws CheckFileException {
        var parser = new PatternParser(source, options, declarations, line);
        if (kind == DirectiveKind.EMPTY) {
            return parser.emptyLine();
        }
        String text = source.text().substring(start, end);
        boolean fullLine = options.matchFullLines() && kind != DirectiveKind.NOT;
        if (literal || !fullLine && !text.contains("{{") && !text.contains("[[")) {
            parser.parts.add(new Part.Fixed(Regex.literal(text, options.ignoreCase())));
            return new CheckPattern(parser.parts, 0, options.ignoreCase(), false, text);
        }
        return parser.general(start, end, fullLine);
    }

    private CheckPattern emptyLine() {
        var regex = Regex.concatenation(List.of(new Regex.Literal("\n"), new Regex.Anchor(Regex.Anchor.Side.LINE_END)));
        return new CheckPattern(List.of(new Part.Fixed(regex)), 0, false, true, "(\n$)");
    }

    private CheckPattern general(int start, int end, boolean fullLine) throws CheckFileException {
        String margin = options.strictWhitespace() ? "" : " *";
        if (fullLine) {
            addRegex("^" + margin, start, "^" + margin);
        }
        capturing = RegexParser.hasBackReference(source.text().substring(start, end));
        int position = start;
        while (position < end) {
            if (source.text().startsWith("{{", position)) {
                position = regexBlock(position, end);
            } else if (source.text().startsWith("[[", position) && !source.text().startsWith("[[[", position)) {
                position = substitutionBlock(position, end);
            } else {
                position = fixedText(position, end);
            }
        }
        if (fullLine) {
            addRegex(margin + "$", start, margin + "$");
        }
        if (impossible) {
            parts.add(new Part.Fixed(new Regex.CharacterSet(new BitSet())));
        }
        stringsDefinedHere.keySet().forEach(declarations::declareString);
        return new CheckPattern(parts, captures, options.ignoreCase(), false, example.toString());
    }

    private int fixedText(int start, int end) {
        int next = start + 1;
        while (next < end && !source.text().startsWith("{{", next) && !source.text().startsWith("[[", next)) {
            next++;
        }
        String text = source.text().substring(start, next);
        parts.add(new Part.Fixed(Regex.literal(text, options.ignoreCase())));
        for (char c : text.toCharArray()) {
            if (REGEX_CHARACTERS.indexOf(c) >= 0) {
                example.append('\\');
            }
            example.append(c);
        }
        return next;
    }

    private int regexBlock(int start, int end) throws CheckFileException {
        int close = source.text().indexOf("}}", start + 2);
        if (close < 0 || close + 2 > end) {
            throw new CheckFileException(source, start, "found start of regex string with no end '}}'");
        }
        String text = source.text().substring(start + 2, close);
        boolean grouped = source.text().substring(start, end).contains("|");
        int group = grouped ? captures++ : -1;
        var regex = parseRegex(text, start + 2, group);
        parts.add(new Part.Fixed(capturing && grouped ? new Regex.Capture(group, regex) : regex));
        example.append(grouped ? "(" + text + ")" : text);
        return close + 2;
    }

    private void addRegex(String text, int offset, String shown) throws CheckFileException {
        parts.add(new Part.Fixed(parseRegex(text, offset, -1)));
        example.append(shown);
    }

    /** @param openGroup number of the group around the expression, negative without one */
    private Regex parseRegex(String text, int offset, int openGroup) throws CheckFileException {
        try {
            var parsed = RegexParser.parse(text, options.ignoreCase(), capturing, captures);
            // A reference to the group that it stands in makes the whole pattern one that never matches.
            impossible |= openGroup >= 0 && parsed.regex().refersTo(openGroup);
            captures += parsed.groups();
            return parsed.regex();
        } catch (RegexSyntaxException e) {
            throw new CheckFileException(source, offset, "invalid regex: " + e.getMessage());
        }
    }

    private int substitutionBlock(int start, int end) throws CheckFileException {
        int close = blockEnd(start, end);
        var cursor = new TextCursor(source, start + 2, close);
        if (cursor.accept("#")) {
            addNumber(new NumericParser(cursor, declarations, namesOfNumbers, line).parse());
            return close + 2;
        }
        boolean definition = cursor.rest().contains(":");
        refuseBlanks(start + 2, definition ? source.text().indexOf(':', start) : close);
        int nameStart = cursor.position();
        String name = cursor.requiredVariableName();
        if (definition) {
            if (name.startsWith("@") || !cursor.accept(":")) {
                throw new CheckFileException(source, nameStart, "invalid name in string variable definition");
            }
            stringDefinition(name, nameStart, cursor.position(), close);
        } else if (name.startsWith("@")) {
            cursor.moveTo(nameStart);
            addNumber(new NumericParser(cursor, declarations, namesOfNumbers, line).parseLine());
        } else if (cursor.more()) {
            throw new CheckFileException(source, nameStart, "invalid name in string variable use");
        } else {
            stringUse(name, nameStart);
        }
        return close + 2;
    }

    private void refuseBlanks(int from, int to) throws CheckFileException {
        for (int i = from; i < to; i++) {
            if (SourceText.isBlank(source.text().charAt(i))) {
                throw new CheckFileException(source, i, "unexpected whitespace");
            }
        }
    }

    /** Position of the {@code ]]} that ends a block; brackets inside it nest. */
    private int blockEnd(int start, int end) throws CheckFileException {
        int depth = 0;
        for (int i = start + 2; i < end; i++) {
            if (depth == 0 && i + 2 <= end && source.text().startsWith("]]", i)) {
                return i;
            }
            switch (source.text().charAt(i)) {
                case '\\' -> i++;
                case '[' -> depth++;
                case ']' -> {
                    if (depth == 0) {
                        throw new CheckFileException(source, i, "missing closing \"]\" for regex variable", CheckFileException.Form.ABORT);
                    }
                    depth--;
                }
                default -> {}
            }
        }
        throw new CheckFileException(source, start, "Invalid substitution block, no ]] found");
    }

    private void addNumber(NumericParser.Block block) throws CheckFileException {
        int capture = captures;
        if (block.variable().isPresent()) {
            captures++;
            if (!declarations.isNumber(block.variable().get())) {
                namesOfNumbers.add(block.variable().get());
            }
            declarations.declareNumber(block.variable().get(), block.format());
        }
        String wildcard = block.format().wildcard();
        var regex = parseRegex(wildcard, block.offset(), -1);
        parts.add(new Part.Number(block.variable(), capture, block.format(), regex, block.expression(), block.source(), block.offset()));
        String shown = block.expression().isEmpty() ? wildcard : "";
        example.append(block.variable().isPresent() ? "(" + shown + ")" : shown);
    }

    private void stringUse(String name, int offset) throws CheckFileException {
        if (!stringsDefinedHere.containsKey(name)) {
            parts.add(new Part.StringUse(name, offset));
            return;
        }
        int capture = stringsDefinedHere.get(name);
        if (capture >= MAXIMUM_BACK_REFERENCE) {
            throw new CheckFileException(source, offset, "Can't back-reference more than " + MAXIMUM_BACK_REFERENCE + " variables");
        }
        parts.add(new Part.Fixed(new Regex.BackReference(capture)));
        example.append('\\').append(capture + 1);
    }

    private void stringDefinition(String name, int nameOffset, int start, int close) throws CheckFileException {
        if (declarations.isNumber(name)) {
            throw new CheckFileException(source, nameOffset, "numeric variable with name '" + name + "' already exists");
        }
        int capture = captures++;
        String text = source.text().substring(start, close);
        var regex = text.isEmpty() ? new Regex.Concatenation(List.of()) : parseRegex(text, start, capture);
        stringsDefinedHere.put(name, capture);
        parts.add(new Part.StringDefinition(name, capture, regex));
        example.append('(').append(text).append(')');
    }
}
