package qcc.sim;

import java.util.ArrayList;
import java.util.List;

import qcc.backend.cim.isa.ArrayGroup;

/**
 * What a slice of a group's weights puts into one cell column for each weight, negative where the two cells of a weight are subtracted before
 * conversion, where a slice is a signed number, and for -1 in xnor cells.
 *
 * @param levels values less {@code base}, [rows][columns]
 * @param base 128 where values exceed 127, else 0
 * @param factor what a value counts in a sum, a power of two or its negative
 * @param isSigned whether values can be negative
 */
record CellPlane(byte[] levels, int base, int factor, boolean isSigned) {
    private static final int BYTE_OFFSET = 128;

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
        for (int width : group.sliceBits()) {
            var low = shift;
            var mask = (1 << width) - 1;
            var factor = 1 << shift;
            shift += width;
            var isTop = shift == bits;
            switch (group.encoding()) {
                case OFFSET -> planes.add(filled(group, factor, w -> w + half >>> low & mask));
                case TWOS_COMPLEMENT -> planes.add(isTop && width > 1
                        ? signed(group, factor, w -> w >> low)
                        : filled(group, isTop ? -factor : factor, w -> w >> low & mask));
                case DIFFERENTIAL_ANALOG -> planes.add(signed(group, factor, w -> Integer.signum(w) * (Math.abs(w) >>> low & mask)));
                case DIFFERENTIAL_DIGITAL -> {
                    planes.add(filled(group, factor, w -> w > 0 ? w >>> low & mask : 0));
                    planes.add(filled(group, -factor, w -> w < 0 ? -w >>> low & mask : 0));
                }
                case XNOR -> planes.add(signed(group, factor, w -> (w + half >>> low & 1) == 0 ? -1 : 1));
            }
        }
        return planes;
    }

    private static CellPlane signed(ArrayGroup group, int factor, Level level) {
        return new CellPlane(levels(group, level, 0), 0, factor, true);
    }

    private static CellPlane filled(ArrayGroup group, int factor, Level level) {
        var base = 0;
        for (var weight : group.matrix()) {
            base = level.of(weight) > Byte.MAX_VALUE ? BYTE_OFFSET : base;
        }
        return new CellPlane(levels(group, level, base), base, factor, false);
    }

    private static byte[] levels(ArrayGroup group, Level level, int base) {
        var levels = new byte[group.matrix().length];
        for (var i = 0; i < levels.length; i++) {
            levels[i] = (byte) (level.of(group.matrix()[i]) - base);
        }
        return levels;
    }
}
