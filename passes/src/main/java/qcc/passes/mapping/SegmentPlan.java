package qcc.passes.mapping;

import java.util.Map;
import qcc.ir.Op;

/**
 * Where the operations of a segment run.
 *
 * @param products for each product with weights its places in crossbars
 * @param cores for each other operation its core
 * @param crossbars crossbars that hold something
 */
record SegmentPlan(Map<Op, PlacedProduct> products, Map<Op, Integer> cores, int crossbars) {
    SegmentPlan {
        products = Map.copyOf(products);
        cores = Map.copyOf(cores);
    }
}
