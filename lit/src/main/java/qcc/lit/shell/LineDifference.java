package qcc.lit.shell;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A shortest way from one list of lines to another, after Myers, "An O(ND) Difference Algorithm and Its Variations", 1986.
 *
 * @param changes in order, apart from one another
 */
record LineDifference(List<Change> changes) {

    /**
     * Lines {@code [from, to)} of the one list in the place of which the other has {@code [otherFrom, otherTo)}.
     */
    record Change(int from, int to, int otherFrom, int otherTo) {}

    LineDifference {
        changes = List.copyOf(changes);
    }

    boolean isEmpty() {
        return changes.isEmpty();
    }

    static LineDifference between(List<String> before, List<String> after) {
        var furthest = new ArrayList<int[]>();
        int offset = before.size() + after.size() + 1;
        int[] reached = new int[2 * offset + 1];
        for (int edits = 0;; edits++) {
            furthest.add(Arrays.copyOfRange(reached, offset - edits - 1, offset + edits + 2));
            for (int diagonal = -edits; diagonal <= edits; diagonal += 2) {
                boolean down = diagonal == -edits || diagonal != edits && reached[offset + diagonal - 1] < reached[offset + diagonal + 1];
                int x = down ? reached[offset + diagonal + 1] : reached[offset + diagonal - 1] + 1;
                while (x < before.size() && x - diagonal < after.size() && before.get(x).equals(after.get(x - diagonal))) {
                    x++;
                }
                reached[offset + diagonal] = x;
                if (x >= before.size() && x - diagonal >= after.size()) {
                    return new LineDifference(trace(furthest, before.size(), after.size()));
                }
            }
        }
    }

    /** Goes the way back; {@code furthest.get(d)} holds, from diagonal -d-1 to d+1, how far d-1 edits lead. */
    private static List<Change> trace(List<int[]> furthest, int beforeSize, int afterSize) {
        var changes = new ArrayList<Change>();
        int x = beforeSize;
        int y = afterSize;
        for (int edits = furthest.size() - 1; edits > 0; edits--) {
            int[] reached = furthest.get(edits);
            int middle = edits + 1;
            int diagonal = x - y;
            boolean down = diagonal == -edits || diagonal != edits && reached[middle + diagonal - 1] < reached[middle + diagonal + 1];
            int fromX = reached[middle + diagonal + (down ? 1 : -1)];
            int fromY = fromX - (diagonal + (down ? 1 : -1));
            add(changes, down ? new Change(fromX, fromX, fromY, fromY + 1) : new Change(fromX, fromX + 1, fromY, fromY));
            x = fromX;
            y = fromY;
        }
        return changes.reversed();
    }

    private static void add(List<Change> changes, Change change) {
        boolean touches = !changes.isEmpty() && changes.getLast().from == change.to && changes.getLast().otherFrom == change.otherTo;
        if (!touches) {
            changes.add(change);
            return;
        }
        var next = changes.removeLast();
        changes.add(new Change(change.from, next.to, change.otherFrom, next.otherTo));
    }

    /** Prints the changes with some equal lines around them, in the unified form. */
    void print(List<String> before, List<String> after, int context, PrintStream out) {
        int next = 0;
        while (next < changes.size()) {
            int end = next + 1;
            while (end < changes.size() && changes.get(end).from - changes.get(end - 1).to <= 2 * context) {
                end++;
            }
            printHunk(changes.subList(next, end), before, after, context, out);
            next = end;
        }
    }

    private static void printHunk(List<Change> hunk, List<String> before, List<String> after, int context, PrintStream out) {
        var first = hunk.getFirst();
        var last = hunk.getLast();
        int leading = Math.min(context, first.from);
        int trailing = Math.min(context, before.size() - last.to);
        out.print(
                "@@ -" + range(first.from - leading, last.to + trailing) + " +" + range(first.otherFrom - leading, last.otherTo + trailing)
                        + " @@\n");
        int position = first.from - leading;
        for (var change : hunk) {
            before.subList(position, change.from).forEach(line -> print(out, ' ', line));
            before.subList(change.from, change.to).forEach(line -> print(out, '-', line));
            after.subList(change.otherFrom, change.otherTo).forEach(line -> print(out, '+', line));
            position = change.to;
        }
        before.subList(position, position + trailing).forEach(line -> print(out, ' ', line));
    }

    private static String range(int start, int end) {
        int length = end - start;
        return (length > 0 ? start + 1 : start) + (length == 1 ? "" : "," + length);
    }

    private static void print(PrintStream out, char mark, String line) {
        out.print(mark + line + (line.endsWith("\n") ? "" : "\n\\ No newline at end of file\n"));
    }
}
