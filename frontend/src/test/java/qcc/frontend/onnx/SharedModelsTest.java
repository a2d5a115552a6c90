package qcc.frontend.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import qcc.dialect.Dialects;
import qcc.dialect.builtin.ModuleOp;
import qcc.ir.Op;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.text.Parser;
import qcc.ir.text.Printer;
import qcc.ir.text.Source;

/** Real networks; skipped where the folder with them is absent. */
final class SharedModelsTest {
    private static final Path ROOT = Path.of(System.getProperty("qcc.root"));

    private static ModuleOp read(String name) {
        var path = Path.of(System.getProperty("qcc.shared", ROOT + "/../shared")).resolve("models").resolve(name);
        Assumptions.assumeTrue(Files.exists(path), () -> path + " is absent");
        return ModelBuilder.verified(OnnxImporter.read(path, ImportOptions.DEFAULT));
    }

    @ParameterizedTest
    @CsvSource({
            "resnet20_cifar10.onnx, 'nn.add 9, nn.batch_norm 19, nn.conv 19, nn.dynamic_slice 2, nn.flatten 1, nn.linear 1, nn.mean 1, nn.pad 2, nn.relu 19'",
            "mlperf_tiny_resnet8.onnx, 'nn.add 3, nn.avg_pool 1, nn.batch_norm 7, nn.conv 9, nn.flatten 1, nn.linear 1, nn.relu 7, nn.softmax 1, nn.transpose 1'",
            "mlperf_tiny_vww.onnx, 'nn.avg_pool 1, nn.batch_norm 27, nn.conv 27, nn.flatten 1, nn.linear 1, nn.relu 27, nn.softmax 1, nn.transpose 1'",
            "mlperf_tiny_kws.onnx, 'nn.avg_pool 1, nn.batch_norm 9, nn.conv 9, nn.flatten 1, nn.linear 1, nn.relu 9, nn.softmax 1, nn.transpose 1'",
            "mlperf_tiny_ad.onnx, 'nn.batch_norm 9, nn.linear 10, nn.relu 9, nn.transpose 10'"})
    void importsTrainedNetworks(String name, String expected) {
        var counts = ModelBuilder.operations(read(name)).stream().map(Op::name).filter(Predicate.not("nn.constant"::equals))
                .collect(Collectors.groupingBy(n -> n, TreeMap::new, Collectors.counting()));
        assertThat(counts.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).collect(Collectors.joining(", ")))
                .isEqualTo(expected);
    }

    @Test
    void keepsTheSymbolicBatch() {
        var function = ModelBuilder.function(read("resnet20_cifar10.onnx"));
        assertThat(function.functionType()).hasToString("(tensor<?x3x32x32xf32>) -> tensor<?x10xf32>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bvlc_alexnet", "densenet121", "inception_v1", "inception_v2", "resnet50", "shufflenet", "squeezenet", "vgg19",
            "zfnet512"})
    void importsLightNetworks(String name) {
        var type = ModelBuilder.function(read("light/light_" + name + ".onnx")).functionType();
        assertThat(type.inputs()).hasSize(1);
        assertThat(type.results().getFirst().toString()).startsWith("tensor<1x1000");
    }

    @Test
    void importsTheExample() {
        var module = OnnxImporter.read(ROOT.resolve("examples/digits/digits.onnx"), ImportOptions.DEFAULT);
        assertThat(ModelBuilder.function(module).functionType().results()).hasSize(1);
    }

    /** The text of the example, weights included, is read back as the same text. */
    @Test
    void theTextIsReadBack() {
        var text = Printer.toString(OnnxImporter.read(ROOT.resolve("examples/digits/digits.onnx"), ImportOptions.DEFAULT));
        var diagnostics = new DiagnosticCollector();
        var parsed = Parser.parse(Source.of("digits.mlir", text), Dialects.registry(), diagnostics);
        assertThat(diagnostics.diagnostics()).isEmpty();
        assertThat(Printer.toString(parsed.orElseThrow())).isEqualTo(text);
    }
}
