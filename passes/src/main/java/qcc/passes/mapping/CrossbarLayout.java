package qcc.passes.mapping;

import java.util.ArrayList;
import java.util.List;

/**
 * How the matrix of a product is cut for the crossbars of one kind of core.
 *
 * <p>The matrix becomes <em>units</em>, each of which lies on one core, in blocks that are crossbars or rectangles of crossbars. Units are numbered
 * by channel group, then block of columns, then part of the input channels. Neighboring units on a core form array groups.
 *
 * @param kind the cores
 * @param single the product, one position at a time
 * @param joined horizontally neighboring positions that are made at once (Toeplitz copies), at least 1
 * @param packing how groups of channels share crossbars
 * @param packed groups of channels in one unit
 * @param partChannels input channels of a group that one unit multiplies
 */
record CrossbarLayout(CoreKind kind, ProductShape single, int joined, Packing packing, int packed, int partChannels) {
    /** How groups of channels share crossbars. */
    enum Packing {
        /** Each has crossbars of its own. */
        DENSE,
        /** Several lie along the diagonal of a crossbar, whose rows follow each other in the matrix. */
        DIAGONAL,
        /** The same, and rows of the matrix that are zero in all columns of a crossbar are left out, so that crossbars work together. */
        SPARSE
    }

    /** A rectangle of a crossbar, in rows and weights. */
    record Size(int rows, int columns) {}

    /**
     * Neighboring units of one array group.
     *
     * @param firstChannel the first input channel
     * @param firstColumn the first output channel
     */
    record GroupRange(int firstUnit, int endUnit, int firstChannel, int channels, int firstColumn, int columns) {}

    /**
     * A rectangle of the matrix of a group, and where it lies in the block of a unit.
     *
     * @param block number of the block in the unit
     */
    record Rectangle(int block, int row, int column, int matrixRow, int matrixColumn, int rows, int columns) {}

    private static final int TABLE_WORDS = 5;
    private static final int ALIGNMENT = 16;
    /** Sums taken, sums left, and those that cores send each other. */
    private static final int SUM_BUFFERS = 3;

    /** The product with all positions that are made at once. */
    ProductShape shape() {
        return single.joined(joined);
    }

    private int blockColumns() {
        return kind.weightColumns();
    }

    /** Blocks of columns of one group of channels. */
    private int columnBlocks() {
        return Math.ceilDiv(shape().outputsPerGroup(), blockColumns());
    }

    /** Parts of the input channels of one group, whose sums are added. */
    int parts() {
        return Math.ceilDiv(single.inputs(), partChannels);
    }

    int units() {
        return packing == Packing.DENSE
                ? Math.multiplyExact(single.groups(), columnBlocks() * parts())
                : Math.ceilDiv(single.groups(), packed);
    }

    /** Whether all units must form one group: the columns of fewer do not follow each other. */
    boolean isIndivisible() {
        return joined > 1 && single.groups() > 1;
    }

    private int groupsOf(int unit) {
        return Math.min(packed, single.groups() - unit * packed);
    }

    /** The blocks of a unit; each lies in another crossbar. */
    List<Size> blocks(int unit) {
        if (packing != Packing.DENSE) {
            int groups = groupsOf(unit);
            return List.of(new Size(groups * shape().matrixRows(), groups * shape().outputsPerGroup()));
        }
        int columns = columns(unit);
        int rows = shape().taps() * channels(unit);
        var blocks = new ArrayList<Size>();
        for (int row = 0; row < rows; row += kind.xbar().rows()) {
            blocks.add(new Size(Math.min(kind.xbar().rows(), rows - row), columns));
        }
        return blocks;
    }

    /** Crossbars that one unit needs at most. */
    int crossbarsPerUnit() {
        return packing == Packing.DENSE ? Math.ceilDiv(shape().taps() * partChannels, kind.xbar().rows()) : 1;
    }

    /** Crossbars that all units need at most. */
    long crossbars() {
        return (long) units() * crossbarsPerUnit();
    }

    /** Neighboring units that lie on one core because their sums are added there; 1 where that takes messages between cores. */
    int unitsTogether() {
        return (long) parts() * crossbarsPerUnit() <= kind.core().xbars() ? parts() : 1;
    }

    private int part(int unit) {
        return unit % parts();
    }

    private int columnBlock(int unit) {
        return unit / parts() % columnBlocks();
    }

    private int channelGroup(int unit) {
        return packing == Packing.DENSE ? unit / parts() / columnBlocks() : unit * packed;
    }

    private int channels(int unit) {
        return packing == Packing.DENSE
                ? Math.min(partChannels, single.inputs() - part(unit) * partChannels)
                : groupsOf(unit) * single.inputs();
    }

    private int firstChannel(int unit) {
        return channelGroup(unit) * single.inputs() + (packing == Packing.DENSE ? part(unit) * partChannels : 0);
    }

    /** Output channels of a unit, for all positions that are made at once. */
    int columns(int unit) {
        return packing == Packing.DENSE
                ? Math.min(blockColumns(), shape().outputsPerGroup() - columnBlock(unit) * blockColumns())
                : groupsOf(unit) * shape().outputsPerGroup();
    }

    private int firstColumn(int unit) {
        return channelGroup(unit) * shape().outputsPerGroup() + (packing == Packing.DENSE ? columnBlock(unit) * blockColumns() : 0);
    }

    /** The array groups of neighboring units on one core: as few as the core's way of sharing inputs, its accumulators and its memory allow. */
    List<GroupRange> groups(int firstUnit, int endUnit) {
        var result = new ArrayList<GroupRange>();
        for (int unit = firstUnit; unit < endUnit; unit++) {
            var next = new GroupRange(unit, unit + 1, firstChannel(unit), channels(unit), firstColumn(unit), columns(unit));
            if (!result.isEmpty() && mayJoin(result.getLast(), next)) {
                next = join(result.removeLast(), next);
            }
            result.add(next);
        }
        return result;
    }

    private static GroupRange join(GroupRange left, GroupRange right) {
        int end = right.firstChannel + right.channels;
        return new GroupRange(left.firstUnit, right.endUnit, left.firstChannel, end - left.firstChannel, left.firstColumn,
                left.columns + right.columns);
    }

    private boolean mayJoin(GroupRange left, GroupRange right) {
        boolean together = switch (packing) {
            case DENSE -> kind.broadcasts() && parts() == 1 && left.firstChannel == right.firstChannel;
            case DIAGONAL -> false;
            case SPARSE -> true;
        };
        return together && (isIndivisible() || fits(join(left, right)));
    }

    /** Whether a core has accumulators and memory for one position of a group: its inputs, its outputs and how these are requantized. */
    private boolean fits(GroupRange range) {
        return range.columns <= kind.accumulators() && localBytes(range.channels, range.columns, false) <= kind.core().localMem().bytes();
    }

    /** Bytes of local memory for one position: its inputs, its outputs, how these are requantized, and sums that are kept between parts. */
    private long localBytes(int channels, int columns, boolean keepsSums) {
        long inputs = (long) shape().rows().span(1) * shape().columns().span(1) * channels;
        long outputs = align(columns) * (single.hasResidual() ? 2 : 1);
        long table = align((long) Integer.BYTES * TABLE_WORDS * (columns + 1));
        long kept = keepsSums ? SUM_BUFFERS * align((long) Integer.BYTES * columns) : 0;
        return align(inputs) + outputs + table + kept;
    }

    /**
     * Whether a core has memory for one position of the columns of a unit, with all input channels that it can hold.
     *
     * @param keepsSums whether sums are taken from and left in memory
     */
    boolean fitsLocalMemory(boolean keepsSums) {
        if (packing != Packing.DENSE) {
            return true;
        }
        int together = Math.max(1, kind.core().xbars() / crossbarsPerUnit());
        int channels = (int) Math.min((long) together * partChannels, single.inputs());
        return localBytes(channels, columns(0), keepsSums) <= kind.core().localMem().bytes();
    }

    /** Whether a core can work on all units at once, where they cannot be divided. */
    boolean isPossible() {
        if (!isIndivisible()) {
            return true;
        }
        var groups = groups(0, units());
        return groups.size() == 1 && fits(groups.getFirst());
    }

    private static long align(long bytes) {
        return Math.ceilDiv(bytes, ALIGNMENT) * ALIGNMENT;
    }

    /** Blocks of rows of a group, each with inputs of its own. */
    int rowBlocks(GroupRange group) {
        return packing == Packing.SPARSE ? group.endUnit - group.firstUnit : blocks(group.firstUnit).size();
    }

    /** What a unit holds of the matrix of its group. */
    List<Rectangle> rectangles(GroupRange group, int unit) {
        return packing == Packing.SPARSE ? sparse(group, unit) : dense(group, unit);
    }

    private List<Rectangle> dense(GroupRange group, int unit) {
        var result = new ArrayList<Rectangle>();
        int row = 0;
        for (var size : blocks(unit)) {
            result.add(new Rectangle(result.size(), 0, 0, row, firstColumn(unit) - group.firstColumn, size.rows, size.columns));
            row += size.rows;
        }
        return result;
    }

    /** For each element of the window and each position made at once one rectangle, if that position uses the element. */
    private List<Rectangle> sparse(GroupRange group, int unit) {
        var result = new ArrayList<Rectangle>();
        int channels = channels(unit);
        int outputs = groupsOf(unit) * single.outputsPerGroup();
        int firstChannel = firstChannel(unit) - group.firstChannel;
        int firstColumn = channelGroup(unit) * single.outputsPerGroup() - (isIndivisible() ? 0 : group.firstColumn);
        for (int tap = 0; tap < shape().taps(); tap++) {
            for (int position = 0; position < joined; position++) {
                int place = tap % shape().columns().kernel() - position * single.columns().stride();
                if (0 <= place && place < single.columns().kernel()) {
                    result.add(new Rectangle(0, tap * channels, position * outputs, tap * group.channels + firstChannel,
                            position * single.outputs() + firstColumn, channels, outputs));
                }
            }
        }
        return result;
    }
}
