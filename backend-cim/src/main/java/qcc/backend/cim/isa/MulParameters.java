package qcc.backend.cim.isa;

/**
 * The table of {@code mul}:
 * {@code clamp(scaled((a - zeroPointA) * (b - zeroPointB), multiplier, shift) + outputZeroPoint, clampMinimum, clampMaximum)}, multiplier and
 * shift as in {@link RequantizeParameters.Channel}.
 */
public record MulParameters(int zeroPointA, int zeroPointB, int multiplier, int shift, int outputZeroPoint, int clampMinimum,
        int clampMaximum) implements ParameterTable {
    /** Word of the first input's zero point. */
    public static final int ZERO_POINT_A = 0;
    /** Word of the second input's zero point. */
    public static final int ZERO_POINT_B = 1;
    /** Word of the multiplier. */
    public static final int MULTIPLIER = 2;
    /** Word of the shift. */
    public static final int SHIFT = 3;
    /** Word of the output's zero point. */
    public static final int OUTPUT_ZERO_POINT = 4;
    /** Word of the smallest result. */
    public static final int CLAMP_MINIMUM = 5;
    /** Word of the largest result. */
    public static final int CLAMP_MAXIMUM = 6;
    /** Words of the table. */
    public static final int WORDS = 7;

    public MulParameters {
        ParameterTable.checkZeroPoint("zero point of a", zeroPointA);
        ParameterTable.checkZeroPoint("zero point of b", zeroPointB);
        ParameterTable.checkZeroPoint("output zero point", outputZeroPoint);
        ParameterTable.checkClamp(clampMinimum, clampMaximum);
    }

    @Override
    public int[] words() {
        var words = new int[WORDS];
        words[ZERO_POINT_A] = zeroPointA;
        words[ZERO_POINT_B] = zeroPointB;
        words[MULTIPLIER] = multiplier;
        words[SHIFT] = shift;
        words[OUTPUT_ZERO_POINT] = outputZeroPoint;
        words[CLAMP_MINIMUM] = clampMinimum;
        words[CLAMP_MAXIMUM] = clampMaximum;
        return words;
    }
}
