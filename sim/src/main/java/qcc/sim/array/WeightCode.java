package qcc.sim.array;

import java.util.Collections;
import java.util.List;
import qcc.backend.cim.isa.WeightEncoding;

/**
 * How one signed weight is spread over cells. With slices s of b bits that begin at bit t, a weight is
 *
 * <pre>(sum over s of factor(s) * (value(s, level) - value(s, level of the negative cell)) + constant) / divisor</pre>
 *
 * where only the differential encodings have a negative cell.
 *
 * @param encoding how the sign is held
 * @param sliceBits bits of each slice, the least significant first
 */
public record WeightCode(WeightEncoding encoding, List<Integer> sliceBits) {
    /**
     * @throws IllegalArgumentException if there is no slice, or one of an XNOR weight has more than one bit
     */
    public WeightCode {
        sliceBits = List.copyOf(sliceBits);
        if (sliceBits.isEmpty()) {
            throw new IllegalArgumentException("a weight has at least one slice");
        }
        if (encoding == WeightEncoding.XNOR && Collections.max(sliceBits) > 1) {
            throw new IllegalArgumentException("an xnor weight has slices of one bit, not " + sliceBits);
        }
    }

    /** Cells side by side for one slice of a weight: the positive one, and to its right the negative one of a differential encoding. */
    public int cells() {
        return switch (encoding) {
            case DIFFERENTIAL_ANALOG, DIFFERENTIAL_DIGITAL -> 2;
            case OFFSET, TWOS_COMPLEMENT, XNOR -> 1;
        };
    }

    /** Whether a weight can be held. */
    public boolean accepts(int weight) {
        var codes = 1 << bits();
        return switch (encoding) {
            case DIFFERENTIAL_ANALOG, DIFFERENTIAL_DIGITAL -> Math.abs(weight) < codes;
            case OFFSET, TWOS_COMPLEMENT, XNOR -> -codes / 2 <= weight && weight < codes / 2;
        };
    }

    /**
     * The level, 0 to 2^b - 1, of a cell.
     *
     * @param weight one that {@link #accepts} accepts
     * @param cell 0, or 1 for the negative cell
     */
    public int level(int weight, int slice, int cell) {
        var code = switch (encoding) {
            case DIFFERENTIAL_ANALOG, DIFFERENTIAL_DIGITAL -> Math.max(0, cell == 0 ? weight : -weight);
            case OFFSET, XNOR -> weight + (1 << bits() - 1);
            case TWOS_COMPLEMENT -> weight;
        };
        return code >> shift(slice) & (1 << sliceBits.get(slice)) - 1;
    }

    /** What a cell adds to its column's sum when it is driven with 1. */
    public int value(int slice, int level) {
        return switch (encoding) {
            case DIFFERENTIAL_ANALOG, DIFFERENTIAL_DIGITAL, OFFSET -> level;
            case TWOS_COMPLEMENT ->
                isSignedSlice(slice) && level >> sliceBits.get(slice) - 1 != 0 ? level - (1 << sliceBits.get(slice)) : level;
            case XNOR -> 2 * level - 1;
        };
    }

    /** Whether a two's complement weight ends with this slice, and it is wide enough to be read as a signed number. */
    public boolean isSignedSlice(int slice) {
        return isTop(slice) && sliceBits.get(slice) > 1;
    }

    /** What the sums of a slice are multiplied with: 2^t, negative for a sign that has a slice of its own. */
    public int factor(int slice) {
        return (isTop(slice) && sliceBits.get(slice) == 1 ? -1 : 1) << shift(slice);
    }

    /** What is added to each weight that the cells hold: -2^(bits - 1) for an offset code, -1 for cells of -1 and 1, else 0. */
    public int constant() {
        return switch (encoding) {
            case OFFSET -> -(1 << bits() - 1);
            case XNOR -> -1;
            case TWOS_COMPLEMENT, DIFFERENTIAL_ANALOG, DIFFERENTIAL_DIGITAL -> 0;
        };
    }

    /** What the weight that the cells hold is then divided by: 2 for cells of -1 and 1, else 1. */
    public int divisor() {
        return encoding == WeightEncoding.XNOR ? 2 : 1;
    }

    private boolean isTop(int slice) {
        return encoding == WeightEncoding.TWOS_COMPLEMENT && slice == sliceBits.size() - 1;
    }

    private int bits() {
        return shift(sliceBits.size());
    }

    private int shift(int slice) {
        var shift = 0;
        for (var i = 0; i < slice; i++) {
            shift += sliceBits.get(i);
        }
        return shift;
    }
}
