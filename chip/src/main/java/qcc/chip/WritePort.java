package qcc.chip;

/**
 * Programming of weights. (Key {@code write}.)
 *
 * @param unit what one write pulse programs
 * @param units how many of them at once
 * @param ns time of one pulse in ns
 * @param verifyMean mean number of pulses until a cell holds its value
 * @param pjPerCell energy per cell and pulse in pJ
 * @param planes planes of cells; with two, one is written while the other computes
 * @param concurrent what may compute during a write
 * @param endurance writes a cell stands; infinite where the file is silent
 */
public record WritePort(Unit unit, int units, double ns, double verifyMean, double pjPerCell, int planes, Concurrent concurrent,
        double endurance) {
    /** What one write pulse programs. */
    public enum Unit {
        CELL, ROW, COLUMN, CROSSBAR
    }

    /** What may compute during a write. */
    public enum Concurrent {
        /** Nothing in this crossbar. */
        NONE,
        /** The other plane of this crossbar. */
        PLANE
    }

    /** Time to program some rows and columns of one crossbar: {@code ceil(units needed / units at once) * ns * verify_mean}. */
    public double programNs(int rows, int columns) {
        long pulses = switch (unit) {
            case CELL -> (long) rows * columns;
            case ROW -> rows;
            case COLUMN -> columns;
            case CROSSBAR -> 1;
        };
        return Math.ceilDiv(pulses, units) * ns * verifyMean;
    }

    static WritePort read(Section section) {
        var port = new WritePort(section.choice("unit", Unit.class), section.integer("units", Bounds.COUNT, 1),
                section.number("ns", Bounds.NOT_NEGATIVE),
                section.number("verify_mean", new Bounds(1, false, 1e6), 1), section.energy("pj_per_cell"),
                section.integer("planes", Bounds.between(1, 64), 1), section.choice("concurrent", Concurrent.NONE),
                section.number("endurance", new Bounds(0, true, 1e30), Double.POSITIVE_INFINITY));
        if (section.sound() && port.concurrent == Concurrent.PLANE && port.planes < 2) {
            section.problem("concurrent", section.path("concurrent") + " is plane, but there is one plane",
                    "set planes: 2, or concurrent: none");
        }
        return port;
    }
}
