package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import qcc.backend.host.bundle.Bundle;
import qcc.backend.host.bundle.HostCommand;
import qcc.chip.Chip;
import qcc.dialect.host.LaunchOp;
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
import qcc.passes.simplify.SimplifyPass;

/** Values that several segments need stay in global memory, as long as there is room. */
class CrossingValuesTest {
    private static final int NETWORKS = 60;
    private static final int SAMPLES = 3;

    /** One core of few crossbars. */
    private static Chip chip(int crossbars, int globalKib) {
        return TestChips.with("one", "control: wordline", "control: crossbar", "cores: [4, 4]", "cores: [1, 1]", "xbars: 64",
                "xbars: " + crossbars, "global_mem: {kib: 8192",
                "global_mem: {kib: " + globalKib);
    }

    private static DeviceCompilation lowered(long seed, Chip chip) {
        return lowered(new DeviceCompilation(RandomNetwork.of(seed, RequantizeMode.DOUBLE), chip));
    }

    private static DeviceCompilation lowered(DeviceCompilation network) {
        assertThat(network
                .run(new ChannelsLastPass(), new ConstantFoldPass(), new SimplifyPass(), new CsePass(), new DcePass(), new PartitionPass(),
                        new LowerToCimPass())
                .failed()).isFalse();
        return network;
    }

    private static long count(Bundle bundle, Class<? extends HostCommand> kind) {
        return bundle.commands().stream().filter(kind::isInstance).count();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void onlyWhatTheHostHasOrNeedsIsCopied(int crossbars) {
        int crossing = 0;
        for (long seed = 0; seed < NETWORKS; seed++) {
            var network = lowered(seed, chip(crossbars, 8192));
            var bundle = network.bundle();
            var taken = new HashSet<Value>();
            int needed = 0;
            for (var op : network.main().entry()) {
                if (op instanceof LaunchOp launch) {
                    taken.addAll(launch.operands());
                    needed += (int) launch.results().stream()
                            .filter(r -> r.uses().isEmpty() || r.uses().stream().anyMatch(use -> !(use.owner() instanceof LaunchOp)))
                            .count();
                }
            }
            long fromHost = taken.stream().filter(v -> !(v.definingOp() instanceof LaunchOp)).count();
            assertThat(count(bundle, HostCommand.CopyIn.class)).as("copies in, seed %d", seed).isEqualTo(fromHost);
            assertThat(count(bundle, HostCommand.CopyOut.class)).as("copies out, seed %d", seed).isEqualTo(needed);
            crossing += taken.size() - (int) fromHost;
        }
        assertThat(crossing).as("values that cross segments").isGreaterThan(20);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theBytesAreThoseOfTheInterpreter(int crossbars) {
        for (long seed = 0; seed < NETWORKS; seed++) {
            var network = lowered(seed, chip(crossbars, 8192));
            var inputs = network.randomInputs(new Random(seed), SAMPLES);
            assertThat(network.simulate(network.bundle(), inputs)).as("seed %d", seed).isEqualTo(network.interpret(inputs));
        }
    }

    /** A value that is needed at the end, and a layer in between whose maps are large; every layer is a segment. */
    private static DeviceCompilation bypass(int globalKib) {
        var network = new NetworkBuilder(new Random(1), RequantizeMode.DOUBLE, List.of(TensorType.of(NetworkBuilder.grid(new Random(1),
                RequantizeMode.DOUBLE, 0.05), 1, 16, 16, 16)));
        var kept = network.conv(network.argument(0), 16, window(1, 1), 1, Optional.empty());
        var wide = network.conv(network.argument(0), 80, window(1, 1), 1, Optional.empty());
        var narrow = network.conv(wide, 16, window(2, 2), 1, Optional.empty());
        var last = network.conv(kept, 16, window(2, 2), 1, Optional.of(narrow));
        return lowered(new DeviceCompilation(network.returns(List.of(last)), chip(5, globalKib)));
    }

    private static Window window(long kernel, long stride) {
        return new Window(List.of(kernel, kernel), List.of(stride, stride), List.of(1L, 1L), List.of(0L, 0L, 0L, 0L));
    }

    /** With less room than a network would take, the value that the large layer does not need waits with the host; the bytes stay the same. */
    @Test
    void valuesGoThroughTheHostWhereGlobalMemoryIsFull() {
        var roomy = bypass(64).bundle();
        assertThat(roomy.segments()).hasSizeGreaterThan(2);
        assertThat(count(roomy, HostCommand.CopyOut.class)).isEqualTo(1);
        int kib = (int) roomy.globalMemoryBytes() / 1024;
        var network = bypass(kib);
        var bundle = network.bundle();
        assertThat(bundle.globalMemoryBytes()).isLessThanOrEqualTo(kib * 1024L);
        assertThat(count(bundle, HostCommand.CopyOut.class)).isEqualTo(2);
        var inputs = network.randomInputs(new Random(3), SAMPLES);
        assertThat(network.simulate(bundle, inputs)).isEqualTo(network.interpret(inputs));
    }
}
