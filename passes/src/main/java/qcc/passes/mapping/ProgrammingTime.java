package qcc.passes.mapping;

/** The time to program products into crossbars: cores side by side, the crossbars of a core one after the other. */
final class ProgrammingTime {
    private ProgrammingTime() {}

    /** Adds the time of a product to that of its cores, in ns. */
    static void add(PlacedProduct product, double[] nsOfCores) {
        for (var piece : product.pieces()) {
            nsOfCores[piece.core()] += piece.replicas().size() * of(product.layout(), piece.firstUnit(), piece.endUnit());
        }
    }

    /** The time of neighboring units, in ns. */
    static double of(CrossbarLayout layout, int firstUnit, int endUnit) {
        var xbar = layout.kind().xbar();
        double ns = 0;
        for (int unit = firstUnit; unit < endUnit; unit++) {
            for (var block : layout.blocks(unit)) {
                ns += xbar.write().programNs(block.rows(), xbar.cols());
            }
        }
        return ns;
    }
}
