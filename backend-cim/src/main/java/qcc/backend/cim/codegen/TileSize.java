package qcc.backend.cim.codegen;

import java.util.Optional;

/**
 * The largest tile of outputs whose data fit local memory and whose columns one instruction counts: whole rows if possible, else part of one
 * row.
 *
 * @param rows output rows, at least 1
 * @param columns output columns, at least 1
 */
record TileSize(int rows, int columns) {
    /** What must lie in local memory for a tile. */
    interface Footprint {
        long bytes(int rows, int columns);
    }

    /** The largest tile of a map of that many rows and columns; empty if not even one position fits. */
    static Optional<TileSize> largest(int rows, int columns, long capacity, Footprint footprint) {
        if (columns <= CoreCode.MAX_FIELD && footprint.bytes(1, columns) <= capacity) {
            int most = largest(rows, n -> footprint.bytes(n, columns) <= capacity);
            return Optional.of(new TileSize(most, columns));
        }
        int most = largest(Math.min(columns, CoreCode.MAX_FIELD), n -> footprint.bytes(1, n) <= capacity);
        return most == 0 ? Optional.empty() : Optional.of(new TileSize(1, most));
    }

    private interface Fits {
        boolean test(int n);
    }

    /** The largest n from 0 to a limit that fits, by bisection: what fits for n fits for less. */
    private static int largest(int limit, Fits fits) {
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
