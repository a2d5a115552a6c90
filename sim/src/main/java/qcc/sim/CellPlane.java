package qcc.sim;

import java.util.ArrayList;
import java.util.List;

import qcc.backend.cim.isa.ArrayGroup;

/**
 * What a slice of a group's weights puts into one cell column for each weight: levels [rows][columns], negative where the two cells of a weight
 * are subtracted before conversion.
 *
 * @param levels at most 127 in magnitude
 * @param factor what a level counts in a sum, a power of two or its negative
 */
record CellPlane(byte[] levels, int factor) {
    /** How one cell is filled. */
    private interface Level {
        int of(int weight);
    }

    /** The planes of a group whose sums are converted, the least significant slice first. */
    static List<CellPlane> of(ArrayGroup group) {
        var planes = new ArrayList<CellPlane>();
        var bits = group.sliceBits().stream().mapToInt(Integer::intValue).sum();
        var half = 1 << bits - 1;
        var shift = 0;
        for (var width : group.sliceBits()) {
            var low = shift;
            var mask = (1 << width) - 1;
            var factor = 1 << shift;
            shift += width;
            switch (group.encoding()) {
                case OFFSET -> planes.add(filled(group, factor, w -> w + half >>> low & mask));
                case TWOS_COMPLEMENT -> planes.add(filled(group, shift == bits ? -factor : factor, w -> w >> low & mask));
                case DIFFERENTIAL_ANALOG -> planes.add(filled(group, factor, w -> Integer.signum(w) * (Math.abs(w) >>> low & mask)));
                case DIFFERENTIAL_DIGITAL -> {
                    planes.add(filled(group, factor, w -> w > 0 ? w >>> low & mask : 0));
                    planes.add(filled(group, -factor, w -> w < 0 ? -w >>> low & mask : 0));
                }
                case XNOR -> throw new IllegalArgumentException("sums of xnor cells are not converted");
            }
        }
        return planes;
    }

    /** The sum of the positive levels of a column over some rows. */
    long positiveSum(int column, int columns, int firstRow, int endRow) {
        var sum = 0L;
        for (var row = firstRow; row < endRow; row++) {
            sum += Math.max(0, levels[row * columns + column]);
        }
        return sum;
    }

    /** The sum of the negative levels, 0 or less. */
    long negativeSum(int column, int columns, int firstRow, int endRow) {
        var sum = 0L;
        for (var row = firstRow; row < endRow; row++) {
            sum += Math.min(0, levels[row * columns + column]);
        }
        return sum;
    }

    private static CellPlane filled(ArrayGroup group, int factor, Level level) {
        var levels = new byte[group.matrix().length];
        for (var i = 0; i < levels.length; i++) {
            levels[i] = (byte) level.of(group.matrix()[i]);
        }
        return new CellPlane(levels, factor);
    }
}
