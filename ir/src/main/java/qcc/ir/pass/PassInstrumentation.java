package qcc.ir.pass;

/** Looks at the IR between passes: prints it, takes times, checks it. Hooks are called around each other, the last added innermost. */
public interface PassInstrumentation {
    /**
     * Whether hooks may be called from several threads at once. If one instrumentation of a manager says no, functions are processed one
     * after the other, in order.
     */
    default boolean isThreadSafe() {
        return false;
    }

    default void beforePipeline(PipelineExecution run) {}

    /** Called however the pipeline ended. */
    default void afterPipeline(PipelineExecution run, Pass.Result result) {}

    default void beforePass(PassExecution run) {}

    /**
     * The pass and the verification after it went well.
     *
     * @param result changed or unchanged
     */
    default void afterPass(PassExecution run, Pass.Result result) {}

    /** The pass reported an error or threw an exception, or has left invalid IR. */
    default void afterFailed(PassExecution run) {}

    /** The pass is over and its result is verified next. */
    default void beforeVerify(PassExecution run) {}

    default void afterVerify(PassExecution run) {}
}
