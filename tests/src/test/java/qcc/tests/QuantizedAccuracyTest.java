package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import qcc.dialect.Dialects;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.func.FuncOp;
import qcc.dialect.nn.RequantizeMode;
import qcc.frontend.onnx.ImportOptions;
import qcc.frontend.onnx.OnnxImporter;
import qcc.interpreter.Interpreter;
import qcc.interpreter.InterpreterOptions;
import qcc.ir.OpBuilder;
import qcc.ir.SymbolTable;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.pass.Pass;
import qcc.ir.pass.PassContext;
import qcc.ir.pass.PassManager;
import qcc.ir.pass.Pipeline;
import qcc.ir.text.Printer;
import qcc.ir.verify.IrVerifier;
import qcc.passes.Pipelines;
import qcc.passes.quantize.CalibratePass;
import qcc.passes.quantize.CalibrationData;
import qcc.passes.quantize.CalibrationInput;
import qcc.passes.quantize.QuantizePass;
import qcc.passes.quantize.UnifyScalesPass;
import qcc.passes.shape.ResolveShapesPass;
import qcc.passes.validate.SignalToNoise;
import qcc.passes.validate.ValidatingInstrumentation;
import qcc.tensor.NpyFile;
import qcc.tensor.Preprocessing;
import qcc.tensor.SampleSource;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/**
 * Trained networks keep their accuracy on integers: at least what ONNX Runtime's quantizer reaches on the same samples, less half a decibel.
 */
final class QuantizedAccuracyTest {
    private static final int BLOCK = 32;
    private static final Preprocessing IMAGE_NET = new Preprocessing(255, new double[]{0.485, 0.456, 0.406},
            new double[]{0.229, 0.224, 0.225}, Preprocessing.Layout.NCHW);
    private static final Preprocessing PIXELS = new Preprocessing(255, new double[]{0}, new double[]{1}, Preprocessing.Layout.NCHW);

    private final DiagnosticCollector diagnostics = new DiagnosticCollector();

    private static Path shared(String file) {
        var path = Repository.SHARED.resolve(file);
        Assumptions.assumeTrue(Files.exists(path), () -> path + " is absent");
        return path;
    }

    private static CalibrationData file(String file, Preprocessing preprocessing) {
        return new CalibrationData(List.of(new CalibrationInput(file, SampleSource.open(shared(file)), preprocessing)));
    }

    private static CalibrationData random(long count, long seed, int... shape) {
        return new CalibrationData(List.of(new CalibrationInput("random", SampleSource.random(Shape.of(shape), count, seed))));
    }

    /** The network with static shapes, on reals; every pass is held to its declaration. */
    private ModuleOp prepared(String model, CalibrationData samples) {
        var module = OnnxImporter.read(shared("models/" + model), ImportOptions.DEFAULT);
        run(module, Pipelines.prepare(new ResolveShapesPass()), samples);
        return module;
    }

    private ModuleOp quantized(ModuleOp reals, CalibrationData samples, RequantizeMode mode) {
        var copy = (ModuleOp) OpBuilder.copy(reals);
        run(copy, Pipeline.nesting("builtin.module",
                List.of(new CalibratePass(), new UnifyScalesPass(), new QuantizePass(false, mode, 8))), samples);
        return copy;
    }

    private void run(ModuleOp module, Pipeline pipeline, CalibrationData samples) {
        var context = new PassContext(Dialects.registry(), diagnostics).with(CalibrationData.class, samples);
        var result = new PassManager(pipeline).withVerifier(IrVerifier::verify).with(new ValidatingInstrumentation(samples)).run(module,
                context);
        assertThat(result).as("%s", diagnostics.diagnostics()).isEqualTo(Pass.Result.CHANGED);
    }

    private static Tensor execute(ModuleOp module, CalibrationData samples, int count) {
        var main = new SymbolTable(module).lookup("main", FuncOp.class).orElseThrow();
        var interpreter = new Interpreter(module, InterpreterOptions.defaults());
        var blocks = new ArrayList<Tensor>();
        for (int from = 0; from < count; from += BLOCK) {
            blocks.add(interpreter.run(main, samples.read(main, from, Math.min(BLOCK, count - from))).getFirst());
        }
        return Tensor.concatenate(blocks);
    }

    private static int best(Tensor outputs, int sample) {
        int classes = outputs.shape().sampleElements();
        int best = 0;
        for (int i = 1; i < classes; i++) {
            best = outputs.doubleAt(sample * classes + i) > outputs.doubleAt(sample * classes + best) ? i : best;
        }
        return best;
    }

    private static double accuracy(Tensor outputs, Tensor labels) {
        int right = 0;
        for (int i = 0; i < outputs.samples(); i++) {
            right += best(outputs, i) == (int) labels.doubleAt(i) ? 1 : 0;
        }
        return 100.0 * right / outputs.samples();
    }

    @ParameterizedTest
    @EnumSource(RequantizeMode.class)
    void resNet20KeepsItsAccuracy(RequantizeMode mode) {
        var calibration = file("data/cifar10/calib_x.npy", IMAGE_NET);
        var test = file("data/cifar10/test_x.npy", IMAGE_NET);
        var labels = NpyFile.read(shared("data/cifar10/test_y.npy"));
        var reals = prepared("resnet20_cifar10.onnx", calibration);
        var expected = execute(reals, test, 1000);
        var actual = execute(quantized(reals, calibration, mode), test, 1000);
        assertThat(accuracy(expected, labels)).isEqualTo(83.5);
        assertThat(accuracy(actual, labels)).isGreaterThanOrEqualTo(82.5);
        assertThat(SignalToNoise.decibels(expected, actual)).isGreaterThanOrEqualTo(24);
    }

    @Test
    void resNet8KeepsItsSignal() {
        var calibration = file("data/cifar10/calib_x.npy", Preprocessing.NONE);
        var test = file("data/cifar10/test_x.npy", Preprocessing.NONE);
        var reals = prepared("mlperf_tiny_resnet8.onnx", calibration);
        var actual = execute(quantized(reals, calibration, RequantizeMode.DOUBLE), test, 256);
        assertThat(SignalToNoise.decibels(execute(reals, test, 256), actual)).isGreaterThanOrEqualTo(18.1);
    }

    @ParameterizedTest
    @CsvSource({"mlperf_tiny_kws.onnx, 27, 1, 49, 10", "mlperf_tiny_ad.onnx, 25, 640, 0, 0"})
    void networksWithoutDataKeepTheirSignal(String model, double decibels, int a, int b, int c) {
        int[] shape = b == 0 ? new int[]{a} : new int[]{a, b, c};
        var calibration = random(256, 1, shape);
        var test = random(256, 2, shape);
        var reals = prepared(model, calibration);
        var actual = execute(quantized(reals, calibration, RequantizeMode.DOUBLE), test, 256);
        assertThat(SignalToNoise.decibels(execute(reals, test, 256), actual)).isGreaterThanOrEqualTo(decibels);
    }

    @Test
    void visualWakeWordsAgreeWithFloat() {
        var images = file("data/imagenet96/images.npy", PIXELS);
        var reals = prepared("mlperf_tiny_vww.onnx", images);
        var expected = execute(reals, images, 128);
        var actual = execute(quantized(reals, images, RequantizeMode.DOUBLE), images, 128);
        int agreeing = 0;
        for (int i = 0; i < 128; i++) {
            agreeing += best(expected, i) == best(actual, i) ? 1 : 0;
        }
        assertThat(agreeing).isGreaterThanOrEqualTo(123);
    }

    @Test
    void resultsDoNotDependOnTheRun() {
        var samples = random(40, 3, 1, 49, 10);
        var first = quantized(prepared("mlperf_tiny_kws.onnx", samples), samples, RequantizeMode.DOUBLE);
        var second = quantized(prepared("mlperf_tiny_kws.onnx", samples), samples, RequantizeMode.DOUBLE);
        assertThat(Printer.toString(second)).isEqualTo(Printer.toString(first));
    }
}
