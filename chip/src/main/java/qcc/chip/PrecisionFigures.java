package qcc.chip;

/**
 * Derived figures at one width of weights, inputs being as wide, at most as wide as the crossbar takes.
 *
 * @param weightBits width of the signed weights
 * @param inputBits width of the inputs
 * @param capacity weights held by all cores of the type, without splitting losses
 * @param product cost of a product that fills one crossbar
 * @param nominalTops 10^12 operations per second of all crossbars together, two per weight
 * @param exactTops the same with rows limited so that the converters lose nothing; 0 if not even one row is safe
 * @param topsPerWatt 10^12 operations per joule of the crossbars alone; 0 where the file gives no energies
 */
public record PrecisionFigures(int weightBits, int inputBits, long capacity, ProductCost product, double nominalTops, double exactTops,
        double topsPerWatt) {
    private static final double NS_OPS_TO_TOPS = 1e-3;

    static PrecisionFigures of(Chip chip, CoreType type, int cores, int weightBits) {
        var xbar = type.xbar();
        int inputBits = Math.min(weightBits, xbar.input().bits());
        long weights = (long) xbar.rows() * xbar.weightColumns(weightBits);
        var product = ProductCost.full(chip, xbar, inputBits, weightBits);
        double operations = 2.0 * weights * parallelXbars(type.core()) * cores;
        double pj = product.energyPj();
        return new PrecisionFigures(weightBits, inputBits, weights * type.core().xbars() * cores, product,
                operations / product.intervalNs() * NS_OPS_TO_TOPS,
                exactTops(chip, xbar, inputBits, weightBits, operations), pj == 0 ? 0 : 2.0 * weights / pj);
    }

    private static double exactTops(Chip chip, Xbar xbar, int inputBits, int weightBits, double operations) {
        int safe = AdcResolution.safeRows(xbar);
        if (safe == 0) {
            return 0;
        }
        var exact = ProductCost.of(chip, xbar, xbar.rows(), xbar.weightColumns(weightBits), inputBits, weightBits, safe);
        return operations / exact.intervalNs() * NS_OPS_TO_TOPS;
    }

    /** The issue limit counts groups: it limits crossbars only where a group is one crossbar. */
    static int parallelXbars(Core core) {
        return core.groups().share() == Groups.Share.NONE ? Math.min(core.xbars(), core.issue().maxParallelGroups()) : core.xbars();
    }
}
