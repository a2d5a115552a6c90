package qcc.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookupProductTest {
    private final Random random = new Random(5);

    /** Fewer rows than a table has, rows that do not fill the last table, samples that do not fill a vector, phases that do not divide 8. */
    @ParameterizedTest
    @CsvSource({"1, 1, 1, 16, 8", "4, 2, 1, 64, 8", "9, 3, 1, 48, 8", "128, 5, 1, 80, 8", "27, 2, 2, 64, 8", "7, 2, 3, 16, 8",
            "31, 3, 1, 64, 4"})
    void equalsThePlainLoop(int rows, int columns, int levelBits, int samples, int inputBits) {
        var memory = new byte[200 * samples];
        random.nextBytes(memory);
        var cells = new short[rows * columns];
        for (var i = 0; i < cells.length; i++) {
            cells[i] = i / columns % 16 < 6 ? 0 : (short) random.nextInt(-40, 41);
        }
        var addresses = random.ints(rows + 2, 0, 200).toArray();
        for (var expanded : new boolean[]{false, true}) {
            for (var flip : new int[]{0, 128}) {
                var tables = LookupTables.of(cells, 0, rows, columns, levelBits, expanded);
                var product = new LookupProduct(samples, inputBits, levelBits, rows + 3);
                product.load(memory, addresses, 2, rows, flip);
                for (var column = 0; column < columns; column++) {
                    var sums = product.sums(tables, column, -3);
                    for (var phase = 0; phase < product.phases(); phase++) {
                        for (var s = 0; s < samples; s++) {
                            var expected = -3;
                            for (var k = 0; k < rows; k++) {
                                var level = ((memory[addresses[2 + k] * samples + s] & 0xFF) ^ flip) >>> phase * levelBits
                                        & (1 << levelBits) - 1;
                                expected += level * cells[k * columns + column];
                            }
                            assertThat(sums[phase * product.phaseStride() + s]).isEqualTo((short) expected);
                        }
                    }
                }
            }
        }
    }

    @Test
    void tablesNeedNarrowInputs() {
        assertThat(LookupTables.supports(1)).isTrue();
        assertThat(LookupTables.supports(3)).isTrue();
        assertThat(LookupTables.supports(4)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> LookupTables.of(new short[1], 0, 1, 1, 8, true))
                .withMessageContaining("8 bits");
    }
}
