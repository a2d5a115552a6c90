package qcc.passes.mapping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import qcc.chip.Chip;
import qcc.dialect.nn.PartialSums;
import qcc.ir.Op;
import qcc.passes.ProductOperands;

/**
 * How the sums of a product are cut that are longer than the whole chip: into parts that it makes one after the other.
 *
 * @param kernelRows rows of the window in one part
 * @param kernelColumns columns of the window in one part
 * @param channels input channels in one part
 * @param columns output channels whose sums are made together
 */
public record SumParts(int kernelRows, int kernelColumns, int channels, int columns) {
    private record Cut(SumParts parts, long count) {}

    /**
     * The cut with the fewest parts for one group of channels of a product; empty if the chip holds one block of its columns with all rows, or if the
     * operation is no product with weights.
     */
    public static Optional<SumParts> of(Op op, Chip chip) {
        var kinds = CoreKind.of(chip);
        boolean keepsSums = ProductOperands.of(op).flatMap(ProductOperands::bias).filter(PartialSums::are).isPresent()
                || op.resultCount() == 1 && PartialSums.are(op.result());
        return ProductShape.of(op).filter(shape -> kinds.stream().noneMatch(kind -> fits(shape, kind, keepsSums)))
                .flatMap(shape -> kinds.stream().flatMap(kind -> best(shape.group(), kind).stream())
                        .min(Comparator.comparingLong(Cut::count)))
                .map(Cut::parts);
    }

    private static boolean fits(ProductShape shape, CoreKind kind, boolean keepsSums) {
        return CrossbarLayouts.smallest(shape, kind)
                .filter(layout -> CrossbarDemand.of(layout).unitsPerChip() > 0 && layout.fitsLocalMemory(keepsSums)).isPresent();
    }

    /** Whole rows of the window if possible, and of two cuts with as many parts the one with more rows of the window in each. */
    private static Optional<Cut> best(ProductShape shape, CoreKind kind) {
        var cuts = new ArrayList<Cut>();
        for (int rows = shape.rows().kernel(); rows > 0; rows--) {
            cut(shape, kind, rows, shape.columns().kernel()).ifPresent(cuts::add);
        }
        for (int columns = shape.columns().kernel() - 1; cuts.isEmpty() && columns > 0; columns--) {
            cut(shape, kind, 1, columns).ifPresent(cuts::add);
        }
        return cuts.stream().min(Comparator.comparingLong(Cut::count));
    }

    /** As many input channels at once as fit. */
    private static Optional<Cut> cut(ProductShape shape, CoreKind kind, int rows, int columns) {
        int outputs = Math.min(shape.outputs(), kind.weightColumns());
        int low = 0;
        int high = shape.inputs();
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (fits(shape.part(rows, columns, middle, outputs), kind, true)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        if (low == 0) {
            return Optional.empty();
        }
        long count = (long) Math.ceilDiv(shape.inputs(), low) * Math.ceilDiv(shape.rows().kernel(), rows)
                * Math.ceilDiv(shape.columns().kernel(), columns);
        return Optional.of(new Cut(new SumParts(rows, columns, low, outputs), count));
    }

    /** Neighboring pieces of an axis, none longer than a length, as even as can be: first element and end of each. */
    public static List<int[]> pieces(int all, int length) {
        int count = Math.ceilDiv(all, length);
        var pieces = new ArrayList<int[]>();
        for (int i = 0; i < count; i++) {
            pieces.add(new int[]{(int) ((long) all * i / count), (int) ((long) all * (i + 1) / count)});
        }
        return pieces;
    }
}
