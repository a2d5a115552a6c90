package qcc.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import qcc.cli.report.LayerLoss;
import qcc.sim.Simulator;

/** Compiles a network and compares it on reals, on integers and on the simulated chip. */
@Command(name = "eval", description = "Compares a network on reals, on integers and on the simulated chip.", mixinStandardHelpOptions = true, sortOptions = false)
final class EvalCommand implements Callable<Integer> {
    /**
     * What the command prints.
     *
     * @param floatTop1 percent of right answers on reals; null without labels, as the next two
     * @param int8SqnrDb of the outputs on integers against those on reals, in dB; null where nothing differs
     * @param agreement samples for which the device finds the class that reals find
     * @param bitExact whether every output of the device is the one on integers
     * @param secondsDevice wall time of the simulation without warm-up
     * @param layers what each layer on analog crossbars loses
     * @param dies what several specimens of the chip do; null where none was asked for
     */
    record Answer(String network, String chip, int images, Double floatTop1, Double int8Top1, Double deviceTop1, Double int8SqnrDb,
            int agreement, boolean bitExact, long cyclesPerInference, double microsecondsPerInference, double energyUjPerInference,
            ReloadAnswer reload, double secondsDevice, List<LayerLoss> layers, DieStudy.Result dies) {
        String text() {
            return String.format(Locale.ROOT, """
                    %s on %s: %d samples
                      top-1 on reals    %s
                      top-1 on integers %s
                      top-1 on the chip %s
                      SQNR of integers  %s
                      agreement         %10d of %d samples: the chip finds the class that reals find
                      bit exact         %10s
                      cycles            %10d for an inference
                      time              %10.3f us for an inference
                      energy            %10.4f uJ for an inference
                    %s  simulated in      %10.3f s
                    """, network, chip, images, figure(floatTop1, "%"), figure(int8Top1, "%"), figure(deviceTop1, "%"),
                    figure(int8SqnrDb, "dB"), agreement, images, bitExact ? "yes" : "no", cyclesPerInference, microsecondsPerInference,
                    energyUjPerInference, reload.text(), secondsDevice) + (dies == null ? "" : dies.text()) + LayerLoss.table(layers);
        }

        private static String figure(Double value, String unit) {
            return value == null ? String.format(Locale.ROOT, "%10s", "-") : String.format(Locale.ROOT, "%10.2f %s", value, unit);
        }
    }

    private final Invocation invocation;

    @Mixin
    private CompilerArguments arguments;

    @Mixin
    private InputOptions input;

    @Option(names = "--loss-samples", paramLabel = "N", defaultValue = "64", description = "Simulate the loss of each layer on analog crossbars on the first N samples (default: 64; 0 for none).")
    private int lossSamples;

    @Mixin
    private SpecimenOptions specimen;

    @Option(names = "--dies", paramLabel = "N", defaultValue = "0", description = "Draw N specimens of the chip, with consecutive seeds, and compare each with the ideal chip.")
    private int dies;

    @Option(names = "--attribute", description = "Try each non-ideality alone.")
    private boolean attribute;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    EvalCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws Exception {
        arguments.requireTarget();
        input.check();
        if (lossSamples < 0 || dies < 0) {
            throw new InputException("a number of samples or dies cannot be negative");
        }
        var progress = new Progress(invocation);
        var network = new NetworkCompilation(arguments, invocation, progress).run();
        var slots = DeviceRun.slots(network.bundle());
        try (var samples = input.open(slots, arguments.preprocessing(), invocation)) {
            var labels = input.labels(samples, invocation);
            int count = input.count(samples);
            var bundle = specimen.repaired(network.bundle(), invocation);
            var nonIdealities = specimen.of(bundle, invocation);
            if ((dies > 1 && nonIdealities.noise().ideal()) || (attribute && nonIdealities.isIdeal())) {
                throw new InputException("all specimens of an ideal chip are the same: give --noise on, or --noise '{...}'");
            }
            var device = new DeviceRun(bundle, true, nonIdealities);
            var comparison = new LevelComparison(network, labels);
            var losses = new LossSimulation(network.mapped(), Math.min(count, lossSamples));
            device.run(samples, count, progress, (from, inputs, outputs) -> {
                comparison.add(from, inputs, outputs);
                losses.add(from, inputs, progress);
            });
            var layers = losses.layers();
            if (!nonIdealities.isIdeal() && lossSamples > 0) {
                var inputs = samples.read(slots, 0, Math.min(count, lossSamples));
                layers = LayerLoss.on(layers, Simulator.layerErrors(bundle, nonIdealities, inputs));
            }
            var study = dies == 0 && !attribute
                    ? null
                    : new DieStudy(bundle, samples, count, labels, progress).run(nonIdealities, dies, attribute);
            var answer = comparison.answer(device, count, layers, study);
            invocation.out().print(json ? Json.text(answer) : answer.text());
        }
        return ExitCode.OK;
    }
}
