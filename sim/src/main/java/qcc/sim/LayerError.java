package qcc.sim;

/**
 * How far the products of one operation are from the exact ones, for the inputs that they had on the device. Powers are sums of squares over all
 * sums of all products: the error with ideal cells and converters, then with real cells, then with everything that is wrong.
 *
 * @param operation as the source map names it
 * @param signal of the exact sums, about the mean of each column
 * @param ideal error of the ideal chip: what converters round and clip
 * @param cells error with real cells
 * @param all error of the device
 */
public record LayerError(String operation, double signal, double ideal, double cells, double all) {
    /** Powers of both. */
    public LayerError plus(LayerError other) {
        return new LayerError(operation, signal + other.signal, ideal + other.ideal, cells + other.cells, all + other.all);
    }
}
