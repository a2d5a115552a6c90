package qcc.sim;

import qcc.backend.cim.isa.Converter;
import qcc.sim.noise.GroupCells;
import qcc.sim.noise.ReadNoise;

/** Bounds of the products of a group with real cells and converters. */
record MeasuredRange(Converter converter, int columns, int[] factors, GroupCells cells, double[] offsetSums, RealConverter[] converters) {
    /** A range that holds the product of every column with every window; 0 lies in it. */
    LosslessProof.Range products(OffsetCorrection correction) {
        var result = new LosslessProof.Range(0, 0);
        for (var column = 0; column < columns; column++) {
            var sum = correction.range(column, cells.rows());
            for (var plane = 0; plane < factors.length; plane++) {
                sum = sum.plus(plane(plane, column));
            }
            result = result.join(sum);
        }
        return result;
    }

    private LosslessProof.Range plane(int plane, int column) {
        var values = new LosslessProof.Range(0, 0);
        var first = 0;
        for (var g = 0; g < converter.rowGroups().size(); g++) {
            int size = converter.rowGroups().get(g);
            values = values.plus(values(g, first, size, plane * columns + column));
            first += size;
        }
        var result = new LosslessProof.Range(0, 0);
        for (var shift = 0; shift < converter.inputBits(); shift += converter.dacBits()) {
            var isSign = converter.signing() == Converter.Signing.MSB_SUBTRACT && shift == converter.inputBits() - 1;
            result = result.plus(values.times((isSign ? -1L << shift : 1L << shift) * factors[plane]));
        }
        return result;
    }

    /** The values of one conversion; a bow may make the characteristic fall by as much as it is high. */
    private LosslessProof.Range values(int rowGroup, int first, int size, int column) {
        var width = cells.width();
        var top = (1 << converter.dacBits()) - 1;
        var least = 0.0;
        var largest = 0.0;
        for (var k = first; k < first + size; k++) {
            var g = cells.conductances()[k * width + column];
            var bow = Math.abs(cells.bows()[k * width + column]);
            least += Math.min(0, top * g) - bow;
            largest += Math.max(0, top * g) + bow;
        }
        var real = converters[rowGroup * width + column];
        var noise = real.noise().sigma() * top * Math.sqrt(size) * ReadNoise.LARGEST_NORMAL;
        var bow = (int) Math.ceil(Math.abs(real.error().bow()));
        var offset = offsetSums[rowGroup * width + column];
        var low = Math.max(real.ideal().least(), real.code(offset + least - noise) - bow);
        var high = Math.min(real.ideal().largest(), real.code(offset + largest + noise) + bow);
        return new LosslessProof.Range((long) low * real.ideal().step(), (long) high * real.ideal().step());
    }
}
