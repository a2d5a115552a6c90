package qcc.ir.diagnostic;

/** Receives diagnostics in the order of the operations they are about. */
@FunctionalInterface
public interface DiagnosticSink {
    void report(Diagnostic diagnostic);
}
