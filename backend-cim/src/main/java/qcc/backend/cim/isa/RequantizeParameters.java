package qcc.backend.cim.isa;

import java.util.List;

/**
 * The table of {@code requantize}: a header, then five words for each channel. For the accumulator acc of one channel,
 * {@code acc' = acc + bias}, plus the residual r as {@code scaled(r - residualZeroPoint, residualMultiplier, residualShift)}, then
 * {@code clamp(scaled(acc', multiplier, shift) + outputZeroPoint, clampMinimum, clampMaximum)}.
 *
 * @param outputZeroPoint zero point of the result
 * @param clampMinimum smallest result
 * @param clampMaximum largest result
 * @param residualZeroPoint zero point of the residual; 0 without one
 * @param channels the channels' parameters
 */
public record RequantizeParameters(int outputZeroPoint, int clampMinimum, int clampMaximum, int residualZeroPoint,
        List<Channel> channels) implements ParameterTable {
    /** Word of the output's zero point. */
    public static final int OUTPUT_ZERO_POINT = 0;
    /** Word of the smallest result. */
    public static final int CLAMP_MINIMUM = 1;
    /** Word of the largest result. */
    public static final int CLAMP_MAXIMUM = 2;
    /** Word of the residual's zero point. */
    public static final int RESIDUAL_ZERO_POINT = 3;
    /** Words before the first channel. */
    public static final int HEADER_WORDS = 4;

    /** Words of one channel. */
    public static final int CHANNEL_WORDS = 5;
    /** Word of the bias in a channel. */
    public static final int BIAS = 0;
    /** Word of the multiplier in a channel. */
    public static final int MULTIPLIER = 1;
    /** Word of the shift in a channel. */
    public static final int SHIFT = 2;
    /** Word of the residual's multiplier in a channel. */
    public static final int RESIDUAL_MULTIPLIER = 3;
    /** Word of the residual's shift in a channel. */
    public static final int RESIDUAL_SHIFT = 4;

    /**
     * One channel. The factor of a multiplier m and a shift is {@code m * 2^(shift - 31)} in the modes {@code double} and {@code single}; in
     * {@code float} m holds the bits of the f32 factor and the shift is 0; in {@code shift} m is 1 and the factor 2^shift.
     *
     * @param bias added to the accumulator
     * @param multiplier of the accumulator
     * @param shift of the accumulator
     * @param residualMultiplier of the residual; 0 without one
     * @param residualShift of the residual; 0 without one
     */
    public record Channel(int bias, int multiplier, int shift, int residualMultiplier, int residualShift) {
        /** A channel without a residual. */
        public Channel(int bias, int multiplier, int shift) {
            this(bias, multiplier, shift, 0, 0);
        }
    }

    public RequantizeParameters {
        channels = List.copyOf(channels);
        ParameterTable.checkZeroPoint("output zero point", outputZeroPoint);
        ParameterTable.checkZeroPoint("residual zero point", residualZeroPoint);
        ParameterTable.checkClamp(clampMinimum, clampMaximum);
    }

    @Override
    public int[] words() {
        var words = new int[HEADER_WORDS + CHANNEL_WORDS * channels.size()];
        words[OUTPUT_ZERO_POINT] = outputZeroPoint;
        words[CLAMP_MINIMUM] = clampMinimum;
        words[CLAMP_MAXIMUM] = clampMaximum;
        words[RESIDUAL_ZERO_POINT] = residualZeroPoint;
        var at = HEADER_WORDS;
        for (var channel : channels) {
            words[at + BIAS] = channel.bias;
            words[at + MULTIPLIER] = channel.multiplier;
            words[at + SHIFT] = channel.shift;
            words[at + RESIDUAL_MULTIPLIER] = channel.residualMultiplier;
            words[at + RESIDUAL_SHIFT] = channel.residualShift;
            at += CHANNEL_WORDS;
        }
        return words;
    }
}
