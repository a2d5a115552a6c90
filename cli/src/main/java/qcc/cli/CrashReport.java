package qcc.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The file that goes with a report of a bug: the command line, the versions and where the program was. */
final class CrashReport {
    private CrashReport() {}

    /** Writes the file, tells the user where it is and returns the exit code. */
    static int write(Throwable failure, List<String> args, Invocation invocation) {
        invocation.err().println("qcc: internal error: " + failure);
        try {
            invocation.err().println("this is a bug of qcc; please report it with the file " + save(failure, args, invocation));
        } catch (IOException e) {
            invocation.err().println("this is a bug of qcc; no file for a report could be written: " + e);
            failure.printStackTrace(invocation.err());
        }
        return ExitCode.BUG;
    }

    /** In the working directory, or where that cannot be written among the temporary files. */
    private static Path save(Throwable failure, List<String> args, Invocation invocation) throws IOException {
        var folder = Files.isWritable(invocation.workingDirectory())
                ? invocation.workingDirectory()
                : Path.of(System.getProperty("java.io.tmpdir"));
        return switch (failure) {
            case Reproducer crash -> Files.writeString(Files.createTempFile(folder, "qcc-crash-", ".mlir"),
                    text(failure.getCause(), args).lines().map(line -> "// " + line + "\n").collect(Collectors.joining()) + crash.text());
            default -> Files.writeString(Files.createTempFile(folder, "qcc-crash-", ".txt"), text(failure, args));
        };
    }

    private static String text(Throwable failure, List<String> args) {
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return """
                %s, Java %s, %s %s
                command: qcc %s

                %s""".formatted(Version.text(), System.getProperty("java.version"), System.getProperty("os.name"),
                System.getProperty("os.arch"), args.stream().map(CrashReport::quote).collect(Collectors.joining(" ")), trace);
    }

    /** A word as a shell reads it. */
    private static String quote(String word) {
        return word.matches("[A-Za-z0-9_./:=,@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
