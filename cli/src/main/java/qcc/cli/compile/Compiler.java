package qcc.cli.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import qcc.backend.cim.codegen.CodeGenerator;
import qcc.backend.cim.codegen.CodegenException;
import qcc.backend.cim.codegen.CodegenException.Memory;
import qcc.backend.cim.codegen.CodegenException.Shortage;
import qcc.backend.cim.codegen.NetworkMemory;
import qcc.backend.cim.isa.FixedWordCodec;
import qcc.backend.cim.isa.SegmentImage;
import qcc.backend.host.bundle.Bundle;
import qcc.backend.host.schedule.HostScheduler;
import qcc.backend.host.schedule.ScheduleException;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.func.FuncOp;
import qcc.ir.DialectRegistry;
import qcc.ir.Location;
import qcc.ir.diagnostic.Diagnostic;
import qcc.ir.diagnostic.DiagnosticSink;
import qcc.ir.pass.Pass;
import qcc.ir.pass.PassContext;
import qcc.ir.pass.PassInstrumentation;
import qcc.ir.pass.PassManager;
import qcc.ir.pass.Pipeline;
import qcc.ir.transform.CanonicalizePass;
import qcc.ir.transform.CsePass;
import qcc.ir.verify.IrVerifier;
import qcc.chip.Chip;
import qcc.chip.ControlLevel;
import qcc.passes.Pipelines;
import qcc.passes.layout.ChannelsLastPass;
import qcc.passes.loss.CalibrateConvertersPass;
import qcc.passes.partition.Device;
import qcc.passes.quantize.CalibrationData;
import qcc.passes.shape.ConstantFoldPass;
import qcc.passes.shape.ResolveShapesPass;

/**
 * Compiles networks to bundles.
 *
 * <pre>
 * prepare    static shapes, fused operations on reals
 * calibrate  the range of every value, from samples
 * quantize   integers
 * partition  a function for each stretch on the chip or on the host
 * map        crossbars and explicit arithmetic
 * </pre>
 */
public final class Compiler {
    /** Elements of a weight tensor that may change its layout, each a byte: only constants lie in crossbars. */
    private static final long LARGEST_WEIGHTS = 1L << 30;

    private static final String MODULE = "builtin.module";

    private final CompilerOptions options;
    private final DialectRegistry dialects;
    private final DiagnosticSink target;
    private final DiagnosticSink sink;

    public Compiler(CompilerOptions options, DialectRegistry dialects, DiagnosticSink sink) {
        this.options = options;
        this.dialects = dialects;
        this.target = sink;
        this.sink = diagnostic -> sink.report(ChipKeys.explained(diagnostic, options.chip()));
    }

    /** Warns of parts of the chip that no operation will run on. */
    public void reportUnusedParts() {
        var chip = options.chip();
        if (chip.npu().isPresent()) {
            var place = chip.problemAt("npu", "no operation runs on the NPU of chip '%s': code is generated for crossbars and the host only"
                    .formatted(chip.arch()), "");
            sink.report(Diagnostic.warning(new Location.File(place.source(), place.line(), place.column()), place.message()));
        }
    }

    /** From an imported network to static shapes and as few operations on reals as possible. */
    public Stage prepare() {
        return new Stage("prepare", Pipelines.prepare(new ResolveShapesPass()));
    }

    /** Ranges from samples; needs {@link CalibrationData}. */
    public Stage calibrate() {
        return stage("calibrate", options.calibration());
    }

    /** From ranges to integers. What it leaves is the program whose results the device must give bit for bit. */
    public Stage quantize() {
        return stage("quantize", options.scales(), options.quantization());
    }

    /** From a network on integers to functions for the device and the host. */
    public Stage partition() {
        return stage("partition", new ChannelsLastPass(), new ConstantFoldPass(LARGEST_WEIGHTS), new CanonicalizePass(), new CsePass(),
                options.partition());
    }

    /** From device functions to the crossbars of the chip; needs {@link CalibrationData} where converters may lose something. */
    public Stage map() {
        return stage("map", options.mapping(), new CalibrateConvertersPass(), new CanonicalizePass(), new CsePass());
    }

    /** What decides the time of a mapping: {@link #partition} and {@link #map} without what looks at samples. */
    Stage place() {
        return stage("place", new ChannelsLastPass(), new ConstantFoldPass(LARGEST_WEIGHTS), new CanonicalizePass(), new CsePass(),
                options.partition(), options.mapping(), new CanonicalizePass(), new CsePass());
    }

    CompilerOptions options() {
        return options;
    }

    /** The same compiler for the chip at another level of control. */
    Compiler withControl(ControlLevel level) {
        return new Compiler(options.withControl(level), dialects, target);
    }

    /** The same compiler, which tells nobody what is wrong. */
    Compiler silent() {
        return new Compiler(options, dialects, _ -> {});
    }

    /** Tells what was found. */
    void report(Diagnostic diagnostic) {
        sink.report(diagnostic);
    }

    /** All stages, in order. */
    public List<Stage> stages() {
        return List.of(prepare(), calibrate(), quantize(), partition(), map());
    }

    private static Stage stage(String name, Pass... passes) {
        return new Stage(name, Pipeline.nesting(MODULE, List.of(passes)));
    }

    /**
     * Runs one stage.
     *
     * @param calibration samples for the stages that need them
     * @param instrumentations look on
     * @throws CompilationException after an error, which was reported
     */
    public void run(Stage stage, ModuleOp module, CalibrationData calibration, List<PassInstrumentation> instrumentations) {
        var manager = new PassManager(stage.pipeline(), 1, IrVerifier::verify, instrumentations);
        var context = new PassContext(dialects, sink).with(Chip.class, options.chip()).with(CalibrationData.class, calibration);
        if (manager.run(module, context) == Pass.Result.FAILED) {
            throw CompilationException.afterDiagnostics("compilation stopped in the stage '" + stage.name() + "'");
        }
    }

    /**
     * A compiler that cuts a network into smaller segments, after a memory was too small for one; tells what it does.
     *
     * @param problem what {@link #emit} has thrown
     * @throws CompilationException the problem, if that is not what is wrong or segments are as small as they can be
     */
    public Compiler tightened(CompilationException problem) {
        var shortage = problem.getCause() instanceof CodegenException e ? e.shortage() : Optional.<Shortage>empty();
        var tight = shortage.flatMap(options::tightened).orElseThrow(() -> problem);
        var memory = shortage.get().memory() == Memory.INSTRUCTIONS ? "instruction memory" : "global memory";
        sink.report(Diagnostic.remark(Location.UNKNOWN, "a segment needs %d bytes of %s, but there are %d; segments are cut smaller"
                .formatted(shortage.get().needed(), memory, shortage.get().capacity())));
        return new Compiler(tight, dialects, target);
    }

    /**
     * Generates code for what the last stage left and puts it into a bundle.
     *
     * @param producer name and version of this program
     * @param network the network's name
     * @throws CompilationException if there is no code for the network on this chip
     */
    public Bundle emit(ModuleOp module, String producer, String network) {
        try {
            return generate(module, producer, network);
        } catch (CodegenException | ScheduleException e) {
            throw CompilationException.unreported(ChipKeys.explained(e.getMessage(), options.chip()), e);
        }
    }

    private Bundle generate(ModuleOp module, String producer, String network) {
        var main = NetworkReader.main(module);
        var memory = NetworkMemory.plan(main, options.chip());
        var generator = new CodeGenerator(options.chip(), new FixedWordCodec());
        var segments = new ArrayList<SegmentImage>();
        for (var op : module.body()) {
            if (op instanceof FuncOp function && Device.of(function).filter(d -> d == Device.CIM).isPresent()) {
                segments.add(generator.generate(function, memory.of(segments.size())));
            }
        }
        return new HostScheduler(module, segments, memory.kept()).schedule(main, options.chip(), producer, network,
                options.partition().samples());
    }
}
