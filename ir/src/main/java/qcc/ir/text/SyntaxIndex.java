package qcc.ir.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import qcc.ir.Op;
import qcc.ir.SymbolOp;

/** What a text mentions where: filled by the parser, then asked. */
public final class SyntaxIndex implements SyntaxListener {
    /**
     * One mention of a thing.
     *
     * @param thing what is mentioned: see {@link SyntaxListener}
     * @param start its first byte
     * @param end behind its last byte
     */
    public record Mention(Object thing, int start, int end, boolean definition) {}

    private final List<Mention> mentions = new ArrayList<>();
    private final Map<Object, Object> replacements = new IdentityHashMap<>();
    private final Map<Symbol, Op> symbols = new HashMap<>();
    private final Map<Op, Integer> operations = new IdentityHashMap<>();
    private int[] starts = {};

    @Override
    public void mentioned(Object thing, int start, int end, boolean definition) {
        mentions.add(new Mention(thing, start, end, definition));
        if (thing instanceof Op op) {
            operations.put(op, start);
            if (op instanceof SymbolOp symbol) {
                symbol.symbolName().ifPresent(name -> symbols.putIfAbsent(new Symbol(name), op));
            }
        }
    }

    @Override
    public void replaced(Object placeholder, Object thing) {
        replacements.put(placeholder, thing);
    }

    /** Ends filling; questions can be asked from now on, by any number of threads. */
    public void close() {
        mentions.replaceAll(m -> replacements.containsKey(m.thing)
                ? new Mention(replacements.get(m.thing), m.start, m.end, m.definition)
                : m);
        mentions.sort(Comparator.comparingInt(Mention::start));
        starts = mentions.stream().mapToInt(Mention::start).toArray();
    }

    /** What is mentioned at a byte. */
    public Optional<Mention> at(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        int index = found >= 0 ? found : -found - 2;
        if (index < 0 || mentions.get(index).end < offset) {
            return Optional.empty();
        }
        return Optional.of(mentions.get(index));
    }

    /** All mentions of a thing, in the order of the text. Linear in the text. */
    public List<Mention> mentionsOf(Object thing) {
        return mentions.stream().filter(m -> m.thing == thing || thing instanceof Symbol && m.thing.equals(thing)).toList();
    }

    /** Where a thing is defined; that of a symbol is the name of the operation that has it. */
    public Optional<Mention> definitionOf(Object thing) {
        if (thing instanceof Symbol symbol) {
            return operation(symbol).map(op -> new Mention(op, operations.get(op), operations.get(op) + op.name().length(), true));
        }
        return mentionsOf(thing).stream().filter(Mention::definition).findFirst();
    }

    /** The operation that has a symbol's name. */
    public Optional<Op> operation(Symbol symbol) {
        return Optional.ofNullable(symbols.get(symbol));
    }

    /** The operations that have names of their own, in the order of the text. */
    public List<Mention> symbolOperations() {
        return mentions.stream().filter(m -> m.thing instanceof SymbolOp).toList();
    }
}
