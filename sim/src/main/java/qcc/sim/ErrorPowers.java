package qcc.sim;

/** Powers of the errors of one group's products. Used by one thread. */
final class ErrorPowers {
    private final String operation;
    private final double[] sums;
    private final double[] squares;
    private long count;
    private double ideal;
    private double cells;
    private double all;

    ErrorPowers(String operation, int columns) {
        this.operation = operation;
        this.sums = new double[columns];
        this.squares = new double[columns];
    }

    /** Takes in one product, [columns][samples], four times over. */
    void add(int[] exact, int[] idealSums, int[] cellSums, int[] allSums, int samples) {
        count += samples;
        for (var i = 0; i < sums.length * samples; i++) {
            sums[i / samples] += exact[i];
            squares[i / samples] += (double) exact[i] * exact[i];
            ideal += square(idealSums[i] - exact[i]);
            cells += square(cellSums[i] - exact[i]);
            all += square(allSums[i] - exact[i]);
        }
    }

    private static double square(double x) {
        return x * x;
    }

    LayerError error() {
        var signal = 0.0;
        for (var c = 0; c < sums.length && count > 0; c++) {
            signal += squares[c] - sums[c] * sums[c] / count;
        }
        return new LayerError(operation, signal, ideal, cells, all);
    }
}
