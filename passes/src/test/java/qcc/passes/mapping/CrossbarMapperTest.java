package qcc.passes.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import qcc.chip.Chip;
import qcc.chip.ChipLoader;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.cim.GroupOp;
import qcc.dialect.cim.ProductOp;
import qcc.ir.DenseResourceAttr;
import qcc.ir.Location;
import qcc.ir.OpBuilder;
import qcc.ir.SymbolTable;

class CrossbarMapperTest {
    private static final Chip CHIP = ChipLoader.preset("d6cim-esscirc23");

    /** A few weights, what became of them, and where. */
    private record Mapped(WeightMatrix weights, List<ProductOp.Share> shares, SymbolTable groups) {
        GroupOp group(ProductOp.Share share) {
            return groups.lookup(share.group(), GroupOp.class).orElseThrow();
        }
    }

    private static Mapped map(int outputs, int taps, int inputs, int groups) {
        var random = new Random(outputs * 31L + taps);
        var bytes = new byte[outputs * taps * inputs];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (random.nextInt(255) - 127);
        }
        var weights = new WeightMatrix(bytes, outputs, taps, inputs, groups);
        var module = ModuleOp.create(Location.UNKNOWN);
        var mapper = new CrossbarMapper(CHIP, OpBuilder.atEnd(module.body()), 8, 0, false);
        return new Mapped(weights, mapper.place(weights, Location.named("layer")), new SymbolTable(module));
    }

    @ParameterizedTest
    @CsvSource({
            "16, 9, 3, 1", "16, 9, 16, 1", "33, 9, 64, 1", "640, 1, 128, 1", "10, 1, 64, 1", "1, 1, 1, 1",
            "64, 9, 1, 64", "3, 9, 1, 3", "128, 25, 1, 128", "32, 9, 1, 16", "64, 9, 16, 4", "24, 1, 8, 3", "400, 1, 1, 400"})
    void groupsMultiplyLikeTheWeights(int outputs, int taps, int inputs, int groups) {
        var mapped = map(outputs, taps, inputs, groups);
        var random = new Random(5);
        int channels = inputs * groups;
        var window = random.ints((long) taps * channels, -128, 128).toArray();
        var sums = new long[outputs];
        for (var share : mapped.shares()) {
            multiply(mapped.group(share), share, window, taps, channels, sums);
        }
        for (int o = 0; o < outputs; o++) {
            long expected = 0;
            int group = o / (outputs / groups);
            for (int tap = 0; tap < taps; tap++) {
                for (int i = 0; i < inputs; i++) {
                    expected += (long) window[tap * channels + group * inputs + i] * mapped.weights().at(o, tap, i);
                }
            }
            assertThat(sums[o]).as("output %d", o).isEqualTo(expected);
        }
    }

    private static void multiply(GroupOp group, ProductOp.Share share, int[] window, int taps, int channels, long[] sums) {
        var matrix = ((DenseResourceAttr) group.matrix()).resource().blob().orElseThrow().toArray();
        assertThat(group.rows()).isEqualTo(taps * share.channels());
        for (int tap = 0; tap < taps; tap++) {
            for (int c = 0; c < share.channels(); c++) {
                int input = window[tap * channels + share.firstChannel() + c];
                int row = tap * share.channels() + c;
                for (int column = 0; column < group.columns(); column++) {
                    sums[share.firstColumn() + column] += (long) input * matrix[row * group.columns() + column];
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"33, 9, 64, 1", "64, 9, 1, 64", "64, 9, 16, 4", "640, 1, 128, 1"})
    void everyCellHoldsOneSliceOfOneWeight(int outputs, int taps, int inputs, int groups) {
        var mapped = map(outputs, taps, inputs, groups);
        var cells = new HashSet<List<Integer>>();
        for (var share : mapped.shares()) {
            var group = mapped.group(share);
            var weights = new HashSet<List<Integer>>();
            for (var block : group.blocks()) {
                place(group, block, cells, weights);
            }
            assertThat(weights).hasSize(group.rows() * group.columns() * group.sliceBits().length);
        }
    }

    private static void place(GroupOp group, GroupOp.Block block, Set<List<Integer>> cells, Set<List<Integer>> weights) {
        assertThat(block.crossbar()).isLessThan(CHIP.core().xbars());
        assertThat(block.crossbarRow() + block.rows()).isLessThanOrEqualTo(CHIP.xbar().rows());
        assertThat(block.crossbarColumn() + block.columns()).isLessThanOrEqualTo(CHIP.xbar().cols());
        for (int r = 0; r < block.rows(); r++) {
            for (int c = 0; c < block.columns(); c++) {
                assertThat(cells.add(List.of(group.core(), block.crossbar(), block.crossbarRow() + r, block.crossbarColumn() + c)))
                        .as("a cell is used once").isTrue();
                assertThat(weights.add(List.of(block.matrixRow() + r, block.matrixColumn() + c, block.slice()))).as("a weight is held once")
                        .isTrue();
            }
        }
    }

    @Test
    void packsDepthwiseKernelsAlongTheDiagonal() {
        var mapped = map(64, 9, 1, 64);
        assertThat(mapped.shares()).hasSize(5);
        assertThat(mapped.shares().get(1))
                .extracting(ProductOp.Share::firstChannel, ProductOp.Share::channels, ProductOp.Share::firstColumn)
                .containsExactly(14, 14, 14);
        assertThat(mapped.group(mapped.shares().getFirst()).rows()).isEqualTo(126);
    }

    @Test
    void keepsRowBlocksOfAColumnOnOneCoreAndSpreadsColumns() {
        var mapped = map(512, 9, 256, 1);
        assertThat(mapped.shares()).hasSizeGreaterThan(1).extracting(s -> mapped.group(s).core()).doesNotHaveDuplicates();
        assertThat(mapped.shares()).allSatisfy(s -> assertThat(mapped.group(s).rows()).isEqualTo(9 * 256));
    }

    @Test
    void refusesWhatDoesNotFitAndSaysWhatIsNeeded() {
        assertThatThrownBy(() -> map(4096, 9, 512, 1)).isInstanceOf(CrossbarMapper.FullException.class)
                .hasMessage(
                        "needs 9216 crossbars, 36 of which must be on one core, but 0 of the 1024 crossbars of chip 'd6cim-esscirc23' are taken;"
                                + " use a chip with more crossbars");
    }
}
