package qcc.backend.cim.codegen;

import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * The largest tile of outputs whose data fit local memory and whose columns one instruction counts: whole rows if possible, else part of one
 * row.
 *
 * @param rows output rows, at least 1
 * @param columns output columns, at least 1
 */
record TileSize(int rows, int columns) {
    /** One output position. */
    static final TileSize ONE = new TileSize(1, 1);

    /**
     * The largest tile of a map of that many rows and columns; empty if not even one position fits.
     *
     * @param fits whether a tile fits; what lies inside a tile that fits does, too
     */
    static Optional<TileSize> largest(int rows, int columns, Predicate<TileSize> fits) {
        if (columns <= CoreCode.MAX_FIELD && fits.test(new TileSize(1, columns))) {
            return Optional.of(new TileSize(largest(rows, n -> fits.test(new TileSize(n, columns))), columns));
        }
        int most = largest(Math.min(columns, CoreCode.MAX_FIELD), n -> fits.test(new TileSize(1, n)));
        return most == 0 ? Optional.empty() : Optional.of(new TileSize(1, most));
    }

    /** The largest n from 0 to a limit that fits, by bisection: what fits for n fits for less. */
    private static int largest(int limit, IntPredicate fits) {
        int low = 0;
        int high = limit;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (fits.test(middle)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
