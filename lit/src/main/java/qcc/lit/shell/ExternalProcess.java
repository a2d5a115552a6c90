package qcc.lit.shell;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command that runs as a process.
 *
 * @param words name and arguments
 * @param folder working directory
 * @param environment all of its variables
 * @param limits commands for {@code sh} to be run first
 */
record ExternalProcess(List<String> words, Path folder, Map<String, String> environment, List<String> limits) {

    /** Runs the process to its end; the shell can stop it. */
    int run(Shell shell, Streams streams) {
        var program = find();
        if (program.isEmpty()) {
            streams.err().println(words.getFirst() + ": command not found");
            return Shell.NOT_FOUND;
        }
        var line = new ArrayList<>(words);
        line.set(0, program.get().toString());
        if (!limits.isEmpty()) {
            line.addAll(0, List.of("/bin/sh", "-c", String.join(" && ", limits) + " && exec \"$@\"", "sh"));
        }
        var builder = new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(streams.out() == streams.err());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            var process = builder.start();
            shell.begun(process);
            return wait(process, streams);
        } catch (IOException e) {
            streams.err().println(words.getFirst() + ": " + e.getMessage());
            return Shell.NOT_FOUND - 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Shell.CRASH;
        }
    }

    private static int wait(Process process, Streams streams) throws IOException, InterruptedException {
        try {
            var feeder = Thread.ofVirtual().start(() -> feed(streams.in(), process.getOutputStream()));
            var errors = Thread.ofVirtual().start(() -> drain(process.getErrorStream(), streams.err()));
            drain(process.getInputStream(), streams.out());
            int exitCode = process.waitFor();
            errors.join();
            feeder.join();
            return exitCode;
        } finally {
            process.destroy();
        }
    }

    private static void feed(InputStream from, OutputStream to) {
        try (to) {
            from.transferTo(to);
        } catch (IOException _) {
            // The process ended without reading all of its input, which is its right.
        }
    }

    private static void drain(InputStream from, OutputStream to) {
        try {
            from.transferTo(to);
        } catch (IOException _) {
            // The process closed the stream while it was killed; its exit code tells.
        }
    }

    private Optional<Path> find() {
        String name = words.getFirst();
        if (name.contains("/")) {
            return Optional.of(folder.resolve(name)).filter(Files::isExecutable);
        }
        for (String entry : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path candidate = folder.resolve(entry).resolve(name);
            if (!entry.isEmpty() && Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
