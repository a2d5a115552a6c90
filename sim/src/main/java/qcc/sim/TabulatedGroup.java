package qcc.sim;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.Converter;
import qcc.backend.cim.isa.WeightEncoding;
import qcc.tensor.LookupProduct;
import qcc.tensor.LookupTables;

/**
 * A group whose column sums and codes fit 16 bits: sums come from tables, conversions are made on vectors of 16-bit numbers, and the codes of
 * several phases are joined before they are widened. It gives what {@link ConvertedGroup} gives, many times faster.
 */
final class TabulatedGroup implements AnalogGroup {
    private static final int BYTES_OF_ENTRIES = 13;

    private final Converter converter;
    private final int columns;
    private final int[] factors;
    private final int fractionBits;
    private final int stepFractionBits;
    private final boolean isNearest;
    private final int[] offsets;
    private final List<LookupTables> rowGroups;
    private final OffsetCorrection correction;
    private final CodeJoin join;

    private TabulatedGroup(MeasuredCode code, CellMatrix matrix, CodeJoin join, boolean expanded) {
        this.converter = code.converter();
        this.columns = code.group().columns();
        this.factors = matrix.factors();
        this.fractionBits = matrix.fractionBits();
        this.stepFractionBits = converter.steps().fractionBits();
        this.isNearest = converter.rounding() == Converter.Rounding.NEAREST;
        this.offsets = matrix.offsets();
        this.join = join;
        this.correction = code.correction();
        this.rowGroups = matrix.tables(converter, expanded);
    }

    /** The group in this form; empty where it needs more than 16 bits, or phases are too wide for tables. */
    static Optional<TabulatedGroup> of(MeasuredCode code, CellMatrix matrix, TableBudget budget) {
        var converter = code.converter();
        if (!LookupTables.supports(converter.dacBits())) {
            return Optional.empty();
        }
        var isSigned = code.group().encoding() == WeightEncoding.DIFFERENTIAL_ANALOG;
        return CodeJoin.of(converter, Conversion.of(converter, 1, isSigned), matrix)
                .map(join -> new TabulatedGroup(code, matrix, join,
                        budget.take((long) matrix.cells().length * BYTES_OF_ENTRIES)));
    }

    /** The group in this form with the levels that are meant; empty where it has no such form, or no plain codes. */
    static Optional<TabulatedGroup> ideal(ArrayGroup group, Converter converter, TableBudget budget) {
        return hasPlainCodes(group, converter) && CellPlane.of(group).stream().allMatch(plane -> plane.base() == 0)
                ? of(MeasuredCode.of(group, 0), CellMatrix.ideal(group, converter), budget)
                : Optional.empty();
    }

    /** Whether every bit of an input is driven once, by levels from 0 on, and signs of cells are subtracted cell by cell, if at all. */
    static boolean hasPlainCodes(ArrayGroup group, Converter converter) {
        var drivesOnce = switch (converter.signing()) {
            case NONE, OFFSET -> true;
            case MSB_SUBTRACT -> converter.dacBits() == 1;
            case POS_NEG, BIPOLAR -> false;
        };
        var isSigned = group.encoding() == WeightEncoding.DIFFERENTIAL_ANALOG;
        return drivesOnce && CellPlane.of(group).stream().allMatch(plane -> plane.isSigned() == isSigned);
    }

    @Override
    public AnalogGroup.Work work(int samples, long firstSample) {
        return new Work(samples);
    }

    /** Buffers of one thread. */
    private final class Work implements AnalogGroup.Work {
        private final int samples;
        private final LookupProduct product;
        private final short[] joined;
        private final long[] totals;

        Work(int samples) {
            this.samples = samples;
            this.product = new LookupProduct(samples, converter.inputBits(), converter.dacBits(),
                    converter.rowGroups().stream().mapToInt(Integer::intValue).max().orElseThrow());
            this.joined = new short[product.phaseStride()];
            this.totals = new long[stepFractionBits == 0 ? 0 : columns * samples];
        }

        @Override
        public void multiply(byte[] memory, int[] addresses, int[] target, int offset, boolean accumulate) {
            if (!accumulate) {
                Arrays.fill(target, offset, offset + columns * samples, 0);
            }
            Arrays.fill(totals, 0);
            var first = 0;
            for (var g = 0; g < rowGroups.size(); g++) {
                product.load(memory, addresses, first, rowGroups.get(g).rows(), correction.inputOffset());
                for (var column = 0; column < columns; column++) {
                    convertColumn(g, column, target, offset + column * samples);
                }
                first += rowGroups.get(g).rows();
            }
            for (var i = 0; i < totals.length; i++) {
                target[offset + i] += (int) (totals[i] + (1L << stepFractionBits - 1) >> stepFractionBits);
            }
            correction.apply(memory, addresses, samples, target, offset);
        }

        private void convertColumn(int rowGroup, int column, int[] target, int at) {
            for (var plane = 0; plane < factors.length; plane++) {
                var step = converter.steps().at(rowGroup, plane, column);
                var cells = plane * columns + column;
                var offset = offsets[rowGroup * factors.length * columns + cells];
                var shift = shift(step);
                var sums = product.sums(rowGroups.get(rowGroup), cells, offset + (isNearest && shift > 0 ? 1 << shift - 1 : 0));
                if (shift < 0) {
                    var units = step << fractionBits;
                    join.divide(sums, stepFractionBits, isNearest ? units >> 1 : 0, units, product.phases() * product.phaseStride());
                }
                for (var phase = 0; phase < product.phases(); phase += join.phases()) {
                    var count = Math.min(join.phases(), product.phases() - phase);
                    join.apply(sums, Math.max(0, shift), phase, count, product, joined);
                    var factor = factors[plane] << phase * converter.dacBits();
                    if (stepFractionBits == 0) {
                        add(factor * step, target, at);
                    } else {
                        addUnits((long) factor * step, column * samples);
                    }
                }
            }
        }

        /** The shift that divides sums by a step; -1 where there is none. */
        private int shift(int step) {
            return Integer.bitCount(step) == 1 ? Integer.numberOfTrailingZeros(step) - stepFractionBits + fractionBits : -1;
        }

        private void addUnits(long factor, int at) {
            for (var s = 0; s < samples; s += Lanes.LONGS.length()) {
                var values = ShortVector.fromArray(Lanes.FEW_SHORTS, joined, s);
                var wide = (LongVector) (join.isSigned()
                        ? values.convertShape(VectorOperators.S2L, Lanes.LONGS, 0)
                        : values.convertShape(VectorOperators.ZERO_EXTEND_S2L, Lanes.LONGS, 0));
                wide.mul(factor).add(LongVector.fromArray(Lanes.LONGS, totals, at + s)).intoArray(totals, at + s);
            }
        }

        private void add(int factor, int[] target, int at) {
            for (var s = 0; s < samples; s += Lanes.COUNT) {
                var values = ShortVector.fromArray(Lanes.SHORTS, joined, s);
                var wide = (IntVector) (join.isSigned()
                        ? values.convertShape(VectorOperators.S2I, Lanes.INTS, 0)
                        : values.convertShape(VectorOperators.ZERO_EXTEND_S2I, Lanes.INTS, 0));
                wide.mul(factor).add(IntVector.fromArray(Lanes.INTS, target, at + s)).intoArray(target, at + s);
            }
        }
    }
}
