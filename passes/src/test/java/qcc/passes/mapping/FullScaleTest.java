package qcc.passes.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import qcc.chip.Adc;
import qcc.chip.Adc.FullScale.Mode;
import qcc.chip.Adc.FullScale.Per;
import qcc.chip.Adc.FullScale.Steps;
import qcc.dialect.cim.GroupOp;
import qcc.dialect.cim.StepTable;

class FullScaleTest {
    private static final long[] CODES = {15, 15, 15, 15};

    /** Two row groups in a first block of rows and one in a second, two slices of two signs, two column blocks of one and two columns. */
    private static List<StepTable> steps(Per per, ColumnSums sums) {
        return steps(per, Steps.POWER_OF_TWO, sums);
    }

    private static List<StepTable> steps(Per per, Steps steps, ColumnSums sums) {
        var blocks = new ArrayList<GroupOp.Block>();
        for (int i = 0; i < 8; i++) {
            int column = i / 4;
            int row = i / 2 % 2;
            blocks.add(new GroupOp.Block(column * 2 + row, 0, 0, row * 8, column, row == 0 ? 8 : 3, column + 1, i % 2, 0));
        }
        var extent = new FullScale.Extent(List.of(4, 4, 3), CODES, 3, blocks, sums);
        var small = new FullScale.Extent(List.of(1), CODES, 1, List.of(new GroupOp.Block(9, 0, 0, 0, 0, 1, 1, 0, 0),
                new GroupOp.Block(9, 0, 0, 0, 0, 1, 1, 1, 0)), (_, _, _) -> 1);
        var adc = new Adc(4, 1, 1, Adc.Rounding.NEAREST, new Adc.FullScale(Mode.CALIBRATED, per, steps));
        return new FullScale(adc, 2).steps(List.of(extent, small));
    }

    private static long sum(int rowGroup, int plane, int column) {
        return rowGroup == 1 && plane == 3 && column == 2 ? 15 * 8 : 15;
    }

    @Test
    void theLargestSumCountsWhereverItsStepIsShared() {
        assertThat(steps(Per.LAYER, FullScaleTest::sum)).containsExactly(StepTable.uniform(8), StepTable.uniform(8));
        assertThat(steps(Per.SLICE, FullScaleTest::sum)).containsExactly(StepTable.of(1, 4, 1, 1, 1, 8, 8),
                StepTable.of(1, 4, 1, 1, 1, 8, 8));
        assertThat(steps(Per.CROSSBAR, FullScaleTest::sum)).containsExactly(StepTable.of(3, 1, 3, 1, 8, 8, 1, 8, 8, 1, 1, 1),
                StepTable.uniform(1));
        assertThat(steps(Per.COLUMN, FullScaleTest::sum)).containsExactly(
                StepTable.of(3, 4, 3, (g, p, c) -> g < 2 && p == 3 && c == 2 ? 8 : 1), StepTable.uniform(1));
    }

    @Test
    void stepsAreTheSmallestPowersOfTwoThatCover() {
        for (var sum : new long[][]{{0, 1}, {15, 1}, {16, 2}, {30, 2}, {31, 4}, {60, 4}, {61, 8}}) {
            assertThat(steps(Per.LAYER, (_, _, _) -> sum[0]).getFirst()).as("%d", sum[0]).isEqualTo(StepTable.uniform((int) sum[1]));
        }
    }

    @Test
    void anyStepIsTheSmallestThatCovers() {
        for (var sum : new long[][]{{0, 1}, {15, 1}, {16, 2}, {30, 2}, {31, 3}, {60, 4}, {61, 5}}) {
            assertThat(steps(Per.LAYER, Steps.ANY, (_, _, _) -> sum[0]).getFirst()).as("%d", sum[0])
                    .isEqualTo(StepTable.uniform((int) sum[1]));
        }
    }

    /** The smallest multiple of 1/256 that covers, without the fraction bits that nothing needs; never below 1. */
    @Test
    void stepsInFixedPointCoverClosely() {
        for (var sum : new long[][]{{0, 1, 0}, {15, 1, 0}, {16, 274, 8}, {18, 308, 8}, {30, 2, 0}, {31, 530, 8}, {45, 3, 0}, {60, 4, 0}}) {
            assertThat(steps(Per.LAYER, Steps.FIXED_POINT, (_, _, _) -> sum[0]).getFirst()).as("%d", sum[0])
                    .isEqualTo(StepTable.uniform((int) sum[1]).withFractionBits((int) sum[2]).reduced());
        }
        assertThat(steps(Per.LAYER, Steps.FIXED_POINT, (_, _, _) -> 18).getFirst())
                .isEqualTo(StepTable.uniform(77).withFractionBits(6));
    }
}
