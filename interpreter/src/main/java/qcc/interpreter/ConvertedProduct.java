package qcc.interpreter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import qcc.dialect.cim.Converter;
import qcc.dialect.cim.GroupOp;

/**
 * Products of windows with an analog group, conversion by conversion as its converters give them.
 *
 * <p>A plane is what one slice of all weights puts into cells: for each sign a plane of its own where signs are subtracted digitally, one plane
 * of signed levels where they are subtracted before conversion.
 */
final class ConvertedProduct {
    private static final int WEIGHT_BITS = 8;

    /** Levels [rows, columns] of one slice and what a level is worth. */
    private record Plane(int[] levels, long worth) {}

    private final Converter converter;
    private final int rows;
    private final int columns;
    private final List<Plane> planes;
    private final long[] inputOffset;
    private final int codeOffset;
    private final int leastCode;
    private final int largestCode;

    ConvertedProduct(GroupOp group, Converter converter, byte[] matrix) {
        this.converter = converter;
        this.rows = group.rows();
        this.columns = group.columns();
        int codeBits = Arrays.stream(group.sliceBits()).sum();
        this.codeOffset = group.encoding().equals("offset") ? 1 << codeBits - 1 : 0;
        this.planes = planes(group.encoding(), group.sliceBits(), matrix);
        this.inputOffset = new long[columns];
        if (converter.signing() == Converter.Signing.OFFSET) {
            for (int i = 0; i < matrix.length; i++) {
                inputOffset[i % columns] += (long) matrix[i] << WEIGHT_BITS - 1;
            }
        }
        boolean signed = group.encoding().equals("differential_analog");
        this.leastCode = signed ? -(1 << converter.bits() - 1) : 0;
        this.largestCode = (1 << (signed ? converter.bits() - 1 : converter.bits())) - 1;
    }

    private List<Plane> planes(String encoding, int[] sliceBits, byte[] matrix) {
        var result = new ArrayList<Plane>();
        int shift = 0;
        for (int slice = 0; slice < sliceBits.length; slice++) {
            int bits = sliceBits[slice];
            long worth = 1L << shift;
            switch (encoding) {
                case "offset" -> result.add(new Plane(levels(codes(matrix, w -> w + codeOffset), shift, bits), worth));
                case "twos_complement" -> result.add(
                        new Plane(levels(codes(matrix, w -> w), shift, bits), slice == sliceBits.length - 1 ? -worth : worth));
                case "differential_digital" -> {
                    result.add(new Plane(levels(magnitudes(matrix, 1), shift, bits), worth));
                    result.add(new Plane(levels(magnitudes(matrix, -1), shift, bits), -worth));
                }
                case "differential_analog" -> {
                    var levels = levels(magnitudes(matrix, 1), shift, bits);
                    var negative = levels(magnitudes(matrix, -1), shift, bits);
                    Arrays.setAll(levels, i -> levels[i] - negative[i]);
                    result.add(new Plane(levels, worth));
                }
                default -> throw new IllegalArgumentException("sums of weights encoded as '" + encoding + "' are not converted");
            }
            shift += bits;
        }
        return result;
    }

    /** The magnitudes of the weights of one sign, 0 for the others. */
    private static int[] magnitudes(byte[] matrix, int sign) {
        return codes(matrix, weight -> Math.max(0, sign * weight));
    }

    private static int[] codes(byte[] matrix, IntUnaryOperator code) {
        var codes = new int[matrix.length];
        Arrays.setAll(codes, i -> code.applyAsInt(matrix[i]));
        return codes;
    }

    private static int[] levels(int[] codes, int shift, int bits) {
        var levels = new int[codes.length];
        Arrays.setAll(levels, i -> codes[i] >> shift & (1 << bits) - 1);
        return levels;
    }

    /** Adds the product with the window at an index of {@code inputs} to the sums at an index of {@code result}. */
    void add(byte[] inputs, int window, int[] result, int target) {
        var totals = new long[columns];
        boolean complement = converter.signing() == Converter.Signing.MSB_SUBTRACT;
        var driven = new int[rows];
        long inputSum = 0;
        for (int k = 0; k < rows; k++) {
            int x = inputs[window + k];
            driven[k] = complement ? x & 0xFF : x + 128;
            inputSum += complement ? x : driven[k];
        }
        var levels = new int[rows];
        for (int shift = 0; shift < converter.inputBits(); shift += converter.dacBits()) {
            int place = shift;
            Arrays.setAll(levels, k -> driven[k] >> place & (1 << converter.dacBits()) - 1);
            boolean sign = complement && shift + converter.dacBits() >= converter.inputBits();
            addPhase(levels, sign ? -(1L << shift) : 1L << shift, totals);
        }
        for (int c = 0; c < columns; c++) {
            long sum = totals[c] - codeOffset * inputSum - inputOffset[c];
            result[target + c] = Math.addExact(result[target + c], Math.toIntExact(sum));
        }
    }

    private void addPhase(int[] inputs, long worth, long[] totals) {
        var sums = new int[columns];
        for (int p = 0; p < planes.size(); p++) {
            var plane = planes.get(p);
            int first = 0;
            for (int g = 0; g < converter.rowGroups().size(); g++) {
                int size = converter.rowGroups().get(g);
                Arrays.fill(sums, 0);
                for (int k = first; k < first + size; k++) {
                    addRow(inputs[k], plane.levels, k * columns, sums);
                }
                for (int c = 0; c < columns; c++) {
                    totals[c] += worth * plane.worth * convert(sums[c], converter.steps().at(g, p, c));
                }
                first += size;
            }
        }
    }

    private static void addRow(int input, int[] levels, int from, int[] sums) {
        if (input == 0) {
            return;
        }
        for (int c = 0; c < sums.length; c++) {
            sums[c] += input * levels[from + c];
        }
    }

    /** The value that stands for a column sum. */
    private long convert(int sum, int step) {
        int rounding = converter.floor() ? 0 : step / 2;
        long code = Math.floorDiv((long) sum + rounding, (long) step);
        return Math.clamp(code, (long) leastCode, (long) largestCode) * step;
    }
}
