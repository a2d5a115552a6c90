package qcc.ir.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import qcc.ir.IntegerAttr;
import qcc.ir.Location;
import qcc.ir.OpBuilder;
import qcc.ir.OpState;
import qcc.ir.Region;
import qcc.ir.TestDialect;
import qcc.ir.TestDialect.Code;
import qcc.ir.TestDialect.FuncOp;
import qcc.ir.Value;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.pass.Pass.Result;
import qcc.ir.pass.PassContext;

class CsePassTest {
    private final FuncOp func = TestDialect.func("f", 2);
    private final Code code = new Code(func.entry());
    private final Value a = func.entry().argument(0);
    private final Value b = func.entry().argument(1);
    private final PassContext context = new PassContext(TestDialect.registry(), new DiagnosticCollector());

    private Result cse() {
        return new CsePass().run(func, context);
    }

    private List<String> text() {
        return TestDialect.text(func.entry());
    }

    @Test
    void mergesEqualOperationsAndTheirUsers() {
        code.ret(code.neg(code.sub(a, b)), code.neg(code.sub(a, b)));
        assertThat(cse()).isEqualTo(Result.CHANGED);
        assertThat(text()).containsExactly("sub a0 a1", "neg 0", "return 1 1");
        assertThat(context.statistics().counts().values()).containsExactly(2L);
    }

    @Test
    void keepsOperationsWithOtherOperands() {
        code.ret(code.sub(a, b), code.sub(b, a));
        assertThat(cse()).isEqualTo(Result.UNCHANGED);
        assertThat(text()).containsExactly("sub a0 a1", "sub a1 a0", "return 0 1");
    }

    @Test
    void operandsOfCommutativeOperationsMayStandInAnyOrder() {
        code.ret(code.add(a, b), code.add(b, a), code.add(a, a));
        cse();
        assertThat(text()).containsExactly("add a0 a1", "add a0 a0", "return 0 0 1");
    }

    @Test
    void keepsOtherConstants() {
        code.ret(code.constant(1), code.constant(2), code.constant(1));
        cse();
        assertThat(text()).containsExactly("constant #1", "constant #2", "return 0 1 0");
    }

    @Test
    void keepsOperationsWithOtherDiscardableAttributes() {
        var first = code.neg(a);
        var second = code.neg(a);
        new OpBuilder().setAttribute(second.definingOp(), "test.range", IntegerAttr.TRUE);
        code.ret(first, second);
        assertThat(cse()).isEqualTo(Result.UNCHANGED);
    }

    @Test
    void keepsOperationsWithEffects() {
        code.ret(code.effect(a), code.effect(a));
        assertThat(cse()).isEqualTo(Result.UNCHANGED);
        assertThat(text()).containsExactly("print a0", "print a0", "return 0 1");
    }

    @Test
    void erasesUnusedPureOperationsOnTheWay() {
        code.neg(a);
        code.ret();
        assertThat(cse()).isEqualTo(Result.CHANGED);
        assertThat(text()).containsExactly("return");
    }

    @Test
    void dominatingBlockSharesWithItsChildrenOnly() {
        var blocks = List.of(func.region(0).addBlock(), func.region(0).addBlock(), func.region(0).addBlock());
        code.print(code.neg(a));
        code.branch(blocks.subList(0, 2));
        for (int i = 0; i < 2; i++) {
            var side = new Code(blocks.get(i));
            side.print(side.neg(a), side.neg(b));
            side.branch(blocks.subList(2, 3));
        }
        var join = new Code(blocks.get(2));
        join.ret(join.neg(a), join.neg(b));
        cse();
        assertThat(TestDialect.text(blocks.get(0))).containsExactly("neg a1", "print outside 0", "branch");
        assertThat(TestDialect.text(blocks.get(1))).containsExactly("neg a1", "print outside 0", "branch");
        assertThat(TestDialect.text(blocks.get(2))).containsExactly("neg a1", "return outside 0");
    }

    @Test
    void innerRegionUsesWhatIsOutsideButNotTheOtherWay() {
        var before = code.neg(a);
        var scope = code.scope();
        var inner = new Code(scope.region(0).entry());
        inner.print(inner.neg(a), inner.neg(b));
        inner.ret(a);
        code.ret(before, scope.result(), code.neg(b));
        cse();
        assertThat(TestDialect.text(scope.region(0).entry())).containsExactly("neg a1", "print outside 0", "return a0");
        assertThat(text()).containsExactly("neg a0", "scope", "neg a1", "return 0 1 2");
    }

    @Test
    void isolatedRegionsShareNothing() {
        var module = TestDialect.module();
        for (var name : List.of("f", "g")) {
            var function = TestDialect.func(name, 0);
            OpBuilder.atEnd(module.body()).insert(function);
            var inside = new Code(function.entry());
            inside.ret(inside.constant(1));
        }
        assertThat(new CsePass().run(module, context)).isEqualTo(Result.UNCHANGED);
    }

    @Test
    void operationsWithRegionsStay() {
        for (int i = 0; i < 2; i++) {
            var scope = code.scope();
            new Code(scope.region(0).entry()).ret(a);
            code.print(scope.result());
        }
        code.ret();
        assertThat(cse()).isEqualTo(Result.UNCHANGED);
    }

    @Test
    void fusesLocationsExceptThoseOfConstants() {
        code.ret(code.neg(a), code.neg(a), code.neg(a), code.constant(1), code.constant(1));
        cse();
        assertThat(func.entry().first().location())
                .isEqualTo(Location.fused("cse", List.of(TestDialect.at(1), TestDialect.at(2), TestDialect.at(3))));
        assertThat(func.entry().first().next().location()).isEqualTo(TestDialect.at(4));
    }

    @Test
    void toleratesEmptyRegionsAndUnreachableBlocks() {
        code.ret(a);
        var unreachable = new Code(func.region(0).addBlock());
        unreachable.ret(unreachable.neg(a), unreachable.neg(a));
        assertThat(cse()).isEqualTo(Result.UNCHANGED);
        assertThat(new CsePass().run(TestDialect.ScopeOp.DEF.create(new OpState(TestDialect.at(1)).region(new Region())), context))
                .isEqualTo(Result.UNCHANGED);
    }

    @Test
    void longBlocksAndManyCollisions() {
        int pairs = 200_000;
        Value chain = a;
        for (int i = 0; i < pairs; i++) {
            chain = code.add(code.neg(chain), code.neg(chain));
        }
        code.ret(chain);
        cse();
        assertThat(context.statistics().count("", "ops-merged")).isEqualTo(pairs);
    }
}
