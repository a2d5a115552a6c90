package qcc.backend.cim.isa;

/**
 * The table of {@code add} and {@code sub}. In the modes {@code double} and {@code single} both inputs, less their zero points, are shifted
 * left by {@link #LEFT_SHIFT}, scaled each by its multiplier and shift, summed, and scaled by the output's. In {@code float} the multipliers
 * hold the bits of the f32 scales of a, b and the output and the shifts are 0. In {@code shift} the multipliers are 1 and
 * {@code sa / sy = 2^shiftA}, {@code sb / sy = 2^shiftB}; shiftOut is 0.
 */
public record AddParameters(int zeroPointA, int multiplierA, int shiftA, int zeroPointB, int multiplierB, int shiftB, int multiplierOut,
        int shiftOut, int outputZeroPoint, int clampMinimum, int clampMaximum) implements ParameterTable {
    /** Left shift of both inputs in the modes {@code double} and {@code single}. */
    public static final int LEFT_SHIFT = 20;

    /** Word of the first input's zero point. */
    public static final int ZERO_POINT_A = 0;
    /** Word of the first input's multiplier. */
    public static final int MULTIPLIER_A = 1;
    /** Word of the first input's shift. */
    public static final int SHIFT_A = 2;
    /** Word of the second input's zero point. */
    public static final int ZERO_POINT_B = 3;
    /** Word of the second input's multiplier. */
    public static final int MULTIPLIER_B = 4;
    /** Word of the second input's shift. */
    public static final int SHIFT_B = 5;
    /** Word of the sum's multiplier. */
    public static final int MULTIPLIER_OUT = 6;
    /** Word of the sum's shift. */
    public static final int SHIFT_OUT = 7;
    /** Word of the output's zero point. */
    public static final int OUTPUT_ZERO_POINT = 8;
    /** Word of the smallest result. */
    public static final int CLAMP_MINIMUM = 9;
    /** Word of the largest result. */
    public static final int CLAMP_MAXIMUM = 10;
    /** Words of the table. */
    public static final int WORDS = 11;

    public AddParameters {
        ParameterTable.checkZeroPoint("zero point of a", zeroPointA);
        ParameterTable.checkZeroPoint("zero point of b", zeroPointB);
        ParameterTable.checkZeroPoint("output zero point", outputZeroPoint);
        ParameterTable.checkClamp(clampMinimum, clampMaximum);
    }

    @Override
    public int[] words() {
        var words = new int[WORDS];
        words[ZERO_POINT_A] = zeroPointA;
        words[MULTIPLIER_A] = multiplierA;
        words[SHIFT_A] = shiftA;
        words[ZERO_POINT_B] = zeroPointB;
        words[MULTIPLIER_B] = multiplierB;
        words[SHIFT_B] = shiftB;
        words[MULTIPLIER_OUT] = multiplierOut;
        words[SHIFT_OUT] = shiftOut;
        words[OUTPUT_ZERO_POINT] = outputZeroPoint;
        words[CLAMP_MINIMUM] = clampMinimum;
        words[CLAMP_MAXIMUM] = clampMaximum;
        return words;
    }
}
