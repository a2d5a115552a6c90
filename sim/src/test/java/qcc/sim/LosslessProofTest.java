package qcc.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import qcc.backend.cim.isa.ArrayGroup;
import qcc.backend.cim.isa.Converter;
import qcc.backend.cim.isa.StepTable;
import qcc.backend.cim.isa.WeightEncoding;
import qcc.chip.ChipLoader;
import qcc.chip.CoreType;

class LosslessProofTest {
    /** 128 rows of 2-bit cells could need 9 bits; whether they do is a matter of the weights. */
    @ParameterizedTest
    @CsvSource({"OFFSET, 127, 8, false", "OFFSET, 0, 8, false", "OFFSET, -64, 8, true", "OFFSET, -128, 8, true", "OFFSET, 127, 9, true",
            "DIFFERENTIAL_DIGITAL, 3, 8, false", "DIFFERENTIAL_DIGITAL, -3, 8, false", "DIFFERENTIAL_DIGITAL, 1, 8, true",
            "DIFFERENTIAL_ANALOG, 1, 8, false", "DIFFERENTIAL_ANALOG, 1, 9, true", "DIFFERENTIAL_ANALOG, -1, 8, true",
            "DIFFERENTIAL_ANALOG, -2, 8, false"})
    void theProgrammedCellsDecide(WeightEncoding encoding, byte weight, int bits, boolean exact) {
        assertThat(holds(encoding, weight, bits, 1, 128)).isEqualTo(exact);
    }

    @Test
    void fewerActiveRowsAreExactWhateverTheWeights() {
        assertThat(holds(WeightEncoding.OFFSET, (byte) 127, 8, 1, 85)).isTrue();
        assertThat(holds(WeightEncoding.OFFSET, (byte) 127, 8, 1, 86)).isFalse();
    }

    @Test
    void onlyZerosSurviveStepsOfMoreThanOne() {
        assertThat(holds(WeightEncoding.OFFSET, (byte) -128, 8, 2, 85)).isTrue();
        assertThat(holds(WeightEncoding.OFFSET, (byte) -127, 8, 2, 85)).isFalse();
    }

    private static boolean holds(WeightEncoding encoding, byte weight, int bits, int step, int activeRows) {
        var matrix = new byte[128];
        Arrays.fill(matrix, weight);
        var groups = activeRows == 128 ? List.of(128) : List.of(activeRows, 128 - activeRows);
        var converter = new Converter(bits, StepTable.uniform(step), Converter.Rounding.NEAREST, 8, 1, Converter.Signing.OFFSET, groups);
        var group = new ArrayGroup(4, 128, 1, matrix, encoding, List.of(2, 2, 2, 2), List.of(), Optional.of(converter));
        return new LosslessProof(group, converter).holds();
    }

    static CoreType type(String encoding, int bits, int activeRows) {
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
