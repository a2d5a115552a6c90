package qcc.passes.fuse;

import java.util.Arrays;
import java.util.Optional;
import qcc.dialect.nn.ConstantOp;
import qcc.ir.Shape;
import qcc.ir.TensorType;
import qcc.ir.Value;
import qcc.passes.ConstantData;

/** Constant operands of element-wise operations that hold one value for each channel. */
final class ChannelConstant {
    private ChannelConstant() {}

    /**
     * One f64 value for each channel, if an operand is a constant that is the same along all other axes.
     *
     * @param feature the other operand, whose shape is that of the result
     * @param channelAxis the axis of the channels in {@code feature}
     */
    static Optional<double[]> of(Value operand, Value feature, int channelAxis) {
        var constant = ConstantData.ofReals(operand);
        var shape = ((TensorType) feature.type()).shape();
        if (constant.isEmpty() || !varies(constant.get().type().shape(), shape, channelAxis)) {
            return Optional.empty();
        }
        return Optional.of(values(constant.get(), Math.toIntExact(shape.dimension(channelAxis))));
    }

    /** Whether a constant of a shape, broadcast to the feature map, varies along the channels at most. */
    private static boolean varies(Shape constant, Shape feature, int channelAxis) {
        int offset = feature.rank() - constant.rank();
        if (offset < 0) {
            return false;
        }
        for (int i = 0; i < constant.rank(); i++) {
            boolean fits = i + offset == channelAxis ? constant.dimension(i) == feature.dimension(channelAxis) : constant.dimension(i) == 1;
            if (!fits && constant.dimension(i) != 1) {
                return false;
            }
        }
        return true;
    }

    private static double[] values(ConstantOp constant, int channels) {
        var data = ConstantData.floats(constant);
        var values = new double[channels];
        if (data.length == 1) {
            Arrays.fill(values, data[0]);
        } else {
            Arrays.setAll(values, i -> data[i]);
        }
        return values;
    }
}
