package qcc.ir.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import qcc.ir.Block;
import qcc.ir.Op;
import qcc.ir.Region;
import qcc.ir.Value;

/**
 * Numbers values and blocks as MLIR does: all values of a region before those of the regions inside it. In the generic form no number is
 * given twice; in custom forms regions beside each other start with the same number.
 */
final class Numbering {
    private record Pending(Region region, int nextValue, int nextArgument) {}

    private final boolean unique;
    private final ArrayDeque<Pending> pending = new ArrayDeque<>();
    private int nextValue;
    private int nextArgument;

    private Numbering(boolean unique) {
        this.unique = unique;
    }

    /** Numbers everything in an operation. */
    static void number(Op root, boolean unique) {
        var numbering = new Numbering(unique);
        numbering.results(root);
        int firstInside = unique ? numbering.nextValue : 0;
        for (var region : root.regions()) {
            numbering.pending.push(new Pending(region, firstInside, 0));
        }
        while (!numbering.pending.isEmpty()) {
            numbering.next();
        }
    }

    private void next() {
        var work = pending.pop();
        if (!unique) {
            nextValue = work.nextValue;
            nextArgument = work.nextArgument;
        }
        var inside = new ArrayList<Region>();
        int number = 0;
        for (var block : work.region) {
            block.setNumber(number++);
            arguments(block, number == 1);
            for (var op = block.first(); op != null; op = op.next()) {
                results(op);
                for (int i = 0; i < op.regionCount(); i++) {
                    inside.add(op.region(i));
                }
            }
        }
        inside.forEach(region -> pending.push(new Pending(region, nextValue, nextArgument)));
    }

    private void arguments(Block block, boolean entry) {
        for (var argument : block.arguments()) {
            argument.setNumber(entry ? nextArgument++ << 1 | 1 : nextValue++ << 1);
        }
    }

    /** All results of an operation share its number. */
    private void results(Op op) {
        if (op.resultCount() == 0) {
            return;
        }
        for (int i = 0; i < op.resultCount(); i++) {
            op.result(i).setNumber(nextValue << 1);
        }
        nextValue++;
    }

    static int numberOf(Value value) {
        return value.number() >> 1;
    }

    static boolean isEntryArgument(Value value) {
        return (value.number() & 1) != 0;
    }
}
