package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import qcc.backend.host.bundle.HostCommand.Launch;
import qcc.chip.Chip;
import qcc.dialect.nn.Layout;
import qcc.dialect.nn.RequantizeMode;
import qcc.dialect.nn.Window;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.passes.layout.ChannelsLastPass;
import qcc.passes.mapping.LowerToCimPass;
import qcc.passes.partition.PartitionPass;
import qcc.passes.shape.ConstantFoldPass;

/** Sums over more rows than the whole chip has are made in parts, which keep their integers in global memory. */
class LongSumsTest {
    private static final int SAMPLES = 3;

    /** Crossbars of 16 rows and 2 weights. */
    private static Chip chip(int cores, int crossbars) {
        return TestChips.with("tiny", "cores: [4, 4]", "cores: [1, " + cores + "]", "xbars: 64", "xbars: " + crossbars, "rows: 128",
                "rows: 16", "cols: 128", "cols: 16");
    }

    /** Chips whose sums do not meet between crossbars make them in parts that lie side by side. */
    @Test
    void sumsThatMeetInMemory() {
        var chip = TestChips.with("apart", "accumulators: {at: core", "accumulators: {at: crossbar",
                ", reduce: {kind: tree, fan_in: 8, bits: 32, cycles: 1}}", "}");
        var random = new Random(3);
        var grid = NetworkBuilder.grid(random, RequantizeMode.SINGLE, 0.05);
        var network = new NetworkBuilder(random, RequantizeMode.SINGLE, List.of(TensorType.of(grid, 2, 500)));
        var module = network.returns(List.of(network.linear(network.argument(0), 20, Optional.empty())));
        var launches = assertPartsGiveTheBitsOfTheWhole(new DeviceCompilation(module, chip));
        assertThat(launches).isEqualTo(1);
    }

    private static long assertPartsGiveTheBitsOfTheWhole(DeviceCompilation network) {
        var samples = network.randomInputs(new Random(5), SAMPLES);
        var expected = network.interpret(samples);
        var outcome = network.run(new ChannelsLastPass(), new ConstantFoldPass(), new PartitionPass());
        assertThat(outcome.failed()).as("%s", outcome.diagnostics()).isFalse();
        assertThat(outcome.diagnostics()).anyMatch(d -> d.message().contains("it makes them in"));
        assertThat(network.interpret(samples)).as("parts").isEqualTo(expected);
        var lowered = network.run(new LowerToCimPass());
        assertThat(lowered.failed()).as("%s", lowered.diagnostics()).isFalse();
        assertThat(network.interpret(samples)).as("device").isEqualTo(expected);
        var bundle = network.bundle();
        assertThat(network.simulate(bundle, samples)).as("simulated").isEqualTo(expected);
        return bundle.commands().stream().filter(Launch.class::isInstance).count();
    }

    @ParameterizedTest(name = "{0} to {1}, {2} cores of {3} crossbars, residual {4}")
    @CsvSource({"100, 2, 1, 1, false", "17, 1, 1, 1, false", "64, 5, 1, 2, true", "200, 7, 2, 3, true"})
    void matrixProducts(int inputs, int outputs, int cores, int crossbars, boolean isResidual) {
        for (var mode : RequantizeMode.values()) {
            var random = new Random(inputs);
            var grid = NetworkBuilder.grid(random, mode, 0.05);
            var network = new NetworkBuilder(random, mode, List.of(TensorType.of(grid, 3, inputs), TensorType.of(grid, 3, outputs)));
            var residual = isResidual ? Optional.of(network.argument(1)) : Optional.<Value>empty();
            var module = network.returns(List.of(network.linear(network.argument(0), outputs, residual)));
            assertThat(assertPartsGiveTheBitsOfTheWhole(new DeviceCompilation(module, chip(cores, crossbars)))).isGreaterThan(1);
        }
    }

    @ParameterizedTest(name = "{0} groups of {1} to {2}, {3} x {4}, stride {5}, dilation {6}, pad {7}, {8} cores of {9}")
    @CsvSource({"1, 9, 3, 3, 3, 1, 1, 1, 1, 1", "1, 3, 2, 5, 5, 2, 1, 2, 1, 1", "1, 2, 5, 1, 20, 1, 1, 3, 1, 1",
            "2, 8, 3, 3, 3, 1, 2, 2, 1, 2",
            "1, 12, 4, 2, 3, 3, 1, 0, 2, 1", "1, 1, 1, 5, 5, 1, 2, 4, 1, 1", "1, 40, 3, 1, 1, 1, 1, 0, 1, 2"})
    void convolutions(int groups, int inputs, int outputs, int rows, int columns, int stride, int dilation, int pad, int cores,
            int crossbars) {
        for (var isResidual : List.of(false, true)) {
            var random = new Random(groups + inputs);
            var grid = NetworkBuilder.grid(random, RequantizeMode.DOUBLE, 0.05);
            var window = new Window(List.of((long) rows, (long) columns), List.of((long) stride, (long) stride),
                    List.of((long) dilation, (long) dilation), List.of((long) pad, (long) pad, (long) pad, (long) pad));
            var map = TensorType.of(grid, 1, (long) groups * inputs, 7, 15);
            var result = window.outputShape(map.shape(), Layout.NCHW, (long) groups * outputs);
            var network = new NetworkBuilder(random, RequantizeMode.DOUBLE, List.of(map, new TensorType(result, grid)));
            var residual = isResidual ? Optional.of(network.argument(1)) : Optional.<Value>empty();
            var value = network.conv(network.argument(0), groups * outputs, window, groups, residual);
            var device = new DeviceCompilation(network.returns(List.of(value)), chip(cores, crossbars));
            assertThat(assertPartsGiveTheBitsOfTheWhole(device)).isGreaterThan(1);
        }
    }
}
