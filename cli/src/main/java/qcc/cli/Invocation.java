package qcc.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command has of the world around it, so that it runs in a test as it runs in a process.
 *
 * @param in standard input
 * @param out standard output in UTF-8, buffered; whoever starts a command flushes it
 * @param err standard error in UTF-8
 * @param workingDirectory what relative paths are relative to
 * @param environment environment variables
 * @param terminal whether a person watches standard error
 */
public record Invocation(InputStream in, PrintStream out, PrintStream err, Path workingDirectory, Map<String, String> environment,
        boolean terminal) {
    private static final Path PROCESS_DIRECTORY = Path.of("").toAbsolutePath();
    private static final int BUFFER_BYTES = 1 << 16;

    /** The streams, folder and environment of this process. The launcher's properties say where standard error is. */
    static Invocation ofProcess() {
        var out = new PrintStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER_BYTES), false,
                StandardCharsets.UTF_8);
        return new Invocation(System.in, out, StandardError.open(), PROCESS_DIRECTORY, System.getenv(),
                Boolean.getBoolean("qcc.terminal"));
    }

    /** A path as a user gave it, made usable: it stays as it is where this process already stands in the working directory. */
    Path resolve(Path path) {
        return workingDirectory.equals(PROCESS_DIRECTORY) ? path : workingDirectory.resolve(path);
    }
}
