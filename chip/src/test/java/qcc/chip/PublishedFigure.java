package qcc.chip;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * A figure that somebody published about a chip, and how qcc derives it from the preset.
 *
 * @param preset the preset
 * @param what the figure, with its unit
 * @param published its value
 * @param percent how far the derived value may lie from it; 0 where the two are known to differ
 * @param derived derives it
 * @param remark what is to be said about it, in particular why the two differ; may be empty
 */
record PublishedFigure(String preset, String what, double published, double percent, ToDoubleFunction<Chip> derived, String remark) {
    static final List<PublishedFigure> ALL = List.of(
            figure("colonnade-jssc21", "8 x 8-bit product, ns", 80, 5, chip -> interval(chip, 8, 8),
                    "8 clocks of 10 ns, one per input bit"),
            figure("d6cim-esscirc23", "8 x 8-bit product, ns", 177.8, 1, chip -> latency(chip, 8, 8), "64 clocks at 360 MHz"),
            figure("d6cim-esscirc23", "macro, TOPS/W", 60.4, 1, chip -> precision(chip, 8).topsPerWatt(), "sets `cell_pj`"),
            figure("hermes-pcm64", "TOPS", 16.13, 1, chip -> precision(chip, 8).nominalTops(), "64 x 2 x 256 x 256 / 520 ns"),
            figure("isaac-isca16", "16 x 16-bit product, ns", 1600, 5, chip -> interval(chip, 16, 16), "16 cycles of 100 ns"),
            figure("isaac-isca16", "16-bit TOPS", 40.9, 5, chip -> precision(chip, 16).nominalTops(), "479 GOPS/s/mm2 x 85.4 mm2"),
            figure("isaac-isca16", "power, W", 65.8, 15, chip -> ChipReport.of(chip).peakWatts(), "every part busy"),
            figure("isaac-isca16", "area, mm2", 85.4, 5, chip -> ChipReport.of(chip).areaMm2(), ""),
            figure("jia-jssc20", "cells, Kb", 590, 1, chip -> chip.xbar().rows() * chip.xbar().cols() / 1000.0, ""),
            figure("jia-jssc20", "one input bit, ns", 1350, 1, chip -> interval(chip, 1, 8), "54 clocks of 25 ns"),
            figure("jia-jssc22", "4 x 4-bit product, ns", 200, 1, chip -> interval(chip, 4, 4), ""),
            figure("jia-jssc22", "4-bit TOPS", 11.8, 1, chip -> precision(chip, 4).nominalTops(), "16 x 2 x 64 x 1,152 / 200 ns"),
            figure("jia-jssc22", "4-bit TOPS, exact", 2.36, 1, chip -> precision(chip, 4).exactTops(),
                    "not published: 8-bit converters are exact for 255 rows, so 5 passes"),
            figure("neurram-nat22", "4-bit product, ns", 3900, 1, chip -> latency(chip, 4, 4), "given as `timing`"),
            figure("pimcomp-dac23", "product, ns", 4000, 1, chip -> latency(chip, 16, 16), "given as `timing`"),
            figure("puma-asplos19", "16 x 16-bit product, ns", 1800, 5, chip -> latency(chip, 16, 16),
                    "three stages of 100 ns in the source, two here"),
            figure("puma-asplos19", "weights of 16 bits, MiB", 69, 1, chip -> precision(chip, 16).capacity() * 2.0 / (1 << 20), ""),
            figure("puma-asplos19", "16-bit TOPS", 52.3, 0, chip -> precision(chip, 16).nominalTops(),
                    "577 GOPS/s/mm2 x 90.6 mm2; a product every 1,384 ns, which the constants of the simulator do not give"),
            figure("puma-asplos19", "power, W", 62.5, 0, chip -> ChipReport.of(chip).peakWatts(),
                    "registers, instruction memories and control of the cores have no energies in the file"),
            figure("sinangil-jssc21", "macro, 4-bit GOPS", 372.4, 1, chip -> precision(chip, 4).nominalTops() * 1000 / chip.xbarCount(),
                    "2 x 64 x 16 / 5.5 ns; a weight of 4 bits needs one of the two slices"),
            figure("sinangil-jssc21", "macro, TOPS/W", 351, 1, chip -> precision(chip, 4).topsPerWatt(), "sets `cell_pj`"),
            figure("tsmc22-isscc21", "macro, TOPS/W", 89, 1, chip -> precision(chip, 4).topsPerWatt(), "sets `cell_pj`"),
            figure("tsmc22-isscc21", "macro, 4-bit TOPS/mm2", 16.3, 1,
                    chip -> precision(chip, 4).nominalTops() / chip.xbarCount() / chip.areaMm2().xbar(),
                    "sets `clock_mhz`, with an unverified area"));

    private static PublishedFigure figure(String preset, String what, double published, double percent, ToDoubleFunction<Chip> derived,
            String remark) {
        return new PublishedFigure(preset, what, published, percent, derived, remark);
    }

    double of(Chip chip) {
        return derived.applyAsDouble(chip);
    }

    private static double interval(Chip chip, int inputBits, int weightBits) {
        return ProductCost.full(chip, chip.xbar(), inputBits, weightBits).intervalNs();
    }

    private static double latency(Chip chip, int inputBits, int weightBits) {
        return ProductCost.full(chip, chip.xbar(), inputBits, weightBits).latencyNs();
    }

    private static PrecisionFigures precision(Chip chip, int weightBits) {
        return ChipReport.of(chip).types().getFirst().precisions().stream().filter(each -> each.weightBits() == weightBits).findFirst()
                .orElseThrow();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s: %s is %s", preset, what, published);
    }
}
