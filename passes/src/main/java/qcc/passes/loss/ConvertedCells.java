package qcc.passes.loss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import qcc.dialect.cim.Converter;
import qcc.dialect.cim.GroupOp;

/**
 * The arithmetic of one group as conversions see it.
 *
 * @param rows rows of the matrix
 * @param columns columns of the matrix
 * @param converter how sums are converted
 * @param signed whether codes have a sign
 * @param planes what is programmed
 * @param phases what is driven
 */
record ConvertedCells(int rows, int columns, Converter converter, boolean signed, List<Plane> planes, List<Phase> phases) {
    /**
     * What one slice of all weights, or one sign of it, puts into cells.
     *
     * @param levels [rows, columns], negative where two cells are subtracted before conversion
     * @param bits of a level's magnitude
     * @param worth what a level counts
     * @param slice the number of the slice
     */
    record Plane(byte[] levels, int bits, int worth, int slice) {
        int least() {
            for (byte level : levels) {
                if (level < 0) {
                    return 1 - (1 << bits);
                }
            }
            return 0;
        }

        int largest() {
            return (1 << bits) - 1;
        }
    }

    /**
     * Bits of an input that are driven at once.
     *
     * @param shift the least of them
     * @param bits how many
     * @param flip exclusive or with the input before
     * @param worth what a level counts
     */
    record Phase(int shift, int bits, int flip, int worth) {
        int level(int input) {
            return ((input ^ flip) & 0xFF) >> shift & (1 << bits) - 1;
        }
    }

    /** What the value of a conversion counts in a column's sum. */
    long worth(int plane, int phase) {
        return (long) planes.get(plane).worth() * phases.get(phase).worth();
    }

    static ConvertedCells of(GroupOp group, Converter converter, byte[] matrix) {
        return new ConvertedCells(group.rows(), group.columns(), converter, group.encoding().equals("differential_analog"),
                planes(group.encoding(), group.sliceBits(), matrix), phases(converter));
    }

    private static List<Phase> phases(Converter converter) {
        var phases = new ArrayList<Phase>();
        boolean complement = converter.signing() == Converter.Signing.MSB_SUBTRACT;
        for (int shift = 0; shift < converter.inputBits(); shift += converter.dacBits()) {
            int bits = Math.min(converter.dacBits(), converter.inputBits() - shift);
            boolean sign = complement && shift + bits == converter.inputBits();
            phases.add(new Phase(shift, bits, complement ? 0 : 0x80, sign ? -(1 << shift) : 1 << shift));
        }
        return phases;
    }

    private static List<Plane> planes(String encoding, int[] sliceBits, byte[] matrix) {
        int codeBits = Arrays.stream(sliceBits).sum();
        var planes = new ArrayList<Plane>();
        int shift = 0;
        for (int slice = 0; slice < sliceBits.length; slice++) {
            int low = shift;
            int bits = sliceBits[slice];
            int mask = (1 << bits) - 1;
            int worth = 1 << shift;
            shift += bits;
            switch (encoding) {
                case "offset" -> planes.add(new Plane(levels(matrix, w -> w + (1 << codeBits - 1) >> low & mask), bits, worth, slice));
                case "twos_complement" ->
                    planes.add(new Plane(levels(matrix, w -> w >> low & mask), bits, shift == codeBits ? -worth : worth, slice));
                case "differential_digital" -> {
                    planes.add(new Plane(levels(matrix, w -> Math.max(0, w) >> low & mask), bits, worth, slice));
                    planes.add(new Plane(levels(matrix, w -> Math.max(0, -w) >> low & mask), bits, -worth, slice));
                }
                case "differential_analog" ->
                    planes.add(new Plane(levels(matrix, w -> Integer.signum(w) * (Math.abs(w) >> low & mask)), bits, worth, slice));
                default -> throw new IllegalArgumentException("sums of weights encoded as '" + encoding + "' are not converted");
            }
        }
        return planes;
    }

    private interface Level {
        int of(int weight);
    }

    private static byte[] levels(byte[] matrix, Level level) {
        var levels = new byte[matrix.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) level.of(matrix[i]);
        }
        return levels;
    }
}
