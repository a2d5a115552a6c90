package qcc.interpreter;

import java.util.Arrays;
import java.util.HashMap;
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
    /** What cells add for each level of their row, plane beside plane: [rows, planes, columns]. */
    private final int[] cells;
    /** For each row group, plane and column. */
    private final ConversionTable[] conversions;
    private final boolean countsAgreements;
    private final long[] columnCorrections;
    private final long inputCorrection;
    private final int divisor;

    ConvertedProduct(GroupOp group, Converter converter, byte[] matrix) {
        this.converter = converter;
        this.phases = converter.phases();
        this.rows = group.rows();
        this.columns = group.columns();
        this.planes = CellPlane.of(group.encoding(), group.sliceBits(), matrix);
        this.cells = sideBySide();
        this.countsAgreements = group.encoding().equals("xnor");
        this.conversions = conversions();
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

    private int[] sideBySide() {
        int width = planes.size() * columns;
        var result = new int[Math.multiplyExact(rows, width)];
        for (int p = 0; p < planes.size(); p++) {
            for (int k = 0; k < rows; k++) {
                System.arraycopy(planes.get(p).values(), k * columns, result, k * width + p * columns, columns);
            }
        }
        return result;
    }

    private ConversionTable[] conversions() {
        var tables = new HashMap<List<Object>, ConversionTable>();
        var result = new ConversionTable[converter.rowGroups().size() * planes.size() * columns];
        boolean hasSignedLevels = converter.signing() == Converter.Signing.BIPOLAR;
        for (int i = 0; i < result.length; i++) {
            int plane = i / columns % planes.size();
            int step = converter.steps().at(i / columns / planes.size(), plane, i % columns);
            boolean isSigned = !countsAgreements && (hasSignedLevels || planes.get(plane).isSigned());
            result[i] = tables.computeIfAbsent(List.of(step, isSigned), _ -> new ConversionTable(converter, step, isSigned));
        }
        return result;
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
        int width = planes.size() * columns;
        var sums = new int[width];
        int first = 0;
        for (int g = 0; g < converter.rowGroups().size(); g++) {
            int size = converter.rowGroups().get(g);
            Arrays.fill(sums, 0);
            for (int k = first; k < first + size; k++) {
                addRow(levels[k], k * width, sums);
            }
            for (int p = 0; p < planes.size(); p++) {
                addValues(sums, p * columns, g * width, size * phase.mask(), phase.factor() * planes.get(p).worth(), totals);
            }
            first += size;
        }
    }

    private void addRow(int level, int from, int[] sums) {
        if (level == 0) {
            return;
        }
        for (int c = 0; c < sums.length; c++) {
            sums[c] += level * cells[from + c];
        }
    }

    /** Adds the values that stand for the sums of a plane, each times a factor; sums of xnor cells are at most {@code most} in magnitude. */
    private void addValues(int[] sums, int from, int rowGroup, int most, long factor, long[] totals) {
        for (int c = 0; c < columns; c++) {
            var conversion = conversions[rowGroup + from + c];
            totals[c] += factor * (countsAgreements
                    ? 2 * conversion.value((sums[from + c] + most) / 2) - ((long) most << converter.steps().fractionBits())
                    : conversion.value(sums[from + c]));
        }
    }

    /** The nearest integer, halves up, to a number of units of the steps. */
    private long integer(long units) {
        int bits = converter.steps().fractionBits();
        return bits == 0 ? units : units + (1L << bits - 1) >> bits;
    }
}
