package qcc.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static qcc.interpreter.Programs.apply;
import static qcc.interpreter.Programs.run;
import static qcc.interpreter.Programs.shape;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import qcc.dialect.nn.RequantizeMode;
import qcc.tensor.ByteTensor;
import qcc.tensor.IntTensor;
import qcc.tensor.Tensor;

class CimOpsTest {
    private static final String WINDOW = "kernel = array<i64: 2, 2>, strides = array<i64: 1, 2>, dilations = array<i64: 1, 1>, "
            + "pads = array<i64: 1, 0, 0, 1>";

    private static final String GROUP = """
            cim.group {sym_name = "%s", matrix = dense<"0x%s"> : tensor<%dx%dxi8>, core = 0 : i64, encoding = "offset",
              slice_bits = array<i64: 8>, active_rows = 64 : i64, blocks = []}
            """;

    private static String group(String name, byte[] matrix, int columns) {
        return GROUP.formatted(name, HexFormat.of().withUpperCase().formatHex(matrix), matrix.length / columns, columns);
    }

    /** Two groups share the first two columns as partial sums over different channels; the second is also all of the third column. */
    @Test
    void productsAddTheSumsOfTheirGroups() {
        var random = new Random(3);
        var first = new byte[4 * 2 * 2];
        var second = new byte[4 * 1 * 3];
        var x = new byte[2 * 3 * 4 * 3];
        random.nextBytes(first);
        random.nextBytes(second);
        random.nextBytes(x);
        var result = (IntTensor) run("""
                %s%sfunc.func @main(%%x: tensor<1x3x4x3xi8>) -> tensor<1x3x2x3xi32> {
                  %%r = "cim.product"(%%x) {groups = [@a, @b], first_channel = array<i64: 0, 2>, channels = array<i64: 2, 1>,
                    first_column = array<i64: 0, 0>, %s, pad_value = -9 : i8} : (tensor<1x3x4x3xi8>) -> tensor<1x3x2x3xi32>
                  return %%r : tensor<1x3x2x3xi32>
                }
                """.formatted(group("a", first, 2), group("b", second, 3), WINDOW), new ByteTensor(shape(2, 1, 3, 4, 3), x)).getFirst();

        for (int i = 0; i < result.elements(); i++) {
            var place = NaiveConvolution.coordinates(shape(2, 3, 2, 3), i);
            int sum = 0;
            for (int tap = 0; tap < 4; tap++) {
                int row = place[1] - 1 + tap / 2;
                int column = place[2] * 2 + tap % 2;
                boolean inside = row >= 0 && row < 3 && column < 4;
                for (int c = 0; c < 3; c++) {
                    int value = inside ? x[((place[0] * 3 + row) * 4 + column) * 3 + c] : -9;
                    int weight = c == 2 ? second[tap * 3 + place[3]] : place[3] < 2 ? first[(tap * 2 + c) * 2 + place[3]] : 0;
                    sum += value * weight;
                }
            }
            assertThat(result.data()[i]).isEqualTo(sum);
        }
    }

    /** Row 0 of the result is the first group's, rows 1 and 2 the second's; a third adds to row 1 alone, in both samples. */
    @Test
    void groupsWorkOnTheirRowsOnly() {
        var x = new byte[2 * 3 * 4];
        new Random(4).nextBytes(x);
        var result = (IntTensor) run("""
                %s%s%sfunc.func @main(%%x: tensor<1x3x4x1xi8>) -> tensor<1x3x4x1xi32> {
                  %%r = "cim.product"(%%x) {groups = [@a, @b, @c], first_channel = array<i64: 0, 0, 0>, channels = array<i64: 1, 1, 1>,
                    first_column = array<i64: 0, 0, 0>, first_row = array<i64: 0, 1, 1>, rows = array<i64: 1, 2, 1>,
                    kernel = array<i64: 1, 1>, strides = array<i64: 1, 1>, dilations = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>}
                    : (tensor<1x3x4x1xi8>) -> tensor<1x3x4x1xi32>
                  return %%r : tensor<1x3x4x1xi32>
                }
                """.formatted(group("a", new byte[]{2}, 1), group("b", new byte[]{3}, 1), group("c", new byte[]{10}, 1)),
                new ByteTensor(shape(2, 1, 3, 4, 1), x)).getFirst();
        var factors = new int[]{2, 13, 3};
        for (int i = 0; i < x.length; i++) {
            assertThat(result.data()[i]).as("element %d", i).isEqualTo(factors[i / 4 % 3] * x[i]);
        }
    }

    /** Copies of a matrix on different rows are no partial sums: their magnitudes do not add up. */
    @Test
    void sumsAreBoundedWhereSharesMeet() {
        var matrix = new byte[100_000];
        Arrays.fill(matrix, (byte) 100);
        var module = """
                %sfunc.func @main(%%x: tensor<1x2x1x100000xi8>) -> tensor<1x2x1x1xi32> {
                  %%r = "cim.product"(%%x) {groups = [@a, @a], first_channel = array<i64: 0, 0>, channels = array<i64: 100000, 100000>,
                    first_column = array<i64: 0, 0>, first_row = array<i64: 0, %d>, rows = array<i64: 1, 1>,
                    kernel = array<i64: 1, 1>, strides = array<i64: 1, 1>, dilations = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 0>}
                    : (tensor<1x2x1x100000xi8>) -> tensor<1x2x1x1xi32>
                  return %%r : tensor<1x2x1x1xi32>
                }
                """;
        var x = new ByteTensor(shape(1, 1, 2, 1, 100_000), new byte[200_000]);
        assertThat(run(module.formatted(group("a", matrix, 1), 1), x)).hasSize(1);
        assertThatExceptionOfType(InterpreterException.class).isThrownBy(() -> run(module.formatted(group("a", matrix, 1), 0), x))
                .withMessageContaining("has sums of up to 2560000000, which overflow 32 bits");
    }

    @Test
    void aMissingGroupIsNamed() {
        assertThatExceptionOfType(InterpreterException.class).isThrownBy(() -> apply(
                "cim.product {groups = [@gone], first_channel = array<i64: 0>, channels = array<i64: 1>, first_column = array<i64: 0>, "
                        + WINDOW + "}",
                "tensor<1x3x4x1xi8>", "tensor<1x3x2x1xi32>", new ByteTensor(shape(1, 1, 3, 4, 1), new byte[12])))
                .withMessageContaining("'cim.product' op names @gone, which its module does not hold");
    }

    @ParameterizedTest
    @EnumSource(RequantizeMode.class)
    void requantizesSumsChannelByChannel(RequantizeMode mode) {
        boolean real = mode == RequantizeMode.FLOAT;
        boolean shift = mode == RequantizeMode.SHIFT;
        int m0 = real ? Float.floatToRawIntBits(0.01f) : shift ? 1 : 1717986918;
        int m1 = real ? Float.floatToRawIntBits(0.5f) : shift ? 1 : 1 << 30;
        int s0 = real ? 0 : -6;
        int s1 = real ? 0 : shift ? -1 : 0;
        var attributes = ("{bias = array<i32: 100, -7>, multiplier = array<i32: %d, %d>, shift = array<i32: %d, %d>, "
                + "residual_multiplier = array<i32: %d, %d>, residual_shift = array<i32: %d, %d>, residual_zero_point = 3 : i64, "
                + "output_zero_point = -20 : i64, clamp = array<i32: -20, 100>, mode = \"%s\", operandSegmentSizes = array<i32: 1, 1>}")
                .formatted(m0, m1, s0, s1, m1, m0, s1, s0, mode);
        var sums = new int[]{5000, 40, -6000, 301};
        var residual = new byte[]{7, -100, 13, 127};
        var result = (ByteTensor) apply("cim.requantize " + attributes, "tensor<1x1x2x2xi32>, tensor<1x1x2x2xi8>", "tensor<1x1x2x2xi8>",
                new IntTensor(shape(1, 1, 1, 2, 2), sums), new ByteTensor(shape(1, 1, 1, 2, 2), residual));
        var scales = new Requantizer[]{Requantizer.ofParameters(mode, m0, s0), Requantizer.ofParameters(mode, m1, s1)};
        for (int i = 0; i < 4; i++) {
            int sum = sums[i] + (i % 2 == 0 ? 100 : -7) + (int) scales[1 - i % 2].rescale(residual[i] - 3);
            assertThat((int) result.data()[i]).isEqualTo(scales[i % 2].requantize(sum, -20, -20, 100));
        }
    }

    @Test
    void sumsThatLeaveTheirBitsAreErrors() {
        assertThatExceptionOfType(InterpreterException.class).isThrownBy(() -> apply(
                "cim.requantize {bias = array<i32: 1>, multiplier = array<i32: 1073741824>, shift = array<i32: 0>, "
                        + "output_zero_point = 0 : i64, clamp = array<i32: -128, 127>, mode = \"double\", "
                        + "operandSegmentSizes = array<i32: 1, 0>}",
                "tensor<1x1x1x1xi32>", "tensor<1x1x1x1xi8>", new IntTensor(shape(1, 1, 1, 1, 1), new int[]{Integer.MAX_VALUE})))
                .withMessageContaining("needs a sum, a size or an index beyond 2^31-1");
    }

    /** The device's sum is the contract's sum on quantized tensors, parameters in place of types. */
    @Test
    void elementwiseSumsAreThoseOfTheContract() {
        var x = bytes(1);
        var y = bytes(2);
        double twice = 2 * 0.5;
        var left = QuantizedMultiplier.of(0.3 / twice);
        var right = QuantizedMultiplier.of(0.5 / twice);
        var output = QuantizedMultiplier.of(twice / ((1 << 20) * 0.7));
        var attributes = ("{lhs_zero_point = 3 : i64, lhs_multiplier = %d : i64, lhs_shift = %d : i64, rhs_zero_point = -4 : i64, "
                + "rhs_multiplier = %d : i64, rhs_shift = %d : i64, output_multiplier = %d : i64, output_shift = %d : i64, "
                + "output_zero_point = 9 : i64, clamp = array<i32: -128, 127>, mode = \"double\"}")
                .formatted(left.multiplier(), left.shift(), right.multiplier(), right.shift(), output.multiplier(), output.shift());
        for (var name : new String[]{"add", "sub"}) {
            var expected = apply("nn." + name,
                    "tensor<1x64x!quant.uniform<i8:f32, 0.3:3>>, tensor<1x64x!quant.uniform<i8:f32, 0.5:-4>>",
                    "tensor<1x64x!quant.uniform<i8:f32, 0.7:9>>", x, y);
            assertThat(apply("cim." + name + " " + attributes, "tensor<1x64xi8>, tensor<1x64xi8>", "tensor<1x64xi8>", x, y))
                    .isEqualTo(expected);
        }
    }

    private static ByteTensor bytes(int seed) {
        var data = new byte[64];
        new Random(seed).nextBytes(data);
        return new ByteTensor(shape(1, 1, 64), data);
    }

    @Test
    void poolsWorkOnRawIntegers() {
        var x = new ByteTensor(shape(1, 1, 1, 3, 1), new byte[]{-100, -101, -103});
        var window = "kernel = array<i64: 1, 2>, strides = array<i64: 1, 2>, dilations = array<i64: 1, 1>, pads = array<i64: 0, 0, 0, 1>";
        assertThat(apply("cim.max_pool {" + window + "}", "tensor<1x1x3x1xi8>", "tensor<1x1x2x1xi8>", x))
                .isEqualTo(new ByteTensor(shape(1, 1, 1, 2, 1), new byte[]{-100, -103}));
        assertThat(apply("cim.avg_pool {" + window + "}", "tensor<1x1x3x1xi8>", "tensor<1x1x2x1xi8>", x))
                .isEqualTo(new ByteTensor(shape(1, 1, 1, 2, 1), new byte[]{-101, -103}));
        assertThat(apply("cim.avg_pool {count_include_pad = true, pad_value = 4 : i8, " + window + "}", "tensor<1x1x3x1xi8>",
                "tensor<1x1x2x1xi8>", x))
                .isEqualTo(new ByteTensor(shape(1, 1, 1, 2, 1), new byte[]{-101, -50}));
        assertThat(apply("cim.sum", "tensor<1x1x3x1xi8>", "tensor<1x1x1x1xi32>", x))
                .isEqualTo(new IntTensor(shape(1, 1, 1, 1, 1), new int[]{-304}));
    }

    @Test
    void rescalesAndLooksUp() {
        var x = new ByteTensor(shape(1, 1, 3), new byte[]{-128, 10, 127});
        assertThat(apply("cim.rescale {input_zero_point = 10 : i64, multiplier = 1073741824 : i64, shift = 2 : i64, "
                + "output_zero_point = -1 : i64, clamp = array<i32: -128, 100>, mode = \"single\"}", "tensor<1x3xi8>", "tensor<1x3xi8>", x))
                .isEqualTo(new ByteTensor(shape(1, 1, 3), new byte[]{-128, -1, 100}));
        var entries = new StringBuilder();
        for (int i = 0; i < 256; i++) {
            entries.append("%02X".formatted(255 - i));
        }
        assertThat(apply("cim.table {table = dense<\"0x" + entries + "\"> : tensor<256xi8>}", "tensor<1x3xi8>", "tensor<1x3xi8>", x))
                .isEqualTo(new ByteTensor(shape(1, 1, 3), new byte[]{-1, 117, 0}));
    }

    @Test
    void movesBytes() {
        var x = new ByteTensor(shape(1, 1, 2, 2), new byte[]{1, 2, 3, 4});
        assertThat(apply("cim.view", "tensor<1x2x2xi8>", "tensor<4xi8>", x)).isEqualTo(x.reshape(shape(1, 4)));
        assertThat(
                apply("cim.slice {starts = array<i64: 0, 1, 0>, steps = array<i64: 1, 1, 1>}", "tensor<1x2x2xi8>", "tensor<1x1x2xi8>", x))
                .isEqualTo(new ByteTensor(shape(1, 1, 1, 2), new byte[]{3, 4}));
        assertThat(apply("cim.pad {low = array<i64: 0, 0, 1>, high = array<i64: 0, 0, 0>, value = -5 : i8}", "tensor<1x2x2xi8>",
                "tensor<1x2x3xi8>", x)).isEqualTo(new ByteTensor(shape(1, 1, 2, 3), new byte[]{-5, 1, 2, -5, 3, 4}));
    }

    @Test
    void theHostLaunchesAndCalls() {
        Tensor x = new ByteTensor(shape(1, 2), new byte[]{1, 2});
        assertThat(run("""
                func.func @device(%a: tensor<2xi8>) -> tensor<1x2xi8> {
                  %r = "cim.view"(%a) : (tensor<2xi8>) -> tensor<1x2xi8>
                  return %r : tensor<1x2xi8>
                }
                func.func @host(%a: tensor<1x2xi8>) -> tensor<2x1xi8> {
                  %r = "nn.reshape"(%a) : (tensor<1x2xi8>) -> tensor<2x1xi8>
                  return %r : tensor<2x1xi8>
                }
                func.func @main(%a: tensor<2xi8>) -> tensor<2x1xi8> {
                  "host.load_segment"() {segment = 0 : i64} : () -> ()
                  %b = "host.launch"(%a) {callee = @device, segment = 0 : i64} : (tensor<2xi8>) -> tensor<1x2xi8>
                  %c = "host.call"(%b) {callee = @host} : (tensor<1x2xi8>) -> tensor<2x1xi8>
                  return %c : tensor<2x1xi8>
                }
                """, x)).containsExactly(x.reshape(shape(1, 2, 1)));
    }
}
