package qcc.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import qcc.lit.Tool;

/** A program on this machine as a tool of golden tests, under a name of its own. */
record ProgramTool(Path program) implements Tool {
    private static final int CANNOT_START = 126;
    private static final int INTERRUPTED = 130;

    @Override
    public int run(List<String> args, InputStream in, PrintStream out, PrintStream err, Path workingDirectory,
            Map<String, String> environment) {
        var words = new ArrayList<>(List.of(program.toString()));
        words.addAll(args);
        var builder = new ProcessBuilder(words).directory(workingDirectory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            var process = builder.start();
            var feeder = Thread.ofVirtual().start(() -> copy(in, process.getOutputStream(), true));
            var errors = Thread.ofVirtual().start(() -> copy(process.getErrorStream(), err, false));
            copy(process.getInputStream(), out, false);
            int exitCode = process.waitFor();
            errors.join();
            feeder.join();
            return exitCode;
        } catch (IOException e) {
            err.println(program + ": " + e.getMessage());
            return CANNOT_START;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return INTERRUPTED;
        }
    }

    private static void copy(InputStream from, OutputStream to, boolean close) {
        try {
            from.transferTo(to);
            if (close) {
                to.close();
            }
        } catch (IOException _) {
            // The program ended without reading all of its input, which is its right.
        }
    }
}
