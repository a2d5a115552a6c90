package qcc.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import qcc.chip.Chip;
import qcc.cli.compile.CompilerOptions;
import qcc.dialect.nn.RequantizeMode;
import qcc.frontend.onnx.ImportOptions;
import qcc.passes.mapping.LowerToCimPass;
import qcc.passes.mapping.Objective;
import qcc.passes.partition.PartitionPass;
import qcc.passes.quantize.QuantizePass;
import qcc.passes.quantize.UnifyScalesPass;

/** What every command that compiles a network is told. */
final class CompilerArguments {
    /** What networks are compiled for. */
    enum Target {
        CIM("d6cim-esscirc23");

        private final String defaultChip;

        Target(String defaultChip) {
            this.defaultChip = defaultChip;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Reads targets, and says which there are. */
    static final class TargetConverter implements ITypeConverter<Target> {
        @Override
        public Target convert(String text) {
            return Arrays.stream(Target.values()).filter(t -> t.toString().equals(text)).findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is none of " + Arrays.toString(Target.values())));
        }
    }

    /** Reads modes of requantization, and says which there are. */
    static final class ModeConverter implements ITypeConverter<RequantizeMode> {
        @Override
        public RequantizeMode convert(String text) {
            return RequantizeMode.named(text)
                    .orElseThrow(
                            () -> new TypeConversionException("'" + text + "' is none of " + Arrays.toString(RequantizeMode.values())));
        }
    }

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Reads goals of the mapping, and says which there are. */
    static final class ObjectiveConverter implements ITypeConverter<Objective> {
        @Override
        public Objective convert(String text) {
            return Arrays.stream(Objective.values()).filter(o -> o.name().toLowerCase(Locale.ROOT).equals(text)).findFirst()
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is none of [latency, throughput]"));
        }
    }

    @Parameters(paramLabel = "MODEL", description = "An ONNX file, or IR as text (.mlir) with a function @main.")
    private Path model;

    @Option(names = "--target", paramLabel = "TARGET", converter = TargetConverter.class, description = "What to compile for: ${COMPLETION-CANDIDATES}.")
    private Optional<Target> target = Optional.empty();

    @Option(names = "--chip", paramLabel = "CHIP", description = "A preset or a chip file (default: the target's digital preset).")
    private Optional<String> chip = Optional.empty();

    @Mixin
    private OperatingPointOption operatingPoint;

    @Option(names = "--shape", paramLabel = "NAME=DIMS", description = "Shape of an input, as in in=1x3x32x32; for ONNX files.")
    private List<String> shapes = new ArrayList<>();

    @Option(names = "--requantize", paramLabel = "MODE", converter = ModeConverter.class, description = "How accumulators come to the output's grid: double, single, float or shift (default: the first that the chip has).")
    private Optional<RequantizeMode> requantize = Optional.empty();

    @Option(names = "--symmetric", description = "Zero points of activations are 0.")
    private boolean symmetric;

    @Option(names = "--weight-bits", paramLabel = "N", defaultValue = "8", description = "Bits of a weight, 2 to 8 (default: 8).")
    private int weightBits;

    @Option(names = "--exact", description = "Activate only as many rows of analog crossbars at once as lose nothing in conversion.")
    private boolean exact;

    @Option(names = "--batch", paramLabel = "N", description = "Samples that go through a segment before the next is loaded (default: as many as global memory holds what crosses segments for, at most 16).")
    private Optional<Integer> batch = Optional.empty();

    @Option(names = "--optimize", paramLabel = "GOAL", defaultValue = "latency", converter = ObjectiveConverter.class, description = "What the mapping makes small: latency of one inference, or the interval between inferences (throughput) (default: latency).")
    private Objective objective;

    @Option(names = "--no-replication", description = "Program every product once, even where crossbars are left.")
    private boolean noReplication;

    @Option(names = "--explain-placement", description = "Tell why an operation runs on the host.")
    private boolean explain;

    @Option(names = "--validate", description = "Execute the network after every pass and check what the pass declares.")
    private boolean validate;

    @Option(names = "--print-pipelines", description = "Print each stage's passes as a textual pipeline to standard error.")
    private boolean printPipelines;

    @Option(names = "--dump-dir", paramLabel = "DIR", description = "Write the IR after every pass to files in a folder.")
    private Optional<Path> dumpFolder = Optional.empty();

    @Option(names = {"-v", "--verbose"}, description = "Print remarks of passes.")
    private boolean verbose;

    @Mixin
    private TimingOptions timing;

    @Mixin
    private OptPrinting printing;

    @Mixin
    private CalibrationOptions calibration;

    @Mixin
    private PreprocessingOptions preprocessing;

    /** Called by commands that make something for the target. */
    void requireTarget() {
        if (target.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '--target=TARGET'");
        }
    }

    Path model() {
        return model;
    }

    CalibrationOptions calibration() {
        return calibration;
    }

    PreprocessingOptions preprocessing() {
        return preprocessing;
    }

    boolean validate() {
        return validate;
    }

    TimingOptions timing() {
        return timing;
    }

    /** How and when passes print the IR. */
    OptPrinting printing() {
        return printing;
    }

    boolean printPipelines() {
        return printPipelines;
    }

    Optional<Path> dumpFolder() {
        return dumpFolder;
    }

    /** Whether remarks are printed. */
    boolean showRemarks() {
        return verbose || explain;
    }

    /** @throws InputException if a shape cannot be read */
    ImportOptions importOptions() {
        var options = ImportOptions.DEFAULT;
        try {
            for (var shape : shapes) {
                options = options.withShape(shape);
            }
        } catch (IllegalArgumentException e) {
            throw new InputException("--shape: " + e.getMessage(), e);
        }
        return options;
    }

    /** @throws InputException if an option lies outside its range or the chip cannot do what is asked */
    CompilerOptions compilerOptions(Invocation invocation) {
        var description = operatingPoint.of(ChipCommand.find(chip.orElse(target.orElse(Target.CIM).defaultChip), invocation));
        try {
            return new CompilerOptions(description, calibration.pass(),
                    new UnifyScalesPass(new UnifyScalesPass().maxScaleGrowth(), symmetric),
                    new QuantizePass(symmetric, mode(description), weightBits), new PartitionPass(explain, batch()),
                    new LowerToCimPass(exact, objective, !noReplication));
        } catch (IllegalArgumentException e) {
            throw new InputException(e.getMessage(), e);
        }
    }

    private int batch() {
        if (batch.isPresent() && batch.get() < 1) {
            throw new IllegalArgumentException("--batch: a block has at least one sample, not " + batch.get());
        }
        return batch.orElse(0);
    }

    private RequantizeMode mode(Chip description) {
        var legal = description.legalOperations();
        if (requantize.isEmpty()) {
            return legal.requantizeModes().stream().filter(legal::allows).findFirst().map(m -> RequantizeMode.valueOf(m.name()))
                    .orElse(RequantizeMode.DOUBLE);
        }
        legal.refusal(qcc.chip.RequantizeMode.valueOf(requantize.get().name())).ifPresent(refusal -> {
            throw new InputException(refusal);
        });
        return requantize.get();
    }
}
