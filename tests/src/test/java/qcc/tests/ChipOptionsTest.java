package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts of a chip file that are chosen from, or left out, on the command line. */
class ChipOptionsTest {
    private static final String POINTS = "\noperating_points: [{v: 1.1, clock_mhz: 360}, {v: 0.7, clock_mhz: 90, pj_scale: 0.25}]\n";
    private static final String NPU = """

            npu:
              array: {input_lanes: 8, output_lanes: 8}
              vector_lanes: 16
              scratchpad: {kib: 64, bytes_per_cycle: 8}
              sram: {kib: 1024, bytes_per_cycle: 8}
              precisions: [w8a8]
              sparsity: [dense]
            """;

    @TempDir
    private Path folder;

    private CommandLine commands;

    @BeforeEach
    void writeChip() throws IOException {
        commands = new CommandLine(folder);
        write(POINTS);
    }

    private void write(String end) throws IOException {
        var yaml = TestChips.LARGE.toYaml().replaceFirst("(?m)^operating_points:\n.*\n", "");
        Files.writeString(folder.resolve("chip.yaml"), yaml.stripTrailing() + end);
    }

    private JsonNode compiled(String... options) throws IOException {
        var words = new ArrayList<>(List.of("-o", "out.qcb", "--chip", "chip.yaml", "--json"));
        words.addAll(List.of(options));
        return commands.json(SampleNetwork.digits().command("compile", words));
    }

    private JsonNode run(String... options) throws IOException {
        var words = new ArrayList<>(List.of("run", "out.qcb", "--random-input", "1", "--json"));
        words.addAll(List.of(options));
        return commands.json(words);
    }

    @Test
    void aRunIsAtTheSupplyThatItsOptionOrTheCompilationsChooses() throws IOException {
        assertThat(compiled().get("chip").asText()).isEqualTo("d6cim-esscirc23");
        var nominal = run();
        var low = run("--operating-point", "0.7");
        assertThat(nominal.get("chip").asText()).isEqualTo("d6cim-esscirc23");
        assertThat(low.get("chip").asText()).isEqualTo("d6cim-esscirc23 at 0.7 V");
        assertThat(low.get("cycles_per_inference")).as("a digital chip's cycles").isEqualTo(nominal.get("cycles_per_inference"));
        assertThat(low.get("microseconds_per_inference").asDouble())
                .isCloseTo(4 * nominal.get("microseconds_per_inference").asDouble(), within(1e-6));
        assertThat(low.get("energy_uj_per_inference").asDouble())
                .isCloseTo(nominal.get("energy_uj_per_inference").asDouble() / 4, within(1e-6));

        assertThat(compiled("--operating-point", "0.7").get("chip").asText()).isEqualTo("d6cim-esscirc23 at 0.7 V");
        assertThat(run().get("microseconds_per_inference")).isEqualTo(low.get("microseconds_per_inference"));
        assertThat(run("--operating-point", "1.1").get("microseconds_per_inference")).isEqualTo(nominal.get("microseconds_per_inference"));
    }

    @Test
    void anUnknownSupplyIsRefusedWithThoseThereAre() throws IOException {
        compiled();
        var outcome = commands.run(List.of("run", "out.qcb", "--random-input", "1", "--operating-point", "0.8"));
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.errors()).contains("no operating point at 0.8 V").contains("1.1 V, 0.7 V");
        var shown = commands.run(List.of("chip", "show", "chip.yaml", "--operating-point", "0.8"));
        assertThat(shown.errors()).containsPattern("chip\\.yaml:\\d+:\\d+: error").contains("no operating point at 0.8 V");
    }

    @Test
    void aChipIsShownAtASupply() {
        var shown = new String(commands.run(List.of("chip", "show", "chip.yaml", "--operating-point", "0.7")).output());
        assertThat(shown).startsWith("d6cim-esscirc23 at 0.7 V, 90 MHz").contains("at 1.1 V").contains("360 MHz, energies times 1");
    }

    @Test
    void anNpuOnWhichNothingRunsIsWarnedOfOnce() throws IOException {
        write(NPU);
        var outcome = commands.run(SampleNetwork.digits().command("compile", List.of("-o", "out.qcb", "--chip", "chip.yaml")));
        assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
        assertThat(outcome.errors().lines().filter(line -> line.contains("NPU"))).singleElement().asString()
                .containsPattern("chip\\.yaml:\\d+:\\d+: warning: no operation runs on the NPU of chip 'd6cim-esscirc23'");
        write(POINTS);
        assertThat(commands.run(SampleNetwork.digits().command("compile", List.of("-o", "out.qcb", "--chip", "chip.yaml"))).errors())
                .doesNotContain("NPU");
    }
}
