package qcc.cli.report;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import qcc.dialect.cim.StepTable;
import qcc.sim.LayerError;
import qcc.passes.loss.LossEstimate;
import qcc.passes.loss.LossMeasurement;

/**
 * What one layer on analog crossbars loses.
 *
 * @param layer where the network says it is
 * @param exact whether it is proved that nothing is lost
 * @param neededBits converter bits that lose nothing at steps of 1
 * @param converterBits converter bits that there are
 * @param leastStep the smallest step of a converter
 * @param largestStep the largest step of a converter
 * @param predictedSqnrDb signal-to-noise ratio of the layer's sums predicted from calibration samples, in dB; null where nothing is lost or known
 * @param simulatedSqnrDb the same ratio, simulated; null where nothing is lost or it was not simulated
 * @param deviceSqnrDb the ratio of the sums that the simulated specimen gave, for the inputs it had; null on an ideal chip
 * @param noisePercent percent of the noise from each cause, 0 to 100: of the predicted noise on an ideal chip, of the specimen's otherwise;
 *            without causes that nothing is known of
 */
public record LayerLoss(String layer, boolean exact, int neededBits, int converterBits, double leastStep, double largestStep,
        Double predictedSqnrDb, Double simulatedSqnrDb, Double deviceSqnrDb, Map<LossCause, Double> noisePercent) {
    public LayerLoss {
        noisePercent = noisePercent.isEmpty() ? Map.of() : new EnumMap<>(noisePercent);
    }

    /** The loss of a product as it was predicted and measured. */
    public static LayerLoss of(LossMeasurement.ProductLoss loss) {
        var report = loss.report();
        return new LayerLoss(loss.op().location().describe().replace("\"", ""), report.exact(), report.neededBits(), report.converterBits(),
                report.leastStep(), report.largestStep(), report.predicted().map(p -> finite(p.decibels())).orElse(null),
                loss.decibels().map(LayerLoss::finite).orElse(null), null,
                report.predicted().map(LayerLoss::causes).orElse(Map.of()));
    }

    /**
     * The same layer on a specimen. The noise is taken apart in sequence: with ideal cells and converters, what real cells add to it, what
     * everything else adds; the first part is divided as predicted.
     */
    public LayerLoss on(LayerError error) {
        if (error.all() == 0) {
            return this;
        }
        var percent = new EnumMap<LossCause, Double>(LossCause.class);
        percent.put(LossCause.DEVICE, 100 * Math.max(0, error.all() - Math.max(error.cells(), error.ideal())) / error.all());
        percent.put(LossCause.WEIGHTS, Math.min(100 - percent.get(LossCause.DEVICE),
                100 * Math.max(0, error.cells() - error.ideal()) / error.all()));
        double rest = 100 - percent.get(LossCause.DEVICE) - percent.get(LossCause.WEIGHTS);
        noisePercent.forEach((cause, share) -> percent.put(cause, share * rest / 100));
        return new LayerLoss(layer, exact, neededBits, converterBits, leastStep, largestStep, predictedSqnrDb, simulatedSqnrDb,
                finite(10 * StrictMath.log10(error.signal() / error.all())), percent);
    }

    /** Layers on a specimen, each with the error of the operation that is there. */
    public static List<LayerLoss> on(List<LayerLoss> layers, List<LayerError> errors) {
        return layers.stream().map(layer -> errors.stream()
                .filter(error -> error.operation().replace("\"", "").endsWith(" at " + layer.layer)).reduce(LayerError::plus)
                .map(layer::on).orElse(layer)).toList();
    }

    private static Double finite(double decibels) {
        return Double.isFinite(decibels) ? decibels : null;
    }

    private static Map<LossCause, Double> causes(LossEstimate loss) {
        var noise = loss.noise();
        if (noise.total() == 0) {
            return Map.of();
        }
        double percent = 100 / noise.total();
        return Map.of(LossCause.ROUNDING, percent * noise.rounding(), LossCause.CLIPPING, percent * noise.clipping(), LossCause.BIAS,
                percent * noise.bias());
    }

    /** A table of layers in plain text; empty where there is none. */
    public static String table(List<LayerLoss> layers) {
        if (layers.isEmpty()) {
            return "";
        }
        var text = new StringBuilder(String.format(Locale.ROOT, "\n%6s %6s %5s %9s %10s %10s %10s %9s %9s %6s %8s %7s  %s\n", "exact",
                "needed", "bits", "steps", "predicted", "simulated", "specimen", "rounding", "clipping", "bias", "weights", "device",
                "layer"));
        for (var layer : layers) {
            text.append(layer.line());
        }
        return text.toString();
    }

    private String line() {
        var steps = leastStep == largestStep
                ? StepTable.text(leastStep)
                : StepTable.text(leastStep) + "-" + StepTable.text(largestStep);
        return String.format(Locale.ROOT, "%6s %6d %5d %9s %10s %10s %10s %9s %9s %6s %8s %7s  %s\n", exact ? "yes" : "no", neededBits,
                converterBits,
                steps, decibels(predictedSqnrDb), decibels(simulatedSqnrDb), decibels(deviceSqnrDb), share(LossCause.ROUNDING),
                share(LossCause.CLIPPING),
                share(LossCause.BIAS), share(LossCause.WEIGHTS), share(LossCause.DEVICE), layer);
    }

    private static String decibels(Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, "%.1f dB", value);
    }

    private String share(LossCause cause) {
        var percent = noisePercent.get(cause);
        return percent == null ? "-" : String.format(Locale.ROOT, "%.0f %%", percent);
    }
}
