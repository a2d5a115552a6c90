package qcc.passes.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.ToLongBiFunction;
import org.junit.jupiter.api.Test;
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
            .replace("control: wordline", "control: crossbar").replaceFirst("cores: \\[4, 4\\]", "cores: [1, 2]")
            .replaceFirst("xbars: \\d+", "xbars: 3"), "small chip");

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

    private static Chip planes(int planes) {
        return ChipLoader.parse(SMALL.toYaml().replace("planes: 1, concurrent: none", "planes: %d, concurrent: plane".formatted(planes))
                .replaceFirst("ns: 2.78", "ns: 40"), "chip with planes");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void noOtherCutsTakeLessTimeOrAsMuchWithFewerBytes(long seed) {
        check(operations(network(seed, 7)), SMALL, 16, SegmentationTest::programmed);
    }

    /** The next segment is written while one computes; how much that hides depends on the samples. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4, 64})
    void loadsHideBehindComputing(int samples) {
        for (long seed = 1; seed <= 4; seed++) {
            check(operations(network(seed, 7)), planes(2), samples, (chip, cut) -> {
                long time = load(cut.getFirst(), chip);
                for (int i = 0; i < cut.size(); i++) {
                    long compute = samples * picoseconds(cut.get(i).stream().mapToDouble(new ComputeTime(chip)::of).sum());
                    time += i + 1 < cut.size() ? Math.max(compute, load(cut.get(i + 1), chip)) : compute;
                }
                return time;
            });
        }
    }

    /** Nothing is loaded again where the planes hold all segments: then the fewest count, not the quickest. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void planesHoldWholeSegments(long seed) {
        var ops = operations(network(seed, 7));
        assertThat(Segmentation.of(ops, SMALL, SegmentLimits.of(SMALL, 16))).hasSizeGreaterThan(2);
        check(ops, planes(64), 16, (_, cut) -> cut.size());
    }

    private static void check(List<Op> ops, Chip chip, int samples, ToLongBiFunction<Chip, List<List<Op>>> time) {
        var segments = Segmentation.of(ops, chip, SegmentLimits.of(chip, samples));
        assertThat(segments.stream().flatMap(s -> s.ops().stream()).toList()).isEqualTo(ops);
        assertThat(segments).hasSizeGreaterThan(1);
        var chosen = segments.stream().map(Segmentation.Segment::ops).toList();
        assertThat(segments.stream().mapToLong(Segmentation.Segment::crossingBytes).sum())
                .isEqualTo(chosen.stream().mapToLong(SegmentationTest::crossing).sum());
        for (long cuts = 0; cuts < 1L << (ops.size() - 1); cuts++) {
            var other = segments(ops, cuts);
            if (other.stream().allMatch(segment -> fits(segment, chip))) {
                assertThat(order(time.applyAsLong(chip, other), other)).as("cuts %x", cuts)
                        .isGreaterThanOrEqualTo(order(time.applyAsLong(chip, chosen), chosen));
            }
        }
    }

    /** Time first, bytes that cross borders second. */
    private static BigInteger order(long time, List<List<Op>> cut) {
        return BigInteger.valueOf(time).shiftLeft(40).add(BigInteger.valueOf(cut.stream().mapToLong(SegmentationTest::crossing).sum()));
    }

    /** The segments that end behind the operations whose bit is set. */
    private static List<List<Op>> segments(List<Op> ops, long cuts) {
        var segments = new ArrayList<List<Op>>();
        int from = 0;
        for (int end = 1; end <= ops.size(); end++) {
            if (end == ops.size() || (cuts >> (end - 1) & 1) == 1) {
                segments.add(ops.subList(from, end));
                from = end;
            }
        }
        return segments;
    }

    private static boolean fits(List<Op> ops, Chip chip) {
        return ops.stream().allMatch(new CrossbarBudget(chip)::take);
    }

    private static long programmed(Chip chip, List<List<Op>> cut) {
        return cut.stream().mapToLong(ops -> load(ops, chip)).sum();
    }

    private static long load(List<Op> ops, Chip chip) {
        var budget = new CrossbarBudget(chip);
        ops.forEach(budget::take);
        return picoseconds(budget.programNs());
    }

    private static long picoseconds(double nanoseconds) {
        return Math.round(nanoseconds * 1e3);
    }

    /** Maps that do not fit global memory together are in different segments, as long as those of each operation fit. */
    @Test
    void segmentsFitGlobalMemory() {
        var grid = QuantizedNetworks.grid(0.05, 3);
        var text = new StringBuilder("func.func @main(%v0: tensor<1x1000x" + grid + ">) -> tensor<1x1000x" + grid + "> {\n");
        for (int i = 0; i < 4; i++) {
            text.append("%%s%1$d = nn.sigmoid %%v%1$d : (tensor<1x1000x%2$s>) -> tensor<1x1000x%2$s>%n".formatted(i, grid));
            text.append("%%v%1$d = nn.relu %%s%2$d : (tensor<1x1000x%3$s>) -> tensor<1x1000x%3$s>%n".formatted(i + 1, i, grid));
        }
        text.append("%%t = nn.add %%v4, %%s0 : (tensor<1x1000x%1$s>, tensor<1x1000x%1$s>) -> tensor<1x1000x%1$s>%n".formatted(grid));
        text.append("return %%t : tensor<1x1000x%s>%n}".formatted(grid));
        var ops = operations(QuantizedNetworks.parse(text.toString()));
        var stretch = new Stretch(ops);
        assertThat(stretch.peakBytes(0, 1)).isEqualTo(2000);
        assertThat(stretch.peakBytes(0, 9)).as("a sigmoid that waits, and two maps").isEqualTo(3000);
        assertThat(stretch.peakBytes(8, 9)).isEqualTo(3000);
        assertThat(stretch.peakBytes(2, 4)).isEqualTo(2000);
        var tight = ChipLoader.parse(SMALL.toYaml().replaceFirst("global_mem: \\{kib: \\d+", "global_mem: {kib: 2"), "tight chip");
        assertThat(Segmentation.of(ops, SMALL, SegmentLimits.of(SMALL, 16))).hasSize(1);
        assertThat(Segmentation.of(ops, tight, SegmentLimits.of(tight, 16))).hasSizeGreaterThan(1)
                .allMatch(s -> s.ops().size() == 1
                        || stretch.peakBytes(ops.indexOf(s.ops().getFirst()), ops.indexOf(s.ops().getLast()) + 1) <= 2048);
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
