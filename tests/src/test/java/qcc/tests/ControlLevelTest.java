package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import qcc.chip.ChipLoader;
import qcc.chip.ControlLevel;

/** What the mapping gains, in cycles of the simulator. */
class ControlLevelTest {
    @TempDir
    private Path folder;

    /** What the model cannot tell apart: reading tables and waiting for rows take some cycles more or less. */
    private static final double TOLERANCE = 1.01;

    /** Time of one inference and between inferences. */
    private record Figures(double cycles, double interval) {
        double of(String goal) {
            return goal.equals("latency") ? cycles : interval;
        }
    }

    private Figures figures(String preset, ControlLevel level, String... options) throws IOException {
        var name = level.name().toLowerCase(Locale.ROOT);
        var yaml = ChipLoader.preset(preset).toYaml().replaceFirst("(?m)^control: [a-z]+", "control: " + name);
        Files.writeString(folder.resolve("chip.yaml"), yaml);
        var commands = new CommandLine(folder);
        var words = new ArrayList<>(List.of("-o", "out.qcb", "--chip", "chip.yaml", "--json"));
        words.addAll(List.of(options));
        commands.json(SampleNetwork.digits().command("compile", words));
        var answer = commands.json(List.of("run", "out.qcb", "--random-input", "1", "--seed", "2", "--json"));
        return new Figures(answer.get("cycles_per_inference").asDouble(), answer.get("interval_microseconds").asDouble());
    }

    static Stream<Arguments> goals() {
        return Stream
                .of("d6cim-esscirc23", "tsmc22-isscc21", "colonnade-jssc21", "isaac-isca16", "puma-asplos19", "pimcomp-dac23", "jia-jssc22",
                        "sinangil-jssc21")
                .flatMap(preset -> Stream.of("latency", "throughput").map(goal -> Arguments.of(preset, goal)));
    }

    @ParameterizedTest(name = "{1} of {0}")
    @MethodSource("goals")
    void finerControlIsNeverSlower(String preset, String goal) throws IOException {
        var core = figures(preset, ControlLevel.CORE, "--optimize", goal);
        var crossbar = figures(preset, ControlLevel.CROSSBAR, "--optimize", goal);
        var wordline = figures(preset, ControlLevel.WORDLINE, "--optimize", goal);
        assertThat(crossbar.of(goal)).as("%s, then %s", core, crossbar).isLessThanOrEqualTo(core.of(goal) * TOLERANCE);
        assertThat(wordline.of(goal)).as("%s, then %s", crossbar, wordline).isLessThanOrEqualTo(crossbar.of(goal) * TOLERANCE);
    }

    @ParameterizedTest(name = "{1} of {0}")
    @MethodSource("goals")
    void copiesAreNeverSlower(String preset, String goal) throws IOException {
        var level = ChipLoader.preset(preset).control();
        var once = figures(preset, level, "--no-replication", "--optimize", goal);
        var copied = figures(preset, level, "--optimize", goal);
        assertThat(copied.of(goal)).as("%s, then %s", once, copied).isLessThanOrEqualTo(once.of(goal));
    }
}
