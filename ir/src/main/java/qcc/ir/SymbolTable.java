package qcc.ir;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The symbols directly inside an operation, found by name; a snapshot, made in one walk over its operations. */
public final class SymbolTable {
    /** An operation whose single region holds symbols with different names. */
    public interface Holder {}

    private final Map<String, Op> symbols = new LinkedHashMap<>();

    public SymbolTable(Op holder) {
        for (var region : holder.regions()) {
            for (var block : region) {
                for (var op : block) {
                    if (op instanceof SymbolOp symbol) {
                        symbol.symbolName().ifPresent(name -> symbols.putIfAbsent(name, op));
                    }
                }
            }
        }
    }

    public Optional<Op> lookup(String name) {
        return Optional.ofNullable(symbols.get(name));
    }

    /** The symbol of a name if it is of a kind. */
    public <O extends Op> Optional<O> lookup(String name, Class<O> kind) {
        return lookup(name).filter(kind::isInstance).map(kind::cast);
    }

    /** A name that no symbol has: the given one, or the given one with a number. */
    public String unusedName(String wanted) {
        var name = wanted;
        for (int i = 0; symbols.containsKey(name); i++) {
            name = wanted + "_" + i;
        }
        return name;
    }

    /** The nearest holder of symbols around an operation, or null. */
    public static Op nearest(Op op) {
        var around = op;
        while (around != null && !(around instanceof Holder)) {
            around = around.parentOp();
        }
        return around;
    }
}
