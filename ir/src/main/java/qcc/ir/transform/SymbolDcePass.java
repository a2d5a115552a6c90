package qcc.ir.transform;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;
import qcc.ir.Op;
import qcc.ir.SymbolOp;
import qcc.ir.SymbolTable;
import qcc.ir.pass.NumericEffect;
import qcc.ir.pass.Pass;
import qcc.ir.pass.PassContext;
import qcc.ir.pass.PassInfo;
import qcc.ir.rewrite.Rewriter;

/** Removes the private symbols of a module to which no path of references leads from what others can see. */
@PassInfo(name = "symbol-dce", summary = "removes private symbols that nothing refers to", effect = NumericEffect.EXACT)
public record SymbolDcePass() implements Pass {
    @Override
    public Result run(Op root, PassContext context) {
        if (!(root instanceof SymbolTable.Holder)) {
            return context.error(root, "holds no symbols, so symbol-dce cannot run on it");
        }
        var dead = deadSymbols(root);
        var rewriter = new Rewriter("symbol-dce");
        dead.forEach(rewriter::erase);
        context.count("symbols-erased", dead.size());
        return Result.changedIf(!dead.isEmpty());
    }

    private static ArrayList<Op> deadSymbols(Op holder) {
        var candidates = new HashMap<String, Op>();
        var open = new ArrayDeque<Op>();
        for (var region : holder.regions()) {
            for (var block : region) {
                for (var op : block) {
                    if (op instanceof SymbolOp symbol && symbol.isPrivateSymbol() && symbol.symbolName().isPresent()) {
                        candidates.put(symbol.symbolName().get(), op);
                    } else {
                        open.add(op);
                    }
                }
            }
        }
        var names = new HashSet<String>();
        SymbolReferences.collect(holder, names);
        keep(names, candidates, open);
        while (!open.isEmpty()) {
            names.clear();
            open.poll().walk(op -> SymbolReferences.collect(op, names));
            keep(names, candidates, open);
        }
        return new ArrayList<>(candidates.values());
    }

    private static void keep(Set<String> names, HashMap<String, Op> candidates, ArrayDeque<Op> open) {
        for (var name : names) {
            var op = candidates.remove(name);
            if (op != null) {
                open.add(op);
            }
        }
    }
}
