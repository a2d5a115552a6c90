package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import qcc.chip.Chip;
import qcc.dialect.nn.RequantizeMode;
import qcc.ir.pass.Pass;
import qcc.ir.diagnostic.Severity;
import qcc.ir.text.Printer;
import qcc.ir.transform.CsePass;
import qcc.ir.transform.DcePass;
import qcc.passes.layout.ChannelsLastPass;
import qcc.passes.mapping.LowerToCimPass;
import qcc.passes.partition.PartitionPass;
import qcc.passes.shape.ConstantFoldPass;
import qcc.passes.simplify.SimplifyPass;
import qcc.tensor.Tensor;

/** Every pass from integers to the device, and the device itself, give the same bytes: random networks, all modes, large and small chips. */
class DeviceLoweringTest {
    private static final int NETWORKS = 40;
    private static final int SAMPLES = 3;

    static Stream<Arguments> modesAndChips() {
        return Stream.of(RequantizeMode.values())
                .flatMap(mode -> TestChips.ALL.stream().map(chip -> Arguments.of(mode, chip.arch(), chip)));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("modesAndChips")
    void everyLevelGivesTheSameBytes(RequantizeMode mode, String name, Chip chip) {
        for (long seed = 0; seed < NETWORKS; seed++) {
            check(seed, mode, chip);
        }
    }

    private static void check(long seed, RequantizeMode mode, Chip chip) {
        var network = new DeviceCompilation(RandomNetwork.of(seed, mode), chip);
        var text = "seed %d, mode %s%n%s".formatted(seed, mode, Printer.toString(network.module()));
        var inputs = network.randomInputs(new Random(seed), SAMPLES);
        var expected = network.interpret(inputs);
        step(network, inputs, expected, text, new ChannelsLastPass());
        step(network, inputs, expected, text, new ConstantFoldPass(), new SimplifyPass(), new CsePass(), new DcePass());
        step(network, inputs, expected, text, new PartitionPass());
        step(network, inputs, expected, text, new LowerToCimPass());
        assertThat(network.simulate(network.bundle(), inputs)).as("simulated, %s", text).isEqualTo(expected);
    }

    private static void step(DeviceCompilation network, List<Tensor> inputs, List<Tensor> expected, String text, Pass... passes) {
        var outcome = network.run(passes);
        assertThat(outcome.diagnostics().stream().filter(d -> d.severity() != Severity.REMARK)).as(text).isEmpty();
        assertThat(network.interpret(inputs)).as("after %s, %s", List.of(passes), text).isEqualTo(expected);
    }
}
