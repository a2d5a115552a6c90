package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole networks from the ONNX file to the simulated chip. */
class EndToEndTest {
    @TempDir
    private Path folder;

    @Test
    void digitsReachTheirFigures() throws IOException {
        reachesItsFigures(SampleNetwork.digits());
    }

    static List<SampleNetwork> trained() {
        return SampleNetwork.trained();
    }

    @ParameterizedTest
    @MethodSource("trained")
    void trainedNetworksReachTheirFigures(SampleNetwork network) throws IOException {
        reachesItsFigures(network.orSkip());
    }

    private void reachesItsFigures(SampleNetwork network) throws IOException {
        var words = new ArrayList<>(network.inputs());
        words.add("--json");
        var answer = new CommandLine(folder).json(network.command("eval", words));
        assertThat(answer.get("bit_exact").asBoolean()).isTrue();
        assertThat(answer.get("int8_sqnr_db").asDouble()).isGreaterThanOrEqualTo(network.noise());
        assertThat(answer.get("agreement").asInt()).isGreaterThanOrEqualTo(network.agreement());
        if (Double.isNaN(network.topOne())) {
            assertThat(answer.get("float_top1").isNull()).isTrue();
        } else {
            assertThat(answer.get("float_top1").asDouble()).isEqualTo(network.topOne());
            assertThat(answer.get("int8_top1").asDouble()).isGreaterThanOrEqualTo(network.topOne() - 1);
            assertThat(answer.get("device_top1").asDouble()).isEqualTo(answer.get("int8_top1").asDouble());
        }
    }

    @Test
    void aBundleRunsAloneAndTheSameInputsGiveTheSameBytes() throws IOException {
        var commands = new CommandLine(folder);
        var digits = SampleNetwork.digits();
        for (var name : List.of("a.qcb", "b.qcb")) {
            commands.json(digits.command("compile", List.of("-o", name, "--json")));
        }
        assertThat(folder.resolve("a.qcb")).hasSameBinaryContentAs(folder.resolve("b.qcb"));
        var words = new ArrayList<>(List.of("run", "a.qcb", "--scale", "16", "--output", "out.npy", "--json"));
        words.addAll(digits.inputs());
        var answer = commands.json(words);
        assertThat(answer.get("top1").asDouble()).isGreaterThanOrEqualTo(98.5);
        assertThat(answer.get("cycles_per_inference").asLong()).isPositive();
        assertThat(Files.size(folder.resolve("out.npy"))).isGreaterThan(200 * 10 * 4);
    }
}
