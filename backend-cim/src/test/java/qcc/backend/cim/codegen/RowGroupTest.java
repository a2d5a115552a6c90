package qcc.backend.cim.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import qcc.backend.cim.codegen.TileRun.Axis;

class RowGroupTest {
    private static Axis axis(int inputs, int kernel, int stride, int before, int after) {
        return new Axis(inputs, (inputs + before + after - kernel) / stride + 1, kernel, stride, 1, before);
    }

    /** Before a group is computed, all rows under its windows that lie inside the map are there; in the end each was moved in once. */
    @Property
    void everyRowComesOnceAndInTime(@ForAll @IntRange(min = 1, max = 20) int inputs, @ForAll @IntRange(min = 1, max = 5) int kernel,
            @ForAll @IntRange(min = 1, max = 4) int stride, @ForAll @IntRange(min = 0, max = 6) int before,
            @ForAll @IntRange(min = 0, max = 6) int after, @ForAll @IntRange(min = 1, max = 9) int tile,
            @ForAll @IntRange(min = 1, max = 4) int rowsAtOnce) {
        if (inputs + before + after < kernel) {
            return;
        }
        var axis = axis(inputs, kernel, stride, before, after);
        for (var run : TileRun.padded(axis, tile)) {
            int loaded = 0;
            int made = 0;
            for (var group : RowGroup.of(run, axis, rowsAtOnce)) {
                for (int i = 0; i < group.count(); i++) {
                    loaded += group.loads();
                    made += group.outputs();
                    int end = Math.min(inputs, (run.firstOutput() + made - 1) * stride - before + kernel);
                    assertThat(run.firstInput() + loaded).isGreaterThanOrEqualTo(made == 0 ? 0 : end);
                }
            }
            assertThat(loaded).isEqualTo(run.inputs());
            assertThat(made).isEqualTo(run.outputs());
        }
    }

    /** Where all of a map is one tile, three codes serve all rows: inside, and where the border is below. */
    @Test
    void oneCodeServesAllRowsInside() {
        var axis = axis(30, 3, 1, 1, 1);
        var run = TileRun.padded(axis, 30).getFirst();
        assertThat(RowGroup.of(run, axis, 1)).containsExactly(new RowGroup(1, 0, 1), new RowGroup(29, 1, 1), new RowGroup(1, 1, 0));
    }

    @Test
    void wholeTilesAreOneGroup() {
        var axis = axis(30, 3, 1, 1, 1);
        var run = TileRun.padded(axis, 30).getFirst();
        assertThat(RowGroup.of(run, axis, 30)).containsExactly(new RowGroup(1, 30, 30));
    }
}
