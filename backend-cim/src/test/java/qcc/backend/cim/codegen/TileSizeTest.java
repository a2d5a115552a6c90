package qcc.backend.cim.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TileSizeTest {
    private static long bytes(int rows, int columns) {
        return 10L + 3 * (rows + 2L) * (columns + 2L);
    }

    @Property
    void theLargestTileFitsAndALargerOneDoesNot(@ForAll @IntRange(min = 1, max = 40) int rows,
            @ForAll @IntRange(min = 1, max = 40) int columns, @ForAll @IntRange(min = 0, max = 6000) int capacity) {
        var tile = TileSize.largest(rows, columns, t -> bytes(t.rows(), t.columns()) <= capacity);
        if (tile.isEmpty()) {
            assertThat(bytes(1, 1)).isGreaterThan(capacity);
            return;
        }
        int r = tile.get().rows();
        int c = tile.get().columns();
        assertThat(bytes(r, c)).isLessThanOrEqualTo(capacity);
        assertThat(r == 1 || c == columns).isTrue();
        assertThat(c == columns || bytes(r, c + 1) > capacity).isTrue();
        assertThat(c < columns || r == rows || bytes(r + 1, c) > capacity).isTrue();
    }

    @Test
    void oneInstructionCountsItsColumns() {
        assertThat(TileSize.largest(3, 100_000, _ -> true)).contains(new TileSize(1, CoreCode.MAX_FIELD));
    }
}
