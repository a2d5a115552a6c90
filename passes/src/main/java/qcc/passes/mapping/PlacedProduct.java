package qcc.passes.mapping;

import java.util.List;
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
}
