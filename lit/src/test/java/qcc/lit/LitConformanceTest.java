package qcc.lit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the tests in {@code conformance-suite.txt} with this runner and with LLVM's lit and FileCheck, and compares what comes of each. */
final class LitConformanceTest {
    private static final String VERSION = "-22";
    private static final Pattern CASE = Pattern.compile("^==== (.*)\n", Pattern.MULTILINE);
    private static final Pattern RESULT = Pattern.compile("^([A-Z]+): suite :: (\\S+) \\(", Pattern.MULTILINE);
    private static final Set<String> FEATURES = Set.of("fast", "target-x86_64");
    private static final String PROPERTIES = """
            name = suite
            suffixes = .test
            excludes = excluded
            substitution.greeting = hello from %s
            environment.GREETING = hello
            features = fast, target-x86_64
            """;
    private static final String CONFIGURATION = """
            import lit.formats
            config.name = "suite"
            config.test_format = lit.formats.ShTest(execute_external=False)
            config.suffixes = [".test"]
            config.excludes = ["excluded"]
            config.substitutions.append(("%{greeting}", "hello from %s"))
            config.environment["GREETING"] = "hello"
            config.environment["PATH"] = "BIN" + ":" + config.environment["PATH"]
            config.available_features = {"fast", "target-x86_64"}
            """;

    /** Commands that fail here, as in any other shell; with LLVM's lit they succeed or break the test. */
    private static final Set<String> STRICTER = Set.of("shell/cd-missing.test", "shell/export-without-value.test",
            "shell/mkdir-exists.test",
            "shell/redirect-missing-input.test", "shell/redirect-to-missing-folder.test");

    @TempDir
    private Path folder;

    private static Optional<Path> find(String name) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).map(entry -> Path.of(entry, name))
                .filter(Files::isExecutable).findFirst();
    }

    @Test
    void agreesWithLit() throws Exception {
        var lit = find("lit" + VERSION);
        var fileCheck = find("FileCheck" + VERSION);
        var not = find("not" + VERSION);
        assumeTrue(lit.isPresent() && not.isPresent() && fileCheck.isPresent(), "lit and FileCheck of LLVM are not installed");
        var suite = Files.createDirectories(folder.resolve("suite"));
        unpack(suite);
        var programs = Files.createDirectories(folder.resolve("bin"));
        Files.writeString(programs.resolve("FileCheck"), "#!/bin/sh\nexec " + fileCheck.get() + " \"$@\"\n");
        Files.writeString(programs.resolve("not"), "#!/bin/sh\nexec " + not.get() + " \"$@\"\n");
        for (var program : List.of("FileCheck", "not")) {
            assertThat(programs.resolve(program).toFile().setExecutable(true)).isTrue();
        }
        Files.writeString(suite.resolve("lit.properties"), PROPERTIES);
        Files.writeString(suite.resolve("lit.cfg.py"), CONFIGURATION.replace("BIN", programs.toString()));

        var theirs = run(lit.get(), suite);
        var runner = new LitRunner(LitOptions.defaults().withOutputDirectory(folder.resolve("out")), Map.of(), Set.of());
        var results = runner.discover(List.of(suite)).stream().map(runner::execute).toList();
        var ours = new TreeMap<String, LitStatus>();
        results.forEach(result -> ours.put(result.test().path(), result.status()));
        var outputs = results.stream().collect(Collectors.toMap(result -> result.test().path(), LitResult::output));
        assertThat(ours.keySet()).isEqualTo(theirs.keySet());
        var differences = new ArrayList<String>();
        for (var test : ours.keySet()) {
            if (ours.get(test) != theirs.get(test) && !STRICTER.contains(test)) {
                differences.add("%s: %s, with LLVM %s%n%s%n%s".formatted(test, ours.get(test), theirs.get(test),
                        Files.readString(suite.resolve(test)), outputs.get(test)));
            }
        }
        assertThat(String.join("\n", differences)).isEmpty();
    }

    private static void unpack(Path suite) throws IOException {
        try (InputStream in = LitConformanceTest.class.getResourceAsStream("conformance-suite.txt")) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            var names = CASE.matcher(text).results().map(match -> match.group(1)).toList();
            var bodies = CASE.split(text);
            for (int i = 0; i < names.size(); i++) {
                var file = suite.resolve(names.get(i));
                Files.createDirectories(file.getParent());
                Files.writeString(file, bodies[i + 1]);
            }
        }
    }

    private Map<String, LitStatus> run(Path lit, Path suite) throws IOException, InterruptedException {
        var log = folder.resolve("log.txt");
        var process = new ProcessBuilder(lit.toString(), "-a", "-j2", suite.toString()).redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        var statuses = new TreeMap<String, LitStatus>();
        RESULT.matcher(Files.readString(log)).results()
                .forEach(match -> statuses.put(match.group(2), LitStatus.valueOf(match.group(1))));
        return statuses;
    }
}
