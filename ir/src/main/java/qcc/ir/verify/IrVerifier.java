package qcc.ir.verify;

import java.util.HashMap;
import java.util.Set;
import qcc.ir.Block;
import qcc.ir.BranchLike;
import qcc.ir.DeepRecursion;
import qcc.ir.NoTerminator;
import qcc.ir.Op;
import qcc.ir.Region;
import qcc.ir.StringAttr;
import qcc.ir.SymbolOp;
import qcc.ir.SymbolTable;
import qcc.ir.SymbolUser;
import qcc.ir.Terminator;
import qcc.ir.diagnostic.DiagnosticSink;

/**
 * Checks the rules that all IR keeps: slots of the definitions, ends of blocks, dominance, isolation, symbols, and what operations and
 * types check themselves.
 *
 * <p>Errors come in the order of the operations. Nothing inside an operation that is wrong itself is checked.
 */
public final class IrVerifier {
    private static final Set<String> VISIBILITIES = Set.of("public", "private", "nested");

    private final ErrorReporter report;
    private final SlotVerifier slots;
    private final DominanceVerifier dominance;
    private SymbolTable symbols;
    private int depth;

    private IrVerifier(DiagnosticSink sink) {
        report = new ErrorReporter(sink);
        slots = new SlotVerifier(report);
        dominance = new DominanceVerifier(report);
    }

    /**
     * Checks an operation and all inside it.
     *
     * @return whether no error was reported
     */
    public static boolean verify(Op root, DiagnosticSink sink) {
        var verifier = new IrVerifier(sink);
        var holder = root.parentOp() == null ? null : SymbolTable.nearest(root.parentOp());
        verifier.symbols = holder == null ? null : new SymbolTable(holder);
        verifier.operation(root);
        verifier.report.flush();
        return verifier.report.errors() == 0;
    }

    private void operation(Op op) {
        int before = report.errors();
        report.about(op);
        if (op.def().isRegistered()) {
            slots.verify(op);
        }
        if (report.errors() == before) {
            itself(op);
        }
        if (report.errors() == before && op.regionCount() > 0) {
            DeepRecursion.run(depth, () -> regions(op));
            if (report.errors() == before) {
                report.about(op);
                op.verifyRegions(report);
            }
        }
    }

    private void itself(Op op) {
        for (int i = 0; i < op.resultCount(); i++) {
            slots.valueType(op.result(i).type());
        }
        terminator(op);
        if (op.def().isSymbol()) {
            symbol(op, (SymbolOp) op);
        }
        for (int i = 0; i < op.regionCount(); i++) {
            blocks(op, op.region(i));
        }
        dominance.verify(op);
        if (op.def().isRegistered()) {
            op.verify(report);
        }
        if (symbols != null && op instanceof SymbolUser user) {
            user.verifySymbols(symbols, report);
        }
    }

    private void terminator(Op op) {
        if (op.next() != null) {
            if (op.def().isTerminator()) {
                report.error("must be the last operation in the parent block");
            } else if (op.hasSuccessors()) {
                report.error("with block successors must terminate its parent block");
            }
        } else if (op.def().isRegistered() && !op.def().isTerminator() && op.hasSuccessors()) {
            report.error("requires 0 successors but found %d", op.successors().size());
        }
        for (var successor : op.successors()) {
            if (op.parentBlock() == null || successor.parentRegion() != op.parentBlock().parentRegion()) {
                report.error("reference to block defined in another region");
            }
        }
        if (op instanceof BranchLike) {
            for (int i = 0; i < op.successors().size(); i++) {
                successorOperands(op, i);
            }
        }
    }

    private void successorOperands(Op branch, int index) {
        var operands = BranchLike.operandsFor(branch, index);
        var arguments = branch.successors().get(index).arguments();
        if (operands.size() != arguments.size()) {
            report.error("branch has %d operands for successor #%d, but target block has %d", operands.size(), index, arguments.size());
            return;
        }
        for (int i = 0; i < operands.size(); i++) {
            if (!operands.get(i).type().equals(arguments.get(i).type())) {
                report.error("type mismatch for bb argument #%d of successor #%d", i, index);
            }
        }
    }

    private void symbol(Op op, SymbolOp symbol) {
        if (symbol.symbolName().isPresent() && op.parentOp() != null && op.parentOp().def().isRegistered()
                && !(op.parentOp() instanceof SymbolTable.Holder)) {
            report.error("symbol's parent must have the SymbolTable trait");
        }
        if (op.properties().get(SymbolOp.VISIBILITY) instanceof StringAttr(var visibility) && !VISIBILITIES.contains(visibility)) {
            report.error("visibility expected to be one of [\"public\", \"private\", \"nested\"], but got \"%s\"", visibility);
        }
    }

    private void blocks(Op op, Region region) {
        boolean entry = true;
        boolean mayStop = region.blocks().size() == 1 && (!op.def().isRegistered() || op instanceof NoTerminator);
        for (var block : region) {
            for (var argument : block.arguments()) {
                slots.valueType(argument.type());
            }
            if (block.isEmpty()) {
                if (!mayStop) {
                    report.plainError(op.location(), "empty block: expect at least a terminator");
                }
                continue;
            }
            var last = block.last();
            if (!mayStop && !(last instanceof Terminator) && last.def().isRegistered()) {
                report.plainError(last.location(), "block with no terminator, has '" + last.name() + "'");
            }
            if (last.successors().contains(region.entry()) && entry) {
                report.plainError(op.location(), "entry block of region may not have predecessors");
                entry = false;
            }
        }
    }

    private IrVerifier regions(Op op) {
        depth++;
        var outer = symbols;
        if (op instanceof SymbolTable.Holder) {
            uniqueSymbols(op);
            symbols = new SymbolTable(op);
        }
        for (int i = 0; i < op.regionCount(); i++) {
            for (var block : op.region(i)) {
                operations(block);
            }
            dominance.leave(op.region(i));
        }
        symbols = outer;
        depth--;
        return this;
    }

    private void operations(Block block) {
        for (var op = block.first(); op != null; op = op.next()) {
            operation(op);
        }
    }

    private void uniqueSymbols(Op holder) {
        var seen = new HashMap<String, Op>();
        for (int i = 0; i < holder.regionCount(); i++) {
            for (var block : holder.region(i)) {
                for (var op : block) {
                    if (!(op instanceof SymbolOp symbol) || symbol.symbolName().isEmpty()) {
                        continue;
                    }
                    var name = symbol.symbolName().get();
                    var first = seen.putIfAbsent(name, op);
                    if (first != null) {
                        report.plainError(op.location(), "redefinition of symbol named '" + name + "'").note(first.location(),
                                "see existing symbol definition here");
                    }
                }
            }
        }
    }
}
