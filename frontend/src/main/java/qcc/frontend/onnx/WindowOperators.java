package qcc.frontend.onnx;

import static qcc.frontend.onnx.OnnxOperator.computed;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import qcc.dialect.array.ConvTransposeOp;
import qcc.dialect.array.DeformConvOp;
import qcc.dialect.array.MaxUnpoolOp;
import qcc.ir.Shape;
import qcc.ir.Value;

/** Operators on sliding windows that only the host computes. */
final class WindowOperators {
    /** The operators of this family. */
    static final List<OnnxOperator> ALL = List.of( //
            computed("ConvTranspose", 7, "array.conv_transpose", "weights of known shape", WindowOperators::convTranspose), //
            computed("DeformConv", 19, "array.deform_conv", "two spatial axes; weights of known shape", WindowOperators::deformConv), //
            computed("MaxUnpool", 9, "array.max_unpool", "", WindowOperators::maxUnpool));

    private WindowOperators() {}

    private static Value convTranspose(NodeContext node) {
        node.requireOneElementType();
        var window = WindowAttributes.transposed(node, kernelOfWeights(node));
        long groups = node.attributes().integer("group").orElse(1L);
        return ConvTransposeOp.create(node.builder(), node.location(), node.input(0), node.input(1), node.optionalInput(2),
                window.window(), window.overhang().stream().mapToLong(Long::longValue).toArray(), groups).result();
    }

    /** The kernel of weights of the form [., ., kernel...]. */
    private static long[] kernelOfWeights(NodeContext node) {
        var weights = node.type(1).shape();
        if (weights.rank() < 3 || !weights.isStatic()) {
            throw new IllegalArgumentException("has weights of shape " + weights + ", where a kernel of known size is expected");
        }
        var kernel = LongStream.of(weights.toArray()).skip(2).toArray();
        var stated = node.attributes().integers("kernel_shape").orElse(kernel);
        if (!Arrays.equals(stated, kernel)) {
            throw new IllegalArgumentException("states the kernel " + Shape.of(stated) + " but has weights of shape " + weights);
        }
        return kernel;
    }

    private static Value deformConv(NodeContext node) {
        var window = WindowAttributes.of(node, kernelOfWeights(node)).window();
        long groups = node.attributes().integer("group").orElse(1L);
        long offsetGroups = node.attributes().integer("offset_group").orElse(1L);
        return DeformConvOp.create(node.builder(), node.location(), List.of(node.input(0), node.input(1), node.input(2)),
                node.optionalInput(3), node.optionalInput(4), window, groups, offsetGroups).result();
    }

    private static Value maxUnpool(NodeContext node) {
        var window = WindowAttributes.of(node, PoolOperators.kernel(node)).window();
        return MaxUnpoolOp.create(node.builder(), node.location(), node.input(0), node.input(1), node.optionalInput(2), window).result();
    }
}
