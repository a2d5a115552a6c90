package qcc.ir.verify;

import java.util.List;
import java.util.Locale;
import qcc.ir.DenseArrayAttr;
import qcc.ir.DialectType;
import qcc.ir.FloatType;
import qcc.ir.Op;
import qcc.ir.OpDef;
import qcc.ir.OpDef.Arity;
import qcc.ir.OpDef.Slot;
import qcc.ir.SameOperandsAndResultType;
import qcc.ir.Type;

/** Checks an operation against its definition: operands, results, attributes and regions. */
final class SlotVerifier {
    private final ErrorReporter report;
    /** The type found valid last; most values in a row have one type. */
    private Type valid;

    SlotVerifier(ErrorReporter report) {
        this.report = report;
    }

    /** Reports everything that does not fit the definition. */
    void verify(Op op) {
        var def = op.def();
        regions(def, op);
        attributes(def, op);
        int before = report.errors();
        if (def.needsSegments()) {
            segments(def, op);
        } else {
            count("operand", def.operands(), op.operandCount());
        }
        count("result", def.results(), op.resultCount());
        if (report.errors() == before) {
            types(def, op);
        }
    }

    private void regions(OpDef<?> def, Op op) {
        int expected = def.regions().size();
        if (op.regionCount() != expected) {
            report.error("requires %s", counted(expected, "region", "one region"));
        }
    }

    private static String counted(int count, String what, String one) {
        return count == 0 ? "zero " + what + "s" : count == 1 ? one : count + " " + what + "s";
    }

    private void attributes(OpDef<?> def, Op op) {
        var slots = def.attributes();
        for (int i = 0; i < slots.size(); i++) {
            var slot = slots.get(i);
            var value = op.properties().get(slot.name());
            if (value == null) {
                if (slot.required()) {
                    report.error("requires attribute '%s'", slot.name());
                }
            } else if (!slot.kind().isInstance(value)) {
                report.error("attribute '%s' failed to satisfy constraint: %s", slot.name(), phrase(slot.kind()));
            }
        }
        var properties = op.properties().entries();
        for (int i = 0; i < properties.size(); i++) {
            var entry = properties.get(i);
            if (!def.isInherent(entry.name())) {
                report.error("has no property '%s'", entry.name());
            }
        }
    }

    /** {@code DenseArrayAttr} becomes "dense array attribute". */
    private static String phrase(Class<?> kind) {
        var words = kind.getSimpleName().replaceAll("Attr$", "").replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return words + " attribute";
    }

    private void count(String what, List<Slot> slots, int found) {
        int fixed = 0;
        boolean variadic = false;
        boolean optional = false;
        for (int i = 0; i < slots.size(); i++) {
            switch (slots.get(i).arity()) {
                case ONE -> fixed++;
                case OPTIONAL -> optional = true;
                case VARIADIC -> variadic = true;
            }
        }
        if (variadic ? found >= fixed : found == fixed || optional && found == fixed + 1) {
            return;
        }
        if (variadic) {
            report.error("expected %d or more %ss, but found %d", fixed, what, found);
        } else if (optional) {
            report.error("expected %d or %d %ss, but found %d", fixed, fixed + 1, what, found);
        } else {
            report.error("requires %s", counted(fixed, what, what.equals("operand") ? "a single operand" : "one result"));
        }
    }

    private void segments(OpDef<?> def, Op op) {
        var value = op.properties().get(OpDef.OPERAND_SEGMENTS);
        if (!(value instanceof DenseArrayAttr sizes) || sizes.element() instanceof FloatType) {
            report.error(
                    value == null ? "requires attribute '%s'" : "attribute '%s' failed to satisfy constraint: i32 dense array attribute",
                    OpDef.OPERAND_SEGMENTS);
            return;
        }
        var slots = def.operands();
        if (sizes.size() != slots.size()) {
            report.error("'%s' attribute for specifying operand segments must have %d elements, but got %d", OpDef.OPERAND_SEGMENTS,
                    slots.size(), sizes.size());
            return;
        }
        long total = 0;
        var longs = sizes.toLongs();
        for (int i = 0; i < longs.length; i++) {
            segment(slots.get(i), total, longs[i]);
            total += longs[i];
        }
        if (total != op.operandCount()) {
            report.error("operand count (%d) does not match with the total size (%d) specified in attribute '%s'", op.operandCount(), total,
                    OpDef.OPERAND_SEGMENTS);
        }
    }

    private void segment(Slot slot, long start, long size) {
        boolean valid = switch (slot.arity()) {
            case ONE -> size == 1;
            case OPTIONAL -> size == 0 || size == 1;
            case VARIADIC -> size >= 0;
        };
        if (!valid) {
            report.error("operand group starting at #%d requires %s, but found %d", start, switch (slot.arity()) {
                case ONE -> "1 element";
                case OPTIONAL -> "0 or 1 element";
                case VARIADIC -> "0 or more elements";
            }, size);
        }
    }

    private void types(OpDef<?> def, Op op) {
        for (int slot = 0; slot < def.operands().size(); slot++) {
            operandTypes(def, op, slot);
        }
        for (int slot = 0; slot < def.results().size(); slot++) {
            resultTypes(def, op, slot);
        }
        if (op instanceof SameOperandsAndResultType) {
            sameTypes(op);
        }
    }

    private void operandTypes(OpDef<?> def, Op op, int slot) {
        if (def.hasSingleOperands()) {
            type("operand", def.operands().get(slot), slot, op.operand(slot).type());
            return;
        }
        var range = def.operandRange(op, slot);
        for (int i = range.from(); i < range.to(); i++) {
            type("operand", def.operands().get(slot), i, op.operand(i).type());
        }
    }

    private void resultTypes(OpDef<?> def, Op op, int slot) {
        var range = OpDef.rangeOf(def.results(), slot, op.resultCount());
        for (int i = range.from(); i < range.to(); i++) {
            type("result", def.results().get(slot), i, op.result(i).type());
        }
    }

    private void type(String what, Slot slot, int index, Type type) {
        if (!slot.accepts().test(type)) {
            report.error("%s #%d must be %s%s, but got '%s'", what, index, slot.arity() == Arity.VARIADIC ? "variadic of " : "",
                    slot.phrase(), type);
        }
    }

    private void sameTypes(Op op) {
        var expected = op.resultCount() > 0 ? op.result(0).type() : op.operand(0).type();
        boolean same = true;
        for (int i = 0; i < op.operandCount(); i++) {
            same &= isSame(op.operand(i).type(), expected);
        }
        for (int i = 0; i < op.resultCount(); i++) {
            same &= isSame(op.result(i).type(), expected);
        }
        if (!same) {
            report.error("requires the same type for all operands and results");
        }
    }

    private static boolean isSame(Type a, Type b) {
        return a == b || a.equals(b);
    }

    /** Checks a type where a value of it comes into being. */
    void valueType(Type type) {
        if (type == valid) {
            return;
        }
        int before = report.errors();
        if (type.elementType() instanceof DialectType element) {
            element.verify(type, report);
        }
        if (report.errors() == before) {
            valid = type;
        }
    }
}
