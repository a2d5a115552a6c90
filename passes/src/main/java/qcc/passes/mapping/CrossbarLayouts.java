package qcc.passes.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import qcc.chip.Accumulators;
import qcc.passes.mapping.CrossbarLayout.Packing;

/** The ways to cut a product for the crossbars of a kind of core. */
final class CrossbarLayouts {
    /** The most positions made at once. */
    private static final int MOST_JOINED = 16;
    private static final int MOST_WINDOW = 255;

    private CrossbarLayouts() {}

    /**
     * The cut with the fewest crossbars, one position at a time; empty if such cores cannot hold the product, whatever their number.
     */
    static Optional<CrossbarLayout> smallest(ProductShape shape, CoreKind kind) {
        return cut(shape, kind, 1, false);
    }

    /**
     * The smallest cut, and those that make several neighboring positions at once in no more crossbars than so many copies of it.
     */
    static List<CrossbarLayout> all(ProductShape shape, CoreKind kind) {
        var result = new ArrayList<CrossbarLayout>();
        smallest(shape, kind).ifPresent(result::add);
        if (result.isEmpty() || !kind.drivesRows()) {
            return result;
        }
        long most = result.getFirst().crossbars();
        if (result.getFirst().packing() == Packing.DIAGONAL && canLeaveOutRows(kind)) {
            cut(shape, kind, 1, true).ifPresent(result::add);
        }
        for (int positions = 2; positions <= MOST_JOINED; positions++) {
            if (shape.canJoin(positions) && shape.joined(positions).columns().kernel() <= MOST_WINDOW) {
                long copies = most * positions;
                cut(shape, kind, positions, canLeaveOutRows(kind)).filter(layout -> layout.crossbars() <= copies).ifPresent(result::add);
            }
        }
        return result;
    }

    /** Rows that are converted together follow each other in the matrix, so that none between them can be left out. */
    private static boolean canLeaveOutRows(CoreKind kind) {
        return kind.drivesRows() && !kind.isConverted() && !kind.hasSingleCrossbarGroups();
    }

    private static Optional<CrossbarLayout> cut(ProductShape single, CoreKind kind, int joined, boolean sparse) {
        var shape = single.joined(joined);
        int packed = packed(shape, kind);
        var layout = packed > 1 ? diagonal(single, kind, joined, packed, sparse) : dense(single, kind, joined);
        return layout.filter(CrossbarLayout::isPossible);
    }

    /** Groups of channels along the diagonal of one crossbar. */
    private static int packed(ProductShape shape, CoreKind kind) {
        return Math.min(shape.groups(), Math.min(kind.xbar().rows() / shape.matrixRows(), kind.weightColumns() / shape.outputsPerGroup()));
    }

    private static Optional<CrossbarLayout> diagonal(ProductShape single, CoreKind kind, int joined, int packed,
            boolean sparse) {
        if (joined > 1 && !sparse && packed < single.groups()) {
            return Optional.empty();
        }
        var packing = sparse ? Packing.SPARSE : Packing.DIAGONAL;
        return Optional.of(new CrossbarLayout(kind, single, joined, packing, packed, single.inputs()));
    }

    private static Optional<CrossbarLayout> dense(ProductShape single, CoreKind kind, int joined) {
        int channels = partChannels(single.joined(joined), kind);
        boolean addsGroups = kind.addsCrossbars() || kind.core().accumulators().at() == Accumulators.At.CORE;
        if (channels == 0 || channels < single.inputs() && !addsGroups || joined > 1 && single.groups() > 1) {
            return Optional.empty();
        }
        return Optional.of(new CrossbarLayout(kind, single, joined, Packing.DENSE, 1, channels));
    }

    /** Input channels of a group whose rows lie on one core and whose partial sums can meet there. */
    private static int partChannels(ProductShape shape, CoreKind kind) {
        int rows = kind.xbar().rows();
        if (shape.matrixRows() <= rows) {
            return shape.inputs();
        }
        long most = kind.addsCrossbars() ? Math.min((long) rows * kind.core().xbars(), reducibleRows(kind)) : rows;
        int channels = (int) Math.min(shape.inputs(), Math.max(most, rows) / shape.taps());
        return channels == 0 ? 0 : Math.ceilDiv(shape.inputs(), Math.ceilDiv(shape.inputs(), channels));
    }

    /** Rows whose sum leaves the adders between crossbars in no case. */
    private static long reducibleRows(CoreKind kind) {
        var reduce = kind.core().groups().reduce();
        return reduce.isEmpty() ? Long.MAX_VALUE : (1L << Math.min(reduce.get().bits(), Long.SIZE - 2) - 1) / largestTerm(kind);
    }

    /** The largest magnitude that one row adds to the sum of a column as crossbars make it. */
    private static long largestTerm(CoreKind kind) {
        long signed = 1L << 2 * (CimLegality.weightBits() - 1);
        return kind.isConverted() ? 8 * signed : signed;
    }
}
