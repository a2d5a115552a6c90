package qcc.backend.host.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.CoreProgram;
import qcc.backend.cim.isa.CrossbarSlice;
import qcc.backend.cim.isa.FixedWordCodec;
import qcc.backend.cim.isa.ProgramBuilder;
import qcc.backend.cim.isa.WeightEncoding;
import qcc.backend.host.bundle.Bundle;
import qcc.backend.host.bundle.HostModule;
import qcc.backend.host.bundle.Segment;
import qcc.chip.Chip;
import qcc.chip.ChipException;
import qcc.chip.ChipLoader;
import qcc.chip.DieLoader;

/** Groups in crossbars of 128 x 128 cells of 2 bits. */
class RepairTest {
    private static final WeightEncoding PAIRS = WeightEncoding.DIFFERENTIAL_DIGITAL;

    private static Chip chip(WeightEncoding encoding) {
        return ChipLoader.parse(ChipLoader.preset("isaac-isca16").toYaml()
                .replace("encoding: offset", "encoding: " + encoding.name().toLowerCase(Locale.ROOT))
                .replace("[2, 2, 2, 2, 2, 2, 2, 2]", "[2, 2, 2, 2]"), "chip");
    }

    private static Bundle bundle(ArrayGroup... groups) {
        var program = CoreProgram.of(3, new ProgramBuilder().build(), List.of(groups), new FixedWordCodec());
        return new Bundle("test", "network", "chip", 0, List.of(), List.of(), List.of(),
                List.of(new Segment(List.of(), List.of(program))), List.of(), HostModule.EMPTY);
    }

    private static ArrayGroup group(Bundle bundle) {
        return bundle.segments().getFirst().programs().getFirst().groups().getFirst();
    }

    /** A group of equal weights whose four slices lie side by side from column 0 of crossbar 0. */
    private static ArrayGroup group(WeightEncoding encoding, int columns, int weight) {
        var matrix = new byte[4 * columns];
        Arrays.fill(matrix, (byte) weight);
        int cells = encoding == PAIRS ? 2 : 1;
        return new ArrayGroup(1, 4, columns, matrix, encoding, List.of(2, 2, 2, 2),
                List.of(new CrossbarSlice(0, 0, 0, 0, 0, 4, columns, 0), new CrossbarSlice(0, 0, columns * cells, 0, 0, 4, columns, 1),
                        new CrossbarSlice(0, 0, 2 * columns * cells, 0, 0, 4, columns, 2),
                        new CrossbarSlice(0, 0, 3 * columns * cells, 0, 0, 4, columns, 3)));
    }

    private static Repair.Result repair(ArrayGroup group, String die) {
        var chip = chip(group.encoding());
        return Repair.repair(bundle(group), chip, DieLoader.parse(die, "die.yaml", chip));
    }

    @Test
    void aBadColumnMovesToTheFirstSpareOne() {
        var result = repair(group(WeightEncoding.OFFSET, 5, 1), "{core: 3, xbar: 0, bad_columns: [2]}");
        assertThat(group(result.bundle()).slices()).containsExactly(new CrossbarSlice(0, 0, 0, 0, 0, 4, 2, 0),
                new CrossbarSlice(0, 0, 20, 0, 2, 4, 1, 0), new CrossbarSlice(0, 0, 3, 0, 3, 4, 2, 0),
                new CrossbarSlice(0, 0, 5, 0, 0, 4, 5, 1), new CrossbarSlice(0, 0, 10, 0, 0, 4, 5, 2),
                new CrossbarSlice(0, 0, 15, 0, 0, 4, 5, 3));
        assertThat(result.report().crossbars()).containsExactly(new RepairReport.Crossbar(0, 3, 0, 1, 0, 0, 0));
    }

    @Test
    void bothCellsOfAPairMove() {
        var result = repair(group(PAIRS, 5, 1), "{core: 3, xbar: 0, bad_columns: [3, 40]}");
        assertThat(group(result.bundle()).slices()).contains(new CrossbarSlice(0, 0, 41, 0, 1, 4, 1, 0));
    }

    @Test
    void faultsElsewhereChangeNothing() {
        var bundle = bundle(group(PAIRS, 5, 1));
        var chip = chip(PAIRS);
        var die = DieLoader.parse("[{core: 3, xbar: 0, bad_columns: [120], stuck: [[100, 1, 3]]}, {core: 3, xbar: 1, bad_columns: [0]}]",
                "d",
                chip);
        assertThat(Repair.repair(bundle, chip, die).bundle()).isEqualTo(bundle);
        assertThat(Repair.repair(bundle, chip, die).report().crossbars()).isEmpty();
    }

    @Test
    void tooFewGoodColumnsAreAnErrorAtTheirPlace() {
        assertThatThrownBy(() -> repair(group(WeightEncoding.OFFSET, 32, 1),
                "# a die\n- {core: 2, xbar: 0}\n- {core: 3, xbar: 0, bad_columns: [2]}\n")).isInstanceOf(ChipException.class)
                .hasMessage("die.yaml:3:3: error: crossbar 0 of core 3: 128 columns are programmed, but only 127 of 128 are good\n"
                        + "  help: take another die, or a network or mapping that leaves spare columns in this crossbar");
        assertThatThrownBy(() -> repair(group(PAIRS, 15, 1), "{core: 3, xbar: 0, bad_columns: [1, 3, 5, 7, 9]}"))
                .hasMessageContaining("120 columns are programmed, some side by side, but only 123 of 128 are good");
    }

    /** Weight 64 is 3210 in base 4 after the offset: the top slice holds 3, which is what cell [0, 15] is stuck at; column 17 must not be it. */
    @Test
    void columnsThatWantTheStuckLevelTakeTheCell() {
        var group = group(WeightEncoding.OFFSET, 5, 0b11100100 - 128);
        var result = repair(group, "{core: 3, xbar: 0, stuck: [[0, 2, 3], [1, 2, 3]]}");
        assertThat(result.report().crossbars()).containsExactly(new RepairReport.Crossbar(0, 3, 0, 1, 2, 0, 0));
        var still = repair(group, "{core: 3, xbar: 0, stuck: [[0, 17, 3], [1, 17, 3]]}");
        assertThat(still.report().crossbars()).isEmpty();
    }

    /** All 128 columns are used and hold 0, 0, 0 and 2: a cell stuck at 1 does least harm in the least significant slice. */
    @Test
    void whatCannotBeAvoidedFallsOnTheLeastSlice() {
        var result = repair(group(WeightEncoding.OFFSET, 32, 0), "{core: 3, xbar: 0, stuck: [[0, 100, 1]]}");
        assertThat(result.report().crossbars()).hasSize(1);
        assertThat(result.report().crossbars().getFirst().remainingStuckCells()).isEqualTo(1);
        assertThat(result.report().crossbars().getFirst().remainingError()).isEqualTo(1);
    }

    @Test
    void replicasAreCutAlike() {
        var first = new CrossbarSlice(0, 0, 0, 0, 0, 4, 6, 0, 0);
        var second = new CrossbarSlice(1, 0, 10, 0, 0, 4, 6, 0, 1);
        var group = new ArrayGroup(1, 4, 6, new byte[24], WeightEncoding.OFFSET, List.of(2), List.of(first, second));
        var result = repair(group, "{core: 3, xbar: 1, bad_columns: [12]}");
        assertThat(group(result.bundle()).replica(0)).containsExactly(new CrossbarSlice(0, 0, 0, 0, 0, 4, 2, 0, 0),
                new CrossbarSlice(0, 0, 2, 0, 2, 4, 1, 0, 0), new CrossbarSlice(0, 0, 3, 0, 3, 4, 3, 0, 0));
        assertThat(group(result.bundle()).replica(1)).containsExactly(new CrossbarSlice(1, 0, 10, 0, 0, 4, 2, 0, 1),
                new CrossbarSlice(1, 0, 0, 0, 2, 4, 1, 0, 1), new CrossbarSlice(1, 0, 13, 0, 3, 4, 3, 0, 1));
    }

    /** After a repair every weight lies in good columns, once, and nothing overlaps. */
    @ParameterizedTest
    @EnumSource(names = {"OFFSET", "DIFFERENTIAL_DIGITAL"})
    void randomDiesAreRepaired(WeightEncoding encoding) {
        int cells = encoding == PAIRS ? 2 : 1;
        for (int seed = 0; seed < 30; seed++) {
            var random = new Random(seed);
            var bad = random.ints(random.nextInt(1, 5), 0, 128).distinct().boxed().toList();
            var stuck = random.ints(3, 0, 4).mapToObj(row -> List.of(row, random.nextInt(128), random.nextInt(4))).distinct().toList();
            var result = repair(group(encoding, 24 / cells, random.nextInt(-127, 128)),
                    "{core: 3, xbar: 0, bad_columns: %s, stuck: %s}".formatted(bad, stuck));
            var used = new int[128];
            var columns = new int[4][24 / cells];
            for (var slice : group(result.bundle()).slices()) {
                for (int c = 0; c < slice.columns() * cells; c++) {
                    used[slice.crossbarColumn() + c]++;
                }
                for (int c = 0; c < slice.columns(); c++) {
                    columns[slice.slice()][slice.matrixColumn() + c]++;
                }
            }
            assertThat(bad).allSatisfy(column -> assertThat(used[column]).isZero());
            assertThat(Arrays.stream(used).max().orElseThrow()).isEqualTo(1);
            assertThat(Arrays.stream(columns).flatMapToInt(Arrays::stream)).containsOnly(1);
        }
    }
}
