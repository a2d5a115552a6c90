package qcc.passes.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import qcc.chip.Weights.Encoding;
import qcc.dialect.cim.Converter;
import qcc.dialect.cim.Converter.Signing;
import qcc.dialect.cim.StepTable;

class ExactnessProverTest {
    /** All inputs of a few rows are tried: the proof holds for a width exactly if no sum leaves the codes of that width. */
    @ParameterizedTest
    @EnumSource
    void agreesWithAllInputs(Encoding encoding) {
        for (int seed = 0; seed < 120; seed++) {
            var random = new Random(seed);
            int rows = 1 + random.nextInt(3);
            var signing = encoding == Encoding.XNOR ? Signing.BIPOLAR : Signing.values()[random.nextInt(5)];
            var drive = drive(signing, List.of(1, 2, 3, 8).get(random.nextInt(4)));
            var bits = slices(encoding, random);
            var matrix = new byte[rows * 2];
            for (int i = 0; i < matrix.length; i++) {
                matrix[i] = (byte) (random.nextInt(-127, 128) >> random.nextInt(6));
            }
            var prover = new ExactnessProver(new CellValues(encoding, bits), drive, matrix, 2);
            assertThat(prover.sums(0, rows).bits()).as("seed %d: %s", seed, drive)
                    .isEqualTo(bruteForce(encoding, bits, drive, matrix, rows));
        }
    }

    private static Converter drive(Signing signing, int dacBits) {
        return new Converter(8, StepTable.uniform(1), false, 8, dacBits, signing, List.of());
    }

    private static int[] slices(Encoding encoding, Random random) {
        return switch (encoding) {
            case DIFFERENTIAL_ANALOG, DIFFERENTIAL_DIGITAL -> random.nextBoolean() ? new int[]{2, 2, 3} : new int[]{8};
            case OFFSET -> random.nextBoolean() ? new int[]{2, 2, 3, 1} : new int[]{8};
            case TWOS_COMPLEMENT -> random.nextBoolean() ? new int[]{2, 2, 3, 1} : new int[]{4, 4};
            case XNOR -> new int[]{1, 1, 1, 1, 1, 1, 1, 1};
        };
    }

    /** Sums of one phase are independent of other phases, so all levels that inputs drive in it are tried. */
    private static int bruteForce(Encoding encoding, int[] sliceBits, Converter drive, byte[] matrix, int rows) {
        int needed = 0;
        for (var phase : drive.phases()) {
            var levels = levels(drive, phase);
            for (int slice = 0; slice < sliceBits.length; slice++) {
                for (int column = 0; column < 2; column++) {
                    for (int choice = 0; choice < Math.pow(levels.length, rows); choice++) {
                        int positive = 0;
                        int negative = 0;
                        int rest = choice;
                        for (int row = 0; row < rows; row++, rest /= levels.length) {
                            int weight = matrix[row * 2 + column];
                            int value = levels[rest % levels.length] * cell(encoding, sliceBits, slice, weight);
                            boolean minus = encoding.differential() && weight < 0;
                            positive += minus ? 0 : value;
                            negative += minus ? value : 0;
                        }
                        needed = Math.max(needed, needed(encoding, drive, phase, sliceBits, slice, rows, positive, negative));
                    }
                }
            }
        }
        return needed;
    }

    private static int[] levels(Converter drive, Converter.Phase phase) {
        var all = new int[256];
        Arrays.setAll(all, i -> drive.level(i - 128, phase));
        var distinct = Arrays.stream(all).distinct().sorted().toArray();
        return distinct.length < 10 ? distinct : new int[]{distinct[0], distinct[distinct.length / 2], distinct[distinct.length - 1]};
    }

    private static int cell(Encoding encoding, int[] sliceBits, int slice, int weight) {
        int shift = Arrays.stream(sliceBits).limit(slice).sum();
        int code = encoding.differential() ? Math.abs(weight) : encoding == Encoding.TWOS_COMPLEMENT ? weight & 0xFF : weight + 128;
        int cell = code >> shift & (1 << sliceBits[slice]) - 1;
        if (encoding == Encoding.XNOR) {
            return cell == 1 ? 1 : -1;
        }
        return isSigned(encoding, sliceBits, slice) && cell >= 1 << sliceBits[slice] - 1 ? cell - (1 << sliceBits[slice]) : cell;
    }

    private static boolean isSigned(Encoding encoding, int[] sliceBits, int slice) {
        return encoding == Encoding.TWOS_COMPLEMENT && slice == sliceBits.length - 1 && sliceBits[slice] > 1;
    }

    private static int needed(Encoding encoding, Converter drive, Converter.Phase phase, int[] sliceBits, int slice, int rows, int positive,
            int negative) {
        if (encoding == Encoding.XNOR) {
            return unsignedBits((positive + rows * ((1 << phase.bits()) - 1)) / 2);
        }
        boolean signed = drive.signing() == Signing.BIPOLAR || isSigned(encoding, sliceBits, slice);
        if (encoding == Encoding.DIFFERENTIAL_ANALOG) {
            return signedBits(positive - negative);
        }
        return signed ? Math.max(signedBits(positive), signedBits(negative)) : unsignedBits(Math.max(positive, negative));
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
        var cells = new CellValues(Encoding.DIFFERENTIAL_DIGITAL, new int[]{cellBits});
        var prover = new ExactnessProver(cells, drive(Signing.OFFSET, 1), matrix, 1);
        var first = prover.exactGroups(0, rows, rows, converterBits).map(List::getFirst);
        assertThat(first.orElse(0)).isEqualTo(exactRows);
    }

    /** Bits of sums of 9 rows with the largest level: the sums are 9 * X * level, signed where levels or cells have both signs. */
    @ParameterizedTest
    @CsvSource({"OFFSET, OFFSET, 1, 5", "OFFSET, OFFSET, 2, 7", "OFFSET, BIPOLAR, 1, 6", "DIFFERENTIAL_ANALOG, OFFSET, 1, 6",
            "DIFFERENTIAL_DIGITAL, OFFSET, 1, 5", "XNOR, BIPOLAR, 1, 4", "XNOR, BIPOLAR, 2, 5", "DIFFERENTIAL_DIGITAL, POS_NEG, 8, 12"})
    void formulas(Encoding encoding, Signing signing, int dacBits, int bits) {
        var matrix = new byte[9];
        Arrays.fill(matrix, (byte) 127);
        var slices = encoding == Encoding.XNOR ? new int[]{1, 1, 1, 1, 1, 1, 1, 1} : new int[]{2, 2, 2, 2};
        assertThat(new ExactnessProver(new CellValues(encoding, slices), drive(signing, dacBits), matrix, 1).sums(0, 9).bits())
                .isEqualTo(bits);
    }

    /** Greedy division against all divisions of a few rows. */
    @Test
    void noOtherDivisionHasFewerGroups() {
        for (int seed = 0; seed < 60; seed++) {
            var random = new Random(seed);
            int rows = 1 + random.nextInt(10);
            var matrix = new byte[rows * 3];
            random.nextBytes(matrix);
            var cells = new CellValues(Encoding.OFFSET, new int[]{2, 2, 2, 2});
            var prover = new ExactnessProver(cells, drive(Signing.OFFSET, 1), matrix, 3);
            int most = 1 + random.nextInt(6);
            int bits = 2 + random.nextInt(3);
            assertThat(prover.exactGroups(0, rows, most, bits).orElseThrow()).as("seed %d", seed)
                    .hasSize(fewest(prover, rows, most, bits));
        }
    }

    private static int fewest(ExactnessProver prover, int rows, int most, int bits) {
        var best = new int[rows + 1];
        for (int end = 1; end <= rows; end++) {
            best[end] = Integer.MAX_VALUE;
            for (int first = Math.max(0, end - most); first < end; first++) {
                if (prover.sums(first, end).bits() <= bits) {
                    best[end] = Math.min(best[end], best[first] + 1);
                }
            }
        }
        return best[rows];
    }
}
