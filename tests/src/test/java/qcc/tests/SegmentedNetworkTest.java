package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks larger than the chip. */
class SegmentedNetworkTest {
    @TempDir
    private Path folder;

    /** However small the chip, the integers are those of the interpreter, which knows of no chip. */
    @ParameterizedTest(name = "{0} cores of {1} crossbars")
    @CsvSource({"2, 6, 2", "1, 4, 2", "3, 2, 2", "1, 1, 1"})
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
}
