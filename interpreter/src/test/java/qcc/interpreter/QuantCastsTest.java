package qcc.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static qcc.interpreter.Programs.apply;
import static qcc.interpreter.Programs.shape;

import org.junit.jupiter.api.Test;
import qcc.tensor.ByteTensor;
import qcc.tensor.FloatTensor;
import qcc.tensor.IntTensor;
import qcc.tensor.UnsignedByteTensor;

class QuantCastsTest {
    private static final String GRID = "!quant.uniform<i8:f32, 0.5:-3>";

    @Test
    void roundsHalfToEvenAndSaturates() {
        var reals = new float[]{0, 0.25f, 0.75f, -0.25f, -0.75f, 1000, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, Float.MAX_VALUE};
        assertThat(apply("quant.qcast", "tensor<9xf32>", "tensor<9x" + GRID + ">", new FloatTensor(shape(1, 9), reals)))
                .isEqualTo(new ByteTensor(shape(1, 9), new byte[]{-3, -3, -1, -3, -5, 127, -128, 127, 127}));
    }

    /** 0.15 / 0.1 is 1.5 in f32 arithmetic, a tie, but 1.4999999664 on the exact values of the two floats. */
    @Test
    void dividesInSinglePrecision() {
        float real = 0.15f;
        assertThat(real / 0.1f).isEqualTo(1.5f);
        assertThat((double) real / (double) 0.1f).isNotEqualTo(1.5);
        assertThat(apply("quant.qcast", "tensor<1xf32>", "tensor<1x!quant.uniform<i8:f32, 0.1>>",
                new FloatTensor(shape(1, 1), new float[]{real})))
                .isEqualTo(new ByteTensor(shape(1, 1), new byte[]{2}));
    }

    @Test
    void namesTheFirstNaN() {
        assertThatExceptionOfType(InterpreterException.class)
                .isThrownBy(() -> apply("quant.qcast", "tensor<1x2xf32>", "tensor<1x2x" + GRID + ">",
                        new FloatTensor(shape(2, 1, 2), new float[]{0, 1, Float.NaN, Float.NaN})))
                .withMessage(
                        "test.mlir:2:6: 'quant.qcast' op meets NaN at index [1, 0, 0] of its input ([sample, ...]), which no grid holds");
    }

    @Test
    void dequantizesInSinglePrecision() {
        assertThat(apply("quant.dcast", "tensor<3x" + GRID + ">", "tensor<3xf32>", new ByteTensor(shape(1, 3), new byte[]{-128, -3, 127})))
                .isEqualTo(new FloatTensor(shape(1, 3), new float[]{-62.5f, 0, 65}));
        assertThat(apply("quant.dcast", "tensor<1x!quant.uniform<i32:f32, 0.1:1>>", "tensor<1xf32>",
                new IntTensor(shape(1, 1), new int[]{Integer.MIN_VALUE})))
                .isEqualTo(new FloatTensor(shape(1, 1), new float[]{(float) (Integer.MIN_VALUE - 1L) * 0.1f}));
    }

    @Test
    void usesTheGridOfEachChannel() {
        var type = "tensor<2x2x!quant.uniform<u8:f32:1, {0.5:10, 2.0:100}>>";
        var reals = new FloatTensor(shape(2, 2, 2), new float[]{1, 1, 2, 2, -9, 400, 0.5f, 4});
        var stored = new UnsignedByteTensor(shape(2, 2, 2), new byte[]{12, 100, 14, 101, 0, (byte) 255, 11, 102});
        assertThat(apply("quant.qcast", "tensor<2x2xf32>", type, reals)).isEqualTo(stored);
        assertThat(apply("quant.dcast", type, "tensor<2x2xf32>", stored))
                .isEqualTo(new FloatTensor(shape(2, 2, 2), new float[]{1, 0, 2, 2, -5, 310, 0.5f, 4}));
    }

    @Test
    void usesTheGridOfEachBlock() {
        var type = "tensor<2x4x!quant.uniform<i8:f32:{0:1, 1:2}, {{1.0, 2.0}, {4.0, 8.0:1}}>>";
        assertThat(apply("quant.dcast", type, "tensor<2x4xf32>", new ByteTensor(shape(1, 2, 4), new byte[]{1, 1, 1, 1, 1, 1, 1, 2})))
                .isEqualTo(new FloatTensor(shape(1, 2, 4), new float[]{1, 1, 2, 2, 4, 4, 0, 8}));
    }

    @Test
    void storageCastsKeepTheBits() {
        var stored = new UnsignedByteTensor(shape(1, 2), new byte[]{(byte) 200, 3});
        var bits = new ByteTensor(shape(1, 2), new byte[]{-56, 3});
        assertThat(apply("quant.scast", "tensor<2x!quant.uniform<u8:f32, 0.5>>", "tensor<2xi8>", stored)).isEqualTo(bits);
        assertThat(apply("quant.scast", "tensor<2xi8>", "tensor<2x!quant.uniform<u8:f32, 0.5>>", bits)).isEqualTo(stored);
    }

    @Test
    void readsConstantsAsTheirTypeSays() {
        assertThat(apply("nn.constant {value = dense<[-1, 5]> : tensor<2xi8>}", "", "tensor<2x!quant.uniform<u8:f32, 0.5>>"))
                .isEqualTo(new UnsignedByteTensor(shape(1, 2), new byte[]{(byte) 255, 5}));
        assertThat(apply("nn.constant {value = dense<[-8, 7]> : tensor<2xi4>}", "", "tensor<2x!quant.uniform<i4:f32, 0.5>>"))
                .isEqualTo(new ByteTensor(shape(1, 2), new byte[]{-8, 7}));
        assertThat(apply("nn.constant {value = dense<1.5> : tensor<2xbf16>}", "", "tensor<2xbf16>"))
                .isEqualTo(new FloatTensor(shape(1, 2), new float[]{1.5f, 1.5f}));
    }
}
