package qcc.ir.random;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import qcc.ir.Block;
import qcc.ir.Op;
import qcc.ir.Region;
import qcc.ir.Value;

/** Compares two operations with everything inside, values and blocks by where they are defined. */
final class StructuralDifference {
    private final Map<Object, Object> same = new IdentityHashMap<>();

    private StructuralDifference() {}

    static Optional<String> of(Op a, Op b) {
        var comparison = new StructuralDifference();
        return comparison.structure(a, b).or(() -> comparison.uses(a, b));
    }

    private static Optional<String> unequal(String what, Object a, Object b) {
        return a.equals(b) ? Optional.empty() : Optional.of(what + ": " + a + " and " + b);
    }

    private Optional<String> structure(Op a, Op b) {
        var own = unequal("name", a.name(), b.name()).or(() -> unequal("location of " + a.name(), a.location(), b.location()))
                .or(() -> unequal("properties of " + a.name(), a.properties().toString(), b.properties().toString()))
                .or(() -> unequal("attributes of " + a.name(), a.attributes().toString(), b.attributes().toString()))
                .or(() -> unequal("result types of " + a.name(), a.resultTypes(), b.resultTypes()))
                .or(() -> unequal("number of operands of " + a.name(), a.operandCount(), b.operandCount()))
                .or(() -> unequal("number of regions of " + a.name(), a.regionCount(), b.regionCount()));
        for (int i = 0; own.isEmpty() && i < a.resultCount(); i++) {
            same.put(a.result(i), b.result(i));
        }
        for (int i = 0; own.isEmpty() && i < a.regionCount(); i++) {
            own = structure(a.region(i), b.region(i));
        }
        return own;
    }

    private Optional<String> structure(Region a, Region b) {
        var own = unequal("number of blocks", a.blocks().size(), b.blocks().size());
        for (int i = 0; own.isEmpty() && i < a.blocks().size(); i++) {
            own = structure(a.blocks().get(i), b.blocks().get(i));
        }
        return own;
    }

    private Optional<String> structure(Block a, Block b) {
        same.put(a, b);
        var own = unequal("number of arguments", a.arguments().size(), b.arguments().size());
        for (int i = 0; own.isEmpty() && i < a.arguments().size(); i++) {
            same.put(a.argument(i), b.argument(i));
            own = unequal("type of argument", a.argument(i).type(), b.argument(i).type());
        }
        var ours = a.first();
        var theirs = b.first();
        while (own.isEmpty() && ours != null && theirs != null) {
            own = structure(ours, theirs);
            ours = ours.next();
            theirs = theirs.next();
        }
        return own.isEmpty() && ours != theirs ? Optional.of("one block is longer") : own;
    }

    private Optional<String> uses(Op a, Op b) {
        for (int i = 0; i < a.operandCount(); i++) {
            Value mapped = (Value) same.getOrDefault(a.operand(i), a.operand(i));
            if (mapped != b.operand(i)) {
                return Optional.of("operand %d of %s".formatted(i, a.name()));
            }
        }
        for (int i = 0; i < a.successors().size(); i++) {
            if (same.get(a.successors().get(i)) != b.successors().get(i)) {
                return Optional.of("successor %d of %s".formatted(i, a.name()));
            }
        }
        for (int r = 0; r < a.regionCount(); r++) {
            for (int k = 0; k < a.region(r).blocks().size(); k++) {
                var theirs = b.region(r).blocks().get(k).first();
                for (var ours : a.region(r).blocks().get(k)) {
                    var found = uses(ours, theirs);
                    if (found.isPresent()) {
                        return found;
                    }
                    theirs = theirs.next();
                }
            }
        }
        return Optional.empty();
    }
}
