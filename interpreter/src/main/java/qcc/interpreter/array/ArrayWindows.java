package qcc.interpreter.array;

import java.util.List;
import qcc.dialect.array.ArrayWindow;
import qcc.dialect.array.ConvTransposeOp;
import qcc.dialect.array.DeformConvOp;
import qcc.dialect.array.MaxPoolOp;
import qcc.dialect.array.MaxUnpoolOp;
import qcc.tensor.Tensor;

/** Operations on sliding windows. */
final class ArrayWindows {
    private ArrayWindows() {}

    static List<Tensor> execute(ArrayWindow op, ArrayCall call) {
        return switch (op) {
            case ConvTransposeOp transpose -> List.of(TransposedConvolution.execute(transpose, call));
            case DeformConvOp deform -> List.of(DeformableConvolution.execute(deform, call));
            case MaxPoolOp pool -> IndexedMaxPool.execute(pool, call);
            case MaxUnpoolOp unpool -> List.of(MaxUnpooling.execute(unpool, call));
        };
    }
}
