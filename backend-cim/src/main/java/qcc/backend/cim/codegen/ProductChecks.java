package qcc.backend.cim.codegen;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import qcc.dialect.cim.ProductOp;
import qcc.ir.TensorType;

/** What the shares of a product must agree in, so that every output is made once. */
final class ProductChecks {
    private final ProductOp product;
    private final List<ProductShare> shares;
    private final int channels;
    private final int rows;
    private final int columns;

    private ProductChecks(ProductOp product, List<ProductShare> shares) {
        this.product = product;
        this.shares = shares;
        this.channels = WindowedMap.dimension((TensorType) product.input().type(), 3);
        this.rows = WindowedMap.dimension((TensorType) product.result().type(), 1);
        this.columns = WindowedMap.dimension((TensorType) product.result().type(), 3);
    }

    /**
     * Checks the shares.
     *
     * @throws CodegenException naming the first channel at fault
     */
    static void check(ProductOp product, List<ProductShare> shares) {
        var checks = new ProductChecks(product, shares);
        shares.forEach(checks::checkBounds);
        checks.checkMeetings();
        checks.checkComplete();
    }

    private void checkBounds(ProductShare share) {
        if (share.firstChannel() < 0 || share.channels() < 1 || (long) share.firstChannel() + share.channels() > channels) {
            throw new CodegenException(product, "a group reads channels %d to %d of an input with %d".formatted(share.firstChannel(),
                    share.endChannel() - 1, channels));
        }
        if (share.firstColumn() < 0 || share.endColumn() > columns) {
            throw new CodegenException(product, "a group makes output channels %d to %d of %d".formatted(share.firstColumn(),
                    share.endColumn() - 1, columns));
        }
        if (share.firstRow() < 0 || share.rows() < 1 || share.endRow() > rows) {
            throw new CodegenException(product, "a group makes output rows %d to %d of %d".formatted(share.firstRow(),
                    share.endRow() - 1, rows));
        }
    }

    private void checkMeetings() {
        for (int i = 0; i < shares.size(); i++) {
            for (int j = 0; j < i; j++) {
                var share = shares.get(i);
                var earlier = shares.get(j);
                if (share.meets(earlier) && !share.hasSameOutputs(earlier)) {
                    throw new CodegenException(product,
                            "groups that give partial sums of output channel %d must have the same columns and rows"
                                    .formatted(Math.max(share.firstColumn(), earlier.firstColumn())));
                }
            }
        }
    }

    /** What is made changes only where a share begins or ends. */
    private void checkComplete() {
        var starts = new TreeSet<>(List.of(0));
        shares.forEach(share -> starts.addAll(List.of(share.firstRow(), share.endRow())));
        for (int row : starts.headSet(rows)) {
            var made = new boolean[columns];
            shares.stream().filter(s -> s.firstRow() <= row && row < s.endRow())
                    .forEach(s -> Arrays.fill(made, s.firstColumn(), s.endColumn(), true));
            for (int column = 0; column < columns; column++) {
                if (!made[column]) {
                    throw new CodegenException(product, "no group makes output channel %d of row %d".formatted(column, row));
                }
            }
        }
    }
}
