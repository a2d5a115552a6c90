package qcc.chip;

import java.util.Optional;

/**
 * How the crossbars of a core work together on one product.
 *
 * @param share which crossbars may form one group
 * @param broadcast whether one input vector can drive several crossbars at once
 * @param reduce how partial sums of several crossbars are added; without it they are added in the accumulators
 */
public record Groups(Share share, boolean broadcast, Optional<Reduction> reduce) {
    /** Which crossbars may form a group. */
    public enum Share {
        /** Any crossbars of a core. */
        ANY,
        /** Crossbars with consecutive numbers. */
        ADJACENT,
        /** A group is one crossbar. */
        NONE
    }

    /**
     * Adders between crossbars.
     *
     * @param kind their arrangement
     * @param fanIn crossbars added in one step
     * @param bits width of the sum, signed
     * @param cycles clocks of one step
     */
    public record Reduction(Kind kind, int fanIn, int bits, int cycles) {
        /** Arrangements of adders. */
        public enum Kind {
            TREE, CHAIN
        }

        static Reduction read(Section section) {
            return new Reduction(section.choice("kind", Kind.class), section.integer("fan_in", Bounds.between(2, 65536)),
                    section.integer("bits", Accumulators.WIDTH),
                    section.integer("cycles", Bounds.COUNT_OR_NONE));
        }
    }

    static Groups read(Section section) {
        return new Groups(section.choice("share", Share.ANY), section.flag("broadcast", false),
                section.optionalSection("reduce", Reduction::read));
    }
}
