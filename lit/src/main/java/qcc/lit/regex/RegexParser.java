package qcc.lit.regex;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Parses the grammar of POSIX extended regular expressions (IEEE Std 1003.1, section 9.4), with back references {@code \1} to {@code \9}, which count
 * captures from the first one of the whole pattern. A backslash before any other character takes
 * that character literally, so {@code \d} is a {@code d}.
 */
public final class RegexParser {
    private static final int MAXIMUM_BOUND = 255;

    private final String source;
    private final boolean ignoreCase;
    private final boolean capturing;
    private final int firstCapture;
    private int position;
    private int groups;
    private final BitSet closedGroups = new BitSet();

    private RegexParser(String source, boolean ignoreCase, boolean capturing, int firstCapture) {
        this.source = source;
        this.ignoreCase = ignoreCase;
        this.capturing = capturing;
        this.firstCapture = firstCapture;
    }

    /**
     * A parsed expression.
     *
     * @param regex the tree
     * @param groups how many groups it has
     */
    public record Parsed(Regex regex, int groups) {}

    /**
     * Parses one expression.
     *
     * @param source one byte per character
     * @param ignoreCase whether ASCII letters match both cases
     * @param capturing whether groups become captures, as back references need
     * @param firstCapture number for the first group
     * @throws RegexSyntaxException if the source breaks the grammar
     */
    public static Parsed parse(String source, boolean ignoreCase, boolean capturing, int firstCapture) throws RegexSyntaxException {
        var parser = new RegexParser(source, ignoreCase, capturing, firstCapture);
        var regex = parser.alternation(0);
        return new Parsed(regex, parser.groups);
    }

    /** Whether a text holds what is a back reference inside an expression. */
    public static boolean hasBackReference(String source) {
        for (int i = 0; i + 1 < source.length(); i++) {
            if (source.charAt(i) == '\\') {
                i++;
                if (source.charAt(i) >= '1' && source.charAt(i) <= '9') {
                    return true;
                }
            }
        }
        return false;
    }

    private Regex alternation(int depth) throws RegexSyntaxException {
        var branches = new ArrayList<Regex>();
        branches.add(concatenation(depth));
        while (accept('|')) {
            branches.add(concatenation(depth));
        }
        if (depth == 0 && more()) {
            throw new RegexSyntaxException("parentheses not balanced");
        }
        return branches.size() == 1 ? branches.getFirst() : new Regex.Alternation(branches);
    }

    private Regex concatenation(int depth) throws RegexSyntaxException {
        var parts = new ArrayList<Regex>();
        while (more() && peek() != '|' && !(peek() == ')' && depth > 0)) {
            parts.add(repetition(depth));
        }
        if (parts.stream().allMatch(RegexParser::isNothing)) {
            throw new RegexSyntaxException("empty (sub)expression");
        }
        return Regex.concatenation(parts);
    }

    /** Repeated no time, which as a whole branch is as good as nothing. */
    private static boolean isNothing(Regex regex) {
        return regex instanceof Regex.Repetition(_, _, int maximum) && maximum == 0;
    }

    private Regex repetition(int depth) throws RegexSyntaxException {
        boolean caret = peek() == '^';
        var atom = atom(depth);
        if (!atRepetition()) {
            return atom;
        }
        if (caret) {
            throw badRepetition();
        }
        var repeated = switch (next()) {
            case '*' -> new Regex.Repetition(atom, 0, Regex.UNBOUNDED);
            case '+' -> new Regex.Repetition(atom, 1, Regex.UNBOUNDED);
            case '?' -> new Regex.Repetition(atom, 0, 1);
            default -> bounds(atom);
        };
        if (atRepetition()) {
            throw badRepetition();
        }
        return repeated;
    }

    private static RegexSyntaxException badRepetition() {
        return new RegexSyntaxException("repetition-operator operand invalid");
    }

    private boolean atRepetition() {
        if (!more()) {
            return false;
        }
        return switch (peek()) {
            case '*', '+', '?' -> true;
            case '{' -> position + 1 < source.length() && isDigit(source.charAt(position + 1));
            default -> false;
        };
    }

    private Regex bounds(Regex atom) throws RegexSyntaxException {
        int minimum = bound();
        int maximum = minimum;
        if (accept(',')) {
            maximum = more() && isDigit(peek()) ? bound() : Regex.UNBOUNDED;
        }
        if (minimum > maximum) {
            throw new RegexSyntaxException("invalid repetition count(s)");
        }
        if (!accept('}')) {
            throw new RegexSyntaxException(source.indexOf('}', position) < 0 ? "braces not balanced" : "invalid repetition count(s)");
        }
        return new Regex.Repetition(atom, minimum, maximum);
    }

    private int bound() throws RegexSyntaxException {
        int value = 0;
        while (more() && isDigit(peek())) {
            value = value * 10 + (next() - '0');
            if (value > MAXIMUM_BOUND) {
                throw new RegexSyntaxException("invalid repetition count(s)");
            }
        }
        return value;
    }

    private Regex atom(int depth) throws RegexSyntaxException {
        char c = next();
        return switch (c) {
            case '(' -> group(depth);
            case ')' -> throw new RegexSyntaxException("parentheses not balanced");
            case '^' -> new Regex.Anchor(Regex.Anchor.Side.LINE_START);
            case '$' -> new Regex.Anchor(Regex.Anchor.Side.LINE_END);
            case '.' -> new Regex.CharacterSet(allButLineFeed());
            case '[' -> new BracketParser().parse();
            case '\\' -> escape();
            case '*', '+', '?' -> throw badRepetition();
            case '{' -> {
                if (more() && isDigit(peek())) {
                    throw badRepetition();
                }
                yield Regex.literal("{", ignoreCase);
            }
            default -> Regex.literal(String.valueOf(c), ignoreCase);
        };
    }

    private Regex group(int depth) throws RegexSyntaxException {
        if (!more()) {
            throw new RegexSyntaxException("parentheses not balanced");
        }
        int group = groups++;
        Regex body;
        if (peek() == ')') {
            body = new Regex.Concatenation(List.of());
        } else {
            body = alternation(depth + 1);
        }
        if (!accept(')')) {
            throw new RegexSyntaxException("parentheses not balanced");
        }
        closedGroups.set(group);
        return capturing ? new Regex.Capture(firstCapture + group, body) : body;
    }

    private Regex escape() throws RegexSyntaxException {
        if (!more()) {
            throw new RegexSyntaxException("trailing backslash (\\)");
        }
        char c = next();
        if (c < '1' || c > '9') {
            return Regex.literal(String.valueOf(c), ignoreCase);
        }
        int group = c - '1';
        if (!closedGroups.get(group)) {
            throw new RegexSyntaxException("invalid backreference number");
        }
        return new Regex.BackReference(group);
    }

    private static BitSet allButLineFeed() {
        var members = new BitSet();
        members.set(0, 256);
        members.clear('\n');
        return members;
    }

    private boolean more() {
        return position < source.length();
    }

    private char peek() {
        return source.charAt(position);
    }

    private char next() {
        return source.charAt(position++);
    }

    private boolean accept(char expected) {
        if (!more() || peek() != expected) {
            return false;
        }
        position++;
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** The part after {@code [}. */
    private final class BracketParser {
        private final BitSet members = new BitSet();

        Regex parse() throws RegexSyntaxException {
            boolean negated = accept('^');
            boolean first = true;
            while (first || !(more() && peek() == ']')) {
                if (!more()) {
                    throw new RegexSyntaxException("brackets ([ ]) not balanced");
                }
                term();
                first = false;
            }
            position++;
            if (ignoreCase) {
                Regex.addOtherCases(members);
            }
            if (negated) {
                members.flip(0, 256);
                members.clear('\n');
            }
            return new Regex.CharacterSet(members);
        }

        private void term() throws RegexSyntaxException {
            if (source.startsWith("[:", position)) {
                characterClass();
                return;
            }
            char low = endPoint();
            char high = low;
            if (more() && peek() == '-' && position + 1 < source.length() && source.charAt(position + 1) != ']') {
                position++;
                high = endPoint();
            }
            if (low > high) {
                throw new RegexSyntaxException("invalid character range");
            }
            members.set(low, high + 1);
        }

        private char endPoint() throws RegexSyntaxException {
            if (!more()) {
                throw new RegexSyntaxException("brackets ([ ]) not balanced");
            }
            if (source.startsWith("[.", position) || source.startsWith("[=", position)) {
                return collatingElement(source.charAt(position + 1));
            }
            return next();
        }

        private char collatingElement(char mark) throws RegexSyntaxException {
            int end = source.indexOf(mark + "]", position + 3);
            if (end < 0) {
                throw new RegexSyntaxException("brackets ([ ]) not balanced");
            }
            if (end != position + 3) {
                throw new RegexSyntaxException("invalid collating element");
            }
            char element = source.charAt(position + 2);
            position = end + 2;
            return element;
        }

        private void characterClass() throws RegexSyntaxException {
            int end = source.indexOf(":]", position + 2);
            if (end < 0) {
                throw new RegexSyntaxException("invalid character class");
            }
            String name = source.substring(position + 2, end);
            position = end + 2;
            members.or(classMembers(name));
        }

        private static BitSet classMembers(String name) throws RegexSyntaxException {
            return switch (name) {
                case "alnum" -> ranges("09AZaz");
                case "alpha" -> ranges("AZaz");
                case "blank" -> ranges("\t\t  ");
                case "cntrl" -> ranges("\0\037\177\177");
                case "digit" -> ranges("09");
                case "graph" -> ranges("!~");
                case "lower" -> ranges("az");
                case "print" -> ranges(" ~");
                case "punct" -> ranges("!/:@[`{~");
                case "space" -> ranges("\t\r  ");
                case "upper" -> ranges("AZ");
                case "xdigit" -> ranges("09AFaf");
                default -> throw new RegexSyntaxException("invalid character class");
            };
        }

        /** Pairs of first and last member. */
        private static BitSet ranges(String bounds) {
            var members = new BitSet();
            for (int i = 0; i < bounds.length(); i += 2) {
                members.set(bounds.charAt(i), bounds.charAt(i + 1) + 1);
            }
            return members;
        }
    }
}
