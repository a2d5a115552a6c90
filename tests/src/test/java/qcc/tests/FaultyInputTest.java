package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qcc.chip.ChipLoader;
import qcc.frontend.onnx.wire.Onnx;
import qcc.tensor.FloatTensor;
import qcc.tensor.NpyFile;
import qcc.tensor.Shape;

/** Input at fault gets one message that says where and what, exit code 1, no stack trace, and leaves no file. */
class FaultyInputTest {
    @TempDir
    private Path folder;

    private final SampleNetwork digits = SampleNetwork.digits();
    private byte[] model;

    @BeforeEach
    void readModel() throws IOException {
        model = Files.readAllBytes(digits.model());
    }

    private String refused(List<String> words) throws IOException {
        var before = files();
        var outcome = new CommandLine(folder).run(words);
        assertThat(outcome.exitCode()).as(outcome.errors()).isEqualTo(1);
        assertThat(outcome.errors()).doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(outcome.errors().lines().filter(line -> line.contains("error:"))).as(outcome.errors()).hasSize(1);
        assertThat(files()).as("no file is left behind").isEqualTo(before);
        return outcome.errors();
    }

    private List<Path> files() throws IOException {
        try (var all = Files.walk(folder)) {
            return all.sorted().toList();
        }
    }

    private List<String> compile(String modelFile, String... more) {
        var words = new ArrayList<>(List.of("compile", modelFile, "--target", "cim", "-o", "out.qcb"));
        words.addAll(more.length == 0 ? digits.calibration() : List.of(more));
        return words;
    }

    private String write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes).toString();
    }

    @Test
    void aTruncatedModel() throws IOException {
        var file = write("cut.onnx", Arrays.copyOf(model, model.length / 2));
        assertThat(refused(compile(file))).contains("cut.onnx").containsIgnoringCase("truncated");
    }

    @Test
    void unknownOperatorsAllAtOnce() throws IOException {
        var network = Onnx.ModelProto.parseFrom(model).toBuilder();
        var nodes = network.getGraphBuilder();
        nodes.getNodeBuilder(2).setOpType("Frobnicate");
        nodes.getNodeBuilder(4).setOpType("Whirl").setDomain("com.example");
        var file = write("odd.onnx", network.build().toByteArray());
        assertThat(refused(compile(file))).contains("Frobnicate").contains("com.example").contains("Whirl")
                .contains(nodes.getNode(2).getName());
    }

    @Test
    void anInputBeyondAllMemory() throws IOException {
        var text = "<ir_version: 8, opset_import: [\"\" : 17]> g (float[1,17179869184] x) => (y) { y = Relu (x) }";
        var file = write("large.onnxtxt", text.getBytes(StandardCharsets.UTF_8));
        assertThat(refused(compile(file, "--random-calib", "2"))).contains("[1x17179869184]").contains("2^31-1");
    }

    /** Damaged networks are compiled or refused with one message: nothing crashes. */
    @Test
    void damagedNetworks() throws IOException {
        var random = new Random(11);
        for (int i = 0; i < 30; i++) {
            var bytes = model.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                bytes[random.nextInt(4096)] = (byte) random.nextInt(256); // the nodes, before the weights
            }
            var outcome = new CommandLine(folder).run(compile(write("damaged.onnx", bytes)));
            assertThat(outcome.exitCode()).as(outcome.errors()).isIn(0, 1);
            assertThat(outcome.errors()).doesNotContain("\tat ").doesNotContain("Exception");
        }
    }

    @Test
    void aNanInTheCalibrationSamples() throws IOException {
        var samples = new float[4 * 64];
        samples[2 * 64 + 9] = Float.NaN;
        NpyFile.write(folder.resolve("nan.npy"), new FloatTensor(Shape.of(4, 1, 8, 8), samples));
        var message = refused(compile(digits.model().toString(), "--calib", folder.resolve("nan.npy").toString()));
        assertThat(message).contains("nan.npy").contains("NaN").contains("sample 2").contains("[0, 1, 1]");
    }

    @Test
    void aChipWithoutRows() throws IOException {
        var yaml = ChipLoader.preset("d6cim-esscirc23").toYaml().replaceFirst("rows: 128", "rows: 0");
        var file = write("flat.yaml", yaml.getBytes(StandardCharsets.UTF_8));
        var words = compile(digits.model().toString());
        words.addAll(List.of("--chip", file));
        assertThat(refused(words)).containsPattern("flat\\.yaml:\\d+:\\d+: error: xbar\\.rows");
    }

    @Test
    void aDamagedBundle() throws IOException {
        new CommandLine(folder).json(digits.command("compile", List.of("-o", "good.qcb", "--json")));
        var bundle = Files.readAllBytes(folder.resolve("good.qcb"));
        bundle[bundle.length / 2] ^= 4;
        var words = new ArrayList<>(List.of("run", write("bad.qcb", bundle), "--scale", "16", "--output", "out.npy"));
        words.addAll(digits.inputs());
        assertThat(refused(words)).contains("bad.qcb").contains("altered");
    }

    @Test
    void inputsOfAnotherShape() throws IOException {
        new CommandLine(folder).json(digits.command("compile", List.of("-o", "good.qcb", "--json")));
        NpyFile.write(folder.resolve("wide.npy"), new FloatTensor(Shape.of(2, 1, 8, 9), new float[2 * 72]));
        var message = refused(List.of("run", "good.qcb", "--input", folder.resolve("wide.npy").toString(), "--output", "out.npy"));
        assertThat(message).contains("wide.npy").contains("8x9").contains("8x8");
    }

    @Test
    void anInitializerOfTheWrongSize() throws IOException {
        var network = Onnx.ModelProto.parseFrom(model).toBuilder();
        var first = network.getGraphBuilder().getInitializerBuilder(0);
        first.setRawData(ByteString.copyFrom(new byte[4]));
        var file = write("short.onnx", network.build().toByteArray());
        assertThat(refused(compile(file))).contains(first.getName());
    }
}
