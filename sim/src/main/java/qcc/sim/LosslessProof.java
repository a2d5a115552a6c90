package qcc.sim;

import java.util.List;

import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.Converter;
import qcc.backend.cim.isa.Converter.Signing;

/**
 * What the programmed cells say about conversions: whether they lose nothing, so that the product of integers is what the device gives, and
 * the range of the sums otherwise.
 */
final class LosslessProof {
    private final ArrayGroup group;
    private final Converter converter;
    private final Conversions conversions;
    private final List<CellPlane> planes;
    private final long maximumLevel;

    LosslessProof(ArrayGroup group, Converter converter) {
        this.group = group;
        this.converter = converter;
        this.conversions = new Conversions(group, converter);
        this.planes = CellPlane.of(group);
        this.maximumLevel = (1L << converter.dacBits()) - 1;
    }

    /** Least and largest sum. */
    record Range(long minimum, long maximum) {
        Range plus(Range other) {
            return new Range(minimum + other.minimum, maximum + other.maximum);
        }

        Range times(long factor) {
            return factor < 0 ? new Range(maximum * factor, minimum * factor) : new Range(minimum * factor, maximum * factor);
        }

        Range join(Range other) {
            return new Range(Math.min(minimum, other.minimum), Math.max(maximum, other.maximum));
        }
    }

    /** Whether every column sum that can occur is the value of its own code. */
    boolean holds() {
        for (var plane = 0; plane < planes.size(); plane++) {
            for (var column = 0; column < group.columns(); column++) {
                if (!isLossless(plane, column)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isLossless(int plane, int column) {
        var first = 0;
        for (var g = 0; g < converter.rowGroups().size(); g++) {
            int size = converter.rowGroups().get(g);
            var conversion = conversions.of(g, plane, column);
            var sums = sums(planes.get(plane), column, first, first + size);
            var isZero = sums.minimum == 0 && sums.maximum == 0;
            if (!isZero && (conversion.step() != 1 || sums.minimum < conversion.least() || sums.maximum > conversion.largest())) {
                return false;
            }
            first += size;
        }
        return true;
    }

    private Range sums(CellPlane plane, int column, int first, int end) {
        return new Range(maximumLevel * plane.negativeSum(column, group.columns(), first, end),
                maximumLevel * plane.positiveSum(column, group.columns(), first, end));
    }

    /** A range that holds the product of every column with every window; 0 lies in it. */
    Range products() {
        var result = new Range(0, 0);
        for (var column = 0; column < group.columns(); column++) {
            result = result.join(products(column));
        }
        return result;
    }

    private Range products(int column) {
        var result = new OffsetCorrection(group, converter).range(column, group.rows());
        for (var p = 0; p < planes.size(); p++) {
            var plane = planes.get(p);
            var values = new Range(0, 0);
            var first = 0;
            for (var g = 0; g < converter.rowGroups().size(); g++) {
                int size = converter.rowGroups().get(g);
                var conversion = conversions.of(g, p, column);
                var sums = sums(plane, column, first, first + size);
                values = values.plus(new Range(conversion.value(sums.minimum), conversion.value(sums.maximum)));
                first += size;
            }
            for (var shift = 0; shift < converter.inputBits(); shift += converter.dacBits()) {
                var isSign = converter.signing() == Signing.MSB_SUBTRACT && shift == converter.inputBits() - 1;
                result = result.plus(values.times((isSign ? -1L << shift : 1L << shift) * plane.factor()));
            }
        }
        return result;
    }
}
