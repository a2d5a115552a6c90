package qcc.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static qcc.interpreter.Programs.apply;
import static qcc.interpreter.Programs.shape;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import qcc.tensor.FloatTensor;
import qcc.tensor.LongTensor;
import qcc.tensor.Shape;

class DynamicShapesTest {
    private static FloatTensor numbered(int samples, int... dimensions) {
        var shape = Shape.of(dimensions).withSamples(samples);
        var data = new float[shape.elements()];
        for (int i = 0; i < data.length; i++) {
            data[i] = i;
        }
        return new FloatTensor(shape, data);
    }

    private static LongTensor longs(long... values) {
        return new LongTensor(shape(1, values.length), values);
    }

    @Test
    void shapesAreThoseOfTheValueWithoutItsSamples() {
        assertThat(apply("nn.shape_of {start = 1 : i64, end = 3 : i64}", "tensor<?x?x?xf32>", "tensor<2xi64>", numbered(4, 5, 6, 7)))
                .isEqualTo(longs(6, 7));
        assertThat(apply("nn.shape_of", "tensor<?x?xf32>", "tensor<2xi64>", numbered(4, 5, 6))).isEqualTo(longs(5, 6));
    }

    @ParameterizedTest
    @CsvSource({"'6,4', false, '6,4'", "'0,-1', false, '2,12'", "'-1', false, '24'", "'2,0,4', false, '2,3,4'", "'4,-1,2', false, '4,3,2'"})
    void reshapesByOnnxRules(String wanted, boolean allowZero, String expected) {
        var target = Arrays.stream(wanted.split(",")).mapToLong(Long::parseLong).toArray();
        var sizes = Arrays.stream(expected.split(",")).mapToInt(Integer::parseInt).toArray();
        assertThat(apply("nn.dynamic_reshape {allow_zero = " + allowZero + "}", "tensor<2x3x4xf32>, tensor<" + target.length + "xi64>",
                "tensor<" + "?x".repeat(target.length) + "f32>", numbered(2, 2, 3, 4), longs(target)))
                .isEqualTo(numbered(2, 2, 3, 4).reshape(Shape.of(sizes).withSamples(2)));
    }

    @ParameterizedTest
    @CsvSource({"'5,5'", "'-1,-1'", "'0,0,0,0'", "'7,-1'", "'-2,12'"})
    void impossibleReshapesAreErrors(String wanted) {
        var target = Arrays.stream(wanted.split(",")).mapToLong(Long::parseLong).toArray();
        assertThatExceptionOfType(InterpreterException.class)
                .isThrownBy(() -> apply("nn.dynamic_reshape", "tensor<2x3x4xf32>, tensor<" + target.length + "xi64>",
                        "tensor<" + "?x".repeat(target.length) + "f32>", numbered(1, 2, 3, 4), longs(target)))
                .withMessageStartingWith("test.mlir:2:");
    }

    /** The bounds of ONNX's Slice: negative from the end, clamped, backwards down to before the first. */
    @ParameterizedTest
    @CsvSource({"1, 4, 1, '1,2,3'", "-3, -1, 1, '7,8'", "0, 9223372036854775807, 3, '0,3,6,9'", "-1, -9223372036854775807, -4, '9,5,1'",
            "20, 30, 1, ''", "5, 2, -1, '5,4,3'", "3, 3, 1, ''", "100, -100, -3, '9,6,3,0'"})
    void slicesByOnnxRules(long start, long end, long step, String expected) {
        var values = expected.isEmpty() ? new String[0] : expected.split(",");
        var data = new float[values.length];
        for (int i = 0; i < data.length; i++) {
            data[i] = Float.parseFloat(values[i]);
        }
        assertThat(apply("nn.dynamic_slice", "tensor<10xf32>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>, tensor<1xi64>", "tensor<?xf32>",
                numbered(1, 10), longs(start), longs(end), longs(-1), longs(step)))
                .isEqualTo(new FloatTensor(shape(1, data.length), data));
    }

    @Test
    void gathersWithNegativeIndices() {
        assertThat(apply("nn.gather {axis = 1 : i64}", "tensor<2x3xf32>, tensor<1x2xi64>", "tensor<2x1x2xf32>", numbered(1, 2, 3),
                new LongTensor(shape(1, 1, 2), new long[]{-1, 0})))
                .isEqualTo(new FloatTensor(shape(1, 2, 1, 2), new float[]{2, 0, 5, 3}));
        assertThatExceptionOfType(InterpreterException.class)
                .isThrownBy(() -> apply("nn.gather {axis = 1 : i64}", "tensor<2x3xf32>, tensor<1xi64>", "tensor<2x1xf32>",
                        numbered(1, 2, 3), longs(3)))
                .withMessageContaining("has the index 3, which is outside an axis of 3 elements");
    }

    @Test
    void indicesMayDifferFromSampleToSample() {
        assertThat(apply("nn.gather {axis = 0 : i64}", "tensor<3xf32>, tensor<1xi64>", "tensor<1xf32>", numbered(2, 3),
                new LongTensor(shape(2, 1), new long[]{2, 0})))
                .isEqualTo(new FloatTensor(shape(2, 1), new float[]{2, 3}));
    }

    @Test
    void expansionBroadcastsBothWays() {
        assertThat(apply("nn.expand", "tensor<2x1xf32>, tensor<2xi64>", "tensor<?x?xf32>", numbered(1, 2, 1), longs(1, 3)))
                .isEqualTo(new FloatTensor(shape(1, 2, 3), new float[]{0, 0, 0, 1, 1, 1}));
        assertThat(apply("nn.expand", "tensor<2xf32>, tensor<2xi64>", "tensor<?x?xf32>", numbered(2, 2), longs(2, 1)))
                .isEqualTo(new FloatTensor(shape(2, 2, 2), new float[]{0, 1, 0, 1, 2, 3, 2, 3}));
    }

    @Test
    void fillsAndPads() {
        assertThat(apply("nn.constant_of_shape {value = dense<7> : tensor<1xi64>}", "tensor<2xi64>", "tensor<?x?xi64>", longs(2, 1)))
                .isEqualTo(new LongTensor(shape(1, 2, 1), new long[]{7, 7}));
        assertThat(
                apply("nn.dynamic_pad {value = 9.0 : f64}", "tensor<2xf32>, tensor<2xi64>", "tensor<?xf32>", numbered(2, 2), longs(1, -1)))
                .isEqualTo(new FloatTensor(shape(2, 2), new float[]{9, 0, 9, 2}));
    }

    @Test
    void oneUnknownDimensionOfAReshapeFollowsFromTheInput() {
        assertThat(apply("nn.reshape", "tensor<2x2xf32>", "tensor<?xf32>", numbered(2, 2, 2)).shape()).isEqualTo(shape(2, 4));
        assertThatExceptionOfType(InterpreterException.class)
                .isThrownBy(() -> apply("nn.reshape", "tensor<2x2xf32>", "tensor<?x?xf32>", numbered(1, 2, 2)))
                .withMessageContaining("has the result type tensor<?x?xf32>, whose shape is not known; run resolve-shapes first");
    }

    @Test
    void viewsAndMeansTakeTheShapeAtHand() {
        assertThat(apply("nn.unsqueeze {axes = array<i64: 0, 2>}", "tensor<?x?xf32>", "tensor<1x?x1x?xf32>", numbered(1, 2, 3)).shape())
                .isEqualTo(shape(1, 1, 2, 1, 3));
        assertThat(apply("nn.squeeze {axes = array<i64: 1>}", "tensor<?x?x?xf32>", "tensor<?x?xf32>", numbered(1, 2, 1, 3)).shape())
                .isEqualTo(shape(1, 2, 3));
        assertThat(apply("nn.flatten {axis = 2 : i64}", "tensor<?x?x?xf32>", "tensor<?x?xf32>", numbered(1, 2, 1, 3)).shape())
                .isEqualTo(shape(1, 2, 3));
        assertThat(apply("nn.mean {axes = array<i64: 1>, keep_dims = false}", "tensor<?x?xf32>", "tensor<?xf32>", numbered(1, 2, 2)))
                .isEqualTo(new FloatTensor(shape(1, 2), new float[]{0.5f, 2.5f}));
    }
}
