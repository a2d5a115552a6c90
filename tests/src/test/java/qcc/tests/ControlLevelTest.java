package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import qcc.chip.ChipLoader;
import qcc.chip.ControlLevel;
import qcc.passes.mapping.Objective;
import qcc.sim.SimulationReport;
import qcc.tensor.NpyFile;
import qcc.tensor.Tensor;
import qcc.tensor.TensorComparison;

/** What the mapping gains, in cycles of the simulator. */
class ControlLevelTest {
    @TempDir
    private Path folder;

    /** A preset without programs for inputs of 8 bits. */
    private static final String FOUR_BIT_INPUTS = "neurram-nat22";
    private static final ControlSweep SWEEP = new ControlSweep();

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

    /** Some presets and networks; all with {@code -Dqcc.sweep=true}, which takes long. */
    static Stream<Arguments> sweep() {
        var all = Boolean.getBoolean("qcc.sweep");
        var networks = Stream.concat(Stream.of(SampleNetwork.digits()), SampleNetwork.trained().stream()
                .filter(network -> all || network.toString().equals("mlperf_tiny_kws.onnx"))).toList();
        return networks.stream().flatMap(network -> ChipLoader.presets().stream()
                .filter(preset -> !preset.equals(FOUR_BIT_INPUTS))
                .filter(preset -> all || network.equals(networks.getFirst()) || preset.equals("d6cim-esscirc23"))
                .flatMap(preset -> Stream.of(Objective.values()).map(goal -> Arguments.of(preset, network, goal))));
    }

    @ParameterizedTest(name = "{2} of {1} on {0}")
    @MethodSource("sweep")
    void finerControlIsNeverSlower(String preset, SampleNetwork network, Objective goal) throws IOException {
        var coarser = Optional.<SimulationReport>empty();
        for (var level : ControlLevel.values()) {
            var figures = SWEEP.report(preset, level, network.orSkip(), goal);
            assertThat(figures.isPresent() || coarser.isEmpty()).as("%s: a program, as at a coarser level", level).isTrue();
            if (coarser.isPresent()) {
                assertThat(time(figures.orElseThrow(), goal)).as("%s", level).isLessThanOrEqualTo(time(coarser.get(), goal));
            }
            coarser = figures;
        }
        assertThat(coarser).as("a program").isPresent();
    }

    private static double time(SimulationReport report, Objective goal) {
        return goal == Objective.LATENCY ? report.cycles() : report.intervalNanoseconds();
    }

    /** The levels do not say what programs compute. */
    @Test
    void allLevelsGiveTheSameBits() throws IOException {
        var outputs = new ArrayList<Tensor>();
        for (var level : ControlLevel.values()) {
            figures("tsmc22-isscc21", level, "--optimize", "throughput");
            var command = List.of("run", "out.qcb", "--random-input", "3", "--seed", "2", "--json", "--output", "out.npy");
            new CommandLine(folder).json(command);
            outputs.add(NpyFile.read(folder.resolve("out.npy")));
        }
        assertThat(outputs).allSatisfy(output -> assertThat(TensorComparison.firstDifference(outputs.getFirst(), output)).isEmpty());
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
