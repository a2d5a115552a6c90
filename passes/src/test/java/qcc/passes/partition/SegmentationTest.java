package qcc.passes.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import qcc.chip.Chip;
import qcc.chip.ChipLoader;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.func.FuncOp;
import qcc.dialect.nn.ConstantOp;
import qcc.ir.Op;
import qcc.ir.Terminator;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.pass.Pass;
import qcc.passes.PassText;
import qcc.passes.QuantizedNetworks;
import qcc.passes.mapping.CrossbarBudget;
import qcc.passes.mapping.LowerToCimPass;

class SegmentationTest {
    private static final Chip SMALL = ChipLoader.parse(ChipLoader.preset("d6cim-esscirc23").toYaml()
            .replaceFirst("cores: \\[4, 4\\]", "cores: [1, 2]").replaceFirst("xbars: \\d+", "xbars: 3"), "small chip");

    /** Layers of random widths; some take the sum of two earlier values. */
    private static ModuleOp network(long seed, int layers) {
        var random = new Random(seed);
        var text = new StringBuilder("func.func @main(%v0: " + map(16) + ") -> (LAST, " + map(16) + ") {\n");
        var widths = new ArrayList<>(List.of(16));
        for (int i = 1; i <= layers; i++) {
            int from = Math.max(0, i - 1 - random.nextInt(2));
            int in = widths.get(from);
            int out = 16 * (1 + random.nextInt(6));
            var weights = "tensor<%dx%dx!quant.uniform<i8<-127:127>:f32, 0.01>>".formatted(out, in);
            text.append(QuantizedNetworks.weights("w" + i, random, 0.01, out, in));
            text.append(
                    "%%v%d = nn.linear %%v%d, %%w%d {operandSegmentSizes = array<i32: 1, 1, 0, 0>} : (%s, %s) -> %s%n".formatted(i, from, i,
                            map(in), weights, map(out)));
            widths.add(out);
        }
        text.append("%%s = nn.add %%v0, %%v0 : (%1$s, %1$s) -> %1$s%n".formatted(map(16)));
        var last = map(widths.getLast());
        text.append("return %%v%d, %%s : %s, %s%n}".formatted(layers, last, map(16)));
        return QuantizedNetworks.parse(text.toString().replace("LAST", last));
    }

    private static String map(int width) {
        return "tensor<1x%dx%s>".formatted(width, QuantizedNetworks.grid(0.05, 3));
    }

    private static List<Op> operations(ModuleOp module) {
        var ops = new ArrayList<Op>();
        for (var op : ((FuncOp) module.body().first()).entry()) {
            if (!(op instanceof ConstantOp) && !(op instanceof Terminator)) {
                ops.add(op);
            }
        }
        return ops;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void noOtherCutsTakeLessTime(long seed) {
        var ops = operations(network(seed, 7));
        var segments = Segmentation.of(ops, SMALL);
        assertThat(segments.stream().flatMap(s -> s.ops().stream()).toList()).isEqualTo(ops);
        assertThat(segments).hasSizeGreaterThan(1);
        double best = segments.stream().mapToDouble(s -> cost(s.ops())).sum();
        for (long cuts = 0; cuts < 1L << (ops.size() - 1); cuts++) {
            assertThat(costOf(ops, cuts)).isGreaterThanOrEqualTo(best - 1e-6);
        }
    }

    /** The cost of the segments that end behind the operations whose bit is set. */
    private static double costOf(List<Op> ops, long cuts) {
        var ends = LongStream.rangeClosed(1, ops.size()).filter(i -> i == ops.size() || (cuts >> (i - 1) & 1) == 1).toArray();
        double sum = 0;
        int from = 0;
        for (long end : ends) {
            sum += cost(ops.subList(from, (int) end));
            from = (int) end;
        }
        return sum;
    }

    private static double cost(List<Op> ops) {
        var budget = new CrossbarBudget(SMALL);
        if (!ops.stream().allMatch(budget::take)) {
            return Double.POSITIVE_INFINITY;
        }
        var memory = SMALL.chip().globalMem();
        return budget.programNs() + (memory.latencyCycles() + crossing(ops) / memory.bytesPerCycle()) * 1e3 / SMALL.clockMhz();
    }

    private static long crossing(List<Op> ops) {
        var inside = Set.copyOf(ops);
        var values = new HashSet<Value>();
        for (var op : ops) {
            op.operands().stream()
                    .filter(v -> !(v.definingOp() instanceof ConstantOp) && !(v.definingOp() != null && inside.contains(v.definingOp())))
                    .forEach(values::add);
            op.results().stream().filter(r -> r.uses().stream().anyMatch(use -> !inside.contains(use.owner()))).forEach(values::add);
        }
        return values.stream().mapToLong(v -> ((TensorType) v.type()).shape().elements()).sum();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void segmentsComputeWhatTheNetworkComputes(long seed) {
        var random = new Random(seed);
        var input = List.of(QuantizedNetworks.input(random, 5, 1, 16));
        var expected = QuantizedNetworks.run(network(seed, 7), input);
        var module = network(seed, 7);
        var context = PassText.context(new DiagnosticCollector()).with(Chip.class, SMALL);
        assertThat(new PartitionPass().run(module, context)).isEqualTo(Pass.Result.CHANGED);
        assertThat(new LowerToCimPass().run(module, context)).isEqualTo(Pass.Result.CHANGED);
        assertThat(QuantizedNetworks.run(module, input)).isEqualTo(expected);
    }
}
