package qcc.ir.rewrite;

import java.util.HashMap;
import java.util.Map;
import qcc.ir.Commutative;
import qcc.ir.Op;
import qcc.ir.Value;

/**
 * When two operations without regions compute the same: the same kind, operands, attributes (discardable ones too) and result types.
 *
 * <p>Locations do not count. The operands of a {@link Commutative} operation may stand in any order.
 */
public final class OpEquivalence {
    /** Up to so many operands each is looked for among all of the other operation. */
    private static final int FEW = 8;

    private OpEquivalence() {}

    /** Equal for equal operations as long as the numbers of the operands ({@link Value#number}) stay as they are. */
    public static int hash(Op op) {
        int hash = System.identityHashCode(op.def());
        hash = 31 * hash + op.properties().hashCode();
        hash = 31 * hash + op.attributes().hashCode();
        boolean anyOrder = op.def().isCommutative();
        int operands = op.operandCount();
        for (int i = 0; i < operands; i++) {
            int operand = mix(op.operand(i).number());
            hash = anyOrder ? hash + operand : 31 * hash + operand;
        }
        for (int i = 0; i < op.resultCount(); i++) {
            hash = 31 * hash + op.result(i).type().hashCode();
        }
        return mix(hash);
    }

    private static int mix(int x) {
        int h = x * 0x9E3779B9;
        return h ^ (h >>> 15);
    }

    /** Whether two operations without regions compute the same. */
    public static boolean equal(Op a, Op b) {
        return a.def() == b.def() && sameResultTypes(a, b) && sameOperands(a, b) && a.properties().equals(b.properties())
                && a.attributes().equals(b.attributes())
                && (!a.hasSuccessors() && !b.hasSuccessors() || a.successors().equals(b.successors()));
    }

    /** Whether two operations without regions would compute the same if their operands, of which they have the same number, were the same. */
    static boolean equalButOperands(Op a, Op b) {
        return a.name().equals(b.name()) && a.operandCount() == b.operandCount() && sameResultTypes(a, b)
                && a.properties().equals(b.properties()) && a.attributes().equals(b.attributes()) && a.successors().equals(b.successors());
    }

    private static boolean sameResultTypes(Op a, Op b) {
        if (a.resultCount() != b.resultCount()) {
            return false;
        }
        for (int i = 0; i < a.resultCount(); i++) {
            if (a.result(i).type() != b.result(i).type() && !a.result(i).type().equals(b.result(i).type())) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameOperands(Op a, Op b) {
        if (a.operandCount() != b.operandCount()) {
            return false;
        }
        return sameInOrder(a, b) || a.def().isCommutative() && sameInAnyOrder(a, b);
    }

    private static boolean sameInOrder(Op a, Op b) {
        for (int i = 0; i < a.operandCount(); i++) {
            if (a.operand(i) != b.operand(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameInAnyOrder(Op a, Op b) {
        if (a.operandCount() > FEW) {
            return counts(a).equals(counts(b));
        }
        var taken = new boolean[b.operandCount()];
        for (int i = 0; i < a.operandCount(); i++) {
            int found = find(b, a.operand(i), taken);
            if (found < 0) {
                return false;
            }
            taken[found] = true;
        }
        return true;
    }

    /** How often each operand occurs. */
    private static Map<Value, Integer> counts(Op op) {
        var counts = new HashMap<Value, Integer>();
        op.operands().forEach(operand -> counts.merge(operand, 1, Integer::sum));
        return counts;
    }

    private static int find(Op op, Value operand, boolean[] taken) {
        for (int i = 0; i < taken.length; i++) {
            if (!taken[i] && op.operand(i) == operand) {
                return i;
            }
        }
        return -1;
    }
}
