package qcc.backend.cim.codegen;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import qcc.chip.Core;

/**
 * Neighboring output channels that a core makes at once, and the groups that make them.
 *
 * @param map the window and the maps
 * @param shares the groups' parts, by ascending column; groups that meet in a column have the same columns and follow each other
 * @param hasResidual whether a residual of the size of the output is read
 */
record ProductRange(WindowedMap map, List<Share> shares, boolean hasResidual) {
    /**
     * A group's part in the product.
     *
     * @param id the group's number on the core
     */
    record Share(int id, int firstChannel, int channels, int firstColumn, int columns) {
        int endColumn() {
            return firstColumn + columns;
        }

        boolean sameColumns(Share other) {
            return firstColumn == other.firstColumn && columns == other.columns;
        }
    }

    ProductRange {
        shares = List.copyOf(shares);
    }

    int firstChannel() {
        return shares.stream().mapToInt(Share::firstChannel).min().orElseThrow();
    }

    /** Input channels from the first to the last that a group reads. */
    int channels() {
        return shares.stream().mapToInt(s -> s.firstChannel() + s.channels()).max().orElseThrow() - firstChannel();
    }

    int firstColumn() {
        return shares.getFirst().firstColumn();
    }

    int columns() {
        return shares.getLast().endColumn() - firstColumn();
    }

    /** Bytes of the parameter table. */
    int parameterBytes() {
        return Parameters.requantizeBytes(columns());
    }

    /** Bytes of the inputs under a tile. */
    long inputBytes(int rows, int outputColumns) {
        return (long) WindowedMap.span(map.rows(), rows) * WindowedMap.span(map.columns(), outputColumns) * channels();
    }

    /** Bytes of local memory that a tile needs. */
    long localBytes(int rows, int outputColumns) {
        long output = MemoryAllocator.align((long) rows * outputColumns * columns());
        return MemoryAllocator.align(parameterBytes()) + MemoryAllocator.align(inputBytes(rows, outputColumns))
                + output * (hasResidual ? 2 : 1);
    }

    /** Whether all groups read as many channels, so that one window serves them. */
    boolean hasOneWindow() {
        return shares.stream().allMatch(s -> s.channels() == shares.getFirst().channels());
    }

    /**
     * The ranges that one core makes one after the other: as few as its accumulators and its local memory allow.
     *
     * @throws CodegenException if not even the columns of one group fit
     */
    static List<ProductRange> split(Step.Product step, WindowedMap map, List<Share> unordered, Core core) {
        boolean hasResidual = step.op().residual().isPresent();
        var shares = unordered.stream().sorted(Comparator.comparingInt(Share::firstColumn)).toList();
        var ranges = new ArrayList<ProductRange>();
        for (int first = 0; first < shares.size();) {
            int end = endOfColumns(shares, first);
            var block = new ProductRange(map, shares.subList(first, end), hasResidual);
            block.requireFits(step, core);
            if (ranges.isEmpty() || !ranges.getLast().join(block).fits(core) || !ranges.getLast().touches(block)) {
                ranges.add(block);
            } else {
                ranges.set(ranges.size() - 1, ranges.getLast().join(block));
            }
            first = end;
        }
        return ranges;
    }

    /** The end of the shares that give partial sums of the same columns as the first. */
    private static int endOfColumns(List<Share> shares, int first) {
        int end = first + 1;
        while (end < shares.size() && shares.get(end).sameColumns(shares.get(first))) {
            end++;
        }
        return end;
    }

    private boolean touches(ProductRange next) {
        return shares.getLast().endColumn() == next.firstColumn();
    }

    private ProductRange join(ProductRange next) {
        var all = new ArrayList<>(shares);
        all.addAll(next.shares);
        return new ProductRange(map, all, hasResidual);
    }

    private boolean fits(Core core) {
        return columns() <= accumulators(core) && localBytes(1, 1) <= core.localMem().bytes();
    }

    private void requireFits(Step.Product step, Core core) {
        if (columns() > accumulators(core)) {
            throw new CodegenException(step.product(), "a group makes %d output channels at once, but there are %d accumulators"
                    .formatted(columns(), accumulators(core)));
        }
        if (localBytes(1, 1) > core.localMem().bytes()) {
            throw new CodegenException(step.product(), "one output position of %d channels needs %d bytes, but local memory has %d"
                    .formatted(columns(), localBytes(1, 1), core.localMem().bytes()));
        }
    }

    private static int accumulators(Core core) {
        return Math.min(core.accumulators().entries(), CoreCode.MAX_FIELD);
    }
}
