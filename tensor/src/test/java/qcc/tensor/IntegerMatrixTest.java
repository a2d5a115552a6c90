package qcc.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntegerMatrixTest {
    private final Random random = new Random(2);

    @ParameterizedTest
    @CsvSource({"1,1,1", "6,32,256", "7,33,257", "5,31,3", "200,10,27", "13,70,1025", "97,129,2100", "25,16,300"})
    void equalsThePlainLoop(int rows, int columns, int depth) {
        var a = new byte[rows * depth];
        var b = new byte[depth * columns];
        random.nextBytes(a);
        random.nextBytes(b);
        check(a, b, rows, columns, depth, false);
        check(a, b, rows, columns, depth, true);
    }

    @ParameterizedTest
    @CsvSource({"-128,-128", "-128,127", "127,127"})
    void isExactForExtremeValues(byte x, byte weight) {
        var a = new byte[7 * 3001];
        var b = new byte[3001 * 33];
        Arrays.fill(a, x);
        Arrays.fill(b, weight);
        a[1500] = 1;
        check(a, b, 7, 33, 3001, false);
    }

    @Test
    void packsTransposedWeights() {
        var byOutput = new byte[]{9, 1, 2, 3, 4, 5, 6};
        var c = new int[2];
        IntegerMatrix.multiply(new byte[]{1, 10, 100}, 0, 3, 1, PackedWeights.of(byOutput, 1, 3, 2, 1, 3), c, 0, 2, false,
                Parallel.shared());
        assertThat(c).containsExactly(321, 654);
    }

    @Test
    void anEmptySumIsZeroOrTheOldValue() {
        var none = PackedWeights.of(new byte[0], 0, 2);
        var c = new int[]{3, 4};
        IntegerMatrix.multiply(new byte[0], 0, 0, 1, none, c, 0, 2, true, Parallel.shared());
        assertThat(c).containsExactly(3, 4);
        IntegerMatrix.multiply(new byte[0], 0, 0, 1, none, c, 0, 2, false, Parallel.shared());
        assertThat(c).containsExactly(0, 0);
    }

    @Test
    void refusesWhatMayOverflowOrDoesNotFit() {
        var tooMany = ExactSums.MAX_BYTE_ROWS + 1;
        assertThat((long) tooMany * 128 * 128).isGreaterThan(Integer.MAX_VALUE);
        assertThatIllegalArgumentException().isThrownBy(() -> PackedWeights.of(new byte[tooMany], tooMany, 1))
                .withMessageContaining("131071");
        var weights = PackedWeights.of(new byte[6], 3, 2);
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> IntegerMatrix.multiply(new byte[5], 0, 3, 2, weights, new int[4], 0, 2, false, Parallel.shared()));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> IntegerMatrix.multiply(new byte[6], 0, 3, 2, weights, new int[3], 0, 2, false, Parallel.shared()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IntegerMatrix.multiply(new byte[6], 0, 3, 2, weights, new int[4], 0, 1, false, Parallel.shared()));
    }

    private void check(byte[] a, byte[] b, int rows, int columns, int depth, boolean accumulate) {
        var stride = columns + 3;
        var initial = random.ints(rows * stride + 2, -1000, 1000).toArray();
        var expected = initial.clone();
        for (var i = 0; i < rows; i++) {
            for (var j = 0; j < columns; j++) {
                var sum = accumulate ? initial[2 + i * stride + j] : 0;
                for (var k = 0; k < depth; k++) {
                    sum += a[i * depth + k] * b[k * columns + j];
                }
                expected[2 + i * stride + j] = sum;
            }
        }
        for (var threads = 1; threads <= 3; threads++) {
            var actual = initial.clone();
            try (var parallel = new Parallel(threads)) {
                IntegerMatrix.multiply(a, 0, depth, rows, PackedWeights.of(b, depth, columns), actual, 2, stride, accumulate, parallel);
            }
            assertThat(Arrays.mismatch(actual, expected)).as("threads %d", threads).isEqualTo(-1);
        }
    }
}
