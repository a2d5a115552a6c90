package qcc.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import qcc.ir.rewrite.CanonicalizingDialect;
import qcc.ir.rewrite.Pattern;

/** Small operations on 64-bit integers, for tests of what knows no dialect. */
public final class TestDialect implements CanonicalizingDialect {
    private final List<Pattern<?>> patterns;

    public TestDialect(Pattern<?>... patterns) {
        this.patterns = List.of(patterns);
    }

    public static DialectRegistry registry(Pattern<?>... patterns) {
        return new DialectRegistry(List.of(new TestDialect(patterns)));
    }

    @Override
    public String name() {
        return "test";
    }

    @Override
    public List<OpDef<?>> operations() {
        return List.of(AddOp.DEF, BranchOp.DEF, ConstantOp.DEF, FuncOp.DEF, ModuleOp.DEF, NegOp.DEF, PrintOp.DEF, ReturnOp.DEF,
                ScopeOp.DEF, SubOp.DEF);
    }

    @Override
    public List<Pattern<?>> canonicalizationPatterns() {
        return patterns;
    }

    @Override
    public Optional<Op> materializeConstant(Attribute value, Type type, Location location) {
        return Optional.of(ConstantOp.DEF.create(new OpState(location).results(type).property("value", value)));
    }

    /** A constant. */
    public static final class ConstantOp extends Op implements ConstantLike {
        public static final OpDef<ConstantOp> DEF = OpDef.of("test.constant", ConstantOp.class, ConstantOp::new)
                .attribute("value", IntegerAttr.class, "the constant").result("result", "integer", t -> true);

        private ConstantOp(OpState state) {
            super(DEF, state);
        }

        @Override
        public Attribute value() {
            return property("value", IntegerAttr.class);
        }
    }

    /** A sum; x + 0 folds to x, and the sum of constants to a constant. */
    public static final class AddOp extends Op implements Pure, Commutative {
        public static final OpDef<AddOp> DEF = OpDef.of("test.add", AddOp.class, AddOp::new).operand("lhs", "integer", t -> true)
                .operand("rhs", "integer", t -> true).result("result", "integer", t -> true);

        private AddOp(OpState state) {
            super(DEF, state);
        }

        @Override
        public FoldResult fold(List<Attribute> constants) {
            if (constants.get(0) instanceof IntegerAttr a && constants.get(1) instanceof IntegerAttr b) {
                return new FoldResult.ToConstant(IntegerAttr.of(a.value() + b.value()));
            }
            return constants.get(1) instanceof IntegerAttr b && b.value() == 0 ? new FoldResult.To(operand(0)) : FoldResult.NONE;
        }
    }

    /** A difference, whose operands may not be exchanged. */
    public static final class SubOp extends Op implements Pure {
        public static final OpDef<SubOp> DEF = OpDef.of("test.sub", SubOp.class, SubOp::new).operand("lhs", "integer", t -> true)
                .operand("rhs", "integer", t -> true).result("result", "integer", t -> true);

        private SubOp(OpState state) {
            super(DEF, state);
        }
    }

    /** A negation, without a fold. */
    public static final class NegOp extends Op implements Pure {
        public static final OpDef<NegOp> DEF = OpDef.of("test.neg", NegOp.class, NegOp::new).operand("input", "integer", t -> true)
                .result("result", "integer", t -> true);

        private NegOp(OpState state) {
            super(DEF, state);
        }
    }

    /** Has an effect, and a result for tests that need one of an impure operation. */
    public static final class PrintOp extends Op {
        public static final OpDef<PrintOp> DEF = OpDef.of("test.print", PrintOp.class, PrintOp::new)
                .variadicOperand("inputs", "integer", t -> true).variadicResult("results", "integer", t -> true);

        private PrintOp(OpState state) {
            super(DEF, state);
        }
    }

    /** A pure operation with a region that sees the values outside. */
    public static final class ScopeOp extends Op implements Pure {
        public static final OpDef<ScopeOp> DEF = OpDef.of("test.scope", ScopeOp.class, ScopeOp::new).region("body")
                .variadicResult("results", "integer", t -> true);

        private ScopeOp(OpState state) {
            super(DEF, state);
        }
    }

    /** Ends a function or scope. */
    public static final class ReturnOp extends Op implements Terminator, Pure {
        public static final OpDef<ReturnOp> DEF = OpDef.of("test.return", ReturnOp.class, ReturnOp::new)
                .variadicOperand("values", "integer", t -> true);

        private ReturnOp(OpState state) {
            super(DEF, state);
        }
    }

    /** Goes on at one of its successors, to all of which the operands are passed. */
    public static final class BranchOp extends Op implements Terminator, Pure {
        public static final OpDef<BranchOp> DEF = OpDef.of("test.branch", BranchOp.class, BranchOp::new).variadicOperand("values",
                "integer", t -> true);

        private BranchOp(OpState state) {
            super(DEF, state);
        }
    }

    /** A function. */
    public static final class FuncOp extends Op implements IsolatedFromAbove, SymbolOp {
        public static final OpDef<FuncOp> DEF = OpDef.of("test.func", FuncOp.class, FuncOp::new).region("body")
                .attribute(SymbolOp.NAME, StringAttr.class, "the name")
                .optionalAttribute(SymbolOp.VISIBILITY, StringAttr.class, "who may refer to it");

        private FuncOp(OpState state) {
            super(DEF, state);
        }

        public Block entry() {
            return region(0).entry();
        }
    }

    /** A list of functions. */
    public static final class ModuleOp extends Op implements IsolatedFromAbove, SymbolTable.Holder, GraphRegion, NoTerminator {
        public static final OpDef<ModuleOp> DEF = OpDef.of("test.module", ModuleOp.class, ModuleOp::new).region("body");

        private ModuleOp(OpState state) {
            super(DEF, state);
        }

        public Block body() {
            return region(0).entry();
        }
    }

    /** A place for the n-th thing of a test. */
    public static Location at(int line) {
        return new Location.File("test.mlir", line, 1);
    }

    public static ModuleOp module() {
        var region = new Region();
        region.addBlock();
        return ModuleOp.DEF.create(new OpState(at(1)).region(region));
    }

    /** A function with an entry block of some arguments and no operations. */
    public static FuncOp func(String name, int arguments) {
        var region = new Region();
        var entry = region.addBlock();
        for (int i = 0; i < arguments; i++) {
            entry.addArgument(IntegerType.I64, at(1));
        }
        return FuncOp.DEF.create(new OpState(at(1)).region(region).property(SymbolOp.NAME, new StringAttr(name)));
    }

    /** Appends operations to a block; the location of the n-th is line n. */
    public static final class Code {
        private final OpBuilder builder;
        private int line;

        public Code(Block block) {
            this.builder = OpBuilder.atEnd(block);
        }

        private OpState state() {
            return new OpState(at(++line));
        }

        public Value constant(long value) {
            return builder.create(ConstantOp.DEF, state().results(IntegerType.I64).property("value", IntegerAttr.of(value))).result();
        }

        public Value add(Value a, Value b) {
            return builder.create(AddOp.DEF, state().operands(a, b).results(IntegerType.I64)).result();
        }

        public Value sub(Value a, Value b) {
            return builder.create(SubOp.DEF, state().operands(a, b).results(IntegerType.I64)).result();
        }

        public Value neg(Value a) {
            return builder.create(NegOp.DEF, state().operands(a).results(IntegerType.I64)).result();
        }

        public Value effect(Value... inputs) {
            return builder.create(PrintOp.DEF, state().operands(inputs).results(IntegerType.I64)).result();
        }

        public Op print(Value... inputs) {
            return builder.create(PrintOp.DEF, state().operands(inputs));
        }

        public Op ret(Value... values) {
            return builder.create(ReturnOp.DEF, state().operands(values));
        }

        public Op branch(List<Block> successors, Value... values) {
            return builder.create(BranchOp.DEF, state().operands(values).successors(successors));
        }

        /** A scope with one empty block and one result. */
        public Op scope() {
            var region = new Region();
            region.addBlock();
            return builder.create(ScopeOp.DEF, state().region(region).results(IntegerType.I64));
        }
    }

    /** The operations of a block, each as its name without the dialect, its constant and its operands: {@code "add 0 a1"}. */
    public static List<String> text(Block block) {
        var lines = new ArrayList<String>();
        for (var op : block) {
            var line = new StringBuilder(op.name().substring(op.name().indexOf('.') + 1));
            if (op instanceof ConstantOp constant) {
                line.append(" #").append(((IntegerAttr) constant.value()).value());
            }
            for (var operand : op.operands()) {
                line.append(' ').append(valueText(operand, block));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static String valueText(Value value, Block block) {
        if (value instanceof BlockArgument argument) {
            return "a" + argument.index();
        }
        int index = 0;
        for (var op : block) {
            if (op == value.definingOp()) {
                return String.valueOf(index);
            }
            index++;
        }
        return "outside";
    }
}
