package qcc.sim;

import java.util.Arrays;
import java.util.Collections;

import qcc.sim.noise.GroupCells;

/** Sums in double precision, rows one after the other. */
final class RealSums implements ColumnSums {
    private final MeasuredCode code;
    private final GroupCells cells;
    private final double[] offsetSums;
    private final boolean hasBows;
    private final int samples;
    private final double[] levels;
    private final double[] bent;
    private int first;
    private int size;
    private int rowGroup;
    private int column;

    /**
     * @param offsetSums what is added to each column of cells, [row groups][width]
     */
    RealSums(MeasuredCode code, GroupCells cells, double[] offsetSums, int samples) {
        this.code = code;
        this.cells = cells;
        this.offsetSums = offsetSums;
        this.hasBows = MeasuredGroup.hasBows(cells);
        this.samples = samples;
        var largest = Collections.max(code.converter().rowGroups());
        this.levels = new double[Math.multiplyExact(code.phases().size() * largest, samples)];
        this.bent = new double[hasBows ? levels.length : 0];
    }

    @Override
    public void load(byte[] memory, int[] addresses, int group, int firstRow, int rows) {
        first = firstRow;
        size = rows;
        var bottom = code.bottomLevel();
        var top = code.topLevel();
        for (var phase = 0; phase < code.phases().size(); phase++) {
            for (var k = 0; k < rows; k++) {
                for (var s = 0; s < samples; s++) {
                    var level = code.level(memory[addresses[firstRow + k] * samples + s], code.phases().get(phase));
                    var at = (phase * rows + k) * samples + s;
                    levels[at] = level;
                    if (hasBows) {
                        bent[at] = 4.0 * (level - bottom) * (top - level) / ((double) (top - bottom) * (top - bottom));
                    }
                }
            }
        }
    }

    @Override
    public void select(int group, int cellColumn) {
        rowGroup = group;
        column = cellColumn;
    }

    @Override
    public void sums(int phase, double[] result) {
        Arrays.fill(result, offsetSums[rowGroup * cells.width() + column]);
        for (var k = 0; k < size; k++) {
            var at = (phase * size + k) * samples;
            var cell = (first + k) * cells.width() + column;
            addRow(levels, at, cells.conductances()[cell], result);
            if (hasBows) {
                addRow(bent, at, cells.bows()[cell], result);
            }
        }
    }

    private static void addRow(double[] inputs, int at, double g, double[] result) {
        for (var s = 0; s < result.length; s++) {
            result[s] += inputs[at + s] * g;
        }
    }
}
