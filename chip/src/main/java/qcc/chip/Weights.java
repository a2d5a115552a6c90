package qcc.chip;

import java.util.List;
import java.util.OptionalInt;

/**
 * How a weight is laid over cells.
 *
 * @param encoding the code
 * @param sliceBits bits of each slice, the least significant first
 * @param signedTopSlice whether the last slice counts negatively as a whole: its cell code c of b bits means c - 2^b for c of at least 2^(b-1). A one-bit last slice of a two's complement
 *            code always does
 */
public record Weights(Encoding encoding, List<Integer> sliceBits, boolean signedTopSlice) {
    /** Widest weight a chip file may describe, in bits. */
    static final int MAX_BITS = 16;

    /** Codes of a weight. */
    public enum Encoding {
        /** Two columns, subtracted before conversion. */
        DIFFERENTIAL_ANALOG,
        /** Two columns, subtracted after conversion. */
        DIFFERENTIAL_DIGITAL,
        /** The weight plus a constant; its share is subtracted digitally. */
        OFFSET,
        /** Two's complement, the last slice negative. */
        TWOS_COMPLEMENT,
        /** Bits standing for -1 or 1, one to a cell. */
        XNOR;

        /** Columns per slice: two where positive and negative parts have a column each. */
        public int columnsPerSlice() {
            return differential() ? 2 : 1;
        }

        /** Whether the sign lies in a second column. */
        public boolean differential() {
            return this == DIFFERENTIAL_ANALOG || this == DIFFERENTIAL_DIGITAL;
        }
    }

    public Weights {
        sliceBits = List.copyOf(sliceBits);
    }

    /** Bits in all slices. */
    public int codeBits() {
        return sliceBits.stream().mapToInt(Integer::intValue).sum();
    }

    /** Widest signed weight that fits, in bits: one more than the code where the sign has its own column. */
    public int maxBits() {
        return codeBits() + (encoding.differential() ? 1 : 0);
    }

    /**
     * Slices used by signed weights of some width; a two's complement code ends with a slice that counts negatively.
     *
     * @param bits width, 1 or more
     * @return number of slices, empty if the weight does not fit
     */
    public OptionalInt slices(int bits) {
        int needed = encoding.differential() ? Math.max(1, bits - 1) : bits;
        int covered = 0;
        for (int i = 0; i < sliceBits.size(); i++) {
            covered += sliceBits.get(i);
            if (covered >= needed && canEndWith(i)) {
                return OptionalInt.of(i + 1);
            }
        }
        return OptionalInt.empty();
    }

    private boolean canEndWith(int slice) {
        return encoding != Encoding.TWOS_COMPLEMENT || sliceBits.get(slice) == 1 || (slice == sliceBits.size() - 1 && signedTopSlice);
    }

    /** Columns of one weight of some width; empty if it does not fit. */
    public OptionalInt columns(int bits) {
        var slices = slices(bits);
        return slices.isEmpty() ? slices : OptionalInt.of(slices.getAsInt() * encoding.columnsPerSlice());
    }

    /** Columns of one weight of the full width. */
    public int columns() {
        return sliceBits.size() * encoding.columnsPerSlice();
    }

    /** Largest magnitude of the code that is multiplied: what a sum of raw products must hold. */
    public long maxMagnitude() {
        return switch (encoding) {
            case DIFFERENTIAL_ANALOG, DIFFERENTIAL_DIGITAL, OFFSET -> (1L << codeBits()) - 1;
            case TWOS_COMPLEMENT -> 1L << (codeBits() - 1);
            case XNOR -> (1L << codeBits()) - 1;
        };
    }

    static Weights read(Section section) {
        var weights = new Weights(section.choice("encoding", Encoding.class), section.integers("slice_bits", Bounds.between(1, MAX_BITS)),
                section.flag("signed_top_slice", false));
        if (section.sound()) {
            weights.check(section);
        }
        return weights;
    }

    private void check(Section section) {
        var where = section.path("slice_bits");
        if (codeBits() > MAX_BITS) {
            section.problem("slice_bits", where + " sum to " + codeBits() + " bits",
                    "a weight has at most " + MAX_BITS + " bits in all slices");
        }
        if (encoding == Encoding.XNOR && sliceBits.stream().anyMatch(bits -> bits > 1)) {
            section.problem("slice_bits", where + " is " + sliceBits + ", but a cell of -1 or 1 holds one bit", "use slices of 1 bit");
        }
        if (encoding == Encoding.TWOS_COMPLEMENT && sliceBits.getLast() > 1 && !signedTopSlice) {
            section.problem("slice_bits", where + " ends with a slice of " + sliceBits.getLast() + " bits, which cannot carry the sign",
                    "end with a slice of 1 bit, or set signed_top_slice: true if the hardware reads the last slice as a signed number");
        }
    }
}
