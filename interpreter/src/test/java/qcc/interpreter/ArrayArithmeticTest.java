package qcc.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static qcc.interpreter.Programs.apply;
import static qcc.interpreter.Programs.run;
import static qcc.interpreter.Programs.shape;

import org.junit.jupiter.api.Test;
import qcc.tensor.BooleanTensor;
import qcc.tensor.ByteTensor;
import qcc.tensor.FloatTensor;
import qcc.tensor.IntTensor;
import qcc.tensor.LongTensor;
import qcc.tensor.Shape;
import qcc.tensor.Tensor;

class ArrayArithmeticTest {
    private static FloatTensor floats(Shape shape, float... data) {
        return new FloatTensor(shape, data);
    }

    private static LongTensor longs(long... data) {
        return new LongTensor(shape(1, data.length), data);
    }

    private static Tensor binary(String function, String element, Tensor a, Tensor b) {
        var type = "tensor<" + (a.elements() / a.samples()) + "x" + element + ">";
        return apply("array.binary {function = \"" + function + "\"}", type + ", " + type, type, a, b);
    }

    @Test
    void remaindersHaveTheSignOfTheDivisorOrOfTheDividend() {
        var a = longs(-4, 7, 5, 4, -7, 8);
        var b = longs(2, -3, 8, -2, 3, 5);
        assertThat(binary("mod", "i64", a, b)).isEqualTo(longs(0, -2, 5, 0, 2, 3));
        assertThat(binary("fmod", "i64", a, b)).isEqualTo(longs(0, 1, 5, 0, -1, 3));
        assertThatExceptionOfType(InterpreterException.class).isThrownBy(() -> binary("mod", "i64", longs(1), longs(0)))
                .withMessageContaining("divides an integer by zero");
    }

    @Test
    void unsignedNumbersOfSixtyFourBitsAreComparedAsSuch() {
        var a = longs(-1, 1);
        var b = longs(1, 2);
        assertThat(binary("max", "ui64", a, b)).isEqualTo(longs(-1, 2));
        assertThat(binary("max", "i64", a, b)).isEqualTo(longs(1, 2));
        assertThat(apply("array.compare {predicate = \"gt\"}", "tensor<2xui64>, tensor<2xui64>", "tensor<2xi1>", a, b))
                .isEqualTo(new BooleanTensor(shape(1, 2), new boolean[]{true, false}));
    }

    @Test
    void resultsWrapAroundInTheirOwnWidth() {
        assertThat(binary("shift_left", "ui16", new IntTensor(shape(1, 1), new int[]{0xFFFF}), new IntTensor(shape(1, 1), new int[]{4})))
                .isEqualTo(new IntTensor(shape(1, 1), new int[]{0xFFF0}));
        assertThat(binary("pow", "i8", new ByteTensor(shape(1, 2), new byte[]{2, -3}), new ByteTensor(shape(1, 2), new byte[]{7, 3})))
                .isEqualTo(new ByteTensor(shape(1, 2), new byte[]{-128, -27}));
        assertThat(binary("shift_right", "i64", longs(-8), longs(70))).isEqualTo(longs(-1));
    }

    /** Each sample of a block meets the one value that all share. */
    @Test
    void samplesAreApart() {
        var result = apply("array.binary {function = \"max\"}", "tensor<2xf32>, tensor<1xf32>", "tensor<2xf32>",
                floats(shape(2, 2), 1, 2, 3, Float.NaN), floats(shape(1, 1), 2));
        assertThat(result).isEqualTo(floats(shape(2, 2), 2, 2, 3, Float.NaN));
        var axes = longs(-1);
        assertThat(apply("array.reduce {function = \"sum\", keep_dims = false}", "tensor<2xf32>, tensor<1xi64>", "tensor<f32>",
                floats(shape(2, 2), 1, 2, 3, 4), axes)).isEqualTo(floats(shape(2), 3, 7));
    }

    @Test
    void reductionsOfNothing() {
        var none = floats(shape(1, 0));
        var axes = longs(0);
        assertThat(reduce("max", none, axes)).isEqualTo(floats(shape(1), Float.NEGATIVE_INFINITY));
        assertThat(reduce("min", none, axes)).isEqualTo(floats(shape(1), Float.POSITIVE_INFINITY));
        assertThat(reduce("product", none, axes)).isEqualTo(floats(shape(1), 1));
        assertThat(reduce("log_sum_exp", none, axes)).isEqualTo(floats(shape(1), Float.NEGATIVE_INFINITY));
        assertThat(reduce("mean", none, axes).doubleAt(0)).isNaN();
    }

    private static Tensor reduce(String function, Tensor input, Tensor axes) {
        return apply("array.reduce {function = \"" + function + "\", keep_dims = false}", "tensor<?xf32>, tensor<1xi64>", "tensor<f32>",
                input, axes);
    }

    @Test
    void exponentialsDoNotOverflow() {
        assertThat(reduce("log_sum_exp", floats(shape(1, 2), 10_000, 10_000), longs(0)).doubleAt(0))
                .isEqualTo((float) (10_000 + Math.log(2)));
    }

    @Test
    void extremesOfEqualElements() {
        var x = floats(shape(1, 3), 2, 2, 1);
        assertThat(argExtreme("last_index = false, smallest = false", x)).isEqualTo(new LongTensor(shape(1), new long[]{0}));
        assertThat(argExtreme("last_index = true, smallest = false", x)).isEqualTo(new LongTensor(shape(1), new long[]{1}));
        assertThat(argExtreme("last_index = false, smallest = true", x)).isEqualTo(new LongTensor(shape(1), new long[]{2}));
    }

    private static Tensor argExtreme(String attributes, Tensor x) {
        return apply("array.arg_extreme {axis = 0 : i64, keep_dims = false, " + attributes + "}", "tensor<3xf32>", "tensor<i64>", x);
    }

    @Test
    void severalResults() {
        var results = run("""
                func.func @main(%x: tensor<2x4xf32>, %k: tensor<1xi64>) -> (tensor<2x?xf32>, tensor<2x?xi64>) {
                  %0, %1 = array.top_k %x, %k {axis = 1 : i64} : (tensor<2x4xf32>, tensor<1xi64>) -> (tensor<2x?xf32>, tensor<2x?xi64>)
                  return %0, %1 : tensor<2x?xf32>, tensor<2x?xi64>
                }""", floats(shape(1, 2, 4), 1, 3, 3, 2, 9, 8, 7, 6), longs(2));
        assertThat(results).containsExactly(floats(shape(1, 2, 2), 3, 3, 9, 8), new LongTensor(shape(1, 2, 2), new long[]{1, 2, 0, 1}));
    }

    @Test
    void diagonalsAndBroadcastAxesOfSumsOfProducts() {
        var matrix = floats(shape(1, 2, 2), 1, 2, 3, 4);
        assertThat(apply("array.einsum {equation = \"ii\"}", "tensor<2x2xf32>", "tensor<f32>", matrix)).isEqualTo(floats(shape(1), 5));
        assertThat(apply("array.einsum {equation = \"...i,...i->...\"}", "tensor<2x2xf32>, tensor<1x2xf32>", "tensor<2xf32>", matrix,
                floats(shape(1, 1, 2), 10, 1))).isEqualTo(floats(shape(1, 2), 12, 34));
    }

    @Test
    void eightBitRealsSaturateOrNot() {
        var x = floats(shape(1, 3), 1000, Float.NEGATIVE_INFINITY, Float.NaN);
        assertThat(apply("nn.cast", "tensor<3xf32>", "tensor<3xf8E4M3FN>", x)).isEqualTo(floats(shape(1, 3), 448, -448, Float.NaN));
        assertThat(apply("nn.cast {saturate = false}", "tensor<3xf32>", "tensor<3xf8E5M2>",
                floats(shape(1, 3), 1e6f, 3, Float.NEGATIVE_INFINITY)))
                .isEqualTo(floats(shape(1, 3), Float.POSITIVE_INFINITY, 3, Float.NEGATIVE_INFINITY));
    }

    @Test
    void integersOfFourBitsKeepTheirLowBits() {
        assertThat(apply("nn.cast", "tensor<3xi64>", "tensor<3xi4>", longs(7, 8, -9)))
                .isEqualTo(new ByteTensor(shape(1, 3), new byte[]{7, -8, 7}));
        assertThat(apply("nn.cast", "tensor<2xui64>", "tensor<2xf32>", longs(-1, 1L << 62)))
                .isEqualTo(floats(shape(1, 2), 0x1p64f, 0x1p62f));
    }

    @Test
    void indicesOfLargestElementsInColumnMajorOrder() {
        var text = """
                func.func @main(%%x: tensor<1x1x2x2xi8>) -> (tensor<1x1x1x1xi8>, tensor<1x1x1x1xi64>) {
                  %%0, %%1 = array.max_pool %%x {column_major = %s, dilations = array<i64: 1, 1>, kernel = array<i64: 2, 2>,
                      pads = array<i64: 0, 0, 0, 0>, strides = array<i64: 1, 1>}
                      : (tensor<1x1x2x2xi8>) -> (tensor<1x1x1x1xi8>, tensor<1x1x1x1xi64>)
                  return %%0, %%1 : tensor<1x1x1x1xi8>, tensor<1x1x1x1xi64>
                }""";
        var x = new ByteTensor(shape(1, 1, 1, 2, 2), new byte[]{-5, -1, -3, -1});
        assertThat(run(text.formatted("false"), x).get(1).doubleAt(0)).isEqualTo(1);
        assertThat(run(text.formatted("true"), x).get(1).doubleAt(0)).isEqualTo(2);
    }
}
