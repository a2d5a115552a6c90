package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import qcc.chip.Chip;
import qcc.dialect.Dialects;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.func.FuncOp;
import qcc.frontend.onnx.ImportOptions;
import qcc.frontend.onnx.OnnxImporter;
import qcc.ir.OpBuilder;
import qcc.ir.SymbolTable;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.pass.Pass;
import qcc.ir.pass.PassContext;
import qcc.ir.pass.PassManager;
import qcc.ir.pass.Pipeline;
import qcc.ir.verify.IrVerifier;
import qcc.passes.Pipelines;
import qcc.passes.layout.ChannelsLastPass;
import qcc.passes.partition.PartitionPass;
import qcc.passes.quantize.CalibratePass;
import qcc.passes.quantize.CalibrationData;
import qcc.passes.quantize.CalibrationInput;
import qcc.passes.quantize.QuantizePass;
import qcc.passes.quantize.UnifyScalesPass;
import qcc.passes.shape.ConstantFoldPass;
import qcc.passes.shape.ResolveShapesPass;
import qcc.tensor.Preprocessing;
import qcc.tensor.SampleSource;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/** Trained networks on integers, for tests of analog crossbars. */
enum ExactNetwork {
    RESNET20("resnet20_cifar10.onnx", "data/cifar10/", new Preprocessing(255, new double[]{0.485, 0.456, 0.406},
            new double[]{0.229, 0.224, 0.225}, Preprocessing.Layout.NCHW)), //
    RESNET8("mlperf_tiny_resnet8.onnx", "data/cifar10/", Preprocessing.NONE), //
    VWW("mlperf_tiny_vww.onnx", "data/imagenet96/images.npy",
            new Preprocessing(255, new double[]{0}, new double[]{1}, Preprocessing.Layout.NCHW)), //
    AD("mlperf_tiny_ad.onnx", "", Preprocessing.NONE);

    private static final int PHOTOGRAPHS = 128;
    private static final Map<ExactNetwork, ModuleOp> QUANTIZED = new HashMap<>();

    private final String model;
    private final String data;
    private final Preprocessing preprocessing;

    ExactNetwork(String model, String data, Preprocessing preprocessing) {
        this.model = model;
        this.data = data;
        this.preprocessing = preprocessing;
    }

    private CalibrationData samples(String file, long count, long seed) {
        var source = data.isEmpty()
                ? SampleSource.random(Shape.of(640), count, seed)
                : SampleSource.open(Repository.SHARED.resolve(data.endsWith("/") ? data + file : data));
        return new CalibrationData(List.of(new CalibrationInput("samples", source, preprocessing)));
    }

    /** The network on integers, the same module for all. */
    private synchronized ModuleOp quantized() {
        var path = Repository.SHARED.resolve("models/" + model);
        assumeTrue(Files.exists(path), () -> path + " is absent");
        return QUANTIZED.computeIfAbsent(this, _ -> {
            var module = OnnxImporter.read(path, ImportOptions.DEFAULT);
            var calibration = samples("calib_x.npy", 256, 0);
            run(module, Pipelines.prepare(new ResolveShapesPass()), calibration);
            run(module, Pipeline.nesting("builtin.module", List.of(new CalibratePass(), new UnifyScalesPass(), new QuantizePass())),
                    calibration);
            return module;
        });
    }

    private static void run(ModuleOp module, Pipeline pipeline, CalibrationData samples) {
        var diagnostics = new DiagnosticCollector();
        var context = new PassContext(Dialects.registry(), diagnostics).with(CalibrationData.class, samples);
        assertThat(new PassManager(pipeline).withVerifier(IrVerifier::verify).run(module, context)).as("%s", diagnostics.diagnostics())
                .isNotEqualTo(Pass.Result.FAILED);
    }

    /** A copy that is divided between a chip and the host. */
    DeviceCompilation partitioned(Chip chip) {
        var network = new DeviceCompilation((ModuleOp) OpBuilder.copy(quantized()), chip);
        assertThat(network.run(new ChannelsLastPass(), new ConstantFoldPass(), new PartitionPass()).failed()).isFalse();
        return network;
    }

    /** Some test samples from one on; seeded normal ones where there are no more. */
    List<Tensor> inputs(int first, int count) {
        var main = new SymbolTable(quantized()).lookup("main", FuncOp.class).orElseThrow();
        if (this == VWW && first + count > PHOTOGRAPHS) {
            var random = new CalibrationInput("samples", SampleSource.random(Shape.of(3, 96, 96), first + count, 1), Preprocessing.NONE);
            return new CalibrationData(List.of(random)).read(main, first, count);
        }
        return samples("test_x.npy", first + count, 1).read(main, first, count);
    }
}
