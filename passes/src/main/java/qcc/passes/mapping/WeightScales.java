package qcc.passes.mapping;

import java.util.Arrays;
import java.util.Optional;
import qcc.dialect.quant.QuantizedType;
import qcc.dialect.quant.UniformPerAxisType;
import qcc.dialect.quant.UniformType;
import qcc.ir.TensorType;
import qcc.ir.Value;

/** The scales of weights, one for all or one for each output channel. */
record WeightScales(QuantizedType element, double[] scales, long[] zeroPoints) {
    /** The grid of a tensor of weights; empty if it is not quantized per tensor or per output channel. */
    static Optional<WeightScales> of(Value weights) {
        return switch (((TensorType) weights.type()).element()) {
            case UniformType u -> Optional.of(new WeightScales(u, new double[]{u.scale()}, new long[]{u.zeroPoint()}));
            case UniformPerAxisType a when a.axis() == 0 -> Optional.of(new WeightScales(a, a.scales(), a.zeroPoints()));
            default -> Optional.empty();
        };
    }

    double scale(int channel) {
        return scales[scales.length == 1 ? 0 : channel];
    }

    /** Whether weights are signed integers of at most so many bits without a zero point. */
    boolean areSymmetric(int bits) {
        return element.isSigned() && element.storageWidth() <= bits && Arrays.stream(zeroPoints).allMatch(z -> z == 0);
    }
}
