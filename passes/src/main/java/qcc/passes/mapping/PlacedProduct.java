package qcc.passes.mapping;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import qcc.passes.mapping.CrossbarAllocator.Spot;

/**
 * Where a product with weights lies.
 *
 * @param layout how its matrix is cut
 * @param pieces what each core holds of it; every output position is made once
 */
record PlacedProduct(CrossbarLayout layout, List<Piece> pieces) {
    /**
     * Neighboring units on one core, which make some rows of the result.
     *
     * @param replicas for each copy in crossbars of the core the places of all blocks, unit after unit
     */
    record Piece(int core, int firstRow, int rows, int firstUnit, int endUnit, List<List<List<Spot>>> replicas) {
        Piece {
            replicas = List.copyOf(replicas);
        }
    }

    PlacedProduct {
        pieces = List.copyOf(pieces);
    }

    /** Where it lies, in how many copies, and how full its crossbars are; a predicate whose subject is the operation. */
    String describe() {
        long cells = 0;
        int crossbars = 0;
        var cores = new TreeSet<Integer>();
        for (var piece : pieces) {
            cores.add(piece.core());
            for (var replica : piece.replicas()) {
                crossbars += (int) replica.stream().flatMap(List::stream).map(Spot::crossbar).distinct().count();
                cells += cells(piece);
            }
        }
        var xbar = layout.kind().xbar();
        double full = 100.0 * cells / Math.max(1, (long) crossbars * xbar.rows() * xbar.weightColumns(CimLegality.weightBits()));
        long copies = pieces.stream().mapToLong(Piece::firstRow).distinct().count();
        return String.format(Locale.ROOT,
                "lies in %d crossbars of %d cores, %.1f %% full: %d copies over the rows of the result, up to %d replicas in a core, %d positions at once, %s",
                crossbars, cores.size(), full, copies, pieces.stream().mapToInt(p -> p.replicas().size()).max().orElse(0), layout.joined(),
                switch (layout.packing()) {
                    case DENSE -> "dense";
                    case DIAGONAL -> layout.packed() + " groups of channels along the diagonal of a crossbar";
                    case SPARSE -> layout.packed() + " groups of channels along the diagonal of a crossbar, rows of zeros left out";
                });
    }

    private long cells(Piece piece) {
        long cells = 0;
        for (int unit = piece.firstUnit(); unit < piece.endUnit(); unit++) {
            cells += layout.blocks(unit).stream().mapToLong(size -> (long) size.rows() * size.columns()).sum();
        }
        return cells;
    }
}
