package qcc.ir.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.OpState;
import qcc.ir.SymbolOp;
import qcc.ir.TestDialect;
import qcc.ir.TestDialect.Code;
import qcc.ir.TestDialect.FuncOp;
import qcc.ir.TestDialect.ModuleOp;
import qcc.ir.Value;
import qcc.ir.diagnostic.Diagnostic;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.pass.Pass.Result;
import qcc.ir.transform.CanonicalizePass;
import qcc.ir.transform.CsePass;
import qcc.ir.transform.RewriteTrace;

class PassManagerTest {
    /** Tells the name of the function, and fails on or crashes at one. */
    @PassInfo(name = "visit", summary = "tells where it is", effect = NumericEffect.EXACT)
    record VisitPass(String failOn, String crashOn) implements Pass {
        VisitPass() {
            this("", "");
        }

        @Override
        public Result run(Op root, PassContext context) {
            var name = ((SymbolOp) root).symbolName().orElseThrow();
            context.remark(root, "visited %s", name);
            context.count("visits", 1);
            if (name.equals(crashOn)) {
                throw new IllegalStateException("crash at " + name);
            }
            return name.equals(failOn) ? context.error(root, "is the one to fail on") : Result.UNCHANGED;
        }
    }

    @PassInfo(name = "append", summary = "adds an operation to the block", effect = NumericEffect.EXACT)
    record AppendPass() implements Pass {
        @Override
        public Result run(Op root, PassContext context) {
            OpBuilder.atEnd(root.region(0).entry()).create(TestDialect.PrintOp.DEF, new OpState(root.location()));
            return Result.CHANGED;
        }
    }

    private final ModuleOp module = TestDialect.module();
    private final DiagnosticCollector diagnostics = new DiagnosticCollector();
    private final PassContext context = new PassContext(TestDialect.registry(), diagnostics);

    private FuncOp addFunction(String name) {
        return OpBuilder.atEnd(module.body()).insert(TestDialect.func(name, 1));
    }

    private List<String> messages() {
        return diagnostics.diagnostics().stream().map(Diagnostic::message).toList();
    }

    private static Pipeline onFunctions(Pass... passes) {
        return new Pipeline("test.module", List.of(Pipeline.of("test.func", passes)));
    }

    @Test
    void nestedPipelineRunsOnEachFunctionInOrder() {
        addFunction("f");
        new Code(module.body()).print();
        addFunction("g");
        var result = new PassManager(onFunctions(new VisitPass(), new VisitPass())).run(module, context);
        assertThat(result).isEqualTo(Result.UNCHANGED);
        assertThat(messages()).containsExactly("visited f", "visited f", "visited g", "visited g");
        assertThat(context.statistics().count("visit", "visits")).isEqualTo(4);
    }

    @Test
    void rootMustFitTheAnchor() {
        var result = new PassManager(Pipeline.of("test.func", new VisitPass())).run(module, context);
        assertThat(result).isEqualTo(Result.FAILED);
        assertThat(messages()).containsExactly("'test.module' op cannot be processed by a pipeline on 'test.func'");
    }

    @Test
    void nestedOperationsMustBeIsolated() {
        new Code(module.body()).scope();
        var nested = new Pipeline("test.module", List.of(Pipeline.of("test.scope", new CsePass())));
        assertThat(new PassManager(nested).run(module, context)).isEqualTo(Result.FAILED);
        assertThat(messages()).containsExactly("'test.scope' op is not isolated from above, so that no pipeline can run on it alone");
    }

    @Test
    void anyRunsOnAllIsolatedOperations() {
        addFunction("f");
        new Code(module.body()).scope();
        var nested = new Pipeline("test.module", List.of(Pipeline.of(Pipeline.ANY, new VisitPass())));
        assertThat(new PassManager(nested).run(module, context)).isEqualTo(Result.UNCHANGED);
        assertThat(messages()).containsExactly("visited f");
    }

    @Test
    void failureStopsThePipelineOfTheFunctionAndThenTheOuterOne() {
        for (var name : List.of("f", "g", "h")) {
            addFunction(name);
        }
        var pipeline = new Pipeline("test.module", List.of(Pipeline.of("test.func", new VisitPass("g", ""), new VisitPass()),
                new PassStep(new AppendPass())));
        assertThat(new PassManager(pipeline).run(module, context)).isEqualTo(Result.FAILED);
        assertThat(messages()).containsExactly("visited f", "visited f", "visited g", "'test.func' op is the one to fail on",
                "visited h", "visited h");
        assertThat(module.body().last()).isInstanceOf(FuncOp.class);
    }

    @Test
    void crashNamesPassAndFirstOperation() {
        for (int threads : new int[]{1, 4}) {
            var crashing = TestDialect.module();
            for (var name : List.of("f", "g", "g")) {
                OpBuilder.atEnd(crashing.body()).insert(TestDialect.func(name, 0));
            }
            var manager = new PassManager(onFunctions(new VisitPass("", "g"))).withThreads(threads);
            assertThatThrownBy(() -> manager.run(crashing, context)).isInstanceOf(PassCrashException.class)
                    .hasMessageStartingWith("pass 'visit' crashed on 'test.func' at test.mlir:1:1")
                    .hasRootCauseMessage("crash at g");
        }
    }

    @Test
    void invalidResultNamesThePass() {
        addFunction("f");
        OpVerifier noPrints = (op, sink) -> {
            var valid = new boolean[]{true};
            op.walk(TestDialect.PrintOp.class, print -> {
                sink.report(Diagnostic.error(print.location(), "print is not allowed"));
                valid[0] = false;
            });
            return valid[0];
        };
        var manager = new PassManager(onFunctions(new CsePass(), new AppendPass(), new VisitPass())).withVerifier(noPrints);
        assertThat(manager.run(module, context)).isEqualTo(Result.FAILED);
        assertThat(messages()).containsExactly("print is not allowed", "'test.func' op is invalid after pass 'append'");
    }

    @Test
    void withoutVerifierNothingIsChecked() {
        addFunction("f");
        assertThat(new PassManager(onFunctions(new AppendPass())).run(module, context)).isEqualTo(Result.CHANGED);
    }

    private static ModuleOp manyFunctions() {
        var many = TestDialect.module();
        for (int i = 0; i < 200; i++) {
            var function = OpBuilder.atEnd(many.body()).insert(TestDialect.func("f" + i, 1));
            var code = new Code(function.entry());
            Value value = function.entry().argument(0);
            for (int j = 0; j < i % 17; j++) {
                value = code.add(code.neg(value), code.add(code.constant(j), code.constant(0)));
                code.neg(value);
            }
            code.ret(value, code.neg(value), code.neg(value));
        }
        return many;
    }

    private static List<String> everything(int threads) {
        var seen = new ArrayList<String>();
        var many = manyFunctions();
        var sink = new DiagnosticCollector();
        var traced = new PassContext(TestDialect.registry(), sink).with(RewriteTrace.class, new RewriteTrace(true));
        var result = new PassManager(onFunctions(new CanonicalizePass(), new CsePass(), new VisitPass("f77", ""), new CsePass()))
                .withThreads(threads).run(many, traced);
        seen.add(result.toString());
        many.body().forEach(op -> seen.addAll(TestDialect.text(((FuncOp) op).entry())));
        sink.diagnostics().forEach(d -> seen.add(d.toString()));
        seen.add(traced.statistics().report());
        return seen;
    }

    @Test
    void outputIsTheSameAtAnyNumberOfThreads() {
        var expected = everything(1);
        assertThat(expected).contains("FAILED").hasSizeGreaterThan(1_000);
        for (int threads : new int[]{2, 3, 8}) {
            assertThat(everything(threads)).isEqualTo(expected);
        }
    }

    private static final class Recorder implements PassInstrumentation {
        private final List<String> heard = new ArrayList<>();

        @Override
        public void beforePipeline(PipelineExecution run) {
            heard.add("[" + run.step() + " " + run.pipeline().anchor());
        }

        @Override
        public void afterPipeline(PipelineExecution run, Result result) {
            heard.add("] " + result);
        }

        @Override
        public void beforePass(PassExecution run) {
            heard.add(run.number() + "@" + run.step() + " " + run.pass().info().name() + " on " + run.op().name());
        }

        @Override
        public void afterPass(PassExecution run, Result result) {
            heard.add(result.toString());
        }

        @Override
        public void afterFailed(PassExecution run) {
            heard.add("failed");
        }
    }

    @Test
    void instrumentationsHearEachStepEvenWithManyThreads() {
        addFunction("f");
        var recorder = new Recorder();
        var pipeline = new Pipeline("test.module", List.of(Pipeline.of("test.func", new CsePass(), new AppendPass()),
                Pipeline.of("test.func"), new PassStep(new CsePass())));
        new PassManager(pipeline).withThreads(4).with(recorder).run(module, context);
        assertThat(recorder.heard).containsExactly("[0 test.module", "[1 test.func", "1@2 cse on test.func", "UNCHANGED",
                "2@3 append on test.func", "CHANGED", "] CHANGED", "[4 test.func", "] UNCHANGED", "3@5 cse on test.module", "UNCHANGED",
                "] CHANGED");
    }

    @Test
    void errorOfAnInstrumentationStopsThePipeline() {
        addFunction("f");
        var validator = new PassInstrumentation() {
            @Override
            public void afterPass(PassExecution run, Result result) {
                run.context().error(run.op(), "computes something else after pass '%s'", run.pass().info().name());
            }
        };
        var result = new PassManager(onFunctions(new AppendPass(), new VisitPass())).with(validator).run(module, context);
        assertThat(result).isEqualTo(Result.FAILED);
        assertThat(messages()).containsExactly("'test.func' op computes something else after pass 'append'");
    }

    private static String summary(Op op) {
        var count = new int[1];
        op.walk(inner -> count[0]++);
        return "ops: " + count[0];
    }

    @Test
    void printsAfterChangesAndFailuresOnly() {
        addFunction("f");
        var output = new StringBuilder();
        var printing = new IrPrinting(PassSelection.NONE, PassSelection.ALL, true, true, false, PassManagerTest::summary,
                IrDump.to(output));
        new PassManager(onFunctions(new CsePass(), new AppendPass(), new VisitPass("f", ""))).with(printing).run(module, context);
        assertThat(output).hasToString("""
                // -----// IR Dump After append ('test.func' operation: @f) //----- //
                ops: 2

                // -----// IR Dump After visit Failed ('test.func' operation: @f) //----- //
                ops: 2

                """);
    }

    @Test
    void printsBeforeSelectedPassesInModuleScope() {
        addFunction("f");
        addFunction("g");
        var output = new StringBuilder();
        var printing = new IrPrinting(new PassSelection.Named(Set.of("cse")), PassSelection.NONE, false, false, true,
                PassManagerTest::summary, IrDump.to(output));
        new PassManager(onFunctions(new AppendPass(), new CsePass())).withThreads(2).with(printing).run(module, context);
        assertThat(output).hasToString("""
                // -----// IR Dump Before cse ('test.func' operation: @f) //----- //
                ops: 4

                // -----// IR Dump Before cse ('test.func' operation: @g) //----- //
                ops: 5

                """);
    }

    @Test
    void dumpsNumberedFiles(@TempDir Path folder) throws IOException {
        addFunction("f");
        addFunction("g/h");
        var pipeline = new Pipeline("test.module",
                List.of(new PassStep(new CsePass()), Pipeline.of("test.func", new CsePass()), new PassStep(new AppendPass())));
        new PassManager(pipeline).with(IrPrinting.afterAll(PassManagerTest::summary, IrDump.toFolder(folder.resolve("dump"))))
                .run(module, context);
        try (var files = Files.list(folder.resolve("dump"))) {
            assertThat(files.map(f -> f.getFileName().toString()).sorted()).containsExactly("01-cse.mlir", "02-cse-f.mlir",
                    "02-cse-g_h.mlir", "03-append.mlir");
        }
        assertThat(folder.resolve("dump/03-append.mlir")).hasContent("ops: 4");
    }

    @Test
    void dumpThatCannotBeWrittenIsAnError(@TempDir Path folder) throws IOException {
        addFunction("f");
        var file = Files.writeString(folder.resolve("taken"), "");
        var manager = new PassManager(onFunctions(new CsePass()))
                .with(IrPrinting.afterAll(PassManagerTest::summary, IrDump.toFolder(file)));
        assertThat(manager.run(module, context)).isEqualTo(Result.FAILED);
        assertThat(messages()).singleElement().asString().startsWith("cannot write the IR around pass 'cse': ").contains("taken");
    }

    @Test
    void timingCountsEachStepOnce() {
        addFunction("f");
        var now = new long[1];
        var timing = new PassTiming(() -> now[0] += 1_000_000_000L);
        timing.phase("Parser").close();
        new PassManager(onFunctions(new CsePass(), new AppendPass())).withVerifier((_, _) -> true).with(timing).run(module, context);
        timing.phase("Output").close();
        assertThat(timing.treeReport().lines().skip(5)).containsExactly("  ----User Time----  ----Wall Time----  ----Name----",
                "    1.0000 (  5.9%)    1.0000 (  5.9%)  Parser", "   11.0000 ( 64.7%)   11.0000 ( 64.7%)  'test.module' Pipeline",
                "    9.0000 ( 52.9%)    9.0000 ( 52.9%)    'test.func' Pipeline",
                "    3.0000 ( 17.6%)    3.0000 ( 17.6%)      cse", "    1.0000 (  5.9%)    1.0000 (  5.9%)        verify",
                "    3.0000 ( 17.6%)    3.0000 ( 17.6%)      append", "    1.0000 (  5.9%)    1.0000 (  5.9%)        verify",
                "    1.0000 (  5.9%)    1.0000 (  5.9%)  Output", "    4.0000 ( 23.5%)    4.0000 ( 23.5%)  Rest",
                "   17.0000 (100.0%)   17.0000 (100.0%)  Total");
        assertThat(timing.listReport().lines().skip(6).map(line -> line.substring(38))).startsWith("  'test.module' Pipeline",
                "  'test.func' Pipeline", "  cse", "  append", "  verify");
    }

    @Test
    void statisticsAreListedInPipelineOrder() {
        var code = new Code(addFunction("f").entry());
        var argument = ((FuncOp) module.body().first()).entry().argument(0);
        code.ret(code.add(code.constant(1), code.constant(2)), code.neg(argument), code.neg(argument));
        new PassManager(onFunctions(new CsePass(), new CanonicalizePass(), new CsePass())).run(module, context);
        assertThat(context.statistics().report().lines().skip(3)).containsExactly("cse", "  (S)        1 ops-merged", "canonicalize",
                "  (S)        2 dead-ops-erased", "  (S)        1 ops-folded");
    }

    @Test
    void passesFindWhatWasHandedIn() {
        var withChip = context.with(StringBuilder.class, new StringBuilder("chip"));
        assertThat(withChip.get(StringBuilder.class)).hasToString("chip");
        assertThat(context.find(StringBuilder.class)).isEmpty();
        assertThatThrownBy(() -> context.get(StringBuilder.class)).hasMessageContaining("needs a StringBuilder");
    }
}
