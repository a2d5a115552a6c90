package qcc.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloatMatrixTest {
    private final Random random = new Random(1);

    @ParameterizedTest
    @CsvSource({"1,1,1", "6,32,256", "7,33,257", "5,31,1", "1,1000,3", "300,2,600", "241,513,7", "13,47,1025", "97,129,300", "25,16,300",
            "24,80,40"})
    void equalsThePlainLoopInEveryBit(int rows, int columns, int depth) {
        var a = FloatMatrix.of(randomFloats(rows * depth), rows, depth);
        var b = FloatMatrix.of(randomFloats(depth * columns), depth, columns);
        check(a, b, false);
        check(a, b, true);
    }

    @Test
    void takesStridesOffsetsAndTransposedOperands() {
        var a = new FloatMatrix(randomFloats(5000), 3, 19, 40, 50, 1);
        var b = new FloatMatrix(randomFloats(5000), 7, 40, 35, 37, 1);
        check(a, b, true);
        var aTransposed = new FloatMatrix(randomFloats(5000), 11, 40, 19, 23, 1).transposed();
        var bTransposed = new FloatMatrix(randomFloats(5000), 2, 35, 40, 41, 1).transposed();
        check(aTransposed, b, false);
        check(a, bTransposed, false);
        check(aTransposed, bTransposed, true);
    }

    @Test
    void anEmptySumIsZeroOrTheOldValue() {
        var a = FloatMatrix.of(new float[0], 2, 0);
        var b = FloatMatrix.of(new float[0], 0, 2);
        var c = new float[]{1, 2, 3, 4};
        FloatMatrix.multiply(a, b, FloatMatrix.of(c, 2, 2), true, Parallel.shared());
        assertThat(c).containsExactly(1, 2, 3, 4);
        FloatMatrix.multiply(a, b, FloatMatrix.of(c, 2, 2));
        assertThat(c).containsExactly(0, 0, 0, 0);
    }

    @Test
    void refusesShapesThatDoNotFit() {
        var square = FloatMatrix.of(new float[16], 4, 4);
        var wide = FloatMatrix.of(new float[20], 4, 5);
        assertThatIllegalArgumentException().isThrownBy(() -> FloatMatrix.multiply(wide, square, square))
                .withMessage("cannot multiply 4 x 5 by 4 x 4 into 4 x 4");
        assertThatIllegalArgumentException().isThrownBy(() -> FloatMatrix.multiply(square, square, square.transposed()))
                .withMessageContaining("column stride");
        assertThatIllegalArgumentException().isThrownBy(() -> new FloatMatrix(new float[9], 0, 3, 4, 3, 1))
                .withMessageContaining("needs 10 elements, the array has 9");
    }

    private void check(FloatMatrix a, FloatMatrix b, boolean accumulate) {
        var stride = b.columns() + 3;
        var initial = randomFloats(a.rows() * stride + 5);
        var expected = initial.clone();
        plainLoop(a, b, expected, stride, accumulate);
        for (var threads = 1; threads <= 3; threads++) {
            var actual = initial.clone();
            try (var parallel = new Parallel(threads)) {
                FloatMatrix.multiply(a, b, new FloatMatrix(actual, 5, a.rows(), b.columns(), stride, 1), accumulate, parallel);
            }
            assertThat(Arrays.mismatch(actual, expected)).as("threads %d", threads).isEqualTo(-1);
        }
    }

    private static void plainLoop(FloatMatrix a, FloatMatrix b, float[] c, int stride, boolean accumulate) {
        for (var i = 0; i < a.rows(); i++) {
            for (var j = 0; j < b.columns(); j++) {
                var sum = accumulate ? c[5 + i * stride + j] : 0;
                for (var k = 0; k < a.columns(); k++) {
                    sum = Math.fma(a.data()[a.index(i, k)], b.data()[b.index(k, j)], sum);
                }
                c[5 + i * stride + j] = sum;
            }
        }
    }

    private float[] randomFloats(int count) {
        var values = new float[count];
        for (var i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
