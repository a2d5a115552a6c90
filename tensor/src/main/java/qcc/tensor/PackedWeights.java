package qcc.tensor;

/**
 * A K x N matrix of signed bytes prepared as the right operand of {@link IntegerMatrix#multiply}: as floats, in panels as wide as a tile, K rows
 * each, columns beyond the last zero. Immutable; takes four bytes per element.
 */
public final class PackedWeights {
    private final int rows;
    private final int columns;
    private final float[] panels;

    private PackedWeights(int rows, int columns, float[] panels) {
        this.rows = rows;
        this.columns = columns;
        this.panels = panels;
    }

    /** Packs a row-major K x N matrix. */
    public static PackedWeights of(byte[] weights, int rows, int columns) {
        return of(weights, 0, rows, columns, columns, 1);
    }

    /**
     * Packs the matrix whose element (k, n) lies at {@code offset + k * rowStride + n * columnStride}; with strides 1 and K, weights stored
     * output channel by output channel.
     *
     * @throws IllegalArgumentException for so many rows that a sum may not fit i32
     */
    public static PackedWeights of(byte[] weights, int offset, int rows, int columns, int rowStride, int columnStride) {
        if (rows > ExactSums.MAX_BYTE_ROWS) {
            throw new IllegalArgumentException(
                    "sums of %d products of bytes may not fit i32; at most %d do".formatted(rows, ExactSums.MAX_BYTE_ROWS));
        }
        var width = FloatTile.PANEL;
        var panels = new float[Math.multiplyExact(Math.ceilDiv(columns, width) * width, rows)];
        for (var column = 0; column < columns; column++) {
            var target = column / width * width * rows + column % width;
            var source = offset + column * columnStride;
            for (var row = 0; row < rows; row++) {
                panels[target + row * width] = weights[source + row * rowStride];
            }
        }
        return new PackedWeights(rows, columns, panels);
    }

    /** K, the length of the sums. */
    public int rows() {
        return rows;
    }

    /** N. */
    public int columns() {
        return columns;
    }

    float[] panels() {
        return panels;
    }

    /** Where row {@code row} of the panel that begins at a column lies. */
    int panelOffset(int column, int row) {
        return column * rows + row * FloatTile.PANEL;
    }
}
