package qcc.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import qcc.backend.host.bundle.Bundle;
import qcc.sim.Simulator;
import qcc.sim.noise.NonIdealities;

/** Executes the same samples on several specimens of a chip and compares each with the ideal chip. */
final class DieStudy {
    /**
     * One specimen.
     *
     * @param name its seed, or the only effect it has
     * @param top1 percent of right answers; null without labels
     * @param agreementPercent percent of samples for which it finds the class that the ideal chip finds
     * @param sqnrDb of its outputs against the ideal chip's, in dB; null where nothing differs
     */
    record Specimen(String name, Double top1, double agreementPercent, Double sqnrDb) {
        private String line() {
            return String.format(Locale.ROOT, "    %-16s %s %7.2f %% %s%n", name, figure(top1, "%"), agreementPercent,
                    figure(sqnrDb, "dB"));
        }

        private static String figure(Double value, String unit) {
            return value == null ? String.format(Locale.ROOT, "%7s   ", "-") : String.format(Locale.ROOT, "%7.2f %-2s", value, unit);
        }
    }

    /** Mean and extremes of a figure over specimens. */
    record Spread(double mean, double min, double max) {
        static Spread of(double[] values) {
            return new Spread(Arrays.stream(values).average().orElseThrow(), Arrays.stream(values).min().orElseThrow(),
                    Arrays.stream(values).max().orElseThrow());
        }

        private String text() {
            return String.format(Locale.ROOT, "mean %.2f %%, least %.2f %%, largest %.2f %%", mean, min, max);
        }
    }

    /**
     * What the study found.
     *
     * @param idealTop1 percent of right answers of the ideal chip; null without labels
     * @param top1 over specimens; null without labels
     * @param agreementPercent over specimens
     * @param specimens one for each seed
     * @param effects the first seed's specimen with one effect alone, effect by effect
     */
    record Result(Double idealTop1, Spread top1, Spread agreementPercent, List<Specimen> specimens, List<Specimen> effects) {
        String text() {
            var text = new StringBuilder();
            if (!specimens.isEmpty()) {
                text.append("  %d specimens: top-1, agreement with the ideal chip, SQNR against it%n".formatted(specimens.size()));
                specimens.forEach(specimen -> text.append(specimen.line()));
                if (top1 != null) {
                    text.append(String.format(Locale.ROOT, "    top-1     %s; the ideal chip %.2f %%%n", top1.text(), idealTop1));
                }
                text.append("    agreement %s%n".formatted(agreementPercent.text()));
            }
            if (!effects.isEmpty()) {
                text.append("  one effect alone: top-1, agreement with the ideal chip, SQNR against it%n".formatted());
                effects.forEach(effect -> text.append(effect.line()));
            }
            return text.toString();
        }
    }

    private final Bundle bundle;
    private final Samples samples;
    private final int count;
    private final Optional<int[]> labels;
    private final Progress progress;
    private final int[] idealClasses;
    private final double[] idealOutputs;

    /** Runs the ideal chip. */
    DieStudy(Bundle bundle, Samples samples, int count, Optional<int[]> labels, Progress progress) {
        this.bundle = bundle;
        this.samples = samples;
        this.count = count;
        this.labels = labels;
        this.progress = progress;
        this.idealClasses = new int[count];
        var outputs = new ArrayList<double[]>();
        run(ideal(), (from, classes, values) -> {
            System.arraycopy(classes, 0, idealClasses, from, classes.length);
            outputs.add(values);
        });
        this.idealOutputs = outputs.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private NonIdealities ideal() {
        return new NonIdealities(Simulator.chip(bundle).noise().withIdeal(true), Optional.empty());
    }

    /**
     * Runs specimens with consecutive seeds, then the first of them effect by effect.
     *
     * @param dies how many seeds
     * @param attribute whether effects are tried alone
     */
    Result run(NonIdealities nonIdealities, int dies, boolean attribute) {
        var specimens = new ArrayList<Specimen>();
        for (int i = 0; i < dies; i++) {
            int seed = nonIdealities.noise().seed() + i;
            specimens.add(specimen("seed " + seed, nonIdealities.withSeed(seed)));
        }
        var effects = new ArrayList<Specimen>();
        if (attribute) {
            nonIdealities.effects().forEach((effect, alone) -> effects.add(specimen(effect.name().toLowerCase(Locale.ROOT), alone)));
        }
        return new Result(labels.map(l -> percent(Accuracy.matches(idealClasses, l, 0))).orElse(null),
                labels.isEmpty() || specimens.isEmpty() ? null : Spread.of(specimens.stream().mapToDouble(Specimen::top1).toArray()),
                specimens.isEmpty() ? null : Spread.of(specimens.stream().mapToDouble(Specimen::agreementPercent).toArray()), specimens,
                effects);
    }

    private Specimen specimen(String name, NonIdealities nonIdealities) {
        var right = new int[2];
        var power = new double[2];
        run(nonIdealities, (from, classes, values) -> {
            labels.ifPresent(l -> right[0] += Accuracy.matches(classes, l, from));
            for (int i = 0; i < classes.length; i++) {
                right[1] += classes[i] == idealClasses[from + i] ? 1 : 0;
            }
            int first = idealOutputs.length / count * from;
            for (int i = 0; i < values.length; i++) {
                double error = values[i] - idealOutputs[first + i];
                power[0] += idealOutputs[first + i] * idealOutputs[first + i];
                power[1] += error * error;
            }
        });
        return new Specimen(name, labels.map(_ -> percent(right[0])).orElse(null), percent(right[1]),
                Json.finite(10 * StrictMath.log10(power[0] / power[1])));
    }

    private double percent(int number) {
        return 100.0 * number / count;
    }

    /** Sees the classes and the first output of a portion of the samples. */
    private interface Classes {
        void accept(int from, int[] classes, double[] values);
    }

    private void run(NonIdealities nonIdealities, Classes classes) {
        new DeviceRun(bundle, false, nonIdealities).run(samples, count, progress, (from, _, outputs) -> {
            var output = outputs.getFirst();
            var values = new double[output.elements()];
            Arrays.setAll(values, output::doubleAt);
            classes.accept(from, Accuracy.classes(output), values);
        });
    }
}
