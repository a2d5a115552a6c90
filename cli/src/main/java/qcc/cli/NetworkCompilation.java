package qcc.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import qcc.backend.host.bundle.Bundle;
import qcc.cli.compile.CompilationException;
import qcc.cli.compile.Compiler;
import qcc.cli.compile.ControlChoice;
import qcc.cli.compile.NetworkReader;
import qcc.cli.compile.Stage;
import qcc.dialect.Dialects;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.func.FuncOp;
import qcc.frontend.onnx.NetworkModule;
import qcc.ir.OpBuilder;
import qcc.ir.Shape;
import qcc.ir.StringAttr;
import qcc.ir.TensorType;
import qcc.ir.diagnostic.Severity;
import qcc.ir.pass.IrDump;
import qcc.ir.pass.IrPrinting;
import qcc.ir.pass.PassInstrumentation;
import qcc.ir.pass.PassTiming;
import qcc.ir.text.PrintOption;
import qcc.ir.text.Printer;
import qcc.passes.quantize.CalibrationData;
import qcc.passes.validate.ValidatingInstrumentation;
import qcc.sim.ScheduleChecker;
import qcc.sim.SimulatorTrap;

/** One compilation as a command line asks for it: all stages with whatever looks on. */
final class NetworkCompilation {
    /** Dumps to the screen leave larger blobs out. */
    private static final PrintOption SHOWN_BLOB = new PrintOption.ElideResources(1024);

    private final CompilerArguments arguments;
    private final Invocation invocation;
    private final Progress progress;
    private final DiagnosticOutput diagnostics;
    private Compiler compiler;
    private CalibrationData calibration = new CalibrationData(List.of());
    private ValidatingInstrumentation validation;
    private final PassTiming times = new PassTiming();
    private int stages;

    NetworkCompilation(CompilerArguments arguments, Invocation invocation, Progress progress) {
        this.arguments = arguments;
        this.invocation = invocation;
        this.progress = progress;
        this.diagnostics = new DiagnosticOutput(invocation.err(), arguments.showRemarks() ? Severity.REMARK : Severity.WARNING);
        this.compiler = new Compiler(arguments.compilerOptions(invocation), Dialects.registry(), diagnostics);
    }

    /** Compiles the network; whatever goes wrong has been told or is in the exception. */
    CompiledNetwork run() throws IOException {
        arguments.calibration().requireSamples();
        compiler.reportUnusedParts();
        var module = prepared();
        var real = copy(module);
        run(compiler.calibrate(), module);
        run(compiler.quantize(), module);
        var quantized = copy(module);
        chooseControl(module);
        var name = NetworkReader.nameOf(module, arguments.model());
        var placed = placed(module, quantized, name);
        progress.show("check");
        try (var _ = times.phase("Check of programs")) {
            check(placed.bundle);
        }
        progress.clear();
        arguments.timing().report(times, invocation);
        return new CompiledNetwork(name, real, quantized, placed.module, placed.bundle);
    }

    private record Placed(ModuleOp module, Bundle bundle) {}

    /** Places a network and makes its programs; in smaller segments, from the beginning, where a memory is too small for them. */
    private Placed placed(ModuleOp integers, ModuleOp quantized, String name) {
        var tried = compiler;
        for (var module = integers;; module = copy(quantized)) {
            run(tried.partition(), module);
            run(tried.map(), module);
            progress.show("emit");
            try (var _ = times.phase("Code generation")) {
                return new Placed(module, tried.emit(module, Version.text(), name));
            } catch (CompilationException e) {
                tried = tried.tightened(e);
            }
        }
    }

    /** Programs that break a rule of the machine are a fault of the compiler, not of the network. */
    private static void check(Bundle bundle) {
        try {
            ScheduleChecker.check(bundle);
        } catch (SimulatorTrap e) {
            throw new IllegalStateException("the compiled programs are wrong: " + e.getMessage(), e);
        }
    }

    /**
     * Compiles the network up to a stage.
     *
     * @param last the name of one of {@link #stages}
     * @return what that stage leaves
     */
    ModuleOp runTo(String last) throws IOException {
        var names = stages().stream().map(Stage::name).toList();
        if (names.indexOf(last) > 0) {
            arguments.calibration().requireSamples();
        }
        var module = prepared();
        for (int i = 1; i <= names.indexOf(last); i++) {
            if (stages().get(i).name().equals(compiler.partition().name())) {
                chooseControl(module);
            }
            run(stages().get(i), module);
        }
        progress.clear();
        arguments.timing().report(times, invocation);
        return module;
    }

    /** The compiler's stages in order, the first of which needs no samples. */
    List<Stage> stages() {
        return compiler.stages();
    }

    /** The network behind the first stage, with the samples for the others opened. */
    private ModuleOp prepared() throws IOException {
        arguments.timing().check();
        var module = read();
        var main = NetworkReader.main(module);
        checkSizes(main);
        if (arguments.calibration().hasFiles()) {
            calibrateWith(arguments.calibration().open(inputNames(main), arguments.preprocessing(), invocation));
        }
        run(compiler.prepare(), module);
        if (!arguments.calibration().hasFiles() && arguments.calibration().randomCount() > 0) {
            calibrateWith(CalibrationData.random(main, arguments.calibration().randomCount(), arguments.calibration().seed()));
        }
        return module;
    }

    /** Tensors that are executed are indexed with 32 bits. */
    private static void checkSizes(FuncOp main) {
        for (var input : main.functionType().inputs()) {
            if (input instanceof TensorType tensor && elements(tensor.shape()) > Integer.MAX_VALUE) {
                throw new InputException("the network has an input of shape " + tensor.shape() + ", which has more than 2^31-1 elements");
            }
        }
    }

    /** Open dimensions count as one. */
    private static double elements(Shape shape) {
        return Arrays.stream(shape.toArray()).mapToDouble(d -> d == Shape.DYNAMIC ? 1 : d).reduce(1, (a, b) -> a * b);
    }

    private void chooseControl(ModuleOp quantized) {
        progress.show("choose control");
        try (var _ = times.phase("Choice of control")) {
            compiler = ControlChoice.fastest(compiler, quantized);
        }
    }

    private ModuleOp read() throws IOException {
        progress.show("import");
        try (var _ = times.phase("Import")) {
            return new NetworkReader(Dialects.registry(), diagnostics).read(invocation.resolve(arguments.model()),
                    arguments.importOptions());
        }
    }

    private void calibrateWith(CalibrationData data) {
        calibration = data;
        if (arguments.validate()) {
            validation = new ValidatingInstrumentation(data);
        }
    }

    private static ModuleOp copy(ModuleOp module) {
        return (ModuleOp) OpBuilder.copy(module);
    }

    /** The names that the network gives to its inputs. */
    static List<String> inputNames(FuncOp main) {
        var names = new ArrayList<String>();
        for (var argument : main.entry().arguments()) {
            var name = main.argumentAttributes(argument.index()).get(NetworkModule.NAME);
            names.add(name instanceof StringAttr text ? text.value() : "input" + argument.index());
        }
        return names;
    }

    private void run(Stage stage, ModuleOp module) {
        progress.show(stage.name());
        if (arguments.printPipelines()) {
            invocation.err().println(stage.name() + ": " + stage.pipeline());
        }
        compiler.run(stage, module, calibration, instrumentations(stage));
    }

    private List<PassInstrumentation> instrumentations(Stage stage) {
        var all = new ArrayList<PassInstrumentation>();
        stages++;
        if (validation != null) {
            all.add(validation);
        }
        arguments.timing().measuring(times).ifPresent(all::add);
        arguments.printing().aroundPasses(invocation, SHOWN_BLOB).ifPresent(all::add);
        arguments.dumpFolder().ifPresent(folder -> {
            var target = invocation.resolve(folder).resolve("%d-%s".formatted(stages, stage.name()));
            all.add(IrPrinting.afterAll(Printer::toString, IrDump.toFolder(target)).atModuleScope());
        });
        return all;
    }

}
