package qcc.ir.pass;

import java.util.function.Function;
import qcc.ir.Op;

/**
 * Prints the IR around passes.
 *
 * @param before the passes to print before
 * @param after the passes to print after
 * @param onlyChanged whether a pass that changed nothing is not printed after
 * @param afterFailure whether the IR is printed that a failing pass has left
 * @param moduleScope whether the outermost operation is printed, not the one that the pass ran on
 * @param printer gives the text of an operation
 */
public record IrPrinting(PassSelection before, PassSelection after, boolean onlyChanged, boolean afterFailure, boolean moduleScope,
        Function<Op, String> printer, IrDump dump) implements PassInstrumentation {

    /** Prints after every pass the operation it ran on. */
    public static IrPrinting afterAll(Function<Op, String> printer, IrDump dump) {
        return new IrPrinting(PassSelection.NONE, PassSelection.ALL, false, true, false, printer, dump);
    }

    /** The same for the outermost operation: what is printed stands by itself, whatever the pass ran on. */
    public IrPrinting atModuleScope() {
        return new IrPrinting(before, after, onlyChanged, afterFailure, true, printer, dump);
    }

    @Override
    public void beforePass(PassExecution run) {
        if (before.contains(run.pass())) {
            print(IrDump.Moment.BEFORE, run);
        }
    }

    @Override
    public void afterPass(PassExecution run, Pass.Result result) {
        if (after.contains(run.pass()) && (result == Pass.Result.CHANGED || !onlyChanged)) {
            print(IrDump.Moment.AFTER, run);
        }
    }

    @Override
    public void afterFailed(PassExecution run) {
        if (afterFailure) {
            print(IrDump.Moment.FAILED, run);
        }
    }

    @Override
    public void afterPipeline(PipelineExecution run, Pass.Result result) {
        dump.pipelineEnded(run);
    }

    private void print(IrDump.Moment moment, PassExecution run) {
        dump.writeOrReport(moment, run, printer.apply(moduleScope ? outermost(run.op()) : run.op()));
    }

    private static Op outermost(Op op) {
        var outer = op;
        while (outer.parentOp() != null) {
            outer = outer.parentOp();
        }
        return outer;
    }
}
