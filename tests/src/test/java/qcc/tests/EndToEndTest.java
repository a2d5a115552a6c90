package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qcc.cli.Invocation;
import qcc.cli.Qcc;

/** Whole networks from the ONNX file to the simulated chip. */
class EndToEndTest {
    private static final Path DIGITS = Repository.ROOT.resolve("examples/digits");
    private static final Path CIFAR = Repository.SHARED.resolve("data/cifar10");

    @TempDir
    private Path folder;

    @Test
    void digitsOnTheChipGiveTheBitsOfTheIntegers() throws IOException {
        var answer = json("eval", digits("digits.onnx"), "--target", "cim", "--calib", digits("calibration.npy"), "--scale", "16",
                "--input", digits("test_images.npy"), "--labels", digits("test_labels.npy"), "--json");
        assertThat(answer.get("bit_exact").asBoolean()).isTrue();
        assertThat(answer.get("images").asInt()).isEqualTo(200);
        assertThat(answer.get("float_top1").asDouble()).isEqualTo(99.0);
        assertThat(answer.get("device_top1").asDouble()).isEqualTo(answer.get("int8_top1").asDouble()).isGreaterThanOrEqualTo(98.5);
        assertThat(answer.get("int8_sqnr_db").asDouble()).isGreaterThan(30);
    }

    @Test
    void aBundleRunsAloneAndTheSameInputsGiveTheSameBytes() throws IOException {
        for (var name : List.of("a.qcb", "b.qcb")) {
            json("compile", digits("digits.onnx"), "--target", "cim", "--calib", digits("calibration.npy"), "--scale", "16", "-o", name,
                    "--json");
        }
        assertThat(folder.resolve("a.qcb")).hasSameBinaryContentAs(folder.resolve("b.qcb"));
        var answer = json("run", "a.qcb", "--input", digits("test_images.npy"), "--labels", digits("test_labels.npy"), "--scale", "16",
                "--output", "out.npy", "--json");
        assertThat(answer.get("top1").asDouble()).isGreaterThanOrEqualTo(98.5);
        assertThat(answer.get("cycles_per_inference").asLong()).isPositive();
        assertThat(Files.size(folder.resolve("out.npy"))).isGreaterThan(200 * 10 * 4);
    }

    @Test
    void everyPassKeepsWhatItDeclares() throws IOException {
        var answer = json("compile", digits("digits.onnx"), "--target", "cim", "--calib", digits("calibration.npy"), "--scale", "16",
                "--validate", "-o", "a.qcb", "--json");
        assertThat(answer.get("segments").asInt()).isEqualTo(1);
    }

    @Test
    void residualNetworkOnTheChipGivesTheBitsOfTheIntegers() throws IOException {
        assumeTrue(Files.isDirectory(CIFAR), "no folder " + CIFAR);
        var answer = json("eval", Repository.SHARED.resolve("models/resnet20_cifar10.onnx").toString(), "--target", "cim", "--calib",
                CIFAR.resolve("calib_x.npy").toString(), "--input", CIFAR.resolve("test_x.npy").toString(), "--labels",
                CIFAR.resolve("test_y.npy").toString(), "--scale", "255", "--mean", "0.485,0.456,0.406", "--std", "0.229,0.224,0.225",
                "--json");
        assertThat(answer.get("bit_exact").asBoolean()).isTrue();
        assertThat(answer.get("float_top1").asDouble() - answer.get("device_top1").asDouble()).isLessThan(0.5);
        assertThat(answer.get("int8_sqnr_db").asDouble()).isGreaterThan(24.6);
    }

    private static String digits(String file) {
        return DIGITS.resolve(file).toString();
    }

    /** Runs a command that must succeed and reads its answer. */
    private JsonNode json(String... words) throws IOException {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var invocation = new Invocation(InputStream.nullInputStream(), new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), folder, Map.of(), false);
        int exitCode = Qcc.run(new ArrayList<>(List.of(words)), invocation);
        assertThat(exitCode).as(err.toString(StandardCharsets.UTF_8)).isZero();
        return new ObjectMapper().readTree(out.toByteArray());
    }
}
