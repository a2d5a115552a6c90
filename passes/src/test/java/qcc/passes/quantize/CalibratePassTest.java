package qcc.passes.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import qcc.dialect.func.FuncOp;
import qcc.ir.IntegerType;
import qcc.ir.TensorType;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.pass.Pass;
import qcc.ir.text.Printer;
import qcc.passes.PassText;
import qcc.tensor.FloatTensor;
import qcc.tensor.LongTensor;
import qcc.tensor.Preprocessing;
import qcc.tensor.SampleSource;
import qcc.tensor.Shape;

class CalibratePassTest {
    private static final String NETWORK = """
            func.func @main(%x: tensor<1x2xf32>) -> tensor<1x2xf32> {
              %0 = nn.add %x, %x : (tensor<1x2xf32>, tensor<1x2xf32>) -> tensor<1x2xf32>
              return %0 : tensor<1x2xf32>
            }
            """;

    private final DiagnosticCollector diagnostics = new DiagnosticCollector();

    private static CalibrationData data(int width, float... values) {
        var tensor = new FloatTensor(Shape.of(values.length / width, width), values);
        return new CalibrationData(List.of(new CalibrationInput("samples.npy", SampleSource.of(tensor))));
    }

    private String calibrated(String options, CalibrationData data) {
        var module = PassText.parse(NETWORK);
        var context = PassText.context(diagnostics).with(CalibrationData.class, data);
        var result = PassText.manager("calibrate" + options).run(module, context);
        return result == Pass.Result.FAILED ? diagnostics.diagnostics().getFirst().message() : Printer.toString(module);
    }

    @Test
    void notesRangesOfArgumentsAndResults() {
        var module = PassText.parse(NETWORK);
        var context = PassText.context(diagnostics).with(CalibrationData.class, data(2, 1, -2, 3, 0));
        PassText.manager("calibrate").run(module, context);
        module.walk(FuncOp.class, function -> {
            assertThat(ValueRange.of(function.entry().argument(0))).contains(new ValueRange(-2, 3));
            assertThat(ValueRange.of(function.entry().first().result(0))).contains(new ValueRange(-4, 6));
        });
    }

    @Test
    void doesNotDependOnTheBlockSize() {
        var values = new float[]{1, -2, 3, 0, 0.5f, 7, -0.25f, 1, 2, 3};
        for (var method : List.of("minmax", "percentile")) {
            assertThat(calibrated("{method=" + method + " percentile=60 block-size=1}", data(2, values)))
                    .isEqualTo(calibrated("{method=" + method + " percentile=60 block-size=4}", data(2, values)));
        }
    }

    @Test
    void namesFileSampleAndPlaceOfNaN() {
        assertThat(calibrated("{block-size=1}", data(2, 1, 2, 3, Float.NaN)))
                .isEqualTo("'func.func' op cannot be calibrated: sample 1 of samples.npy holds NaN at [1]");
    }

    @Test
    void namesTheOperationThatOverflows() {
        assertThat(calibrated("", data(2, 1, 2, 3, 3e38f))).contains("'nn.add' at test.mlir:2:")
                .contains("gives Infinity at [0, 1] for sample 1");
    }

    @Test
    void refusesSamplesOfAnotherShape() {
        assertThat(calibrated("", data(3, 1, 2, 3)))
                .contains("the samples of samples.npy have the shape [3], which does not fit the input tensor<1x2xf32>");
    }

    @Test
    void refusesTooFewInputsAndNoSamples() {
        assertThat(calibrated("", new CalibrationData(List.of()))).contains("there are no calibration samples");
        assertThat(calibrated("", data(2))).contains("there are no calibration samples");
    }

    @Test
    void preprocessesSamples() {
        var tensor = new FloatTensor(Shape.of(1, 2), new float[]{0, 255});
        var half = new Preprocessing(255, new double[]{0.5}, new double[]{0.5}, Preprocessing.Layout.NCHW);
        var input = new CalibrationInput("pixels", SampleSource.of(tensor), half);
        assertThat(calibrated("", new CalibrationData(List.of(input)))).contains("qcc.range = [-1.000000e+00, 1.000000e+00]");
    }

    @Test
    void integersAreTakenAsTheyAre() {
        var tensor = new FloatTensor(Shape.of(1, 2), new float[]{3, 7});
        var half = new Preprocessing(255, new double[]{0.5}, new double[]{0.5}, Preprocessing.Layout.NCHW);
        var input = new CalibrationInput("words", SampleSource.of(tensor), half);
        assertThat(input.read(0, 1, TensorType.of(IntegerType.I64, 2))).isEqualTo(new LongTensor(Shape.of(1, 2), new long[]{3, 7}));
        var broken = new CalibrationInput("words", SampleSource.of(new FloatTensor(Shape.of(1, 2), new float[]{3, 0.5f})));
        assertThatIllegalArgumentException().isThrownBy(() -> broken.read(0, 1, TensorType.of(IntegerType.I64, 2)))
                .withMessageStartingWith("the samples of words are not of type i64: element [0, 1]");
    }
}
