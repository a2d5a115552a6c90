package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import qcc.chip.Chip;
import qcc.dialect.nn.RequantizeMode;
import qcc.ir.diagnostic.Diagnostic;
import qcc.passes.layout.ChannelsLastPass;
import qcc.passes.mapping.LowerToCimPass;
import qcc.passes.partition.PartitionPass;
import qcc.passes.shape.ConstantFoldPass;

/** Random networks on analog crossbars: the device gives what the interpreter gives at its level, and what integers give if it is exact. */
class AnalogLoweringTest {
    private static final int NETWORKS = 25;

    static Stream<Arguments> chips() {
        var differential = "[2, 2, 2, 2]";
        return Stream.of(chip("offset", "[2, 2, 2, 2]", "offset", 2, 6, "nearest", "unit"),
                chip("offset", "[4, 4]", "msb_subtract", 1, 8, "floor", "max, per: column"),
                chip("twos_complement", "[1, 1, 1, 1, 1, 1, 1, 1]", "msb_subtract", 1, 4, "nearest", "unit"),
                chip("twos_complement", "[1, 1, 1, 1, 1, 1, 1, 1]", "offset", 4, 7, "nearest", "max, per: slice"),
                chip("differential_digital", differential, "offset", 1, 4, "nearest", "unit"),
                chip("differential_digital", differential, "offset", 8, 10, "floor", "max, per: crossbar"),
                chip("differential_analog", differential, "msb_subtract", 1, 5, "floor", "unit"),
                chip("differential_analog", differential, "offset", 2, 7, "nearest", "max"),
                chip("differential_digital", differential, "pos_neg", 3, 6, "nearest", "max, per: column, steps: any"),
                chip("offset", "[8]", "pos_neg", 8, 12, "nearest", "max, steps: any"),
                chip("twos_complement", "[4, 4]\n    signed_top_slice: true", "msb_subtract", 3, 8, "nearest", "max, per: slice"),
                chip("offset", "[3, 3, 3]", "bipolar", 2, 8, "floor", "unit"),
                chip("xnor", "[1, 1, 1, 1, 1, 1, 1, 1]", "bipolar", 1, 4, "nearest", "max, per: crossbar, steps: any"),
                chip("xnor", "[1, 1, 1, 1, 1, 1, 1, 1]", "bipolar", 2, 5, "floor", "unit"));
    }

    private static Arguments chip(String encoding, String slices, String signed, int dacBits, int bits, String round, String scale) {
        var converters = "adc: {bits: %d, conversion_ns: 1, columns_per_adc: 16, round: %s, full_scale: {mode: %s}}".formatted(bits, round,
                scale);
        var chip = TestChips.with("analog", "kind: digital", "kind: analog", "bits: 1}",
                "bits: %d}\n  ".formatted(encoding.equals("xnor") ? 1 : 8) + converters + "\n  array_ns: 100",
                "  digital:\n    input_bits_per_cycle: 1          # src: 64 clocks = 8 input bits x 8 weight bits\n"
                        + "    weight_bits_per_cycle: 1\n    tree_latency_cycles: 0           # src: the 64 clocks include it\n",
                "", "encoding: twos_complement", "encoding: " + encoding, "[1, 1, 1, 1, 1, 1, 1, 1]", slices, "signed: msb_subtract",
                "signed: " + signed, "dac_bits: 1", "dac_bits: " + dacBits, "pad: drive_zero_point", "pad: gate_rows");
        return Arguments.of("%s %s %s %d-bit phases, %d bits %s %s".formatted(encoding, slices, signed, dacBits, bits, round, scale), chip);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("chips")
    void theDeviceGivesWhatItsLevelSays(String name, Chip chip) {
        int lossy = 0;
        for (long seed = 0; seed < NETWORKS; seed++) {
            var network = network(seed, chip);
            var inputs = network.randomInputs(new Random(seed), 3);
            var integers = network.interpret(inputs);
            assertThat(network.run(new LowerToCimPass(false)).failed()).isFalse();
            var level = network.interpret(inputs);
            assertThat(network.simulate(network.bundle(), inputs)).as("seed %d on %s", seed, name).isEqualTo(level);
            lossy += level.equals(integers) ? 0 : 1;
        }
        assertThat(lossy).isPositive();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("chips")
    void exactGroupsLoseNothing(String name, Chip chip) {
        var messages = new ArrayList<String>();
        int ran = 0;
        for (long seed = 0; seed < NETWORKS; seed++) {
            var network = network(seed, chip);
            var inputs = network.randomInputs(new Random(seed), 3);
            var integers = network.interpret(inputs);
            var outcome = network.run(new LowerToCimPass(true));
            messages.addAll(outcome.diagnostics().stream().map(Diagnostic::message).filter(m -> !m.startsWith("lies in ")).toList());
            if (!outcome.failed()) {
                assertThat(network.interpret(inputs)).as("seed %d on %s", seed, name).isEqualTo(integers);
                assertThat(network.simulate(network.bundle(), inputs)).as("seed %d on %s", seed, name).isEqualTo(integers);
                ran++;
            }
        }
        assertThat(messages).isNotEmpty().allMatch(m -> m.contains("is proved exact") || m.contains("cannot be exact: a single row needs"));
        assertThat(ran > 0 || messages.stream().anyMatch(m -> m.contains("cannot be exact"))).isTrue();
    }

    private static DeviceCompilation network(long seed, Chip chip) {
        var network = new DeviceCompilation(RandomNetwork.of(seed, RequantizeMode.DOUBLE), chip);
        var outcome = network.run(new ChannelsLastPass(), new ConstantFoldPass(), new PartitionPass());
        assertThat(outcome.diagnostics()).as("seed %d", seed).isEqualTo(List.of());
        return network;
    }
}
