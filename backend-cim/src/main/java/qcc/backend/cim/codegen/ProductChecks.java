package qcc.backend.cim.codegen;

import java.util.List;
import java.util.Map;
import qcc.dialect.cim.ProductOp;
import qcc.ir.TensorType;

/** What the shares of a product must agree in, so that every output channel is made once, on one core. */
final class ProductChecks {
    private final ProductOp product;
    private final int channels;
    private final ProductRange.Share[] owners;
    private final int[] cores;

    private ProductChecks(ProductOp product) {
        this.product = product;
        this.channels = WindowedMap.dimension((TensorType) product.input().type(), 3);
        int columns = WindowedMap.dimension((TensorType) product.result().type(), 3);
        this.owners = new ProductRange.Share[columns];
        this.cores = new int[columns];
    }

    /**
     * Checks the shares of each core.
     *
     * @throws CodegenException naming the first column or channel at fault
     */
    static void check(ProductOp product, Map<Integer, List<ProductRange.Share>> byCore) {
        var checks = new ProductChecks(product);
        int rows = WindowedMap.dimension((TensorType) product.result().type(), 1);
        product.shares().stream().filter(share -> share.rows() != rows).findFirst().ifPresent(share -> {
            throw new CodegenException(product,
                    "the group @%s makes %d of %d rows, but groups make all rows".formatted(share.group(), share.rows(), rows));
        });
        byCore.forEach((core, shares) -> shares.forEach(share -> checks.claim(core, share)));
        for (int column = 0; column < checks.owners.length; column++) {
            if (checks.owners[column] == null) {
                throw new CodegenException(product, "no group makes output channel " + column);
            }
        }
    }

    private void claim(int core, ProductRange.Share share) {
        if (share.firstChannel() < 0 || share.channels() < 1 || (long) share.firstChannel() + share.channels() > channels) {
            throw new CodegenException(product, "a group reads channels %d to %d of an input with %d".formatted(share.firstChannel(),
                    share.firstChannel() + share.channels() - 1, channels));
        }
        if (share.firstColumn() < 0 || share.endColumn() > owners.length) {
            throw new CodegenException(product, "a group makes output channels %d to %d of %d".formatted(share.firstColumn(),
                    share.endColumn() - 1, owners.length));
        }
        for (int column = share.firstColumn(); column < share.endColumn(); column++) {
            claim(core, share, column);
        }
    }

    private void claim(int core, ProductRange.Share share, int column) {
        if (owners[column] == null) {
            owners[column] = share;
            cores[column] = core;
        } else if (cores[column] != core) {
            throw new CodegenException(product,
                    "output channel %d has partial sums on cores %d and %d".formatted(column, cores[column], core));
        } else if (!owners[column].sameColumns(share)) {
            throw new CodegenException(product, "groups that give partial sums of output channel %d must have the same columns"
                    .formatted(column));
        }
    }
}
