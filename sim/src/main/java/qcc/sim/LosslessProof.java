package qcc.sim;

import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.Converter;

/**
 * What the programmed cells say about conversions: whether they lose nothing, so that the product of integers is what the device gives, and
 * the range of the sums otherwise.
 */
final class LosslessProof {
    private final ArrayGroup group;
    private final Converter converter;
    private final CodeArithmetic arithmetic;
    private final CellSums cells;

    LosslessProof(ArrayGroup group, Converter converter) {
        this.group = group;
        this.converter = converter;
        this.arithmetic = CodeArithmetic.of(group, converter);
        this.cells = new CellSums(arithmetic.planes(), converter.rowGroups(), group.columns());
    }

    /** Least and largest sum. */
    record Range(long minimum, long maximum) {
        Range plus(Range other) {
            return new Range(minimum + other.minimum, maximum + other.maximum);
        }

        private Range plus(long constant) {
            return new Range(minimum + constant, maximum + constant);
        }

        Range times(long factor) {
            return factor < 0 ? new Range(maximum * factor, minimum * factor) : new Range(minimum * factor, maximum * factor);
        }

        /** The range of the integers nearest to numbers of units of 2^-bits, halves up. */
        Range rounded(int bits) {
            var half = 1L << bits >> 1;
            return new Range(minimum + half >> bits, maximum + half >> bits);
        }

        Range dividedBy(int divisor) {
            return new Range(Math.floorDiv(minimum, divisor), Math.floorDiv(maximum, divisor));
        }

        Range join(Range other) {
            return new Range(Math.min(minimum, other.minimum), Math.max(maximum, other.maximum));
        }
    }

    /** Whether every column sum that can occur is the value of its own code. */
    boolean holds() {
        for (var phase : arithmetic.inputs().phases()) {
            for (var plane = 0; plane < arithmetic.planes().size(); plane++) {
                for (var column = 0; column < group.columns(); column++) {
                    if (!isLossless(phase, plane, column)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private boolean isLossless(InputPhases.Phase phase, int plane, int column) {
        for (var g = 0; g < converter.rowGroups().size(); g++) {
            var sums = sums(phase, g, plane, column);
            if (!arithmetic.conversions().of(g, plane, column).isLossless(sums.minimum, sums.maximum)) {
                return false;
            }
        }
        return true;
    }

    /** What the converter of an entry sees. */
    private Range sums(InputPhases.Phase phase, int rowGroup, int plane, int column) {
        var digit = (long) phase.largestDigit();
        if (arithmetic.isXnor()) {
            return new Range(0, digit * converter.rowGroups().get(rowGroup));
        }
        var negative = digit * cells.negative(rowGroup, plane, column);
        var positive = digit * cells.positive(rowGroup, plane, column);
        return arithmetic.inputs().areBipolar() ? new Range(negative - positive, positive - negative) : new Range(negative, positive);
    }

    /** A range that holds the product of every column with every window; 0 lies in it. */
    Range products() {
        var result = new Range(0, 0);
        var constants = arithmetic.constants(group);
        var inputs = new Range((long) Byte.MIN_VALUE * group.rows(), (long) Byte.MAX_VALUE * group.rows()).times(arithmetic.inputFactor());
        for (var column = 0; column < group.columns(); column++) {
            result = result.join(values(column).rounded(converter.steps().fractionBits()).plus(inputs).plus(constants[column]));
        }
        return result.dividedBy(arithmetic.divisor());
    }

    /** The range of a column's values, in units of the steps. */
    private Range values(int column) {
        var result = new Range(0, 0);
        for (var phase : arithmetic.inputs().phases()) {
            for (var p = 0; p < arithmetic.planes().size(); p++) {
                result = result.plus(values(phase, p, column).times((long) phase.factor() * arithmetic.planes().get(p).factor()));
            }
        }
        return result;
    }

    private Range values(InputPhases.Phase phase, int plane, int column) {
        var result = new Range(0, 0);
        for (var g = 0; g < converter.rowGroups().size(); g++) {
            var conversion = arithmetic.conversions().of(g, plane, column);
            var sums = sums(phase, g, plane, column);
            var values = new Range(conversion.value(sums.minimum), conversion.value(sums.maximum));
            result = result.plus(arithmetic.isXnor()
                    ? values.times(2)
                            .plus(-arithmetic.conversions().units(CodeArithmetic.largestAgreement(phase, converter.rowGroups().get(g))))
                    : values);
        }
        return result;
    }
}
