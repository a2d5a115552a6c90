package qcc.tests;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import qcc.cli.LitEnvironment;
import qcc.lit.LitOptions;
import qcc.lit.LitResult;
import qcc.lit.LitRunner;
import qcc.lit.LitStatus;

/** Runs the files of {@code tests/lit}, in this process, one JUnit test each. */
class GoldenTest {
    private static final Path SUITE = Repository.ROOT.resolve("tests/lit");

    @TestFactory
    Stream<DynamicTest> lit() throws IOException {
        var around = LitEnvironment.of(System.getenv().getOrDefault("PATH", ""), Repository.SHARED);
        var options = LitOptions.defaults().withOutputDirectory(Repository.ROOT.resolve("tests/target/lit"));
        var runner = new LitRunner(options, around.tools(), around.features());
        return runner.discover(List.of(SUITE)).stream()
                .map(test -> DynamicTest.dynamicTest(test.path(), test.file().toUri(), () -> check(runner.execute(test))));
    }

    private static void check(LitResult result) {
        if (result.status() == LitStatus.UNSUPPORTED) {
            abort(result.output());
        }
        result.throwIfFailed();
    }
}
