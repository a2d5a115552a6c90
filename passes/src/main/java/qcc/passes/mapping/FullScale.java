package qcc.passes.mapping;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import qcc.chip.Adc;
import qcc.dialect.cim.GroupOp;
import qcc.dialect.cim.StepTable;

/**
 * The steps of a layer's converters: the least that cover the sums of all entries that share one.
 *
 * <p>A chip or a layer has one step; a crossbar has one for all its columns and slices; a slice has one in all crossbars of the layer, for both
 * signs; a column has one for each column of cells of each crossbar.
 */
final class FullScale {
    private final Adc adc;
    private final int signsPerSlice;

    /** @param signsPerSlice planes of a slice */
    FullScale(Adc adc, int signsPerSlice) {
        this.adc = adc;
        this.signsPerSlice = signsPerSlice;
    }

    /**
     * A part of a layer with the magnitudes of its sums.
     *
     * @param codes the largest code of each plane
     */
    record Extent(List<Integer> rowGroups, long[] codes, int columns, List<GroupOp.Block> blocks, ColumnSums sums) {}

    /** Entries with equal keys share a step. */
    private record Key(int part, int place, int plane, int column) {}

    private interface Visitor {
        void visit(Key key, int rowGroup, int plane, int column);
    }

    /** One step for everything. */
    StepTable uniform(long sum, long largestCode) {
        return table(StepTable.uniform(covering(sum, largestCode)));
    }

    private StepTable table(StepTable units) {
        return units.withFractionBits(adc.fullScale().steps().fractionBits()).reduced();
    }

    /** The steps of each part. */
    List<StepTable> steps(List<Extent> parts) {
        Map<Key, Integer> steps = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            forEach(i, part, (key, g, p, c) -> steps.merge(key, covering(part.sums.largest(g, p, c), part.codes[p]), Math::max));
        }
        return IntStream.range(0, parts.size()).mapToObj(i -> table(i, parts.get(i), steps)).toList();
    }

    private StepTable table(int number, Extent part, Map<Key, Integer> steps) {
        int planes = part.codes.length;
        var table = new int[part.rowGroups.size()][planes][part.columns];
        forEach(number, part, (key, g, p, c) -> table[g][p][c] = steps.get(key));
        return table(StepTable.of(part.rowGroups.size(), planes, part.columns, (g, p, c) -> table[g][p][c]));
    }

    private void forEach(int number, Extent part, Visitor visitor) {
        int row = 0;
        for (int g = 0; g < part.rowGroups.size(); g++) {
            for (int p = 0; p < part.codes.length; p++) {
                for (int c = 0; c < part.columns; c++) {
                    visitor.visit(key(number, part, row, p, c), g, p, c);
                }
            }
            row += part.rowGroups.get(g);
        }
    }

    private Key key(int number, Extent part, int row, int plane, int column) {
        return switch (adc.fullScale().per()) {
            case CHIP, LAYER -> new Key(0, 0, 0, 0);
            case SLICE -> new Key(0, 0, plane / signsPerSlice, 0);
            case CROSSBAR -> new Key(number, block(part, row, plane, column).crossbar(), 0, 0);
            case COLUMN -> new Key(number, block(part, row, plane, column).matrixRow(), plane, column);
        };
    }

    private GroupOp.Block block(Extent part, int row, int plane, int column) {
        return part.blocks.stream()
                .filter(b -> b.slice() == plane / signsPerSlice && b.matrixRow() <= row && row < b.matrixRow() + b.rows()
                        && b.matrixColumn() <= column && column < b.matrixColumn() + b.columns())
                .findFirst().orElseThrow();
    }

    /** The smallest step of at least 1 that the converters have whose multiples by codes up to the largest reach a sum, in units of the steps. */
    int covering(long sum, long largestCode) {
        int bits = adc.fullScale().steps().fractionBits();
        long least = Math.max(1L << bits, Math.ceilDiv(sum << bits, Math.max(1, largestCode)));
        return Math.toIntExact(switch (adc.fullScale().steps()) {
            case POWER_OF_TWO -> Long.highestOneBit(2 * least - 1);
            case ANY, FIXED_POINT -> least;
        });
    }
}
