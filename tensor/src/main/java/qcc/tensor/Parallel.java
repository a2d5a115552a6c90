package qcc.tensor;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Runs numbered, independent tasks on a fixed number of threads, of which the calling thread is one. Callers cut their work so that the cut
 * never changes a result. A task may itself run tasks: whoever waits, waits only for tasks that a thread is executing.
 */
public final class Parallel implements AutoCloseable {
    /** System property with the number of threads of {@link #shared()}; the number of processors where it is unset. */
    public static final String THREADS_PROPERTY = "qcc.threads";

    private static final class Shared {
        static final Parallel INSTANCE = new Parallel(threads(System.getProperty(THREADS_PROPERTY)));
    }

    private final int threads;
    private final ExecutorService workers;

    /** @param threads how many threads work on the tasks of one call, the caller included; at least 1 */
    public Parallel(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("the number of threads must be at least 1, not %d".formatted(threads));
        }
        this.threads = threads;
        this.workers = threads == 1
                ? null
                : Executors.newFixedThreadPool(threads - 1, Thread.ofPlatform().daemon().name("qcc-parallel-", 0).factory());
    }

    /** The process-wide pool, of daemon threads. Not to be closed. */
    public static Parallel shared() {
        return Shared.INSTANCE;
    }

    static int threads(String property) {
        if (property == null) {
            return Runtime.getRuntime().availableProcessors();
        }
        if (!property.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException(
                    "system property %s must be a number of threads from 1 to 9999, not '%s'".formatted(THREADS_PROPERTY, property));
        }
        return Integer.parseInt(property);
    }

    public int threads() {
        return threads;
    }

    /**
     * Runs {@code task} for 0 to {@code tasks - 1}, in no particular order, and returns when all are done. If tasks fail, the exception of the
     * lowest-numbered one is thrown; tasks after it may not have run.
     */
    public void forEach(int tasks, IntConsumer task) {
        if (threads == 1 || tasks <= 1) {
            for (var i = 0; i < tasks; i++) {
                task.accept(i);
            }
            return;
        }
        var run = new Run(tasks, task);
        for (var worker = 1; worker < Math.min(threads, tasks); worker++) {
            workers.execute(run);
        }
        run.run();
        run.await();
    }

    @Override
    public void close() {
        if (workers != null) {
            workers.close();
        }
    }

    /** One call's tasks. They are handed out in order, so those below a failed one have been started and are waited for. */
    private static final class Run implements Runnable {
        private final int tasks;
        private final IntConsumer task;
        private final AtomicInteger next = new AtomicInteger();
        private final Phaser working = new Phaser(1);
        private Throwable failure;
        private int failedTask = Integer.MAX_VALUE;

        Run(int tasks, IntConsumer task) {
            this.tasks = tasks;
            this.task = task;
        }

        /** A worker that comes after the caller has finished finds the phaser terminated and has nothing to do. */
        @Override
        public void run() {
            if (working.register() < 0) {
                return;
            }
            try {
                for (var i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
                    runOne(i);
                }
            } finally {
                working.arriveAndDeregister();
            }
        }

        private void runOne(int index) {
            try {
                task.accept(index);
            } catch (RuntimeException | Error e) {
                fail(index, e);
            }
        }

        private synchronized void fail(int index, Throwable cause) {
            next.set(tasks);
            if (index < failedTask) {
                failedTask = index;
                failure = cause;
            }
        }

        void await() {
            working.arriveAndAwaitAdvance();
            working.arriveAndDeregister();
            synchronized (this) {
                switch (failure) {
                    case null -> {}
                    case Error error -> throw error;
                    case RuntimeException exception -> throw exception;
                    default -> throw new AssertionError(failure);
                }
            }
        }
    }
}
