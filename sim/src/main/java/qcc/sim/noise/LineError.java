package qcc.sim.noise;

/**
 * How far the characteristic of a driver or converter is from the ideal straight line: x becomes {@code gain * x + offset + bow * 4t(1 - t)} with t
 * the place in its range, from 0 to 1.
 *
 * @param gain factor, 1 for a perfect one
 * @param offset in steps
 * @param bow deviation from the straight line in the middle of the range, in steps
 */
public record LineError(double gain, double offset, double bow) {
    /** A perfect characteristic. */
    public static final LineError NONE = new LineError(1, 0, 0);

    /** Whether the characteristic is perfect. */
    public boolean isNone() {
        return gain == 1 && offset == 0 && bow == 0;
    }
}
