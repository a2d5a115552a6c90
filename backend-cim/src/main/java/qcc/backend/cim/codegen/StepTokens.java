package qcc.backend.cim.codegen;

import java.util.ArrayList;
import qcc.backend.cim.isa.SynchronizationInstruction.Signal;
import qcc.backend.cim.isa.SynchronizationInstruction.Wait;
import qcc.ir.Value;

/** What one core awaits and tells in one step. */
final class StepTokens {
    private final CoreCode code;
    private final Dataflow flow;
    private final int step;

    StepTokens(CoreCode code, Dataflow flow, int step) {
        this.code = code;
        this.flow = flow;
        this.step = step;
    }

    /** Whether rows come from or go to other cores in this step, so that it pays to go row by row. */
    boolean stream() {
        return flow.streams(step);
    }

    /** Waits until nobody uses the memory of older values that the result overwrites. */
    void awaitMemory() {
        flow.reuses(step, code.core()).forEach(done -> code.emit(Wait.until(flow.tokenOf(done).orElseThrow(), 1)));
    }

    /** Waits until a value is complete. */
    void await(Value value) {
        for (var source : flow.sources(code.core(), value)) {
            code.emit(Wait.until(flow.tokenOf(source).orElseThrow(), source.part().rows()));
        }
    }

    /**
     * The waits of a reader that goes through a value row by row. Where its rows are not the makers' rows, or several of them, the whole value
     * is awaited here and now.
     *
     * @param rowBytes bytes of one of its rows
     */
    RowWaits rows(Value value, int rowBytes) {
        var sources = flow.sources(code.core(), value);
        if (sources.isEmpty()) {
            return RowWaits.NONE;
        }
        var unit = flow.unit(value);
        if (unit.rows() == 1 || rowBytes % unit.bytes() != 0) {
            await(value);
            return RowWaits.NONE;
        }
        var waits = new ArrayList<RowWaits.Source>();
        sources.forEach(source -> waits.add(new RowWaits.Source(flow.tokenOf(source).orElseThrow(), source.part())));
        return new RowWaits(waits, rowBytes / unit.bytes());
    }

    /** Tells that rows of a part are made, to those who wait for them. */
    void signal(Part part, int rows) {
        flow.tokenOf(new Dataflow.RowsMade(step, part)).ifPresent(token -> code.emit(new Signal(token, rows)));
    }

    /** Tells that the core has ended its work on the step. */
    void end() {
        flow.tokenOf(new Dataflow.WorkDone(step, code.core())).ifPresent(token -> code.emit(new Signal(token, 1)));
    }
}
