package qcc.chip;

/**
 * Where the sums of products are kept. The compiler proves that no sum exceeds the width; {@code overflow} says what the hardware would do.
 *
 * @param at per core or per crossbar
 * @param bits width, signed
 * @param overflow behavior beyond the width
 * @param entries number of sums held
 */
public record Accumulators(At at, int bits, Overflow overflow, int entries) {
    static final Bounds WIDTH = Bounds.between(2, 64);

    /** Owner of the accumulators. */
    public enum At {
        CORE, CROSSBAR
    }

    /** What happens to a sum that does not fit. */
    public enum Overflow {
        SATURATE, WRAP, TRAP
    }

    static Accumulators read(Section section) {
        return new Accumulators(section.choice("at", At.class), section.integer("bits", WIDTH),
                section.choice("overflow", Overflow.SATURATE),
                section.integer("entries", Bounds.COUNT));
    }
}
