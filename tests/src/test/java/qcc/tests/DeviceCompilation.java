package qcc.tests;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import qcc.backend.cim.codegen.CodeGenerator;
import qcc.backend.cim.codegen.NetworkMemory;
import qcc.backend.cim.isa.FixedWordCodec;
import qcc.backend.cim.isa.SegmentImage;
import qcc.backend.host.bundle.Bundle;
import qcc.backend.host.bundle.BundleReader;
import qcc.backend.host.bundle.BundleWriter;
import qcc.backend.host.schedule.HostScheduler;
import qcc.chip.Chip;
import qcc.dialect.Dialects;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.func.FuncOp;
import qcc.dialect.quant.QuantizedType;
import qcc.interpreter.Interpreter;
import qcc.interpreter.InterpreterOptions;
import qcc.ir.SymbolTable;
import qcc.ir.TensorType;
import qcc.ir.diagnostic.Diagnostic;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.pass.Pass;
import qcc.ir.pass.PassContext;
import qcc.ir.pass.PassManager;
import qcc.ir.pass.Pipeline;
import qcc.ir.verify.IrVerifier;
import qcc.passes.partition.Device;
import qcc.sim.Simulator;
import qcc.sim.SimulatorOptions;
import qcc.tensor.ByteTensor;
import qcc.tensor.FloatTensor;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;
import qcc.tensor.UnsignedByteTensor;

/** One network on its way from integers to a bundle; the module changes with every pass. */
record DeviceCompilation(ModuleOp module, Chip chip) {
    /** What passes report, and whether all went well. */
    record Outcome(Pass.Result result, List<Diagnostic> diagnostics) {
        boolean failed() {
            return result == Pass.Result.FAILED;
        }
    }

    FuncOp main() {
        return new SymbolTable(module).lookup("main", FuncOp.class).orElseThrow();
    }

    /** Runs passes, nested as they need, with the verifier after each. */
    Outcome run(Pass... passes) {
        var sink = new DiagnosticCollector();
        var context = new PassContext(Dialects.registry(), sink).with(Chip.class, chip);
        var manager = new PassManager(Pipeline.nesting("builtin.module", List.of(passes))).withVerifier(IrVerifier::verify);
        return new Outcome(manager.run(module, context), sink.diagnostics());
    }

    /** What {@code @main} makes of inputs at the present level. */
    List<Tensor> interpret(List<Tensor> inputs) {
        return new Interpreter(module, InterpreterOptions.defaults()).run(main(), inputs);
    }

    /** The bundle of a lowered module, written and read back. */
    Bundle bundle() {
        var memory = NetworkMemory.plan(main(), chip);
        var images = new ArrayList<SegmentImage>();
        for (var op : module.body()) {
            if (op instanceof FuncOp f && Device.of(f).filter(d -> d == Device.CIM).isPresent()) {
                images.add(new CodeGenerator(chip, new FixedWordCodec()).generate(f, memory.of(images.size())));
            }
        }
        var bundle = new HostScheduler(module, images, memory.kept()).schedule(main(), chip, "qcc", "network");
        return new BundleReader().parse(new BundleWriter().toBytes(bundle));
    }

    List<Tensor> simulate(Bundle bundle, List<Tensor> inputs) {
        return Simulator.load(bundle, SimulatorOptions.defaults().withThreads(1).withBlockSamples(16)).run(inputs).outputs();
    }

    /** Random bytes or normal reals for every input of {@code @main}. */
    List<Tensor> randomInputs(Random random, int samples) {
        return main().entry().arguments().stream().map(a -> randomTensor(random, samples, (TensorType) a.type())).toList();
    }

    private static Tensor randomTensor(Random random, int samples, TensorType type) {
        var dimensions = new int[type.rank() + 1];
        dimensions[0] = samples;
        for (int i = 1; i < dimensions.length; i++) {
            dimensions[i] = Math.toIntExact(type.dimension(i - 1));
        }
        var shape = Shape.of(dimensions);
        if (!(type.element() instanceof QuantizedType element)) {
            var reals = new float[shape.elements()];
            for (int i = 0; i < reals.length; i++) {
                reals[i] = (float) random.nextGaussian();
            }
            return new FloatTensor(shape, reals);
        }
        var bytes = new byte[shape.elements()];
        random.nextBytes(bytes);
        return element.isSigned() ? new ByteTensor(shape, bytes) : new UnsignedByteTensor(shape, bytes);
    }
}
