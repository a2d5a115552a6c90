package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import qcc.dialect.Dialects;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.func.FuncOp;
import qcc.dialect.nn.RequantizeMode;
import qcc.dialect.quant.UniformType;
import qcc.frontend.onnx.ImportOptions;
import qcc.frontend.onnx.OnnxImporter;
import qcc.frontend.onnx.export.OnnxExporter;
import qcc.interpreter.Interpreter;
import qcc.interpreter.InterpreterOptions;
import qcc.ir.Op;
import qcc.ir.SymbolTable;
import qcc.ir.TensorType;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.pass.Pass;
import qcc.ir.pass.PassContext;
import qcc.ir.pass.PassManager;
import qcc.passes.Pipelines;
import qcc.passes.quantize.CalibratePass;
import qcc.passes.quantize.CalibrationData;
import qcc.passes.quantize.CalibrationInput;
import qcc.passes.quantize.QuantizePass;
import qcc.passes.quantize.UnifyScalesPass;
import qcc.passes.shape.ResolveShapesPass;
import qcc.tensor.FloatTensor;
import qcc.tensor.NpyFile;
import qcc.tensor.Preprocessing;
import qcc.tensor.SampleSource;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/** Models that we write compute in ONNX Runtime what the IR computes. */
final class OnnxExportTest {
    private static final int BLOCK = 32;
    private static final Preprocessing IMAGE_NET = new Preprocessing(255, new double[]{0.485, 0.456, 0.406},
            new double[]{0.229, 0.224, 0.225}, Preprocessing.Layout.NCHW);
    private static final Preprocessing PIXELS = new Preprocessing(255, new double[]{0}, new double[]{1}, Preprocessing.Layout.NCHW);

    @TempDir
    Path folder;

    private static Path shared(String file) {
        var path = Repository.SHARED.resolve(file);
        Assumptions.assumeTrue(Files.exists(path), () -> path + " is absent");
        return path;
    }

    private Path export(ModuleOp module) throws IOException {
        var file = folder.resolve("exported.onnx");
        OnnxExporter.write(module, file, "qcc");
        return file;
    }

    /** The outputs for samples [S, d...], one after the other, as one list. */
    private static float[] runtime(Path model, FloatTensor samples, long... shape) throws OrtException {
        var environment = OrtEnvironment.getEnvironment();
        int size = samples.shape().sampleElements();
        var outputs = new float[0];
        try (var session = environment.createSession(model.toString(), new OrtSession.SessionOptions())) {
            var name = session.getInputNames().iterator().next();
            for (int i = 0; i < samples.samples(); i++) {
                var values = FloatBuffer.wrap(samples.data(), i * size, size).slice();
                try (var input = OnnxTensor.createTensor(environment, values, shape); var result = session.run(Map.of(name, input))) {
                    var tensor = (OnnxTensor) result.get(0);
                    var buffer = tensor.getFloatBuffer();
                    outputs = outputs.length == 0 ? new float[buffer.remaining() * samples.samples()] : outputs;
                    buffer.get(outputs, i * buffer.remaining(), buffer.remaining());
                }
            }
        }
        return outputs;
    }

    @ParameterizedTest
    @ValueSource(strings = {"resnet20_cifar10 1x3x32x32", "mlperf_tiny_kws 1x1x49x10", "mlperf_tiny_ad 1x640", "mlperf_tiny_vww 1x3x96x96",
            "light/light_shufflenet 1x3x224x224", "light/light_squeezenet 1x3x224x224"})
    void modelsOnReals(String modelAndShape) throws IOException, OrtException {
        var words = modelAndShape.split(" ");
        var shape = Arrays.stream(words[1].split("x")).mapToLong(Long::parseLong).toArray();
        var model = shared("models/" + words[0] + ".onnx");
        var dimensions = Arrays.stream(shape).skip(1).mapToInt(d -> (int) d).toArray();
        var samples = (FloatTensor) SampleSource.random(Shape.of(dimensions), 2, 5).read(0, 2);
        var exported = export(OnnxImporter.read(model, ImportOptions.DEFAULT));
        var expected = runtime(model, samples, shape);
        var actual = runtime(exported, samples, shape);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i]).isCloseTo(expected[i], offset(1e-5 * (1 + Math.abs(expected[i]))));
        }
    }

    private static ModuleOp quantized(Path model, CalibrationData samples, RequantizeMode mode) {
        var module = OnnxImporter.read(model, ImportOptions.DEFAULT);
        var diagnostics = new DiagnosticCollector();
        var pipeline = Pipelines.quantize(new ResolveShapesPass(), new CalibratePass(), new UnifyScalesPass(),
                new QuantizePass(false, mode, 8));
        var context = new PassContext(Dialects.registry(), diagnostics).with(CalibrationData.class, samples);
        assertThat(new PassManager(pipeline).run(module, context)).as("%s", diagnostics.diagnostics()).isEqualTo(Pass.Result.CHANGED);
        return module;
    }

    private static FuncOp main(ModuleOp module) {
        return new SymbolTable(module).lookup("main", FuncOp.class).orElseThrow();
    }

    private static Tensor interpreted(ModuleOp module, CalibrationData samples, int count) {
        var interpreter = new Interpreter(module, InterpreterOptions.defaults());
        var blocks = new ArrayList<Tensor>();
        for (int from = 0; from < count; from += BLOCK) {
            blocks.add(interpreter.run(main(module), samples.read(main(module), from, Math.min(BLOCK, count - from))).getFirst());
        }
        return Tensor.concatenate(blocks);
    }

    /** The distance of neighbors on the grid of the last quantized value. */
    private static double step(ModuleOp module) {
        double step = Double.NaN;
        for (Op op : main(module).entry()) {
            if (op.resultCount() == 1 && op.result().type() instanceof TensorType tensor && tensor.element() instanceof UniformType grid) {
                step = grid.scale();
            }
        }
        return step;
    }

    private static FloatTensor inputs(ModuleOp module, CalibrationData samples, int count) {
        return (FloatTensor) samples.read(main(module), 0, count).getFirst();
    }

    private static CalibrationData file(String file, Preprocessing preprocessing) {
        return new CalibrationData(List.of(new CalibrationInput(file, SampleSource.open(shared(file)), preprocessing)));
    }

    private static int best(double[] outputs, int sample, int classes) {
        int best = 0;
        for (int i = 1; i < classes; i++) {
            best = outputs[sample * classes + i] > outputs[sample * classes + best] ? i : best;
        }
        return best;
    }

    /** The percentage of outputs that differ by at most a step. */
    private static double withinAStep(double[] expected, float[] actual, double step) {
        int within = 0;
        for (int i = 0; i < expected.length; i++) {
            double distance = Math.abs(expected[i] - actual[i]) / step;
            assertThat(distance).as("output %d", i).isLessThanOrEqualTo(4.001);
            within += distance <= 1.001 ? 1 : 0;
        }
        return 100.0 * within / expected.length;
    }

    private static double[] doubles(Tensor tensor) {
        var values = new double[tensor.shape().sampleElements() * tensor.samples()];
        Arrays.setAll(values, tensor::doubleAt);
        return values;
    }

    private static double[] doubles(float[] values) {
        var doubles = new double[values.length];
        Arrays.setAll(doubles, i -> values[i]);
        return doubles;
    }

    private static double accuracy(double[] outputs, Tensor labels) {
        int count = outputs.length / 10;
        int right = 0;
        for (int i = 0; i < count; i++) {
            right += best(outputs, i, 10) == (int) labels.doubleAt(i) ? 1 : 0;
        }
        return 100.0 * right / count;
    }

    /** In the mode {@code float} ONNX Runtime's arithmetic is ours; in {@code double} every layer rounds some sums to the other neighbor. */
    @ParameterizedTest
    @CsvSource({"FLOAT, 99", "DOUBLE, 92"})
    void resNet20OnIntegers(RequantizeMode mode, double percent) throws IOException, OrtException {
        var module = quantized(shared("models/resnet20_cifar10.onnx"), file("data/cifar10/calib_x.npy", IMAGE_NET), mode);
        var test = file("data/cifar10/test_x.npy", IMAGE_NET);
        var expected = doubles(interpreted(module, test, 1000));
        var actual = runtime(export(module), inputs(module, test, 1000), 1, 3, 32, 32);
        assertThat(withinAStep(expected, actual, step(module))).isGreaterThanOrEqualTo(percent);
        var labels = NpyFile.read(shared("data/cifar10/test_y.npy"));
        assertThat(accuracy(doubles(actual), labels)).isCloseTo(accuracy(expected, labels), offset(0.2001));
    }

    @ParameterizedTest
    @CsvSource({"FLOAT, 99", "DOUBLE, 95"})
    void visualWakeWordsOnIntegers(RequantizeMode mode, double percent) throws IOException, OrtException {
        var images = file("data/imagenet96/images.npy", PIXELS);
        var module = quantized(shared("models/mlperf_tiny_vww.onnx"), images, mode);
        var expected = doubles(interpreted(module, images, 128));
        var input = (TensorType) main(module).functionType().inputs().getFirst();
        var actual = runtime(export(module), inputs(module, images, 128), input.shape().toArray());
        assertThat(withinAStep(expected, actual, step(module))).isGreaterThanOrEqualTo(percent);
    }
}
