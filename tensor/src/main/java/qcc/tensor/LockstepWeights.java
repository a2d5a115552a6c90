package qcc.tensor;

/**
 * The weights of a {@link LockstepProduct}: a matrix of integers held as floats, in panels of {@value #PANEL} columns whose rows lie one after the
 * other; columns beyond the last are zero. Immutable.
 */
public final class LockstepWeights {
    static final int PANEL = 4;

    private final int rows;
    private final int columns;
    private final float[] panels;
    private final int exactTerms;

    private LockstepWeights(int rows, int columns, float[] panels, int exactTerms) {
        this.rows = rows;
        this.columns = columns;
        this.panels = panels;
        this.exactTerms = exactTerms;
    }

    /** Packs a row-major matrix of signed bytes. */
    public static LockstepWeights of(byte[] weights, int rows, int columns) {
        var wide = new int[rows * columns];
        for (var i = 0; i < wide.length; i++) {
            wide[i] = weights[i];
        }
        return of(wide, rows, columns);
    }

    /**
     * Packs a row-major matrix of wider integers, such as offset codes in [0, 255].
     *
     * @throws IllegalArgumentException for a magnitude over 131,072
     */
    public static LockstepWeights of(int[] weights, int rows, int columns) {
        var panels = new float[Math.ceilDiv(columns, PANEL) * PANEL * rows];
        var largest = 0;
        for (var row = 0; row < rows; row++) {
            for (var column = 0; column < columns; column++) {
                var weight = weights[row * columns + column];
                largest = Math.max(largest, Math.absExact(weight));
                panels[column / PANEL * PANEL * rows + row * PANEL + column % PANEL] = weight;
            }
        }
        return new LockstepWeights(rows, columns, panels, ExactSums.terms(largest));
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    float[] panels() {
        return panels;
    }

    /** Where a row of the panel that begins at a column lies. */
    int panelOffset(int column, int row) {
        return column * rows + row * PANEL;
    }

    /** How many rows at a time are summed exactly in f32. */
    int exactTerms() {
        return exactTerms;
    }
}
