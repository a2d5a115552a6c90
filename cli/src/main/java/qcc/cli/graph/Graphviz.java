package qcc.cli.graph;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Graphviz's program {@code dot}, which lays graphs out. */
public final class Graphviz {
    private final Path program;

    private Graphviz(Path program) {
        this.program = program;
    }

    /**
     * Looks for {@code dot}.
     *
     * @param path the environment variable {@code PATH}
     */
    public static Optional<Graphviz> find(String path) {
        return Arrays.stream(path.split(File.pathSeparator)).filter(folder -> !folder.isEmpty())
                .flatMap(folder -> Stream.of(Path.of(folder, "dot"), Path.of(folder, "dot.exe"))).filter(Files::isRegularFile)
                .filter(Files::isExecutable).findFirst().map(Graphviz::new);
    }

    /**
     * Lays a graph out.
     *
     * @param graph its text
     * @return the picture's file
     * @throws IOException if {@code dot} cannot be started or refuses the graph
     */
    public byte[] render(String graph, GraphFormat format) throws IOException {
        var process = new ProcessBuilder(program.toString(), "-T" + format.graphvizName()).start();
        try {
            var errors = new ByteArrayOutputStream();
            var feeder = Thread.ofVirtual().start(() -> feed(graph, process.getOutputStream()));
            var listener = Thread.ofVirtual().start(() -> copy(process.getErrorStream(), errors));
            var picture = process.getInputStream().readAllBytes();
            var exitCode = process.waitFor();
            feeder.join();
            listener.join();
            if (exitCode != 0) {
                throw new IOException("%s failed with exit code %d: %s".formatted(program, exitCode,
                        errors.toString(StandardCharsets.UTF_8).strip()));
            }
            return picture;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + program + " was running");
        } finally {
            process.destroy();
        }
    }

    /** A program that ends early, with its message, does not read all of it. */
    private static void feed(String graph, OutputStream target) {
        try (target) {
            target.write(graph.getBytes(StandardCharsets.UTF_8));
        } catch (IOException _) {
            return;
        }
    }

    private static void copy(InputStream from, OutputStream to) {
        try {
            from.transferTo(to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
