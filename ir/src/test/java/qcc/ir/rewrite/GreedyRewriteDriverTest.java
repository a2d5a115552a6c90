package qcc.ir.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import qcc.ir.Attribute;
import qcc.ir.Commutative;
import qcc.ir.FoldResult;
import qcc.ir.IntegerAttr;
import qcc.ir.IntegerType;
import qcc.ir.Location;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpDef;
import qcc.ir.OpState;
import qcc.ir.Pure;
import qcc.ir.TestDialect;
import qcc.ir.TestDialect.AddOp;
import qcc.ir.TestDialect.Code;
import qcc.ir.TestDialect.ConstantOp;
import qcc.ir.TestDialect.FuncOp;
import qcc.ir.TestDialect.NegOp;
import qcc.ir.TestDialect.SubOp;
import qcc.ir.Value;

class GreedyRewriteDriverTest {
    /** neg(neg(x)) is x. */
    private static final Pattern<NegOp> DOUBLE_NEGATION = Pattern.on(NegOp.class, "double-negation",
            (neg, rewriter) -> neg.operand(0).definingOp() instanceof NegOp inner
                    ? rewriter.replace(neg, inner.operand(0))
                    : rewriter.noMatch("the operand is no negation"));

    /** a - b is a + neg(b). */
    private static final Pattern<SubOp> SUB_TO_ADD = Pattern.on(SubOp.class, "sub-to-add", (sub, rewriter) -> {
        var negated = rewriter.create(NegOp.DEF, new OpState(sub.location()).operands(sub.operand(1)).results(IntegerType.I64));
        return rewriter.replaceWithNew(sub, AddOp.DEF,
                new OpState(sub.location()).operands(sub.operand(0), negated.result()).results(IntegerType.I64));
    });

    /** a + neg(b) is a - b: undoes the pattern above. */
    private static final Pattern<AddOp> ADD_TO_SUB = Pattern.on(AddOp.class, "add-to-sub",
            (add, rewriter) -> add.operand(1).definingOp() instanceof NegOp neg
                    ? rewriter.replaceWithNew(add, SubOp.DEF,
                            new OpState(rewriter.fusedLocation(add, neg)).operands(add.operand(0), neg.operand(0))
                                    .results(IntegerType.I64))
                    : rewriter.noMatch("operand %d is no negation", 1));

    private final FuncOp func = TestDialect.func("f", 2);
    private final Code code = new Code(func.entry());
    private final Value a = func.entry().argument(0);
    private final Value b = func.entry().argument(1);

    private static GreedyRewriteResult rewrite(Op root, GreedyRewriteConfig config, Pattern<?>... patterns) {
        return new GreedyRewriteDriver(new PatternSet(List.of(patterns)), config, TestDialect.registry()).run(root);
    }

    private GreedyRewriteResult rewrite(Pattern<?>... patterns) {
        return rewrite(func, GreedyRewriteConfig.DEFAULT, patterns);
    }

    private List<String> text() {
        return TestDialect.text(func.entry());
    }

    @Test
    void foldsBeforePatternsAndErasesWhatBecomesDead() {
        code.ret(code.add(code.add(code.constant(2), code.constant(3)), code.constant(4)));
        var result = rewrite();
        assertThat(text()).containsExactly("constant #9", "return 0");
        assertThat(result.converged()).isTrue();
        assertThat(result.changed()).isTrue();
        assertThat(result.folds()).isEqualTo(2);
    }

    @Test
    void foldsToExistingValue() {
        code.ret(code.add(a, code.constant(0)));
        rewrite();
        assertThat(text()).containsExactly("return a0");
    }

    @Test
    void leavesWhatDoesNotFold() {
        code.ret(code.add(a, code.constant(1)));
        var result = rewrite(DOUBLE_NEGATION);
        assertThat(text()).containsExactly("constant #1", "add a0 0", "return 1");
        assertThat(result).isEqualTo(new GreedyRewriteResult(false, true, 1, 0, 0, 0, List.of()));
    }

    @Test
    void movesConstantsOfCommutativeOperationsRight() {
        code.ret(code.add(code.constant(0), a));
        rewrite();
        assertThat(text()).containsExactly("return a0");
    }

    @Test
    void keepsOrderOfOperandsThatMayNotBeExchanged() {
        code.ret(code.sub(code.constant(0), a));
        rewrite();
        assertThat(text()).containsExactly("constant #0", "sub 0 a0", "return 1");
    }

    @Test
    void mergesEqualConstantsOfOneBlock() {
        code.ret(code.constant(7), code.constant(7), code.constant(8));
        rewrite();
        assertThat(text()).containsExactly("constant #7", "constant #8", "return 0 0 1");
    }

    @Test
    void gathersEqualConstantsOfSeveralBlocksInTheFirst() {
        var second = func.region(0).addBlock();
        code.print(code.constant(7));
        code.branch(List.of(second));
        var other = new Code(second);
        other.ret(other.constant(7));
        rewrite();
        assertThat(text()).containsExactly("constant #7", "print 0", "branch");
        assertThat(TestDialect.text(second)).containsExactly("return outside");
    }

    @Test
    void foldedConstantFindsEqualOneFurtherDown() {
        var early = code.add(code.constant(1), code.constant(2));
        code.print(early);
        code.ret(code.constant(3));
        rewrite();
        assertThat(text()).containsExactly("constant #3", "print 0", "return 0");
    }

    @Test
    void erasesDeadChainsOfAnyLengthAndKeepsEffects() {
        var value = a;
        for (int i = 0; i < 100_000; i++) {
            value = code.neg(value);
        }
        code.effect(b);
        code.ret();
        var result = rewrite();
        assertThat(text()).containsExactly("print a1", "return");
        assertThat(result.erased()).isEqualTo(100_000);
    }

    @Test
    void appliesPatternAndRevisitsUsers() {
        code.ret(code.neg(code.neg(code.neg(code.neg(a)))));
        var result = rewrite(DOUBLE_NEGATION);
        assertThat(text()).containsExactly("return a0");
        assertThat(result.applications()).isEqualTo(2);
        assertThat(result.lastRewrites()).containsExactly("double-negation", "double-negation");
    }

    @Test
    void oddNegationStays() {
        code.ret(code.neg(code.neg(code.neg(a))));
        rewrite(DOUBLE_NEGATION);
        assertThat(text()).containsExactly("neg a0", "return 0");
    }

    @Test
    void bottomUpReachesTheSame() {
        code.ret(code.neg(code.neg(code.add(code.constant(1), code.constant(1)))));
        rewrite(func, new GreedyRewriteConfig(10, -1, false, RegionSimplify.NORMAL, RewriteListener.NONE), DOUBLE_NEGATION);
        assertThat(text()).containsExactly("constant #2", "return 0");
    }

    @Test
    void fusesLocations() {
        var neg = code.neg(b);
        code.ret(code.add(a, neg));
        rewrite(ADD_TO_SUB);
        assertThat(text()).containsExactly("sub a0 a1", "return 0");
        assertThat(func.entry().first().location())
                .isEqualTo(Location.fused("add-to-sub", List.of(TestDialect.at(2), TestDialect.at(1))));
    }

    @Test
    void patternsThatUndoEachOtherAreReported() {
        code.ret(code.sub(a, b));
        var result = rewrite(SUB_TO_ADD, ADD_TO_SUB);
        assertThat(result.converged()).isFalse();
        assertThat(result.iterations()).isEqualTo(10);
        assertThat(result.lastRewrites()).hasSize(10).containsOnly("sub-to-add", "add-to-sub");
        assertThat(result.describeNonConvergence()).startsWith("did not converge after 10 iterations")
                .contains("sub-to-add, add-to-sub, sub-to-add");
    }

    @Test
    void limitOfRewritesStopsTheWork() {
        code.ret(code.neg(code.neg(code.neg(code.neg(a)))));
        var result = rewrite(func, GreedyRewriteConfig.DEFAULT.withMaxRewrites(1), DOUBLE_NEGATION);
        assertThat(result.applications()).isEqualTo(1);
        assertThat(result.converged()).isFalse();
    }

    @Test
    void higherBenefitGoesFirstThenRegistration() {
        var tried = new ArrayList<String>();
        code.ret(code.neg(a));
        rewrite(refusing("first", tried), refusing("second", tried), refusing("best", tried).withBenefit(5));
        assertThat(tried).containsExactly("best", "first", "second");
    }

    private static Pattern<NegOp> refusing(String name, List<String> tried) {
        return Pattern.on(NegOp.class, name, (_, rewriter) -> {
            tried.add(name);
            return rewriter.noMatch("it is a test");
        });
    }

    @Test
    void patternOnTraitSeesAllItsOperations() {
        var seen = new ArrayList<String>();
        code.ret(code.sub(code.add(a, b), b));
        rewrite(Pattern.onTrait(Commutative.class, "look", (op, rewriter) -> {
            seen.add(op.name());
            return rewriter.noMatch("it is a test");
        }));
        assertThat(seen).containsExactly("test.add");
    }

    @Test
    void patternThatChangesAndDeniesItIsABug() {
        code.ret(code.neg(a));
        var liar = Pattern.on(NegOp.class, "liar", (neg, rewriter) -> {
            rewriter.setAttribute(neg, "test.seen", IntegerAttr.TRUE);
            return rewriter.noMatch("nothing happened");
        });
        assertThatThrownBy(() -> rewrite(liar)).isInstanceOf(IllegalStateException.class).hasMessageContaining("'liar'")
                .hasMessageContaining("'test.neg' at test.mlir:1:1");
    }

    @Test
    void erasesUnreachableBlocks() {
        var reached = func.region(0).addBlock();
        var dead = func.region(0).addBlock();
        var deadToo = func.region(0).addBlock();
        code.branch(List.of(reached));
        new Code(reached).ret();
        var inDead = new Code(dead);
        var value = inDead.effect();
        inDead.branch(List.of(deadToo, reached));
        new Code(deadToo).branch(List.of(dead), value);
        var result = rewrite();
        assertThat(func.region(0).blocks()).containsExactly(func.entry(), reached);
        assertThat(result.changed()).isTrue();
    }

    @Test
    void unreachableBlocksGoWithoutRegionSimplificationToo() {
        new Code(func.region(0).addBlock()).ret();
        code.ret();
        var result = rewrite(func, new GreedyRewriteConfig(10, -1, true, RegionSimplify.DISABLED, RewriteListener.NONE));
        assertThat(func.region(0).blocks()).hasSize(1);
        assertThat(result.changed()).isTrue();
    }

    @Test
    void erasingARegionForgetsTheOperationsInside() {
        var scope = code.scope();
        var inner = new Code(scope.region(0).entry());
        inner.ret(inner.neg(inner.neg(a)));
        code.ret(scope.result());
        var inline = Pattern.on(TestDialect.ScopeOp.class, "inline-scope",
                (op, rewriter) -> rewriter.replaceWithBody(op, op.region(0).entry(), List.of()));
        rewrite(inline, DOUBLE_NEGATION);
        assertThat(text()).containsExactly("return a0");
    }

    @Test
    void deadRegionGoesWithEverythingInside() {
        var scope = code.scope();
        var inner = new Code(scope.region(0).entry());
        inner.ret(inner.neg(inner.add(a, b)));
        code.ret();
        rewrite(DOUBLE_NEGATION);
        assertThat(text()).containsExactly("return");
    }

    @Test
    void workStaysInsideTheRoot() {
        var outside = code.neg(a);
        var scope = code.scope();
        var inner = new Code(scope.region(0).entry());
        inner.neg(outside);
        inner.ret(a);
        code.ret(scope.result());
        rewrite(scope, GreedyRewriteConfig.DEFAULT);
        assertThat(TestDialect.text(scope.region(0).entry())).containsExactly("return a0");
        assertThat(text()).contains("neg a0");
    }

    @Test
    void listenerHearsEachStep() {
        var heard = new ArrayList<String>();
        code.neg(b);
        code.ret(code.neg(code.neg(code.add(a, code.constant(0)))));
        rewrite(func, GreedyRewriteConfig.DEFAULT.withListener(new Recorder(heard)), DOUBLE_NEGATION);
        assertThat(heard).containsExactly("dead test.neg at 1", "folded test.add false", "dead test.constant at 2",
                "no double-negation: the operand is no negation", "matched double-negation", "dead test.neg at 4");
    }

    @Test
    void explanationsAreFormattedOnlyForListeners() {
        var heard = new ArrayList<String>();
        code.ret(code.add(a, b));
        rewrite(func, GreedyRewriteConfig.DEFAULT.withListener(new Recorder(heard)), ADD_TO_SUB);
        assertThat(heard).containsExactly("no add-to-sub: operand 1 is no negation");
    }

    private record Recorder(List<String> heard) implements RewriteListener {
        @Override
        public void folded(Op op, boolean constant) {
            heard.add("folded " + op.name() + " " + constant);
        }

        @Override
        public void matched(Op op, Pattern<?> pattern) {
            heard.add("matched " + pattern.name());
        }

        @Override
        public void notMatched(Op op, Pattern<?> pattern, String why) {
            heard.add("no " + pattern.name() + ": " + why);
        }

        @Override
        public void removedDead(Op op) {
            heard.add("dead " + op.name() + " at " + ((Location.File) op.location()).line());
        }
    }

    /** A random chain of sums and negations keeps its value, and a second run finds nothing to do. */
    @Property(tries = 200)
    void keepsValuesAndReachesAFixedPoint(@ForAll @Size(min = 1, max = 40) List<@IntRange(min = -3, max = 5) Integer> steps) {
        var random = TestDialect.func("g", 1);
        var builder = new Code(random.entry());
        Value value = random.entry().argument(0);
        for (int step : steps) {
            value = step < 0
                    ? builder.neg(value)
                    : step < 3
                            ? builder.add(value, builder.constant(step))
                            : builder.sub(builder.constant(step), value);
        }
        builder.ret(value);
        long before = evaluate(value);
        rewrite(random, GreedyRewriteConfig.DEFAULT, DOUBLE_NEGATION, SUB_TO_ADD);
        assertThat(evaluate(random.entry().last().operand(0))).isEqualTo(before);
        assertThat(rewrite(random, GreedyRewriteConfig.DEFAULT, DOUBLE_NEGATION, SUB_TO_ADD).changed()).isFalse();
    }

    private static long evaluate(Value value) {
        return switch (value.definingOp()) {
            case ConstantOp c -> ((IntegerAttr) c.value()).value();
            case AddOp add -> evaluate(add.operand(0)) + evaluate(add.operand(1));
            case SubOp sub -> evaluate(sub.operand(0)) - evaluate(sub.operand(1));
            case NegOp neg -> -evaluate(neg.operand(0));
            case null, default -> 1_000;
        };
    }

    @Test
    void patternNamesAreUniqueAndInKebabCase() {
        assertThatThrownBy(() -> new PatternSet(List.of(DOUBLE_NEGATION, DOUBLE_NEGATION)))
                .hasMessage("pattern 'double-negation' is registered twice");
        assertThatThrownBy(() -> Pattern.on(NegOp.class, "DoubleNegation", (_, r) -> r.noMatch("no")))
                .hasMessageContaining("kebab case");
    }

    @Test
    void foldToAnotherTypeIsABug() {
        var op = WrongFoldOp.DEF.create(new OpState(TestDialect.at(9)).operands(a).results(IntegerType.I1));
        var builder = OpBuilder.atEnd(func.entry());
        builder.insert(op);
        code.ret(op.result());
        assertThatThrownBy(this::rewrite).isInstanceOf(IllegalStateException.class)
                .hasMessage("'test.wrong' at test.mlir:9:1 of type i1 cannot fold to a value of type i64");
    }

    /** Folds to its operand, which has another type. */
    static final class WrongFoldOp extends Op implements Pure {
        static final OpDef<WrongFoldOp> DEF = OpDef.of("test.wrong", WrongFoldOp.class, WrongFoldOp::new);

        private WrongFoldOp(OpState state) {
            super(DEF, state);
        }

        @Override
        public FoldResult fold(List<Attribute> constants) {
            return new FoldResult.To(operand(0));
        }
    }
}
