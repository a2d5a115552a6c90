package qcc.lit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LitRunnerTest {
    private static final Set<String> FEATURES = Set.of("fast", "target-x86_64");

    @TempDir
    private Path folder;

    @BeforeEach
    void makeSuite() {
        write("lit.properties", "name = suite\nsuffixes = .txt\nexcludes = inputs\nsubstitution.greeting = hello from %s\n");
    }

    private void write(String name, String text) {
        try {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LitResult result(String text) {
        return result(text, Map.of());
    }

    private LitResult result(String text, Map<String, Tool> tools) {
        write("test.txt", text);
        return LitRunner.run(List.of(folder.resolve("test.txt")), LitOptions.defaults(), tools, FEATURES, new StringBuilder()).results()
                .getFirst();
    }

    private record Run(int exitCode, String out, String err) {}

    private Run main(String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int exitCode = LitMain.run(Arrays.asList(args), Map.of(), FEATURES, new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"RUN: true;PASS", "RUN: false;FAIL", "nothing;UNRESOLVED", "RUN: false~XFAIL: fast;XFAIL",
            "RUN: true~XFAIL: *;XPASS", "RUN: false~XFAIL: slow;FAIL",
            "RUN: true~XFAIL: slow;PASS", "RUN: false~REQUIRES: slow;UNSUPPORTED", "RUN: true~REQUIRES: fast, !slow;PASS",
            "RUN: true~REQUIRES: fast &&;UNRESOLVED", "RUN: true~UNSUPPORTED: slow, fast;UNSUPPORTED",
            "RUN: true~UNSUPPORTED: slow;PASS", "RUN: true~END.~RUN: false;PASS", "RUN: true \\;UNRESOLVED",
            "RUN: true && \\~RUN: false;FAIL", "RUN: true && \\~XFAIL: *~RUN: false;XFAIL",
            "RUN: true \\~DEFINE: %{a} = b;UNRESOLVED", "DEFINE: %{a} = x~DEFINE: %{a} = y~RUN: true;UNRESOLVED",
            "REDEFINE: %{a} = x~RUN: true;UNRESOLVED", "DEFINE: a = x~RUN: true;UNRESOLVED",
            "CHECK-RUN: false~RUN: true;FAIL", "RUN: nosuchcommand;FAIL", "RUN: not nosuchcommand;FAIL", "RUN: true & true;UNRESOLVED",
            "RUN: echo |;UNRESOLVED", "RUN: echo 'a;UNRESOLVED",
            "RUN: %if fast %{ true %;UNRESOLVED"})
    void statuses(String text, LitStatus status) {
        assertThat(result(text.replace('~', '\n')).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"%{greeting};hello from {S}/test.txt", "%S %p;{S} {S}", "%t;{S}/Output/test.txt.tmp",
            "%{t:stem};test.txt", "%basename_t %{s:basename};test.txt test.txt",
            "%%s;%s", "%(line) %(line+2) %(line-1);1 3 0", "%if fast %{yes%} %else %{no%};yes", "%if slow %{yes%} %else %{no%};no",
            "a %if slow %{yes%} b;a  b",
            "%if fast %{%if slow %{x%} %else %{%{greeting}%}%};hello from {S}/test.txt", "%{unknown};%{unknown}"})
    void substitutions(String command, String expected) {
        var result = result("RUN: echo '" + command + "'");
        assertThat(result.output()).contains("--\n" + expected.replace("{S}", folder.toString()) + "\n");
    }

    @Test
    void definitionsAreReplacedInOrder() {
        var result = result("""
                DEFINE: %{who} = world
                DEFINE: %{text} = hi %{who}
                RUN: echo 1 %{text}
                REDEFINE: %{who} = \\
                REDEFINE:   moon
                RUN: echo 2 %{text}
                """);
        assertThat(result.output()).contains("1 hi world\n2 hi moon\n");
    }

    @Test
    void commandsShareFolderAndVariablesWithinOneTest() {
        var result = result("""
                RUN: rm -rf %t && mkdir -p %t/sub && cd %t/sub && export NAME=value
                RUN: echo here > file && cat %t/sub/file | FileCheck %s
                RUN: env | FileCheck %s --check-prefix=ENV
                CHECK: {{^}}here{{$}}
                ENV: NAME=value
                """);
        assertThat(result.status()).as(result.output()).isEqualTo(LitStatus.PASS);
    }

    @Test
    void toolsRunInThisProcess() {
        Tool upper = (args, in, out, _, workingDirectory, environment) -> {
            try {
                out.print(new String(in.readAllBytes(), StandardCharsets.UTF_8).toUpperCase(Locale.ROOT));
                out.println(args + " " + workingDirectory.equals(folder) + " " + environment.get("A"));
                return 0;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        var result = result(
                "RUN: echo text | env A=b upper --flag 'two words' | FileCheck %s\nCHECK: TEXT\nCHECK-NEXT: [--flag, two words] true b",
                Map.of("upper", upper));
        assertThat(result.status()).as(result.output()).isEqualTo(LitStatus.PASS);
    }

    @Test
    void aToolThatThrowsIsACrash() {
        Tool broken = (_, _, _, _, _, _) -> {
            throw new IllegalStateException("broken");
        };
        assertThat(result("RUN: broken", Map.of("broken", broken)).output()).contains("Exit Code: 134", "IllegalStateException: broken");
        assertThat(result("RUN: not --crash broken", Map.of("broken", broken)).status()).isEqualTo(LitStatus.PASS);
        assertThat(result("RUN: not broken", Map.of("broken", broken)).status()).isEqualTo(LitStatus.FAIL);
        assertThat(result("RUN: not --crash false").status()).isEqualTo(LitStatus.FAIL);
    }

    @Test
    void printsResultsInOrderAtAnyNumberOfWorkers() {
        write("b.txt", "RUN: false");
        write("a/c.txt", "RUN: true");
        write("a/skip.mlir", "RUN: false");
        write("inputs/d.txt", "RUN: false");
        write("Output/e.txt", "RUN: false");
        for (String workers : List.of("1", "4")) {
            var run = main("-j", workers, folder.toString());
            assertThat(run.exitCode).isEqualTo(1);
            assertThat(run.out).contains("PASS: suite :: a/c.txt (1 of 2)\nFAIL: suite :: b.txt (2 of 2)\n").endsWith("""
                    ********************
                    Failed Tests (1):
                      suite :: b.txt


                    Total Discovered Tests: 2
                      Passed: 1 (50.00%)
                      Failed: 1 (50.00%)
                    """);
        }
    }

    @Test
    void verboseShowsCommandsAndOutput() {
        write("a.txt", "RUN: echo out\nRUN: echo bad 1>&2; false");
        assertThat(main("-v", folder.toString()).out).contains("""
                ******************** TEST 'suite :: a.txt' FAILED ********************
                Exit Code: 1

                Command Output (stdout):
                --
                out

                --

                Command Output (stderr):
                --
                # RUN: at line 1
                echo out
                # RUN: at line 2
                echo bad 1>&2; false
                bad

                --
                ********************
                """);
    }

    @Test
    void exitCodes() {
        write("good.txt", "RUN: true");
        write("bad.txt", "RUN: false");
        String suite = folder.toString();
        assertThat(main(suite, "--filter=good").exitCode).isZero();
        assertThat(main(suite, "--filter-out", "bad").exitCode).isZero();
        assertThat(main(suite).exitCode).isEqualTo(1);
        assertThat(main(suite, "--ignore-fail").exitCode).isZero();
        assertThat(main(suite, "--filter", "none").exitCode).isEqualTo(2);
        assertThat(main(suite, "--filter", "none", "--allow-empty-runs").exitCode).isZero();
        assertThat(main(suite + "/missing").exitCode).isEqualTo(2);
    }

    @Test
    void stopsATestThatTakesTooLong() {
        write("process.txt", "RUN: sleep 100");
        write("good.txt", "RUN: true");
        var run = main(folder.toString(), "--timeout", "1", "-v");
        assertThat(run.exitCode).isEqualTo(1);
        assertThat(run.out).contains("TIMEOUT: suite :: process.txt", "PASS: suite :: good.txt", "Exit Code: none, stopped after 1 s");
    }

    @Test
    void stopsAToolInThisProcess() throws IOException {
        Tool endless = (_, _, _, _, _, _) -> {
            try {
                Thread.sleep(Duration.ofMinutes(5));
                return 0;
            } catch (InterruptedException _) {
                return 1;
            }
        };
        write("endless.txt", "RUN: endless\nXFAIL: *");
        var runner = new LitRunner(LitOptions.defaults().withTimeout(Duration.ofMillis(200)), Map.of("endless", endless), Set.of());
        assertThat(runner.execute(runner.discover(List.of(folder)).getFirst()).status()).isEqualTo(LitStatus.TIMEOUT);
    }

    @Test
    void beginsNoTestAfterTooManyFailures() {
        for (String name : List.of("a", "b", "c")) {
            write(name + ".txt", "RUN: false");
        }
        var run = main(folder.toString(), "-j1", "--max-failures", "1");
        assertThat(run.exitCode).isEqualTo(1);
        assertThat(run.out).contains("  Skipped: 2 (66.67%)", "  Failed : 1 (33.33%)").doesNotContain("suite :: b.txt");
    }

    @Test
    void countsTestsThatAFilterExcludes() {
        write("good.txt", "RUN: true");
        write("bad.txt", "RUN: false");
        assertThat(main(folder.toString(), "--filter", "good").out).contains("-- Testing: 1 of 2 tests, 1 workers --", """
                Total Discovered Tests: 2
                  Excluded: 1 (50.00%)
                  Passed  : 1 (50.00%)
                """);
    }

    @Test
    void aFolderChangesTheConfigurationOfItsSuite() {
        write("a/lit.local.properties", "suffixes = .x, .y\nfeatures = local\nenvironment.NAME = value\nsubstitution.own = mine\n");
        write("a/one.txt", "RUN: false");
        write("a/b/two.x",
                "REQUIRES: local, fast\nRUN: sh -c 'echo $NAME %{own} %{greeting}' | FileCheck %s\nCHECK: value mine hello from");
        write("c/lit.local.properties", "unsupported = true");
        write("c/three.txt", "RUN: false");
        var run = main(folder.toString(), "-a");
        assertThat(run.out).contains("PASS: suite :: a/b/two.x (1 of 2)", "UNSUPPORTED: suite :: c/three.txt (2 of 2)")
                .contains("TEST 'suite :: a/b/two.x' RESULTS");
        write("c/lit.local.properties", "name = other");
        assertThat(main(folder.toString()).out).contains("unknown key 'name'; known are suffixes, excludes");
        write("c/lit.local.properties", "unsupported = maybe");
        assertThat(main(folder.toString()).out).contains("'unsupported' must be true or false, not 'maybe'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--timeout=0", "--max-failures=0", "--bogus", "-j0", "-jx", "--filter=(", "--verbose=1"})
    void badOptions(String option) {
        var run = main(option, folder.toString());
        assertThat(run.exitCode).isEqualTo(2);
        assertThat(run.err).startsWith("lit: error: ");
    }

    @Test
    void needsAPath() {
        assertThat(main().err).isEqualTo("lit: error: expected at least one test file or folder\n");
    }

    @Test
    void refusesUnknownKeys() {
        write("lit.properties", "sufixes = .txt");
        var run = main(folder.toString());
        assertThat(run.exitCode).isEqualTo(2);
        assertThat(run.out).contains(
                "lit.properties: unknown key 'sufixes'; known are name, suffixes, excludes, features, unsupported, substitution.NAME and environment.NAME");
    }

    @Test
    void writesXml() throws IOException {
        write("a/bad.txt", "RUN: echo ']]>' && false");
        write("good.txt", "RUN: true");
        write("skip.txt", "RUN: true\nREQUIRES: \"<\"");
        write("skip2.txt", "RUN: true\nREQUIRES: slow");
        Path xml = folder.resolve("report.xml");
        main(folder.toString(), "--xunit-xml-output", xml.toString());
        assertThat(Files.readString(xml)).contains("<testsuite name=\"suite\" tests=\"4\" failures=\"2\" skipped=\"1\">",
                "<testcase classname=\"suite.a\" name=\"bad.txt\"",
                "]]]]><![CDATA[>", "<skipped message=\"Missing required feature(s): slow\"/>",
                "<testcase classname=\"suite.suite\" name=\"good.txt\"");
    }

    @Test
    void outputDirectoryKeepsTheSuiteClean() {
        write("a/t.txt", "RUN: echo x > %t");
        Path output = folder.resolve("elsewhere");
        var options = LitOptions.defaults().withOutputDirectory(output);
        LitRunner.run(List.of(folder.resolve("a")), options, Map.of(), Set.of(), new StringBuilder());
        assertThat(output.resolve("a/Output/t.txt.tmp")).exists();
        assertThat(folder.resolve("a/Output")).doesNotExist();
    }

    @Test
    void testsCanBeRunOneByOne() throws IOException {
        write("good.txt", "RUN: true");
        write("bad.txt", "RUN: false");
        var runner = new LitRunner(LitOptions.defaults(), Map.of(), Set.of());
        var tests = runner.discover(List.of(folder));
        assertThat(tests).extracting(LitTest::name).containsExactly("suite :: bad.txt", "suite :: good.txt");
        runner.execute(tests.getLast()).throwIfFailed();
        assertThatThrownBy(() -> runner.execute(tests.getFirst()).throwIfFailed()).isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("FAIL: suite :: bad.txt\nExit Code: 1");
    }

    @Test
    void optionsWantAWorker() {
        assertThatThrownBy(
                () -> new LitOptions(0, LitOptions.Output.NONE, Optional.empty(), Optional.empty(), Optional.empty(), 1, Optional.empty(),
                        Optional.empty(), false, false))
                .hasMessageContaining("positive, not 0");
    }
}
