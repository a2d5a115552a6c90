package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.Converter;
import qcc.chip.Chip;
import qcc.chip.ChipLoader;
import qcc.dialect.cim.GroupOp;
import qcc.dialect.cim.ProductOp;
import qcc.ir.SymbolTable;
import qcc.passes.mapping.LowerToCimPass;
import qcc.sim.Simulator;
import qcc.sim.SimulatorOptions;
import qcc.sim.array.InputCode;
import qcc.sim.array.ProductModel;
import qcc.sim.array.ProductStep;
import qcc.sim.array.ProductStep.Reading;
import qcc.tensor.Tensor;

/**
 * What is proved exact gives the integers with every conversion made, and with one bit less an input that is constructed from the worst column
 * shows the loss. {@code -Dqcc.exact.samples=1000 -Dqcc.exact.bits=8,7,6} makes the measurement; without, few samples and one resolution for each.
 */
class AnalogExactnessTest {
    private static final int SAMPLES = Integer.getInteger("qcc.exact.samples", 2);
    private static final int BLOCK = 100;
    private static final List<String> ENCODINGS = List.of("offset", "twos_complement", "differential_digital", "differential_analog");

    /** Crossbars of 128 x 128 cells of 2 bits, and a phase for each bit of an input. */
    private static Chip chip(String encoding, int bits) {
        var slices = encoding.equals("twos_complement") ? "[2, 2, 2, 1, 1]" : "[2, 2, 2, 2]";
        return TestChips.with("analog-" + encoding, "control: wordline", "control: crossbar", "kind: digital", "kind: analog", "xbars: 64",
                "xbars: 256", "bits: 1}",
                "bits: 2}\n  adc: {bits: %d, conversion_ns: 1, columns_per_adc: 16}\n  array_ns: 100".formatted(bits),
                "  digital:\n    input_bits_per_cycle: 1          # src: 64 clocks = 8 input bits x 8 weight bits\n"
                        + "    weight_bits_per_cycle: 1\n    tree_latency_cycles: 0           # src: the 64 clocks include it\n",
                "", "encoding: twos_complement", "encoding: " + encoding, "[1, 1, 1, 1, 1, 1, 1, 1]", slices, "signed: msb_subtract",
                "signed: offset");
    }

    static Stream<Arguments> cases() {
        var chosen = System.getProperty("qcc.exact.bits");
        var result = new ArrayList<Arguments>();
        for (var network : ExactNetwork.values()) {
            for (int i = 0; i < ENCODINGS.size(); i++) {
                var bits = chosen == null
                        ? List.of(8 - (i + network.ordinal()) % 3)
                        : Arrays.stream(chosen.split(",")).map(Integer::valueOf).toList();
                for (int b : bits) {
                    result.add(Arguments.of(network, ENCODINGS.get(i), b));
                }
            }
        }
        return result.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyConversionOfAnExactDeviceGivesTheIntegers(ExactNetwork network, String encoding, int bits) {
        var compilation = network.partitioned(chip(encoding, bits));
        var integers = new ArrayList<List<Tensor>>();
        for (int first = 0; first < SAMPLES; first += BLOCK) {
            integers.add(compilation.interpret(network.inputs(first, Math.min(BLOCK, SAMPLES - first))));
        }
        assertThat(compilation.run(new LowerToCimPass(true)).failed()).isFalse();
        var simulator = Simulator.load(compilation.bundle(),
                SimulatorOptions.defaults().withBlockSamples(32).withEveryConversion(true));
        for (int first = 0; first < SAMPLES; first += BLOCK) {
            var inputs = network.inputs(first, Math.min(BLOCK, SAMPLES - first));
            assertThat(simulator.run(inputs).outputs()).as("samples from %d", first).isEqualTo(integers.get(first / BLOCK));
        }
    }

    /** Conversions of a column in a phase, against those with all 128 rows of a crossbar at once. */
    @ParameterizedTest
    @CsvSource({"8, 1.00", "7, 1.53", "6, 2.39"})
    void fewMoreConversionsMakeResNet20Exact(int bits, double most) {
        var compilation = ExactNetwork.RESNET20.partitioned(chip("differential_digital", bits));
        assertThat(compilation.run(new LowerToCimPass(true)).failed()).isFalse();
        var conversions = new long[2];
        compilation.module().walk(ProductOp.class, product -> {
            conversions[0] += conversions(compilation, product, group -> group.converter().orElseThrow().rowGroups().size());
            conversions[1] += conversions(compilation, product,
                    group -> (int) group.blocks().stream().mapToInt(GroupOp.Block::matrixRow).distinct().count());
        });
        double ratio = (double) conversions[0] / conversions[1];
        System.getLogger("qcc.exact").log(System.Logger.Level.INFO, "ResNet-20, {0} bits: {1} / {2} = {3}", bits, conversions[0],
                conversions[1], ratio);
        assertThat(Math.round(ratio * 100) / 100.0).isLessThanOrEqualTo(most);
    }

    /** Conversions of the column of a product that takes most; copies for other rows of the result do not count. */
    private static long conversions(DeviceCompilation compilation, ProductOp product, ToIntFunction<GroupOp> count) {
        var symbols = new SymbolTable(compilation.module());
        var columns = new HashMap<Integer, Long>();
        for (var share : product.shares()) {
            if (share.worksOn(0)) {
                columns.merge(share.firstColumn(), (long) count.applyAsInt(symbols.lookup(share.group(), GroupOp.class).orElseThrow()),
                        Long::sum);
            }
        }
        return Collections.max(columns.values());
    }

    static Stream<Arguments> networksAndEncodings() {
        return Stream.of(ExactNetwork.values()).flatMap(network -> ENCODINGS.stream().map(encoding -> Arguments.of(network, encoding)));
    }

    /** With all rows at once, converters of the bits that each matrix needs lose nothing of its worst input, and of one bit less they do. */
    @ParameterizedTest
    @MethodSource("networksAndEncodings")
    void aBitLessLosesAnInput(ExactNetwork network, String encoding) {
        var chip = chip(encoding, 12);
        var compilation = network.partitioned(chip);
        var outcome = compilation.run(new LowerToCimPass(false));
        int proved = outcome.diagnostics().stream().filter(d -> d.message().contains("column sums need"))
                .map(d -> d.message().replaceFirst(".*column sums need (\\d+).*", "$1"))
                .mapToInt(Integer::parseInt).max().orElseThrow();
        int needed = 0;
        for (var program : compilation.bundle().segments().getFirst().programs()) {
            for (var group : program.groups()) {
                var worst = Worst.of(group, ProductModel.of(group, chip.typeOf(0)));
                assertThat(lost(group, chip, worst, worst.bits)).as("%s, %d bits", group, worst.bits).isFalse();
                assertThat(lost(group, chip, worst, worst.bits - 1)).as("%s, %d bits", group, worst.bits - 1).isTrue();
                needed = Math.max(needed, worst.bits);
            }
        }
        assertThat(proved).isEqualTo(needed);
    }

    private static boolean lost(ArrayGroup group, Chip chip, Worst worst, int bits) {
        var given = group.converter().orElseThrow();
        var converter = new Converter(bits, given.steps(), given.rounding(), given.inputBits(), given.dacBits(), given.signing(),
                given.rowGroups());
        var narrow = new ArrayGroup(group.id(), group.rows(), group.columns(), group.matrix(), group.encoding(), group.sliceBits(),
                group.slices(), Optional.of(converter));
        var yaml = chip.toYaml().replace("adc: {bits: 12", "adc: {bits: " + bits);
        var sums = ProductModel.of(narrow, ChipLoader.parse(yaml, "narrow.yaml").typeOf(0)).run(worst.input).sums();
        for (int column = 0; column < group.columns(); column++) {
            long product = 0;
            for (int row = 0; row < group.rows(); row++) {
                product += (long) worst.input[row] * group.matrix()[row * group.columns() + column];
            }
            if (sums[column] != product) {
                return true;
            }
        }
        return false;
    }

    /**
     * An input that drives the sum of a group that needs most bits, found by trying both ends of every conversion's sums.
     *
     * @param bits that hold the sum
     */
    private record Worst(byte[] input, int bits) {
        static Worst of(ArrayGroup group, ProductModel model) {
            var result = new Worst(new byte[group.rows()], 0);
            var phase = model.inputs().phases().getFirst();
            for (var step : model.steps()) {
                for (int column = 0; column < step.columns(); column++) {
                    for (int sign = step.reading() == Reading.DIFFERENCE ? -1 : 1; sign <= 1; sign += 2) {
                        result = result.orWorse(group, model, phase, step, column, sign);
                    }
                }
            }
            return result;
        }

        private Worst orWorse(ArrayGroup group, ProductModel model, InputCode.Phase phase, ProductStep step, int column, int sign) {
            var input = new byte[group.rows()];
            Arrays.fill(input, (byte) -128);
            long sum = 0;
            for (int row = 0; row < step.rows(); row++) {
                int value = value(model, step, group.matrix()[(step.matrixRow() + row) * group.columns() + step.matrixColumn() + column]);
                if (value * sign > 0) {
                    input[step.matrixRow() + row] = (byte) (-128 + (1 << phase.shift()));
                    sum += value;
                }
            }
            int bits = step.reading() == Reading.DIFFERENCE && sum != 0
                    ? 65 - Long.numberOfLeadingZeros(sum < 0 ? ~sum : sum)
                    : 64 - Long.numberOfLeadingZeros(sum);
            return bits > this.bits ? new Worst(input, bits) : this;
        }

        private static int value(ProductModel model, ProductStep step, int weight) {
            var code = model.weights();
            return switch (step.reading()) {
                case SINGLE, POSITIVE -> code.value(step.slice(), code.level(weight, step.slice(), 0));
                case NEGATIVE -> code.value(step.slice(), code.level(weight, step.slice(), 1));
                case DIFFERENCE -> code.value(step.slice(), code.level(weight, step.slice(), 0))
                        - code.value(step.slice(), code.level(weight, step.slice(), 1));
            };
        }
    }
}
