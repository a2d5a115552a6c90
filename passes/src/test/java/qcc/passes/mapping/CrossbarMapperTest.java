package qcc.passes.mapping;

import static org.assertj.core.api.Assertions.assertThat;

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
    /** Analog crossbars whose rows software drives. */
    private static final Chip WORDLINES = ChipLoader.parse(
            ChipLoader.preset("isaac-isca16").toYaml().replace("control: crossbar", "control: wordline"), "wordlines.yaml");

    /** A few weights, what became of them, and where. */
    private record Mapped(WeightMatrix weights, List<ProductOp.Share> shares, SymbolTable groups) {
        GroupOp group(ProductOp.Share share) {
            return groups.lookup(share.group(), GroupOp.class).orElseThrow();
        }
    }

    private static ProductShape shape(int outputs, int taps, int inputs, int groups) {
        var rows = new ProductShape.Axis(1, 1, 1, 4, 4);
        return new ProductShape(outputs, inputs, groups, rows, new ProductShape.Axis(taps, 1, 1, 11 + taps, 12), false);
    }

    private static Mapped map(int outputs, int taps, int inputs, int groups) {
        var placed = new FirstFit(CHIP, CoreKind.of(CHIP)).place(shape(outputs, taps, inputs, groups)).orElseThrow();
        return emit(weights(outputs, taps, inputs, groups), placed);
    }

    private static WeightMatrix weights(int outputs, int taps, int inputs, int groups) {
        var random = new Random(outputs * 31L + taps);
        var bytes = new byte[outputs * taps * inputs];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (random.nextInt(255) - 127);
        }
        return new WeightMatrix(bytes, outputs, taps, inputs, groups);
    }

    private static Mapped emit(WeightMatrix weights, PlacedProduct placed) {
        var module = ModuleOp.create(Location.UNKNOWN);
        var mapper = new CrossbarMapper(OpBuilder.atEnd(module.body()), 0, false);
        return new Mapped(weights, mapper.emit(weights, placed, Location.named("layer")), new SymbolTable(module));
    }

    @ParameterizedTest
    @CsvSource({
            "16, 9, 3, 1", "16, 9, 16, 1", "33, 9, 64, 1", "640, 1, 128, 1", "10, 1, 64, 1", "1, 1, 1, 1",
            "64, 9, 1, 64", "3, 9, 1, 3", "128, 25, 1, 128", "32, 9, 1, 16", "64, 9, 16, 4", "24, 1, 8, 3", "400, 1, 1, 400"})
    void groupsMultiplyLikeTheWeights(int outputs, int taps, int inputs, int groups) {
        assertMultipliesLikeTheWeights(map(outputs, taps, inputs, groups), taps, inputs, groups);
    }

    /** Every cut of a product, positions made at once included, on a chip of digital and one of analog crossbars. */
    @ParameterizedTest
    @CsvSource({"2, 9, 3, 1", "16, 9, 3, 1", "6, 3, 1, 6", "64, 9, 1, 64", "3, 9, 1, 3", "8, 2, 2, 4"})
    void everyCutMultipliesLikeTheWeights(int outputs, int taps, int inputs, int groups) {
        var weights = weights(outputs, taps, inputs, groups);
        int joinedCuts = 0;
        for (var chip : List.of(CHIP, WORDLINES)) {
            for (var layout : CrossbarLayouts.all(shape(outputs, taps, inputs, groups), CoreKind.of(chip).getFirst())) {
                var spots = new CrossbarAllocator(chip, true).place(0, layout, 0, layout.units()).orElseThrow();
                var placed = new PlacedProduct(layout,
                        List.of(new PlacedProduct.Piece(0, 0, 4, 0, layout.units(), List.of(spots))));
                var wide = weights.joined(layout.joined(), taps, 1);
                var mapped = emit(wide, placed);
                assertMultipliesLikeTheWeights(mapped, wide.taps(), inputs, groups);
                assertCellsHoldTheWeights(chip, mapped);
                joinedCuts += layout.joined() > 1 ? 1 : 0;
            }
        }
        assertThat(joinedCuts).isPositive();
    }

    private static void assertMultipliesLikeTheWeights(Mapped mapped, int taps, int inputs, int groups) {
        var random = new Random(5);
        int channels = inputs * groups;
        var window = random.ints((long) taps * channels, -128, 128).toArray();
        int outputs = mapped.weights().outputs();
        var sums = new long[outputs];
        for (var share : mapped.shares()) {
            multiply(mapped.group(share), share, window, taps, channels, sums);
        }
        for (int o = 0; o < outputs; o++) {
            long expected = 0;
            int all = outputs / mapped.weights().positions();
            int group = o % all / (all / groups);
            for (int tap = 0; tap < taps; tap++) {
                for (int i = 0; i < inputs; i++) {
                    expected += (long) window[tap * channels + group * inputs + i] * mapped.weights().at(o, tap, i);
                }
            }
            assertThat(sums[o]).as("output %d", o).isEqualTo(expected);
        }
    }

    private static byte[] matrix(GroupOp group) {
        return ((DenseResourceAttr) group.matrix()).resource().blob().orElseThrow().toArray();
    }

    private static void multiply(GroupOp group, ProductOp.Share share, int[] window, int taps, int channels, long[] sums) {
        var matrix = matrix(group);
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
        assertCellsHoldTheWeights(CHIP, map(outputs, taps, inputs, groups));
    }

    /** Every weight that is not zero lies in one cell for each slice, and every cell holds one weight. */
    private static void assertCellsHoldTheWeights(Chip chip, Mapped mapped) {
        var cells = new HashSet<List<Integer>>();
        for (var share : mapped.shares()) {
            var group = mapped.group(share);
            var weights = new HashSet<List<Integer>>();
            for (var block : group.blocks()) {
                place(chip, group, block, cells, weights);
            }
            var matrix = matrix(group);
            for (int i = 0; i < matrix.length; i++) {
                for (int slice = 0; slice < group.sliceBits().length && matrix[i] != 0; slice++) {
                    assertThat(weights.contains(List.of(i / group.columns(), i % group.columns(), slice))).isTrue();
                }
            }
        }
    }

    private static void place(Chip chip, GroupOp group, GroupOp.Block block, Set<List<Integer>> cells, Set<List<Integer>> weights) {
        int perWeight = chip.xbar().weights().encoding().columnsPerSlice();
        assertThat(block.crossbar()).isLessThan(chip.core().xbars());
        assertThat(block.crossbarRow() + block.rows()).isLessThanOrEqualTo(chip.xbar().rows());
        assertThat(block.crossbarColumn() + block.columns() * perWeight).isLessThanOrEqualTo(chip.xbar().cols());
        for (int r = 0; r < block.rows(); r++) {
            for (int c = 0; c < block.columns(); c++) {
                for (int cell = 0; cell < perWeight; cell++) {
                    var place = List.of(group.core(), block.crossbar(), block.crossbarRow() + r,
                            block.crossbarColumn() + c * perWeight + cell);
                    assertThat(cells.add(place)).as("a cell is used once").isTrue();
                }
                assertThat(weights.add(List.of(block.matrixRow() + r, block.matrixColumn() + c, block.slice()))).as("a weight is held once")
                        .isTrue();
            }
        }
    }

    @Test
    void kernelsAlongTheDiagonalOfDigitalCrossbarsCanWorkTogether() {
        var layout = CrossbarLayouts.all(shape(64, 9, 1, 64), CoreKind.of(CHIP).getFirst()).stream()
                .filter(l -> l.packing() == CrossbarLayout.Packing.SPARSE && l.joined() == 1).findFirst().orElseThrow();
        var spots = new CrossbarAllocator(CHIP, true).place(0, layout, 0, layout.units()).orElseThrow();
        var placed = new PlacedProduct(layout, List.of(new PlacedProduct.Piece(0, 0, 4, 0, layout.units(), List.of(spots))));
        var mapped = emit(weights(64, 9, 1, 64), placed);
        assertThat(mapped.shares()).hasSize(1);
        var group = mapped.group(mapped.shares().getFirst());
        assertThat(group.rows()).isEqualTo(9 * 64);
        assertThat(group.blocks().stream().map(GroupOp.Block::crossbar).distinct()).hasSize(5);
    }

    @Test
    void kernelsAlongTheDiagonalOfAnalogCrossbarsAreGroups() {
        var chip = ChipLoader.preset("isaac-isca16");
        var placed = new FirstFit(chip, CoreKind.of(chip)).place(shape(64, 9, 1, 64)).orElseThrow();
        var mapped = emit(weights(64, 9, 1, 64), placed);
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
    void whatDoesNotFitTakesNothing() {
        var fit = new FirstFit(CHIP, CoreKind.of(CHIP));
        assertThat(fit.place(shape(4096, 9, 512, 1))).isEmpty();
        assertThat(fit.allocator().used()).isZero();
    }
}
