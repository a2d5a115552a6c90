package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import qcc.backend.host.bundle.HostCommand.Launch;
import qcc.chip.Chip;
import qcc.dialect.nn.RequantizeMode;
import qcc.dialect.nn.Window;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.transform.CsePass;
import qcc.ir.transform.DcePass;
import qcc.passes.layout.ChannelsLastPass;
import qcc.passes.mapping.LowerToCimPass;
import qcc.passes.partition.PartitionPass;
import qcc.passes.shape.ConstantFoldPass;

/** Grouped convolutions larger than the chip are done group by group, and a group larger than the chip by output channels. */
class GroupedConvolutionTest {
    private static final List<Long> ONES = List.of(1L, 1L);
    private static final Window WINDOW = new Window(List.of(3L, 3L), ONES, ONES, List.of(1L, 1L, 1L, 1L));
    private static final int SAMPLES = 3;

    /** Crossbars of 32 rows and 4 weights. */
    private static Chip chip(int crossbars) {
        return TestChips.with("tiny", "cores: [4, 4]", "cores: [1, 2]", "xbars: 64", "xbars: " + crossbars, "rows: 128", "rows: 32",
                "cols: 128", "cols: 32");
    }

    /**
     * @param inputs input channels of a group
     * @param outputs its output channels
     */
    @ParameterizedTest(name = "{0} groups of {1} to {2} channels, {3} crossbars in a core")
    @CsvSource({"7, 1, 1, 1", "8, 3, 4, 2", "5, 3, 10, 2", "3, 6, 20, 2", "4, 2, 3, 1", "1, 6, 30, 2"})
    void partsGiveTheBitsOfTheWhole(int groups, int inputs, int outputs, int crossbars) {
        for (var isResidual : List.of(false, true)) {
            var network = network(groups, groups * inputs, groups * outputs, isResidual, chip(crossbars));
            var samples = network.randomInputs(new Random(5), SAMPLES);
            var expected = network.interpret(samples);
            var outcome = network.run(new ChannelsLastPass(), new ConstantFoldPass(), new CsePass(), new DcePass(), new PartitionPass(),
                    new LowerToCimPass());
            assertThat(outcome.failed()).as("%s", outcome.diagnostics()).isFalse();
            assertThat(outcome.diagnostics()).noneMatch(d -> d.message().contains("runs on the host"));
            var bundle = network.bundle();
            assertThat(bundle.commands().stream().filter(Launch.class::isInstance).count()).isGreaterThan(groups == 7 ? 0 : 1);
            assertThat(network.simulate(bundle, samples)).isEqualTo(expected);
        }
    }

    private static DeviceCompilation network(int groups, int inputs, int outputs, boolean isResidual, Chip chip) {
        var random = new Random(groups);
        var grid = NetworkBuilder.grid(random, RequantizeMode.DOUBLE, 0.05);
        var network = new NetworkBuilder(random, RequantizeMode.DOUBLE,
                List.of(TensorType.of(grid, 1, inputs, 5, 5), TensorType.of(grid, 1, outputs, 5, 5)));
        var residual = isResidual ? Optional.of(network.argument(1)) : Optional.<Value>empty();
        return new DeviceCompilation(network.returns(List.of(network.conv(network.argument(0), outputs, WINDOW, groups, residual))), chip);
    }
}
