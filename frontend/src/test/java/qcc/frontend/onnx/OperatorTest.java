package qcc.frontend.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static qcc.frontend.onnx.ModelBuilder.integer;
import static qcc.frontend.onnx.ModelBuilder.integers;
import static qcc.frontend.onnx.ModelBuilder.operations;
import static qcc.frontend.onnx.ModelBuilder.real;
import static qcc.frontend.onnx.ModelBuilder.scalar;
import static qcc.frontend.onnx.ModelBuilder.summary;
import static qcc.frontend.onnx.ModelBuilder.tensor;
import static qcc.frontend.onnx.ModelBuilder.text;

import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import qcc.dialect.nn.AvgPoolOp;
import qcc.dialect.nn.BatchNormOp;
import qcc.dialect.nn.ClampOp;
import qcc.dialect.nn.ConstantOp;
import qcc.dialect.nn.ConvOp;
import qcc.dialect.nn.LinearOp;
import qcc.dialect.nn.MaxPoolOp;
import qcc.dialect.nn.MeanOp;
import qcc.dialect.nn.PadOp;
import qcc.dialect.nn.SliceOp;
import qcc.dialect.nn.SoftmaxOp;
import qcc.frontend.onnx.wire.Onnx.AttributeProto;
import qcc.frontend.onnx.wire.Onnx.TensorProto.DataType;
import qcc.ir.DenseElementsAttr;
import qcc.ir.Op;

/** What each operator becomes, in each of its versions. */
final class OperatorTest {
    private static ModelBuilder one(long opset, String shape, String operator, String inputs, AttributeProto... attributes) {
        return ModelBuilder.opset(opset).input("x", shape).node(operator, inputs, "y", attributes).output("y");
    }

    private static <O extends Op> O last(ModelBuilder model, Class<O> kind) {
        return kind.cast(operations(model.read()).getLast());
    }

    private static void assertFault(ModelBuilder model, String message) {
        assertThatThrownBy(model::read).isInstanceOf(ImportException.class).hasMessageContaining(message);
    }

    @Nested
    final class Products {
        @Test
        void convolutionReadsItsKernelOffTheWeights() {
            var conv = last(one(13, "N x 4 x 9 x 8", "Conv", "x w b", integers("strides", 2, 1), integers("pads", 0, 1, 1, 2),
                    integers("dilations", 1, 2), integer("group", 2)).floatsInitializer("w", 6, 2, 3, 2).floatsInitializer("b", 6),
                    ConvOp.class);
            assertThat(conv.window().kernel()).containsExactly(3L, 2L);
            assertThat(conv.window().pads()).containsExactly(0L, 1L, 1L, 2L);
            assertThat(conv.groups()).isEqualTo(2);
            assertThat(conv.bias()).isPresent();
            assertThat(conv.result().type()).hasToString("tensor<?x6x4x9xf32>");
        }

        @ParameterizedTest
        @CsvSource({"SAME_UPPER, 7, 2, 3, 1, 1", "SAME_UPPER, 8, 2, 3, 0, 1", "SAME_LOWER, 8, 2, 3, 1, 0", "VALID, 8, 2, 3, 0, 0",
                "SAME_UPPER, 8, 1, 4, 1, 2", "SAME_LOWER, 8, 1, 4, 2, 1", "SAME_UPPER, 4, 4, 2, 0, 0"})
        void autoPad(String mode, long size, long stride, long kernel, long before, long after) {
            var conv = last(one(13, "1 x 1 x " + size, "Conv", "x w", integers("strides", stride), text("auto_pad", mode))
                    .floatsInitializer("w", 1, 1, kernel), ConvOp.class);
            assertThat(conv.window().pads()).containsExactly(before, after);
        }

        @Test
        void autoPadWithAStrideNeedsTheSize() {
            var model = one(13, "1 x 1 x L", "Conv", "x w", integers("strides", 2), text("auto_pad", "SAME_UPPER"))
                    .floatsInitializer("w", 1, 1, 3);
            assertFault(model, "m.onnx: node \"theConv\" (Conv): has auto_pad with a stride on an axis of unknown size");
            assertThat(summary(model.read(ImportOptions.DEFAULT.withShape("x=1x1x7"))).getLast()).isEqualTo("nn.conv -> tensor<1x1x4xf32>");
        }

        @Test
        void convolutionRefusesWhatDoesNotFit() {
            assertFault(one(13, "1x3x8x8", "Conv", "x w").floatsInitializer("w", 4, 2, 3, 3), "has 3 input channels but weights for 1 x 2");
            assertFault(one(13, "1x2x8x8", "Conv", "x w", integers("kernel_shape", 5, 5)).floatsInitializer("w", 4, 2, 3, 3),
                    "states the kernel [5x5] but has weights of shape [4x2x3x3]");
            assertFault(one(13, "1x2x2x2", "Conv", "x w").floatsInitializer("w", 4, 2, 3, 3), "has a window of 3 elements");
        }

        @Test
        void matrixProductWithConstantWeightsIsALayer() {
            assertThat(summary(one(13, "N x 5 x 3", "MatMul", "x w").floatsInitializer("w", 3, 4).read()))
                    .containsExactly("nn.constant -> tensor<3x4xf32>", "nn.transpose -> tensor<4x3xf32>", "nn.linear -> tensor<?x5x4xf32>");
        }

        @Test
        void matrixProductOfTwoInputs() {
            assertThat(summary(one(13, "N x 5 x 3", "MatMul", "x z").input("z", "N x 3 x 4").read()))
                    .containsExactly("nn.matmul -> tensor<?x5x4xf32>");
            assertThat(summary(one(13, "3", "MatMul", "x z").input("z", "3").read())).last().isEqualTo("nn.squeeze -> tensor<f32>");
            assertThat(summary(one(13, "3", "MatMul", "x z").input("z", "2x3x4").read())).last().isEqualTo("nn.squeeze -> tensor<2x4xf32>");
            assertThat(summary(one(13, "2x5x3", "MatMul", "x z").input("z", "3").read())).last().isEqualTo("nn.squeeze -> tensor<2x5xf32>");
        }

        @Test
        void gemmWithWeightsInTheLayersOrderIsTheLayerAlone() {
            assertThat(summary(one(13, "N x 3", "Gemm", "x w b", integer("transB", 1)).floatsInitializer("w", 4, 3)
                    .floatsInitializer("b", 4).read()))
                    .containsExactly("nn.constant -> tensor<4x3xf32>", "nn.constant -> tensor<4xf32>", "nn.linear -> tensor<?x4xf32>");
        }

        @Test
        void gemmScalesWeightsAndBias() {
            assertThat(summary(one(13, "N x 3", "Gemm", "x w b", real("alpha", 0.5f), real("beta", 2)).floatsInitializer("w", 3, 4)
                    .floatsInitializer("b", 1, 4).read()).stream().filter(s -> !s.startsWith("nn.constant")))
                    .containsExactly("nn.transpose -> tensor<4x3xf32>", "nn.mul -> tensor<4x3xf32>", "nn.reshape -> tensor<4xf32>",
                            "nn.mul -> tensor<4xf32>", "nn.linear -> tensor<?x4xf32>");
        }

        @Test
        void gemmAddsABiasThatIsNoRow() {
            var layer = one(13, "5 x 3", "Gemm", "x w b").floatsInitializer("w", 3, 4).floatsInitializer("b", 5, 1);
            assertThat(summary(layer.read())).last().isEqualTo("nn.add -> tensor<5x4xf32>");
            var wide = one(13, "1 x 3", "Gemm", "x w b").floatsInitializer("w", 3, 4).floatsInitializer("b", 5, 4);
            assertFault(wide, "cannot broadcast C of shape [5x4] to the product's [1x4]");
        }

        @Test
        void gemmOfInputs() {
            var model = one(9, "3 x N", "Gemm", "x w c", integer("transA", 1), integer("transB", 1), real("alpha", 2)).input("w", "4 x 3")
                    .input("c", "4");
            assertThat(summary(model.read()).stream().filter(s -> !s.startsWith("nn.constant"))).containsExactly(
                    "nn.transpose -> tensor<?x3xf32>", "nn.transpose -> tensor<3x4xf32>", "nn.matmul -> tensor<?x4xf32>",
                    "nn.mul -> tensor<?x4xf32>", "nn.add -> tensor<?x4xf32>");
        }
    }

    @Nested
    final class Elementwise {
        @ParameterizedTest
        @ValueSource(strings = {"Relu", "Sigmoid", "Tanh", "Identity", "Dropout"})
        void keepsTheType(String operator) {
            assertThat(summary(one(13, "N x 3", operator, "x").read()))
                    .containsExactly("nn." + operator.toLowerCase() + " -> tensor<?x3xf32>");
        }

        @ParameterizedTest
        @ValueSource(strings = {"Add", "Sub", "Mul", "Div"})
        void broadcasts(String operator) {
            assertThat(summary(one(13, "N x 3 x 1", operator, "x z").input("z", "4").read()))
                    .containsExactly("nn." + operator.toLowerCase() + " -> tensor<?x3x4xf32>");
            assertFault(one(13, "N x 3", operator, "x z").input("z", DataType.INT64, "3"), "mixes inputs of f32 and i64");
            assertFault(one(13, "3", operator, "x z").input("z", "4"), "operands of shapes [3] and [4] cannot be broadcast");
        }

        @Test
        void integersAreAddedToo() {
            assertThat(summary(ModelBuilder.opset(13).input("x", DataType.INT64, "4").node("Add", "x x", "y").output("y").read()))
                    .containsExactly("nn.add -> tensor<4xi64>");
        }

        @Test
        void sumIsAChain() {
            assertThat(summary(one(13, "2 x 1", "Sum", "x x z").input("z", "3").read())).containsExactly("nn.add -> tensor<2x1xf32>",
                    "nn.add -> tensor<2x3xf32>");
            assertThat(summary(one(13, "2", "Sum", "x").read())).containsExactly("nn.identity -> tensor<2xf32>");
        }

        @Test
        void clipBoundsAreAttributesThenInputs() {
            var old = last(one(10, "4", "Clip", "x", real("min", 0), real("max", 6)), ClampOp.class);
            assertThat(old.min()).isZero();
            assertThat(old.max()).isEqualTo(6);
            var open = last(one(11, "4", "Clip", "x _ m").initializer(scalar("m", 6)), ClampOp.class);
            assertThat(open.min()).isEqualTo(Double.NEGATIVE_INFINITY);
            assertThat(open.max()).isEqualTo(6);
            assertThat(summary(one(11, "4", "Clip", "x z").input("z", "").read())).containsExactly("array.binary -> tensor<4xf32>");
            assertFault(one(11, "4", "Clip", "x", real("min", 0)), "has attributes that are not known: min");
        }

        @Test
        void batchNormalization() {
            var model = one(9, "N x 3 x 4", "BatchNormalization", "x s b m v", real("epsilon", 0.5f), real("momentum", 0.9f));
            for (var parameter : "s b m v".split(" ")) {
                model.floatsInitializer(parameter, 3);
            }
            assertThat(last(model, BatchNormOp.class).epsilon()).isEqualTo(0.5);
        }

        @Test
        void batchNormalizationIsForInferenceOnly() {
            var training = one(15, "N x 3", "BatchNormalization", "x s b m v", integer("training_mode", 1));
            "sbmv".chars().forEach(c -> training.floatsInitializer(Character.toString(c), 3));
            assertFault(training, "is in training mode");
            var spatial = one(7, "N x 3", "BatchNormalization", "x s b m v", integer("spatial", 0));
            "sbmv".chars().forEach(c -> spatial.floatsInitializer(Character.toString(c), 3));
            assertThat(summary(spatial.read())).startsWith("nn.constant -> tensor<3xf32>").anyMatch(s -> s.startsWith("nn.div"));
            var narrow = one(15, "N x 3", "BatchNormalization", "x s b m v");
            "sbmv".chars().forEach(c -> narrow.floatsInitializer(Character.toString(c), 2));
            assertFault(narrow, "expects scale to hold one value for each of 3 channels");
        }

        @Test
        void dropoutGivesItsMaskOnlyWhereItIsUsed() {
            var model = ModelBuilder.opset(13).input("x", "4").node("Dropout", "x", "y mask").node("Relu", "y", "z").output("z");
            assertThat(summary(model.read())).hasSize(2);
            var used = ModelBuilder.opset(13).input("x", "4").node("Dropout", "x", "y mask").output("mask");
            assertThat(summary(used.read())).contains("nn.constant -> tensor<4xi1>");
        }

        @Test
        void cast() {
            assertThat(summary(one(13, "N x 3", "Cast", "x", integer("to", DataType.UINT8.getNumber())).read()))
                    .containsExactly("nn.cast -> tensor<?x3xui8>");
            assertFault(one(13, "N x 3", "Cast", "x", integer("to", DataType.STRING.getNumber())), "converts to STRING");
        }
    }

    @Nested
    final class Pools {
        @Test
        void maxPoolRoundsUpWithPadding() {
            var pool = last(one(12, "1x1x6x6", "MaxPool", "x", integers("kernel_shape", 3, 3), integers("strides", 2, 2),
                    integer("ceil_mode", 1), integer("storage_order", 0)), MaxPoolOp.class);
            assertThat(pool.window().pads()).containsExactly(0L, 0L, 1L, 1L);
            assertThat(pool.result().type()).hasToString("tensor<1x1x3x3xf32>");
        }

        @Test
        void roundingUpNeverStartsAWindowBehindTheInput() {
            var pool = last(one(12, "1x1x4", "MaxPool", "x", integers("kernel_shape", 1), integers("strides", 2), integers("pads", 0, 0),
                    integer("ceil_mode", 1)), MaxPoolOp.class);
            assertThat(pool.result().type()).hasToString("tensor<1x1x2xf32>");
        }

        @Test
        void averagePoolCountsStatedPadsOnly() {
            var plain = last(
                    one(11, "1x1x6", "AveragePool", "x", integers("kernel_shape", 3), integers("strides", 2), integers("pads", 1, 1),
                            integer("count_include_pad", 1)),
                    AvgPoolOp.class);
            assertThat(plain.countIncludePad()).isTrue();
            var both = one(11, "1x1x7", "AveragePool", "x", integers("kernel_shape", 4), integers("strides", 2), integers("pads", 1, 1),
                    integer("count_include_pad", 1), integer("ceil_mode", 1));
            assertThat(summary(both.read())).containsExactly("nn.pad -> tensor<1x1x9xf32>", "nn.avg_pool -> tensor<1x1x4xf32>");
            assertThat(last(both, AvgPoolOp.class).window().pads()).containsExactly(0L, 1L);
            assertThat(last(both, AvgPoolOp.class).countIncludePad()).isFalse();
        }

        @Test
        void globalAveragePoolIsAMeanOverSpace() {
            var mean = last(one(13, "N x 3 x H x 5", "GlobalAveragePool", "x"), MeanOp.class);
            assertThat(mean.axes()).containsExactly(2, 3);
            assertThat(mean.result().type()).hasToString("tensor<?x3x1x1xf32>");
        }

        @Test
        void reduceMeanAxesAreAnAttributeThenAnInput() {
            assertThat(last(one(13, "2x3x4", "ReduceMean", "x", integers("axes", -1, 0), integer("keepdims", 0)), MeanOp.class).axes())
                    .containsExactly(0, 2);
            assertThat(last(one(18, "2x3x4", "ReduceMean", "x a").longsInitializer("a", 1), MeanOp.class).axes()).containsExactly(1);
            assertThat(last(one(18, "2x3", "ReduceMean", "x"), MeanOp.class).axes()).containsExactly(0, 1);
            assertThat(last(one(18, "2x3", "ReduceMean", "x", integer("noop_with_empty_axes", 1)), MeanOp.class).axes()).isEmpty();
            assertFault(one(13, "2x3", "ReduceMean", "x", integers("axes", 1, -1)), "names the axis 1 twice");
            assertFault(one(13, "2x3", "ReduceMean", "x", integers("axes", 2)), "has the axis 2, which is outside a tensor of rank 2");
        }

        @Test
        void softmaxChangedItsMeaning() {
            assertThat(last(one(13, "2x3x4", "Softmax", "x"), SoftmaxOp.class).axis()).isEqualTo(2);
            assertThat(last(one(12, "N x 1000 x 1 x 1", "Softmax", "x"), SoftmaxOp.class).axis()).isEqualTo(1);
            assertThat(summary(one(12, "N x 3 x 4", "Softmax", "x").read())).containsExactly("nn.flatten -> tensor<?x12xf32>",
                    "nn.softmax -> tensor<?x12xf32>", "nn.reshape -> tensor<?x3x4xf32>");
            assertThat(summary(one(12, "N x C x 4", "Softmax", "x").read())).containsExactly("nn.flatten -> tensor<?x?xf32>",
                    "nn.softmax -> tensor<?x?xf32>", "nn.shape_of -> tensor<3xi64>", "nn.dynamic_reshape -> tensor<?x?x4xf32>");
        }
    }

    @Nested
    final class Shapes {
        @ParameterizedTest
        @CsvSource({"N x 2 x 5, '-1 10', reshape, ?x10", "N x 6, '0 -1', reshape, ?x6", "N x 6, '0 2 -1', reshape, ?x2x3",
                "2 x 6, '3 -1', reshape, 3x4", "N x M, '0 0', dynamic_reshape, ?x?", "N x M x 4, '-1 2 0', reshape, ?x2x4",
                "N x M x 4, '0 2 -1', dynamic_reshape, ?x2x?", "N x 4, '-1 0', reshape, ?x4"})
        void reshape(String shape, String wanted, String operation, String result) {
            var values = Arrays.stream(wanted.split(" ")).mapToLong(Long::parseLong).toArray();
            assertThat(summary(one(13, shape, "Reshape", "x s").longsInitializer("s", values).read())).last()
                    .isEqualTo("nn." + operation + " -> tensor<" + result + "xf32>");
        }

        @Test
        void reshapeRefusesWhatDoesNotFit() {
            assertFault(one(13, "2 x 6", "Reshape", "x s").longsInitializer("s", 5, -1), "cannot share 12 elements among rows of 5");
            assertFault(one(13, "2 x 6", "Reshape", "x s").longsInitializer("s", -1, -1), "asks for the dimension -1 twice");
            assertFault(one(13, "2 x 6", "Reshape", "x s").longsInitializer("s", 3, 3), "cannot reshape [2x6] to [3x3]");
            assertFault(one(13, "2", "Reshape", "x s").longsInitializer("s", 2, 0), "copies dimension 1 of an input of rank 1");
        }

        @Test
        void computedShapesStay() {
            var model = ModelBuilder.opset(13).input("x", "N x 4 x 2").node("Shape", "x", "s").longsInitializer("i", 0)
                    .node("Gather", "s i", "n", integer("axis", 0)).longsInitializer("rest", -1)
                    .node("Concat", "n rest", "t", integer("axis", 0)).node("Reshape", "x t", "y").output("y");
            assertThat(summary(model.read()).stream().filter(s -> !s.startsWith("nn.constant"))).containsExactly(
                    "nn.shape_of -> tensor<3xi64>", "nn.gather -> tensor<1xi64>", "nn.concat -> tensor<2xi64>",
                    "nn.dynamic_reshape -> tensor<?x?xf32>");
        }

        @Test
        void shapeBoundsAreClamped() {
            assertThat(summary(one(15, "2x3x4", "Shape", "x", integer("start", -2)).read()))
                    .containsExactly("nn.shape_of -> tensor<2xi64>");
            assertThat(summary(one(15, "2x3x4", "Shape", "x", integer("start", -9), integer("end", 9)).read()))
                    .containsExactly("nn.shape_of -> tensor<3xi64>");
            assertThat(summary(one(15, "2x3x4", "Shape", "x", integer("start", 2), integer("end", 1)).read()))
                    .containsExactly("nn.shape_of -> tensor<0xi64>");
        }

        @Test
        void flattenSqueezeUnsqueezeTranspose() {
            assertThat(summary(one(13, "N x 3 x 4", "Flatten", "x", integer("axis", -1)).read())).last()
                    .isEqualTo("nn.flatten -> tensor<?x4xf32>");
            assertThat(summary(one(11, "N x 1 x 4 x 1", "Squeeze", "x", integers("axes", -1, 1)).read())).last()
                    .isEqualTo("nn.squeeze -> tensor<?x4xf32>");
            assertThat(summary(one(13, "2 x 1 x 4", "Squeeze", "x").read())).last().isEqualTo("nn.squeeze -> tensor<2x4xf32>");
            assertFault(one(13, "N x 1", "Squeeze", "x"), "names no axes for an input of shape [?x1]");
            assertFault(one(13, "N x 2", "Squeeze", "x a").longsInitializer("a", 1), "cannot remove axis 1, which has 2 elements");
            assertThat(summary(one(13, "N x 4", "Unsqueeze", "x a").longsInitializer("a", -1, 0).read())).last()
                    .isEqualTo("nn.unsqueeze -> tensor<1x?x4x1xf32>");
            assertThat(summary(one(13, "N x 3 x 4", "Transpose", "x").read())).last().isEqualTo("nn.transpose -> tensor<4x3x?xf32>");
            assertFault(one(13, "2 x 3", "Transpose", "x", integers("perm", 0, 0)), "expects a permutation of 2 axes");
        }

        @Test
        void concatGatherExpand() {
            assertThat(summary(one(13, "N x 3", "Concat", "x x z", integer("axis", -1)).input("z", "N x 2").read())).last()
                    .isEqualTo("nn.concat -> tensor<?x8xf32>");
            assertFault(one(13, "2 x 3", "Concat", "x z", integer("axis", 1)).input("z", "3 x 2"),
                    "cannot join [2x3] and [3x2] along axis 1");
            assertThat(summary(one(13, "N x 3", "Gather", "x z", integer("axis", -1)).input("z", DataType.INT32, "5 x 2").read())).last()
                    .isEqualTo("nn.gather -> tensor<?x5x2xf32>");
            assertThat(summary(one(13, "3 x 1", "Expand", "x s").longsInitializer("s", 2, 1, 4).read())).last()
                    .isEqualTo("nn.expand -> tensor<2x3x4xf32>");
            assertThat(summary(one(13, "3 x 1", "Expand", "x s").input("s", DataType.INT64, "3").read())).last()
                    .isEqualTo("nn.expand -> tensor<?x?x?xf32>");
            assertFault(one(13, "3 x 1", "Expand", "x s").input("s", DataType.INT64, "K"), "a result must have a known rank");
        }
    }

    @Nested
    final class Ends {
        private static SliceOp slice(String shape, long start, long end, long axis, long step) {
            return last(one(13, shape, "Slice", "x s e a t").longsInitializer("s", start).longsInitializer("e", end)
                    .longsInitializer("a", axis).longsInitializer("t", step), SliceOp.class);
        }

        @ParameterizedTest
        @CsvSource({"0, 2147483647, 2, 0, 4, 2", "1, -1, 1, 1, 5, 1", "-3, 9223372036854775807, 1, 4, 3, 1", "5, 2, 1, 0, 0, 1",
                "-1, -9223372036854775808, -1, 6, 7, -1", "-1, -9223372036854775808, -2, 6, 4, -2", "6, 0, -9223372036854775808, 6, 1, 1",
                "0, 7, 9223372036854775807, 0, 1, 1", "99, -99, -3, 6, 3, -3", "-99, -99, -1, 0, 1, 1", "-99, 99, 3, 0, 3, 3"})
        void constantBounds(long start, long end, long step, long first, long size, long stride) {
            var slice = slice("2 x 7", start, end, -1, step);
            assertThat(slice.starts()).containsExactly(0, first);
            assertThat(slice.sizes()).containsExactly(2, size);
            assertThat(slice.steps()).containsExactly(1, stride);
        }

        @Test
        void boundsAreAttributesBeforeVersion10() {
            var slice = last(one(9, "2 x 7", "Slice", "x", integers("starts", 1, 2), integers("ends", 2, 9)), SliceOp.class);
            assertThat(slice.starts()).containsExactly(1, 2);
            assertThat(slice.sizes()).containsExactly(1, 5);
        }

        @Test
        void unknownDimensionsMakeTheSliceDynamic() {
            var model = one(13, "N x 7", "Slice", "x s e a").longsInitializer("s", 1).longsInitializer("e", 99).longsInitializer("a", 1);
            assertThat(summary(model.read())).last().isEqualTo("nn.dynamic_slice -> tensor<?x6xf32>");
            var old = one(9, "N x 7", "Slice", "x", integers("starts", 1), integers("ends", 9));
            assertThat(summary(old.read())).last().isEqualTo("nn.dynamic_slice -> tensor<?x7xf32>");
            var computed = one(13, "2 x 7", "Slice", "x s e").input("s", DataType.INT64, "1").longsInitializer("e", 2);
            assertThat(summary(computed.read())).last().isEqualTo("nn.dynamic_slice -> tensor<?x?xf32>");
        }

        @Test
        void sliceRefusesWhatDoesNotFit() {
            var model = one(13, "2 x 7", "Slice", "x s e a t").longsInitializer("s", 1).longsInitializer("e", 2).longsInitializer("a", 0);
            assertFault(model.longsInitializer("t", 0), "has a step of 0");
            assertFault(one(13, "2 x 7", "Slice", "x s e").longsInitializer("s", 1).longsInitializer("e", 2, 3),
                    "has 1 starts, 2 ends, 1 axes and 1 steps");
        }

        @Test
        void padAmountsAreAttributesThenInputs() {
            var old = last(one(10, "N x 3", "Pad", "x", integers("pads", 0, 1, 0, 2), real("value", 4)), PadOp.class);
            assertThat(old.low()).containsExactly(0, 1);
            assertThat(old.high()).containsExactly(0, 2);
            assertThat(old.value()).isEqualTo(4);
            var axes = last(one(18, "2 x 3 x 4", "Pad", "x p v a").longsInitializer("p", 1, 2, 3, -1).longsInitializer("a", -1, 0)
                    .initializer(scalar("v", 5)), PadOp.class);
            assertThat(axes.low()).containsExactly(2, 0, 1);
            assertThat(axes.high()).containsExactly(-1, 0, 3);
            assertThat(axes.value()).isEqualTo(5);
            assertThat(summary(one(13, "2 x 3", "Pad", "x p").input("p", DataType.INT64, "4").read())).last()
                    .isEqualTo("nn.dynamic_pad -> tensor<?x?xf32>");
            assertFault(one(13, "2 x 3", "Pad", "x p", text("mode", "mirror")).longsInitializer("p", 0, 0, 0, 0),
                    "has the mode \"mirror\", which is not known");
            assertFault(one(13, "2 x 3", "Pad", "x p").longsInitializer("p", 0, 0), "has 2 pads for 2 axes");
        }
    }

    @Nested
    final class Constants {
        @Test
        void constantNodesAreLikeInitializers() {
            var model = ModelBuilder.opset(13).input("x", "2 x 6").node("Constant", "", "s", integers("value_ints", 3, 4))
                    .node("Reshape", "x s", "y").output("y");
            assertThat(summary(model.read())).containsExactly("nn.reshape -> tensor<3x4xf32>");
            var tensor = ModelBuilder.opset(9).node("Constant", "", "c", tensor("value", ModelBuilder.floats("", 2, 2))).output("c");
            assertThat(summary(tensor.read())).containsExactly("nn.constant -> tensor<2x2xf32>");
            var scalars = ModelBuilder.opset(13).node("Constant", "", "a", integer("value_int", 3))
                    .node("Constant", "", "b", real("value_float", 3)).output("a").output("b");
            assertThat(summary(scalars.read())).containsExactly("nn.constant -> tensor<i64>", "nn.constant -> tensor<f32>");
        }

        @Test
        void aConstantShapeMakesASplat() {
            var model = ModelBuilder.opset(9).longsInitializer("s", 512, 1024)
                    .node("ConstantOfShape", "s", "y", tensor("value", ModelBuilder.floats("", 1))).output("y");
            var constant = (ConstantOp) operations(model.read()).getFirst();
            assertThat(((DenseElementsAttr) constant.value()).isSplat()).isTrue();
            assertThat(constant.type()).hasToString("tensor<512x1024xf32>");
        }

        @Test
        void aComputedShapeStays() {
            var model = ModelBuilder.opset(13).input("x", "N x M").node("Shape", "x", "s").node("ConstantOfShape", "s", "y").output("y");
            assertThat(summary(model.read())).containsExactly("nn.shape_of -> tensor<2xi64>", "nn.constant_of_shape -> tensor<?x?xf32>");
        }

        @Test
        void aWeightUsedTwiceIsOneConstant() {
            var model = ModelBuilder.opset(13).input("x", "2 x 3").floatsInitializer("w", 2, 3).node("Add", "x w", "a")
                    .node("Mul", "a w", "y").output("y");
            assertThat(summary(model.read())).filteredOn(s -> s.startsWith("nn.constant")).hasSize(1);
        }

        @Test
        void weightsThatFoldToConstantsMakeALayer() {
            var model = ModelBuilder.opset(13).input("x", "N x 6").floatsInitializer("w", 4, 3).longsInitializer("s", 2, 6)
                    .node("Reshape", "w s", "v").node("Gemm", "x v", "y", integer("transB", 1)).output("y");
            assertThat(operations(model.read()).getLast()).isInstanceOf(LinearOp.class);
        }
    }
}
