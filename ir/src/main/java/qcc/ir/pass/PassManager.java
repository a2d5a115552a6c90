package qcc.ir.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ForkJoinPool;
import qcc.ir.Op;

/**
 * Runs a pipeline on an operation.
 *
 * <p>A nested pipeline runs on each operation of its anchor's name that stands directly inside, as a whole, before the next step of the
 * outer pipeline begins; these operations are isolated from above and are processed in parallel. IR, diagnostics and statistics are the same
 * for every number of threads. A failing pass stops the pipeline it stands in; the outer pipeline stops after all operations of
 * the nested one were processed.
 *
 * @param threads how many operations are processed at once, at least 1
 * @param verifier checks the operation after each pass that ran on it
 */
public record PassManager(Pipeline pipeline, int threads, OpVerifier verifier, List<PassInstrumentation> instrumentations) {
    public PassManager {
        Objects.requireNonNull(verifier);
        instrumentations = List.copyOf(instrumentations);
        if (threads < 1) {
            throw new IllegalArgumentException("the number of threads must be positive: " + threads);
        }
    }

    /** A manager with one thread and without verification. */
    public PassManager(Pipeline pipeline) {
        this(pipeline, 1, OpVerifier.NONE, List.of());
    }

    public PassManager withThreads(int count) {
        return new PassManager(pipeline, count, verifier, instrumentations);
    }

    public PassManager withVerifier(OpVerifier check) {
        return new PassManager(pipeline, threads, check, instrumentations);
    }

    /** With one more instrumentation, inside those that are there. */
    public PassManager with(PassInstrumentation instrumentation) {
        var more = new ArrayList<>(instrumentations);
        more.add(instrumentation);
        return new PassManager(pipeline, threads, verifier, more);
    }

    /**
     * Runs the pipeline.
     *
     * @throws PassCrashException if a pass throws an exception
     */
    public Pass.Result run(Op root, PassContext context) {
        if (!PipelineRun.matches(pipeline, root)) {
            return context.error(root, "cannot be processed by a pipeline on '%s'", pipeline.anchor());
        }
        boolean parallel = threads > 1 && instrumentations.stream().allMatch(PassInstrumentation::isThreadSafe);
        if (!parallel) {
            return new PipelineRun(this, null).run(pipeline, 0, 0, root, context);
        }
        try (var pool = new ForkJoinPool(threads)) {
            var run = new PipelineRun(this, pool);
            return pool.submit(() -> run.run(pipeline, 0, 0, root, context)).join();
        }
    }
}
