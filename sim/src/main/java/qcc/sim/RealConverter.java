package qcc.sim;

import qcc.backend.cim.isa.Converter;
import qcc.sim.noise.GroupCells;
import qcc.sim.noise.LineError;
import qcc.sim.noise.ReadNoise;

/**
 * A converter with errors: a sum S becomes {@code x = (gain * S + half a step) / step + offset}, the half only where sums are rounded to the
 * nearest code; then {@code x + bow * 4t(1 - t)} with t the place of x in the converter's range; then the code {@code clamp(floor(x))}.
 *
 * @param ideal the conversion meant
 * @param half half a step or 0
 */
record RealConverter(Conversion ideal, double half, LineError error, ReadNoise noise) {
    /** The converters of a group, [row groups][planes * columns]. */
    static RealConverter[] of(MeasuredCode code, GroupCells cells) {
        var converter = code.converter();
        var conversions = code.arithmetic().conversions();
        var columns = code.group().columns();
        var width = cells.width();
        var result = new RealConverter[converter.rowGroups().size() * width];
        var first = 0;
        for (var g = 0; g < converter.rowGroups().size(); g++) {
            for (var c = 0; c < width; c++) {
                var ideal = conversions.of(g, c / columns, c % columns);
                var half = converter.rounding() == Converter.Rounding.NEAREST ? ideal.worth() / 2 : 0;
                result[g * width + c] = new RealConverter(ideal, half, cells.converter(first, c), cells.readNoise(first, c));
            }
            first += converter.rowGroups().get(g);
        }
        return result;
    }

    /**
     * Adds read noise to the sums of some samples.
     *
     * @param squares sums of squared levels, from an index on
     */
    void addNoise(double[] sums, double[] squares, int from, long firstSample, long position, int phase) {
        if (noise.sigma() == 0) {
            return;
        }
        for (var s = 0; s < sums.length; s++) {
            sums[s] += noise.sigma() * Math.sqrt(squares[from + s]) * noise.normal(firstSample + s, position, phase);
        }
    }

    /** Adds the values of sums, times a factor, in units of the steps, which doubles hold exactly. */
    void add(double[] sums, int factor, double[] target, int offset) {
        var worth = (double) ideal.step() * factor;
        if (error.bow() == 0) {
            addStraight(sums, worth, target, offset);
            return;
        }
        for (var s = 0; s < sums.length; s++) {
            target[offset + s] += code(sums[s]) * worth;
        }
    }

    /** Free of branches, so that it runs on vectors. */
    private void addStraight(double[] sums, double worth, double[] target, int offset) {
        var gain = error.gain();
        var shift = error.offset();
        var step = ideal.worth();
        double least = ideal.least();
        double largest = ideal.largest();
        var added = half;
        for (var s = 0; s < sums.length; s++) {
            var code = Math.floor((gain * sums[s] + added) / step + shift);
            target[offset + s] += Math.max(least, Math.min(largest, code)) * worth;
        }
    }

    /** The code of a sum. */
    int code(double sum) {
        var x = (error.gain() * sum + half) / ideal.worth() + error.offset();
        if (error.bow() != 0) {
            var t = Math.clamp((x - ideal.least()) / ((double) ideal.largest() - ideal.least()), 0.0, 1.0);
            x += error.bow() * 4 * t * (1 - t);
        }
        return (int) Math.max(ideal.least(), Math.min(ideal.largest(), Math.floor(x)));
    }
}
