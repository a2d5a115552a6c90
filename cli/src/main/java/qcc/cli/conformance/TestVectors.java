package qcc.cli.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import qcc.frontend.onnx.OnnxTensorFile;
import qcc.interpreter.Interpreter;
import qcc.interpreter.InterpreterOptions;
import qcc.ir.Type;
import qcc.tensor.Tensor;

/** The folders {@code test_data_set_N} beside a model, with files {@code input_i.pb} and {@code output_i.pb}. */
final class TestVectors {
    private TestVectors() {}

    /** The data sets of a test, by name. */
    static List<Path> sets(Path test) {
        try (var entries = Files.list(test)) {
            return entries.filter(p -> p.getFileName().toString().startsWith("test_data_set_")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All folders below others that hold a model, sorted. */
    static List<Path> tests(List<Path> roots) throws IOException {
        var tests = new ArrayList<Path>();
        for (var root : roots) {
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(p -> p.getFileName().toString().equals("model.onnx")).map(Path::getParent).sorted().forEach(tests::add);
            }
        }
        return tests;
    }

    /**
     * The tensors of a data set as blocks of one sample.
     *
     * @param elements the types that the network has for them, in order
     */
    static List<Tensor> read(Path set, String prefix, List<Type> elements) {
        var interpreter = new Interpreter(null, InterpreterOptions.defaults());
        var tensors = new ArrayList<Tensor>();
        for (int i = 0; i < elements.size(); i++) {
            var constant = OnnxTensorFile.read(set.resolve(prefix + i + ".pb"), elements.get(i));
            tensors.addAll(interpreter.evaluate(constant, List.of()));
        }
        return tensors;
    }
}
