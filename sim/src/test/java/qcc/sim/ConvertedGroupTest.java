package qcc.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.Converter;
import qcc.backend.cim.isa.Converter.Rounding;
import qcc.backend.cim.isa.Converter.Signing;
import qcc.backend.cim.isa.StepTable;
import qcc.backend.cim.isa.WeightEncoding;
import qcc.dialect.Dialects;
import qcc.dialect.func.FuncOp;
import qcc.interpreter.Interpreter;
import qcc.interpreter.InterpreterOptions;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.text.Parser;
import qcc.ir.text.Source;
import qcc.sim.array.ProductModel;
import qcc.tensor.ByteTensor;
import qcc.tensor.IntTensor;
import qcc.tensor.Shape;

/** Products whose conversions may lose bits: the simulator and the interpreter, which share nothing, give the same sums. */
class ConvertedGroupTest {
    private static final int SAMPLES = 16;

    private int tabulatedGroups;

    /**
     * Any encoding, signing, width of phases, steps, rounding and row groups: simulator, interpreter and the model of golden vectors give what a
     * plain loop over conversions gives.
     */
    @ParameterizedTest
    @EnumSource
    void allImplementationsAgree(WeightEncoding encoding) {
        var lossy = 0;
        var proved = 0;
        for (var seed = 0; seed < 150; seed++) {
            var group = RandomAnalogGroup.of(new Random(31L * seed + encoding.ordinal()), encoding);
            var inputs = new byte[group.rows() * SAMPLES];
            new Random(seed).nextBytes(inputs);
            Arrays.fill(inputs, 0, Math.min(inputs.length, 5), (byte) -128);
            var expected = ScalarAnalogProduct.products(group, inputs, SAMPLES);
            assertThat(simulated(group, inputs)).as("simulator, seed %d, %s", seed, group).isEqualTo(expected);
            assertThat(interpreted(group, inputs)).as("interpreter, seed %d, %s", seed, group).isEqualTo(expected);
            assertThat(modeled(group, inputs)).as("model, seed %d, %s", seed, group).isEqualTo(expected);
            var proof = new LosslessProof(group, group.converter().orElseThrow());
            var exact = exact(group, inputs);
            if (proof.holds()) {
                assertThat(expected).as("seed %d, %s", seed, group).isEqualTo(exact);
                proved++;
            }
            lossy += Arrays.equals(expected, exact) ? 0 : 1;
            for (var sum : expected) {
                assertThat((long) sum).isBetween(proof.products().minimum(), proof.products().maximum());
            }
        }
        assertThat(lossy).isBetween(20, 140);
        assertThat(proved).isBetween(8, 130);
        assertThat(tabulatedGroups).isLessThan(145);
    }

    /** The sums of the model that golden vectors come from, on a chip whose crossbars are as the group says. */
    private static int[] modeled(ArrayGroup group, byte[] inputs) {
        var model = ProductModel.of(group, RandomAnalogGroup.type(group));
        var sums = new int[group.columns() * SAMPLES];
        for (var s = 0; s < SAMPLES; s++) {
            var input = new byte[group.rows()];
            for (var row = 0; row < input.length; row++) {
                input[row] = inputs[row * SAMPLES + s];
            }
            var trace = model.run(input);
            for (var c = 0; c < group.columns(); c++) {
                sums[c * SAMPLES + s] = Math.toIntExact(trace.sums()[c]);
            }
        }
        return sums;
    }

    /** One row of weight 1 and one of input -128 + 3, driven as 3 in one phase: worked out by hand, the value rounded to an integer. */
    @ParameterizedTest
    @CsvSource({"8, 1, NEAREST, 3", "1, 1, NEAREST, 1", "8, 2, NEAREST, 4", "8, 2, FLOOR, 2", "8, 4, NEAREST, 4", "8, 8, NEAREST, 0",
            "8, 4, FLOOR, 0", "8, 3, NEAREST, 3", "8, 5, NEAREST, 5", "8, 7, NEAREST, 0", "8, 3, FLOOR, 3", "8, 5, FLOOR, 0",
            "8, 1.25, NEAREST, 3", "8, 1.25, FLOOR, 3", "8, 1.5, FLOOR, 3", "8, 1.50390625, FLOOR, 2", "8, 1.50390625, NEAREST, 3",
            "8, 1.75, FLOOR, 2", "8, 2.25, FLOOR, 2", "8, 2.5, NEAREST, 3", "8, 5.99609375, NEAREST, 6", "8, 6, NEAREST, 6",
            "8, 6.00390625, NEAREST, 0", "1, 1.25, NEAREST, 1", "2, 0.75, NEAREST, 2"})
    void codesByHand(int bits, double step, Rounding rounding, int value) {
        var table = StepTable.uniform((int) Math.rint(256 * step)).withFractionBits(8);
        var converter = new Converter(bits, table, rounding, 8, 2, Signing.OFFSET, List.of(1));
        var group = new ArrayGroup(0, 1, 1, new byte[]{1}, WeightEncoding.DIFFERENTIAL_DIGITAL, List.of(4, 4), List.of(),
                Optional.of(converter));
        var inputs = new byte[SAMPLES];
        Arrays.fill(inputs, (byte) (-128 + 3));
        var expected = new int[SAMPLES];
        Arrays.fill(expected, value - 128);
        assertThat(simulated(group, inputs)).isEqualTo(expected);
        assertThat(interpreted(group, inputs)).isEqualTo(expected);
    }

    @Test
    void groupsMustFitTheChipsConverters() {
        var converter = new Converter(9, StepTable.uniform(1), Rounding.NEAREST, 8, 1, Signing.MSB_SUBTRACT, List.of(4));
        var group = new ArrayGroup(3, 4, 1, new byte[4], WeightEncoding.TWOS_COMPLEMENT, List.of(7, 1), List.of(), Optional.of(converter));
        var offset = new ArrayGroup(3, 4, 1, new byte[4], WeightEncoding.OFFSET, List.of(7, 1), List.of(),
                Optional.of(new Converter(9, StepTable.uniform(1), Rounding.NEAREST, 8, 1, Signing.OFFSET, List.of(4))));
        assertThatThrownBy(() -> CrossbarSpace.check(LosslessProofTest.type("OFFSET", 8, 128), List.of(group))).isInstanceOf(Fault.class)
                .hasMessageContaining("array group 3 is for converters of 9 bits").hasMessageContaining("the chip has 8");
        assertThatThrownBy(() -> CrossbarSpace.check(LosslessProofTest.type("OFFSET", 9, 128), List.of(group))).isInstanceOf(Fault.class)
                .hasMessageContaining("array group 3 drives inputs as MSB_SUBTRACT, the chip's crossbars as OFFSET");
        assertThatThrownBy(() -> CrossbarSpace.check(LosslessProofTest.type("OFFSET", 9, 3), List.of(offset))).isInstanceOf(Fault.class)
                .hasMessageContaining("activates 4 rows at once, the chip's crossbars 3");
        assertThatThrownBy(() -> CrossbarSpace.check(LosslessProofTest.type("OFFSET", 9, 3), List.of(Machines.group(3, 4, 1, new byte[4]))))
                .isInstanceOf(Fault.class).hasMessageContaining("does not say how");
    }

    private int[] simulated(ArrayGroup group, byte[] inputs) {
        var sums = new int[group.columns() * SAMPLES];
        Arrays.fill(sums, 7);
        var addresses = IntStream.range(0, group.rows()).toArray();
        var converter = group.converter().orElseThrow();
        var work = new ConvertedGroup(group, converter).work(SAMPLES, 0);
        work.multiply(inputs, addresses, sums, 0, false);
        var once = sums.clone();
        work.multiply(inputs, addresses, sums, 0, true);
        assertThat(sums).isEqualTo(Arrays.stream(once).map(s -> 2 * s).toArray());
        var budget = new TableBudget(group.rows() % 2 == 0 ? 0 : Long.MAX_VALUE);
        TabulatedGroup.ideal(group, converter, budget).ifPresent(tabulated -> {
            tabulatedGroups++;
            tabulated.work(SAMPLES, 0).multiply(inputs, addresses, sums, 0, false);
            assertThat(sums).as("%s", group).isEqualTo(once);
        });
        return once;
    }

    private static int[] exact(ArrayGroup group, byte[] inputs) {
        var sums = new int[group.columns() * SAMPLES];
        for (var row = 0; row < group.rows(); row++) {
            for (var c = 0; c < group.columns(); c++) {
                for (var s = 0; s < SAMPLES; s++) {
                    sums[c * SAMPLES + s] += inputs[row * SAMPLES + s] * group.matrix()[row * group.columns() + c];
                }
            }
        }
        return sums;
    }

    /** The sums of {@code cim.product}, one sample after the other, brought into the simulator's order. */
    private static int[] interpreted(ArrayGroup group, byte[] inputs) {
        var converter = group.converter().orElseThrow();
        var text = """
                cim.group {sym_name = "g", matrix = dense<%s> : tensor<%dx%dxi8>, core = 0 : i64, encoding = "%s",
                  slice_bits = array<i64: %s>, active_rows = %d : i64, adc_bits = %d : i64, adc_steps = dense<%s> : tensor<%sxi32>, adc_fraction_bits = %d : i64, rounding = "%s",
                  dac_bits = %d : i64, input_signing = "%s", row_groups = array<i64: %s>, blocks = []}
                func.func @main(%%x: tensor<1x1x1x%dxi8>) -> tensor<1x1x1x%dxi32> {
                  %%r = "cim.product"(%%x) {groups = [@g], first_channel = array<i64: 0>, channels = array<i64: %d>,
                    first_column = array<i64: 0>, kernel = array<i64: 1, 1>, strides = array<i64: 1, 1>, dilations = array<i64: 1, 1>,
                    pads = array<i64: 0, 0, 0, 0>, pad_value = 0 : i8} : (tensor<1x1x1x%dxi8>) -> tensor<1x1x1x%dxi32>
                  return %%r : tensor<1x1x1x%dxi32>
                }
                """
                .formatted(rows(group), group.rows(), group.columns(), group.encoding().text(), list(group.sliceBits()), group.rows(),
                        converter.bits(), steps(converter.steps()), shape(converter.steps()), converter.steps().fractionBits(),
                        converter.rounding().name().toLowerCase(Locale.ROOT), converter.dacBits(),
                        converter.signing().name().toLowerCase(Locale.ROOT), list(converter.rowGroups()), group.rows(), group.columns(),
                        group.rows(), group.rows(), group.columns(), group.columns());
        var diagnostics = new DiagnosticCollector();
        var module = Parser.parse(Source.of("test", text), Dialects.registry(), diagnostics).orElseThrow();
        var data = new byte[inputs.length];
        for (var row = 0; row < group.rows(); row++) {
            for (var s = 0; s < SAMPLES; s++) {
                data[s * group.rows() + row] = inputs[row * SAMPLES + s];
            }
        }
        var result = (IntTensor) new Interpreter(module, InterpreterOptions.defaults())
                .run((FuncOp) module.body().last(), List.of(new ByteTensor(Shape.of(SAMPLES, 1, 1, 1, group.rows()), data))).getFirst();
        var sums = new int[group.columns() * SAMPLES];
        Arrays.setAll(sums, i -> result.data()[i % SAMPLES * group.columns() + i / SAMPLES]);
        return sums;
    }

    private static String shape(StepTable table) {
        return Arrays.stream(table.shape()).mapToObj(String::valueOf).collect(Collectors.joining("x"));
    }

    private static String steps(StepTable table) {
        var shape = table.shape();
        return IntStream.range(0, shape[0]).mapToObj(g -> IntStream.range(0, shape[1])
                .mapToObj(p -> IntStream.range(0, shape[2]).mapToObj(c -> table.at(g, p, c)).toList()).toList()).toList().toString();
    }

    private static String rows(ArrayGroup group) {
        return IntStream.range(0, group.rows()).mapToObj(row -> Arrays
                .toString(Arrays.copyOfRange(group.matrix(), row * group.columns(), (row + 1) * group.columns()))).toList().toString();
    }

    private static String list(List<Integer> numbers) {
        return numbers.toString().replace("[", "").replace("]", "");
    }
}
