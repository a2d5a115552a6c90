package qcc.dialect.array;

import java.util.Optional;
import qcc.dialect.nn.ConstantOp;
import qcc.ir.DenseElementsAttr;
import qcc.ir.DenseResourceAttr;
import qcc.ir.IntegerType;
import qcc.ir.TensorType;
import qcc.ir.Value;

/** Looks through operands that are constants, for shapes that follow from them. */
public final class ConstantOperand {
    /** Longer lists than this are data, not parameters. */
    private static final int MAX_PARAMETERS = 1 << 16;

    private ConstantOperand() {}

    /** The integers that a value holds, if an {@code nn.constant} with known bytes makes it. */
    public static Optional<long[]> longs(Value value) {
        if (!(value.definingOp() instanceof ConstantOp constant) || !(constant.type().element() instanceof IntegerType)
                || constant.type().shape().elements() > MAX_PARAMETERS) {
            return Optional.empty();
        }
        return elements(constant).map(DenseElementsAttr::toLongs);
    }

    /** The reals that a value holds, if an {@code nn.constant} with known bytes makes it. */
    public static Optional<double[]> doubles(Value value) {
        if (!(value.definingOp() instanceof ConstantOp constant) || constant.type().element() instanceof IntegerType
                || constant.type().shape().elements() > MAX_PARAMETERS) {
            return Optional.empty();
        }
        return elements(constant).map(ConstantOperand::doubles);
    }

    private static double[] doubles(DenseElementsAttr elements) {
        var values = new double[(int) ((TensorType) elements.type()).shape().elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = elements.doubleAt(i);
        }
        return values;
    }

    private static Optional<DenseElementsAttr> elements(ConstantOp constant) {
        return switch (constant.value()) {
            case DenseElementsAttr dense -> Optional.of(dense);
            case DenseResourceAttr resource -> resource.resource().blob().map(blob -> {
                var bytes = new byte[blob.bytes().remaining()];
                blob.bytes().duplicate().get(bytes);
                return DenseElementsAttr.ofBytes(constant.type(), bytes);
            });
            default -> Optional.empty();
        };
    }
}
