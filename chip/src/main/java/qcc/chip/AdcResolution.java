package qcc.chip;

/**
 * When an analog-to-digital converter loses nothing: the resolution that a number of rows needs, and the number of rows that a resolution allows, for any weights. A compiler that knows the
 * programmed cells can prove more per column.
 */
public final class AdcResolution {
    private AdcResolution() {}

    /**
     * Bits that hold every sum of a column: {@code ceil(log2(levels + 1))} with levels of one row times rows.
     *
     * @param rows rows active at once, 1 or more
     */
    public static int bitsFor(Xbar xbar, int rows) {
        return Long.SIZE - Long.numberOfLeadingZeros(levelsPerRow(xbar) * rows) + signBits(xbar);
    }

    /**
     * Rows that may be active at once without loss: {@code floor((2^bits - 1) / levels of one row)}, at most the crossbar's own {@code active_rows}; 0 if not even one.
     *
     * @return {@code active_rows} on a digital macro
     */
    public static int safeRows(Xbar xbar) {
        return switch (xbar.readout()) {
            case AdderTree _ -> xbar.activeRows();
            case Adc adc -> (int) Math.min(xbar.activeRows(), ((1L << Math.max(0, adc.bits() - signBits(xbar))) - 1) / levelsPerRow(xbar));
        };
    }

    /** Largest contribution of one row in steps, X * G; doubled for inputs that are driven as -1 and 1; XNOR counts agreements. */
    private static long levelsPerRow(Xbar xbar) {
        if (xbar.weights().encoding() == Weights.Encoding.XNOR) {
            return xbar.input().maxLevel();
        }
        int slice = xbar.weights().sliceBits().stream().mapToInt(Integer::intValue).max().orElse(1);
        long levels = xbar.input().maxLevel() * ((1L << slice) - 1);
        return xbar.input().signed() == InputDrive.Signed.BIPOLAR ? 2 * levels : levels;
    }

    /** Analog subtraction gives sums of both signs. */
    private static int signBits(Xbar xbar) {
        return xbar.weights().encoding() == Weights.Encoding.DIFFERENTIAL_ANALOG ? 1 : 0;
    }
}
