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

    /** Where programs or maps do not fit, segments are cut smaller, and the integers stay the same. */
    @ParameterizedTest(name = "{0} KiB of instructions, {1} KiB of global memory")
    @CsvSource({"2, 8192", "128, 3", "2, 3"})
    void smallMemoriesGiveTheBitsOfTheInterpreter(int instructions, int global) throws IOException {
        Files.writeString(folder.resolve("small.yaml"), cramped(instructions, global));
        var words = new ArrayList<>(SampleNetwork.digits().inputs());
        words.addAll(List.of("--chip", "small.yaml", "--verbose", "--json"));
        var outcome = new CommandLine(folder).run(SampleNetwork.digits().command("eval", words));
        assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
        assertThat(new String(outcome.output())).containsPattern("\"bit_exact\" ?: ?true");
        assertThat(outcome.errors()).contains("segments are cut smaller");
    }

    /** One message, with the place in the chip file and what would help. */
    @Test
    void instructionMemoryThatHoldsNoOperation() throws IOException {
        var yaml = cramped(1, 8192).replaceFirst("cores: \\[4, 4\\]", "cores: [1, 1]");
        Files.writeString(folder.resolve("small.yaml"), yaml);
        int line = 1 + (int) yaml.substring(0, yaml.indexOf("instruction_mem_kib")).lines().count() - 1;
        var outcome = new CommandLine(folder).run(SampleNetwork.digits().command("compile",
                List.of("--chip", "small.yaml", "-o", "out.qcb")));
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.errors().lines().filter(text -> text.contains("error:"))).hasSize(1);
        assertThat(outcome.errors()).containsPattern("the program of core 0 has \\d+ bytes, but instruction memory has 1024 "
                + "\\(core.instruction_mem_kib\\); use a chip with [2-9] KiB or more")
                .containsPattern("small.yaml:" + line + ":\\d+: note: core.instruction_mem_kib is given here");
    }

    private static String cramped(int instructionKib, int globalKib) {
        return DeviceRun.PRESET.replaceFirst("instruction_mem_kib: \\d+", "instruction_mem_kib: " + instructionKib)
                .replaceFirst("global_mem: \\{kib: \\d+", "global_mem: {kib: " + globalKib);
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
