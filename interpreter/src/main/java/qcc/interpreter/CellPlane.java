package qcc.interpreter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * What one slice of all weights puts into cells: for each sign a plane of its own where signs are subtracted after conversion, one plane of
 * signed values where they are subtracted before.
 *
 * @param values what a cell adds for each level of its row, [rows, columns]
 * @param worth what a sum is multiplied with
 * @param isSigned whether values can be negative
 */
record CellPlane(int[] values, long worth, boolean isSigned) {
    /** The planes of a matrix, least significant slice first, the positive before the negative. */
    static List<CellPlane> of(String encoding, int[] sliceBits, byte[] matrix) {
        int codeBits = Arrays.stream(sliceBits).sum();
        int half = 1 << codeBits - 1;
        var result = new ArrayList<CellPlane>();
        int shift = 0;
        for (int bits : sliceBits) {
            var digit = new Digit(shift, bits);
            long worth = 1L << shift;
            shift += bits;
            boolean isTop = shift == codeBits;
            switch (encoding) {
                case "offset" -> result.add(plane(matrix, w -> digit.of(w + half), worth, false));
                case "xnor" -> result.add(plane(matrix, w -> 2 * digit.of(w + half) - 1, worth, true));
                case "twos_complement" -> {
                    boolean isSigned = isTop && bits > 1;
                    result.add(plane(matrix, isSigned ? w -> w >> digit.shift : digit::of, isTop && bits == 1 ? -worth : worth, isSigned));
                }
                case "differential_digital" -> {
                    result.add(plane(matrix, w -> digit.of(Math.max(0, w)), worth, false));
                    result.add(plane(matrix, w -> digit.of(Math.max(0, -w)), -worth, false));
                }
                case "differential_analog" ->
                    result.add(plane(matrix, w -> digit.of(Math.max(0, w)) - digit.of(Math.max(0, -w)), worth, true));
                default -> throw new IllegalArgumentException("sums of weights encoded as '" + encoding + "' are not converted");
            }
        }
        return result;
    }

    private record Digit(int shift, int bits) {
        int of(int code) {
            return code >> shift & (1 << bits) - 1;
        }
    }

    private static CellPlane plane(byte[] matrix, IntUnaryOperator value, long worth, boolean isSigned) {
        var values = new int[matrix.length];
        Arrays.setAll(values, i -> value.applyAsInt(matrix[i]));
        return new CellPlane(values, worth, isSigned);
    }
}
