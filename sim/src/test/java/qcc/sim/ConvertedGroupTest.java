package qcc.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
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
import qcc.tensor.ByteTensor;
import qcc.tensor.IntTensor;
import qcc.tensor.Shape;

/** Products whose conversions may lose bits: the simulator and the interpreter, which share nothing, give the same sums. */
class ConvertedGroupTest {
    private static final int SAMPLES = 16;

    private int tabulatedGroups;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "XNOR")
    void theSimulatorAndTheInterpreterAgree(WeightEncoding encoding) {
        var lossy = 0;
        for (var seed = 0; seed < 150; seed++) {
            var random = new Random(31L * seed + encoding.ordinal());
            var group = group(random, encoding);
            var inputs = new byte[group.rows() * SAMPLES];
            random.nextBytes(inputs);
            var expected = interpreted(group, inputs);
            var actual = simulated(group, inputs);
            assertThat(actual).as("seed %d, %s", seed, group).isEqualTo(expected);
            var proof = new LosslessProof(group, group.converter().orElseThrow());
            var exact = exact(group, inputs);
            if (proof.holds()) {
                assertThat(actual).as("seed %d, %s", seed, group).isEqualTo(exact);
            }
            lossy += Arrays.equals(actual, exact) ? 0 : 1;
            for (var sum : actual) {
                assertThat((long) sum).isBetween(proof.products().minimum(), proof.products().maximum());
            }
        }
        assertThat(lossy).isBetween(20, 140);
        assertThat(tabulatedGroups).isBetween(50, 145);
    }

    /** One row of weight 1 and one of input -128 + 3, driven as 3 in one phase: worked out by hand. */
    @ParameterizedTest
    @CsvSource({"8, 1, NEAREST, 3", "1, 1, NEAREST, 1", "8, 2, NEAREST, 4", "8, 2, FLOOR, 2", "8, 4, NEAREST, 4", "8, 8, NEAREST, 0",
            "8, 4, FLOOR, 0", "8, 3, NEAREST, 3", "8, 5, NEAREST, 5", "8, 7, NEAREST, 0", "8, 3, FLOOR, 3", "8, 5, FLOOR, 0"})
    void codesByHand(int bits, int step, Rounding rounding, int value) {
        var converter = new Converter(bits, StepTable.uniform(step), rounding, 8, 2, Signing.OFFSET, List.of(1));
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
        assertThatThrownBy(() -> CrossbarSpace.check(LosslessProofTest.type("OFFSET", 8, 128), List.of(group))).isInstanceOf(Fault.class)
                .hasMessageContaining("array group 3 is for converters of 9 bits").hasMessageContaining("the chip has 8");
        assertThatThrownBy(() -> CrossbarSpace.check(LosslessProofTest.type("OFFSET", 9, 3), List.of(group))).isInstanceOf(Fault.class)
                .hasMessageContaining("activates 4 rows at once, the chip's crossbars 3");
        assertThatThrownBy(() -> CrossbarSpace.check(LosslessProofTest.type("OFFSET", 9, 3), List.of(Machines.group(3, 4, 1, new byte[4]))))
                .isInstanceOf(Fault.class).hasMessageContaining("does not say how");
    }

    private static ArrayGroup group(Random random, WeightEncoding encoding) {
        var slices = slices(random, encoding);
        var rows = 1 + random.nextInt(40);
        var columns = 1 + random.nextInt(6);
        var matrix = new byte[rows * columns];
        for (var i = 0; i < matrix.length; i++) {
            var weight = random.nextInt(-127, 128);
            matrix[i] = (byte) (random.nextInt(3) == 0 ? weight : weight / 16);
        }
        var rowGroups = new ArrayList<Integer>();
        for (var left = rows; left > 0; left -= rowGroups.getLast()) {
            rowGroups.add(1 + random.nextInt(left));
        }
        var signing = random.nextBoolean() ? Signing.OFFSET : Signing.MSB_SUBTRACT;
        var dacBits = signing == Signing.MSB_SUBTRACT ? 1 : List.of(1, 2, 3, 4, 8).get(random.nextInt(5));
        var planes = slices.size() * (encoding == WeightEncoding.DIFFERENTIAL_DIGITAL ? 2 : 1);
        var rounding = random.nextBoolean() ? Rounding.NEAREST : Rounding.FLOOR;
        var converter = new Converter(random.nextInt(2, 13), steps(random, rowGroups.size(), planes, columns), rounding, 8, dacBits,
                signing, rowGroups);
        return new ArrayGroup(1, rows, columns, matrix, encoding, slices, List.of(), Optional.of(converter));
    }

    /** Steps of 1, powers of two or any, and axes that share them or not. */
    private static StepTable steps(Random random, int rowGroups, int planes, int columns) {
        var sizes = new int[]{random.nextBoolean() ? 1 : rowGroups, random.nextBoolean() ? 1 : planes, random.nextBoolean() ? 1 : columns};
        var kind = random.nextInt(4);
        var steps = new int[sizes[0] * sizes[1] * sizes[2]];
        Arrays.setAll(steps, _ -> kind < 2 ? 1 : kind == 2 ? 1 << random.nextInt(6) : 1 + random.nextInt(40));
        return StepTable.of(sizes[0], sizes[1], sizes[2], steps);
    }

    private static List<Integer> slices(Random random, WeightEncoding encoding) {
        var choices = switch (encoding) {
            case TWOS_COMPLEMENT -> List.of(List.of(1, 1, 1, 1, 1, 1, 1, 1), List.of(4, 3, 1), List.of(7, 1), List.of(2, 2, 2, 2, 1));
            case OFFSET -> List.of(List.of(2, 2, 2, 2), List.of(4, 4), List.of(1, 7), List.of(3, 3, 3));
            case DIFFERENTIAL_ANALOG, DIFFERENTIAL_DIGITAL -> List.of(List.of(7), List.of(2, 2, 2, 2), List.of(4, 3), List.of(1, 6));
            case XNOR -> throw new IllegalArgumentException();
        };
        return choices.get(random.nextInt(choices.size()));
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
        TabulatedGroup.of(group, converter, CellMatrix.ideal(group, converter), 0, budget).ifPresent(tabulated -> {
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
                  slice_bits = array<i64: %s>, active_rows = %d : i64, adc_bits = %d : i64, adc_steps = dense<%s> : tensor<%sxi32>, rounding = "%s",
                  dac_bits = %d : i64, input_signing = "%s", row_groups = array<i64: %s>, blocks = []}
                func.func @main(%%x: tensor<1x1x1x%dxi8>) -> tensor<1x1x1x%dxi32> {
                  %%r = "cim.product"(%%x) {groups = [@g], first_channel = array<i64: 0>, channels = array<i64: %d>,
                    first_column = array<i64: 0>, kernel = array<i64: 1, 1>, strides = array<i64: 1, 1>, dilations = array<i64: 1, 1>,
                    pads = array<i64: 0, 0, 0, 0>, pad_value = 0 : i8} : (tensor<1x1x1x%dxi8>) -> tensor<1x1x1x%dxi32>
                  return %%r : tensor<1x1x1x%dxi32>
                }
                """
                .formatted(rows(group), group.rows(), group.columns(), group.encoding().text(), list(group.sliceBits()), group.rows(),
                        converter.bits(), steps(converter.steps()), shape(converter.steps()),
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
