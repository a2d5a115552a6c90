package qcc.backend.cim.isa;

/**
 * The table of {@code rescale}: {@code clamp(scaled(q - inputZeroPoint, multiplier, shift) + outputZeroPoint, clampMinimum, clampMaximum)},
 * multiplier and shift as in {@link RequantizeParameters.Channel}.
 */
public record RescaleParameters(int inputZeroPoint, int multiplier, int shift, int outputZeroPoint, int clampMinimum,
        int clampMaximum) implements ParameterTable {
    /** Word of the input's zero point. */
    public static final int INPUT_ZERO_POINT = 0;
    /** Word of the multiplier. */
    public static final int MULTIPLIER = 1;
    /** Word of the shift. */
    public static final int SHIFT = 2;
    /** Word of the output's zero point. */
    public static final int OUTPUT_ZERO_POINT = 3;
    /** Word of the smallest result. */
    public static final int CLAMP_MINIMUM = 4;
    /** Word of the largest result. */
    public static final int CLAMP_MAXIMUM = 5;
    /** Words of the table. */
    public static final int WORDS = 6;

    public RescaleParameters {
        ParameterTable.checkZeroPoint("input zero point", inputZeroPoint);
        ParameterTable.checkZeroPoint("output zero point", outputZeroPoint);
        ParameterTable.checkClamp(clampMinimum, clampMaximum);
    }

    @Override
    public int[] words() {
        var words = new int[WORDS];
        words[INPUT_ZERO_POINT] = inputZeroPoint;
        words[MULTIPLIER] = multiplier;
        words[SHIFT] = shift;
        words[OUTPUT_ZERO_POINT] = outputZeroPoint;
        words[CLAMP_MINIMUM] = clampMinimum;
        words[CLAMP_MAXIMUM] = clampMaximum;
        return words;
    }
}
