package qcc.passes.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WeightGridTest {
    private static final GridPolicy POLICY = new GridPolicy(false, false);

    @Test
    void givesEachChannelItsOwnScale() {
        var grid = new WeightGrid(POLICY, 8, new float[]{1.27f, -0.5f, 254, 127}, 2);
        assertThat(grid.scale(0)).isEqualTo(0.01f);
        assertThat(grid.scale(1)).isEqualTo(2);
        assertThat(grid.integers()).containsExactly(127, -50, 127, 64);
    }

    @Test
    void usesTheNarrowRangeOfFewerBits() {
        var grid = new WeightGrid(POLICY, 4, new float[]{7, -7, 3.5f, 0}, 1);
        assertThat(grid.integers()).containsExactly(7, -7, 4, 0);
        assertThat(grid.type().storageMin()).isEqualTo(-7);
        assertThat(grid.type().storageWidth()).isEqualTo(4);
    }

    @Test
    void givesAChannelOfZerosTheLargestScale() {
        var grid = new WeightGrid(POLICY, 8, new float[]{0, 0, 127, 1}, 2);
        assertThat(grid.scale(0)).isEqualTo(1);
        assertThat(new WeightGrid(POLICY, 8, new float[]{0, 0}, 1).scale(0)).isEqualTo(1);
    }

    @Test
    void enlargesOnlyWhatIsTooSmall() {
        var grid = new WeightGrid(POLICY, 8, new float[]{127, 127}, 2);
        assertThat(grid.enlarge(0, 0.5)).isFalse();
        assertThat(grid.enlarge(1, 1 + 1e-12)).isTrue();
        assertThat(grid.scale(0)).isEqualTo(1);
        assertThat(grid.scale(1)).isGreaterThanOrEqualTo(1 + 1e-12).isEqualTo((float) grid.scale(1));
    }

    @Test
    void keepsPowersOfTwo() {
        var grid = new WeightGrid(new GridPolicy(true, true), 8, new float[]{130, 1}, 1);
        assertThat(grid.scale(0)).isEqualTo(2);
        assertThat(grid.enlarge(0, 2.5)).isTrue();
        assertThat(grid.scale(0)).isEqualTo(4);
    }
}
