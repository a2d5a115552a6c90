package qcc.interpreter;

import qcc.dialect.nn.Layout;
import qcc.tensor.Parallel;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

/** Convolution weights in the order in which windows are read: by tap, then by channel. */
final class ConvolutionWeights {
    private ConvolutionWeights() {}

    /**
     * Weights as one matrix for each group: [groups, taps * channels, outputs of the group].
     *
     * @param weights [1, O, I/groups, spatial...] or [1, O, spatial..., I/groups] by the layout
     */
    static Tensor byTap(Tensor weights, Layout layout, int groups, Parallel parallel) {
        int rank = weights.shape().rank();
        int outputs = weights.shape().dimension(1);
        boolean last = layout == Layout.NHWC;
        int channels = weights.shape().dimension(last ? rank - 1 : 2);
        int taps = weights.shape().elements(last ? 2 : 3, last ? rank - 1 : rank);
        int terms = taps * channels;
        int groupOutputs = outputs / groups;
        var result = Tensor.zeros(weights.elementType(), Shape.of(groups, terms, groupOutputs));
        StridedCopy.copy(weights.array(), 0, new int[]{groupOutputs * terms, last ? channels : 1, last ? 1 : taps, terms},
                result.array(), 0, new int[]{terms * groupOutputs, channels * groupOutputs, groupOutputs, 1},
                new int[]{groups, taps, channels, groupOutputs}, parallel);
        return result;
    }

    /** Weights of a depthwise convolution, which have one input channel each in either layout, as [taps, O]. */
    static Tensor depthwise(Tensor weights, Parallel parallel) {
        int outputs = weights.shape().dimension(1);
        int taps = outputs == 0 ? 0 : weights.elements() / outputs;
        var result = Tensor.zeros(weights.elementType(), Shape.of(taps, outputs));
        StridedCopy.copy(weights.array(), 0, new int[]{1, taps}, result.array(), 0, new int[]{outputs, 1}, new int[]{taps, outputs},
                parallel);
        return result;
    }
}
