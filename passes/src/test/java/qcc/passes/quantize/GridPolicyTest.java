package qcc.passes.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class GridPolicyTest {
    private static final GridPolicy ASYMMETRIC = new GridPolicy(false, false);

    @Property
    void coversTheRangeWithinHalfAStepAndZeroExactly(@ForAll @DoubleRange(min = -1e6, max = 1e6) double a,
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double b, @ForAll boolean symmetric, @ForAll boolean powersOfTwo) {
        var range = new ValueRange(Math.min(a, b), Math.max(a, b));
        var grid = new GridPolicy(symmetric, powersOfTwo).grid(range);
        double step = grid.scale();
        double slack = 0.501 * step;
        assertThat((grid.storageMin() - grid.zeroPoint()) * step).isLessThanOrEqualTo(range.min() + slack);
        assertThat((grid.storageMax() - grid.zeroPoint()) * step).isGreaterThanOrEqualTo(range.max() - slack);
        assertThat(Grids.quantize(0, grid)).isEqualTo((int) grid.zeroPoint());
        assertThat(step).isEqualTo((float) step);
        assertThat(!powersOfTwo || Math.scalb(1.0, Math.getExponent(step)) == step).isTrue();
        assertThat(!symmetric || grid.zeroPoint() == 0).isTrue();
    }

    @Test
    void givesAReluTheWholeRangeOfIntegers() {
        var grid = ASYMMETRIC.grid(new ValueRange(0.5, 2.55));
        assertThat(grid.zeroPoint()).isEqualTo(-128);
        assertThat(grid.scale()).isEqualTo(0.01, within(1e-9));
        assertThat(Grids.quantize(2.55, grid)).isEqualTo(127);
    }

    @Test
    void givesAnAllZeroRangeTheScaleOne() {
        assertThat(ASYMMETRIC.grid(new ValueRange(0, 0)).scale()).isEqualTo(1);
    }

    @Test
    void keepsTinyRangesInNormalNumbers() {
        assertThat(ASYMMETRIC.grid(new ValueRange(0, Float.MIN_VALUE)).scale()).isEqualTo(Float.MIN_NORMAL);
    }

    @Test
    void reproducesTheFixedGridsFromTheirRanges() {
        assertThat(ASYMMETRIC.grid(IntegerForm.UNIT_RANGE)).isEqualTo(GridPolicy.UNIT);
        assertThat(ASYMMETRIC.grid(IntegerForm.SIGNED_UNIT_RANGE)).isEqualTo(GridPolicy.SIGNED_UNIT);
    }

    @Test
    void saturatesAndRoundsHalvesToEven() {
        var grid = GridPolicy.SIGNED_UNIT.withGrid(0.5, 3);
        assertThat(Grids.quantize(Double.POSITIVE_INFINITY, grid)).isEqualTo(127);
        assertThat(Grids.quantize(Double.NEGATIVE_INFINITY, grid)).isEqualTo(-128);
        assertThat(Grids.quantize(0.25, grid)).isEqualTo(3);
        assertThat(Grids.quantize(0.75, grid)).isEqualTo(5);
        assertThat(Grids.quantize(-0.25, grid)).isEqualTo(3);
    }
}
