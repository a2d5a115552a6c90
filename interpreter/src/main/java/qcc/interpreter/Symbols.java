package qcc.interpreter;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import qcc.ir.Op;
import qcc.ir.SymbolTable;

/** Finds what operations name: in the nearest holder of symbols around them, else in the module of the interpreter. */
final class Symbols {
    private final Op module;
    private final Map<Op, SymbolTable> tables = new ConcurrentHashMap<>();

    Symbols(Op module) {
        this.module = module;
    }

    /** @throws InterpreterException if there is no such symbol of the kind */
    <O extends Op> O lookup(Op user, String name, Class<O> kind) {
        var nearest = SymbolTable.nearest(user);
        var table = tables.computeIfAbsent(nearest == null ? module : nearest, SymbolTable::new);
        return table.lookup(name, kind)
                .orElseThrow(() -> new InterpreterException(user, "names @" + name + ", which its module does not hold"));
    }
}
