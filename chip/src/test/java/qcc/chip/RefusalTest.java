package qcc.chip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each refusal with its place and its advice. The first two columns edit the minimal chip; the third is the place of the only problem. */
class RefusalTest {
    private static List<Problem> problems(String yaml) {
        return catchThrowableOfType(ChipException.class, () -> ChipLoader.parse(yaml, "chip.yaml")).problems();
    }

    private static void expect(String yaml, String place, String message, String hint) {
        assertThat(problems(yaml)).singleElement().satisfies(problem -> {
            assertThat(problem.line() + ":" + problem.column()).isEqualTo(place);
            assertThat(problem.message()).isEqualTo(message);
            assertThat(problem.hint()).contains(hint);
        });
    }

    @Test
    void theMinimalChipIsAccepted() {
        assertThat(TestChips.chip().arch()).isEqualTo("small");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rows: 128 | rows: 0 | 18:9 | xbar.rows is 0 | between 1 and 65536
            active_rows: 64 | active_rows: 0 | 20:16 | xbar.active_rows is 0 | between 1
            active_rows: 64 | active_rows: 129 | 20:16 | xbar.active_rows is 129, but the array has 128 rows | lower active_rows
            local_mem: {kib: 8 | local_mem: {kib: 0 | 10:20 | core.local_mem.kib is 0 | at least 1
            clock_mhz: 100 | clock_mhz: 0 | 3:12 | clock_mhz is 0 | above 0
            version: 1 | version: 2 | 2:10 | version is 2 | between 1 and 1
            cores: 1 | cores: 0 | 6:10 | chip.cores is 0 | between 1 and 16384
            cores: 1 | cores: 4 | 6:10 | chip.noc is missing on a chip of 4 cores | noc: {kind: mesh
            cores: 1 | cores: [2, 2, 2] | 6:10 | chip.cores has 3 entries | a grid is [rows, columns]
            slice_bits: [2, 2, 2, 2] | slice_bits: [] | 22:43 | xbar.weights.slice_bits is an empty list | at least one
            slice_bits: [2, 2, 2, 2] | slice_bits: [2, 0] | 22:47 | xbar.weights.slice_bits[1] is 0 | between 1 and 16
            slice_bits: [2, 2, 2, 2] | slice_bits: [2, 2, 2, 2, 2, 2, 2, 2, 2] | 22:43 | xbar.weights.slice_bits sum to 18 bits | at most 16 bits
            slice_bits: [2, 2, 2, 2] | slice_bits: [4, 4] | 22:43 | xbar.weights.slice_bits has a slice of 4 bits, but a cell holds 2 | at most 2 bits
            encoding: offset | encoding: twos_complement | 22:52 | xbar.weights.slice_bits ends with a slice of 2 bits, which cannot carry the sign | signed_top_slice
            encoding: offset | encoding: ofset | 22:23 | xbar.weights.encoding is 'ofset' | did you mean 'offset'?
            bits: 32 | bits: 16 | 12:34 | core.accumulators.bits is 16, too narrow for the product of one row (65025) | raise it to at least 17
            entries: 64 | entries: 15 | 12:47 | core.accumulators.entries is 15, but one crossbar gives 16 sums | at least 16
            columns_per_adc: 64 | columns_per_adc: 65 | 24:53 | xbar.adc.columns_per_adc is 65, but the array has 64 columns | lower
            xbars: 2 | xbars: 2;  groups: {reduce: {kind: tree, fan_in: 2, bits: 16, cycles: 1}} | 10:50 | core.groups.reduce.bits is 16, too narrow for the product of one row (65025) | raise it to at least 17
            rows: 128 | rows: 8177 | 10:20 | core.local_mem.kib is 8, but inputs and outputs of one crossbar take 8193 bytes | raise it to at least 9
            tech: reram, bits: 2 | tech: reram, values: [0, 1, 2] | 22:43 | xbar.weights.slice_bits has a slice of 2 bits, but a cell holds 1 | at most 1 bits
            dac_bits: 1 | dac_bits: 9 | 23:40 | xbar.input.dac_bits is 9, more than the 8 bits of an input | lower dac_bits
            tech: reram, bits: 2 | tech: reram | 21:9 | xbar.cell.bits is missing | give bits
            tech: reram, bits: 2 | tech: reram, bits: 2, values: [0, 1] | 21:40 | xbar.cell.bits and values are both given | give bits
            tech: reram, bits: 2 | tech: reram, values: [3, 2, 1, 0] | 21:31 | xbar.cell.values is [3, 2, 1, 0] | ascending
            kind: analog | kind: digital | 17:9 | xbar.digital is missing on a digital macro | its read-out is given under adc
            array_ns: 100 | array_ns: 0 | 25:13 | xbar.array_ns is missing on an analog macro | timing
            ns: 100} | ns: 100, concurrent: plane} | 26:43 | xbar.write.concurrent is plane, but there is one plane | planes: 2
            modes: [double] | modes: [double, double] | 14:23 | core.requantize.modes names an entry twice | remove
            modes: [double] | modes: double | 14:23 | core.requantize.modes must be a list but is the text 'double' |
            rows: 128 | rows: '128' | 18:9 | xbar.rows must be an integer but is the text '128' | remove the quotes
            rows: 128 | rows: 12.8 | 18:9 | xbar.rows must be an integer but is the number 12.8 |
            rows: 128 | rows: [128] | 18:9 | xbar.rows must be an integer but is a list |
            kib: 4 | kib: many | 15:24 | core.instruction_mem_kib must be an integer but is the text 'many' |
            arch: small | arch: 2023 | 1:7 | arch must be text but is the number 2023 |
            lanes: 4, |  | 13:11 | core.vector.lanes is missing | every chip file
            lanes: 4, | lanes: ~, | 13:19 | core.vector.lanes is missing | every chip file
            bits: 8, | bits: 8, resolution: 3, | 24:18 | unknown key xbar.adc.resolution | the keys here are bits, columns_per_adc
            active_rows: 64 | activ_rows: 64 | 20:3 | unknown key xbar.activ_rows | did you mean 'active_rows'?
            cols: 64 | cols: 64;  rows: 5 | 20:3 | xbar.rows is given twice | remove one
            ns: 100} | ns: 100, src: 5} | 26:36 | xbar.write.src must be text but is the number 5 |
            """, quoteCharacter = '"')
    void isRefusedWithPlaceAndAdvice(String old, String replacement, String place, String message, String hint) {
        var text = replacement == null ? "" : replacement.replace(";", "\n");
        expect(TestChips.edited(old, text), place, message, hint == null ? "" : hint);
    }

    @Test
    void aMissingSectionIsReportedOnce() {
        expect(TestChips.edited("  requantize: {modes: [double]}\n", ""), "9:3", "core.requantize is missing", "every chip file");
    }

    @Test
    void aSectionThatIsNoSectionIsReportedOnce() {
        expect(TestChips.edited("{modes: [double]}", "double"), "14:15",
                "core.requantize must be a section of keys but is the text 'double'", "");
    }

    @Test
    void adcOnADigitalMacroIsRefusedAtTheAdc() {
        expect(TestChips.edited("kind: analog", "kind: digital", "array_ns: 100",
                "digital: {input_bits_per_cycle: 1, weight_bits_per_cycle: 1}"), "24:8",
                "xbar.adc is given on a digital macro", "remove it");
    }

    @Test
    void xnorWeightsNeedCellsOfOneBit() {
        expect(TestChips.edited("encoding: offset, slice_bits: [2, 2, 2, 2]", "encoding: xnor, slice_bits: [1]", "entries: 64",
                "entries: 128"), "21:9",
                "xbar.cell holds [0, 1, 2, 3], but xnor weights are one bit", "set cell.bits to 1");
    }

    @Test
    void slicesOfXnorWeightsHaveOneBit() {
        expect(TestChips.edited("encoding: offset, slice_bits: [2, 2, 2, 2]", "encoding: xnor, slice_bits: [1, 2]", "bits: 2}", "bits: 1}"),
                "22:41",
                "xbar.weights.slice_bits is [1, 2], but a cell of -1 or 1 holds one bit", "use slices of 1 bit");
    }

    @Test
    void cellsWithoutZeroNeedGatedRows() {
        String[] gated = {"tech: reram, bits: 2", "tech: sram, values: [-1, 1]", "encoding: offset, slice_bits: [2, 2, 2, 2]",
                "encoding: offset, slice_bits: [1, 1]"};
        assertThat(TestChips.chip(gated).xbar().cell().hasZero()).isFalse();
        var driven = TestChips.edited(gated).replace("pad: gate_rows", "pad: drive_zero_point");
        expect(driven, "23:64",
                "xbar.input.pad is drive_zero_point, but a cell holds [-1, 1] and never 0: unused rows would add to every sum",
                "set pad: gate_rows, or add 0 to cell.values");
        assertThat(ChipLoader.parse(driven.replace("[-1, 1]", "[-1, 0, 1]"), "chip.yaml").xbar().cell().hasZero()).isTrue();
    }

    /** A cell of an XNOR code that holds 0 stands for -1. */
    @Test
    void xnorWeightsNeedGatedRows() {
        expect(TestChips.edited("encoding: offset, slice_bits: [2, 2, 2, 2]", "encoding: xnor, slice_bits: [1]", "bits: 2}", "bits: 1}",
                "pad: gate_rows", "pad: drive_zero_point"), "23:64",
                "xbar.input.pad is drive_zero_point, but a cell holds -1 or 1 and never 0: unused rows would add to every sum",
                "set pad: gate_rows");
    }

    @Test
    void aConverterReadsWholePairsOfColumns() {
        expect(TestChips.edited("encoding: offset", "encoding: differential_analog", "columns_per_adc: 64", "columns_per_adc: 1"), "24:53",
                "xbar.adc.columns_per_adc is 1, but differential_analog subtracts pairs of columns before a converter", "an even number");
    }

    @Test
    void oneWeightMustFitTheColumns() {
        expect(TestChips.edited("cols: 64", "cols: 3", "columns_per_adc: 64", "columns_per_adc: 3"), "19:9",
                "xbar.cols is 3, but one weight takes 4 columns", "raise cols");
    }

    @Test
    void stuckCellsAreSharesOfTheWhole() {
        expect(TestChips.minimal() + "noise: {stuck: {low: 0.75, high: 0.5}}\n", "27:34", "noise.stuck.low and high sum to 1.25",
                "at most 1");
    }

    @Test
    void aTypeOfCoreMustBeDescribed() {
        expect(TestChips.edited("cores: 1", "cores: [{type: fast, count: 1}]") + "core_types: {slow: {}}\n", "6:10",
                "chip.cores[0] is of type 'fast', which core_types does not name",
                "core_types: {fast:");
    }

    @Test
    void theAccumulatorOfATypeIsCheckedInTheType() {
        var type = "core_types: {wide: {xbar: {kind: digital, rows: 8, cols: 16, cell: {tech: sram, bits: 1}, weights: {encoding: twos_complement, slice_bits: [1, 1, 1, 1, 1, 1, 1, 1]},"
                + " input: {bits: 16, drive: bit_serial, dac_bits: 1, signed: msb_subtract, pad: gate_rows}, digital: {input_bits_per_cycle: 1, weight_bits_per_cycle: 1},"
                + " write: {unit: row, ns: 1}}}}\n";
        assertThat(ChipLoader.parse(TestChips.edited("cores: 1", "cores: [{type: wide, count: 1}]") + type, "chip.yaml").typeOf(0).xbar()
                .cols()).isEqualTo(16);
        expect(TestChips.edited("cores: 1", "cores: [{type: wide, count: 1}]", "bits: 32", "bits: 23") + type, "27:20",
                "core_types.wide.core.accumulators.bits is 23, too narrow for the product of one row (4194304)", "at least 24");
    }

    @Test
    void severalProblemsAreReportedInTheOrderOfTheFile() {
        var text = TestChips.edited("rows: 128", "rows: 0", "kib: 4", "kib: none", "arch: small\n", "");
        assertThat(problems(text)).extracting(Problem::message).containsExactly("arch is missing",
                "core.instruction_mem_kib must be an integer but is the text 'none'", "xbar.rows is 0");
        assertThatThrownBy(() -> ChipLoader.parse(text, "chip.yaml")).isInstanceOf(ChipException.class)
                .hasMessageContaining("chip.yaml:17:9: error: xbar.rows is 0\n  help: it must be between 1 and 65536");
    }

    @Test
    void whatIsNotYamlIsRefusedWhereItStops() {
        assertThat(problems("arch: [a, b\nversion: 1\n")).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(2);
            assertThat(problem.message()).startsWith("not valid YAML: ");
        });
    }

    @Test
    void charactersThatYamlForbidsAreRefused() {
        assertThat(problems("arch: a\u0000b\n")).singleElement()
                .satisfies(problem -> assertThat(problem.message()).startsWith("not valid YAML: "));
    }

    @Test
    void numbersBeyondAllBoundsAreRefused() {
        expect(TestChips.edited("rows: 128", "rows: 99999999999999999999"), "18:9", "xbar.rows is 99999999999999999999",
                "between 1 and 65536");
        expect(TestChips.edited("clock_mhz: 100", "clock_mhz: 1e999"), "3:12", "clock_mhz is 1e999", "it must be at most 1000000000000000");
    }

    @Test
    void emptyFilesAndOtherDocumentsAreRefused() {
        expect("# nothing\n", "1:1", "the file is empty", "preset");
        expect("- a\n", "1:1", "the file must be a section of keys but is a list", "");
        assertThat(problems(TestChips.minimal() + "---\narch: second\n")).singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("single document"));
    }

    @Test
    void filesThatCannotBeReadAreNamed(@TempDir Path folder) throws IOException {
        var missing = folder.resolve("missing.yaml");
        assertThatThrownBy(() -> ChipLoader.load(missing)).isInstanceOf(ChipException.class)
                .hasMessageStartingWith(missing + ": error: there is no such file\n  help: give a chip file");
        var binary = Files.write(folder.resolve("binary.yaml"), new byte[]{(byte) 0xC3, 0x28});
        assertThatThrownBy(() -> ChipLoader.load(binary)).isInstanceOf(ChipException.class).hasMessageContaining("not text in UTF-8");
        assertThatThrownBy(() -> ChipLoader.load(folder)).isInstanceOf(ChipException.class).hasMessageContaining("cannot be read");
    }

    @Test
    void unknownPresetsAreAnsweredWithTheNearest() {
        assertThatThrownBy(() -> ChipLoader.preset("d6cim-esscirc22")).isInstanceOf(ChipException.class)
                .hasMessageContaining("did you mean 'd6cim-esscirc23'?");
    }

    @Test
    void laterStagesCanPointIntoTheFile() {
        var chip = TestChips.chip();
        assertThat(chip.problemAt("xbar.adc.bits", "m", "h")).isEqualTo(new Problem("chip.yaml", 24, 15, "m", "h"));
        assertThat(chip.problemAt("xbar.adc.round", "m", "h")).isEqualTo(new Problem("chip.yaml", 24, 8, "m", "h"));
    }
}
