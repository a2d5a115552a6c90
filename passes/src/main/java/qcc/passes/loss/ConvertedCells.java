package qcc.passes.loss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import qcc.dialect.cim.Converter;
import qcc.dialect.cim.GroupOp;

/**
 * The arithmetic of one group as conversions see it.
 *
 * @param rows rows of the matrix
 * @param columns columns of the matrix
 * @param converter how sums are converted
 * @param countsAgreements whether converters count the levels that agree with cells of -1 and 1
 * @param planes what is programmed
 * @param phases what is driven
 */
record ConvertedCells(int rows, int columns, Converter converter, boolean countsAgreements, List<Plane> planes, List<Phase> phases) {
    /**
     * What one slice of all weights, or one sign of it, puts into cells.
     *
     * @param levels [rows, columns], negative where two cells are subtracted before conversion, where a slice is signed, or for -1
     * @param least the least level that a cell may hold
     * @param largest the largest
     * @param worth what a level counts
     * @param slice the number of the slice
     */
    record Plane(short[] levels, int least, int largest, int worth, int slice) {}

    /** Bits of an input that are driven at once, which {@code converter} drives in {@code phase}. */
    record Phase(Converter converter, Converter.Phase phase) {
        int level(int input) {
            return converter.level(input, phase);
        }

        int largest() {
            return converter.largestLevel(phase);
        }

        int least() {
            return converter.signing() == Converter.Signing.BIPOLAR ? -largest() : 0;
        }

        int worth() {
            return phase.factor();
        }
    }

    /** What the value of a conversion counts in a column's sum before that is divided. */
    long worth(int plane, int phase) {
        return (long) planes.get(plane).worth() * phases.get(phase).worth() * (countsAgreements ? 2 : 1);
    }

    /** The largest level that any phase drives. */
    int largestLevel() {
        return phases.stream().mapToInt(Phase::largest).max().orElseThrow();
    }

    /** What a column's sum is divided by. */
    int divisor() {
        return converter.inputDivisor() * (countsAgreements ? 2 : 1);
    }

    /** Whether the codes of a plane have a sign. */
    boolean isSigned(int plane) {
        return !countsAgreements && (planes.get(plane).least() < 0 || converter.signing() == Converter.Signing.BIPOLAR);
    }

    /** Whether the codes of any plane have a sign; a step that planes with and without share is chosen for codes with one. */
    boolean hasSignedCodes() {
        return IntStream.range(0, planes.size()).anyMatch(this::isSigned);
    }

    /** Makes what converters see of the sums of some rows. */
    void count(int[] sums, int phase, int rowCount) {
        if (countsAgreements) {
            int all = phases.get(phase).largest() * rowCount;
            for (int i = 0; i < sums.length; i++) {
                sums[i] = (sums[i] + all) / 2;
            }
        }
    }

    static ConvertedCells of(GroupOp group, Converter converter, byte[] matrix) {
        return new ConvertedCells(group.rows(), group.columns(), converter, group.encoding().equals("xnor"),
                planes(group.encoding(), group.sliceBits(), matrix),
                converter.phases().stream().map(phase -> new Phase(converter, phase)).toList());
    }

    private static List<Plane> planes(String encoding, int[] sliceBits, byte[] matrix) {
        int codeBits = Arrays.stream(sliceBits).sum();
        int half = 1 << codeBits - 1;
        var planes = new ArrayList<Plane>();
        int shift = 0;
        for (int slice = 0; slice < sliceBits.length; slice++) {
            int low = shift;
            int bits = sliceBits[slice];
            int mask = (1 << bits) - 1;
            int worth = 1 << shift;
            int number = slice;
            shift += bits;
            boolean isTop = shift == codeBits;
            switch (encoding) {
                case "offset" -> planes.add(new Plane(levels(matrix, w -> w + half >> low & mask), 0, mask, worth, number));
                case "xnor" -> planes.add(new Plane(levels(matrix, w -> 2 * (w + half >> low & 1) - 1), -1, 1, worth, number));
                case "twos_complement" -> planes.add(isTop && bits > 1
                        ? new Plane(levels(matrix, w -> w >> low), -(1 << bits - 1), mask >> 1, worth, number)
                        : new Plane(levels(matrix, w -> w >> low & mask), 0, mask, isTop ? -worth : worth, number));
                case "differential_digital" -> {
                    planes.add(new Plane(levels(matrix, w -> Math.max(0, w) >> low & mask), 0, mask, worth, number));
                    planes.add(new Plane(levels(matrix, w -> Math.max(0, -w) >> low & mask), 0, mask, -worth, number));
                }
                case "differential_analog" -> planes.add(
                        new Plane(levels(matrix, w -> Integer.signum(w) * (Math.abs(w) >> low & mask)), -mask, mask, worth, number));
                default -> throw new IllegalArgumentException("sums of weights encoded as '" + encoding + "' are not converted");
            }
        }
        return planes;
    }

    private static short[] levels(byte[] matrix, IntUnaryOperator level) {
        var levels = new short[matrix.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (short) level.applyAsInt(matrix[i]);
        }
        return levels;
    }
}
