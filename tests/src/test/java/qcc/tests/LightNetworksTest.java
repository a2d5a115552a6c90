package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
    void realsAgreeWithOnnxRuntime(String name) throws IOException, OrtException {
        OnnxFloatTest.assertAgrees(filled(name, true), ImportOptions.DEFAULT, IMAGE);
    }

    /** The chip has 1,024 crossbars; ResNet-50 needs some 13,000. */
    @ParameterizedTest
    @ValueSource(strings = {"resnet50", "shufflenet"})
    void networksLargerThanTheChipAreCompiled(String name) throws IOException {
        filled(name, false);
        var outcome = new CommandLine(folder)
                .run(List.of("compile", name + ".onnx", "--target", "cim", "--random-calib", "1", "--calib-seed",
                        "1", "-o", "out.qcb", "--verbose"));
        assertThat(outcome.exitCode()).as(outcome.errors()).isZero();
        assertThat(outcome.errors()).contains("remark: segment 1:");
        assertThat(folder.resolve("out.qcb")).isNotEmptyFile();
    }

    @Test
    void simulatedSqueezeNetGivesTheBitsOfTheInterpreter() throws IOException {
        filled("squeezenet", false);
        var answer = new CommandLine(folder)
                .json(List.of("eval", "squeezenet.onnx", "--target", "cim", "--random-calib", "2", "--calib-seed",
                        "1", "--random-input", "1", "--seed", "5", "--json"));
        assertThat(answer.get("bit_exact").asBoolean()).isTrue();
    }
}
