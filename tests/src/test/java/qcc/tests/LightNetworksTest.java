package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import qcc.backend.host.bundle.BundleReader;
import qcc.frontend.onnx.ImportOptions;

/** Networks of real sizes, from four to five hundred MiB of weights. */
class LightNetworksTest {
    private static final long[] IMAGE = {1, 3, 224, 224};
    private static final long LARGEST_NEEDS = 3L << 30;

    @TempDir
    private Path folder;

    private Path filled(String name, boolean logits) throws IOException {
        var source = Repository.SHARED.resolve("models/light/light_" + name + ".onnx");
        assumeTrue(Files.isRegularFile(source), () -> "no file " + source);
        assumeTrue(!name.equals("vgg19") || Runtime.getRuntime().maxMemory() >= LARGEST_NEEDS, "vgg19 needs a heap of 3 GiB");
        var target = folder.resolve(name + ".onnx");
        LightNetwork.fill(source, target, logits);
        return target;
    }

    @ParameterizedTest
    @ValueSource(strings = {"bvlc_alexnet", "densenet121", "inception_v1", "inception_v2", "resnet50", "shufflenet", "squeezenet", "vgg19",
            "zfnet512"})
    void realsAgreeWithOnnxRuntime(String name) throws IOException {
        OnnxFloatTest.assertAgrees(filled(name, true), ImportOptions.DEFAULT, IMAGE);
    }

    /**
     * Some of the networks on a digital chip, on one of resistive cells and on one of capacitors; {@code tests/bench/light_networks.sh} compiles all
     * of them for all three.
     */
    @ParameterizedTest(name = "{0} for {1}")
    @CsvSource({"shufflenet, d6cim-esscirc23, 2", "densenet121, d6cim-esscirc23, 5", "squeezenet, isaac-isca16, 1",
            "inception_v1, isaac-isca16, 1", "squeezenet, jia-jssc22, 2"})
    void networksAreCompiledForChipsOfAllKinds(String name, String chip, int fewestSegments) throws IOException {
        filled(name, false);
        var summary = new CommandLine(folder).json(List.of("compile", name + ".onnx", "--target", "cim", "--chip", chip, "--random-calib",
                "2", "--calib-seed", "1", "-o", "out.qcb", "--json"));
        assertThat(summary.get("segments").asInt()).isGreaterThanOrEqualTo(fewestSegments);
        assertThat(folder.resolve("out.qcb")).isNotEmptyFile();
    }

    /** The chip has 1,024 crossbars; ResNet-50 needs some 13,000, so it is loaded segment by segment. */
    @ParameterizedTest
    @CsvSource({"squeezenet, 0", "resnet50, 12"})
    void simulatedNetworksGiveTheBitsOfTheInterpreter(String name, int fewestLoads) throws IOException {
        filled(name, false);
        var answer = new CommandLine(folder)
                .json(List.of("eval", name + ".onnx", "--target", "cim", "--random-calib", "2", "--calib-seed", "1", "--random-input", "1",
                        "--seed", "5", "--json"));
        assertThat(answer.get("bit_exact").asBoolean()).isTrue();
        assertThat(answer.get("reload").get("loads").asInt()).isGreaterThanOrEqualTo(fewestLoads);
    }

    /** Hardware loops repeat what tiles have in common: a larger image has more tiles, and other cuts at its borders. */
    @Test
    void programSizeDoesNotGrowWithTheImage() throws IOException {
        var network = filled("squeezenet", false);
        long large = programBytes("squeezenet.onnx");
        Files.write(folder.resolve("small.onnx"), LightNetwork.resized(Files.readAllBytes(network), 112));
        assertThat(large).isLessThan(1_200_000).isBetween(programBytes("small.onnx") / 2, programBytes("small.onnx") * 2);
    }

    /** Bytes of all cores' instructions. */
    private long programBytes(String model) throws IOException {
        var outcome = new CommandLine(folder)
                .run(List.of("compile", model, "--target", "cim", "--random-calib", "1", "--calib-seed", "1", "-o", model + ".qcb"));
        assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
        return new BundleReader().read(folder.resolve(model + ".qcb")).segments().stream().flatMap(s -> s.programs().stream())
                .mapToLong(program -> program.code().length).sum();
    }
}
