package qcc.interpreter.array;

import qcc.dialect.array.AffineGridOp;
import qcc.dialect.array.ArraySampling;
import qcc.dialect.array.GridSampleOp;
import qcc.dialect.array.NonMaxSuppressionOp;
import qcc.dialect.array.ResizeOp;
import qcc.dialect.array.RoiAlignOp;
import qcc.tensor.Tensor;

/** Operations that sample arrays. */
final class ArraySamplings {
    private ArraySamplings() {}

    static Tensor execute(ArraySampling op, ArrayCall call) {
        return switch (op) {
            case AffineGridOp grid -> AffineGrid.execute(grid, call);
            case GridSampleOp sample -> GridSampling.execute(sample, call);
            case NonMaxSuppressionOp suppression -> BoxSelection.execute(suppression, call);
            case ResizeOp resize -> Resizing.execute(resize, call);
            case RoiAlignOp align -> RegionSampling.execute(align, call);
        };
    }
}
