package qcc.passes.mapping;

import java.util.List;
import qcc.dialect.cim.Converter;

/**
 * What conversion makes of the products of a part of a layer at most, whatever the input.
 *
 * @param raw for each column a bound on the magnitude of what is added up, in any order, before it is rounded to an integer and corrected, in units
 *            of 2^-fractionBits
 * @param error for each column a bound on how far a product is from that of integers
 * @param fractionBits bits of the converters' steps behind the point
 */
record ConversionBounds(long[] raw, long[] error, int fractionBits) {
    /** The bounds of a part. */
    static ConversionBounds of(CellValues cells, ExactnessProver prover, List<ExactnessProver.Sums> sums, Converter converter,
            int columns) {
        var bounds = new ConversionBounds(new long[columns], new long[columns], converter.steps().fractionBits());
        for (int c = 0; c < columns; c++) {
            new Column(cells, prover, sums, converter, c).write(bounds);
        }
        return bounds;
    }

    /** One column: sums over all its conversions. */
    private static final class Column {
        private final CellValues cells;
        private final ExactnessProver prover;
        private final List<ExactnessProver.Sums> sums;
        private final Converter converter;
        private final int column;
        private long leastRaw;
        private long largestRaw;
        private long leastError;
        private long largestError;

        Column(CellValues cells, ExactnessProver prover, List<ExactnessProver.Sums> sums, Converter converter, int column) {
            this.cells = cells;
            this.prover = prover;
            this.sums = sums;
            this.converter = converter;
            this.column = column;
        }

        void write(ConversionBounds bounds) {
            for (var phase : converter.phases()) {
                for (int p = 0; p < cells.planes(); p++) {
                    for (int g = 0; g < sums.size(); g++) {
                        add(phase, p, g);
                    }
                }
            }
            long divisor = (long) converter.inputDivisor() * cells.divisor();
            int bits = converter.steps().fractionBits();
            bounds.raw[column] = Math.max(largestRaw, -leastRaw);
            long error = Math.max(largestError, -leastError) + (1L << bits >> 1);
            bounds.error[column] = Math.ceilDiv(error, divisor << bits);
        }

        private void add(Converter.Phase phase, int plane, int rowGroup) {
            long factor = phase.factor() * cells.worth(plane) * (cells.areXnor() ? 2 : 1);
            int step = converter.steps().at(rowGroup, plane, column);
            long least = sums.get(rowGroup).least(plane, column, converter.largestLevel(phase));
            long largest = sums.get(rowGroup).largest(plane, column, converter.largestLevel(phase));
            long low = value(least, step, plane);
            long high = value(largest, step, plane);
            int bits = converter.steps().fractionBits();
            long agreements = cells.areXnor()
                    ? phase.factor() * cells.worth(plane) * phase.mask() * sums.get(rowGroup).rows() << bits
                    : 0;
            long first = factor * low - agreements;
            long last = factor * high - agreements;
            leastRaw += Math.min(0, Math.min(first, last));
            largestRaw += Math.max(0, Math.max(first, last));
            if (least < largest) {
                int half = converter.floor() ? 0 : step / 2;
                addError(factor, Math.min(half + 1 - step, Math.min(low - (least << bits), high - (largest << bits))),
                        Math.max(half, Math.max(low - (least << bits), high - (largest << bits))));
            }
        }

        private void addError(long factor, long least, long largest) {
            leastError += Math.min(factor * least, factor * largest);
            largestError += Math.max(factor * least, factor * largest);
        }

        private long value(long sum, int step, int plane) {
            long codes = 1L << converter.bits();
            boolean isSigned = prover.isSigned(plane);
            long code = Math.floorDiv((sum << converter.steps().fractionBits()) + (converter.floor() ? 0 : step / 2), (long) step);
            return Math.clamp(code, isSigned ? -codes / 2 : 0, (isSigned ? codes / 2 : codes) - 1) * step;
        }
    }
}
