package qcc.sim.array;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.CrossbarSlice;
import qcc.sim.SimulatorException;

/** The levels programmed into the cells of one core's crossbars. */
public final class CellMap {
    /** The level of a cell that nothing is programmed into. */
    public static final short UNUSED = -1;

    private final int rows;
    private final int columns;
    private final SortedMap<Integer, short[]> levels = new TreeMap<>();

    private CellMap(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
    }

    /**
     * Expands the group table of one core.
     *
     * @param rows physical rows of a crossbar
     * @param columns physical columns of a crossbar
     * @throws SimulatorException if a weight does not fit its code, or a block leaves its crossbar or overlaps another
     */
    public static CellMap of(List<ArrayGroup> groups, int rows, int columns) {
        var map = new CellMap(rows, columns);
        for (var group : groups) {
            var code = codeOf(group);
            map.checkWeights(group, code);
            group.slices().forEach(slice -> map.place(group, code, slice));
        }
        return map;
    }

    /**
     * The code of a group's weights.
     *
     * @throws SimulatorException if its table gives none
     */
    static WeightCode codeOf(ArrayGroup group) {
        try {
            return new WeightCode(group.encoding(), group.sliceBits());
        } catch (IllegalArgumentException e) {
            throw new SimulatorException("array group %d: %s", group.id(), e.getMessage());
        }
    }

    /** Numbers of the crossbars that hold something, ascending. */
    public Set<Integer> crossbars() {
        return levels.keySet();
    }

    /** Physical rows of a crossbar. */
    public int rows() {
        return rows;
    }

    /** Physical columns of a crossbar. */
    public int columns() {
        return columns;
    }

    /** The levels of a crossbar, row after row, {@link #UNUSED} where nothing is programmed. */
    public short[] levels(int crossbar) {
        var cells = levels.get(crossbar);
        return cells == null ? unused() : cells.clone();
    }

    /** The level of one cell. */
    public int level(int crossbar, int row, int column) {
        var cells = levels.get(crossbar);
        return cells == null ? UNUSED : cells[row * columns + column];
    }

    /**
     * Puts a group's matrix together from the cells of its first replica alone.
     *
     * @param group whose geometry and code are used; its matrix is not
     * @return i8 elements, row-major
     * @throws SimulatorException if a slice of an element lies nowhere, or in two places
     */
    public byte[] matrix(ArrayGroup group) {
        var code = codeOf(group);
        var weights = new int[group.rows() * group.columns()];
        var places = new int[group.sliceBits().size()][weights.length];
        for (var slice : group.replica(0)) {
            for (var row = 0; row < slice.rows(); row++) {
                for (var column = 0; column < slice.columns(); column++) {
                    var element = (slice.matrixRow() + row) * group.columns() + slice.matrixColumn() + column;
                    weights[element] += part(code, slice, row, column);
                    places[slice.slice()][element]++;
                }
            }
        }
        var matrix = new byte[weights.length];
        for (var i = 0; i < matrix.length; i++) {
            checkPlaces(group, places, i);
            matrix[i] = (byte) ((weights[i] + code.constant()) / code.divisor());
        }
        return matrix;
    }

    private int part(WeightCode code, CrossbarSlice slice, int row, int column) {
        var part = 0;
        for (var cell = 0; cell < code.cells(); cell++) {
            var level = level(slice.crossbar(), slice.crossbarRow() + row, slice.crossbarColumn() + column * code.cells() + cell);
            part += (cell == 0 ? 1 : -1) * code.value(slice.slice(), level);
        }
        return part * code.factor(slice.slice());
    }

    private static void checkPlaces(ArrayGroup group, int[][] places, int element) {
        for (var slice = 0; slice < places.length; slice++) {
            if (places[slice][element] != 1) {
                throw new SimulatorException("array group %d: slice %d of row %d, column %d lies in %d places, not in one", group.id(),
                        slice, element / group.columns(), element % group.columns(), places[slice][element]);
            }
        }
    }

    private void checkWeights(ArrayGroup group, WeightCode code) {
        for (var i = 0; i < group.matrix().length; i++) {
            if (!code.accepts(group.matrix()[i])) {
                throw new SimulatorException("array group %d: the weight %d at row %d, column %d does not fit the code %s of %s bits",
                        group.id(), group.matrix()[i], i / group.columns(), i % group.columns(), group.encoding().text(),
                        group.sliceBits());
            }
        }
    }

    private void place(ArrayGroup group, WeightCode code, CrossbarSlice slice) {
        var width = (long) slice.columns() * code.cells();
        if ((long) slice.crossbarRow() + slice.rows() > rows || slice.crossbarColumn() + width > columns) {
            throw new SimulatorException("array group %d: %d x %d cells at row %d, column %d leave crossbar %d, which has %d x %d",
                    group.id(), slice.rows(), width, slice.crossbarRow(), slice.crossbarColumn(), slice.crossbar(), rows, columns);
        }
        var cells = levels.computeIfAbsent(slice.crossbar(), _ -> unused());
        for (var row = 0; row < slice.rows(); row++) {
            for (var column = 0; column < width; column++) {
                var weight = group.matrix()[(slice.matrixRow() + row) * group.columns() + slice.matrixColumn() + column / code.cells()];
                var at = (slice.crossbarRow() + row) * columns + slice.crossbarColumn() + column;
                if (cells[at] != UNUSED) {
                    throw new SimulatorException("array group %d overlaps another block at row %d, column %d of crossbar %d",
                            group.id(), at / columns, at % columns, slice.crossbar());
                }
                cells[at] = (short) code.level(weight, slice.slice(), column % code.cells());
            }
        }
    }

    private short[] unused() {
        var cells = new short[rows * columns];
        Arrays.fill(cells, UNUSED);
        return cells;
    }
}
