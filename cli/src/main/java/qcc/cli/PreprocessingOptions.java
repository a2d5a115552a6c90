package qcc.cli;

import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.Option;
import qcc.tensor.Preprocessing;

/** What happens to samples before they enter the network. */
final class PreprocessingOptions {
    @Option(names = "--scale", paramLabel = "S", defaultValue = "1", description = "Divide samples by S first: (x / S - mean) / std.")
    private double scale;

    @Option(names = "--mean", paramLabel = "M", split = ",", defaultValue = "0", description = "One number, or one for each channel.")
    private double[] mean;

    @Option(names = "--std", paramLabel = "D", split = ",", defaultValue = "1", description = "One number, or one for each channel.")
    private double[] std;

    @Option(names = "--layout", paramLabel = "L", defaultValue = "nchw", description = "Order of the samples' dimensions: nchw or nhwc (default: nchw).")
    private String layout;

    /** @throws InputException if a divisor is 0, or the layout has another name */
    Preprocessing toPreprocessing() {
        if (Arrays.stream(Preprocessing.Layout.values()).noneMatch(l -> l.name().equalsIgnoreCase(layout))) {
            throw new InputException("--layout must be nchw or nhwc, not '" + layout + "'");
        }
        try {
            return new Preprocessing(scale, mean, std, Preprocessing.Layout.valueOf(layout.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            throw new InputException(e.getMessage(), e);
        }
    }
}
