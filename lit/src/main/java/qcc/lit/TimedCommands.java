package qcc.lit;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import qcc.lit.TestScript.ScriptException;
import qcc.lit.shell.Shell;

/** Runs commands that may take a limited time. */
final class TimedCommands {

    /** Commands of a test. */
    @FunctionalInterface
    interface Commands {
        int run() throws ScriptException;
    }

    private TimedCommands() {}

    /**
     * Runs commands in a thread of their own. When time is up, a process that runs is killed; a tool inside this process is interrupted and then left alone.
     *
     * @return the exit code; empty if time was up
     */
    static OptionalInt run(Commands commands, Shell shell, Duration limit) throws ScriptException {
        var task = new FutureTask<>(commands::run);
        var thread = Thread.ofPlatform().daemon().start(task);
        try {
            return OptionalInt.of(task.get(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException _) {
            shell.stop();
            thread.interrupt();
            return OptionalInt.empty();
        } catch (InterruptedException _) {
            shell.stop();
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ScriptException failure) {
                throw failure;
            }
            throw new IllegalStateException("the test runner itself failed", e.getCause());
        }
    }
}
