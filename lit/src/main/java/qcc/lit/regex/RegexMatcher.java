package qcc.lit.regex;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Searches a region of a text for the leftmost, and there the longest, match.
 *
 * <p>
 * The end of a match comes from stepping sets of positions through the tree, which takes polynomial time. Captures are found afterwards: sub-expressions further left take the longest
 * text that still allows the whole match, as POSIX asks. Only expressions with back references need a search over all ways to match.
 */
public final class RegexMatcher {
    private static final int UNSET = -1;

    private final Regex root;
    private final String text;
    private final boolean backReferences;
    private final boolean captures;
    private final boolean onOneLine;
    private final int[] captureBounds;
    private int from;
    private int to;
    private int start;
    private int end;

    /**
     * A matcher over one text.
     *
     * @param root what to look for
     * @param captureCount captures of {@code root} are numbered below this
     * @param text one byte per character
     */
    public RegexMatcher(Regex root, int captureCount, String text) {
        this.root = root;
        this.text = text;
        this.backReferences = root.hasBackReference();
        this.captures = root.hasCapture();
        this.onOneLine = !root.matchesLineFeed();
        this.captureBounds = new int[2 * captureCount];
    }

    /**
     * Searches {@code text[from, to)}. Line anchors hold at both ends of the region.
     *
     * @return whether there is a match
     */
    public boolean find(int from, int to) {
        this.from = from;
        this.to = to;
        String required = longestLiteral();
        int nextRequired = from;
        String prefix = leadingLiteral();
        for (int at = from; at <= to; at++) {
            if (nextRequired <= at) {
                nextRequired = text.indexOf(required, at, to);
                if (nextRequired < 0) {
                    return false;
                }
                at = onOneLine ? Math.max(at, text.lastIndexOf('\n', nextRequired - 1) + 1) : at;
            }
            if (!prefix.isEmpty()) {
                at = text.indexOf(prefix, at, to);
                if (at < 0) {
                    return false;
                }
            }
            if (matchAt(at)) {
                return true;
            }
        }
        return false;
    }

    /** First character of the match. */
    public int start() {
        return start;
    }

    /** One past the last character of the match. */
    public int end() {
        return end;
    }

    /** First character of a capture, negative if it took no part in the match. */
    public int captureStart(int index) {
        return captureBounds[2 * index];
    }

    /** Text of a capture that took part in the match. */
    public String capture(int index) {
        return text.substring(captureBounds[2 * index], captureBounds[2 * index + 1]);
    }

    private String leadingLiteral() {
        return switch (root) {
            case Regex.Literal l -> l.text();
            case Regex.Concatenation c when !c.parts().isEmpty() && c.parts().getFirst() instanceof Regex.Literal l -> l.text();
            case Regex.Concatenation _,Regex.Alternation _,Regex.CharacterSet _,Regex.Repetition _,Regex.Capture _,Regex.BackReference _,Regex.Anchor _ ->
                "";
        };
    }

    /** A text that every match must contain. */
    private String longestLiteral() {
        String longest = leadingLiteral();
        if (root instanceof Regex.Concatenation(List<Regex> parts)) {
            for (var part : parts) {
                if (part instanceof Regex.Literal(String literal) && literal.length() > longest.length()) {
                    longest = literal;
                }
            }
        }
        return longest;
    }

    private boolean matchAt(int at) {
        Arrays.fill(captureBounds, UNSET);
        start = at;
        if (backReferences) {
            return matchExhaustively(at);
        }
        var ends = ends(root, at);
        if (ends.isEmpty()) {
            return false;
        }
        end = at + ends.length() - 1;
        if (captures) {
            walk(root, at, position -> position == end);
        }
        return true;
    }

    private boolean matchExhaustively(int at) {
        int[] best = new int[captureBounds.length];
        end = UNSET;
        walk(root, at, position -> {
            if (position > end) {
                end = position;
                System.arraycopy(captureBounds, 0, best, 0, best.length);
            }
            return end == to;
        });
        System.arraycopy(best, 0, captureBounds, 0, best.length);
        return end != UNSET;
    }

    /** Ends of all matches of a node without back references that start at a position, relative to that position. */
    private BitSet ends(Regex node, int at) {
        var origin = new BitSet();
        origin.set(0);
        return step(node, origin, at);
    }

    /** Ends of all matches that start in a set of positions; positions are relative to {@code base}. */
    private BitSet step(Regex node, BitSet starts, int base) {
        return switch (node) {
            case Regex.Literal l -> stepLiteral(l.text(), starts, base);
            case Regex.CharacterSet s -> stepCharacter(s.members(), starts, base);
            case Regex.Concatenation c -> {
                var current = starts;
                for (var part : c.parts()) {
                    if (current.isEmpty()) {
                        break;
                    }
                    current = step(part, current, base);
                }
                yield current;
            }
            case Regex.Alternation a -> {
                var union = new BitSet();
                for (var branch : a.branches()) {
                    union.or(step(branch, starts, base));
                }
                yield union;
            }
            case Regex.Repetition r -> stepRepetition(r, starts, base);
            case Regex.Capture c -> step(c.body(), starts, base);
            case Regex.Anchor a -> stepAnchor(a, starts, base);
            case Regex.BackReference _ -> throw new IllegalStateException("a back reference has no set of ends");
        };
    }

    private BitSet stepLiteral(String literal, BitSet starts, int base) {
        var result = new BitSet();
        for (int i = starts.nextSetBit(0); i >= 0; i = starts.nextSetBit(i + 1)) {
            if (base + i + literal.length() <= to && text.startsWith(literal, base + i)) {
                result.set(i + literal.length());
            }
        }
        return result;
    }

    private BitSet stepCharacter(BitSet members, BitSet starts, int base) {
        var result = new BitSet();
        for (int i = starts.nextSetBit(0); i >= 0; i = starts.nextSetBit(i + 1)) {
            if (base + i < to && members.get(text.charAt(base + i))) {
                result.set(i + 1);
            }
        }
        return result;
    }

    private BitSet stepAnchor(Regex.Anchor anchor, BitSet starts, int base) {
        var result = new BitSet();
        for (int i = starts.nextSetBit(0); i >= 0; i = starts.nextSetBit(i + 1)) {
            if (holds(anchor, base + i)) {
                result.set(i);
            }
        }
        return result;
    }

    private boolean holds(Regex.Anchor anchor, int at) {
        return switch (anchor.side()) {
            case LINE_START -> at == from || text.charAt(at - 1) == '\n';
            case LINE_END -> at == to || text.charAt(at) == '\n';
        };
    }

    private BitSet stepRepetition(Regex.Repetition repetition, BitSet starts, int base) {
        var current = starts;
        for (int i = 0; i < repetition.minimum() && !current.isEmpty(); i++) {
            current = step(repetition.body(), current, base);
        }
        var reached = (BitSet) current.clone();
        if (repetition.maximum() == Regex.UNBOUNDED && repetition.body() instanceof Regex.CharacterSet(BitSet members)) {
            extendRuns(members, reached, base);
            return reached;
        }
        int optional = repetition.maximum() - repetition.minimum();
        for (int i = 0; i < optional && !current.isEmpty(); i++) {
            // A position reached with fewer rounds can do all that it can do with more.
            current = step(repetition.body(), current, base);
            current.andNot(reached);
            reached.or(current);
        }
        return reached;
    }

    private void extendRuns(BitSet members, BitSet reached, int base) {
        for (int i = reached.nextSetBit(0); i >= 0; i = reached.nextSetBit(i + 1)) {
            int last = i;
            while (base + last < to && members.get(text.charAt(base + last))) {
                last++;
            }
            reached.set(i, last + 1);
            i = last;
        }
    }

    /** What has to match after a node. */
    @FunctionalInterface
    private interface Continuation {

        /** Whether the search may stop with this way to match. */
        boolean at(int position);
    }

    /** Tries ways to match a node, longest first where its ends are known, until the continuation accepts one. */
    private boolean walk(Regex node, int at, Continuation continuation) {
        if (node instanceof Regex.BackReference(int index)) {
            return walkBackReference(index, at, continuation);
        }
        if (!node.hasCapture() && !node.hasBackReference()) {
            return walkEnds(node, at, continuation);
        }
        return switch (node) {
            case Regex.Concatenation c -> walkParts(c.parts(), at, continuation);
            case Regex.Alternation a -> {
                for (var branch : a.branches()) {
                    if (walk(branch, at, continuation)) {
                        yield true;
                    }
                }
                yield false;
            }
            case Regex.Repetition r -> walkRepetition(r, 0, at, continuation);
            case Regex.Capture c -> walkCapture(c, at, continuation);
            case Regex.Literal _,Regex.CharacterSet _,Regex.Anchor _,Regex.BackReference _ ->
                throw new IllegalStateException("leaf with a capture");
        };
    }

    private boolean walkEnds(Regex node, int at, Continuation continuation) {
        var ends = ends(node, at);
        for (int i = ends.length() - 1; i >= 0; i = ends.previousSetBit(i - 1)) {
            if (continuation.at(at + i)) {
                return true;
            }
        }
        return false;
    }

    private boolean walkParts(List<Regex> parts, int at, Continuation continuation) {
        if (parts.isEmpty()) {
            return continuation.at(at);
        }
        var rest = parts.subList(1, parts.size());
        return walk(parts.getFirst(), at, position -> walkParts(rest, position, continuation));
    }

    private boolean walkRepetition(Regex.Repetition repetition, int rounds, int at, Continuation continuation) {
        boolean mayRepeat = rounds < repetition.maximum();
        if (mayRepeat && walk(repetition.body(), at,
                position -> (position != at || rounds < repetition.minimum())
                        && walkRepetition(repetition, rounds + 1, position, continuation))) {
            return true;
        }
        return rounds >= repetition.minimum() && continuation.at(at);
    }

    private boolean walkCapture(Regex.Capture capture, int at, Continuation continuation) {
        int slot = 2 * capture.index();
        return walk(capture.body(), at, position -> {
            int oldStart = captureBounds[slot];
            int oldEnd = captureBounds[slot + 1];
            captureBounds[slot] = at;
            captureBounds[slot + 1] = position;
            if (continuation.at(position)) {
                return true;
            }
            captureBounds[slot] = oldStart;
            captureBounds[slot + 1] = oldEnd;
            return false;
        });
    }

    private boolean walkBackReference(int index, int at, Continuation continuation) {
        int begin = captureBounds[2 * index];
        if (begin == UNSET) {
            return false;
        }
        int length = captureBounds[2 * index + 1] - begin;
        return at + length <= to && text.regionMatches(begin, text, at, length) && continuation.at(at + length);
    }
}
