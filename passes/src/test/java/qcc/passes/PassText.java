package qcc.passes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import qcc.dialect.Dialects;
import qcc.dialect.builtin.ModuleOp;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.pass.Pass;
import qcc.ir.pass.PassContext;
import qcc.ir.pass.PassManager;
import qcc.ir.pass.PassRegistry;
import qcc.ir.pass.PipelineException;
import qcc.ir.text.Parser;
import qcc.ir.text.Source;
import qcc.ir.transform.CorePasses;

/** Runs passes on programs given as text. */
public final class PassText {
    /** All passes of the compiler. */
    public static final PassRegistry REGISTRY = registry();

    private PassText() {}

    private static PassRegistry registry() {
        var kinds = new ArrayList<Class<? extends Pass>>(Passes.ALL);
        kinds.addAll(CorePasses.LIST);
        return new PassRegistry(kinds);
    }

    /** Reads a module that must be without faults. */
    public static ModuleOp parse(String text) {
        var diagnostics = new DiagnosticCollector();
        var module = Parser.parse(Source.of("test.mlir", text), Dialects.registry(), diagnostics);
        assertThat(diagnostics.diagnostics()).isEmpty();
        return module.orElseThrow();
    }

    /** A manager for a pipeline of passes on functions. */
    public static PassManager manager(String passes) {
        try {
            return new PassManager(REGISTRY.parse("builtin.module(func.func(" + passes + "))"));
        } catch (PipelineException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A context whose diagnostics a test looks at. */
    public static PassContext context(DiagnosticCollector diagnostics) {
        return new PassContext(Dialects.registry(), diagnostics);
    }
}
