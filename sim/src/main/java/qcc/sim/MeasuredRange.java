package qcc.sim;

import java.util.Arrays;

import qcc.backend.cim.isa.Converter;
import qcc.sim.LosslessProof.Range;
import qcc.sim.noise.GroupCells;
import qcc.sim.noise.ReadNoise;

/**
 * Bounds of the products of a group with real cells and converters.
 *
 * @param values least and largest sum of the values of one phase over all row groups, for each column of cells
 */
record MeasuredRange(MeasuredCode code, Range[] values) {
    static MeasuredRange of(MeasuredCode code, GroupCells cells) {
        var converters = RealConverter.of(code, cells);
        var offsets = CellMatrix.offsetSums(code.converter(), cells);
        var values = new Range[cells.width()];
        Arrays.fill(values, new Range(0, 0));
        var first = 0;
        for (var g = 0; g < code.converter().rowGroups().size(); g++) {
            int size = code.converter().rowGroups().get(g);
            var sums = new RowGroupSums(code.converter(), cells, first, size);
            for (var c = 0; c < values.length; c++) {
                values[c] = values[c].plus(sums.values(c, converters[g * values.length + c], offsets[g * values.length + c]));
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
                sum = sum.plus(plane(plane, values[plane * group.columns() + column]));
            }
            result = result.join(sum.rounded(code.converter().steps().fractionBits()).plus(code.correction().range(column, group.rows())));
        }
        return result;
    }

    /** In units of the steps. */
    private Range plane(int plane, Range values) {
        var converter = code.converter();
        var result = new Range(0, 0);
        for (var shift = 0; shift < converter.inputBits(); shift += converter.dacBits()) {
            var isSign = converter.signing() == Converter.Signing.MSB_SUBTRACT && shift == converter.inputBits() - 1;
            result = result.plus(values.times((isSign ? -1L << shift : 1L << shift) * code.factors()[plane]));
        }
        return result;
    }

    /** Bounds of the sums of one row group. */
    private static final class RowGroupSums {
        private final int top;
        private final double largestRoot;
        private final double[] least;
        private final double[] largest;

        RowGroupSums(Converter converter, GroupCells cells, int first, int size) {
            this.top = (1 << converter.dacBits()) - 1;
            this.largestRoot = top * Math.sqrt(size);
            this.least = new double[cells.width()];
            this.largest = new double[cells.width()];
            for (var at = first * cells.width(); at < (first + size) * cells.width(); at += cells.width()) {
                add(cells, at);
            }
        }

        private void add(GroupCells cells, int at) {
            var conductances = cells.conductances();
            for (var c = 0; c < least.length; c++) {
                least[c] += Math.min(0, top * conductances[at + c]);
                largest[c] += Math.max(0, top * conductances[at + c]);
            }
            for (var c = 0; cells.bows().length > 0 && c < least.length; c++) {
                var bow = Math.abs(cells.bows()[at + c]);
                least[c] -= bow;
                largest[c] += bow;
            }
        }

        /** The values of one conversion; a bow may make the characteristic fall by as much as it is high. */
        Range values(int column, RealConverter real, double offset) {
            var noise = real.noise().sigma() * largestRoot * ReadNoise.LARGEST_NORMAL;
            var bow = (int) Math.ceil(Math.abs(real.error().bow()));
            var low = Math.max(real.ideal().least(), real.code(offset + least[column] - noise) - bow);
            var high = Math.min(real.ideal().largest(), real.code(offset + largest[column] + noise) + bow);
            return new Range((long) low * real.ideal().step(), (long) high * real.ideal().step());
        }
    }
}
