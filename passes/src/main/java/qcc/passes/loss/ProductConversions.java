package qcc.passes.loss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import qcc.dialect.cim.GroupOp;
import qcc.dialect.cim.ProductOp;
import qcc.dialect.cim.RequantizeOp;
import qcc.dialect.cim.StepTable;
import qcc.ir.DenseElementsAttr;
import qcc.ir.DenseResourceAttr;
import qcc.ir.SymbolTable;
import qcc.ir.TensorType;

/** A product whose groups' column sums are converted. */
final class ProductConversions {
    /**
     * One matrix of the product.
     *
     * @param groups the groups that hold it: copies of it divide the positions between them
     * @param matrix i8 weights [rows, columns]
     */
    record Part(ProductOp.Share share, List<GroupOp> groups, ConvertedCells cells, byte[] matrix) {
        boolean covers(int column) {
            return share.firstColumn() <= column && column < share.firstColumn() + cells.columns();
        }
    }

    private final ProductOp op;
    private final List<Part> parts;

    private ProductConversions(ProductOp op, List<Part> parts) {
        this.op = op;
        this.parts = parts;
    }

    /** The product of an operation; empty where nothing is converted. */
    static Optional<ProductConversions> of(ProductOp op, SymbolTable symbols) {
        var parts = new ArrayList<Part>();
        for (var share : op.shares()) {
            var group = symbols.lookup(share.group(), GroupOp.class).orElseThrow();
            var copied = parts.stream().filter(p -> isCopy(p, share, group)).findFirst();
            if (group.converter().isEmpty()) {
                return Optional.empty();
            }
            if (copied.isPresent()) {
                copied.get().groups().add(group);
            } else {
                var matrix = bytes(group);
                parts.add(new Part(share, new ArrayList<>(List.of(group)), ConvertedCells.of(group, group.converter().get(), matrix),
                        matrix));
            }
        }
        return Optional.of(new ProductConversions(op, parts));
    }

    private static boolean isCopy(Part part, ProductOp.Share share, GroupOp group) {
        return part.share().firstChannel() == share.firstChannel() && part.share().firstColumn() == share.firstColumn()
                && part.cells().rows() == group.rows() && part.cells().columns() == group.columns();
    }

    private static byte[] bytes(GroupOp group) {
        var held = switch (group.matrix()) {
            case DenseElementsAttr dense -> dense.rawBytes();
            case DenseResourceAttr resource -> resource.resource().blob().orElseThrow().bytes();
            default -> throw new IllegalStateException("the matrix is not tensor data");
        };
        var matrix = new byte[group.rows() * group.columns()];
        if (held.remaining() == matrix.length) {
            held.get(matrix);
        } else {
            Arrays.fill(matrix, held.get(0));
        }
        return matrix;
    }

    ProductOp op() {
        return op;
    }

    List<Part> parts() {
        return parts;
    }

    /** Whether it is proved that nothing is lost. */
    boolean isExact() {
        return parts.stream().allMatch(part -> CellSums.isExact(part.cells()));
    }

    /** @param predicted the loss to expect */
    ConversionReport report(Optional<LossEstimate> predicted) {
        var converter = parts.getFirst().cells().converter();
        return new ConversionReport(isExact(), parts.stream().mapToInt(part -> CellSums.neededBits(part.cells())).max().orElse(0),
                converter.bits(), steps().mapToDouble(table -> table.worth(table.least())).min().orElse(1),
                steps().mapToDouble(table -> table.worth(table.largest())).max().orElse(1), predicted);
    }

    private Stream<StepTable> steps() {
        return parts.stream().map(part -> part.cells().converter().steps());
    }

    int columns() {
        return Math.toIntExact(((TensorType) op.result().type()).dimension(3));
    }

    /** What the input's zero point adds to the sums of each column. */
    long[] zeroPointSums() {
        var sums = new long[columns()];
        for (var part : parts) {
            for (int i = 0; i < part.matrix().length; i++) {
                sums[part.share().firstColumn() + i % part.cells().columns()] += (long) op.padValue() * part.matrix()[i];
            }
        }
        return sums;
    }

    /** What a unit of each column's sum is worth in steps of the output; 1 where that does not follow from the operation behind. */
    double[] scales() {
        var scales = new double[columns()];
        Arrays.fill(scales, 1);
        if (op.result().hasOneUse() && op.result().firstUse().owner() instanceof RequantizeOp requantize) {
            Arrays.setAll(scales, c -> scale(requantize, c));
        }
        return scales;
    }

    private static double scale(RequantizeOp op, int channel) {
        int multiplier = op.multiplier()[channel];
        return switch (op.mode()) {
            case DOUBLE, SINGLE -> Math.scalb((double) multiplier, op.shift()[channel] - 31);
            case FLOAT -> Float.intBitsToFloat(multiplier);
            case SHIFT -> Math.scalb(1.0, op.shift()[channel]);
        };
    }
}
