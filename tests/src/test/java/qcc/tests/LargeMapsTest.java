package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import qcc.dialect.nn.AddOp;
import qcc.dialect.nn.RequantizeMode;
import qcc.dialect.nn.Window;
import qcc.ir.TensorType;
import qcc.passes.layout.ChannelsLastPass;
import qcc.passes.mapping.LowerToCimPass;
import qcc.passes.partition.PartitionPass;
import qcc.passes.shape.ConstantFoldPass;

/** Maps that do not fit global memory are handed to the device in bands of rows. */
class LargeMapsTest {
    private static final int SAMPLES = 3;

    /** A convolution, one that adds its input, and a sum of both; maps of 8 channels, some 3 KiB. */
    @ParameterizedTest(name = "{0} KiB, {1} x {2}, stride {3}, dilation {4}, pads {5} and {6}")
    @CsvSource({"3, 3, 3, 1, 1, 1, 1", "2, 1, 1, 1, 1, 0, 0", "3, 5, 3, 1, 1, 2, 2", "3, 3, 1, 1, 2, 2, 2", "4, 4, 4, 1, 1, 0, 3",
            "3, 2, 3, 1, 1, 1, 0"})
    void bandsGiveTheBitsOfTheWhole(int kib, int rows, int columns, int stride, int dilation, int before, int after) {
        var chip = TestChips.with("forgetful", "global_mem: {kib: 8192", "global_mem: {kib: " + kib);
        var random = new Random(rows);
        var grid = NetworkBuilder.grid(random, RequantizeMode.DOUBLE, 0.05);
        var map = TensorType.of(grid, 1, 8, 24, 17);
        var network = new NetworkBuilder(random, RequantizeMode.DOUBLE, List.of(map));
        long step = stride;
        long wide = dilation;
        var window = new Window(List.of((long) rows, (long) columns), List.of(step, step), List.of(wide, wide),
                List.of((long) before, (long) columns / 2, (long) after, (long) columns / 2));
        var first = network.conv(network.argument(0), 8, window, 1, Optional.empty());
        var second = network.conv(first, 8, new Window(List.of(1L, 1L), List.of(1L, 1L), List.of(1L, 1L), List.of(0L, 0L, 0L, 0L)), 1,
                Optional.of(first));
        var third = network.binary(AddOp.DEF, first, second, 0.1);
        var device = new DeviceCompilation(network.returns(List.of(third)), chip);
        var samples = device.randomInputs(random, SAMPLES);
        var expected = device.interpret(samples);
        var outcome = device.run(new ChannelsLastPass(), new ConstantFoldPass(), new PartitionPass(false, 0, 0, 50),
                new LowerToCimPass());
        assertThat(outcome.failed()).as("%s", outcome.diagnostics()).isFalse();
        assertThat(outcome.diagnostics()).anyMatch(d -> d.message().contains(" bands of rows"));
        assertThat(device.interpret(samples)).isEqualTo(expected);
        assertThat(device.simulate(device.bundle(), samples)).isEqualTo(expected);
    }
}
