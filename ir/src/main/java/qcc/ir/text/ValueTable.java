package qcc.ir.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import qcc.ir.Location;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpResult;
import qcc.ir.OpState;
import qcc.ir.ParseException;
import qcc.ir.Type;
import qcc.ir.UnregisteredOp;
import qcc.ir.Value;

/**
 * The values that can be named at a place of the text. A name used before its definition gets a placeholder, which the definition
 * replaces. Names are pieces of the text, mark included.
 */
final class ValueTable {
    private static final OpDef<UnregisteredOp> PLACEHOLDER = UnregisteredOp.definition("value used before its definition");

    /** At the end of the outermost scope the table is cleared at once if it has no more slots for each name in it. */
    private static final int SLOTS_FOR_A_NAME = 8;

    private final byte[] text;
    private final SyntaxListener listener;
    /** For each name its value, or an array of values if it stands for several results or only for some of them yet. */
    private final ByteMap<Object> values;
    private final Map<Value, Integer> placeholders = new IdentityHashMap<>();
    private final OpBuilder builder = new OpBuilder();
    /** Offset and length of each name defined in an open scope, in order. */
    private int[] defined = new int[64];
    private int definedCount;

    ValueTable(byte[] text, SyntaxListener listener) {
        this.text = text;
        this.listener = listener;
        this.values = new ByteMap<>(text);
    }

    /** A mark for {@link #closeScope}. */
    int openScope() {
        return definedCount;
    }

    /** Forgets the names defined since the mark. */
    void closeScope(int mark) {
        if (mark == 0 && placeholders.isEmpty() && values.capacity() <= SLOTS_FOR_A_NAME * definedCount / 2) {
            values.clear();
            definedCount = 0;
            return;
        }
        for (int i = mark; i < definedCount; i += 2) {
            values.put(defined[i], defined[i + 1], null);
        }
        definedCount = mark;
    }

    private static Value at(Object entry, int number) {
        return switch (entry) {
            case null -> null;
            case Value v -> number == 0 ? v : null;
            case Value[] several -> number < several.length ? several[number] : null;
            default -> throw new IllegalStateException("not a value: " + entry);
        };
    }

    private static boolean isPlaceholder(Value value) {
        return value instanceof OpResult r && r.owner().def() == PLACEHOLDER;
    }

    /** The name that is used at an offset. */
    String nameAt(int offset) {
        int end = offset + 1;
        while (end < text.length && Lexer.isValueName(text[end])) {
            end++;
        }
        return name(offset, end - offset);
    }

    private String name(int offset, int length) {
        return new String(text, offset, length, StandardCharsets.UTF_8);
    }

    /**
     * The value of a name.
     *
     * @param number which of the results of that name
     */
    Value use(int offset, int length, int number, Type type) throws ParseException {
        int slot = values.slot(offset, length);
        var entry = values.value(slot);
        var found = at(entry, number);
        if (found != null) {
            if (found.type() != type && !found.type().equals(type)) {
                throw new ParseException(offset, "use of value '" + name(offset, length) + "' expects different type than prior uses: '"
                        + type + "' vs '" + found.type() + "'", values.offset(slot), "prior use here");
            }
            listener.mentioned(found, offset, offset + length, false);
            return found;
        }
        var first = at(entry, 0);
        if (first != null && !isPlaceholder(first)) {
            throw new ParseException(offset, "reference to invalid result number");
        }
        var placeholder = PLACEHOLDER.create(new OpState(Location.UNKNOWN).results(type)).result();
        placeholders.put(placeholder, offset);
        values.set(slot, with(entry, number, placeholder));
        listener.mentioned(placeholder, offset, offset + length, false);
        return placeholder;
    }

    private static Object with(Object entry, int number, Value value) {
        if (entry == null && number == 0) {
            return value;
        }
        var several = entry instanceof Value[] a ? a : entry instanceof Value v ? new Value[]{v} : new Value[0];
        several = Arrays.copyOf(several, Math.max(several.length, number + 1));
        several[number] = value;
        return several;
    }

    /** Gives a name to a value. */
    void define(int offset, int length, Value value) throws ParseException {
        int slot = values.slot(offset, length);
        var entry = values.value(slot);
        if (entry != null) {
            replace(offset, length, slot, at(entry, 0), 0, value);
        }
        values.set(slot, value);
        listener.mentioned(value, offset, offset + length, true);
        defined(slot, offset, length);
    }

    /** Gives a name to consecutive results. */
    void define(int offset, int length, List<OpResult> results) throws ParseException {
        int slot = values.slot(offset, length);
        var entry = values.value(slot);
        for (int i = 0; i < results.size(); i++) {
            replace(offset, length, slot, at(entry, i), i, results.get(i));
        }
        results.forEach(result -> listener.mentioned(result, offset, offset + length, true));
        values.set(slot, results.size() == 1 ? results.getFirst() : results.toArray(Value[]::new));
        defined(slot, offset, length);
    }

    private void replace(int offset, int length, int slot, Value existing, int number, Value value) throws ParseException {
        if (existing == null) {
            return;
        }
        if (!isPlaceholder(existing)) {
            throw new ParseException(offset, "redefinition of SSA value '" + name(offset, length) + "'", values.offset(slot),
                    "previously defined here");
        }
        if (!existing.type().equals(value.type())) {
            throw new ParseException(offset,
                    "definition of SSA value '" + name(offset, length) + "#" + number + "' has type '" + value.type()
                            + "'",
                    values.offset(slot), "previously used here with type '" + existing.type() + "'");
        }
        builder.replaceAllUses(existing, value);
        listener.replaced(existing, value);
        placeholders.remove(existing);
    }

    private void defined(int slot, int offset, int length) {
        values.move(slot, offset);
        if (definedCount == defined.length) {
            defined = Arrays.copyOf(defined, 2 * defined.length);
        }
        defined[definedCount++] = offset;
        defined[definedCount++] = length;
    }

    /** Offsets of the uses that found no definition, in the order of the text. */
    List<Integer> undefinedUses() {
        return placeholders.values().stream().sorted(Comparator.naturalOrder()).toList();
    }
}
