package qcc.frontend.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static qcc.frontend.onnx.ModelBuilder.integer;
import static qcc.frontend.onnx.ModelBuilder.integers;
import static qcc.frontend.onnx.ModelBuilder.operations;
import static qcc.frontend.onnx.ModelBuilder.summary;
import static qcc.frontend.onnx.ModelBuilder.text;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import qcc.dialect.nn.SliceOp;
import qcc.frontend.onnx.wire.Onnx.AttributeProto;
import qcc.frontend.onnx.wire.Onnx.TensorProto.DataType;

/** What operators that move elements become, in each of their versions. */
final class MoveOperatorTest {
    private static ModelBuilder one(long opset, String shape, String operator, String inputs, AttributeProto... attributes) {
        return ModelBuilder.opset(opset).input("x", shape).node(operator, inputs, "y", attributes).output("y");
    }

    private static ModelBuilder split(long opset, String shape, String inputs, String outputs, AttributeProto... attributes) {
        var model = ModelBuilder.opset(opset).input("x", shape).node("Split", inputs, outputs, attributes);
        Arrays.stream(outputs.split(" ")).forEach(model::output);
        return model;
    }

    private static long[] sizesOnAxis1(ModelBuilder model) {
        return operations(model.read()).stream().filter(SliceOp.class::isInstance).map(SliceOp.class::cast).mapToLong(s -> s.sizes()[1])
                .toArray();
    }

    private static void assertFault(ModelBuilder model, String message) {
        assertThatThrownBy(model::read).isInstanceOf(ImportException.class).hasMessageContaining(message);
    }

    @Test
    void splitSizesAreAnAttributeThenAnInputThenANumber() {
        assertThat(sizesOnAxis1(split(11, "2 x 7", "x", "a b", integer("axis", -1), integers("split", 3, 4)))).containsExactly(3, 4);
        assertThat(sizesOnAxis1(split(13, "2 x 7", "x s", "a b", integer("axis", 1)).longsInitializer("s", 5, 2))).containsExactly(5, 2);
        assertThat(sizesOnAxis1(split(18, "2 x 7", "x", "a b c", integer("axis", 1), integer("num_outputs", 3)))).containsExactly(3, 3, 1);
        assertThat(sizesOnAxis1(split(13, "2 x 6", "x", "a b c", integer("axis", 1)))).containsExactly(2, 2, 2);
    }

    @Test
    void splitRefusesWhatDoesNotFit() {
        assertFault(split(13, "2 x 7", "x", "a b", integer("axis", 1)), "splits an axis of 7 elements into 2 equal parts");
        assertFault(split(13, "2 x 7", "x s", "a b", integer("axis", 1)).longsInitializer("s", 5, 3), "into parts of [5, 3]");
    }

    @Test
    void splitOfAnUnknownAxisComputesItsBounds() {
        assertThat(summary(split(18, "2 x L", "x", "a b", integer("axis", 1), integer("num_outputs", 2)).read()))
                .contains("nn.dynamic_slice -> tensor<2x?xf32>");
    }

    @Test
    void paddingByItsOwnElementsIsForTheHost() {
        assertThat(summary(one(11, "2 x 3", "Pad", "x p", text("mode", "reflect")).longsInitializer("p", 0, 1, 0, 1).read())).last()
                .isEqualTo("array.pad -> tensor<2x5xf32>");
        assertThat(summary(one(18, "2 x 3", "Pad", "x p v a").input("p", DataType.INT64, "2").input("v", DataType.FLOAT, "")
                .longsInitializer("a", 1).read())).last().isEqualTo("array.pad -> tensor<?x?xf32>");
    }

    @Test
    void depthToSpaceKnowsBothOrders() {
        assertThat(summary(one(13, "N x 8 x 2 x 3", "DepthToSpace", "x", integer("blocksize", 2)).read())).containsSequence(
                "nn.reshape -> tensor<?x2x2x2x2x3xf32>", "nn.transpose -> tensor<?x2x2x2x3x2xf32>", "nn.reshape -> tensor<?x2x4x6xf32>");
        assertFault(one(13, "1 x 6 x 2 x 3", "DepthToSpace", "x", integer("blocksize", 2)), "has 6 channels, which is no multiple of 4");
    }

    @Test
    void computedAxesAreAnOperand() {
        assertThat(summary(one(13, "2 x 3", "Unsqueeze", "x a").input("a", DataType.INT64, "1").read())).last()
                .isEqualTo("array.unsqueeze -> tensor<?x?x?xf32>");
        assertThat(summary(one(13, "2 x 1", "Squeeze", "x a").input("a", DataType.INT64, "1").read())).last()
                .isEqualTo("array.squeeze -> tensor<?xf32>");
    }
}
