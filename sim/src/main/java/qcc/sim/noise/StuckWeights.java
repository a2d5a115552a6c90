package qcc.sim.noise;

import qcc.backend.cim.isa.ArrayGroup;
import qcc.sim.array.WeightCode;

/** Weights as digital crossbars hold them: cells that are stuck change them. */
public final class StuckWeights {
    private StuckWeights() {}

    /** The weights of a replica that its cells give, row-major. */
    public static int[] of(CoreCells cells, ArrayGroup group, int replica) {
        cells.checkColumns(group);
        var code = new WeightCode(group.encoding(), group.sliceBits());
        var weights = new int[group.matrix().length];
        for (var slice : group.replica(replica)) {
            for (var row = 0; row < slice.rows(); row++) {
                for (var column = 0; column < slice.columns(); column++) {
                    var at = (slice.matrixRow() + row) * group.columns() + slice.matrixColumn() + column;
                    var first = slice.crossbarColumn() + column * code.cells();
                    var part = 0;
                    for (var cell = 0; cell < code.cells(); cell++) {
                        var level = cells.level(slice.crossbar(), slice.crossbarRow() + row, first + cell);
                        part += (cell == 0 ? 1 : -1) * code.value(slice.slice(), level);
                    }
                    weights[at] += part * code.factor(slice.slice());
                }
            }
        }
        for (var i = 0; i < weights.length; i++) {
            weights[i] = (weights[i] + code.constant()) / code.divisor();
        }
        return weights;
    }
}
