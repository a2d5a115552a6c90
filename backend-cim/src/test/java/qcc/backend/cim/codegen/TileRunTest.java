package qcc.backend.cim.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import qcc.backend.cim.codegen.TileRun.Axis;

class TileRunTest {
    /** Axes with pads up to three windows long, on both sides. */
    @Provide
    Arbitrary<Axis> axes() {
        var small = Arbitraries.integers().between(1, 4);
        var pads = Arbitraries.integers().between(0, 12);
        return Combinators.combine(Arbitraries.integers().between(1, 20), small, small, small, pads, pads)
                .as((inputs, kernel, stride, dilation, before, after) -> new Object[]{inputs, kernel, stride, dilation, before, after})
                .filter(a -> outputs(a) > 0)
                .map(a -> new Axis((int) a[0], outputs(a), (int) a[1], (int) a[2], (int) a[3], (int) a[4]));
    }

    private static int outputs(Object[] a) {
        int room = (int) a[0] + (int) a[4] + (int) a[5] - (((int) a[1] - 1) * (int) a[3] + 1);
        return room < 0 ? 0 : room / (int) a[2] + 1;
    }

    /** The input element under a tap of an output; it may lie outside. */
    private static int place(Axis axis, int output, int tap) {
        return output * axis.stride() - axis.padBefore() + tap * axis.dilation();
    }

    private static Set<Integer> inside(Axis axis, int output) {
        return IntStream.range(0, axis.kernel()).map(tap -> place(axis, output, tap)).filter(i -> i >= 0 && i < axis.inputs()).boxed()
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** One tile of a run, as the loops place it. */
    private record Tile(TileRun run, int firstOutput, int firstInput) {}

    private static List<Tile> tiles(Axis axis, List<TileRun> runs) {
        var tiles = new ArrayList<Tile>();
        for (var run : runs) {
            for (int i = 0; i < run.count(); i++) {
                tiles.add(new Tile(run, run.firstOutput() + i * run.outputs(), run.firstInput() + i * run.outputs() * axis.stride()));
            }
        }
        return tiles;
    }

    private static void assertCovers(Axis axis, List<Tile> tiles, int most) {
        var outputs = tiles.stream().flatMap(t -> IntStream.range(t.firstOutput, t.firstOutput + t.run.outputs()).boxed()).toList();
        assertThat(outputs).isEqualTo(IntStream.range(0, axis.outputs()).boxed().toList());
        assertThat(tiles).allMatch(t -> t.run.outputs() <= most);
    }

    /** What a tile's buffer holds: the input element of each place, or nothing where padding is. */
    private static List<Integer> buffer(Tile tile) {
        var buffer = new ArrayList<Integer>();
        for (int i = 0; i < tile.run.span(); i++) {
            boolean filled = i >= tile.run.lead() && i < tile.run.lead() + tile.run.inputs();
            buffer.add(filled ? tile.firstInput + i - tile.run.lead() : null);
        }
        return buffer;
    }

    @Property(tries = 2000)
    void paddedTilesHoldWholeWindows(@ForAll("axes") Axis axis, @ForAll @IntRange(min = 1, max = 9) int most) {
        var tiles = tiles(axis, TileRun.padded(axis, most));
        assertCovers(axis, tiles, most);
        for (var tile : tiles) {
            var buffer = buffer(tile);
            assertThat(tile.run.lead()).isBetween(0, tile.run.span());
            for (int o = 0; o < tile.run.outputs(); o++) {
                for (int tap = 0; tap < axis.kernel(); tap++) {
                    int wanted = place(axis, tile.firstOutput + o, tap);
                    boolean valid = wanted >= 0 && wanted < axis.inputs();
                    assertThat(buffer.get(o * axis.stride() + tap * axis.dilation())).isEqualTo(valid ? wanted : null);
                }
            }
        }
    }

    @Property(tries = 2000)
    void clippedTilesHoldTheValidPartOfEachWindow(@ForAll("axes") Axis axis, @ForAll @IntRange(min = 1, max = 9) int most) {
        boolean empty = IntStream.range(0, axis.outputs()).anyMatch(o -> inside(axis, o).isEmpty());
        assertThat(TileRun.firstEmpty(axis).isPresent()).isEqualTo(empty);
        if (empty) {
            assertThat(inside(axis, TileRun.firstEmpty(axis).getAsInt())).isEmpty();
            return;
        }
        var tiles = tiles(axis, TileRun.clipped(axis, most));
        assertCovers(axis, tiles, most);
        for (var tile : tiles) {
            assertThat(tile.run.isPadded()).isFalse();
            for (int o = 0; o < tile.run.outputs(); o++) {
                int first = tile.firstInput + o * axis.stride();
                var read = IntStream.range(0, tile.run.taps()).map(tap -> first + tap * axis.dilation()).boxed()
                        .collect(Collectors.toCollection(TreeSet::new));
                assertThat(read).isEqualTo(inside(axis, tile.firstOutput + o));
                assertThat(read.last()).isLessThan(tile.firstInput + tile.run.span());
            }
        }
    }

    /** The number of runs, and so the size of code, does not grow with the map. */
    @Test
    void runsDoNotGrowWithTheMap() {
        var small = new Axis(32, 32, 3, 1, 1, 1);
        var large = new Axis(2048, 2048, 3, 1, 1, 1);
        assertThat(TileRun.padded(large, 4)).hasSameSizeAs(TileRun.padded(small, 4)).hasSize(3);
        assertThat(TileRun.clipped(large, 4)).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void oneTileOfTheWholeMap() {
        assertThat(TileRun.padded(new Axis(8, 8, 3, 1, 1, 1), 8)).containsExactly(new TileRun(1, 8, 0, 0, 8, 1, 10, 3));
    }
}
