package qcc.passes.mapping;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import qcc.dialect.cim.ProductOp;

/**
 * How far the sums of a layer's output channels can go, whatever the input.
 *
 * @param raw for each output channel a bound on the magnitude of all that is added up, before and after corrections
 * @param units for each output channel a bound on what any one group adds up, in units of its converters' steps, before that is rounded
 * @param error for each output channel a bound on how far its sum is from that of integers
 */
record SumBounds(long[] raw, long[] units, long[] error) {
    private static final long INPUT_MAGNITUDE = 128;

    private SumBounds(int channels) {
        this(new long[channels], new long[channels], new long[channels]);
    }

    /** The bounds of a layer that was placed last. Shares that work on other rows of the result are other copies of the same weights. */
    static SumBounds of(List<ProductOp.Share> shares, CrossbarMapper mapper, WeightMatrix weights) {
        int channels = weights.outputs();
        Map<Integer, SumBounds> copies = new HashMap<>();
        for (var share : shares) {
            var copy = copies.computeIfAbsent(share.firstRow(), _ -> new SumBounds(channels));
            mapper.bounds(share.group()).ifPresent(bounds -> copy.add(bounds, share.firstColumn()));
        }
        var result = new SumBounds(channels);
        copies.values().forEach(result::join);
        for (int channel = 0; channel < channels; channel++) {
            long corrected = INPUT_MAGNITUDE * weights.absoluteSum(channel) + result.error[channel];
            result.raw[channel] = Math.max(result.raw[channel], corrected);
        }
        return result;
    }

    private void add(ConversionBounds bounds, int firstColumn) {
        for (int c = 0; c < bounds.raw().length; c++) {
            raw[firstColumn + c] += Math.ceilDiv(bounds.raw()[c], 1L << bounds.fractionBits());
            units[firstColumn + c] = Math.max(units[firstColumn + c], bounds.raw()[c]);
            error[firstColumn + c] += bounds.error()[c];
        }
    }

    private void join(SumBounds other) {
        for (int c = 0; c < raw.length; c++) {
            raw[c] = Math.max(raw[c], other.raw[c]);
            units[c] = Math.max(units[c], other.units[c]);
            error[c] = Math.max(error[c], other.error[c]);
        }
    }
}
