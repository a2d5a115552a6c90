package qcc.ir.text;

import java.util.List;
import java.util.Set;
import qcc.ir.Attribute;
import qcc.ir.Block;
import qcc.ir.BlockArgument;
import qcc.ir.DeepRecursion;
import qcc.ir.DictionaryAttr;
import qcc.ir.FunctionType;
import qcc.ir.NamedAttribute;
import qcc.ir.Op;
import qcc.ir.OpPrinter;
import qcc.ir.Region;
import qcc.ir.Terminator;
import qcc.ir.Type;
import qcc.ir.Value;

/** Prints nothing, but visits what an operation would print, in MLIR's order, to find the aliases. */
final class AliasCollector implements OpPrinter {
    private final Aliases aliases;
    private final PrintSettings settings;
    private int depth;

    AliasCollector(Aliases aliases, PrintSettings settings) {
        this.aliases = aliases;
        this.settings = settings;
    }

    void operation(Op op) {
        if (settings.debugInfo()) {
            aliases.visit(op.location(), true);
        }
        var form = op.def().form();
        if (!settings.generic() && form.isPresent()) {
            form.get().print(op, this);
        } else {
            generic(op);
        }
    }

    private void generic(Op op) {
        for (int i = 0; i < op.regionCount(); i++) {
            region(op.region(i), true, true);
        }
        for (int i = 0; i < op.operandCount(); i++) {
            aliases.visit(op.operand(i).type());
        }
        for (int i = 0; i < op.resultCount(); i++) {
            aliases.visit(op.result(i).type());
        }
        if (op.def().isRegistered()) {
            for (var entry : op.properties()) {
                aliases.visit(entry.value());
            }
        }
        for (var entry : op.attributes()) {
            aliases.visit(entry.value());
        }
    }

    @Override
    public OpPrinter text(String text) {
        return this;
    }

    @Override
    public OpPrinter operand(Value value) {
        return this;
    }

    @Override
    public OpPrinter operands(List<? extends Value> values) {
        return this;
    }

    @Override
    public OpPrinter type(Type type) {
        if (type instanceof FunctionType function) {
            return types(function.inputs()).types(function.results());
        }
        aliases.visit(type);
        return this;
    }

    @Override
    public OpPrinter types(List<? extends Type> types) {
        types.forEach(aliases::visit);
        return this;
    }

    @Override
    public OpPrinter attribute(Attribute attribute) {
        aliases.visit(attribute);
        return this;
    }

    @Override
    public OpPrinter symbolName(String name) {
        return this;
    }

    @Override
    public OpPrinter optionalDictionary(Iterable<NamedAttribute> entries, Set<String> elided) {
        if (entries == DictionaryAttr.EMPTY) {
            return this;
        }
        for (var entry : entries) {
            if (!elided.contains(entry.name())) {
                aliases.visit(entry.value());
            }
        }
        return this;
    }

    @Override
    public OpPrinter optionalDictionaryWithKeyword(Iterable<NamedAttribute> entries, Set<String> elided) {
        return optionalDictionary(entries, elided);
    }

    @Override
    public OpPrinter region(Region region, boolean printEntryArguments, boolean printTerminators) {
        if (settings.skipRegions()) {
            return this;
        }
        return DeepRecursion.run(depth, () -> blocks(region, printEntryArguments, printTerminators));
    }

    private OpPrinter blocks(Region region, boolean printEntryArguments, boolean printTerminators) {
        boolean entry = true;
        depth++;
        for (var block : region) {
            block(block, !entry || printEntryArguments, !entry || printTerminators);
            entry = false;
        }
        depth--;
        return this;
    }

    private void block(Block block, boolean printArguments, boolean printTerminator) {
        if (printArguments) {
            block.arguments().forEach(a -> argument(a, DictionaryAttr.EMPTY));
        }
        for (var op = block.first(); op != null; op = op.next()) {
            if (printTerminator || !(op instanceof Terminator)) {
                operation(op);
            }
        }
    }

    @Override
    public OpPrinter argument(BlockArgument argument, DictionaryAttr attributes) {
        aliases.visit(argument.type());
        optionalDictionary(attributes, Set.of());
        if (settings.debugInfo()) {
            aliases.visit(argument.location(), false);
        }
        return this;
    }

    @Override
    public OpPrinter successor(Block block) {
        return this;
    }
}
