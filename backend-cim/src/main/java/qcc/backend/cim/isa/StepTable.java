package qcc.backend.cim.isa;

import java.util.Arrays;

/**
 * The steps of a group's converters: one for each row group, plane and column, where a plane is one slice of the weights, or one sign of one
 * slice where signs are subtracted after conversion ({@code 2 * slice} the positive, {@code 2 * slice + 1} the negative). An axis along which all
 * steps are equal may have size 1. A step is a number of units of 2^-fractionBits. Equal by content, immutable.
 */
public final class StepTable {
    /** The largest step. */
    public static final int MAX_STEP = 1 << 30;
    /** The most fraction bits of steps. */
    public static final int MAX_FRACTION_BITS = 16;

    private final int rowGroups;
    private final int planes;
    private final int columns;
    private final int[] steps;
    private final int fractionBits;

    private StepTable(int rowGroups, int planes, int columns, int[] steps, int fractionBits) {
        this.rowGroups = rowGroups;
        this.planes = planes;
        this.columns = columns;
        this.steps = steps;
        this.fractionBits = fractionBits;
    }

    /** One step for everything. */
    public static StepTable uniform(int step) {
        return of(1, 1, 1, step);
    }

    /**
     * A table of integers as it is held.
     *
     * @param rowGroups row groups that have steps of their own, or 1
     * @param planes planes that have steps of their own, or 1
     * @param columns columns that have steps of their own, or 1
     * @param steps steps of 1 to {@link #MAX_STEP}, [rowGroups][planes][columns]
     * @throws IllegalArgumentException if sizes and steps do not go together, or a step is outside its range
     */
    public static StepTable of(int rowGroups, int planes, int columns, int... steps) {
        if (rowGroups < 1 || planes < 1 || columns < 1 || (long) rowGroups * planes * columns != steps.length) {
            throw new IllegalArgumentException(
                    "a table of %d x %d x %d steps does not have %d".formatted(rowGroups, planes, columns, steps.length));
        }
        for (int step : steps) {
            if (step < 1 || step > MAX_STEP) {
                throw new IllegalArgumentException("a step must be in 1..%d but is %d".formatted(MAX_STEP, step));
            }
        }
        return new StepTable(rowGroups, planes, columns, steps.clone(), 0);
    }

    /**
     * The table with the same numbers in units of 2^-bits.
     *
     * @throws IllegalArgumentException if there cannot be so many bits
     */
    public StepTable withFractionBits(int bits) {
        if (bits < 0 || bits > MAX_FRACTION_BITS) {
            throw new IllegalArgumentException("steps have 0 to %d fraction bits, not %d".formatted(MAX_FRACTION_BITS, bits));
        }
        return new StepTable(rowGroups, planes, columns, steps, bits);
    }

    /** The step of an entry, in units of 2^-{@link #fractionBits}. */
    public int at(int rowGroup, int plane, int column) {
        int g = rowGroups == 1 ? 0 : rowGroup;
        int p = planes == 1 ? 0 : plane;
        return steps[(g * planes + p) * columns + (columns == 1 ? 0 : column)];
    }

    /** Whether the table can be read for these numbers of row groups, planes and columns. */
    public boolean covers(int groupCount, int planeCount, int columnCount) {
        return (rowGroups == 1 || rowGroups == groupCount) && (planes == 1 || planes == planeCount)
                && (columns == 1 || columns == columnCount);
    }

    /** Row groups, planes and columns that have steps of their own, each 1 where all share theirs. */
    public int[] shape() {
        return new int[]{rowGroups, planes, columns};
    }

    /** The steps as held, in units of 2^-{@link #fractionBits}, row group after row group, plane after plane in each. */
    public int[] steps() {
        return steps.clone();
    }

    /** Bits of a step behind the point; 0 where steps are integers. */
    public int fractionBits() {
        return fractionBits;
    }

    /** What a step of the table is worth. */
    public double worth(int step) {
        return Math.scalb((double) step, -fractionBits);
    }

    /** The smallest step, in units of 2^-{@link #fractionBits}. */
    public int least() {
        return Arrays.stream(steps).min().orElseThrow();
    }

    /** The largest step, in units of 2^-{@link #fractionBits}. */
    public int largest() {
        return Arrays.stream(steps).max().orElseThrow();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StepTable t && Arrays.equals(shape(), t.shape()) && Arrays.equals(steps, t.steps)
                && fractionBits == t.fractionBits;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(shape()) + Arrays.hashCode(steps)) + fractionBits;
    }

    @Override
    public String toString() {
        return "%dx%dx%d steps of %d to %d / 2^%d".formatted(rowGroups, planes, columns, least(), largest(), fractionBits);
    }
}
