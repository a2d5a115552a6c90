package qcc.tensor;

import java.util.Arrays;

/**
 * One product C (+)= A * B. C is cut into blocks, the tasks; a task packs the block of B that it needs, DEPTH rows at a time, into panels as
 * wide as a tile, and reads A in place. A panel of B stays in the first-level cache while the rows of A pass.
 */
final class FloatProduct {
    private static final int DEPTH = 256;
    private static final int MAX_BLOCK_ROWS = 20 * FloatTile.ROW_MULTIPLE;
    private static final int MAX_BLOCK_COLUMNS = 16 * FloatTile.PANEL;
    /** Below this many multiply-adds, waking another thread costs more than it brings. */
    private static final long SERIAL_LIMIT = 1 << 17;

    private final FloatMatrix a;
    private final FloatMatrix b;
    private final FloatMatrix c;
    private final boolean accumulate;

    FloatProduct(FloatMatrix a, FloatMatrix b, FloatMatrix c, boolean accumulate) {
        this.a = a;
        this.b = b;
        this.c = c;
        this.accumulate = accumulate;
    }

    void run(Parallel parallel) {
        if (c.rows() == 0 || c.columns() == 0) {
            return;
        }
        var serial = (long) c.rows() * c.columns() * a.columns() <= SERIAL_LIMIT;
        var wanted = serial ? 1 : 2 * parallel.threads();
        var rows = MAX_BLOCK_ROWS;
        var columns = MAX_BLOCK_COLUMNS;
        while (tasks(rows, columns) < wanted && rows > 2 * FloatTile.ROW_MULTIPLE) {
            rows -= 2 * FloatTile.ROW_MULTIPLE;
        }
        while (tasks(rows, columns) < wanted && columns > 2 * FloatTile.PANEL) {
            columns -= 2 * FloatTile.PANEL;
        }
        var blockRows = rows;
        var blockColumns = columns;
        var across = Math.ceilDiv(c.columns(), columns);
        parallel.forEach((int) tasks(rows, columns),
                task -> block(task / across * blockRows, blockRows, task % across * blockColumns, blockColumns));
    }

    private long tasks(int rows, int columns) {
        return (long) Math.ceilDiv(c.rows(), rows) * Math.ceilDiv(c.columns(), columns);
    }

    private void block(int row, int maxRows, int column, int maxColumns) {
        var rows = Math.min(maxRows, c.rows() - row);
        var columns = Math.min(maxColumns, c.columns() - column);
        if (!accumulate) {
            clear(row, rows, column, columns);
        }
        var depth = Math.min(DEPTH, a.columns());
        var panels = new float[Math.ceilDiv(columns, FloatTile.PANEL) * FloatTile.PANEL * depth];
        var scratch = new Scratch(new float[FloatTile.ROW_MULTIPLE * depth], new float[FloatTile.ELEMENTS]);
        for (var k = 0; k < a.columns(); k += DEPTH) {
            var terms = Math.min(DEPTH, a.columns() - k);
            pack(panels, k, terms, column, columns);
            multiplyBlock(panels, k, terms, row, rows, column, columns, scratch);
        }
    }

    private void clear(int row, int rows, int column, int columns) {
        var contiguous = c.rowStride() == columns;
        var length = contiguous ? rows * columns : columns;
        for (var r = row; r < row + (contiguous ? 1 : rows); r++) {
            Arrays.fill(c.data(), c.index(r, column), c.index(r, column) + length, 0);
        }
    }

    /** Copies rows k to k + terms - 1 of a block of B to panels; columns beyond the last are zero. */
    private void pack(float[] panels, int k, int terms, int column, int columns) {
        for (var term = 0; term < terms; term++) {
            for (var first = 0; first < columns; first += FloatTile.PANEL) {
                var width = Math.min(FloatTile.PANEL, columns - first);
                var target = first * terms + term * FloatTile.PANEL;
                copyRow(b, k + term, column + first, width, panels, target);
                Arrays.fill(panels, target + width, target + FloatTile.PANEL, 0);
            }
        }
    }

    private void multiplyBlock(float[] panels, int k, int terms, int row, int rows, int column, int columns, Scratch scratch) {
        for (var first = 0; first < columns; first += FloatTile.PANEL) {
            var width = Math.min(FloatTile.PANEL, columns - first);
            var tile = FloatTile.forColumns(width);
            for (var r = 0; r < rows; r += tile.rows()) {
                var height = Math.min(tile.rows(), rows - r);
                var cIndex = c.index(row + r, column + first);
                if (height == tile.rows() && width == tile.columns() && a.columnStride() == 1) {
                    tile.multiply(a.data(), a.index(row + r, k), a.rowStride(), panels, first * terms, terms, c.data(), cIndex,
                            c.rowStride());
                } else {
                    multiplyEdge(tile, panels, first * terms, k, terms, row + r, height, cIndex, width, scratch);
                }
            }
        }
    }

    /** A tile that C does not fill, or whose rows of A are not contiguous: computed on copies. */
    private void multiplyEdge(FloatTile tile, float[] panels, int panel, int k, int terms, int row, int height, int cIndex, int width,
            Scratch scratch) {
        for (var r = 0; r < height; r++) {
            copyRow(a, row + r, k, terms, scratch.rows, r * terms);
            System.arraycopy(c.data(), cIndex + r * c.rowStride(), scratch.tile, r * tile.columns(), width);
        }
        tile.multiply(scratch.rows, 0, terms, panels, panel, terms, scratch.tile, 0, tile.columns());
        for (var r = 0; r < height; r++) {
            System.arraycopy(scratch.tile, r * tile.columns(), c.data(), cIndex + r * c.rowStride(), width);
        }
    }

    private static void copyRow(FloatMatrix source, int row, int column, int count, float[] target, int offset) {
        var index = source.index(row, column);
        if (source.columnStride() == 1) {
            System.arraycopy(source.data(), index, target, offset, count);
            return;
        }
        for (var i = 0; i < count; i++) {
            target[offset + i] = source.data()[index + i * source.columnStride()];
        }
    }

    /** Copies of the rows of A and of the tile of C at an edge. */
    private record Scratch(float[] rows, float[] tile) {}
}
