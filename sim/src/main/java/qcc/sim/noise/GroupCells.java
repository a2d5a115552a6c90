package qcc.sim.noise;

import java.util.Arrays;
import java.util.List;

import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.CrossbarSlice;
import qcc.backend.cim.isa.WeightEncoding;
import qcc.sim.array.WeightCode;

/**
 * One replica of a group as it really is: its cells, their drivers and their converters. A plane is what one slice of all weights puts into columns
 * that are read together: for each sign a plane of its own where signs are subtracted after conversion. Columns of cells are numbered
 * {@code plane * columns + column}.
 */
public final class GroupCells {
    private final CoreCells cells;
    private final List<CrossbarSlice> slices;
    private final int rows;
    private final int columns;
    private final int width;
    private final boolean differs;
    private final int signs;
    private final WeightCode code;
    private final double[] conductances;
    private final double[] offsets;
    private final double[] bows;
    private final boolean haveConverterErrors;

    /**
     * The cells of a replica.
     *
     * @param group one with converters and a place in crossbars
     * @throws IllegalArgumentException if it has no place
     */
    public GroupCells(CoreCells cells, ArrayGroup group, int replica) {
        this.cells = cells;
        cells.checkColumns(group);
        this.slices = group.replica(replica);
        this.rows = group.rows();
        this.columns = group.columns();
        this.code = new WeightCode(group.encoding(), group.sliceBits());
        this.differs = group.encoding() == WeightEncoding.DIFFERENTIAL_ANALOG;
        this.signs = group.encoding() == WeightEncoding.DIFFERENTIAL_DIGITAL ? 2 : 1;
        this.width = group.sliceBits().size() * signs * columns;
        this.conductances = new double[rows * width];
        Arrays.fill(conductances, Double.NaN);
        slices.forEach(this::place);
        for (var g : conductances) {
            if (Double.isNaN(g)) {
                throw new IllegalArgumentException("array group %d has no place in crossbars".formatted(group.id()));
            }
        }
        var hasDriverErrors = cells.nonIdealities().hasDriverErrors();
        this.offsets = new double[hasDriverErrors ? conductances.length : 0];
        this.bows = new double[offsets.length];
        this.haveConverterErrors = slices.stream()
                .anyMatch(slice -> cells.nonIdealities().hasConverterErrors(cells.core(), slice.crossbar()));
        if (hasDriverErrors) {
            slices.forEach(this::drive);
        }
    }

    private int cellsOfWeight() {
        return differs ? 2 : signs;
    }

    private void place(CrossbarSlice slice) {
        var g = cells.conductances(slice.crossbar());
        for (var row = 0; row < slice.rows(); row++) {
            var from = (slice.crossbarRow() + row) * cells.columns() + slice.crossbarColumn();
            for (var sign = 0; sign < signs; sign++) {
                var at = first(slice, row, sign);
                for (var column = 0; column < slice.columns(); column++) {
                    var cell = from + column * cellsOfWeight() + sign;
                    conductances[at + column] = differs ? g[cell] - g[cell + 1] : g[cell];
                }
                if (hasSigns(slice)) {
                    shift(slice, from, at);
                }
            }
        }
    }

    /** Whether cells count less than they conduct. */
    private boolean hasSigns(CrossbarSlice slice) {
        return code.encoding() == WeightEncoding.XNOR || code.isSignedSlice(slice.slice());
    }

    /** From conductances to what cells count: an xnor cell half a level less, one of a signed slice as much less as its level says. */
    private void shift(CrossbarSlice slice, int from, int at) {
        var levels = cells.heldLevels(slice.crossbar());
        for (var column = 0; column < slice.columns(); column++) {
            var level = levels[from + column];
            conductances[at + column] += code.encoding() == WeightEncoding.XNOR ? -0.5 : code.value(slice.slice(), level) - level;
        }
    }

    /** Where the cells of a row of a block begin. */
    private int first(CrossbarSlice slice, int row, int sign) {
        return (slice.matrixRow() + row) * width + plane(slice, sign) * columns + slice.matrixColumn();
    }

    private int plane(CrossbarSlice slice, int sign) {
        return slice.slice() * signs + sign;
    }

    /** Applies the errors of a block's drivers. */
    private void drive(CrossbarSlice slice) {
        for (var row = 0; row < slice.rows(); row++) {
            var driver = cells.nonIdealities().driver(cells.core(), slice.crossbar(), slice.crossbarRow() + row);
            for (var sign = 0; sign < signs; sign++) {
                var first = first(slice, row, sign);
                for (var at = first; at < first + slice.columns(); at++) {
                    var g = conductances[at];
                    conductances[at] = driver.gain() * g;
                    offsets[at] = driver.offset() * g;
                    bows[at] = driver.bow() * g;
                }
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

    /**
     * What each cell adds to its column for one level of its input, [rows][width], in units of a level; the driver's gain is counted. An xnor cell of
     * conductance g counts g - 1/2: driven with the levels -X to X, cells then add the number of levels that agree less X / 2 for each row.
     */
    public double[] conductances() {
        return conductances;
    }

    /** What each cell adds to its column whatever its input, because drivers have offsets; empty where drivers are perfect. */
    public double[] offsets() {
        return offsets;
    }

    /** What each cell adds to its column in the middle of the inputs' range, because drivers are not linear; empty where drivers are perfect. */
    public double[] bows() {
        return bows;
    }

    /** Whether all converters are perfect and nothing is drawn for a read. */
    public boolean areReadPerfectly() {
        return cells.nonIdealities().readSigma() == 0 && !haveConverterErrors;
    }

    /** The converter that reads a column of cells for the row group that begins at a row. */
    public LineError converter(int firstRow, int column) {
        if (!haveConverterErrors) {
            return LineError.NONE;
        }
        var block = block(firstRow, column);
        return cells.nonIdealities().converter(cells.core(), block.crossbar(), physicalColumn(block, column),
                cells.type().xbar().readout());
    }

    /** Read noise of a column of cells for the row group that begins at a row. */
    public ReadNoise readNoise(int firstRow, int column) {
        var sigma = cells.nonIdealities().readSigma() * cells.largest() * (differs ? Math.sqrt(2) : 1);
        if (sigma == 0) {
            return ReadNoise.NONE;
        }
        var block = block(firstRow, column);
        return new ReadNoise(sigma, cells.nonIdealities().random().bits(Purpose.READ, cells.core(), block.crossbar(), firstRow,
                physicalColumn(block, column)));
    }

    private CrossbarSlice block(int row, int column) {
        var plane = column / columns;
        var inPlane = column % columns;
        for (var slice : slices) {
            if (slice.slice() == plane / signs && slice.matrixRow() <= row && row < slice.matrixRow() + slice.rows()
                    && slice.matrixColumn() <= inPlane && inPlane < slice.matrixColumn() + slice.columns()) {
                return slice;
            }
        }
        throw new IllegalArgumentException("no block holds row %d of column %d of cells".formatted(row, column));
    }

    private int physicalColumn(CrossbarSlice block, int column) {
        return block.crossbarColumn() + (column % columns - block.matrixColumn()) * cellsOfWeight() + column / columns % signs;
    }
}
