package qcc.passes.loss;

import java.util.Locale;
import java.util.Optional;
import qcc.dialect.cim.ProductOp;
import qcc.dialect.cim.StepTable;
import qcc.ir.DictionaryAttr;
import qcc.ir.FloatAttr;
import qcc.ir.IntegerAttr;

/**
 * What is known about the conversions of a product when it is compiled. It stands in the discardable attribute {@value #ATTRIBUTE} of the
 * operation.
 *
 * @param exact whether it is proved that nothing is lost
 * @param neededBits converter bits that lose nothing at steps of 1
 * @param converterBits converter bits that there are
 * @param leastStep the smallest step
 * @param largestStep the largest step
 * @param predicted the loss to expect; empty where it is exact or there were no samples
 */
public record ConversionReport(boolean exact, int neededBits, int converterBits, double leastStep, double largestStep,
        Optional<LossEstimate> predicted) {
    /** The attribute that holds a report. */
    public static final String ATTRIBUTE = "qcc.conversion";

    /** The report on a product; empty where nothing is converted, or nobody has looked. */
    public static Optional<ConversionReport> of(ProductOp op) {
        return op.attribute(ATTRIBUTE, DictionaryAttr.class).map(ConversionReport::of);
    }

    private static ConversionReport of(DictionaryAttr attribute) {
        var predicted = attribute.find("signal").map(_ -> new LossEstimate(real(attribute, "signal"),
                new NoisePower(real(attribute, "rounding"), real(attribute, "clipping"), real(attribute, "bias")), 0));
        return new ConversionReport(integer(attribute, "exact") != 0, integer(attribute, "needed_bits"),
                integer(attribute, "converter_bits"),
                real(attribute, "least_step"), real(attribute, "largest_step"), predicted);
    }

    private static int integer(DictionaryAttr attribute, String key) {
        return (int) ((IntegerAttr) attribute.get(key)).value();
    }

    private static double real(DictionaryAttr attribute, String key) {
        return ((FloatAttr) attribute.get(key)).value();
    }

    DictionaryAttr attribute() {
        var attribute = DictionaryAttr.EMPTY.with("exact", IntegerAttr.ofBoolean(exact)).with("needed_bits", IntegerAttr.of(neededBits))
                .with("converter_bits", IntegerAttr.of(converterBits)).with("least_step", FloatAttr.of(leastStep))
                .with("largest_step", FloatAttr.of(largestStep));
        if (predicted.isEmpty()) {
            return attribute;
        }
        var noise = predicted.get().noise();
        return attribute.with("signal", FloatAttr.of(predicted.get().signal())).with("rounding", FloatAttr.of(noise.rounding()))
                .with("clipping", FloatAttr.of(noise.clipping())).with("bias", FloatAttr.of(noise.bias()));
    }

    /** One line for a remark. */
    String text() {
        var steps = leastStep == largestStep
                ? "steps of " + StepTable.text(leastStep)
                : "steps of %s to %s".formatted(StepTable.text(leastStep), StepTable.text(largestStep));
        var head = "column sums need %d bits, converters have %d and %s".formatted(neededBits, converterBits, steps);
        return head + predicted.map(ConversionReport::text).orElse(exact ? "; proved exact" : "; no samples to predict the loss from");
    }

    private static String text(LossEstimate loss) {
        if (loss.noise().total() == 0) {
            return "; samples lose nothing";
        }
        double percent = 100 / loss.noise().total();
        return String.format(Locale.ROOT,
                "; predicted SQNR %.1f dB: %.0f %% of the noise from rounding, %.0f %% from clipping, %.0f %% bias",
                loss.decibels(), percent * loss.noise().rounding(), percent * loss.noise().clipping(), percent * loss.noise().bias());
    }
}
