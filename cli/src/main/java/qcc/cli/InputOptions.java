package qcc.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which samples a network is executed on. */
final class InputOptions {
    @Option(names = "--input", paramLabel = "DATA", description = "Samples: .npy, .npz, or a folder of PNG or JPEG files; once for each input.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--random-input", paramLabel = "N", defaultValue = "0", description = "N standard normal samples instead.")
    private int random;

    @Option(names = "--seed", paramLabel = "SEED", defaultValue = "0", description = "Seed of these samples (default: 0).")
    private long seed;

    @Option(names = "--labels", paramLabel = "LABELS.npy", description = "The right class of each sample; gives the top-1 accuracy.")
    private Optional<Path> labels = Optional.empty();

    @Option(names = "--samples", paramLabel = "N", defaultValue = "0", description = "Use at most the first N samples (default: all).")
    private int limit;

    /** @throws InputException if samples are missing or given twice, or a number is negative */
    void check() {
        if (files.isEmpty() == (random == 0)) {
            throw new InputException(files.isEmpty()
                    ? "samples are needed: --input DATA, or --random-input N"
                    : "--input and --random-input cannot be given together");
        }
        if (random < 0 || limit < 0) {
            throw new InputException("a number of samples cannot be negative");
        }
    }

    /** The samples for the inputs of a network. */
    Samples open(List<Samples.Slot> slots, PreprocessingOptions preprocessing, Invocation invocation) {
        check();
        return random > 0
                ? Samples.random(slots, random, seed)
                : Samples.open(files, slots.stream().map(Samples.Slot::name).toList(), preprocessing.toPreprocessing(), invocation);
    }

    /** How many of the samples are used. */
    int count(Samples samples) {
        int count = samples.count();
        return limit == 0 ? count : Math.min(limit, count);
    }

    /** The right classes of all samples, if they are known. */
    Optional<int[]> labels(Samples samples, Invocation invocation) {
        return labels.map(file -> Accuracy.labels(invocation.resolve(file), samples.count()));
    }
}
