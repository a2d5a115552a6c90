package qcc.lit.regex;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/** A POSIX extended regular expression as a tree. Characters are bytes: values 0 to 255. */
public sealed interface Regex {

    /** Upper bound of a repetition without one. */
    int UNBOUNDED = Integer.MAX_VALUE;

    /**
     * Fixed text.
     *
     * @param text one byte per character
     */
    record Literal(String text) implements Regex {}

    /**
     * One character out of a set.
     *
     * @param members the set, never changed after construction
     */
    record CharacterSet(BitSet members) implements Regex {}

    /**
     * One part after the other; without parts it matches the empty string.
     *
     * @param parts in text order
     */
    record Concatenation(List<Regex> parts) implements Regex {
        public Concatenation {
            parts = List.copyOf(parts);
        }
    }

    /**
     * Any one of the branches.
     *
     * @param branches at least two
     */
    record Alternation(List<Regex> branches) implements Regex {
        public Alternation {
            branches = List.copyOf(branches);
        }
    }

    /**
     * {@code minimum} to {@code maximum} times the body.
     *
     * @param body what is repeated
     * @param minimum at least 0
     * @param maximum at least {@code minimum}, {@link #UNBOUNDED} for no bound
     */
    record Repetition(Regex body, int minimum, int maximum) implements Regex {}

    /**
     * Remembers the text that the body matched.
     *
     * @param index number of the capture, from 0
     * @param body what is captured
     */
    record Capture(int index, Regex body) implements Regex {}

    /**
     * The same text as an earlier capture.
     *
     * @param index number of the capture
     */
    record BackReference(int index) implements Regex {}

    /**
     * A position at the start or end of a line.
     *
     * @param side which of the two
     */
    record Anchor(Side side) implements Regex {

        /** Where the anchor stands. */
        public enum Side {
            /** After a line feed or at the start of the searched region. */
            LINE_START,
            /** Before a line feed or at the end of the searched region. */
            LINE_END
        }
    }

    /** Whether a capture is somewhere in this tree. */
    default boolean hasCapture() {
        return any(node -> node instanceof Capture);
    }

    /** Whether a back reference is somewhere in this tree; such a tree is no regular language. */
    default boolean hasBackReference() {
        return any(node -> node instanceof BackReference);
    }

    /** Whether a back reference to a capture is somewhere in this tree. */
    default boolean refersTo(int capture) {
        return any(node -> node instanceof BackReference(int index) && index == capture);
    }

    /** Whether a match may hold a line feed. */
    default boolean matchesLineFeed() {
        return any(node -> node instanceof Literal(String text) && text.indexOf('\n') >= 0
                || node instanceof CharacterSet(BitSet members) && members.get('\n'));
    }

    private boolean any(Predicate<Regex> wanted) {
        return wanted.test(this) || switch (this) {
            case BackReference _,Literal _,CharacterSet _,Anchor _ -> false;
            case Capture c -> c.body.any(wanted);
            case Concatenation c -> c.parts.stream().anyMatch(part -> part.any(wanted));
            case Alternation a -> a.branches.stream().anyMatch(branch -> branch.any(wanted));
            case Repetition r -> r.body.any(wanted);
        };
    }

    /**
     * Fixed text, which stands for itself.
     *
     * @param text one byte per character
     * @param ignoreCase whether ASCII letters match both cases
     */
    static Regex literal(String text, boolean ignoreCase) {
        if (!ignoreCase) {
            return new Literal(text);
        }
        return new Concatenation(text.chars().mapToObj(c -> (Regex) new CharacterSet(bothCases(c))).toList());
    }

    /**
     * One part after the other, with nested concatenations opened and neighboring literals joined.
     *
     * @param parts in text order
     */
    static Regex concatenation(List<Regex> parts) {
        var joined = new ArrayList<Regex>();
        appendTo(joined, parts);
        return joined.size() == 1 ? joined.getFirst() : new Concatenation(joined);
    }

    private static void appendTo(List<Regex> joined, List<Regex> parts) {
        for (var part : parts) {
            if (part instanceof Concatenation(List<Regex> inner)) {
                appendTo(joined, inner);
            } else if (part instanceof Literal(String next) && !joined.isEmpty() && joined.getLast() instanceof Literal(String last)) {
                joined.set(joined.size() - 1, new Literal(last + next));
            } else {
                joined.add(part);
            }
        }
    }

    private static BitSet bothCases(int character) {
        var members = new BitSet();
        members.set(character);
        addOtherCases(members);
        return members;
    }

    /** Adds to a set the other case of each ASCII letter in it. */
    static void addOtherCases(BitSet members) {
        for (int upper = 'A'; upper <= 'Z'; upper++) {
            int lower = upper + ('a' - 'A');
            if (members.get(upper) || members.get(lower)) {
                members.set(upper);
                members.set(lower);
            }
        }
    }
}
