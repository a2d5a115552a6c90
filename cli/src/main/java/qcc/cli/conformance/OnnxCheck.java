package qcc.cli.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import qcc.cli.compile.NetworkReader;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.func.FuncOp;
import qcc.frontend.onnx.ImportException;
import qcc.frontend.onnx.ImportOptions;
import qcc.frontend.onnx.NetworkModule;
import qcc.frontend.onnx.OnnxImporter;
import qcc.interpreter.Interpreter;
import qcc.interpreter.InterpreterException;
import qcc.interpreter.InterpreterOptions;
import qcc.ir.StringAttr;
import qcc.ir.TensorType;
import qcc.ir.Type;
import qcc.ir.Value;
import qcc.ir.diagnostic.Diagnostic;
import qcc.ir.pass.PassCrashException;
import qcc.ir.verify.IrVerifier;
import qcc.tensor.Tensor;

/** Checks models against the test vectors beside them. */
public final class OnnxCheck {
    private final CheckLevel level;

    public OnnxCheck(CheckLevel level) {
        this.level = level;
    }

    /** All tests below folders, sorted in each: the folders that hold a {@code model.onnx}. */
    public static List<Path> tests(List<Path> roots) throws IOException {
        return TestVectors.tests(roots);
    }

    /** Takes a test through the levels until one does not give what its vectors expect. */
    public Verdict check(Path test) {
        var name = test.getFileName().toString();
        try {
            for (var current : CheckLevel.values()) {
                if (current.compareTo(level) <= 0) {
                    var problem = check(test, current);
                    if (problem.isPresent()) {
                        return Verdict.failed(name, problem.get());
                    }
                }
            }
            return Verdict.passed(name);
        } catch (ImportException e) {
            return Verdict.unsupported(name, reason(e));
        } catch (InterpreterException | CheckFailure | PassCrashException e) {
            return Verdict.failed(name, e.getMessage());
        }
    }

    private static String reason(ImportException e) {
        var notes = e.diagnostic().notes();
        return notes.isEmpty() ? e.diagnostic().message() : e.diagnostic().message() + ": " + notes.getFirst().message();
    }

    /** What is wrong with a test at one level. */
    private static Optional<String> check(Path test, CheckLevel current) {
        for (var set : TestVectors.sets(test)) {
            var problem = check(test.resolve("model.onnx"), set, current);
            if (problem.isPresent()) {
                return problem.map(p -> "at level " + current + ": " + p);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> check(Path model, Path set, CheckLevel current) {
        var module = OnnxImporter.read(model, ImportOptions.DEFAULT);
        var main = NetworkReader.main(module);
        var inputs = TestVectors.read(set, "input_", elements(main.entry().arguments()));
        var expected = TestVectors.read(set, "output_", elements(main.entry().terminator().operands()));
        if (current != CheckLevel.FLOAT) {
            module = OnnxImporter.read(model, shapes(main, inputs));
        }
        verify(module);
        switch (current) {
            case FLOAT -> {}
            case CANONICAL -> CheckPipelines.canonicalize(module);
            case INT8 -> CheckPipelines.quantize(module, inputs);
        }
        var actual = new Interpreter(module, InterpreterOptions.defaults()).run(NetworkReader.main(module), inputs);
        return current == CheckLevel.INT8 ? Agreement.noise(actual, expected) : Agreement.difference(actual, expected);
    }

    private static List<Type> elements(List<? extends Value> values) {
        return values.stream().map(v -> v.type().elementType()).toList();
    }

    /** The shapes of the vectors for inputs whose shape the model leaves open. */
    private static ImportOptions shapes(FuncOp main, List<Tensor> inputs) {
        var shapes = new TreeMap<String, List<Long>>();
        for (var argument : main.entry().arguments()) {
            var name = main.argumentAttributes(argument.index()).get(NetworkModule.NAME);
            if (name instanceof StringAttr text && argument.type() instanceof TensorType type && !type.shape().isStatic()) {
                var dimensions = inputs.get(argument.index()).shape().sample().dimensions();
                shapes.put(text.value(), Arrays.stream(dimensions).mapToObj(d -> (long) d).toList());
            }
        }
        return new ImportOptions(shapes);
    }

    private static void verify(ModuleOp module) {
        var problems = new ArrayList<Diagnostic>();
        if (!IrVerifier.verify(module, problems::add)) {
            throw new CheckFailure(problems.getFirst().message());
        }
    }
}
