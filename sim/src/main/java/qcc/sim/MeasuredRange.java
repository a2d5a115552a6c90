package qcc.sim;

import java.util.Arrays;

import qcc.sim.LosslessProof.Range;
import qcc.sim.noise.GroupCells;
import qcc.sim.noise.ReadNoise;

/**
 * Bounds of the products of a group with real cells and converters.
 *
 * @param values least and largest sum of the values of each phase over all row groups, for each column of cells
 */
record MeasuredRange(MeasuredCode code, Range[][] values) {
    /** Covers the rounding of sums that are added in another order. */
    private static final double SLACK = 1e-9;

    static MeasuredRange of(MeasuredCode code, GroupCells cells) {
        var converters = RealConverter.of(code, cells);
        var offsets = CellMatrix.offsetSums(code.converter(), cells);
        var values = new Range[code.phases().size()][cells.width()];
        Arrays.stream(values).forEach(columns -> Arrays.fill(columns, new Range(0, 0)));
        var first = 0;
        for (var g = 0; g < code.converter().rowGroups().size(); g++) {
            int size = code.converter().rowGroups().get(g);
            var sums = new RowGroupSums(code, cells, first, size);
            for (var phase = 0; phase < values.length; phase++) {
                for (var c = 0; c < cells.width(); c++) {
                    var at = g * cells.width() + c;
                    values[phase][c] = values[phase][c].plus(sums.values(c, code.phases().get(phase), converters[at], offsets[at]));
                }
            }
            first += size;
        }
        return new MeasuredRange(code, values);
    }

    /** A range that holds the product of every column with every window; 0 lies in it. */
    Range products() {
        var group = code.group();
        var result = new Range(0, 0);
        for (var column = 0; column < group.columns(); column++) {
            var sum = new Range(0, 0);
            for (var plane = 0; plane < code.factors().length; plane++) {
                for (var phase = 0; phase < values.length; phase++) {
                    sum = sum.plus(values[phase][plane * group.columns() + column].times(code.factor(plane, code.phases().get(phase))));
                }
            }
            result = result.join(sum.rounded(code.converter().steps().fractionBits()).plus(code.correction().range(column, group.rows())));
        }
        return result.dividedBy(code.arithmetic().divisor());
    }

    /** Bounds of the sums of one row group. */
    private static final class RowGroupSums {
        private final MeasuredCode code;
        private final int size;
        private final double[] negative;
        private final double[] positive;
        private final double[] bows;

        RowGroupSums(MeasuredCode code, GroupCells cells, int first, int size) {
            this.code = code;
            this.size = size;
            this.negative = new double[cells.width()];
            this.positive = new double[cells.width()];
            this.bows = new double[cells.width()];
            for (var at = first * cells.width(); at < (first + size) * cells.width(); at += cells.width()) {
                add(cells, at);
            }
        }

        private void add(GroupCells cells, int at) {
            var conductances = cells.conductances();
            for (var c = 0; c < negative.length; c++) {
                negative[c] += Math.min(0, conductances[at + c]);
                positive[c] += Math.max(0, conductances[at + c]);
            }
            for (var c = 0; cells.bows().length > 0 && c < bows.length; c++) {
                bows[c] += Math.abs(cells.bows()[at + c]);
            }
        }

        /** The values of one conversion; a bow may make the characteristic fall by as much as it is high. */
        Range values(int column, InputPhases.Phase phase, RealConverter real, double offset) {
            var least = phase.mask() * negative[column];
            var largest = phase.mask() * positive[column];
            if (code.bottomLevel() < 0) {
                largest = Math.max(largest, 0) - Math.min(least, 0);
                least = -largest;
            }
            var base = offset + code.base(phase, size);
            var noise = real.noise().sigma() * phase.mask() * Math.sqrt(size) * ReadNoise.LARGEST_NORMAL + bows[column]
                    + SLACK * (1 + Math.abs(base) + largest - least);
            var bow = (int) Math.ceil(Math.abs(real.error().bow()));
            var low = Math.max(real.ideal().least(), real.code(base + least - noise) - bow);
            var high = Math.min(real.ideal().largest(), real.code(base + largest + noise) + bow);
            return new Range((long) low * real.ideal().step(), (long) high * real.ideal().step());
        }
    }
}
