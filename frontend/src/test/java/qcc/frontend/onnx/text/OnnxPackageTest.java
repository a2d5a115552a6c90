package qcc.frontend.onnx.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qcc.frontend.onnx.wire.Onnx.ModelProto;

/**
 * What we write the onnx package reads as the same model, and what it writes we read as the same model: for every model of ONNX's tests and
 * a trained network. Skipped where Python, its package onnx or the models are absent.
 */
final class OnnxPackageTest {
    private static final Path ROOT = Path.of(System.getProperty("qcc.root"));
    private static final Path SHARED = Path.of(System.getProperty("qcc.shared", ROOT + "/../shared"));

    @TempDir
    Path folder;

    private static Map<String, Path> models() throws IOException {
        var models = new LinkedHashMap<String, Path>();
        for (var suite : List.of("node", "simple")) {
            try (var tests = Files.list(SHARED.resolve("onnx-backend-tests").resolve(suite))) {
                tests.sorted().forEach(t -> models.put(t.getFileName().toString(), t.resolve("model.onnx")));
            }
        }
        models.put("resnet20_cifar10", SHARED.resolve("models/resnet20_cifar10.onnx"));
        return models;
    }

    private List<String> python(String command, Map<String, Path> models) throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of("python3", ROOT.resolve("tests/bench/onnx_text.py").toString(), command, folder.toString()));
        models.forEach((name, path) -> line.add(name + "=" + path));
        var process = new ProcessBuilder(line).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes()).lines().toList();
        assertThat(process.waitFor()).as(String.join("\n", output)).isZero();
        return output;
    }

    private static boolean hasPackage() {
        try {
            return new ProcessBuilder("python3", "-c", "import onnx.parser, numpy").redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException | InterruptedException _) {
            return false;
        }
    }

    private void print(String name, Path model) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(folder.resolve(name + ".ours.txt")))) {
            ModelPrinter.print(ModelProto.parseFrom(Files.readAllBytes(model)), out);
        }
    }

    private void parse(String name) throws IOException {
        try {
            var model = ModelParser.parse(ByteString.copyFrom(Files.readAllBytes(folder.resolve(name + ".theirs.txt")))).model();
            Files.write(folder.resolve(name + ".theirs.onnx"), model.toByteArray());
        } catch (SyntaxException e) {
            Files.writeString(folder.resolve(name + ".theirs.error"), e.position() + " " + e.getMessage());
        }
    }

    @Test
    void bothReadWhatTheOtherWrites() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isDirectory(SHARED.resolve("onnx-backend-tests")), "there are no ONNX tests");
        Assumptions.assumeTrue(hasPackage(), "python3 has no package onnx");
        var models = models();
        python("print", models);
        for (var model : models.entrySet()) {
            print(model.getKey(), model.getValue());
            parse(model.getKey());
        }
        var differences = python("compare", models);
        differences.forEach(System.out::println);
        assertThat(new TreeSet<>(differences)).isEmpty();
    }
}
