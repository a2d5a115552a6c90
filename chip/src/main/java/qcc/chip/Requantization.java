package qcc.chip;

import java.util.Set;

/**
 * What a core's requantization can do.
 *
 * @param modes the modes offered
 * @param multiplierBits width of the fixed-point multiplier without its sign, for {@code double} and {@code single}
 * @param maxShift longest shift to the right, in bits
 * @param round rounding of {@code shift}
 */
public record Requantization(Set<RequantizeMode> modes, int multiplierBits, int maxShift, Rounding round) {
    /** Rounding of a right shift. */
    public enum Rounding {
        /** Halves go to positive infinity. */
        HALF_UP,
        /** Toward negative infinity: the shifted-out bits are dropped. */
        FLOOR
    }

    public Requantization {
        modes = EnumSets.copyOf(modes, RequantizeMode.class);
    }

    static Requantization read(Section section) {
        return new Requantization(section.choices("modes", RequantizeMode.class),
                section.integer("multiplier_bits", Bounds.between(1, 31), 31),
                section.integer("max_shift", Bounds.between(0, 62), 62), section.choice("round", Rounding.HALF_UP));
    }
}
