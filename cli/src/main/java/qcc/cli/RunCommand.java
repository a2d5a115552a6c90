package qcc.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import qcc.backend.host.bundle.Bundle;
import qcc.backend.host.bundle.BundleReader;
import qcc.cli.report.ChromeTrace;
import qcc.cli.report.ReportFormat;
import qcc.cli.report.RunReport;
import qcc.cli.report.TextReport;
import qcc.sim.SimulationReport;
import qcc.sim.Simulator;
import qcc.tensor.NpyFile;
import qcc.tensor.NpzFile;
import qcc.tensor.Tensor;

/** Executes a bundle on the simulated chip. */
@Command(name = "run", description = "Executes a bundle on the simulated chip.", mixinStandardHelpOptions = true, sortOptions = false)
final class RunCommand implements Callable<Integer> {
    /** What the command prints; percentages are 0 to 100. */
    private record Answer(String network, String chip, int images, Double top1, long cyclesPerInference, double microsecondsPerInference,
            double energyUjPerInference, double intervalMicroseconds, String bottleneck, double programmingMicroseconds,
            double programmingEnergyUj, ReloadAnswer reload, double secondsDevice) {
        String text() {
            var text = new StringBuilder(String.format(Locale.ROOT, "%s on %s: %d samples%n", network, chip, images));
            if (top1 != null) {
                text.append(String.format(Locale.ROOT, "  top-1         %12.2f %%%n", top1));
            }
            return text
                    .append(String.format(Locale.ROOT, """
                              cycles        %12d for an inference
                              time          %12.3f us for an inference
                              every         %12.3f us one inference; bottleneck: %s
                              energy        %12.4f uJ for an inference
                              programming   %12.3f us, %.4f uJ for all segments
                            """, cyclesPerInference, microsecondsPerInference, intervalMicroseconds, bottleneck, energyUjPerInference,
                            programmingMicroseconds, programmingEnergyUj))
                    .append(reload.text()).append(String.format(Locale.ROOT, "  simulated in  %12.3f s%n", secondsDevice)).toString();
        }
    }

    private static final String STANDARD_OUTPUT = "-";

    private final Invocation invocation;

    @Parameters(paramLabel = "BUNDLE.qcb", description = "What 'qcc compile' wrote.")
    private Path file;

    @Mixin
    private InputOptions input;

    @Mixin
    private PreprocessingOptions preprocessing;

    @Mixin
    private SpecimenOptions specimen;

    @Mixin
    private OperatingPointOption operatingPoint;

    @Option(names = "--output", paramLabel = "FILE", description = "Write the outputs: .npy, or .npz for several.")
    private Optional<Path> output = Optional.empty();

    @Option(names = "--trace", paramLabel = "TRACE.json", description = "Write when each core does what, in Chrome's trace format; opens in Perfetto.")
    private Optional<Path> trace = Optional.empty();

    @Option(names = "--report", paramLabel = "FILE", arity = "0..1", fallbackValue = STANDARD_OUTPUT, description = "Write time and energy of every operation: .html, .csv, .json or .txt; without FILE, print a table.")
    private Optional<Path> report = Optional.empty();

    @Option(names = "--batch", paramLabel = "N", description = "Samples that go through a segment before the next is loaded, for time and energy (default: what the bundle says).")
    private Optional<Integer> batch = Optional.empty();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    RunCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws Exception {
        input.check();
        var format = reportFormat();
        var bundle = bundle();
        checkOutput(bundle);
        try (var samples = input.open(DeviceRun.slots(bundle), preprocessing, invocation)) {
            var labels = input.labels(samples, invocation);
            int count = input.count(samples);
            var device = new DeviceRun(bundle, false, specimen.of(bundle, invocation));
            var outputs = new ArrayList<List<Tensor>>();
            int[] right = {0};
            device.run(samples, count, new Progress(invocation), (from, _, results) -> {
                labels.ifPresent(l -> right[0] += Accuracy.matches(Accuracy.classes(results.getFirst()), l, from));
                output.ifPresent(_ -> outputs.add(results));
            });
            write(bundle, outputs);
            var top1 = labels.isEmpty() ? null : Double.valueOf(100.0 * right[0] / count);
            writeTrace(bundle, device.report());
            var content = RunReport.of(bundle, device.report(), count, top1);
            if (format.isPresent()) {
                writeReport(format.get(), content);
            }
            print(answer(bundle, device, count, top1), content);
        }
        return ExitCode.OK;
    }

    private Bundle bundle() throws IOException {
        var bundle = new BundleReader().read(invocation.resolve(file));
        if (batch.isPresent() && batch.get() < 1) {
            throw new InputException("--batch: a block has at least one sample, not " + batch.get());
        }
        var powered = bundle.withChip(operatingPoint.of(Simulator.chip(bundle)).toYaml());
        return batch.isPresent() ? powered.withBlockSamples(batch.get()) : powered;
    }

    private void checkOutput(Bundle bundle) {
        if (output.isPresent() && bundle.outputs().size() > 1 && !output.get().toString().endsWith(".npz")) {
            throw new InputException("the network has %d outputs: --output must name an .npz file".formatted(bundle.outputs().size()));
        }
    }

    /** The form of the report's file, none if the report is printed or not asked for. */
    private Optional<ReportFormat> reportFormat() {
        if (report.isEmpty() || isStandardOutput(report.get())) {
            return Optional.empty();
        }
        var name = report.get().toString();
        return Optional.of(ReportFormat.of(name).orElseThrow(() -> new InputException(
                "--report %s: the file's name must end in one of %s".formatted(name, ReportFormat.endings()))));
    }

    private static boolean isStandardOutput(Path path) {
        return path.toString().equals(STANDARD_OUTPUT);
    }

    private void writeTrace(Bundle bundle, SimulationReport figures) throws IOException {
        if (trace.isPresent()) {
            TextFile.write(trace, invocation, target -> ChromeTrace.write(bundle, figures, target));
        }
    }

    private void writeReport(ReportFormat format, RunReport content) throws IOException {
        TextFile.write(report, invocation, target -> target.write(format.render(content).getBytes(StandardCharsets.UTF_8)));
    }

    private void write(Bundle bundle, List<List<Tensor>> portions) {
        if (output.isEmpty()) {
            return;
        }
        var arrays = new LinkedHashMap<String, Tensor>();
        for (int i = 0; i < bundle.outputs().size(); i++) {
            int index = i;
            arrays.put(bundle.outputs().get(i).name(), Tensor.concatenate(portions.stream().map(p -> p.get(index)).toList()));
        }
        var target = invocation.resolve(output.get());
        if (target.toString().endsWith(".npz")) {
            NpzFile.write(target, arrays);
        } else {
            NpyFile.write(target, arrays.firstEntry().getValue());
        }
    }

    private static Answer answer(Bundle bundle, DeviceRun device, int count, Double top1) {
        var figures = device.report();
        return new Answer(bundle.network(), figures.chip(), count, top1, figures.cycles(), figures.nanoseconds() / 1e3,
                figures.energy().total() / 1e6, figures.intervalNanoseconds() / 1e3, figures.bottleneck().text(),
                figures.programming().nanoseconds() / 1e3, figures.programming().energyPj() / 1e6,
                ReloadAnswer.of(figures), device.seconds());
    }

    private void print(Answer answer, RunReport content) {
        invocation.out().print(json ? Json.text(answer) : answer.text());
        if (report.filter(RunCommand::isStandardOutput).isPresent() && !json) {
            invocation.out().print(TextReport.table(content));
        }
    }
}
