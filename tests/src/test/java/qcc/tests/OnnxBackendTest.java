package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.func.FuncOp;
import qcc.frontend.onnx.ImportException;
import qcc.frontend.onnx.ImportOptions;
import qcc.frontend.onnx.OnnxImporter;
import qcc.frontend.onnx.wire.Onnx.ModelProto;
import qcc.frontend.onnx.wire.Onnx.TensorProto;
import qcc.interpreter.Interpreter;
import qcc.interpreter.InterpreterOptions;
import qcc.tensor.Tensor;
import qcc.tensor.TensorComparison;

/** ONNX's own test vectors for every model of them that can be imported; skipped where they are absent. */
final class OnnxBackendTest {
    private static final double TOLERANCE = 1e-5;
    /** As many were imported when this was written; more operators may only raise it. */
    private static final int LEAST_IMPORTED = 170;

    /** Vectors whose tensors of this type are stored as 32-bit integers, so that they do not fit their models. */
    private static final String MISTYPED = "BFLOAT16";

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> vectors() throws IOException {
        var root = Repository.SHARED.resolve("onnx-backend-tests");
        Assumptions.assumeTrue(Files.isDirectory(root), () -> root + " is absent");
        var tests = new ArrayList<DynamicTest>();
        for (var set : List.of("node", "simple")) {
            try (var cases = Files.list(root.resolve(set))) {
                cases.sorted().filter(OnnxBackendTest::isImported).forEach(
                        c -> tests.add(DynamicTest.dynamicTest(c.getFileName().toString(), () -> assertAgrees(c))));
            }
        }
        assertThat(tests).hasSizeGreaterThanOrEqualTo(LEAST_IMPORTED);
        return tests.stream();
    }

    private static boolean isImported(Path directory) {
        if (directory.getFileName().toString().contains(MISTYPED)) {
            return false;
        }
        try {
            OnnxImporter.read(directory.resolve("model.onnx"), ImportOptions.DEFAULT);
            return true;
        } catch (ImportException _) {
            return false;
        }
    }

    private void assertAgrees(Path directory) throws IOException {
        var module = OnnxImporter.read(directory.resolve("model.onnx"), ImportOptions.DEFAULT);
        var data = directory.resolve("test_data_set_0");
        var results = run(module, tensors(data, "input_"));
        var expected = tensors(data, "output_");
        assertThat(results).hasSameSizeAs(expected);
        for (int i = 0; i < results.size(); i++) {
            assertThat(results.get(i).typeText()).isEqualTo(expected.get(i).typeText());
            double largest = TensorComparison.maxAbsoluteDifference(expected.get(i),
                    Tensor.zeros(expected.get(i).elementType(), expected.get(i).shape()));
            double bound = Double.isInfinite(largest) ? 0 : TOLERANCE * largest;
            assertThat(TensorComparison.maxAbsoluteDifference(results.get(i), expected.get(i))).isLessThanOrEqualTo(bound);
        }
    }

    private static List<Tensor> run(ModuleOp module, List<Tensor> inputs) {
        return new Interpreter(module, InterpreterOptions.defaults()).run((FuncOp) module.body().first(), inputs);
    }

    private List<Tensor> tensors(Path data, String prefix) throws IOException {
        var tensors = new ArrayList<Tensor>();
        for (int i = 0; Files.exists(data.resolve(prefix + i + ".pb")); i++) {
            tensors.add(constant(TensorProto.parseFrom(Files.readAllBytes(data.resolve(prefix + i + ".pb")))));
        }
        return tensors;
    }

    /** A tensor as the importer and the interpreter read it: the output of a model that has nothing else. */
    private Tensor constant(TensorProto tensor) throws IOException {
        var model = ModelProto.newBuilder().setIrVersion(8);
        model.addOpsetImportBuilder().setVersion(13);
        model.getGraphBuilder().addInitializer(tensor.toBuilder().setName("t")).addOutputBuilder().setName("t");
        var file = Files.write(folder.resolve("constant.onnx"), model.build().toByteArray());
        return run(OnnxImporter.read(file, ImportOptions.DEFAULT), List.of()).getFirst();
    }
}
