package qcc.passes.mapping;

import java.util.Optional;
import qcc.dialect.quant.UniformPerAxisType;
import qcc.dialect.quant.UniformType;
import qcc.ir.TensorType;
import qcc.ir.Value;

/** The scales of weights, one for all or one for each output channel. */
record WeightScales(double[] scales, long[] zeroPoints, int storageBits) {
    /** The grid of a tensor of weights; empty if it is not quantized per tensor or per output channel. */
    static Optional<WeightScales> of(Value weights) {
        return switch (((TensorType) weights.type()).element()) {
            case UniformType u ->
                Optional.of(new WeightScales(new double[]{u.scale()}, new long[]{u.zeroPoint()}, u.storageType().width()));
            case UniformPerAxisType a when a.axis() == 0 ->
                Optional.of(new WeightScales(a.scales(), a.zeroPoints(), a.storageType().width()));
            default -> Optional.empty();
        };
    }

    double scale(int channel) {
        return scales[scales.length == 1 ? 0 : channel];
    }

    boolean isSymmetricByte() {
        for (long zeroPoint : zeroPoints) {
            if (zeroPoint != 0) {
                return false;
            }
        }
        return storageBits <= 8;
    }
}
