package qcc.sim;

import java.util.Arrays;

import qcc.backend.cim.isa.Converter;
import qcc.sim.noise.GroupCells;

/** Sums in double precision, rows one after the other. */
final class RealSums implements ColumnSums {
    private final Converter converter;
    private final GroupCells cells;
    private final double[] offsetSums;
    private final boolean hasBows;
    private final int samples;
    private final int flip;
    private final int phases;
    private final double[] levels;
    private final double[] bent;
    private int first;
    private int size;
    private int rowGroup;
    private int column;

    /**
     * @param offsetSums what is added to each column of cells, [row groups][width]
     * @param hasBows whether a driver is not linear
     * @param flip bits of an input to be inverted
     */
    RealSums(Converter converter, GroupCells cells, double[] offsetSums, boolean hasBows, int samples, int flip) {
        this.converter = converter;
        this.cells = cells;
        this.offsetSums = offsetSums;
        this.hasBows = hasBows;
        this.samples = samples;
        this.flip = flip;
        this.phases = Math.ceilDiv(converter.inputBits(), converter.dacBits());
        var largest = converter.rowGroups().stream().mapToInt(Integer::intValue).max().orElseThrow();
        this.levels = new double[Math.multiplyExact(phases * largest, samples)];
        this.bent = new double[hasBows ? levels.length : 0];
    }

    @Override
    public void load(byte[] memory, int[] addresses, int group, int firstRow, int rows) {
        first = firstRow;
        size = rows;
        var top = (1 << converter.dacBits()) - 1;
        for (var phase = 0; phase < phases; phase++) {
            for (var k = 0; k < rows; k++) {
                for (var s = 0; s < samples; s++) {
                    var driven = (memory[addresses[firstRow + k] * samples + s] & 0xFF) ^ flip;
                    var level = driven >>> phase * converter.dacBits() & top;
                    var at = (phase * rows + k) * samples + s;
                    levels[at] = level;
                    if (hasBows) {
                        bent[at] = 4.0 * level * (top - level) / ((double) top * top);
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
