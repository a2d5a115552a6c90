package qcc.sim.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;

import org.junit.jupiter.api.Test;

class WireDropTest {
    private static final int ROWS = 5;
    private static final int COLUMNS = 4;

    @Test
    void oneCellIsThreeResistorsInSeries() {
        assertThat(WireDrop.apply(new double[]{4}, 1, 1, 0.25, 0.5)).containsExactly(4 / (1 + 4 * 0.75));
    }

    @Test
    void idealWiresChangeNothing() {
        var g = new Random(1).doubles(12).toArray();
        assertThat(WireDrop.apply(g, 3, 4, 0, 0)).containsExactly(g);
    }

    /** The error against the solution of the whole network is of second order: a tenth of the resistance leaves a hundredth of it. */
    @Test
    void agreesWithTheNetworkToFirstOrder() {
        var random = new Random(7);
        var g = random.doubles(ROWS * COLUMNS, 0.1, 1).toArray();
        var volts = new double[]{1, 0, 1, 1, 0};
        var coarse = error(g, volts, 0.001, 0.002);
        var fine = error(g, volts, 0.0001, 0.0002);
        assertThat(coarse).isLessThan(1e-4);
        assertThat(fine).isCloseTo(coarse / 100, within(coarse / 1000));
    }

    /** The largest relative error of a column's current. */
    private static double error(double[] g, double[] volts, double row, double column) {
        var currents = currents(g, volts, row, column);
        var effective = WireDrop.apply(g, ROWS, COLUMNS, row, column);
        var largest = 0.0;
        for (var j = 0; j < COLUMNS; j++) {
            var sum = 0.0;
            for (var i = 0; i < ROWS; i++) {
                sum += volts[i] * effective[i * COLUMNS + j];
            }
            largest = Math.max(largest, Math.abs(sum - currents[j]) / currents[j]);
        }
        return largest;
    }

    /** Currents into the converters by nodal analysis: a node on the row's wire and one on the column's at every cell. */
    private static double[] currents(double[] g, double[] volts, double row, double column) {
        var cells = ROWS * COLUMNS;
        var a = new double[2 * cells][2 * cells + 1];
        for (var i = 0; i < ROWS; i++) {
            for (var j = 0; j < COLUMNS; j++) {
                var onRow = i * COLUMNS + j;
                var onColumn = cells + onRow;
                connect(a, onRow, onColumn, g[onRow]);
                if (j == 0) {
                    a[onRow][onRow] += 1 / row;
                    a[onRow][2 * cells] += volts[i] / row;
                } else {
                    connect(a, onRow - 1, onRow, 1 / row);
                }
                if (i == ROWS - 1) {
                    a[onColumn][onColumn] += 1 / column;
                } else {
                    connect(a, onColumn, onColumn + COLUMNS, 1 / column);
                }
            }
        }
        solve(a);
        var currents = new double[COLUMNS];
        for (var j = 0; j < COLUMNS; j++) {
            currents[j] = a[cells + (ROWS - 1) * COLUMNS + j][2 * cells] / column;
        }
        return currents;
    }

    private static void connect(double[][] a, int x, int y, double g) {
        a[x][x] += g;
        a[y][y] += g;
        a[x][y] -= g;
        a[y][x] -= g;
    }

    /** Gauss-Jordan elimination; the matrix is positive definite. */
    private static void solve(double[][] a) {
        for (var i = 0; i < a.length; i++) {
            var pivot = a[i][i];
            for (var k = i; k <= a.length; k++) {
                a[i][k] /= pivot;
            }
            for (var j = 0; j < a.length; j++) {
                var factor = a[j][i];
                for (var k = i; j != i && k <= a.length; k++) {
                    a[j][k] -= factor * a[i][k];
                }
            }
        }
    }
}
