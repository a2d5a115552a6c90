package qcc.interpreter;

import java.util.Arrays;
import java.util.List;
import qcc.dialect.cim.Converter;
import qcc.dialect.cim.GroupOp;

/**
 * Products of windows with an analog group, conversion by conversion as its converters give them.
 *
 * <p>With L the driven input and G the programmed weight, {@code x = (L + e) / h} and {@code w = (G + f) / k}, so that over n rows
 * {@code sum x*w = (sum L*G + e*k * sum w + f*h * sum x - n*e*f) / (h*k)}; converters give the sum of L*G, in units of the fraction bits of their
 * steps, which are rounded away once.
 */
final class ConvertedProduct {
    private final Converter converter;
    private final List<Converter.Phase> phases;
    private final int rows;
    private final int columns;
    private final List<CellPlane> planes;
    private final boolean countsAgreements;
    private final boolean hasSignedLevels;
    private final long[] columnCorrections;
    private final long inputCorrection;
    private final int divisor;

    ConvertedProduct(GroupOp group, Converter converter, byte[] matrix) {
        this.converter = converter;
        this.phases = converter.phases();
        this.rows = group.rows();
        this.columns = group.columns();
        this.planes = CellPlane.of(group.encoding(), group.sliceBits(), matrix);
        this.countsAgreements = group.encoding().equals("xnor");
        this.hasSignedLevels = converter.signing() == Converter.Signing.BIPOLAR;
        long weightConstant = switch (group.encoding()) {
            case "offset" -> -1L << Arrays.stream(group.sliceBits()).sum() - 1;
            case "xnor" -> -1;
            default -> 0;
        };
        int weightDivisor = countsAgreements ? 2 : 1;
        long e = converter.inputConstant();
        this.inputCorrection = weightConstant * converter.inputDivisor();
        this.divisor = converter.inputDivisor() * weightDivisor;
        this.columnCorrections = new long[columns];
        Arrays.fill(columnCorrections, -rows * e * weightConstant);
        for (int i = 0; i < matrix.length; i++) {
            columnCorrections[i % columns] += e * weightDivisor * matrix[i];
        }
    }

    /** Adds the product with the window at an index of {@code inputs} to the sums at an index of {@code result}. */
    void add(byte[] inputs, int window, int[] result, int target) {
        var totals = new long[columns];
        var levels = new int[rows];
        for (var phase : phases) {
            Arrays.setAll(levels, k -> converter.level(inputs[window + k], phase));
            addPhase(levels, phase, totals);
        }
        long inputSum = 0;
        for (int k = 0; k < rows; k++) {
            inputSum += inputs[window + k];
        }
        for (int c = 0; c < columns; c++) {
            long sum = Math.floorDiv(integer(totals[c]) + columnCorrections[c] + inputCorrection * inputSum, divisor);
            result[target + c] = Math.addExact(result[target + c], Math.toIntExact(sum));
        }
    }

    private void addPhase(int[] levels, Converter.Phase phase, long[] totals) {
        var sums = new int[columns];
        for (int p = 0; p < planes.size(); p++) {
            var plane = planes.get(p);
            int first = 0;
            for (int g = 0; g < converter.rowGroups().size(); g++) {
                int size = converter.rowGroups().get(g);
                Arrays.fill(sums, 0);
                for (int k = first; k < first + size; k++) {
                    addRow(levels[k], plane.values(), k * columns, sums);
                }
                for (int c = 0; c < columns; c++) {
                    int step = converter.steps().at(g, p, c);
                    long value = countsAgreements
                            ? convertAgreements(sums[c], size * phase.mask(), step)
                            : convert(sums[c], step, plane.isSigned() || hasSignedLevels);
                    totals[c] += phase.factor() * plane.worth() * value;
                }
                first += size;
            }
        }
    }

    private static void addRow(int level, int[] values, int from, int[] sums) {
        if (level == 0) {
            return;
        }
        for (int c = 0; c < sums.length; c++) {
            sums[c] += level * values[from + c];
        }
    }

    /** The nearest integer, halves up, to a number of units of the steps. */
    private long integer(long units) {
        int bits = converter.steps().fractionBits();
        return bits == 0 ? units : units + (1L << bits - 1) >> bits;
    }

    /** The value that stands for a sum of cells that agree or disagree with their input, at most {@code most} in magnitude. */
    private long convertAgreements(int sum, int most, int step) {
        return 2 * convert((sum + most) / 2, step, false) - ((long) most << converter.steps().fractionBits());
    }

    /** The value that stands for a column sum, in units of the steps. */
    private long convert(int sum, int step, boolean isSigned) {
        int rounding = converter.floor() ? 0 : step / 2;
        long code = Math.floorDiv(((long) sum << converter.steps().fractionBits()) + rounding, (long) step);
        long codes = 1L << converter.bits();
        return Math.clamp(code, isSigned ? -codes / 2 : 0, (isSigned ? codes / 2 : codes) - 1) * step;
    }
}
