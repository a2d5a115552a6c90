package qcc.ir.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.func.FuncOp;
import qcc.ir.Block;
import qcc.ir.DialectRegistry;
import qcc.ir.FunctionType;
import qcc.ir.Location;
import qcc.ir.NamedAttribute;
import qcc.ir.OpBuilder;
import qcc.ir.OpState;
import qcc.ir.Region;
import qcc.ir.Type;
import qcc.ir.Value;

/** Makes modules at random: operations nobody registered, nested regions, graphs of blocks, values used before and after their definition. */
public final class RandomModule {
    private static final int MAX_DEPTH = 3;

    private final Random random;
    private final DialectRegistry registry;
    private final RandomAttribute attributes;
    private int functions;

    private RandomModule(long seed, DialectRegistry registry) {
        this.random = new Random(seed);
        this.registry = registry;
        this.attributes = new RandomAttribute(random);
    }

    /** The module of a seed. */
    public static ModuleOp of(long seed, DialectRegistry registry) {
        return new RandomModule(seed, registry).module();
    }

    private ModuleOp module() {
        var module = ModuleOp.create(attributes.location(1));
        var values = new ArrayList<Value>();
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            if (random.nextInt(4) == 0) {
                function(module.body());
            } else {
                operation(module.body(), values, List.of(), 0);
            }
        }
        return module;
    }

    /** A function is isolated: its values are its own. */
    private void function(Block block) {
        var type = new FunctionType(types(3), types(2));
        var function = OpBuilder.atEnd(block).insert(FuncOp.create("f" + functions++, type, attributes.location(1)));
        var entry = function.entry();
        var values = new ArrayList<Value>(entry.arguments());
        for (int i = random.nextInt(4); i > 0; i--) {
            operation(entry, values, List.of(), 1);
        }
        var sources = OpBuilder.atEnd(entry).create(registry.operationOrUnregistered("made.source"),
                new OpState(attributes.location(1)).results(type.results()));
        OpBuilder.atEnd(entry).create(registry.operationOrUnregistered("func.return"),
                new OpState(attributes.location(1)).operands(sources.results()));
    }

    private List<Type> types(int most) {
        var types = new ArrayList<Type>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            types.add(attributes.types().type(2));
        }
        return types;
    }

    /** One operation at the end of a block; its results are known to those behind it. */
    private void operation(Block block, List<Value> values, List<Block> successors, int depth) {
        var state = new OpState(attributes.location(2)).results(types(2)).successors(successors);
        for (int i = values.isEmpty() ? 0 : random.nextInt(4); i > 0; i--) {
            state.operands(values.get(random.nextInt(values.size())));
        }
        state.properties(random.nextInt(3) == 0 ? attributes.properties() : List.<NamedAttribute>of());
        state.attributes(random.nextBoolean() ? attributes.dictionary(2) : List.<NamedAttribute>of());
        for (int i = depth == MAX_DEPTH || random.nextInt(3) > 0 ? 0 : 1 + random.nextInt(2); i > 0; i--) {
            state.region(region(new ArrayList<>(values), depth + 1));
        }
        var name = "made.op" + random.nextInt(8) + (random.nextInt(5) == 0 ? "$x-y" : "");
        var op = OpBuilder.atEnd(block).create(registry.operationOrUnregistered(name), state);
        values.addAll(op.results());
        if (op.operandCount() > 0 && random.nextInt(10) == 0) {
            useBeforeDefinition(op, values);
        }
    }

    /** Operations that nobody registered may stand in graphs, where the order means nothing. */
    private void useBeforeDefinition(qcc.ir.Op op, List<Value> values) {
        var later = values.getLast();
        if (later.definingOp() == op && op.parentOp() != null && !(op.parentOp() instanceof FuncOp)) {
            new OpBuilder().setOperand(op, 0, later);
        }
    }

    private Region region(List<Value> outer, int depth) {
        var region = new Region();
        int blocks = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 1;
        for (int i = 0; i < blocks; i++) {
            region.addBlock();
        }
        for (int b = 0; b < blocks; b++) {
            var block = region.blocks().get(b);
            var values = new ArrayList<>(outer);
            if (b > 0 || random.nextBoolean()) {
                types(2).forEach(type -> values.add(block.addArgument(type, attributes.location(1))));
            }
            for (int i = random.nextInt(3); i > 0; i--) {
                operation(block, values, List.of(), depth);
            }
            operation(block, values, successors(region, blocks), depth);
        }
        return region;
    }

    /** The entry block has no predecessors. */
    private List<Block> successors(Region region, int blocks) {
        var successors = new ArrayList<Block>();
        for (int i = blocks == 1 ? 0 : random.nextInt(3); i > 0; i--) {
            successors.add(region.blocks().get(1 + random.nextInt(blocks - 1)));
        }
        return successors;
    }

    /** Where a module differs from another, for messages; empty if they are equal in structure. */
    public static Optional<String> difference(qcc.ir.Op a, qcc.ir.Op b) {
        return StructuralDifference.of(a, b);
    }
}
