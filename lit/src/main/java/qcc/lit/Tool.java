package qcc.lit;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A command that a test can call by name and that runs inside this process. */
@FunctionalInterface
public interface Tool {

    /**
     * Runs the command. Several threads may call this at the same time.
     *
     * @param args the words after the command's name
     * @param in standard input
     * @param out standard output
     * @param err standard error
     * @param workingDirectory absolute; relative paths in {@code args} are relative to it
     * @param environment environment variables, never null
     * @return exit code, 0 for success
     */
    int run(List<String> args, InputStream in, PrintStream out, PrintStream err, Path workingDirectory, Map<String, String> environment);
}
