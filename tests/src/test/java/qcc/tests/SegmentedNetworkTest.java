package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks larger than the chip. */
class SegmentedNetworkTest {
    @TempDir
    private Path folder;

    /** However small the chip, the integers are those of the interpreter, which knows of no chip. */
    @ParameterizedTest(name = "{0} cores of {1} crossbars")
    @CsvSource({"2, 6, 2", "1, 4, 2", "3, 2, 2", "1, 1, 0"})
    void smallChipsGiveTheBitsOfTheInterpreter(int cores, int crossbars, int fewestSegments) throws IOException {
        var yaml = DeviceRun.PRESET.replaceFirst("cores: \\[4, 4\\]", "cores: [1, " + cores + "]").replaceFirst("xbars: \\d+",
                "xbars: " + crossbars);
        Files.writeString(folder.resolve("small.yaml"), yaml);
        var words = new ArrayList<>(SampleNetwork.digits().inputs());
        words.addAll(List.of("--chip", "small.yaml", "--verbose", "--json"));
        var outcome = new CommandLine(folder).run(SampleNetwork.digits().command("eval", words));
        assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
        assertThat(new String(outcome.output())).containsPattern("\"bit_exact\" ?: ?true");
        assertThat(outcome.errors().lines().filter(line -> line.contains("remark: segment ")).count())
                .isGreaterThanOrEqualTo(fewestSegments);
    }

    /** Loading is shared by the samples of a block, and worn cells tell how long they last. */
    @Test
    void reportsTellWhatLoadingCosts() throws IOException {
        var yaml = DeviceRun.PRESET.replaceFirst("cores: \\[4, 4\\]", "cores: [1, 2]").replaceFirst("xbars: \\d+", "xbars: 4")
                .replaceFirst("concurrent: none", "concurrent: none, endurance: 1.0e+6");
        Files.writeString(folder.resolve("small.yaml"), yaml);
        var words = new ArrayList<>(List.of("--chip", "small.yaml", "--json", "--batch", "4"));
        words.addAll(SampleNetwork.digits().inputs());
        var four = new CommandLine(folder).json(SampleNetwork.digits().command("eval", words)).get("reload");
        words.set(4, "8");
        var compiled = new ArrayList<>(List.of("--chip", "small.yaml", "--json", "--batch", "4", "-o", "out.qcb"));
        assertThat(new CommandLine(folder).json(SampleNetwork.digits().command("compile", compiled)).get("reload")).isEqualTo(four);
        var eight = new CommandLine(folder).json(SampleNetwork.digits().command("eval", words)).get("reload");
        assertThat(four.get("loads").asInt()).isEqualTo(four.get("segments").asInt()).isGreaterThan(1);
        assertThat(four.get("load_microseconds").asDouble()).isCloseTo(2 * eight.get("load_microseconds").asDouble(), within(1e-9));
        assertThat(four.get("wait_microseconds").asDouble()).isEqualTo(four.get("load_microseconds").asDouble());
        assertThat(eight.get("lifetime_inferences").asDouble()).isCloseTo(2 * four.get("lifetime_inferences").asDouble(), within(1e-6));
    }

    @Test
    void blocksHaveSamples() {
        var outcome = new CommandLine(folder).run(SampleNetwork.digits().command("compile", List.of("--batch", "0", "-o", "out.qcb")));
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.errors()).contains("--batch: a block has at least one sample, not 0");
    }
}
