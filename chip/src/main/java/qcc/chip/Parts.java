package qcc.chip;

/**
 * A figure for each part of a chip, without the parts inside it: the unit is in the key that holds it.
 *
 * @param xbar one crossbar
 * @param core one core without its crossbars
 * @param chip the chip without its cores
 */
public record Parts(double xbar, double core, double chip) {
    /** The whole chip: its own share, that of its cores and that of their crossbars. */
    public double total(int cores, long xbars) {
        return chip + cores * core + xbars * xbar;
    }

    static Parts read(Section section) {
        return new Parts(section.number("xbar", Bounds.NOT_NEGATIVE, 0), section.number("core", Bounds.NOT_NEGATIVE, 0),
                section.number("chip", Bounds.NOT_NEGATIVE, 0));
    }
}
