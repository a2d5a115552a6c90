package qcc.sim.noise;

import java.util.Arrays;

import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.CrossbarSlice;
import qcc.backend.cim.isa.WeightEncoding;

/**
 * One replica of a group as it really is: its cells, their drivers and their converters. A plane is what one slice of all weights puts into columns
 * that are read together: for each sign a plane of its own where signs are subtracted after conversion. Columns of cells are numbered
 * {@code plane * columns + column}.
 */
public final class GroupCells {
    private static final long UNSET = -1;

    private final CoreCells cells;
    private final int rows;
    private final int width;
    private final boolean differs;
    private final double[] conductances;
    private final double[] bows;
    private final double[] offsets;
    private final long[] places;

    /**
     * The cells of a replica.
     *
     * @param group one with converters and a place in crossbars
     * @throws IllegalArgumentException if it has no place
     */
    public GroupCells(CoreCells cells, ArrayGroup group, int replica) {
        this.cells = cells;
        cells.checkColumns(group);
        this.rows = group.rows();
        this.differs = group.encoding() == WeightEncoding.DIFFERENTIAL_ANALOG;
        var signs = group.encoding() == WeightEncoding.DIFFERENTIAL_DIGITAL ? 2 : 1;
        this.width = group.sliceBits().size() * signs * group.columns();
        this.conductances = new double[rows * width];
        this.bows = new double[rows * width];
        this.offsets = new double[rows * width];
        this.places = new long[rows * width];
        Arrays.fill(places, UNSET);
        for (var slice : group.replica(replica)) {
            for (var sign = 0; sign < signs; sign++) {
                place(slice, (slice.slice() * signs + sign) * group.columns(), sign, differs || signs == 2 ? 2 : 1);
            }
        }
        for (var place : places) {
            if (place == UNSET) {
                throw new IllegalArgumentException("array group %d has no place in crossbars".formatted(group.id()));
            }
        }
    }

    private void place(CrossbarSlice slice, int plane, int sign, int cellsOfWeight) {
        for (var row = 0; row < slice.rows(); row++) {
            var physicalRow = slice.crossbarRow() + row;
            var driver = cells.nonIdealities().driver(cells.core(), slice.crossbar(), physicalRow);
            for (var column = 0; column < slice.columns(); column++) {
                var physicalColumn = slice.crossbarColumn() + column * cellsOfWeight + sign;
                var g = cells.conductance(slice.crossbar(), physicalRow, physicalColumn);
                if (differs) {
                    g -= cells.conductance(slice.crossbar(), physicalRow, physicalColumn + 1);
                }
                var at = (slice.matrixRow() + row) * width + plane + slice.matrixColumn() + column;
                conductances[at] = driver.gain() * g;
                offsets[at] = driver.offset() * g;
                bows[at] = driver.bow() * g;
                places[at] = (long) slice.crossbar() << 32 | physicalColumn;
            }
        }
    }

    /** Rows. */
    public int rows() {
        return rows;
    }

    /** Columns of cells: planes times columns. */
    public int width() {
        return width;
    }

    /** What each cell adds to its column for one level of its input, [rows][width], in units of a level; the driver's gain is counted. */
    public double[] conductances() {
        return conductances;
    }

    /** What each cell adds to its column whatever its input, because drivers have offsets. */
    public double[] offsets() {
        return offsets;
    }

    /** What each cell adds to its column in the middle of the inputs' range, because drivers are not linear. */
    public double[] bows() {
        return bows;
    }

    /** The converter that reads a column of cells for the row group that begins at a row. */
    public LineError converter(int firstRow, int column) {
        var place = places[firstRow * width + column];
        return cells.nonIdealities().converter(cells.core(), (int) (place >> 32), (int) place, cells.type().xbar().readout());
    }

    /** Read noise of a column of cells for the row group that begins at a row. */
    public ReadNoise readNoise(int firstRow, int column) {
        var place = places[firstRow * width + column];
        var sigma = cells.nonIdealities().readSigma() * cells.largest() * (differs ? Math.sqrt(2) : 1);
        return new ReadNoise(sigma,
                cells.nonIdealities().random().bits(Purpose.READ, cells.core(), (int) (place >> 32), firstRow, (int) place));
    }
}
