package qcc.example.bit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import qcc.dialect.Dialects;
import qcc.dialect.func.FuncOp;
import qcc.ir.Dialect;
import qcc.ir.DialectRegistry;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.diagnostic.DiagnosticRenderer;
import qcc.ir.pass.Pass;
import qcc.ir.pass.PassContext;
import qcc.ir.pass.PassManager;
import qcc.ir.pass.PassRegistry;
import qcc.ir.pass.PipelineException;
import qcc.ir.text.Parser;
import qcc.ir.text.ParserOptions;
import qcc.ir.text.Printer;
import qcc.ir.text.Source;
import qcc.ir.transform.CanonicalizePass;
import qcc.ir.verify.IrVerifier;
import qcc.lit.LitOptions;
import qcc.lit.LitRunner;
import qcc.tests.Repository;

/** The worked example of the page on writing a dialect: a dialect outside the compiler with operations, a pattern, a pass and golden tests. */
class BitExampleTest {
    private static final Path SUITE = Repository.ROOT.resolve("tests/src/test/resources/qcc/example/bit");

    // [registry]
    private static final DialectRegistry DIALECTS = new DialectRegistry(dialects());
    private static final PassRegistry PASSES = new PassRegistry(List.of(CanonicalizePass.class, UnrollRotationsPass.class));

    private static List<Dialect> dialects() {
        var dialects = new ArrayList<>(Dialects.registry().dialects());
        dialects.add(new BitDialect());
        return dialects;
    }
    // [end]

    // [tool]
    /** {@code bit-opt PIPELINE FILE}: reads, verifies, transforms and prints. */
    private static int bitOpt(List<String> args, InputStream in, PrintStream out, PrintStream err, Path folder,
            Map<String, String> environment) {
        var messages = new DiagnosticCollector();
        try {
            var source = Source.read(folder.resolve(args.get(1)));
            var module = Parser.parse(source, DIALECTS, messages, ParserOptions.STRICT);
            boolean good = module.isPresent() && IrVerifier.verify(module.get(), messages)
                    && new PassManager(PASSES.parse(args.get(0))).withVerifier(IrVerifier::verify).run(module.get(),
                            new PassContext(DIALECTS, messages)) != Pass.Result.FAILED;
            messages.diagnostics().forEach(message -> err.print(new DiagnosticRenderer((_, line) -> source.line(line)).render(message)));
            if (good) {
                out.println(Printer.toString(module.get()));
            }
            return good ? 0 : 1;
        } catch (IOException | PipelineException e) {
            err.println(e.getMessage());
            return 1;
        }
    }
    // [end]

    // [golden]
    @TestFactory
    Stream<DynamicTest> golden() throws IOException {
        var options = LitOptions.defaults().withOutputDirectory(Repository.ROOT.resolve("tests/target/lit-example"));
        var runner = new LitRunner(options, Map.of("bit-opt", BitExampleTest::bitOpt), Set.of());
        return runner.discover(List.of(SUITE)).stream()
                .map(test -> DynamicTest.dynamicTest(test.path(), () -> runner.execute(test).throwIfFailed()));
    }
    // [end]

    // [unit]
    @Test
    void rotationsOfRotationsBecomeOne() {
        var module = Parser.parse(Source.of("test", """
                func.func @f(%x: i8) -> i8 {
                  %0 = bit.rotate %x {amount = 7 : i64} : (i8) -> i8
                  %1 = bit.rotate %0 {amount = 4 : i64} : (i8) -> i8
                  return %1 : i8
                }"""), DIALECTS, new DiagnosticCollector(), ParserOptions.STRICT).orElseThrow();
        new CanonicalizePass().run(module, new PassContext(DIALECTS, new DiagnosticCollector()));
        var rotations = new ArrayList<RotateOp>();
        module.walk(RotateOp.class, rotations::add);
        assertThat(rotations).extracting(RotateOp::amount).containsExactly(3L);
        assertThat(rotations.getFirst().parentOfKind(FuncOp.class).functionName()).isEqualTo("f");
    }
    // [end]
}
