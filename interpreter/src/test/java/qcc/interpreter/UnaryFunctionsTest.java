package qcc.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static qcc.interpreter.Programs.apply;
import static qcc.interpreter.Programs.shape;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import qcc.tensor.BooleanTensor;
import qcc.tensor.DoubleTensor;
import qcc.tensor.IntTensor;
import qcc.tensor.LongTensor;

class UnaryFunctionsTest {
    private static double at(String attributes, double x) {
        return apply("nn.unary {" + attributes + "}", "tensor<1xf64>", "tensor<1xf64>", new DoubleTensor(shape(1, 1), new double[]{x}))
                .doubleAt(0);
    }

    /** Values of Python's math module, on both sides of the change of method. */
    @ParameterizedTest
    @CsvSource({"0, 0", "1e-10, 1.1283791670955126e-10", "0.5, 0.5204998778130465", "2.4999, 0.9995928300996666", "2.5, 0.999593047982555",
            "-3, -0.9999779095030014", "5.9, 0.9999999999999999", "7, 1", "-Infinity, -1"})
    void errorFunction(double x, double expected) {
        assertThat(at("function = \"erf\"", x)).isCloseTo(expected, within(4e-16 + 1e-15 * Math.abs(expected)));
        assertThat(at("function = \"erf\"", Double.NaN)).isNaN();
    }

    @ParameterizedTest
    @CsvSource({"abs, -2, 2", "round, 2.5, 2", "round, -3.5, -4", "sign, -0.5, -1", "softplus, 1000, 1000", "softplus, -1000, 0",
            "mish, -1000, 0", "softsign, -3, -0.75", "hard_swish, -3, 0", "hard_swish, 1, 0.6666666666666666",
            "asinh, -1e200, -461.2101657793691",
            "asinh, 1e-9, 1e-9", "acosh, 1, 0", "acosh, 1e200, 461.2101657793691", "atanh, -1e-12, -1e-12",
            "atanh, 0.5, 0.5493061443340548", "gelu, 1, 0.8413447460685429", "gelu_tanh, 1, 0.8411919906082768"})
    void functionsWithoutParameters(String function, double x, double expected) {
        assertThat(at("function = \"" + function + "\"", x)).isCloseTo(expected, within(1e-15 * Math.max(1, Math.abs(expected))));
    }

    @Test
    void parameters() {
        assertThat(at("alpha = 2.0 : f64, function = \"celu\"", -2)).isCloseTo(2 * Math.expm1(-1), within(1e-15));
        assertThat(at("alpha = 0.5 : f64, beta = 0.25 : f64, function = \"hard_sigmoid\"", 1)).isEqualTo(0.75);
        assertThat(at("alpha = 1.5 : f64, beta = 0.25 : f64, function = \"shrink\"", -1.5)).isZero();
        assertThat(at("alpha = 1.5 : f64, beta = 0.25 : f64, function = \"shrink\"", -2)).isEqualTo(-1.75);
        assertThat(at("alpha = 1.0 : f64, function = \"thresholded_relu\"", 1)).isZero();
        assertThat(at("alpha = 1.0 : f64, gamma = 2.0 : f64, function = \"selu\"", 3)).isEqualTo(6);
    }

    @Test
    void integersKeepAllTheirBits() {
        var large = new LongTensor(shape(1, 2), new long[]{(1L << 62) + 1, -7});
        assertThat(apply("nn.unary {function = \"neg\"}", "tensor<2xi64>", "tensor<2xi64>", large))
                .isEqualTo(new LongTensor(shape(1, 2), new long[]{-(1L << 62) - 1, 7}));
        assertThat(apply("nn.unary {function = \"not\"}", "tensor<2xui16>", "tensor<2xui16>",
                new IntTensor(shape(1, 2), new int[]{0, 0xFF00}))).isEqualTo(new IntTensor(shape(1, 2), new int[]{0xFFFF, 0x00FF}));
        assertThat(apply("nn.unary {function = \"not\"}", "tensor<2xi1>", "tensor<2xi1>",
                new BooleanTensor(shape(1, 2), new boolean[]{true, false})))
                .isEqualTo(new BooleanTensor(shape(1, 2), new boolean[]{false, true}));
    }
}
