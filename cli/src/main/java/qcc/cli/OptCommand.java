package qcc.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import qcc.chip.Chip;
import qcc.cli.compile.NetworkReader;
import qcc.dialect.Dialects;
import qcc.dialect.builtin.ModuleOp;
import qcc.ir.bytecode.BytecodeFile;
import qcc.ir.bytecode.BytecodeReader;
import qcc.ir.bytecode.BytecodeWriter;
import qcc.ir.diagnostic.DiagnosticSink;
import qcc.ir.diagnostic.ExpectedDiagnostics;
import qcc.ir.diagnostic.Severity;
import qcc.ir.pass.OpVerifier;
import qcc.ir.pass.Pass;
import qcc.ir.pass.PassContext;
import qcc.ir.pass.PassCrashException;
import qcc.ir.pass.PassInstrumentation;
import qcc.ir.pass.PassManager;
import qcc.ir.pass.PassTiming;
import qcc.ir.pass.Pipeline;
import qcc.ir.pass.PipelineException;
import qcc.ir.text.Parser;
import qcc.ir.text.ParserOptions;
import qcc.ir.text.Printer;
import qcc.ir.text.Source;
import qcc.ir.verify.IrVerifier;
import qcc.passes.quantize.CalibrationData;

/** Runs passes on IR as text, with the options of {@code mlir-opt}. */
@Command(name = "opt", description = "Runs passes on IR as text, with the options of mlir-opt.", mixinStandardHelpOptions = true, footer = "%nEach pass is a flag too: --PASS or --PASS='option=value'; --list-passes lists them.")
final class OptCommand implements Callable<Integer> {
    private static final String MODULE = "builtin.module";
    private static final TextFile.Content NO_TEXT = _ -> {};

    /** What came of one text: whether all is as it should be, and what to write. */
    private record Outcome(boolean good, TextFile.Content text) {}

    private final Invocation invocation;
    private final List<Pass> passes;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "0..1", defaultValue = "-", description = "IR as text; - or nothing is standard input.")
    private Path file;

    @Option(names = "-o", paramLabel = "FILE", description = "Write to a file instead of standard output.")
    private Optional<Path> output = Optional.empty();

    @Option(names = {"--pass-pipeline",
            "-p"}, paramLabel = "PIPELINE", description = "Passes, as in 'builtin.module(func.func(canonicalize,cse))'.")
    private Optional<String> pipelineText = Optional.empty();

    @Option(names = PassFlags.SPLIT, paramLabel = "MARKER", description = "Process the parts between lines that start with a marker ('// -----' if none is given) one by one.")
    private Optional<String> splitMarker = Optional.empty();

    @Option(names = "--output-split-marker", paramLabel = "MARKER", defaultValue = Source.SEPARATOR, description = "What stands between the parts of the output (default: '// -----').")
    private String outputMarker;

    @Option(names = "--verify-diagnostics", description = "Compare diagnostics with comments 'expected-error {{...}}'.")
    private boolean verifyDiagnostics;

    @Option(names = "--allow-unregistered-dialect", description = "Keep operations of unknown dialects as they are.")
    private boolean allowUnregistered;

    @Option(names = "--verify-each", arity = "0..1", defaultValue = "true", fallbackValue = "true", description = "Verify the IR after every pass (default: true).")
    private boolean verifyEach;

    @Option(names = {"--mlir-disable-threading", "--disable-threading"}, description = "Process functions one after the other.")
    private boolean disableThreading;

    @Mixin
    private TimingOptions timing;

    @Option(names = {"--mlir-pass-statistics", "--pass-statistics"}, description = "Print what passes count.")
    private boolean statistics;

    @Option(names = {"--mlir-pass-statistics-display",
            "--pass-statistics-display"}, paramLabel = "FORM", defaultValue = "pipeline", description = "How: pipeline or list (default: pipeline).")
    private String statisticsDisplay;

    @Option(names = "--dump-pass-pipeline", description = "Print the pipeline to standard error.")
    private boolean dumpPipeline;

    @Option(names = "--run-reproducer", description = "Run the pipeline that the report of a crash holds.")
    private boolean runReproducer;

    @Option(names = "--list-passes", description = "List all passes with their options, and stop.")
    private boolean listPasses;

    @Option(names = "--chip", paramLabel = "CHIP", description = "A preset or a chip file for passes that need a chip.")
    private Optional<String> chip = Optional.empty();

    @Option(names = "--emit-bytecode", description = "Write the binary form, which qcc opt and qcc compile read as they read text.")
    private boolean emitBytecode;

    @Option(names = "--calib", paramLabel = "DATA", description = "Samples for passes that need them; once for each input.")
    private List<Path> calibration = new ArrayList<>();

    @Mixin
    private PreprocessingOptions preprocessing;

    @Mixin
    private OptPrinting printing;

    /** The file if it is in the binary form; its source is empty then. */
    private Optional<ByteBuffer> mapped = Optional.empty();

    /** @param passes the passes that stood as flags on the command line */
    OptCommand(Invocation invocation, List<Pass> passes) {
        this.invocation = invocation;
        this.passes = List.copyOf(passes);
    }

    @Override
    public Integer call() throws Exception {
        if (listPasses) {
            invocation.out().print(PassTable.of(PassList.registry()));
            return ExitCode.OK;
        }
        timing.check();
        if (!List.of("pipeline", "list").contains(statisticsDisplay)) {
            throw new ParameterException(spec.commandLine(),
                    "--mlir-pass-statistics-display must be pipeline or list, not '" + statisticsDisplay + "'");
        }
        var pipeline = pipeline();
        if (dumpPipeline) {
            invocation.err().printf("Pass Manager with %d passes:%n%s%n%n", pipeline.steps().size(), pipeline.describe());
        }
        var source = source();
        boolean good = splitMarker.isPresent() ? processParts(source, pipeline) : processWhole(source, pipeline);
        return good ? ExitCode.OK : ExitCode.INPUT;
    }

    /** The text goes where it belongs while it is written, for it may be long. */
    private boolean processWhole(Source source, Pipeline pipeline) throws IOException {
        var outcome = process(source, source, pipeline);
        if (outcome.good()) {
            TextFile.write(output, invocation, outcome.text());
        }
        return outcome.good();
    }

    private boolean processParts(Source source, Pipeline pipeline) throws IOException {
        var texts = new ArrayList<byte[]>();
        boolean good = true;
        for (var part : source.split(splitMarker.orElseThrow())) {
            var outcome = process(part, source, pipeline);
            good &= outcome.good();
            var text = new ByteArrayOutputStream();
            outcome.text().writeTo(text);
            texts.add(text.toByteArray());
        }
        TextFile.write(output, invocation, target -> writeParts(texts, target));
        return good;
    }

    private void writeParts(List<byte[]> texts, OutputStream target) throws IOException {
        for (int i = 0; i < texts.size(); i++) {
            if (i > 0) {
                target.write((outputMarker + "\n").getBytes(StandardCharsets.UTF_8));
            }
            target.write(texts.get(i));
        }
    }

    private Pipeline pipeline() {
        if (pipelineText.isEmpty()) {
            return Pipeline.nesting(MODULE, passes);
        }
        if (!passes.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--pass-pipeline and passes as flags cannot be given together");
        }
        try {
            return PassList.registry().parse(pipelineText.get());
        } catch (PipelineException e) {
            throw new InputException(e.describe().stripTrailing().replaceFirst("^error: ", ""), e);
        }
    }

    private Source source() throws IOException {
        if (file.toString().equals("-")) {
            return new Source("<stdin>", invocation.in().readAllBytes());
        }
        var path = invocation.resolve(file);
        mapped = BytecodeFile.map(path);
        return mapped.isPresent() ? new Source(path.toString(), new byte[0]) : Source.read(path);
    }

    private Outcome process(Source part, Source whole, Pipeline pipeline) throws IOException {
        var printed = new DiagnosticOutput(invocation.err(), Severity.REMARK);
        printed.know(whole);
        if (!verifyDiagnostics) {
            var text = process(part, pipeline, printed);
            return new Outcome(text.isPresent(), text.orElse(NO_TEXT));
        }
        var expected = new ExpectedDiagnostics(part.name(), new String(part.bytes(), StandardCharsets.UTF_8), part.firstLine());
        var text = process(part, pipeline, expected);
        expected.problems().forEach(printed::report);
        return new Outcome(expected.problems().isEmpty(), text.orElse(NO_TEXT));
    }

    private Optional<ModuleOp> read(Source part, DiagnosticSink sink) {
        var parsing = new ParserOptions(allowUnregistered);
        var bytes = mapped.orElseGet(() -> ByteBuffer.wrap(part.bytes()));
        return BytecodeReader.accepts(bytes)
                ? BytecodeReader.read(part.name(), bytes, Dialects.registry(), sink, parsing)
                : Parser.parse(part, Dialects.registry(), sink, parsing);
    }

    private void write(ModuleOp module, OutputStream target) throws IOException {
        if (emitBytecode) {
            BytecodeWriter.write(module, Version.text(), target);
            return;
        }
        Printer.print(module, target, printing.options());
        target.write('\n'); // as mlir-opt does
    }

    /** Reads, verifies and transforms one text; what is to be printed then, or empty if an error was reported. */
    private Optional<TextFile.Content> process(Source part, Pipeline pipeline, DiagnosticSink sink) throws IOException {
        var times = new PassTiming();
        Optional<ModuleOp> parsed;
        try (var _ = times.phase("Parser")) {
            parsed = read(part, sink);
        }
        if (parsed.isEmpty() || !IrVerifier.verify(parsed.get(), sink)) {
            return Optional.empty();
        }
        var module = parsed.get();
        var steps = runReproducer ? Reproducer.pipelineOf(module, pipeline) : pipeline;
        var context = context(module, sink);
        var manager = new PassManager(steps, disableThreading ? 1 : Runtime.getRuntime().availableProcessors(),
                verifyEach ? IrVerifier::verify : OpVerifier.NONE, instrumentations(times));
        try {
            if (steps.passCount() > 0 && manager.run(module, context) == Pass.Result.FAILED) {
                return Optional.empty();
            }
        } catch (PassCrashException e) {
            var original = read(part, sink).orElseThrow();
            throw new Reproducer(original, steps, e);
        }
        if (statistics) {
            var counted = context.statistics();
            invocation.err().print(statisticsDisplay.equals("list") ? counted.listReport() : counted.report());
        }
        return Optional.of(target -> print(module, times, target));
    }

    private void print(ModuleOp module, PassTiming times, OutputStream target) throws IOException {
        try (var _ = times.phase("Output")) {
            write(module, target);
        }
        timing.report(times, invocation);
    }

    private List<PassInstrumentation> instrumentations(PassTiming times) {
        var all = new ArrayList<PassInstrumentation>();
        timing.measuring(times).ifPresent(all::add);
        printing.aroundPasses(invocation).ifPresent(all::add);
        return all;
    }

    private PassContext context(ModuleOp module, DiagnosticSink sink) {
        var context = new PassContext(Dialects.registry(), sink);
        if (chip.isPresent()) {
            context = context.with(Chip.class, ChipCommand.find(chip.get(), invocation));
        }
        if (!calibration.isEmpty()) {
            context = context.with(CalibrationData.class, CalibrationOptions.open(calibration,
                    NetworkCompilation.inputNames(NetworkReader.main(module)), preprocessing, invocation));
        }
        return context;
    }
}
