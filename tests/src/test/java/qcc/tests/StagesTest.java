package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import qcc.dialect.Dialects;
import qcc.dialect.builtin.ModuleOp;
import qcc.ir.diagnostic.DiagnosticCollector;
import qcc.ir.text.Parser;
import qcc.ir.text.PrintOption;
import qcc.ir.text.Printer;
import qcc.ir.text.Source;
import qcc.ir.verify.IrVerifier;

/** The IR after every pass on the way of whole networks. */
class StagesTest {
    private static final String MLIR_OPT = "mlir-opt-22";
    private static final int TIME_LIMIT_SECONDS = 120;

    @TempDir
    private Path folder;

    static List<SampleNetwork> networks() {
        return Stream.concat(Stream.of(SampleNetwork.digits()), SampleNetwork.trained().stream()).toList();
    }

    /** Every pass keeps what it declares, and what it leaves reads back and prints the same. */
    @ParameterizedTest
    @MethodSource("networks")
    void everyStageIsExecutedAndReadsBack(SampleNetwork network) throws IOException, InterruptedException {
        new CommandLine(folder)
                .json(network.orSkip().command("compile", List.of("--validate", "--dump-dir", "dumps", "-o", "out.qcb", "--json")));
        var dumps = dumps();
        assertThat(dumps).hasSizeGreaterThan(12);
        boolean haveMlirOpt = isOnPath(MLIR_OPT);
        for (var dump : dumps) {
            var module = readBack(dump);
            if (haveMlirOpt) {
                assertMlirOptAccepts(dump, module);
            }
        }
    }

    private List<Path> dumps() throws IOException {
        try (var files = Files.walk(folder.resolve("dumps"))) {
            return files.filter(f -> f.toString().endsWith(".mlir")).sorted().toList();
        }
    }

    private static ModuleOp readBack(Path dump) throws IOException {
        var problems = new DiagnosticCollector();
        var text = Files.readString(dump);
        var module = Parser.parse(Source.of(dump.toString(), text), Dialects.registry(), problems);
        assertThat(problems.diagnostics()).as("%s", dump).isEmpty();
        assertThat(IrVerifier.verify(module.orElseThrow(), problems)).as("%s: %s", dump, problems.diagnostics()).isTrue();
        assertThat(Printer.toString(module.get()).strip().equals(text.strip())).as("%s prints the same", dump).isTrue();
        return module.get();
    }

    private void assertMlirOptAccepts(Path dump, ModuleOp module) throws IOException, InterruptedException {
        var generic = folder.resolve("generic.mlir");
        var options = Set.of(PrintOption.GENERIC, new PrintOption.ElideResources(0));
        Files.writeString(generic, Printer.toString(module, options), StandardCharsets.UTF_8);
        var errors = folder.resolve("errors.txt");
        var process = new ProcessBuilder(MLIR_OPT, "--allow-unregistered-dialect", generic.toString(), "-o", "/dev/null")
                .redirectError(errors.toFile()).start();
        assertThat(process.waitFor(TIME_LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("%s: %s", dump, Files.readString(errors)).isZero();
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv("PATH").split(":")).anyMatch(place -> Files.isExecutable(Path.of(place, program)));
    }
}
