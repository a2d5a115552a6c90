package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import qcc.chip.ChipLoader;

/** Chips on which a network cannot run: a message that names the key in the chip file with its place, and no stack trace. */
class ImpossibleChipTest {
    private static final SampleNetwork DIGITS = SampleNetwork.digits();

    @TempDir
    private Path folder;

    private CommandLine.Outcome compile(String yaml) throws IOException {
        Files.writeString(folder.resolve("chip.yaml"), yaml);
        return new CommandLine(folder).run(List.of("compile", DIGITS.model().toString(), "--target", "cim", "--chip", "chip.yaml",
                "--random-calib", "1", "-o", "out.qcb"));
    }

    private static String edited(String preset, String... replacements) {
        var yaml = ChipLoader.preset(preset).toYaml();
        for (var i = 0; i < replacements.length; i += 2) {
            assertThat(yaml).contains(replacements[i]);
            yaml = yaml.replace(replacements[i], replacements[i + 1]);
        }
        return yaml;
    }

    private static void assertRefused(CommandLine.Outcome outcome, String what) {
        assertThat(outcome.exitCode()).as("%s: %s", what, outcome.errors()).isEqualTo(1);
        assertThat(outcome.errors()).as(what).doesNotContain("\tat ").doesNotContain("Exception")
                .containsPattern("chip\\.yaml:\\d+:\\d+: ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kib: 8192 | kib: 1 | chip.global_mem.kib
            instruction_mem_kib: 128 | instruction_mem_kib: 1 | core.instruction_mem_kib
            table, requantize, pool | table, pool | core.vector.ops
            modes: [double, single, float, shift], multiplier_bits: 31, max_shift: 62 | modes: [shift], max_shift: 3 | core.requantize.max_shift
            modes: [double, single, float, shift], multiplier_bits: 31 | modes: [double, single], multiplier_bits: 15 | core.requantize.multiplier_bits
            bits: 32, overflow: trap | bits: 20, overflow: trap | core.accumulators.bits
            bits: 32, overflow: trap | bits: 20, overflow: saturate | core.accumulators.bits
            bits: 32, overflow: trap | bits: 20, overflow: wrap | core.accumulators.bits
            active_rows: 128 | active_rows: 0 | xbar.active_rows
            active_rows: 128 | active_rows: 129 | xbar.active_rows
            bits: 8                          # src: 1 to 8 bits | bits: 4 | inputs have 8 bits
            slice_bits: [1, 1, 1, 1, 1, 1, 1, 1] | slice_bits: [1, 1, 1, 1] | weights have 8 bits
            """, quoteCharacter = '"')
    void isRefusedAtItsPlace(String old, String replacement, String message) throws IOException {
        var outcome = compile(edited("d6cim-esscirc23", old, replacement));
        assertRefused(outcome, replacement);
        assertThat(outcome.errors().lines().filter(line -> line.contains("error:"))).as(outcome.errors()).hasSize(1);
        assertThat(outcome.errors()).contains(message);
    }

    @Test
    void theOtherModesAreTakenWhereMultipliersAreNarrow() throws IOException {
        var outcome = compile(edited("d6cim-esscirc23", "multiplier_bits: 31", "multiplier_bits: 15"));
        assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
        var words = List.of("compile", DIGITS.model().toString(), "--target", "cim", "--chip", "chip.yaml", "--random-calib", "1", "-o",
                "out.qcb", "--requantize", "double");
        assertThat(new CommandLine(folder).run(words).errors()).contains("the requantization mode 'double' needs 31");
    }

    /** Each number of a preset at both ends of what it can be: the network compiles, or the chip file is told to be at fault. */
    @Test
    void extremeNumbersCompileOrAreRefused() throws IOException {
        var yaml = ChipLoader.preset("isaac-isca16").toYaml();
        var numbers = new ArrayList<ScalarNode>();
        collect(new Yaml().compose(new StringReader(yaml)), numbers);
        assertThat(numbers).hasSizeGreaterThan(40);
        for (var number : numbers) {
            for (var extreme : List.of("1", "1000000")) {
                var changed = yaml.substring(0, number.getStartMark().getIndex()) + extreme
                        + yaml.substring(number.getEndMark().getIndex());
                var outcome = compile(changed);
                if (outcome.exitCode() != 0) {
                    assertRefused(outcome, "line %d: %s".formatted(number.getStartMark().getLine() + 1, extreme));
                }
            }
        }
    }

    private static void collect(Node node, List<ScalarNode> numbers) {
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(entry -> collect(entry.getValueNode(), numbers));
        } else if (node instanceof ScalarNode scalar && scalar.getTag().getValue().matches(".*:(int|float)")) {
            numbers.add(scalar);
        }
    }
}
