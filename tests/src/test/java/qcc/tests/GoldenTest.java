package qcc.tests;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import qcc.cli.LitEnvironment;
import qcc.lit.LitOptions;
import qcc.lit.LitResult;
import qcc.lit.LitRunner;
import qcc.lit.LitStatus;

/** Runs the files of {@code tests/lit}, in this process, one JUnit test each, and then gives all IR that they print to mlir-opt. */
class GoldenTest {
    private static final Path SUITE = Repository.ROOT.resolve("tests/lit");

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> lit() throws IOException {
        var around = LitEnvironment.of(System.getenv().getOrDefault("PATH", ""), Repository.SHARED);
        var options = LitOptions.defaults().withOutputDirectory(Repository.ROOT.resolve("tests/target/lit"));
        var tools = new HashMap<>(around.tools());
        var printed = new PrintedModules();
        tools.computeIfPresent("qcc", (_, qcc) -> printed.watch(qcc));
        var runner = new LitRunner(options, tools, around.features());
        var files = runner.discover(List.of(SUITE)).stream()
                .map(test -> DynamicTest.dynamicTest(test.path(), test.file().toUri(), () -> check(runner.execute(test))));
        return Stream.concat(files,
                Stream.of(DynamicTest.dynamicTest("mlir-opt accepts what they print", () -> printed.comeBackFromMlirOpt(folder))));
    }

    private static void check(LitResult result) {
        if (result.status() == LitStatus.UNSUPPORTED) {
            abort(result.output());
        }
        result.throwIfFailed();
    }
}
