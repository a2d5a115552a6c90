package qcc.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;
import qcc.passes.quantize.CalibratePass;
import qcc.passes.quantize.CalibrationData;
import qcc.passes.quantize.CalibrationInput;

/** Which samples the ranges of values are learned from, and how. */
final class CalibrationOptions {
    @Option(names = "--calib", paramLabel = "DATA", description = "Calibration samples: .npy, .npz, or a folder of PNG or JPEG files; once for each input.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--random-calib", paramLabel = "N", defaultValue = "0", description = "N standard normal samples instead.")
    private int random;

    @Option(names = "--calib-seed", paramLabel = "SEED", defaultValue = "0", description = "Seed of these samples (default: 0).")
    private long seed;

    @Option(names = "--calib-samples", paramLabel = "N", defaultValue = "0", description = "Use at most N samples (default: all).")
    private long samples;

    @Option(names = "--calibration", paramLabel = "METHOD", defaultValue = "minmax", description = "How a range follows from the values seen: minmax or percentile (default: minmax).")
    private String method;

    @Option(names = "--percentile", paramLabel = "P", defaultValue = "99.99", description = "Percent of the values that a range keeps (default: 99.99).")
    private double percentile;

    /** @throws InputException if the samples are missing or given twice */
    void requireSamples() {
        if (files.isEmpty() == (random == 0)) {
            throw new InputException(files.isEmpty()
                    ? "calibration samples are needed: --calib DATA, or --random-calib N"
                    : "--calib and --random-calib cannot be given together");
        }
    }

    /**
     * The pass that learns ranges. Samples from files are handed in with the context; random ones it makes itself.
     *
     * @throws InputException if a number lies outside its range
     */
    CalibratePass pass() {
        var defaults = new CalibratePass();
        try {
            return new CalibratePass(method(), percentile, List.of(), samples, defaults.blockSize(), random, seed);
        } catch (IllegalArgumentException e) {
            throw new InputException(e.getMessage(), e);
        }
    }

    private CalibratePass.Method method() {
        return switch (method.toLowerCase(Locale.ROOT)) {
            case "minmax" -> CalibratePass.Method.MINMAX;
            case "percentile" -> CalibratePass.Method.PERCENTILE;
            default -> throw new InputException("--calibration must be minmax or percentile, not '" + method + "'");
        };
    }

    /** Whether samples come from files. */
    boolean hasFiles() {
        return !files.isEmpty();
    }

    /** How many random samples there are, and their seed. */
    int randomCount() {
        return random;
    }

    long seed() {
        return seed;
    }

    /** The samples of the files, for inputs of some names. */
    CalibrationData open(List<String> names, PreprocessingOptions preprocessing, Invocation invocation) {
        return open(files, names, preprocessing, invocation);
    }

    /** Samples of files, for inputs of some names. */
    static CalibrationData open(List<Path> files, List<String> names, PreprocessingOptions preprocessing, Invocation invocation) {
        var opened = Samples.open(files, names, preprocessing.toPreprocessing(), invocation);
        return new CalibrationData(
                opened.inputs().stream().map(i -> new CalibrationInput(i.name(), i.source(), i.preprocessing())).toList());
    }
}
