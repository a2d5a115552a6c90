package qcc.sim;

import qcc.tensor.LockstepProduct;
import qcc.tensor.Parallel;

/**
 * How to simulate. No result depends on threads or block size.
 *
 * @param threads blocks of samples executed at the same time, at least 1
 * @param blockSamples most samples executed in lockstep, a multiple of {@link LockstepProduct#SAMPLE_MULTIPLE}; fewer are taken where memory is
 *            short
 * @param checkUninitialized whether reading memory that was never written traps; without, it reads as zero
 * @param warmUp whether each thread executes a block once before time is taken
 * @param everyConversion whether every conversion of analog crossbars is made, also where it is proved to lose nothing, which is slower
 */
public record SimulatorOptions(int threads, int blockSamples, boolean checkUninitialized, boolean warmUp, boolean everyConversion) {
    private static final int DEFAULT_BLOCK = 64;

    public SimulatorOptions {
        if (threads < 1) {
            throw new IllegalArgumentException("the number of threads must be at least 1, not " + threads);
        }
        if (blockSamples < 1 || blockSamples % LockstepProduct.SAMPLE_MULTIPLE != 0) {
            throw new IllegalArgumentException(
                    "a block must have a multiple of %d samples, not %d".formatted(LockstepProduct.SAMPLE_MULTIPLE, blockSamples));
        }
    }

    /** As many threads as the shared pool has, blocks of 64 samples, every check, no warm-up, only conversions that may lose something. */
    public static SimulatorOptions defaults() {
        return new SimulatorOptions(Parallel.shared().threads(), DEFAULT_BLOCK, true, false, false);
    }

    /** These options with another number of threads. */
    public SimulatorOptions withThreads(int count) {
        return new SimulatorOptions(count, blockSamples, checkUninitialized, warmUp, everyConversion);
    }

    /** These options with another block size. */
    public SimulatorOptions withBlockSamples(int samples) {
        return new SimulatorOptions(threads, samples, checkUninitialized, warmUp, everyConversion);
    }

    /** These options with reads of unwritten memory checked or not. */
    public SimulatorOptions withCheckUninitialized(boolean check) {
        return new SimulatorOptions(threads, blockSamples, check, warmUp, everyConversion);
    }

    /** These options with or without warm-up. */
    public SimulatorOptions withWarmUp(boolean warm) {
        return new SimulatorOptions(threads, blockSamples, checkUninitialized, warm, everyConversion);
    }

    /** These options with every conversion made or only those that may lose something. */
    public SimulatorOptions withEveryConversion(boolean every) {
        return new SimulatorOptions(threads, blockSamples, checkUninitialized, warmUp, every);
    }
}
