package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import qcc.cli.conformance.CheckLevel;
import qcc.cli.conformance.OnnxCheck;
import qcc.cli.conformance.Verdict;
import qcc.cli.conformance.Verdict.Outcome;

/**
 * ONNX's own test vectors, each imported, interpreted, canonicalized and interpreted again; skipped where they are absent.
 *
 * <p>Those that are known not to pass stand in {@code onnx-conformance.txt}, a line each: the name and the reason. Run with
 * {@code -Dqcc.docs.update=true} this test rewrites the list with what the checker says, keeping the reasons that start with "because".
 */
final class OnnxConformanceTest {
    private static final Path LIST = Repository.ROOT.resolve("tests/src/test/resources/onnx-conformance.txt");
    private static final List<String> SETS = List.of("node", "simple");

    @TestFactory
    Stream<DynamicTest> vectors() throws IOException {
        var root = Repository.SHARED.resolve("onnx-backend-tests");
        Assumptions.assumeTrue(Files.isDirectory(root), () -> root + " is absent");
        var folders = OnnxCheck.tests(SETS.stream().map(root::resolve).toList());
        if (Boolean.getBoolean("qcc.docs.update")) {
            update(folders);
        }
        var expected = expectedFailures();
        assertThat(folders.stream().map(f -> f.getFileName().toString())).containsAll(expected.keySet());
        return folders.stream().map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> check(f, expected)));
    }

    private static void check(Path folder, TreeMap<String, String> expectedFailures) {
        var verdict = new OnnxCheck(CheckLevel.CANONICAL).check(folder);
        if (expectedFailures.containsKey(verdict.name())) {
            assertThat(verdict.outcome()).as("%s passes: take it off %s", verdict.name(), LIST).isNotEqualTo(Outcome.PASSED);
        } else {
            assertThat(verdict).isEqualTo(new Verdict(verdict.name(), Outcome.PASSED, ""));
        }
    }

    /** The reasons by name. */
    private static TreeMap<String, String> expectedFailures() throws IOException {
        var reasons = new TreeMap<String, String>();
        for (var line : Files.exists(LIST) ? Files.readAllLines(LIST) : List.<String>of()) {
            int blank = line.indexOf(' ');
            reasons.put(line.substring(0, blank), line.substring(blank + 1));
        }
        return reasons;
    }

    private static String reason(Verdict verdict, String known) {
        return known.startsWith("because ") ? known : verdict.reason();
    }

    private static void update(List<Path> folders) throws IOException {
        var known = expectedFailures();
        var lines = folders.stream().map(new OnnxCheck(CheckLevel.CANONICAL)::check).filter(v -> v.outcome() != Outcome.PASSED)
                .map(v -> v.name() + " " + reason(v, known.getOrDefault(v.name(), ""))).toList();
        Files.write(LIST, lines);
    }
}
