package qcc.ir.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import qcc.ir.Attribute;
import qcc.ir.Block;
import qcc.ir.BlockArgument;
import qcc.ir.DeepRecursion;
import qcc.ir.DictionaryAttr;
import qcc.ir.FunctionType;
import qcc.ir.NamedAttribute;
import qcc.ir.Op;
import qcc.ir.OpDef;
import qcc.ir.OpPrinter;
import qcc.ir.OpResult;
import qcc.ir.Region;
import qcc.ir.StringAttr;
import qcc.ir.SymbolRefAttr;
import qcc.ir.Terminator;
import qcc.ir.Type;
import qcc.ir.Value;

/** Writes operations, blocks and regions whose values and blocks are numbered. */
final class OperationPrinter implements OpPrinter {
    private static final int INDENT = 2;

    private final TextOutput out;
    private final PrintSettings settings;
    private final AttributePrinter attributes;
    /** Quoted names of operations. */
    private final Map<OpDef<?>, byte[]> genericNames = new IdentityHashMap<>();
    private int indent;
    private String defaultDialect;
    /** Names of operations as they are written now. */
    private Map<OpDef<?>, byte[]> customNames;
    private final Map<String, Map<OpDef<?>, byte[]>> customNamesInDialects = new HashMap<>();

    OperationPrinter(TextOutput out, PrintSettings settings, AttributePrinter attributes) {
        this.out = out;
        this.settings = settings;
        this.attributes = attributes;
        enterDialect("builtin");
    }

    /** An operation with its results and its location, without the end of the line. */
    void operation(Op op) {
        out.spaces(indent);
        results(op);
        var form = settings.generic() ? null : op.def().form().orElse(null);
        if (form == null) {
            generic(op);
        } else {
            customName(op);
            form.print(op, this);
        }
        if (settings.debugInfo()) {
            attributes.trailingLocation(op.location());
        }
    }

    private void results(Op op) {
        int count = op.resultCount();
        if (count == 0) {
            return;
        }
        name(op.result(0));
        if (count > 1) {
            out.put(':');
            out.put(count);
        }
        out.put(" = ");
    }

    /** The name of the value, or of the results of which it is one. */
    private void name(Value value) {
        out.put(Numbering.isEntryArgument(value) ? "%arg" : "%");
        out.put(Numbering.numberOf(value));
    }

    private void customName(Op op) {
        var name = customNames.get(op.def());
        if (name == null) {
            name = customName(op.def());
            customNames.put(op.def(), name);
        }
        out.put(name);
    }

    private byte[] customName(OpDef<?> def) {
        var name = def.name();
        int dot = name.indexOf('.');
        boolean implied = def.dialect().equals(defaultDialect) && name.indexOf('.', dot + 1) < 0;
        return (implied ? name.substring(dot + 1) : name).getBytes(StandardCharsets.UTF_8);
    }

    private void enterDialect(String dialect) {
        defaultDialect = dialect;
        customNames = customNamesInDialects.computeIfAbsent(dialect, _ -> new IdentityHashMap<>());
    }

    private void generic(Op op) {
        out.put(genericNames.computeIfAbsent(op.def(), def -> StringAttr.quote(def.name()).getBytes(StandardCharsets.UTF_8)));
        out.put('(');
        for (int i = 0; i < op.operandCount(); i++) {
            if (i > 0) {
                out.put(", ");
            }
            operand(op.operand(i));
        }
        out.put(')');
        successors(op.successors());
        if (!op.properties().isEmpty()) {
            out.put(" <");
            attributes.dictionary(op.properties());
            out.put('>');
        }
        regions(op);
        if (!op.attributes().isEmpty()) {
            out.put(' ');
            attributes.dictionary(op.attributes());
        }
        signature(op);
    }

    private void successors(List<Block> blocks) {
        if (blocks.isEmpty()) {
            return;
        }
        out.put('[');
        for (int i = 0; i < blocks.size(); i++) {
            out.put(i == 0 ? "" : ", ");
            successor(blocks.get(i));
        }
        out.put(']');
    }

    private void regions(Op op) {
        if (op.regionCount() == 0) {
            return;
        }
        for (int i = 0; i < op.regionCount(); i++) {
            out.put(i == 0 ? " (" : ", ");
            region(op.region(i), true, true, true);
        }
        out.put(')');
    }

    private void signature(Op op) {
        out.put(" : (");
        for (int i = 0; i < op.operandCount(); i++) {
            if (i > 0) {
                out.put(", ");
            }
            attributes.type(op.operand(i).type());
        }
        out.put(") -> ");
        int count = op.resultCount();
        boolean alone = count == 1 && !(op.result(0).type() instanceof FunctionType);
        if (!alone) {
            out.put('(');
        }
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                out.put(", ");
            }
            attributes.type(op.result(i).type());
        }
        if (!alone) {
            out.put(')');
        }
    }

    private void region(Region region, boolean printEntryArguments, boolean printTerminators, boolean printEmptyBlock) {
        if (settings.skipRegions()) {
            out.put("{...}");
            return;
        }
        out.put("{\n");
        if (!region.isEmpty()) {
            DeepRecursion.run(indent / INDENT, () -> blocks(region, printEntryArguments, printTerminators, printEmptyBlock));
        }
        out.spaces(indent);
        out.put('}');
    }

    private OperationPrinter blocks(Region region, boolean printEntryArguments, boolean printTerminators, boolean printEmptyBlock) {
        var outer = defaultDialect;
        enterDialect(region.parentOp() == null ? "" : region.parentOp().def().defaultDialect());
        var entry = region.entry();
        boolean header = printEmptyBlock && entry.isEmpty() || printEntryArguments && !entry.arguments().isEmpty();
        var predecessors = region.blocks().size() > 1 ? predecessors(region) : null;
        for (var block : region) {
            boolean isEntry = block == entry;
            if (!isEntry || header) {
                header(block, isEntry, predecessors);
            }
            operations(block, !isEntry || printTerminators);
        }
        enterDialect(outer);
        return this;
    }

    /** For each block of a region those that may go there, in order, once for each way. */
    private static List<List<Block>> predecessors(Region region) {
        var lists = new ArrayList<List<Block>>();
        region.forEach(_ -> lists.add(new ArrayList<>(1)));
        for (var block : region) {
            if (block.last() != null) {
                for (var successor : block.last().successors()) {
                    lists.get(successor.number()).add(block);
                }
            }
        }
        return lists;
    }

    private void header(Block block, boolean isEntry, List<List<Block>> predecessors) {
        out.spaces(indent);
        successor(block);
        if (!block.arguments().isEmpty()) {
            out.put('(');
            for (var argument : block.arguments()) {
                out.put(argument.index() == 0 ? "" : ", ");
                argument(argument, DictionaryAttr.EMPTY);
            }
            out.put(')');
        }
        out.put(':');
        List<Block> before = predecessors == null ? List.of() : predecessors.get(block.number());
        if (before.isEmpty()) {
            out.put(isEntry ? "" : "  // no predecessors");
        } else {
            out.put(before.size() == 1 ? "  // pred: " : "  // " + before.size() + " preds: ");
            for (int i = 0; i < before.size(); i++) {
                out.put(i == 0 ? "" : ", ");
                successor(before.get(i));
            }
        }
        out.put('\n');
    }

    private void operations(Block block, boolean printTerminator) {
        indent += INDENT;
        for (var op = block.first(); op != null; op = op.next()) {
            if (printTerminator || !(op instanceof Terminator)) {
                operation(op);
                out.put('\n');
            }
        }
        indent -= INDENT;
    }

    @Override
    public OpPrinter text(String text) {
        out.put(text);
        return this;
    }

    @Override
    public OpPrinter operand(Value value) {
        name(value);
        if (value instanceof OpResult result && result.owner().resultCount() > 1) {
            out.put('#');
            out.put(result.index());
        }
        return this;
    }

    @Override
    public OpPrinter operands(List<? extends Value> values) {
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                out.put(", ");
            }
            operand(values.get(i));
        }
        return this;
    }

    @Override
    public OpPrinter type(Type type) {
        attributes.type(type);
        return this;
    }

    @Override
    public OpPrinter types(List<? extends Type> types) {
        attributes.types(types);
        return this;
    }

    @Override
    public OpPrinter attribute(Attribute attribute) {
        attributes.attribute(attribute);
        return this;
    }

    @Override
    public OpPrinter symbolName(String name) {
        out.put(SymbolRefAttr.text(name));
        return this;
    }

    private static boolean hasOther(Iterable<NamedAttribute> entries, Set<String> elided) {
        for (var entry : entries) {
            if (!elided.contains(entry.name())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public OpPrinter optionalDictionary(Iterable<NamedAttribute> entries, Set<String> elided) {
        if (entries != DictionaryAttr.EMPTY && hasOther(entries, elided)) {
            out.put(' ');
            attributes.dictionary(entries, elided);
        }
        return this;
    }

    @Override
    public OpPrinter optionalDictionaryWithKeyword(Iterable<NamedAttribute> entries, Set<String> elided) {
        if (hasOther(entries, elided)) {
            out.put(" attributes ");
            attributes.dictionary(entries, elided);
        }
        return this;
    }

    @Override
    public OpPrinter region(Region region, boolean printEntryArguments, boolean printTerminators) {
        region(region, printEntryArguments, printTerminators, false);
        return this;
    }

    @Override
    public OpPrinter argument(BlockArgument argument, DictionaryAttr dictionary) {
        name(argument);
        out.put(": ");
        attributes.type(argument.type());
        optionalDictionary(dictionary, Set.of());
        if (settings.debugInfo()) {
            attributes.location(" loc(", argument.location());
        }
        return this;
    }

    @Override
    public OpPrinter successor(Block block) {
        out.put("^bb");
        out.put(block.number());
        return this;
    }
}
