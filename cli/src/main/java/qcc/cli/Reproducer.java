package qcc.cli;

import java.util.List;
import java.util.Set;
import qcc.dialect.builtin.ModuleOp;
import qcc.ir.ExternalResource;
import qcc.ir.StringAttr;
import qcc.ir.pass.PassCrashException;
import qcc.ir.pass.Pipeline;
import qcc.ir.pass.PipelineException;
import qcc.ir.text.PrintOption;
import qcc.ir.text.Printer;

/** A pass crashed, and this is how to see it again: the IR before, with the pipeline beside it, as {@code mlir-opt} writes it. */
final class Reproducer extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String GROUP = "mlir_reproducer";
    private static final String KEY = "pipeline";

    private final String text;

    /** @param module the IR before the pipeline */
    Reproducer(ModuleOp module, Pipeline pipeline, PassCrashException cause) {
        super(cause.getMessage(), cause);
        this.text = text(module, pipeline);
    }

    /** IR that {@code qcc opt --run-reproducer} takes. */
    String text() {
        return text;
    }

    static String text(ModuleOp module, Pipeline pipeline) {
        module.setExternalResources(List.of(new ExternalResource(GROUP, KEY, new StringAttr(pipeline.toString()))));
        return Printer.toString(module, Set.of(PrintOption.GENERIC));
    }

    /**
     * The pipeline that a file holds.
     *
     * @param otherwise the pipeline for a file without one
     * @throws InputException if it cannot be read
     */
    static Pipeline pipelineOf(ModuleOp module, Pipeline otherwise) {
        for (var resource : module.externalResources()) {
            if (resource.group().equals(GROUP) && resource.key().equals(KEY) && resource.value() instanceof StringAttr(var pipeline)) {
                return parse(pipeline);
            }
        }
        return otherwise;
    }

    private static Pipeline parse(String pipeline) {
        try {
            return PassList.registry().parse(pipeline);
        } catch (PipelineException e) {
            throw new InputException("the pipeline of the reproducer: " + e.getMessage(), e);
        }
    }
}
