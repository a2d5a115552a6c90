package qcc.ir.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import qcc.ir.ArrayAttr;
import qcc.ir.Attribute;
import qcc.ir.IntegerType;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpaqueAttr;
import qcc.ir.StringAttr;
import qcc.ir.SymbolOp;
import qcc.ir.SymbolRefAttr;
import qcc.ir.TestDialect;
import qcc.ir.TestDialect.Code;
import qcc.ir.TestDialect.FuncOp;
import qcc.ir.TestDialect.ModuleOp;
import qcc.ir.TypeAttr;
import qcc.ir.Value;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.pass.Pass;
import qcc.ir.pass.Pass.Result;
import qcc.ir.pass.PassContext;

/** {@code dce} and {@code symbol-dce}. */
class DcePassTest {
    private final FuncOp func = TestDialect.func("f", 1);
    private final Code code = new Code(func.entry());
    private final Value a = func.entry().argument(0);
    private final DiagnosticCollector diagnostics = new DiagnosticCollector();

    private Result run(Pass pass, Op op) {
        return pass.run(op, new PassContext(TestDialect.registry(), diagnostics));
    }

    private List<String> text() {
        return TestDialect.text(func.entry());
    }

    @Test
    void removesChainsOfUnusedPureOperations() {
        var dead = a;
        for (int i = 0; i < 100_000; i++) {
            dead = code.neg(dead);
        }
        code.ret(a);
        assertThat(run(new DcePass(), func)).isEqualTo(Result.CHANGED);
        assertThat(text()).containsExactly("return a0");
    }

    @Test
    void keepsWhatEffectsAndTerminatorsNeed() {
        code.print(code.neg(a));
        code.effect();
        code.ret(code.neg(code.neg(a)));
        assertThat(run(new DcePass(), func)).isEqualTo(Result.UNCHANGED);
        assertThat(text()).hasSize(6);
    }

    @Test
    void removesCyclesInGraphRegions() {
        var module = TestDialect.module();
        var inside = new Code(module.body());
        var first = inside.constant(1);
        var cycle = inside.add(first, first);
        new OpBuilder().setOperand(cycle.definingOp(), 1, cycle);
        var kept = inside.neg(first);
        inside.print(kept);
        assertThat(run(new DcePass(), module)).isEqualTo(Result.CHANGED);
        assertThat(TestDialect.text(module.body())).containsExactly("constant #1", "neg 0", "print 1");
    }

    @Test
    void removesUnreachableBlocksAndWhatOnlyTheyUse() {
        var value = code.neg(a);
        code.ret();
        new Code(func.region(0).addBlock()).ret(value);
        assertThat(run(new DcePass(), func)).isEqualTo(Result.CHANGED);
        assertThat(func.region(0).blocks()).hasSize(1);
        assertThat(text()).containsExactly("return");
    }

    @Test
    void deadRegionFreesWhatItUsesAndLiveOneKeepsIt() {
        for (boolean live : new boolean[]{false, true}) {
            var function = TestDialect.func("g", 1);
            var outer = new Code(function.entry());
            var value = outer.neg(function.entry().argument(0));
            var scope = outer.scope();
            var inner = new Code(scope.region(0).entry());
            inner.neg(value);
            inner.ret(inner.neg(value));
            outer.ret(live ? scope.result() : function.entry().argument(0));
            run(new DcePass(), function);
            assertThat(TestDialect.text(function.entry())).containsExactly(
                    live ? new String[]{"neg a0", "scope", "return 1"} : new String[]{"return a0"});
            assertThat(scope.region(0).entry().first() != null && scope.region(0).entry().first().next() != null
                    && scope.region(0).entry().first().next().next() == null).isEqualTo(live);
        }
    }

    private static FuncOp addFunction(ModuleOp module, String name, String visibility, Attribute reference) {
        var function = TestDialect.func(name, 0);
        OpBuilder.atEnd(module.body()).insert(function);
        var print = new Code(function.entry()).print();
        new OpBuilder().setProperty(function, SymbolOp.VISIBILITY, new StringAttr(visibility));
        new OpBuilder().setAttribute(print, "test.callee", reference);
        return function;
    }

    private static List<String> symbols(ModuleOp module) {
        var names = new ArrayList<String>();
        module.body().forEach(op -> names.add(((SymbolOp) op).symbolName().orElseThrow()));
        return names;
    }

    @Test
    void removesPrivateSymbolsThatNothingPublicLeadsTo() {
        var module = TestDialect.module();
        addFunction(module, "main", "public", new SymbolRefAttr("a"));
        addFunction(module, "a", "private", new ArrayAttr(List.of(new SymbolRefAttr("b"))));
        addFunction(module, "b", "private", null);
        addFunction(module, "c", "private", new SymbolRefAttr("d"));
        addFunction(module, "d", "private", new SymbolRefAttr("c"));
        addFunction(module, "e", "nested", null);
        assertThat(run(new SymbolDcePass(), module)).isEqualTo(Result.CHANGED);
        assertThat(symbols(module)).containsExactly("main", "a", "b", "e");
    }

    @Test
    void believesReferencesInTextItCannotTakeApart() {
        var module = TestDialect.module();
        addFunction(module, "main", "public", new OpaqueAttr("x", "call<@a, @\"b c\">", Optional.empty()));
        addFunction(module, "a", "private", new TypeAttr(IntegerType.I64));
        addFunction(module, "b c", "private", null);
        assertThat(run(new SymbolDcePass(), module)).isEqualTo(Result.UNCHANGED);
    }

    @Test
    void symbolDceNeedsAHolderOfSymbols() {
        assertThat(run(new SymbolDcePass(), func)).isEqualTo(Result.FAILED);
        assertThat(diagnostics.diagnostics().getFirst().message())
                .isEqualTo("'test.func' op holds no symbols, so symbol-dce cannot run on it");
    }
}
