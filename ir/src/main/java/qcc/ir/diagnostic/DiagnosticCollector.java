package qcc.ir.diagnostic;

import java.util.ArrayList;
import java.util.List;

/** Keeps diagnostics until somebody reads them. */
public final class DiagnosticCollector implements DiagnosticSink {
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    @Override
    public synchronized void report(Diagnostic diagnostic) {
        diagnostics.add(diagnostic);
    }

    public synchronized List<Diagnostic> diagnostics() {
        return List.copyOf(diagnostics);
    }

    public synchronized boolean hasErrors() {
        return diagnostics.stream().anyMatch(d -> d.severity() == Severity.ERROR);
    }
}
