package qcc.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import qcc.ir.diagnostic.Diagnostic;
import qcc.ir.diagnostic.DiagnosticRenderer;
import qcc.ir.diagnostic.DiagnosticSink;
import qcc.ir.diagnostic.Severity;
import qcc.ir.text.Source;

/** Prints diagnostics as they come, with the lines of the text that they are about. */
final class DiagnosticOutput implements DiagnosticSink {
    private final PrintStream target;
    private final Severity least;
    private final Map<String, Source> sources = new HashMap<>();
    private final DiagnosticRenderer renderer = new DiagnosticRenderer(this::line);

    /**
     * @param least what is less severe is not printed
     */
    DiagnosticOutput(PrintStream target, Severity least) {
        this.target = target;
        this.least = least;
    }

    /** Shows the lines of a text that is in memory. */
    void know(Source source) {
        sources.put(source.name(), source);
    }

    @Override
    public synchronized void report(Diagnostic diagnostic) {
        if (diagnostic.severity().compareTo(least) <= 0) {
            target.print(renderer.render(diagnostic));
        }
    }

    private String line(String file, int number) {
        return number < 1 || !file.endsWith(".mlir") && !sources.containsKey(file)
                ? ""
                : sources.computeIfAbsent(file, DiagnosticOutput::read).line(number);
    }

    /** A text that cannot be read any more has no lines. */
    private static Source read(String file) {
        try {
            return Source.read(Path.of(file));
        } catch (IOException _) {
            return Source.of(file, "");
        }
    }
}
