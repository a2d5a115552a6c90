package qcc.lit.filecheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import qcc.lit.filecheck.CheckCase.Agreement;

/**
 * Gives the same check files and inputs to this FileCheck and to LLVM's, and compares exit codes and messages. {@code -Dqcc.filecheck.trials=N} and {@code -Dqcc.filecheck.seed=N} choose how many
 * random cases there are, and which.
 */
final class FileCheckConformanceTest {
    private static final String PROGRAM = "FileCheck-22";
    private static final String CHECK_FILE = "check.txt";
    private static final int TRIALS = Integer.getInteger("qcc.filecheck.trials", 400);
    private static final long SEED = Long.getLong("qcc.filecheck.seed", 1);

    private static Optional<Path> program = Optional.empty();

    @TempDir
    private Path folder;

    /**
     * What a run ended with.
     *
     * @param exitCode of the program
     * @param messages on standard error, one byte per character
     */
    private record Result(int exitCode, String messages) {}

    @BeforeAll
    static void find() {
        program = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(entry -> Path.of(entry, PROGRAM)).filter(Files::isExecutable).findFirst();
        assumeTrue(program.isPresent(), PROGRAM + " is not installed");
    }

    static List<CheckCase> writtenCases() {
        return CheckCase.read("conformance.txt");
    }

    @ParameterizedTest
    @MethodSource("writtenCases")
    void agreesOnWrittenCases(CheckCase example) throws Exception {
        var ours = ours(example);
        var theirs = theirs(example);
        assertThat(ours.exitCode).as(example + "\n" + theirs.messages + "\n" + ours.messages).isEqualTo(theirs.exitCode);
        if (example.agreement() == Agreement.MESSAGES) {
            assertThat(ours.messages).as(example.toString()).isEqualTo(theirs.messages);
        }
    }

    @Test
    void agreesOnRandomCases() throws Exception {
        var random = new Random(SEED);
        var differences = new ArrayList<String>();
        for (int i = 0; i < TRIALS; i++) {
            var example = new RandomCheckCase(random).next();
            var ours = ours(example);
            var theirs = theirs(example);
            if (!ours.equals(theirs)) {
                differences.add("%s---- LLVM: exit code %d\n%s---- this program: exit code %d\n%s".formatted(example, theirs.exitCode,
                        theirs.messages, ours.exitCode, ours.messages));
            }
        }
        if (!differences.isEmpty()) {
            var report = Files.writeString(Path.of("target", "filecheck-differences.txt"), String.join("\n", differences));
            fail("%d of %d random cases differ, see %s:%n%s", differences.size(), TRIALS, report, differences.getFirst());
        }
    }

    private Result ours(CheckCase example) throws IOException {
        Files.writeString(folder.resolve(CHECK_FILE), example.check(), StandardCharsets.ISO_8859_1);
        var args = new ArrayList<>(example.options());
        args.add(CHECK_FILE);
        var err = new ByteArrayOutputStream();
        var in = new ByteArrayInputStream(example.input().getBytes(StandardCharsets.ISO_8859_1));
        int exitCode = new FileCheck().run(args, in, new PrintStream(new ByteArrayOutputStream()), new PrintStream(err), folder, Map.of());
        return new Result(exitCode, err.toString(StandardCharsets.ISO_8859_1));
    }

    private Result theirs(CheckCase example) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(program.orElseThrow().toString());
        command.addAll(example.options());
        command.add(CHECK_FILE);
        var input = folder.resolve("input.txt");
        var messages = folder.resolve("messages.txt");
        Files.writeString(input, example.input(), StandardCharsets.ISO_8859_1);
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectInput(input.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(messages.toFile());
        builder.environment().remove("FILECHECK_OPTS");
        int exitCode = builder.start().waitFor();
        var text = Files.readString(messages, StandardCharsets.ISO_8859_1);
        return new Result(exitCode, text.replace(program.get().toString(), "FileCheck"));
    }
}
