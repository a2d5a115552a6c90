package qcc.passes.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import qcc.chip.Weights.Encoding;

class ExactnessProverTest {
    /** All inputs of a few rows are tried: the proof holds for a width exactly if no sum leaves the codes of that width. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "XNOR")
    void agreesWithAllInputs(Encoding encoding) {
        for (int seed = 0; seed < 60; seed++) {
            var random = new Random(seed);
            int rows = 1 + random.nextInt(4);
            int level = random.nextBoolean() ? 1 : 3;
            var bits = encoding.differential() ? new int[]{2, 2, 3} : new int[]{2, 2, 3, 1};
            var matrix = new byte[rows * 2];
            for (int i = 0; i < matrix.length; i++) {
                matrix[i] = (byte) (random.nextInt(-127, 128) >> random.nextInt(6));
            }
            var prover = new ExactnessProver(encoding, bits, level, matrix, 2);
            assertThat(prover.bits(0, rows)).as("seed %d", seed).isEqualTo(bruteForce(encoding, bits, level, matrix, rows));
        }
    }

    private static int bruteForce(Encoding encoding, int[] sliceBits, int level, byte[] matrix, int rows) {
        int needed = 0;
        int shift = 0;
        for (int width : sliceBits) {
            for (int column = 0; column < 2; column++) {
                for (int inputs = 0; inputs < Math.pow(level + 1, rows); inputs++) {
                    int positive = 0;
                    int negative = 0;
                    int rest = inputs;
                    for (int row = 0; row < rows; row++, rest /= level + 1) {
                        int weight = matrix[row * 2 + column];
                        int code = encoding.differential() ? Math.abs(weight) : encoding == Encoding.OFFSET ? weight + 128 : weight & 0xFF;
                        int cell = code >> shift & (1 << width) - 1;
                        boolean minus = encoding.differential() && weight < 0;
                        positive += minus ? 0 : rest % (level + 1) * cell;
                        negative += minus ? rest % (level + 1) * cell : 0;
                    }
                    needed = Math.max(needed, encoding == Encoding.DIFFERENTIAL_ANALOG
                            ? signedBits(positive - negative)
                            : unsignedBits(Math.max(positive, negative)));
                }
            }
            shift += width;
        }
        return needed;
    }

    private static int unsignedBits(int sum) {
        int bits = 0;
        while (sum > (1 << bits) - 1) {
            bits++;
        }
        return bits;
    }

    private static int signedBits(int sum) {
        int bits = sum == 0 ? 0 : 1;
        while (sum != 0 && (sum > (1 << bits - 1) - 1 || sum < -(1 << bits - 1))) {
            bits++;
        }
        return bits;
    }

    /** Rows that are safe whatever the weights: 255, 85 and 17 for cells of 1, 2 and 4 bits, as all cells are full here. */
    @ParameterizedTest
    @CsvSource({"1, 300, 8, 255", "2, 300, 8, 85", "4, 300, 8, 17", "2, 85, 8, 85", "2, 300, 1, 0", "2, 300, 2, 1"})
    void fullCellsAllowTheRowsOfTheFormula(int cellBits, int rows, int converterBits, int exactRows) {
        var matrix = new byte[rows];
        Arrays.fill(matrix, (byte) ((1 << cellBits) - 1));
        var prover = new ExactnessProver(Encoding.DIFFERENTIAL_DIGITAL, new int[]{cellBits}, 1, matrix, 1);
        var first = prover.exactGroups(0, rows, rows, converterBits).map(List::getFirst);
        assertThat(first.orElse(0)).isEqualTo(exactRows);
    }
}
