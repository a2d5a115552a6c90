package qcc.tests;

import static qcc.tests.OnnxModelBuilder.integer;
import static qcc.tests.OnnxModelBuilder.integers;
import static qcc.tests.OnnxModelBuilder.opset;
import static qcc.tests.OnnxModelBuilder.real;
import static qcc.tests.OnnxModelBuilder.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import qcc.frontend.onnx.ImportOptions;

/** Operators whose meaning or form differs between versions, in old and in new ones, against ONNX Runtime. */
class OnnxVersionsTest {
    @TempDir
    private Path folder;

    private static Arguments model(String name, byte[] bytes, long... shape) {
        return Arguments.of(name, bytes, shape);
    }

    private static OnnxModelBuilder x(long opset, long... shape) {
        return opset(opset).input("x", shape);
    }

    private static Stream<Arguments> reductions() {
        var names = Stream.of("ReduceL1", "ReduceL2", "ReduceLogSumExp", "ReduceMax", "ReduceMean", "ReduceMin", "ReduceProd", "ReduceSum",
                "ReduceSumSquare");
        return names.flatMap(o -> Stream.of(
                model(o + " 7, all", x(7, 2, 3, 4).node(o, "x", "y", integer("keepdims", 0)).output("y"), 2, 3, 4),
                model(o + " 11, negative axes", x(11, 2, 3, 4).node(o, "x", "y", integers("axes", -1, 0)).output("y"), 2, 3, 4),
                model(o + " 18, axes as input",
                        x(18, 2, 3, 4).longs("a", 1).node(o, "x a", "y", integer("keepdims", 0)).output("y"), 2, 3, 4),
                model(o + " 18, no axes and nothing reduced",
                        x(18, 2, 3, 4).node(o, "x", "y", integer("noop_with_empty_axes", 1)).output("y"), 2, 3, 4)));
    }

    private static Stream<Arguments> coercion() {
        return Stream.of("Softmax", "LogSoftmax", "Hardmax").flatMap(o -> Stream.of(
                model(o + " 11, default", x(11, 2, 3, 4).node(o, "x", "y").output("y"), 2, 3, 4),
                model(o + " 11, last axis", x(11, 2, 3, 4).node(o, "x", "y", integer("axis", 2)).output("y"), 2, 3, 4),
                model(o + " 13, default", x(13, 2, 3, 4).node(o, "x", "y").output("y"), 2, 3, 4),
                model(o + " 13, first axis", x(13, 2, 3, 4).node(o, "x", "y", integer("axis", 0)).output("y"), 2, 3, 4)));
    }

    private static Stream<Arguments> pools() {
        return Stream.of(
                model("AveragePool 19, dilations", x(19, 1, 2, 9, 8)
                        .node("AveragePool", "x", "y", integers("kernel_shape", 3, 2), integers("dilations", 2, 3)).output("y"), 1, 2, 9,
                        8),
                model("LpPool 11", x(11, 1, 2, 7, 8)
                        .node("LpPool", "x", "y", integers("kernel_shape", 3, 2), integers("strides", 2, 2), integers("pads", 1, 0, 1, 1),
                                integer("p", 3))
                        .output("y"), 1, 2, 7, 8),
                model("LpPool 18, ceiling", x(18, 1, 2, 7, 8)
                        .node("LpPool", "x", "y", integers("kernel_shape", 3, 3), integers("strides", 2, 2), integer("ceil_mode", 1))
                        .output("y"),
                        1, 2, 7, 8),
                model("GlobalLpPool", x(7, 1, 2, 7, 8).node("GlobalLpPool", "x", "y", integer("p", 1)).output("y"), 1, 2, 7, 8),
                model("GlobalMaxPool", x(7, 1, 2, 7, 8).node("GlobalMaxPool", "x", "y").output("y"), 1, 2, 7, 8),
                model("MaxPool 8, indices", x(8, 1, 2, 6, 6)
                        .node("MaxPool", "x", "v i", integers("kernel_shape", 2, 2), integers("strides", 2, 2))
                        .node("Cast", "i", "y", integer("to", 1)).output("y"), 1, 2, 6, 6));
    }

    private static Stream<Arguments> normalizations() {
        return Stream.of(
                model("InstanceNormalization 7",
                        x(7, 2, 3, 4, 5).weights("s", 3).weights("b", 3).node("InstanceNormalization", "x s b", "y").output("y"), 2, 3, 4,
                        5),
                model("LayerNormalization 17", x(17, 2, 3, 4).weights("s", 3, 4).weights("b", 3, 4)
                        .node("LayerNormalization", "x s b", "y", integer("axis", 1)).output("y"), 2, 3, 4),
                model("LayerNormalization 17, inverse deviation", x(17, 2, 3, 4).weights("s", 4)
                        .node("LayerNormalization", "x s", "a m y").output("y"), 2, 3, 4),
                model("GroupNormalization 21", x(21, 2, 4, 3, 5).weights("s", 4).weights("b", 4)
                        .node("GroupNormalization", "x s b", "y", integer("num_groups", 2)).output("y"), 2, 4, 3, 5),
                model("LpNormalization", x(7, 2, 3, 4).node("LpNormalization", "x", "y", integer("axis", 1), integer("p", 1)).output("y"),
                        2, 3, 4),
                model("MeanVarianceNormalization 13", x(13, 2, 3, 4, 5).node("MeanVarianceNormalization", "x", "y").output("y"), 2, 3, 4,
                        5),
                model("RMSNormalization 23", x(23, 2, 3, 4).weights("s", 4).node("RMSNormalization", "x s", "y").output("y"), 2, 3, 4));
    }

    private static Stream<Arguments> others() {
        return Stream.of(
                model("Gelu 20, tanh", x(20, 30).node("Gelu", "x", "y", text("approximate", "tanh")).output("y"), 30),
                model("Gelu 20", x(20, 30).node("Gelu", "x", "y").output("y"), 30),
                model("Mish 18", x(18, 30).node("Mish", "x", "y").output("y"), 30),
                model("Selu", x(7, 30).node("Selu", "x", "y").output("y"), 30),
                model("HardSigmoid", x(7, 30).node("HardSigmoid", "x", "y", real("alpha", 0.3f)).output("y"), 30),
                model("PRelu 7, slope of each channel", x(7, 2, 3, 4).weights("s", 3, 1).node("PRelu", "x s", "y").output("y"), 2, 3, 4),
                model("Pow 7, square", x(7, 30).scalar("e", 2).node("Pow", "x e", "y").output("y"), 30),
                model("Pow 13, cube", x(13, 30).scalar("e", 3).node("Pow", "x e", "y").output("y"), 30),
                model("TopK 1", x(9, 3, 8).node("TopK", "x", "y i", integer("k", 3)).output("y"), 3, 8),
                model("TopK 11, smallest", x(11, 3, 8).longs("k", 3)
                        .node("TopK", "x k", "v y1", integer("largest", 0), integer("axis", 0)).node("Cast", "y1", "y", integer("to", 1))
                        .output("y"), 3, 8),
                model("ArgMax 12, last", x(12, 3, 8).node("ArgMax", "x", "i", integer("select_last_index", 1), integer("axis", -1))
                        .node("Cast", "i", "y", integer("to", 1)).output("y"), 3, 8),
                model("Squeeze 11 and Unsqueeze 11", x(11, 1, 3, 1).node("Squeeze", "x", "z", integers("axes", 0))
                        .node("Unsqueeze", "z", "y", integers("axes", 0, 1)).output("y"), 1, 3, 1),
                model("Einsum 12", x(12, 2, 3, 4).weights("w", 4, 5).node("Einsum", "x w", "y", text("equation", "...i,ij")).output("y"), 2,
                        3, 4),
                model("Trilu 14", x(14, 3, 4).longs("k", 1).node("Squeeze", "k", "d").node("Trilu", "x d", "y").output("y"), 3, 4),
                model("Min and Max of several",
                        x(8, 3, 1).weights("v", 4).weights("w", 3, 4).node("Max", "x v w", "z").node("Min", "z v", "y")
                                .output("y"),
                        3, 1),
                model("Mean", x(8, 3, 1).weights("v", 4).weights("w", 3, 4).node("Mean", "x v w", "y").output("y"), 3, 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"reductions", "coercion", "pools", "normalizations", "others"})
    void agrees(String name, byte[] model, long[] shape) throws IOException {
        var file = Files.write(folder.resolve("model.onnx"), model);
        OnnxFloatTest.assertAgrees(file, ImportOptions.DEFAULT, LongStream.of(shape).toArray());
    }
}
