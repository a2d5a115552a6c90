package qcc.ir;

/**
 * Lets recursion over nested regions go deeper than the stack of the calling thread: every few levels it goes on in a thread with a stack
 * of its own, for which the caller waits.
 */
public final class DeepRecursion {
    private static final int LEVELS_PER_THREAD = 100;
    private static final long STACK_BYTES = 1L << 23;

    /** What is done at one level. */
    @FunctionalInterface
    public interface Level<T, E extends Exception> {
        T run() throws E;
    }

    private DeepRecursion() {}

    /**
     * Does what is to be done at a level.
     *
     * @param depth the number of levels around it
     */
    public static <T, E extends Exception> T run(int depth, Level<T, E> level) throws E {
        return depth == 0 || depth % LEVELS_PER_THREAD != 0 ? level.run() : new Outcome<T, E>().of(level);
    }

    /** What came of a level in another thread. */
    private static final class Outcome<T, E extends Exception> {
        private T value;
        private Throwable failure;

        private void record(Level<T, E> level) {
            try {
                value = level.run();
            } catch (Throwable t) {
                failure = t;
            }
        }

        @SuppressWarnings("unchecked") // a level throws E, runtime exceptions and errors
        private T of(Level<T, E> level) throws E {
            var thread = new Thread(null, () -> record(level), Thread.currentThread().getName(), STACK_BYTES);
            thread.start();
            boolean interrupted = false;
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            switch (failure) {
                case null -> {
                    return value;
                }
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                default -> throw (E) failure;
            }
        }
    }
}
