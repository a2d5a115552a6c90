package qcc.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockstepProductTest {
    private final Random random = new Random(3);

    @ParameterizedTest
    @CsvSource({"1,1,16", "9,3,32", "144,16,64", "25,10,48", "1025,5,16", "2049,2,80", "0,3,16"})
    void equalsThePlainLoop(int rows, int columns, int samples) {
        var memory = new byte[300 * samples];
        random.nextBytes(memory);
        check(memory, samples, random.ints(rows * columns, -128, 128).toArray(), rows, columns);
    }

    @ParameterizedTest
    @CsvSource({"-128", "127", "255", "-131072"})
    void isExactForExtremeValues(int weight) {
        for (var x : new byte[]{-128, 127}) {
            var memory = new byte[300 * 16];
            Arrays.fill(memory, x);
            memory[5] = 1;
            var weights = new int[Math.abs(weight) > 255 ? 63 : 3000];
            Arrays.fill(weights, weight);
            check(memory, 16, weights, weights.length, 1);
        }
    }

    @Test
    void packsBytes() {
        var accumulators = new int[32];
        var memory = new byte[16];
        Arrays.fill(memory, (byte) 3);
        LockstepProduct.multiply(memory, 16, new int[]{0}, 0, LockstepWeights.of(new byte[]{-128, 127}, 1, 2), 0, 1, accumulators, 0,
                false);
        assertThat(accumulators).startsWith(-384, -384).endsWith(381, 381);
    }

    @Test
    void refusesWhatDoesNotFit() {
        var weights = LockstepWeights.of(new byte[2], 2, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> multiply(new byte[40], 20, new int[]{0, 0}, weights, new int[20]))
                .withMessageContaining("multiple of 16");
        for (var address : new int[]{-1, 2, 1 << 28}) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> multiply(new byte[32], 16, new int[]{0, address}, weights, new int[16]));
        }
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> multiply(new byte[32], 16, new int[]{0, 0}, weights, new int[15]));
        assertThatIllegalArgumentException().isThrownBy(() -> LockstepWeights.of(new int[]{131073}, 1, 1)).withMessageContaining("131073")
                .withMessageContaining("131072");
    }

    @Test
    void theExactBoundIsTight() {
        assertThat(ExactSums.terms(128)).isEqualTo(1024);
        assertThat(ExactSums.terms(127)).isEqualTo(1032);
        assertThat(ExactSums.terms(255)).isEqualTo(514);
        assertThat(ExactSums.terms(0)).isEqualTo(1 << 17);
    }

    private static void multiply(byte[] memory, int samples, int[] addresses, LockstepWeights weights, int[] accumulators) {
        LockstepProduct.multiply(memory, samples, addresses, 0, weights, 0, weights.rows(), accumulators, 0, false);
    }

    /** Multiplies all rows, and all but the first two and the last, from random addresses, overwriting and adding. */
    private void check(byte[] memory, int samples, int[] weights, int rows, int columns) {
        var addresses = random.ints(rows + 3, 0, memory.length / samples).toArray();
        var packed = LockstepWeights.of(weights, rows, columns);
        for (var accumulate : new boolean[]{false, true}) {
            check(memory, samples, addresses, weights, packed, 0, rows, accumulate);
            if (rows > 3) {
                check(memory, samples, addresses, weights, packed, 2, rows - 3, accumulate);
            }
        }
    }

    private void check(byte[] memory, int samples, int[] addresses, int[] weights, LockstepWeights packed, int firstRow, int rows,
            boolean accumulate) {
        var columns = packed.columns();
        var initial = random.ints(columns * samples + 9, -1000, 1000).toArray();
        var expected = initial.clone();
        for (var c = 0; c < columns; c++) {
            for (var s = 0; s < samples; s++) {
                var sum = accumulate ? initial[4 + c * samples + s] : 0;
                for (var k = 0; k < rows; k++) {
                    sum += memory[addresses[3 + k] * samples + s] * weights[(firstRow + k) * columns + c];
                }
                expected[4 + c * samples + s] = sum;
            }
        }
        LockstepProduct.multiply(memory, samples, addresses, 3, packed, firstRow, rows, initial, 4, accumulate);
        assertThat(Arrays.mismatch(initial, expected)).isEqualTo(-1);
    }
}
