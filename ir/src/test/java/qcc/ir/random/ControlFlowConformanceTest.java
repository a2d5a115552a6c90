package qcc.ir.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qcc.dialect.Dialects;
import qcc.dialect.builtin.ModuleOp;
import qcc.dialect.func.FuncOp;
import qcc.ir.ConstantLike;
import qcc.ir.Op;
import qcc.ir.OpBuilder;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.pass.PassContext;
import qcc.ir.pass.PassManager;
import qcc.ir.pass.PassRegistry;
import qcc.ir.pass.PipelineException;
import qcc.ir.text.Parser;
import qcc.ir.text.ParserOptions;
import qcc.ir.text.PrintOption;
import qcc.ir.text.Printer;
import qcc.ir.text.Source;
import qcc.ir.transform.CorePasses;
import qcc.ir.verify.IrVerifier;

/** Runs passes on random functions of several blocks, and the passes of the same name of the installed mlir-opt. */
class ControlFlowConformanceTest {
    private static final String TOOL = "mlir-opt-22";
    private static final int FUNCTIONS = Integer.getInteger("qcc.control-flow.trials", 400);
    private static final long SEED = Long.getLong("qcc.control-flow.seed", 1);

    @TempDir
    private Path folder;

    @BeforeAll
    static void find() {
        boolean installed = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(p -> Files.isExecutable(Path.of(p, TOOL)));
        Assumptions.assumeTrue(installed, TOOL + " is not on the path");
    }

    @Test
    void mergesEqualOperationsInTheSamePlaces() throws Exception {
        compare("cse", UnaryOperator.identity(), 0);
    }

    @Test
    void canonicalizesToTheSame() throws Exception {
        compare("canonicalize", ControlFlowConformanceTest::gatherConstants, 0);
    }

    @Test
    void canonicalizesToTheSameWithoutControlFlow() throws Exception {
        compare("canonicalize{region-simplify=disabled}", ControlFlowConformanceTest::gatherConstants, 0);
    }

    /** Which of several groups of equal blocks are merged first depends on a hash table in mlir-opt, and so, rarely, does the result. */
    @Test
    void canonicalizesToTheSameWithBlocksMerged() throws Exception {
        compare("canonicalize{region-simplify=aggressive}", ControlFlowConformanceTest::gatherConstants, FUNCTIONS / 100);
    }

    private void compare(String pass, UnaryOperator<ModuleOp> normalized, int tolerated) throws Exception {
        var inputs = inputs();
        var theirs = mlirOpt(pass, inputs);
        assertThat(theirs).hasSize(inputs.size());
        var differences = new ArrayList<String>();
        for (int i = 0; i < inputs.size(); i++) {
            var expected = print(normalized.apply(parse(theirs.get(i))));
            var actual = print(normalized.apply(run(pass, parse(inputs.get(i)))));
            if (!actual.equals(expected)) {
                differences.add("---- input\n%s---- mlir-opt\n%s\n---- qcc\n%s\n".formatted(inputs.get(i), expected, actual));
            }
        }
        if (differences.size() > tolerated) {
            var file = Files.writeString(Path.of("target", "control-flow-differences.txt"), String.join("\n", differences));
            fail("%d of %d functions differ after %s, see %s:%n%s", differences.size(), inputs.size(), pass, file, differences.getFirst());
        }
    }

    private static List<String> inputs() {
        var random = new Random(SEED);
        var inputs = new ArrayList<String>();
        for (int i = 0; i < FUNCTIONS; i++) {
            inputs.add(RandomControlFlow.function("f", random));
        }
        return inputs;
    }

    private List<String> mlirOpt(String pass, List<String> inputs) throws IOException, InterruptedException {
        var file = Files.writeString(folder.resolve("input.mlir"), String.join("// -----\n", inputs));
        var output = folder.resolve("output.mlir");
        var process = new ProcessBuilder(TOOL, "--allow-unregistered-dialect", "--mlir-print-op-generic", "--split-input-file",
                "--pass-pipeline=builtin.module(func.func(" + pass + "))", file.toString()).redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        assertThat(process.waitFor()).isZero();
        return List.of(Files.readString(output).split("// -----\n"));
    }

    private static ModuleOp parse(String text) {
        var diagnostics = new DiagnosticCollector();
        var module = Parser.parse(Source.of("t.mlir", text), Dialects.registry(), diagnostics, ParserOptions.ALLOW_UNREGISTERED);
        assertThat(diagnostics.diagnostics()).as(text).isEmpty();
        return module.orElseThrow();
    }

    private static ModuleOp run(String pass, ModuleOp module) throws PipelineException {
        var diagnostics = new DiagnosticCollector();
        var pipeline = new PassRegistry(CorePasses.LIST).parse("builtin.module(func.func(" + pass + "))");
        new PassManager(pipeline).withVerifier(IrVerifier::verify).run(module, new PassContext(Dialects.registry(), diagnostics));
        assertThat(diagnostics.diagnostics()).isEmpty();
        return module;
    }

    private static String print(ModuleOp module) {
        return Printer.toString(module, Set.of(PrintOption.GENERIC));
    }

    /** Puts all constants in order at the start of their function, each once, because mlir-opt puts them all there; those that nobody uses go. */
    private static ModuleOp gatherConstants(ModuleOp module) {
        module.walk(FuncOp.class, function -> {
            var constants = new ArrayList<Op>();
            function.walk(ConstantLike.class, constant -> constants.add((Op) constant));
            constants.sort(Comparator.comparing(constant -> constant.properties().toString() + constant.resultTypes()));
            var builder = new OpBuilder();
            Op last = null;
            for (var constant : constants) {
                if (!constant.hasUses()) {
                    builder.erase(constant);
                } else if (last != null && last.properties().equals(constant.properties())) {
                    builder.replace(constant, last.results());
                } else {
                    builder.detach(constant);
                    last = constant;
                    builder.setInsertionPoint(firstOther(function));
                    builder.insert(constant);
                }
            }
        });
        return module;
    }

    private static Op firstOther(FuncOp function) {
        var op = function.region(0).entry().first();
        while (op instanceof ConstantLike && op.next() != null) {
            op = op.next();
        }
        return op;
    }
}
