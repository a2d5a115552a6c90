package qcc.passes.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import qcc.chip.Chip;
import qcc.chip.ChipLoader;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.cim.GroupOp;
import qcc.dialect.cim.ProductOp;
import qcc.dialect.cim.StepTable;
import qcc.dialect.func.FuncOp;
import qcc.interpreter.Interpreter;
import qcc.interpreter.InterpreterOptions;
import qcc.ir.DenseElementsAttr;
import qcc.ir.IntegerAttr;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.pass.Pass;
import qcc.ir.pass.PassContext;
import qcc.passes.PassText;
import qcc.passes.quantize.CalibrationData;
import qcc.passes.quantize.CalibrationInput;
import qcc.tensor.FloatTensor;
import qcc.tensor.SampleSource;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

class CalibrateConvertersPassTest {
    private static final int SAMPLES = 3;
    private static final int ZERO_POINT = -100;

    private final DiagnosticCollector diagnostics = new DiagnosticCollector();

    /** Two groups that give partial sums, of channels 0 and 1 and of channel 2, each of two row groups. */
    private static ModuleOp network(String encoding, String slices, String signing, int dacBits, int bits, String rounding) {
        var group = """
                cim.group {sym_name = "%s", matrix = dense<%s> : tensor<%dx4xi8>, core = 0 : i64, encoding = "ENCODING",
                    slice_bits = array<i64: SLICES>, active_rows = 8 : i64, adc_bits = BITS : i64, rounding = "ROUNDING",
                    input_bits = 8 : i64, dac_bits = DAC : i64, input_signing = "SIGNING", row_groups = array<i64: %s>, blocks = [%s]}
                """;
        var function = """
                func.func @main(%x: tensor<1x5x4x3xf32>) -> tensor<1x4x3x4xi32> {
                  %q = quant.qcast %x : tensor<1x5x4x3xf32> to tensor<1x5x4x3x!quant.uniform<i8:f32, 1.000000e+00:-100>>
                  %s = quant.scast %q : tensor<1x5x4x3x!quant.uniform<i8:f32, 1.000000e+00:-100>> to tensor<1x5x4x3xi8>
                  %y = cim.product %s {groups = [@a, @b], first_channel = array<i64: 0, 2>, channels = array<i64: 2, 1>,
                      first_column = array<i64: 0, 0>, kernel = array<i64: 2, 2>, strides = array<i64: 1, 1>,
                      dilations = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>, pad_value = -100 : i8}
                      : (tensor<1x5x4x3xi8>) -> tensor<1x4x3x4xi32>
                  return %y : tensor<1x4x3x4xi32>
                }
                """;
        var random = new Random(5);
        int count = slices.split(",").length;
        var text = group.formatted("a", weights(random, 8), 8, "5, 3", blocks(0, 5, 3, count))
                + group.formatted("b", weights(random, 4), 4, "4", blocks(2, 4, 0, count)) + function;
        return PassText.parse(text.replace("ENCODING", encoding).replace("SLICES", slices).replace("SIGNING", signing)
                .replace("DAC", "" + dacBits).replace("BITS", "" + bits).replace("ROUNDING", rounding));
    }

    /** Row blocks of some rows in crossbars of their own. */
    private static String blocks(int crossbar, int first, int second, int slices) {
        var blocks = new ArrayList<String>();
        for (int slice = 0; slice < slices; slice++) {
            blocks.add("array<i64: %d, 0, %d, 0, 0, %d, 4, %d>".formatted(crossbar, slice * 8, first, slice));
            if (second > 0) {
                blocks.add("array<i64: %d, 0, %d, %d, 0, %d, 4, %d>".formatted(crossbar + 1, slice * 8, first, second, slice));
            }
        }
        return String.join(", ", blocks);
    }

    private static String weights(Random random, int rows) {
        return IntStream.range(0, rows).mapToObj(_ -> IntStream.range(0, 4).mapToObj(_ -> "" + (random.nextInt(255) - 127))
                .collect(Collectors.joining(", ", "[", "]"))).collect(Collectors.joining(", ", "[", "]"));
    }

    private static FloatTensor samples() {
        var random = new Random(3);
        var values = new float[SAMPLES * 60];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(0, random.nextInt(300) - 80);
        }
        return new FloatTensor(Shape.of(SAMPLES, 1, 5, 4, 3), values);
    }

    private static CalibrationData data() {
        return new CalibrationData(
                List.of(new CalibrationInput("samples", SampleSource.of(samples().reshape(Shape.of(SAMPLES, 5, 4, 3))))));
    }

    private Pass.Result run(ModuleOp module, Map<Class<?>, Object> attachments) {
        var context = PassText.context(diagnostics);
        for (var entry : attachments.entrySet()) {
            context = with(context, entry.getKey(), entry.getValue());
        }
        return new CalibrateConvertersPass(0, 100_000, 0, 0).run(module, context);
    }

    private static <T> PassContext with(PassContext context, Class<T> key, Object value) {
        return context.with(key, key.cast(value));
    }

    /** A chip whose converters have a full scale of their own choice. */
    private static Chip chip(String fullScale) {
        var yaml = ChipLoader.preset("isaac-isca16").toYaml();
        return ChipLoader.parse(yaml.replaceFirst("full_scale: \\{mode: unit, per: chip", "full_scale: {" + fullScale), "chip.yaml");
    }

    private static ProductOp product(ModuleOp module) {
        var found = new ArrayList<ProductOp>();
        module.walk(ProductOp.class, found::add);
        return found.getFirst();
    }

    private static Map<String, StepTable> steps(ModuleOp module) {
        var steps = new HashMap<String, StepTable>();
        module.walk(GroupOp.class, group -> steps.put(group.groupName(), group.converter().orElseThrow().steps()));
        return steps;
    }

    private static Tensor sums(Op module) {
        var main = new ArrayList<FuncOp>();
        module.walk(FuncOp.class, main::add);
        return new Interpreter(module, InterpreterOptions.defaults()).run(main.getFirst(), List.of(samples())).getFirst();
    }

    private static Tensor exactSums(ModuleOp module) {
        var copy = OpBuilder.copy(module);
        copy.walk(GroupOp.class, group -> new OpBuilder().setProperty(group, "adc_bits", IntegerAttr.of(0)));
        return sums(copy);
    }

    /** Signal-to-noise ratio of the interpreter's sums without zero points, in dB. */
    private static double observed(ModuleOp module) {
        var exact = exactSums(module);
        var converted = sums(module);
        var weights = new long[4];
        module.walk(GroupOp.class, group -> {
            var data = ((DenseElementsAttr) group.matrix()).toLongs();
            for (int i = 0; i < data.length; i++) {
                weights[i % 4] += data[i];
            }
        });
        double signal = 0;
        double noise = 0;
        for (int i = 0; i < exact.elements(); i++) {
            signal += Math.pow(exact.doubleAt(i) - ZERO_POINT * weights[i % 4], 2);
            noise += Math.pow(exact.doubleAt(i) - converted.doubleAt(i), 2);
        }
        return 10 * Math.log10(signal / noise);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            offset               | 2, 2, 2, 2             | offset       | 1 | 4 | nearest
            offset               | 4, 4                   | msb_subtract | 1 | 5 | floor
            twos_complement      | 1, 1, 1, 1, 1, 1, 1, 1 | msb_subtract | 1 | 2 | nearest
            twos_complement      | 1, 1, 1, 1, 1, 1, 1, 1 | offset       | 4 | 5 | floor
            differential_digital | 2, 2, 2, 2             | offset       | 2 | 4 | nearest
            differential_digital | 3, 4                   | offset       | 8 | 6 | floor
            differential_analog  | 2, 2, 2, 2             | msb_subtract | 1 | 3 | nearest
            differential_analog  | 7                      | offset       | 2 | 6 | floor
            """)
    void predictsWhatTheInterpreterLosesOnTheSameWindows(String encoding, String slices, String signing, int dacBits, int bits,
            String rounding) {
        var module = network(encoding, slices, signing, dacBits, bits, rounding);
        var random = new Random(11);
        module.walk(GroupOp.class, group -> group.setSteps(new OpBuilder(), StepTable.of(group.converter().orElseThrow().rowGroups().size(),
                group.planes(), 4, (_, _, _) -> random.nextInt(1, 5))));
        var before = steps(module);
        assertThat(run(module, Map.of(CalibrationData.class, data()))).isEqualTo(Pass.Result.CHANGED);
        assertThat(steps(module)).isEqualTo(before);
        var report = ConversionReport.of(product(module)).orElseThrow();
        assertThat(report.exact()).isFalse();
        assertThat(report.converterBits()).isEqualTo(bits);
        assertThat(report.predicted().orElseThrow().decibels()).isCloseTo(observed(module), within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"chip, 1", "layer, 1", "slice, 4", "crossbar, 3", "column, 96"})
    void whatSharesAStepFollowsTheChip(String per, int mostSteps) {
        var module = network("differential_digital", "2, 2, 2, 2", "offset", 1, 2, "nearest");
        double before = observed(module);
        run(module, Map.of(CalibrationData.class, data(), Chip.class, chip("mode: calibrated, per: " + per)));
        var report = ConversionReport.of(product(module)).orElseThrow();
        assertThat(report.predicted().orElseThrow().decibels()).isCloseTo(observed(module), within(1e-9)).isGreaterThanOrEqualTo(before);
        var tables = steps(module).values();
        assertThat(tables.stream().mapToInt(t -> t.steps().length).sum()).isLessThanOrEqualTo(Math.max(2 * mostSteps, 2 * 8));
        if (!per.equals("column")) {
            assertThat(tables.stream().allMatch(t -> t.shape()[2] == 1)).isTrue();
        }
        if (per.equals("layer") || per.equals("chip")) {
            assertThat(tables).allMatch(t -> t.steps().length == 1).map(table -> (double) table.largest())
                    .containsOnly(report.largestStep());
        }
        if (per.equals("crossbar")) {
            assertThat(tables).allMatch(t -> t.shape()[1] == 1);
        }
        if (per.equals("slice")) {
            assertThat(tables).allMatch(t -> t.shape()[0] == 1);
            assertThat(List.copyOf(tables).getFirst()).isEqualTo(List.copyOf(tables).getLast());
        }
    }

    @Test
    void provesExactnessAndThenNeedsNoSamples() {
        var module = network("differential_digital", "2, 2, 2, 2", "offset", 1, 5, "nearest");
        run(module, Map.of(Chip.class, chip("mode: calibrated, per: layer")));
        assertThat(ConversionReport.of(product(module)))
                .contains(new ConversionReport(true, 4, 5, 1, 1, Optional.empty()));
        assertThat(diagnostics.diagnostics()).isEmpty();
        assertThat(sums(module)).isEqualTo(exactSums(module));
    }

    @Test
    void saysWhatIsMissingWithoutSamples() {
        var module = network("differential_digital", "2, 2, 2, 2", "offset", 1, 2, "nearest");
        assertThat(run(module, Map.of(Chip.class, chip("mode: calibrated, per: layer")))).isEqualTo(Pass.Result.FAILED);
        assertThat(diagnostics.diagnostics().getFirst().message())
                .isEqualTo("'builtin.module' op has no calibration samples, from which the "
                        + "chip's converters have their full scale (xbar.adc.full_scale.mode: calibrated): give samples with --calib");
    }

    @Test
    void otherModesGoWithoutSamplesAndWithoutAPrediction() {
        var module = network("differential_digital", "2, 2, 2, 2", "offset", 1, 2, "nearest");
        assertThat(run(module, Map.of())).isEqualTo(Pass.Result.CHANGED);
        assertThat(diagnostics.diagnostics()).singleElement().satisfies(d -> assertThat(d.message())
                .isEqualTo("column sums need 4 bits, converters have 2 and steps of 1; no samples to predict the loss from"));
    }

    @Test
    void whatIsNotConvertedIsLeftAlone() {
        var module = network("differential_digital", "2, 2, 2, 2", "offset", 1, 0, "nearest");
        assertThat(run(module, Map.of(CalibrationData.class, data()))).isEqualTo(Pass.Result.UNCHANGED);
        assertThat(ConversionReport.of(product(module))).isEmpty();
    }
}
