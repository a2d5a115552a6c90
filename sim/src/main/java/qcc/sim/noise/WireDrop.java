package qcc.sim.noise;

/**
 * The drop of voltage along the wires of a crossbar, to first order in their resistance. Rows are driven at column 0, undriven rows are held at
 * 0 V, converters hold columns at 0 V beyond the last row. With the conductances g of the cells and the currents that ideal wires would carry,
 * the voltage of row i has dropped at column j by {@code r_row * V_i * sum over n of g_in * (min(j, n) + 1)}, and column j has risen at row i by
 * {@code r_column * sum over k of V_k * g_kj * (rows - max(i, k))}. Both are linear in the row voltages, so that the current of column j is
 * {@code sum over k of V_k * g_kj * (1 - d_kj)} with
 *
 * <pre>d_kj = r_row * sum over n of g_kn * (min(j, n) + 1) + r_column * sum over i of g_ij * (rows - max(i, k)).</pre>
 *
 * The factor is taken as {@code 1 / (1 + d)}, which is the same to first order and stays positive.
 */
final class WireDrop {
    private WireDrop() {}

    /**
     * The conductances that the converters see.
     *
     * @param g conductances [rows][columns]
     * @param row resistance of a row's wire from cell to cell, in units of 1 over those of {@code g}; likewise {@code column}
     */
    static double[] apply(double[] g, int rows, int columns, double row, double column) {
        var drop = new double[g.length];
        for (var i = 0; i < rows && row > 0; i++) {
            addLine(g, i * columns, 1, columns, row, false, drop);
        }
        for (var j = 0; j < columns && column > 0; j++) {
            addLine(g, j, columns, rows, column, true, drop);
        }
        var result = new double[g.length];
        for (var i = 0; i < g.length; i++) {
            result[i] = g[i] / (1 + drop[i]);
        }
        return result;
    }

    /** Adds {@code r * sum over n of g_n * (min(j, n) + 1)} along a line, or the same from its far end. */
    private static void addLine(double[] g, int first, int stride, int length, double r, boolean fromEnd, double[] drop) {
        var beyond = 0.0;
        for (var n = 0; n < length; n++) {
            beyond += g[first + n * stride];
        }
        var sum = 0.0;
        for (var n = 0; n < length; n++) {
            var at = first + (fromEnd ? length - 1 - n : n) * stride;
            sum += beyond;
            drop[at] += r * sum;
            beyond -= g[at];
        }
    }
}
