package qcc.ir.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import qcc.ir.DamagedBlobException;
import qcc.ir.IsolatedFromAbove;
import qcc.ir.Op;
import qcc.ir.diagnostic.DiagnosticCollector;

/** The work of a {@link PassManager}: one run of its pipeline. */
final class PipelineRun {
    /** An operation that a nested pipeline runs on, with a context of its own. */
    private record Job(Op op, PassContext context, DiagnosticCollector diagnostics) {}

    /** How a job ended: with a result, or with the bug that stopped it. */
    private record JobResult(Pass.Result result, PassCrashException crash) {}

    private final PassManager manager;
    private final ForkJoinPool pool;

    /**
     * @param pool where operations are processed side by side, or null for one after the other
     */
    PipelineRun(PassManager manager, ForkJoinPool pool) {
        this.manager = manager;
        this.pool = pool;
    }

    static boolean matches(Pipeline pipeline, Op op) {
        return pipeline.anchor().equals(Pipeline.ANY) || pipeline.anchor().equals(op.name());
    }

    /**
     * Runs a pipeline on an operation of its anchor's name.
     *
     * @param step the place of the pipeline among all steps
     * @param passes the number of passes before it
     */
    Pass.Result run(Pipeline pipeline, int step, int passes, Op op, PassContext context) {
        var execution = new PipelineExecution(pipeline, step, op, context);
        manager.instrumentations().forEach(i -> i.beforePipeline(execution));
        var result = Pass.Result.UNCHANGED;
        int nextStep = step + 1;
        int passesBefore = passes;
        for (var inner : pipeline.steps()) {
            switch (inner) {
                case PassStep(var pass) -> {
                    result = result.and(run(new PassExecution(pass, ++passesBefore, nextStep++, op, context)));
                }
                case Pipeline nested -> {
                    result = result.and(runNested(nested, nextStep, passesBefore, op, context));
                    nextStep += stepCount(nested);
                    passesBefore += nested.passCount();
                }
            }
            if (result == Pass.Result.FAILED) {
                break;
            }
        }
        var outcome = result;
        manager.instrumentations().reversed().forEach(i -> i.afterPipeline(execution, outcome));
        return outcome;
    }

    private static int stepCount(Pipeline pipeline) {
        int count = 1;
        for (var step : pipeline.steps()) {
            count += step instanceof Pipeline nested ? stepCount(nested) : 1;
        }
        return count;
    }

    private Pass.Result run(PassExecution execution) {
        var context = execution.context();
        int errors = context.errorCount();
        context.enter(execution.pass().info().name(), execution.number());
        manager.instrumentations().forEach(i -> i.beforePass(execution));
        var result = runPass(execution);
        if (result == Pass.Result.FAILED && context.errorCount() == errors) {
            context.error(execution.op(), "failed in pass '%s'", execution.pass().info().name());
        }
        if (context.errorCount() != errors || !verify(execution)) {
            manager.instrumentations().reversed().forEach(i -> i.afterFailed(execution));
            return Pass.Result.FAILED;
        }
        manager.instrumentations().reversed().forEach(i -> i.afterPass(execution, result));
        return context.errorCount() == errors ? result : Pass.Result.FAILED;
    }

    private Pass.Result runPass(PassExecution execution) {
        try {
            return execution.pass().run(execution.op(), execution.context());
        } catch (DamagedBlobException e) {
            return execution.context().error(execution.op(), "%s", e.getMessage());
        } catch (RuntimeException | StackOverflowError e) {
            manager.instrumentations().reversed().forEach(i -> i.afterFailed(execution));
            throw new PassCrashException(execution, e);
        }
    }

    private boolean verify(PassExecution execution) {
        if (manager.verifier() == OpVerifier.NONE) {
            return true;
        }
        manager.instrumentations().forEach(i -> i.beforeVerify(execution));
        boolean valid = manager.verifier().verify(execution.op(), execution.context().diagnostics());
        manager.instrumentations().reversed().forEach(i -> i.afterVerify(execution));
        if (!valid) {
            execution.context().error(execution.op(), "is invalid after pass '%s'", execution.pass().info().name());
        }
        return valid;
    }

    private Pass.Result runNested(Pipeline nested, int step, int passes, Op parent, PassContext context) {
        var jobs = new ArrayList<Job>();
        for (var region : parent.regions()) {
            for (var block : region) {
                for (var op : block) {
                    if (!isAnchor(nested, op)) {
                        continue;
                    }
                    if (!(op instanceof IsolatedFromAbove)) {
                        return context.error(op, "is not isolated from above, so that no pipeline can run on it alone");
                    }
                    var collector = new DiagnosticCollector();
                    jobs.add(new Job(op, context.fork(collector), collector));
                }
            }
        }
        var results = pool == null ? runInOrder(nested, step, passes, jobs) : runSideBySide(nested, step, passes, jobs);
        jobs.forEach(job -> context.join(job.context(), job.diagnostics()));
        var result = Pass.Result.UNCHANGED;
        for (var one : results) {
            if (one.crash() != null) {
                throw one.crash();
            }
            result = result.and(one.result());
        }
        return result;
    }

    /** A pipeline on operations of any name takes those that it can run on. */
    private static boolean isAnchor(Pipeline nested, Op op) {
        return nested.anchor().equals(Pipeline.ANY) ? op instanceof IsolatedFromAbove : matches(nested, op);
    }

    private List<JobResult> runInOrder(Pipeline nested, int step, int passes, List<Job> jobs) {
        return jobs.stream().map(job -> attempt(nested, step, passes, job)).toList();
    }

    private List<JobResult> runSideBySide(Pipeline nested, int step, int passes, List<Job> jobs) {
        var tasks = new ArrayList<ForkJoinTask<JobResult>>(jobs.size());
        for (var job : jobs) {
            tasks.add(ForkJoinTask.adapt(() -> attempt(nested, step, passes, job)));
        }
        ForkJoinTask.invokeAll(tasks);
        return tasks.stream().map(ForkJoinTask::join).toList();
    }

    /** Keeps a crash until all jobs are done: which one is told must not depend on threads. */
    private JobResult attempt(Pipeline nested, int step, int passes, Job job) {
        try {
            return new JobResult(run(nested, step, passes, job.op(), job.context()), null);
        } catch (PassCrashException e) {
            return new JobResult(Pass.Result.FAILED, e);
        }
    }
}
