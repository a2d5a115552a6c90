package qcc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import qcc.cli.Invocation;
import qcc.cli.Qcc;

/** The command line, called in the process. */
record CommandLine(Path folder) {
    /** What a command left. */
    record Outcome(int exitCode, byte[] output, String errors) {}

    Outcome run(List<String> words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var invocation = new Invocation(InputStream.nullInputStream(), new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), folder, Map.of(), false);
        int exitCode = Qcc.run(new ArrayList<>(words), invocation);
        return new Outcome(exitCode, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
    }

    /** Runs a command that must succeed and reads its answer. */
    JsonNode json(List<String> words) throws IOException {
        var outcome = run(words);
        assertThat(outcome.exitCode).as(outcome.errors).isZero();
        return new ObjectMapper().readTree(outcome.output);
    }
}
