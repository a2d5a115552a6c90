package qcc.sim;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import qcc.chip.ChipLoader;
import qcc.chip.CoreType;

class LosslessProofTest {
    /** 128 rows of 2-bit cells could need 9 bits; whether they do is a matter of the weights. */
    @ParameterizedTest
    @CsvSource({"OFFSET, 127, 8, false", "OFFSET, 0, 8, false", "OFFSET, -64, 8, true", "OFFSET, -128, 8, true", "OFFSET, 127, 9, true",
            "DIFFERENTIAL_DIGITAL, 3, 8, false", "DIFFERENTIAL_DIGITAL, -3, 8, false", "DIFFERENTIAL_DIGITAL, 1, 8, true",
            "DIFFERENTIAL_ANALOG, 1, 8, false", "DIFFERENTIAL_ANALOG, 1, 9, true"})
    void theProgrammedCellsDecide(String encoding, byte weight, int bits, boolean exact) {
        var matrix = new byte[128];
        Arrays.fill(matrix, weight);
        var group = Machines.group(4, 128, 1, matrix);
        var type = type(encoding, bits, 128);
        if (exact) {
            assertThatCode(() -> LosslessProof.require(type, group)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> LosslessProof.require(type, group)).isInstanceOf(Fault.class)
                    .hasMessageContaining(
                            "the converters would lose bits of products with array group 4: rows 0..127 of column 0 in slice");
        }
    }

    @Test
    void fewerActiveRowsAreExactWhateverTheWeights() {
        var matrix = new byte[128];
        Arrays.fill(matrix, (byte) 127);
        assertThatCode(() -> LosslessProof.require(type("OFFSET", 8, 85), Machines.group(0, 128, 1, matrix))).doesNotThrowAnyException();
        assertThatThrownBy(() -> LosslessProof.require(type("OFFSET", 8, 86), Machines.group(0, 128, 1, matrix)))
                .isInstanceOf(Fault.class).hasMessageContaining("need 9 bits, they have 8");
    }

    @Test
    void noisyChipsAreRefused() {
        var chip = Machines.chip().replace("ideal: true", "ideal: false");
        assertThatThrownBy(() -> Machines.load(Machines.bundle(chip, new byte[0]))).isInstanceOf(SimulatorException.class)
                .hasMessageContaining("asks for noise");
    }

    private static CoreType type(String encoding, int bits, int activeRows) {
        var text = Machines.chip().replace("kind: digital", "kind: analog\n  array_ns: 100")
                .replace("tech: sram, bits: 1", "tech: reram, bits: 2")
                .replace("encoding: twos_complement", "encoding: " + encoding.toLowerCase(Locale.ROOT))
                .replace("[1, 1, 1, 1, 1, 1, 1, 1]", "[2, 2, 2, 2]").replace("signed: msb_subtract", "signed: offset")
                .replaceAll("active_rows: 128", "active_rows: " + activeRows)
                .replaceAll("(?s)  digital:.*?  write:",
                        "  adc: {bits: " + bits + ", conversion_ns: 1, columns_per_adc: 16, round: nearest}\n  write:");
        return ChipLoader.parse(text, "analog").typeOf(0);
    }
}
