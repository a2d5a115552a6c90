package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static qcc.tests.OnnxModelBuilder.integer;
import static qcc.tests.OnnxModelBuilder.integers;
import static qcc.tests.OnnxModelBuilder.opset;
import static qcc.tests.OnnxModelBuilder.real;
import static qcc.tests.OnnxModelBuilder.text;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import qcc.dialect.func.FuncOp;
import qcc.frontend.onnx.ImportOptions;
import qcc.frontend.onnx.OnnxImporter;
import qcc.frontend.onnx.wire.Onnx.AttributeProto;
import qcc.interpreter.Interpreter;
import qcc.interpreter.InterpreterOptions;
import qcc.tensor.FloatTensor;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;
import qcc.tensor.TensorComparison;

/** Imported models compute what ONNX Runtime computes: max|a - b| is at most 1e-5 max|b|, for standard normal inputs. */
final class OnnxFloatTest {
    private static final double TOLERANCE = 1e-5;
    private static final long STACK_BYTES = 1 << 24;

    @TempDir
    Path folder;

    private static Arguments model(String name, byte[] bytes, long... shape) {
        return Arguments.of(name, bytes, new long[][]{shape});
    }

    private static OnnxModelBuilder x(long opset, long... shape) {
        return opset(opset).input("x", shape);
    }

    private static Stream<Arguments> products() {
        var gemm = List.of(integer("transA", 1), real("alpha", 0.5f), real("beta", 2));
        return Stream.of(
                model("Conv", x(13, 2, 3, 8, 9).weights("w", 4, 3, 3, 2).weights("b", 4)
                        .node("Conv", "x w b", "y", integers("pads", 1, 0, 0, 1), integers("strides", 2, 1), integers("dilations", 1, 3))
                        .output("y"), 2, 3, 8, 9),
                model("Conv 1-D, groups", x(11, 2, 6, 11).weights("w", 4, 3, 5)
                        .node("Conv", "x w", "y", integer("group", 2), text("auto_pad", "SAME_UPPER"), integers("strides", 2)).output("y"),
                        2, 6, 11),
                model("Conv 3-D, depthwise", x(11, 1, 3, 5, 6, 7).weights("w", 3, 1, 2, 3, 2)
                        .node("Conv", "x w", "y", integer("group", 3), text("auto_pad", "SAME_LOWER"))
                        .output("y"), 1, 3, 5, 6, 7),
                model("Conv, SAME_LOWER with stride", x(11, 1, 2, 7, 8).weights("w", 3, 2, 4, 3)
                        .node("Conv", "x w", "y", text("auto_pad", "SAME_LOWER"), integers("strides", 3, 2)).output("y"), 1, 2, 7, 8),
                model("Conv, VALID", x(11, 1, 2, 7, 8).weights("w", 3, 2, 4, 3)
                        .node("Conv", "x w", "y", text("auto_pad", "VALID"), integers("strides", 3, 2)).output("y"), 1, 2, 7, 8),
                model("Gemm, C [N]", x(13, 5, 3).weights("w", 3, 4).weights("c", 4).node("Gemm", "x w c", "y", gemm.get(1), gemm.get(2))
                        .output("y"), 5, 3),
                model("Gemm, C [1, N]", x(13, 3, 5).weights("w", 4, 3).weights("c", 1, 4)
                        .node("Gemm", "x w c", "y", gemm.get(0), gemm.get(1), gemm.get(2), integer("transB", 1)).output("y"), 3, 5),
                model("Gemm, C [M, 1]",
                        x(9, 5, 3).weights("w", 3, 4).weights("c", 5, 1).node("Gemm", "x w c", "y", gemm.get(2)).output("y"),
                        5, 3),
                model("Gemm, scalar C", x(13, 5, 3).weights("w", 3, 4).scalar("c", 3).node("Gemm", "x w c", "y").output("y"), 5, 3),
                model("Gemm, no C", x(13, 5, 3).weights("w", 3, 4).node("Gemm", "x w", "y", real("alpha", 3)).output("y"), 5, 3),
                model("Gemm of the input with itself",
                        x(13, 5, 3).weights("c", 5).node("Gemm", "x x c", "y", integer("transB", 1)).output("y"),
                        5, 3),
                model("MatMul, weights", x(13, 2, 5, 3).weights("w", 3, 4).node("MatMul", "x w", "y").output("y"), 2, 5, 3),
                model("MatMul, vector and weights", x(13, 3).weights("w", 3, 4).node("MatMul", "x w", "y").output("y"), 3),
                model("MatMul, batched weights", x(13, 2, 5, 3).weights("w", 4, 1, 3, 6).node("MatMul", "x w", "y").output("y"), 2, 5, 3),
                model("MatMul, row on the left", x(13, 2, 3, 4).weights("w", 3).node("MatMul", "w x", "y").output("y"), 2, 3, 4),
                model("MatMul, column on the right", x(13, 2, 3, 4).weights("w", 4).node("MatMul", "x w", "y").output("y"), 2, 3, 4),
                model("MatMul, two vectors", x(13, 4).weights("w", 4).node("MatMul", "x w", "y").output("y"), 4));
    }

    private static Stream<Arguments> elementwise() {
        var unary = Stream.of("Relu", "Sigmoid", "Tanh", "Identity")
                .map(o -> model(o, x(13, 3, 5).node(o, "x", "y").output("y"), 3, 5));
        var binary = Stream.of("Add", "Sub", "Mul", "Div")
                .map(o -> model(o, x(13, 3, 1, 5).weights("w", 4, 1).node(o, "x w", "y").output("y"), 3, 1, 5));
        var others = Stream.of(
                model("Sum", x(13, 3, 1).weights("v", 4).weights("w", 2, 1, 1).node("Sum", "x v w", "y").output("y"), 3, 1),
                model("Clip 6", x(10, 30).node("Clip", "x", "y", real("min", -0.5f), real("max", 0.25f)).output("y"), 30),
                model("Clip 13", x(13, 30).scalar("m", 0.25f).node("Clip", "x _ m", "y").output("y"), 30),
                model("Clip with crossed bounds", x(13, 30).scalar("a", 0.5f).scalar("b", 0.25f).node("Clip", "x a b", "y").output("y"),
                        30),
                model("BatchNormalization", normalized(x(15, 2, 3, 4, 5)), 2, 3, 4, 5),
                model("BatchNormalization of rows", normalized(x(9, 4, 3)), 4, 3),
                model("Dropout", x(13, 30).node("Dropout", "x", "y").output("y"), 30),
                model("Cast", x(13, 30).node("Cast", "x", "z", integer("to", 6)).node("Cast", "z", "y", integer("to", 1)).output("y"), 30));
        return Stream.of(unary, binary, others).flatMap(s -> s);
    }

    private static byte[] normalized(OnnxModelBuilder model) {
        return model.weights("s", 3).weights("b", 3).weights("m", 3).positive("v", 3)
                .node("BatchNormalization", "x s b m v", "y", real("epsilon", 0.01f)).output("y");
    }

    /** Windows that overlap their padding, with every combination of rounding and counting. */
    private static Stream<Arguments> pools() {
        var cases = new ArrayList<Arguments>();
        for (long ceil = 0; ceil < 2; ceil++) {
            for (long size = 6; size < 10; size++) {
                for (long stride = 1; stride < 4; stride++) {
                    var window = List.of(integers("kernel_shape", 3, 2), integers("strides", stride, 2), integers("pads", 1, 0, 1, 1),
                            integer("ceil_mode", ceil)).toArray(AttributeProto[]::new);
                    var name = " size " + size + " stride " + stride + " ceil " + ceil;
                    cases.add(model("MaxPool" + name, x(12, 1, 2, size, 7).node("MaxPool", "x", "y", window).output("y"), 1, 2, size, 7));
                    cases.add(
                            model("AveragePool" + name, x(11, 1, 2, size, 7).node("AveragePool", "x", "y", window).output("y"), 1, 2, size,
                                    7));
                    var counting = Stream.concat(Stream.of(window), Stream.of(integer("count_include_pad", 1)))
                            .toArray(AttributeProto[]::new);
                    cases.add(model("AveragePool counting" + name, x(19, 1, 2, size, 7).node("AveragePool", "x", "y", counting).output("y"),
                            1,
                            2, size, 7));
                }
            }
        }
        cases.add(model("MaxPool dilated", x(12, 1, 2, 9, 9).node("MaxPool", "x", "y", integers("kernel_shape", 2, 3),
                integers("dilations", 3, 2), integers("pads", 1, 2, 0, 1)).output("y"), 1, 2, 9, 9));
        cases.add(model("AveragePool SAME_LOWER", x(12, 1, 2, 9, 8).node("AveragePool", "x", "y", integers("kernel_shape", 2, 3),
                integers("strides", 2, 2), text("auto_pad", "SAME_LOWER")).output("y"), 1, 2, 9, 8));
        cases.add(model("GlobalAveragePool", x(13, 2, 3, 4, 5).node("GlobalAveragePool", "x", "y").output("y"), 2, 3, 4, 5));
        return cases.stream();
    }

    private static Stream<Arguments> reductions() {
        return Stream.of(
                model("ReduceMean 13",
                        x(13, 2, 3, 4).node("ReduceMean", "x", "y", integers("axes", -1, 0), integer("keepdims", 0)).output("y"),
                        2, 3, 4),
                model("ReduceMean 18", x(18, 2, 3, 4).longs("a", 1).node("ReduceMean", "x a", "y").output("y"), 2, 3, 4),
                model("ReduceMean of all", x(18, 2, 3).node("ReduceMean", "x", "y").output("y"), 2, 3),
                model("ReduceMean of nothing", x(18, 2, 3).node("ReduceMean", "x", "y", integer("noop_with_empty_axes", 1)).output("y"), 2,
                        3),
                model("LRN", x(13, 2, 7, 3, 2).node("LRN", "x", "y", integer("size", 3), real("alpha", 0.5f), real("bias", 2)).output("y"),
                        2,
                        7, 3, 2),
                model("LRN over more channels than there are", x(13, 1, 3, 4, 1).node("LRN", "x", "y", integer("size", 9), real("beta", 2))
                        .output("y"), 1, 3, 4, 1),
                model("Softmax 12", x(12, 2, 3, 4).node("Softmax", "x", "y").output("y"), 2, 3, 4),
                model("Softmax 12 of a vector in a map", x(12, 2, 5, 1, 1).node("Softmax", "x", "y").output("y"), 2, 5, 1, 1),
                model("Softmax 13", x(13, 2, 3, 4).node("Softmax", "x", "y", integer("axis", 1)).output("y"), 2, 3, 4));
    }

    private static Stream<Arguments> shapes() {
        return Stream.of(
                model("Reshape", x(13, 2, 3, 4).longs("s", 0, -1, 2).node("Reshape", "x s", "y").output("y"), 2, 3, 4),
                model("Reshape by a computed shape", opset(13).openInput("x", "A", "B", "C").longs("i", 0).longs("r", -1)
                        .node("Shape", "x", "s").node("Gather", "s i", "n").node("Concat", "n r", "t", integer("axis", 0))
                        .node("Reshape", "x t", "y").output("y"), 2, 3, 4),
                model("Flatten", x(13, 2, 3, 4).node("Flatten", "x", "y", integer("axis", -1)).output("y"), 2, 3, 4),
                model("Squeeze", x(13, 2, 1, 3, 1).longs("a", -1).node("Squeeze", "x a", "y").output("y"), 2, 1, 3, 1),
                model("Unsqueeze", x(13, 2, 3).longs("a", -1, 0).node("Unsqueeze", "x a", "y").output("y"), 2, 3),
                model("Transpose", x(13, 2, 3, 4).node("Transpose", "x", "y", integers("perm", 2, 0, 1)).output("y"), 2, 3, 4),
                model("Concat", x(13, 2, 3).weights("w", 2, 4).node("Concat", "x w x", "y", integer("axis", -1)).output("y"), 2, 3),
                model("Gather", x(13, 2, 5, 3).longs("i", 4, -1, 0).node("Gather", "x i", "y", integer("axis", 1)).output("y"), 2, 5, 3),
                model("Expand", x(13, 3, 1).longs("s", 2, 1, 4).node("Expand", "x s", "y").output("y"), 3, 1),
                model("ConstantOfShape", opset(13).openInput("x", "A", "B").node("Shape", "x", "s").node("ConstantOfShape", "s", "c")
                        .node("Add", "x c", "y").output("y"), 2, 3),
                model("Pad", x(13, 2, 3).longs("p", 1, -1, 0, 2).scalar("v", 5).node("Pad", "x p v", "y").output("y"), 2, 3),
                model("Pad by axes", x(18, 2, 3, 4).longs("p", 1, 2, 3, 0).longs("a", -1, 0).node("Pad", "x p _ a", "y").output("y"), 2, 3,
                        4),
                model("Slice 9", x(9, 2, 7).node("Slice", "x", "y", integers("starts", 0, -5), integers("ends", 9, -1)).output("y"), 2, 7),
                slice(1, -1, 2), slice(-1, Long.MIN_VALUE, -2), slice(-3, Long.MAX_VALUE, 1), slice(5, -99, -1), slice(0, 7, 100),
                slice(99, 0, -3), model("Slice of an open shape", opset(13).openInput("x", "A", "B").longs("s", 1).longs("e", 99)
                        .longs("a", 1).node("Slice", "x s e a", "y").output("y"), 2, 7));
    }

    private static Arguments slice(long start, long end, long step) {
        var bytes = x(13, 2, 7).longs("s", start).longs("e", end).longs("a", -1).longs("t", step).node("Slice", "x s e a t", "y")
                .output("y");
        return model("Slice " + start + " to " + end + " by " + step, bytes, 2, 7);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"products", "elementwise", "pools", "reductions", "shapes"})
    void oneOperator(String name, byte[] model, long[][] shapes) throws IOException {
        var file = Files.write(folder.resolve("model.onnx"), model);
        assertAgrees(file, ImportOptions.DEFAULT, shapes[0]);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"resnet20_cifar10, 2x3x32x32", "mlperf_tiny_resnet8, 2x3x32x32", "mlperf_tiny_vww, 2x3x96x96", "mlperf_tiny_kws, 2x1x49x10",
            "mlperf_tiny_ad, 2x640"})
    void trainedNetworks(String name, String shape) {
        var file = Repository.SHARED.resolve("models").resolve(name + ".onnx");
        Assumptions.assumeTrue(Files.exists(file), () -> file + " is absent");
        assertAgrees(file, ImportOptions.DEFAULT.withShape("input=" + shape),
                Stream.of(shape.split("x")).mapToLong(Long::parseLong).toArray());
    }

    static void assertAgrees(Path file, ImportOptions options, long[] shape) {
        var random = new Random(11);
        var data = new float[Shape.of(shape).elements()];
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) random.nextGaussian();
        }
        var expected = withLargeStack(() -> onnxRuntime(file, data, shape));
        var actual = interpret(file, options, new FloatTensor(Shape.of(shape), data));
        assertThat(actual.shape()).isEqualTo(expected.shape());
        double largest = TensorComparison.maxAbsoluteDifference(expected, Tensor.zeros(expected.elementType(), expected.shape()));
        assertThat(TensorComparison.maxAbsoluteDifference(actual, expected)).isLessThanOrEqualTo(TOLERANCE * largest);
    }

    private static Tensor interpret(Path file, ImportOptions options, FloatTensor input) {
        var module = OnnxImporter.read(file, options);
        var result = new Interpreter(module, InterpreterOptions.defaults()).run((FuncOp) module.body().first(),
                List.of(input.reshape(input.shape().withSamples(1)))).getFirst();
        return result.reshape(result.shape().sample());
    }

    /** ONNX Runtime may need more stack than Java gives a thread, and ends the process where that is missing. */
    private static FloatTensor withLargeStack(Callable<FloatTensor> task) {
        var future = new FutureTask<>(task);
        new Thread(null, future, "onnxruntime", STACK_BYTES).start();
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static FloatTensor onnxRuntime(Path file, float[] data, long[] shape) throws OrtException {
        var environment = OrtEnvironment.getEnvironment();
        var inputs = new LinkedHashMap<String, OnnxTensor>();
        try (var session = environment.createSession(file.toString(), new OrtSession.SessionOptions());
                var tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(data), shape)) {
            inputs.put(session.getInputNames().iterator().next(), tensor);
            try (var results = session.run(inputs)) {
                var result = (OnnxTensor) results.get(0);
                var values = new float[result.getFloatBuffer().remaining()];
                result.getFloatBuffer().get(values);
                return new FloatTensor(Shape.of(result.getInfo().getShape()), values);
            }
        }
    }
}
